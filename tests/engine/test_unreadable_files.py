"""Files that are not what the engine expects: the command ends with one error, and the state stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from .project import Command, Project

STATES = {
    "list": "[]",
    "deployment that is a list": '{"version": 3, "deployment": []}',
    "no deployment": '{"version": 3}',
    "resource without a URN": '{"version": 3, "deployment": {"resources": [{}]}}',
    "resources that are no list": '{"version": 3, "deployment": {"resources": 3}}',
    "null": "null",
    "not JSON": "x",
}


def assert_one_error(project: Project, engine: Command, *arguments: str) -> None:
    """Check that a command fails with an error and without a traceback."""
    done = project.run(engine, *arguments)
    assert done.code == 1, done
    assert done.errors.startswith("error: "), done
    assert "Traceback" not in done.errors + done.output


@pytest.mark.parametrize("content", STATES.values(), ids=STATES)
def test_deployment_to_import(stack: Project, engine: Command, tmp_path: Path, content: str) -> None:
    """What is no deployment is not imported."""
    before = stack.run(engine, "stack", "export", "--stack", "dev").output
    file = tmp_path / "deployment.json"
    file.write_text(content)
    assert_one_error(stack, engine, "stack", "import", "--stack", "dev", "--file", str(file))
    assert stack.run(engine, "stack", "export", "--stack", "dev").output == before


@pytest.mark.parametrize("content", ["- a", "config: 3"])
def test_settings_of_the_stack(stack: Project, engine: Command, content: str) -> None:
    """A file of settings that is no mapping is an error."""
    (stack.folder / "Pulumi.dev.yaml").write_text(content)
    assert_one_error(stack, engine, "config", "--stack", "dev")


@pytest.mark.parametrize("content", ["- a", "name: [a]\nruntime: python"])
def test_project(project: Project, engine: Command, content: str) -> None:
    """A project file that is no mapping, or whose name is no text, is an error."""
    (project.folder / "Pulumi.yaml").write_text(content)
    assert_one_error(project, engine, "preview", "--stack", "dev")
