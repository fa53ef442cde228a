"""A replacement that is created before the old resource is deleted, or without its deletion: the name is taken."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator

from .project import RefactoredProject
from .test_identity import ids, llm

ADVICE = (
    "the resource that is being replaced has this name: set `deleteBeforeReplace` to true and leave out "
    "`retainOnDelete`, or change the name too"
)
GEMINI = {"provider": "GEMINI", "api_key": "sk-one"}
KEPT = pytest.mark.parametrize("options", [{"delete_before_replace": False}, {"retain_on_delete": True}], ids=str)


@KEPT
def test_a_change(project: RefactoredProject, emulator: Emulator, front_end: str, options: dict[str, bool]) -> None:
    """Where a change replaces the resource, the error does not advise to adopt it."""
    project.deploy(llm("openai", front_end, options=options))
    held = ids(emulator)
    project.program([llm("openai", front_end, GEMINI, options=options)])
    text = project.fail("up").text
    assert ADVICE in text
    assert "give its id to `adopt`" not in text
    assert ids(emulator) == held
