"""What is shown of a replacement."""

from __future__ import annotations

from pulumi_embedded.display import Display

from .project import Project, thing

URN = "urn:pulumi:dev::things::pulumi-python:dynamic/things:Thing::a"


def test_forced_replacement_shows_no_difference(project: Project) -> None:
    """A replacement that was requested, and whose inputs are equal, does not show the outputs as removed."""
    project.up(thing("a", {"delete_before_replace": True}, value=1))
    lines: list[str] = []
    stack = project.stack()
    stack.listener = Display(lines.append, preview=False)
    assert stack.up(replace=[URN]).exit_code == 0
    assert any("replaced" in line for line in lines)
    assert [line for line in lines if line.strip().startswith(("- ", "\x1b[31m      -"))] == [], lines
