"""How a look-up of a program asks: the plugin, by the engine, with the settings of the stack or of a provider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pulumi

from ..sdk.invoke import RESULTS, InvokeArguments, InvokeInputs, Options, Text, invoke, invoke_output
from ..sdk.result import Result

__all__ = ["RESULTS", "Options", "Text", "invoke_many", "invoke_many_output", "invoke_one", "invoke_one_output"]

R = TypeVar("R", bound=Result)


def invoke_one(function: str, result: type[R], given: InvokeArguments, opts: Options) -> R:
    """Return what a look-up finds. Raises LookupFailed where the plugin finds or reaches nothing."""
    return result.of(invoke(function, given, opts))


def invoke_many(function: str, result: type[R], given: InvokeArguments, opts: Options) -> Sequence[R]:
    """Return all that a look-up finds. Raises LookupFailed where the plugin reaches nothing."""
    return [result.of(item) for item in invoke(function, given, opts)]


def invoke_one_output(function: str, result: type[R], given: InvokeInputs, opts: Options) -> pulumi.Output[R]:
    """Return what a look-up finds once all that it depends on exists."""
    return invoke_output(function, given, opts).apply(result.of)


def invoke_many_output(
    function: str, result: type[R], given: InvokeInputs, opts: Options
) -> pulumi.Output[Sequence[R]]:
    """Return all that a look-up finds once all that it depends on exists."""
    return invoke_output(function, given, opts).apply(lambda found: [result.of(item) for item in found])
