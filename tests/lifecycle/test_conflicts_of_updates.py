"""An update that the server refuses with 409: the advice is about the name only where the name changes hands."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator, FaultRule, Status
from pulumi_arize.errors import ArizeError

from .deployed_resource import Resource
from .samples import ai, llm
from .strategies import Json

CONFLICT = FaultRule(method="PATCH", fault=Status(status=409))
GENERAL = "it conflicts with what exists: change or delete that first"
SAMPLES: dict[str, tuple[Json, Json]] = {
    "Integration": (llm(), llm(api_key="s3cret-2")),
    "AiIntegration": (ai(), ai(api_key="s3cret-2")),
}


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("adopts", [False, True], ids=["update", "adopt"])
def test_a_conflict_about_something_else(
    request: pytest.FixtureRequest, emulator: Emulator, kind: str, *, adopts: bool
) -> None:
    """No error advises to delete the resource itself, or says that its own name is taken."""
    resource: Resource = request.getfixturevalue("integration" if kind == "Integration" else "ai_integration")
    before, after = SAMPLES[kind]
    resource.up(before)
    if adopts:
        resource.id, resource.state, after = "", {}, {**after, "adopt": resource.id}
    with emulator.faults(CONFLICT), pytest.raises(ArizeError, match=GENERAL) as error:
        resource.up(after)
    assert "is taken" not in str(error.value)


def test_a_conflict_about_a_name_of_another_form(emulator: Emulator, integration: Resource) -> None:
    """Nor does one where the name changes in case alone: the owner of that name is the integration itself."""
    integration.up(llm())
    with emulator.faults(CONFLICT), pytest.raises(ArizeError, match=GENERAL):
        integration.up({**llm(), "name": "MODEL"})


def test_a_conflict_about_the_name(emulator: Emulator, integration: Resource) -> None:
    """Where another resource has the new name, the error names it."""
    integration.up(llm())
    other = emulator.add("integrations", {**llm(), "name": "other"})
    with pytest.raises(ArizeError, match=rf"'other' is taken by {other['id']}"):
        integration.up({**llm(), "name": "other"})
