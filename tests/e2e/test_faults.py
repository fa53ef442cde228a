"""What a user sees of a server that fails: nothing where it passes, one line where it lasts."""

from __future__ import annotations

import re

from arize_emulator import DropConnection, FaultRule, Status

from .project import Project, resource


def models(count: int, key: str = "sk-1") -> list[dict[str, object]]:
    """Return a program of some integrations."""
    config = {"provider": "OPEN_AI", "api_key": key}
    return [resource("Integration", f"r{number}", name=f"Model {number}", config=config) for number in range(count)]


def test_what_passes_is_not_shown(project: Project) -> None:
    """Lost responses, gateway errors and refusals for too many requests end in what is declared, with no message."""
    project.engine.set_config("arize:retryDelay", "0.01")  # a word is due after some seconds: not on a slow machine too
    project.declare(models(6))
    faults = (
        DropConnection(when="after"),
        DropConnection(how="reset"),
        Status(status=502),
        Status(status=504, when="after"),
        Status(status=429),
    )
    for operation in ("up", "refresh", "up", "destroy"):
        with project.emulator.faults(*(FaultRule(times=1, fault=fault) for fault in faults)):
            outcome = getattr(project, operation)()
        assert "trying again" not in outcome.text
        assert len(project.emulator.integrations) == (0 if operation == "destroy" else 6)
        assert {request.fault for request in project.emulator.requests} > {"drop_connection", "status"}
        project.declare(models(6, "sk-2"))
    assert project.emulator.integrations == []


def test_a_long_wait_is_reported(project: Project) -> None:
    """When the server asks for some seconds of rest, the user reads why nothing happens, once for all resources."""
    project.declare(models(4))
    with project.emulator.faults(FaultRule(method="POST", times=1, fault=Status(status=429, retry_after=6))):
        outcome = project.up()
    assert len(set(re.findall(r"the API responds with 429: trying again in \d+ s", outcome.text))) == 1
    assert len(project.emulator.integrations) == 4


def test_what_lasts_is_one_line(project: Project) -> None:
    """After the last retry the error says what was tried, on what, how often, what came back and what to do."""
    project.engine.set_config("arize:maxRetries", "2")
    project.declare(models(1))
    with project.emulator.faults(FaultRule(method="POST", fault=Status(status=503, detail="on fire"))):
        outcome = project.fail("up")
    output = next(line for line in outcome.text.splitlines() if "cannot create" in line)
    parts = ("integration 'Model 0'", "503", "on fire", "tried 3 times", "try again later")
    assert [part for part in parts if part not in output] == []


def test_an_uncertain_response(project: Project) -> None:
    """Where nobody can find out whether a create took place, the error says so; the next `up` names what is there."""
    project.engine.set_config("arize:maxRetries", "1")
    project.engine.set_config("arize:apiDialect", "current")
    project.declare(models(1))
    with project.emulator.faults(
        FaultRule(method="POST", fault=DropConnection(when="after")), FaultRule(method="GET", fault=DropConnection())
    ):
        assert "it may exist now" in project.fail("up").text
    (there,) = project.emulator.integrations
    output = project.fail("up").text
    assert f"is taken by {there['id']} " in output
    assert "by a `pulumi up` that was interrupted, or made by hand? give its id to `adopt` to take it over" in output
    project.declare([{**entry, "args": {**entry["args"], "adopt": there["id"]}} for entry in models(1)])  # type: ignore[dict-item]
    project.up()
    assert [item["id"] for item in project.emulator.integrations] == [there["id"]]
