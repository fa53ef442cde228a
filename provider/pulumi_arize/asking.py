"""How a look-up of a program asks: the API itself, with the settings of the stack."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import pulumi

from .errors import ArizeError
from .result import Result
from .stack_settings import configured_keys, warn_of_plain_key

if TYPE_CHECKING:
    from .api.account import Account

R = TypeVar("R", bound=Result)
T = TypeVar("T")
Text = pulumi.Input[str] | None
Given = Mapping[str, str | None]


def ask_one(function: str, result: type[R], given: Given) -> R:
    """Return what a look-up finds. Raises LookupFailed where it is not there, SettingsError without a key."""
    return result.of(_found(function, given))


def ask_many(function: str, result: type[R], given: Given) -> Sequence[R]:
    """Return all that a look-up finds. Raises LookupFailed, SettingsError."""
    return [result.of(item) for item in _found(function, given)]


def ask_later(function: Callable[..., T], given: Mapping[str, Text]) -> pulumi.Output[T]:
    """Return what a look-up finds once its arguments, which may be Outputs, are known."""
    output: pulumi.Output[T] = pulumi.Output.all(**given).apply(lambda known: function(**known))
    return output


def _found(name: str, given: Given) -> Any:
    from .lifecycle.lookup import look_up  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .model.functions import FUNCTIONS  # noqa: PLC0415

    with _for_a_program():
        return look_up(next(function for function in FUNCTIONS if function.name == name), _account(), given)


@contextmanager
def _for_a_program() -> Iterator[None]:
    """Let Pulumi show an error as its message alone: a RunError, which is still the error that it was."""
    try:
        yield
    except ArizeError as error:
        raise shown_alone(error) from None


def shown_alone(error: ArizeError) -> Exception:
    """Return the error as one that Pulumi shows without a traceback."""
    kind = type(type(error).__name__, (type(error), pulumi.RunError), {"__module__": "pulumi_arize"})
    shown: Exception = kind(str(error))
    return shown


def _account() -> Account:
    from .api.account import connect  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .settings import load  # noqa: PLC0415

    warn_of_plain_key()
    return connect(load(pulumi.Config("arize").get, os.environ, keys=configured_keys()))
