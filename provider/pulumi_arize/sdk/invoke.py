"""How a look-up of a program asks: the API itself with the settings of the stack, or the engine by a function."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pulumi
import pulumi.runtime
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor

from .._version import __version__
from ..casing import camel
from ..errors import ArizeError, LookupFailed
from .resource_options import NATIVE, PACKAGE, providers_of
from .result import Result
from .stack_settings import configured_keys, warn_of_plain_key

if TYPE_CHECKING:
    from ..api.account import Account

R = TypeVar("R", bound=Result)
T = TypeVar("T")
Text = pulumi.Input[str] | None
Options = pulumi.InvokeOptions | None
InvokeArguments = Mapping[str, str | None]
InvokeInputs = Mapping[str, Text]

RESULTS = "results"
"""The property that holds the list of a look-up that returns many: a function's result is always an object."""

ERROR_PREFIX = " returned an error: "
"""What the engine writes before an error of the plugin's own."""


class ResolvedArguments(NamedTuple):
    """What an Output comes to."""

    value: Any
    resources: set[pulumi.Resource]
    is_known: bool


def invoke_one(function: str, result: type[R], args: InvokeArguments, opts: Options) -> R:
    """Return what a look-up finds. Raises LookupFailed where it is not there, SettingsError without a key."""
    return result.of(_found(function, args, opts))


def invoke_many(function: str, result: type[R], args: InvokeArguments, opts: Options) -> Sequence[R]:
    """Return all that a look-up finds. Raises LookupFailed, SettingsError."""
    return [result.of(item) for item in _found(function, args, opts)]


def invoke_one_output(function: str, result: type[R], args: InvokeInputs, opts: Options) -> pulumi.Output[R]:
    """Return what a look-up finds once all that it depends on exists."""
    return _found_later(function, args, opts).apply(result.of)


def invoke_many_output(function: str, result: type[R], args: InvokeInputs, opts: Options) -> pulumi.Output[Sequence[R]]:
    """Return all that a look-up finds once all that it depends on exists."""
    return _found_later(function, args, opts).apply(lambda found: [result.of(item) for item in found])


def invoke(function: str, args: InvokeArguments, opts: Options) -> Any:
    """Return what a function of the plugin returns, or a test's mocks. Raises LookupFailed."""
    _refuse_waiting(function, opts)
    warn_of_plain_key()
    arguments = {camel(name): value for name, value in args.items() if value is not None}
    merged = pulumi.InvokeOptions.merge(pulumi.InvokeOptions(version=__version__), opts)
    try:
        found = pulumi.runtime.invoke(_token(function), arguments, merged).value
    except Exception as error:  # the SDK has no narrower one for what the plugin answers
        raise _told(error) from None
    if not found and not _is_mocked():  # what the engine answers for a provider that it could not configure
        raise without_traceback(
            LookupFailed(f"{function}: the provider's settings are not known yet: use {function}_output")
        )
    return _unwrapped(found)


def invoke_output(function: str, args: InvokeInputs, opts: Options) -> pulumi.Output[Any]:
    """Return what a function of the plugin returns, or a test's mocks; unknown where the plugin has no settings yet."""
    warn_of_plain_key()
    merged = pulumi.InvokeOptions.merge(pulumi.InvokeOptions(version=__version__), opts)

    async def ask(values: InvokeArguments) -> Any:
        arguments = {camel(name): value for name, value in values.items() if value is not None}
        try:
            found = await pulumi.runtime.invoke_async(_token(function), arguments, merged)
        except Exception as error:  # see above
            raise _told(error) from None
        return _unwrapped(found) if found or _is_mocked() else None

    return _later(args, opts, ask)


def without_traceback(error: ArizeError) -> Exception:
    """Return the error as one that Pulumi shows without a traceback."""
    kind = type(type(error).__name__, (type(error), pulumi.RunError), {"__module__": "pulumi_arize"})
    shown: Exception = kind(str(error))
    return shown


def _found(function: str, args: InvokeArguments, opts: Options) -> Any:
    if _is_mocked():
        return invoke(function, args, opts)
    _refuse_waiting(function, opts)
    _refuse(function, opts)
    return _looked_up(function, args)


def _found_later(function: str, args: InvokeInputs, opts: Options) -> pulumi.Output[Any]:
    if _is_mocked():
        return invoke_output(function, args, opts)
    _refuse(function, opts)

    async def ask(values: InvokeArguments) -> Any:
        return _looked_up(function, values)

    return _later(args, opts, ask)


def _later(args: InvokeInputs, opts: Options, ask: Callable[[InvokeArguments], Awaitable[Any]]) -> pulumi.Output[Any]:
    """Return what `ask` returns for the arguments once all exists that they are of, and that `depends_on` names.

    It is secret as a whole only where an argument is: what is secret in a result is so by itself.
    """
    arguments, after = pulumi.Output.all(**args), pulumi.Output.from_input(getattr(opts, "depends_on", None))

    async def known() -> ResolvedArguments:
        named = await after.future()
        waited = set(named if isinstance(named, (list, tuple)) else [named] if named else [])
        depends_on = waited | await after.resources() | await arguments.resources()
        if not (await arguments.is_known() and await after.is_known() and await _exist(depends_on)):
            return ResolvedArguments(None, depends_on, is_known=False)
        try:
            found = await ask(await arguments.future() or {})
        except LookupFailed:
            if depends_on and pulumi.runtime.is_dry_run():  # the deployment may rename what it is looked up by
                return ResolvedArguments(None, depends_on, is_known=False)
            raise
        return ResolvedArguments(found, depends_on, found is not None)

    return _output(known, arguments.is_secret())


def _looked_up(name: str, args: InvokeArguments) -> Any:
    from ..lifecycle.lookups import lookup  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from ..model.functions import FUNCTIONS  # noqa: PLC0415

    with _for_a_program():
        return lookup(next(function for function in FUNCTIONS if function.name == name), _account(), args)


async def _exist(resources: Iterable[pulumi.Resource]) -> bool:
    """Tell whether all resources have been created, those in components too."""
    for resource in resources:
        if isinstance(resource, pulumi.ComponentResource):
            if not await _exist(getattr(resource, "_childResources", ())):
                return False
        elif (
            isinstance(resource, pulumi.CustomResource) and "id" in vars(resource) and not await resource.id.is_known()
        ):
            return False
    return True


def _output(known: Callable[[], Awaitable[ResolvedArguments]], is_secret: Awaitable[bool]) -> pulumi.Output[Any]:
    """Return an Output of what is known in the end; one that fails has nothing but its error to tell."""
    value, resources, is_known = (asyncio.get_running_loop().create_future() for _ in ResolvedArguments._fields)

    async def settle() -> None:
        try:
            found = await known()
        except Exception as error:  # whatever it is, who waits for the Output must hear of it
            value.set_exception(error)
            found = ResolvedArguments(None, set(), is_known=True)
        else:
            value.set_result(found.value)
        resources.set_result(found.resources)
        is_known.set_result(found.is_known)

    settling.add(task := asyncio.ensure_future(settle()))
    task.add_done_callback(settling.discard)
    return pulumi.Output(resources, value, is_known, is_secret)


settling: set[asyncio.Future[None]] = set()
"""What is under way: a loop keeps no task alive."""


def _refuse(function: str, opts: Options) -> None:
    """Refuse what a look-up without a plugin cannot do. Raises pulumi.RunError."""
    if opts is None:
        return
    if not isinstance(opts, pulumi.InvokeOptions):
        raise TypeError(f"opts is a pulumi.InvokeOptions, not a {type(opts).__name__}")
    for provider in providers_of(opts, (PACKAGE,)):
        raise pulumi.RunError(
            f"{function}: the provider {provider.pulumi_resource_name!r} cannot be used: it looks into the stack's own "
            f"account; for another one use {NATIVE}"
        )
    for option in ("version", "plugin_download_url"):
        if getattr(opts, option):
            raise pulumi.RunError(f"{function}: the option `{option}` names a plugin: leave it out, or use {NATIVE}")


def _refuse_waiting(function: str, opts: Options) -> None:
    """Refuse to wait where the result is wanted at once. Raises pulumi.RunError."""
    if getattr(opts, "depends_on", None):
        raise pulumi.RunError(f"{function}: only {function}_output can wait for what `depends_on` names")


def _is_mocked() -> bool:
    return isinstance(get_monitor(), MockMonitor)


def _token(function: str) -> str:
    return f"{PACKAGE}:index:{camel(function)}"


def _unwrapped(found: Mapping[str, Any]) -> Any:
    """Return the list that an object of results holds, or the object itself."""
    return found[RESULTS] if found.keys() == {RESULTS} else found


def _told(error: Exception) -> Exception:
    """Return what the plugin answered as an error that Pulumi shows alone; any other as it is."""
    _, told, reason = str(error).partition(ERROR_PREFIX)
    return without_traceback(LookupFailed(reason)) if told else error


@contextmanager
def _for_a_program() -> Iterator[None]:
    """Let Pulumi show an error as its message alone: a RunError, which is still the error that it was."""
    try:
        yield
    except ArizeError as error:
        raise without_traceback(error) from None


def _account() -> Account:
    from ..api.account import connect  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from ..settings import load  # noqa: PLC0415

    warn_of_plain_key()
    return connect(load(pulumi.Config("arize").get, os.environ, keys=configured_keys()))
