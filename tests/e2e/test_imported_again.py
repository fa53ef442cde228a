"""What a program has created and then imports by its name, on the real engine: it stays as it is."""

from __future__ import annotations

from .conftest import only_pulumi
from .project import NATIVE, Project, resource

CONFIG = {"provider": "OPEN_AI", "api_key": "s3cret-key"}


@only_pulumi
def test_an_import_by_name_of_what_the_program_has(project: Project) -> None:
    """The engine takes the name for another id, and the deployment replaces what it has by itself."""
    project.front_end = NATIVE
    project.declare([resource("Integration", "it", name="It", config=CONFIG)])
    project.up()
    (created,) = project.emulator.integrations

    project.declare([resource("Integration", "it", options={"import_": "LLM/It"}, name="It", config=CONFIG)])
    outcome = project.up()

    assert "is not deleted: its replacement has the same id" in outcome.text
    assert [item["id"] for item in project.emulator.integrations] == [created["id"]]
    assert project.engine.resources()["it"]["id"] == created["id"]
    project.unchanged("preview", "up", "refresh")
    project.destroy()
    assert project.emulator.integrations == []
