"""Programs on a server that responds in other forms than what it was sent: silence, until something really changes."""

from __future__ import annotations

from arize_emulator import Combined, FaultRule, FillIn, Mask, Normalize, Respell

from .project import DYNAMIC, NATIVE, Project, resource

OTHER_FORMS = Combined(
    faults=(
        FillIn(values={"base_url": "https://filled.example.com", "description": "filled"}),
        Normalize(),
        Mask(),
        Respell(members={"OPEN_AI": "P_17", "ANTHROPIC": "P_18", "LLM": "T_1", "AGENT": "T_2"}),
    )
)
URL = "https://models.example.com:443/v1/"
SECRETS = ("s3cret-key", "s3cret-header")
PROGRAM = [
    resource(
        "Integration",
        "custom",
        name=" Custom ",
        config={
            "provider": "CUSTOM",
            "base_url": URL,
            "api_key": SECRETS[0],
            "headers": {"X-Team": SECRETS[1]},
            "is_default_models_enabled": True,
        },
    ),
    resource("Integration", "anthropic", name="Anthropic", config={"provider": "ANTHROPIC", "api_key": SECRETS[0]}),
    resource(
        "Integration",
        "agent",
        type="AGENT",
        name="Agent",
        config={"endpoint": URL, "input_schema": {"type": "object"}},
    ),
    resource("AiIntegration", "flat", name="Flat", provider="OPEN_AI", base_url=URL, headers={"X-Team": SECRETS[1]}),
]


def test_silence(project: Project, front_end: str) -> None:
    """Deployed, refreshed and moved to the other front end, nothing differs; real drift is repaired."""
    project.front_end = front_end
    project.emulator.set_faults(FaultRule(fault=OTHER_FORMS))
    project.declare(PROGRAM)
    first = project.up()
    assert "'P_18', which this version of pulumi-arize does not know" in first.text
    project.unchanged("up")
    refreshed = project.refresh()
    assert refreshed.changes == {}
    assert "does not know" not in refreshed.text

    project.emulator.edit(" Custom ", {"base_url": "https://theirs.example.com"})
    assert project.refresh().changes == {"updat": 1}
    assert project.up().changes == {"updat": 1}
    (repair,) = project.writes
    assert (repair.method, repair.body["config"]) == ("PATCH", {"base_url": URL})

    project.front_end = NATIVE if front_end == DYNAMIC else DYNAMIC
    project.declare(PROGRAM)
    assert project.up().changes.keys() <= {"updat"}
    assert project.writes == []
    project.unchanged("refresh", "up")
    assert not [secret for secret in SECRETS if secret in "".join(project.engine.written().values())]
    project.destroy()
    assert project.emulator.integrations == []
