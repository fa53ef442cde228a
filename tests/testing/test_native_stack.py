"""A stack in a test with native resources, whose plugin is the installed one."""

from __future__ import annotations

from typing import Any

import pulumi

from arize_emulator import Emulator
from pulumi_arize import native as arize
from pytest_pulumi_arize.stack import Stack


def declare(key: str = "sk-1", **options: Any) -> None:
    """Declare one integration."""
    config = arize.OpenAiConfig(api_key=key)
    arize.Integration("openai", name="OpenAI", config=config, opts=pulumi.ResourceOptions(**options))


def test_native_resource_lives(stack: Stack, emulator: Emulator) -> None:
    """A native resource is previewed, created, updated, refreshed and deleted, and each change is named."""
    assert stack.preview(declare).created == ["openai"]
    assert stack.up().created == ["openai"]
    result = stack.up(lambda: declare("sk-2"))
    assert (result.updated, result.differences) == (["openai"], {"openai": ["config.apiKey"]})
    assert "~ config.apiKey: [secret] => [secret]" in result.text
    assert emulator.get("OpenAI")["api_key"] == "sk-2"
    emulator.delete("OpenAI")
    assert stack.refresh().deleted == ["openai"]
    assert stack.up().created == ["openai"]
    stack.destroy()
    assert emulator.integrations == []


def test_explicit_provider_reaches_no_other_account(stack: Stack, emulator: Emulator) -> None:
    """An explicit provider without a host uses the emulated account, for resources and for lookups."""

    def program() -> None:
        mine = arize.Provider("mine", api_key=emulator.api_key)
        declare(provider=mine)
        found = arize.get_space_output(name="Production", opts=pulumi.InvokeOptions(provider=mine))
        pulumi.export("space", found.apply(lambda space: space.name))

    stack.preview(program)
    result = stack.up()
    assert result.created == ["openai"]
    assert result.outputs["space"] == "Production"
    assert result.requests


def test_existing_integration_is_imported(stack: Stack, emulator: Emulator) -> None:
    """An existing integration is imported by its ID and does not change; the next preview is empty."""
    stack.up(lambda: declare(retain_on_delete=True))
    id_ = emulator.get("OpenAI")["id"]
    stack.destroy()
    assert stack.preview(lambda: declare(import_=id_)).imported == ["openai"]
    result = stack.up()
    assert result.imported == ["openai"]
    assert stack.preview().changed == []
    assert emulator.get("OpenAI")["id"] == id_
