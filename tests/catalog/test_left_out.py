"""An environment that leaves out every integration of the catalogue."""

from __future__ import annotations

import pulumi

import pulumi_arize as arize
from pytest_pulumi_arize.stack import Stack


def declare() -> None:
    """Declare a catalogue without an integration in this environment."""
    catalog = arize.IntegrationCatalog(
        "models",
        {"openai": arize.IntegrationArgs(name="OpenAI", config=arize.OpenAiConfig(api_key="s3cret-key"))},
        {"dev": arize.Environment(integrations={"openai": None})},
        environment="dev",
    )
    pulumi.export("openai", catalog.ids.apply(lambda ids: ids.get("openai", "none")))


def test_ids_are_an_object(stack: Stack) -> None:
    """Its `ids` are an empty object, as they are an object in every other environment."""
    assert stack.preview(declare).outputs == {"openai": "none"}
