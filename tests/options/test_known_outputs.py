"""What a preview knows of the outputs of a resource."""

from __future__ import annotations

from types import ModuleType

import pytest

import pulumi_arize
from pulumi_arize import native
from pulumi_arize.model.resource_types import INTEGRATION
from pytest_pulumi_arize.stack import Stack


@pytest.mark.parametrize("front_end", [pulumi_arize, native], ids=["dynamic", "native"])
def test_a_preview_without_changes_knows_every_output(stack: Stack, front_end: ModuleType) -> None:
    """What depends on an output of a resource that does not change is no unknown value in a preview."""
    known: set[str] = set()

    def program() -> None:
        integration = front_end.Integration("it", name="A", config=front_end.OpenAiConfig(api_key="sk-1"))
        for name in INTEGRATION.names:
            getattr(integration, name).apply(lambda value, name=name: known.update([name] if value is not None else []))

    stack.up(program)
    after_up = set(known)
    known.clear()
    stack.preview(program)
    assert known == after_up >= {"name", "created_at", "key_fingerprint", "api_key"}
