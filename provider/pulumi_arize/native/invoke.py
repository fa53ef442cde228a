"""How a look-up of a program asks: the plugin, by the engine, with the settings of the stack or of a provider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pulumi

from ..sdk.invoke import RESULTS, Given, Later, Options, Text, invoke, invoke_later
from ..sdk.result import Result

__all__ = ["RESULTS", "Options", "Text", "ask_many", "ask_many_later", "ask_one", "ask_one_later"]

R = TypeVar("R", bound=Result)


def ask_one(function: str, result: type[R], given: Given, opts: Options) -> R:
    """Return what a look-up finds. Raises LookupFailed where the plugin finds or reaches nothing."""
    return result.of(invoke(function, given, opts))


def ask_many(function: str, result: type[R], given: Given, opts: Options) -> Sequence[R]:
    """Return all that a look-up finds. Raises LookupFailed where the plugin reaches nothing."""
    return [result.of(item) for item in invoke(function, given, opts)]


def ask_one_later(function: str, result: type[R], given: Later, opts: Options) -> pulumi.Output[R]:
    """Return what a look-up finds once all that it depends on exists."""
    return invoke_later(function, given, opts).apply(result.of)


def ask_many_later(function: str, result: type[R], given: Later, opts: Options) -> pulumi.Output[Sequence[R]]:
    """Return all that a look-up finds once all that it depends on exists."""
    return invoke_later(function, given, opts).apply(lambda found: [result.of(item) for item in found])
