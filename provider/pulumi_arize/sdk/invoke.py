"""How the lookups of a program get their results: from the API itself, or from the plugin through the engine."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import pulumi
import pulumi.runtime
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor

from .._version import __version__
from ..casing import camel
from ..errors import ArizeError, LookupFailed
from .resource_options import NATIVE, PACKAGE, providers_of
from .result import Result
from .stack_settings import configured_names, warn_of_plain_key

R = TypeVar("R", bound=Result)
T = TypeVar("T")
Text = pulumi.Input[str] | None
Options = pulumi.InvokeOptions | None
InvokeArguments = Mapping[str, str | None]
InvokeInputs = Mapping[str, Text]

RESULTS = "results"
"""The property with the list that a lookup of many returns: the result of a Pulumi function is always an object."""

ERROR_PREFIX = " returned an error: "
"""The engine's words before an error of the plugin."""


class Backend(Protocol):
    """Where a lookup gets its result."""

    def check_options(self, function: str, opts: Options) -> None:
        """Refuse the options that do not work. Raises pulumi.RunError, TypeError."""

    def invoke(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        """Return the result, an object or a list of objects. Raises LookupFailed, SettingsError."""

    async def invoke_async(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        """Return the result, None where it is not known yet. Raises LookupFailed, SettingsError."""


class Api:
    """Asks the API, with the settings of the stack."""

    def check_options(self, function: str, opts: Options) -> None:
        """Refuse what needs a plugin. Raises pulumi.RunError, TypeError."""
        if opts is None:
            return
        if not isinstance(opts, pulumi.InvokeOptions):
            raise TypeError(f"opts is a pulumi.InvokeOptions, not a {type(opts).__name__}")
        for provider in providers_of(opts, (PACKAGE,)):
            raise pulumi.RunError(
                f"{function}: the provider {provider.pulumi_resource_name!r} cannot be used: it looks into the account "
                f"of the stack's configuration; for another one use {NATIVE}"
            )
        for option in ("version", "plugin_download_url"):
            if getattr(opts, option):
                raise pulumi.RunError(
                    f"{function}: the option `{option}` names a plugin: leave it out, or use {NATIVE}"
                )

    def invoke(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        """Return what the API has. Raises LookupFailed, SettingsError."""
        from ..api.account import connect  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
        from ..lifecycle.lookups import lookup  # noqa: PLC0415
        from ..model.functions import FUNCTIONS  # noqa: PLC0415
        from ..settings import load  # noqa: PLC0415

        del opts
        by_name = {item.name: item for item in FUNCTIONS}
        try:
            account = connect(load(pulumi.Config(PACKAGE).get, os.environ, keys=configured_names()))
            return lookup(by_name[function], account, args)
        except ArizeError as error:
            raise _without_traceback(error) from None

    async def invoke_async(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        """Return what the API has. Raises LookupFailed, SettingsError."""
        return self.invoke(function, args, opts)


class Plugin:
    """Asks the native plugin through the engine, or the mocks of a test."""

    def check_options(self, function: str, opts: Options) -> None:
        """Leave the options to Pulumi."""

    def invoke(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        """Return the plugin's result. Raises LookupFailed."""
        try:
            result = pulumi.runtime.invoke(*self._request(function, args, opts)).value
        except Exception as error:  # the SDK has no narrower class for an error of the plugin
            raise _plugin_error(error) from None
        if self._is_unconfigured(result):
            raise _without_traceback(
                LookupFailed(f"{function}: the provider's settings are not known yet: use {function}_output")
            )
        return _unwrap_results(result)

    async def invoke_async(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        """Return the plugin's result, None where the plugin has no settings yet. Raises LookupFailed."""
        try:
            result = await pulumi.runtime.invoke_async(*self._request(function, args, opts))
        except Exception as error:  # see above
            raise _plugin_error(error) from None
        return None if self._is_unconfigured(result) else _unwrap_results(result)

    def _request(
        self, function: str, args: InvokeArguments, opts: Options
    ) -> tuple[str, dict[str, Any], pulumi.InvokeOptions]:
        arguments = {camel(name): value for name, value in args.items() if value is not None}
        options = pulumi.InvokeOptions.merge(pulumi.InvokeOptions(version=__version__), opts)
        return f"{PACKAGE}:index:{camel(function)}", arguments, options

    def _is_unconfigured(self, result: Any) -> bool:
        """Tell whether the result is empty: the engine returns that for a provider that it could not configure."""
        return not result and not _is_mocked()


class Lookups:
    """Runs the generated lookups of a front end. In a test with mocks, the mocks return the results."""

    def __init__(self, backend: Backend) -> None:
        self._front_end_backend = backend

    def invoke_one(self, function: str, result: type[R], args: InvokeArguments, opts: Options) -> R:
        """Return the result. Raises LookupFailed, SettingsError, pulumi.RunError."""
        return result.of(self._invoke(function, args, opts))

    def invoke_many(self, function: str, result: type[R], args: InvokeArguments, opts: Options) -> Sequence[R]:
        """Return all results. Raises LookupFailed, SettingsError, pulumi.RunError."""
        return [result.of(item) for item in self._invoke(function, args, opts)]

    def invoke_one_output(self, function: str, result: type[R], args: InvokeInputs, opts: Options) -> pulumi.Output[R]:
        """Return the result once all that it depends on exists. Raises pulumi.RunError."""
        return self._invoke_output(function, args, opts).apply(result.of)

    def invoke_many_output(
        self, function: str, result: type[R], args: InvokeInputs, opts: Options
    ) -> pulumi.Output[Sequence[R]]:
        """Return all results once all that they depend on exists. Raises pulumi.RunError."""
        return self._invoke_output(function, args, opts).apply(lambda items: [result.of(item) for item in items])

    def _backend(self, function: str, opts: Options) -> Backend:
        """Return the backend of a call, whose options are checked."""
        backend = Plugin() if _is_mocked() else self._front_end_backend
        backend.check_options(function, opts)
        warn_of_plain_key()
        return backend

    def _invoke(self, function: str, args: InvokeArguments, opts: Options) -> Any:
        if getattr(opts, "depends_on", None):
            raise pulumi.RunError(f"{function}: only {function}_output can wait for what `depends_on` names")
        return self._backend(function, opts).invoke(function, args, opts)

    def _invoke_output(self, function: str, args: InvokeInputs, opts: Options) -> pulumi.Output[Any]:
        backend = self._backend(function, opts)
        return _invoke_when_known(args, opts, lambda known: backend.invoke_async(function, known, opts))


def _invoke_when_known(
    args: InvokeInputs, opts: Options, invoke: Callable[[InvokeArguments], Awaitable[Any]]
) -> pulumi.Output[Any]:
    """Return the result of `invoke` once the resources exist that its arguments come from and `depends_on` names.

    It is secret as a whole only where an argument is: secret fields of a result are marked one by one.
    """
    arguments, awaited = pulumi.Output.all(**args), pulumi.Output.from_input(getattr(opts, "depends_on", None))

    async def resolve() -> pulumi.Output[Any]:
        named = await awaited.future()
        waited = set(named if isinstance(named, (list, tuple)) else [named] if named else [])
        depends_on = waited | await awaited.resources() | await arguments.resources()
        result = None
        if await arguments.is_known() and await awaited.is_known() and await _all_exist(depends_on):
            try:
                result = await invoke(await arguments.future() or {})
            except LookupFailed:
                if not (depends_on and pulumi.runtime.is_dry_run()):
                    raise  # else the deployment may give it the name that is looked up
        is_known, is_secret = _resolved(result is not None), _resolved(await arguments.is_secret())
        return pulumi.Output(depends_on, _resolved(result), is_known, is_secret)

    # `from_input` of the resolution would make an Output of each value in the result
    resolution: pulumi.Output[pulumi.Output[Any]] = pulumi.Output.from_input(None).apply(lambda _: resolve())
    return resolution.apply(lambda output: output)


async def _all_exist(resources: Iterable[pulumi.Resource]) -> bool:
    """Tell whether all resources exist, those in components too."""
    for resource in resources:
        if isinstance(resource, pulumi.ComponentResource):
            if not await _all_exist(getattr(resource, "_childResources", ())):
                return False
        elif (
            isinstance(resource, pulumi.CustomResource) and "id" in vars(resource) and not await resource.id.is_known()
        ):
            return False
    return True


async def _resolved(value: T) -> T:
    return value


def _is_mocked() -> bool:
    return isinstance(get_monitor(), MockMonitor)


def _unwrap_results(result: Mapping[str, Any]) -> Any:
    """Return the list of a lookup of many, or the object itself."""
    return result[RESULTS] if result.keys() == {RESULTS} else result


def _plugin_error(error: Exception) -> Exception:
    """Return an error of the plugin as one that Pulumi shows without a traceback; any other unchanged."""
    _, prefix, reason = str(error).partition(ERROR_PREFIX)
    return _without_traceback(LookupFailed(reason)) if prefix else error


def _without_traceback(error: ArizeError) -> Exception:
    """Return the error as one of the same class that is a RunError too, which Pulumi shows without a traceback."""
    class_ = type(type(error).__name__, (type(error), pulumi.RunError), {"__module__": "pulumi_arize"})
    result: Exception = class_(str(error))
    return result
