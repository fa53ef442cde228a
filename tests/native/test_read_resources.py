"""What a program only reads, by `get`, as an argument of what it manages."""

from __future__ import annotations

import pulumi
import pytest

from arize_emulator import Emulator
from pulumi_arize import native as arize
from pytest_pulumi_arize.stack import Stack


@pytest.mark.parametrize("name", ["", "Research/Lab"], ids=["by id", "by name"])
def test_the_id_of_what_is_read(stack: Stack, emulator: Emulator, name: str) -> None:
    """It is the id, also where the program gives a name; a preview knows it, and shows no change by it."""
    space_id = emulator.space_id("Lab")

    def program() -> None:
        space = arize.Space.get("space", name or space_id)
        made = arize.Integration("it", name="It", config=arize.OpenAiConfig(api_key="k-1234"), scopings=[space])
        arize.SpaceDefaultIntegration("default", space_id=space, integration_id=made, model_name="m")
        pulumi.export("id", space.id)

    assert stack.up(program).outputs["id"] == space_id
    assert [item["space_id"] for item in emulator.get("It")["scopings"]] == [space_id]
    assert stack.preview(program).changed == []
    assert stack.up(program).changed == []
