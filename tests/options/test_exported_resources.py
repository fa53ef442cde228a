"""A program that exports a whole resource."""

from __future__ import annotations

from typing import Any

import pulumi

from pulumi_arize.casing import camel
from pulumi_arize.model.resource_types import INTEGRATION
from pytest_pulumi_arize.stack import Stack


def test_a_whole_resource(stack: Stack, front_end: Any) -> None:
    """It has the outputs of the resource and nothing internal; its key is secret."""

    def program() -> None:
        made = front_end.Integration("it", name="It", config=front_end.OpenAiConfig(api_key="key-of-somebody"))
        pulumi.export("it", made)

    exported = stack.up(program).outputs["it"]
    assert {"id", "urn", "name", "config"} <= exported.keys()
    assert exported.keys() <= {"urn", *INTEGRATION.names, *map(camel, INTEGRATION.names)}
    assert exported["apiKey"] == "key-of-somebody"
    assert "key-of-somebody" not in str(stack.export())
