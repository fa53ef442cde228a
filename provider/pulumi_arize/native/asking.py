"""How a look-up of a program asks: the plugin, by the engine, with the settings of the stack or of a provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pulumi
import pulumi.runtime

from .._version import __version__
from ..asking import shown_alone
from ..errors import LookupFailed
from ..property_names import camel
from ..result import Result
from ..stack_settings import warn_of_plain_key

R = TypeVar("R", bound=Result)
T = TypeVar("T")
Text = pulumi.Input[str] | None
Given = Mapping[str, str | None]
Options = pulumi.InvokeOptions | None

RESULTS = "results"
"""The property that holds the list of a look-up that returns many: a function's result is always an object."""


ANSWERED = " returned an error: "
"""What the engine writes before an error of the plugin's own."""


def ask_one(function: str, result: type[R], given: Given, opts: Options) -> R:
    """Return what a look-up finds. Raises LookupFailed where the plugin finds or reaches nothing."""
    return result.of(_found(function, given, opts))


def ask_many(function: str, result: type[R], given: Given, opts: Options) -> Sequence[R]:
    """Return all that a look-up finds. Raises LookupFailed where the plugin reaches nothing."""
    return [result.of(item) for item in _found(function, given, opts)[RESULTS]]


def ask_later(function: Callable[..., T], given: Mapping[str, Text], opts: Options) -> pulumi.Output[T]:
    """Return what a look-up finds once its arguments, which may be Outputs, are known."""
    output: pulumi.Output[T] = pulumi.Output.all(**given).apply(lambda known: function(**known, opts=opts))
    return output


def _found(function: str, given: Given, opts: Options) -> dict[str, Any]:
    warn_of_plain_key()
    arguments = {camel(name): value for name, value in given.items() if value is not None}
    merged = pulumi.InvokeOptions.merge(pulumi.InvokeOptions(version=__version__), opts)
    try:
        found: dict[str, Any] = pulumi.runtime.invoke(f"arize:index:{camel(function)}", arguments, merged).value
    except Exception as error:  # the SDK has no narrower one for what the plugin answers
        _, told, reason = str(error).partition(ANSWERED)
        if not told:
            raise
        raise shown_alone(LookupFailed(reason)) from None
    return found
