"""The outputs of a preview."""

from __future__ import annotations

import pulumi

import pulumi_arize as arize
from pulumi_embedded import UNKNOWN
from pytest_pulumi_arize.stack import Stack


def declare() -> None:
    """Declare an integration, and export its id and its name."""
    integration = arize.Integration("a", name="A", config=arize.OpenAiConfig(api_key="k"))
    pulumi.export("id", integration.id)
    pulumi.export("name", integration.name)


def test_output_of_a_new_resource_is_unknown(stack: Stack) -> None:
    """What only a deployment can tell is `UNKNOWN` in a preview, and is there after the `up`."""
    assert stack.preview(declare).outputs == {"id": UNKNOWN, "name": "A"}
    assert stack.up().outputs["id"] is not UNKNOWN
