from __future__ import annotations

import pytest

from .conftest import NewProject
from .declarations import Json
from .project import Project

SCHEMA: Json = {"type": "object"}
AGENT: Json = {
    "type": "AGENT",
    "name": "Agent",
    "config": {"endpoint": "https://a.example.com", "input_schema": SCHEMA},
}
AZURE: Json = {"name": "Azure", "provider": "AZURE_OPEN_AI", "headers": {"x-key": "hidden-header"}}
MANY = 120
"""More than a page of a list."""


@pytest.fixture
def looking(new_project: NewProject) -> Project:
    project = new_project(program="lookups")
    emulator = project.emulator
    emulator.add("integrations", AGENT)
    emulator.add("integrations", {**AGENT, "type": "EVALUATOR", "name": "Evaluator"})
    emulator.add("ai-integrations", AZURE)
    return project


def test_lookups_find_everything(looking: Project) -> None:
    """Each lookup finds by id and by exact name, plain and as an Output, over all pages; header values are secret."""
    for number in range(MANY):
        looking.emulator.add("ai-integrations", {"name": f"Many {number:03d}", "provider": "OPEN_AI"})
    outcome = looking.up()
    many = [f"Many {number:03d}" for number in range(MANY)]
    assert looking.engine.outputs() == {
        "organization": "Acme",
        "space": "Production",
        "owner": looking.emulator.organization_id("Acme"),
        "nested": "Agent",
        "flat": "Azure",
        "headers": {"x-key": "hidden-header"},
        "listed": sorted(["Agent", "Evaluator", *many]),
        "agents": ["Agent"],
        "spaceLater": "Staging",
        "organizationLater": "Acme",
        "nestedLater": "Agent",
        "flatLater": "Azure",
        "listedLater": ["Agent"],
    }
    assert looking.writes == []
    assert not any("hidden-header" in text for text in (outcome.text, *looking.engine.written().values()))


def test_a_missing_name_lists_what_is_near(looking: Project) -> None:
    """A lookup of a name that nobody has says which ones are near."""
    looking.engine.set_config("space", "Productoin")
    outcome = looking.engine.operate("preview")
    assert outcome.code != 0
    assert "no space is named 'Productoin'; did you mean 'Production'?" in outcome.text
