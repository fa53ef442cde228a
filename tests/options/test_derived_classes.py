"""A program that derives a class from a resource class, and one from an argument class."""

from __future__ import annotations

from typing import Any

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import Stack


def test_a_derived_class(stack: Stack, emulator: Emulator, arize: Any) -> None:
    """It declares the same resource as its base class: one replaces the other in a program, and nothing is sent."""

    class Derived(arize.Integration):  # type: ignore[misc]
        """An integration with a method of this program's."""

    class DerivedConfig(arize.OpenAiConfig):  # type: ignore[misc]
        """A config with a method of this program's."""

    def program(class_: Any, config_class: Any) -> None:
        class_("it", name="It", config=config_class(api_key="key-of-somebody"))

    assert stack.up(lambda: program(Derived, DerivedConfig)).created == ["it"]
    held = emulator.integrations
    assert stack.up(lambda: program(arize.Integration, arize.OpenAiConfig)).unchanged == ["it"]
    assert emulator.integrations == held
