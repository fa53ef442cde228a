from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from arize_emulator import AnyFault, DropConnection, FaultRule, HtmlPage, InvalidJson, Redirect, Status

from .conftest import NewProject
from .declarations import CASES, FIRST, SECOND, Json
from .engines import Outcome, Real
from .life import places
from .project import Project, resource
from .secret_samples import Canaries

ATTEMPTS = 20
STYLES = ("dict", "class", "output")
HEADED = ("ai-custom-default", "ai-gemini-default", "litellm")
"""Where somebody adds a header on the server; `ai-gemini-default` declares none."""


def everything(project: Project, *outcomes: Outcome) -> dict[str, str]:
    """Return all that an engine wrote and printed."""
    texts = {f"step {number}": outcome.text for number, outcome in enumerate(outcomes)}
    engine = project.engine
    history = {"history": engine.output("stack", "history", "--json")} if isinstance(engine, Real) else {}
    logs = {str(path): path.read_text() for path in project.folder.glob("*.log")}
    return {**texts, **logs, **engine.written(), **history, "export": json.dumps(engine.export(), ensure_ascii=False)}


def planted(project: Project, canaries: Canaries, turn: int) -> list[Json]:
    """Return every case with canaries for secrets, some of them from the stack's configuration."""
    spaces = places(project.emulator)
    inputs = []
    for number, case in enumerate(CASES):
        args = canaries.planted(case.name, case.args(turn, spaces))
        if case.name == "ai-gemini-default":
            del args["headers"]
        inputs.append(resource(case.kind, case.name, STYLES[number % len(STYLES)], **args))
    by_name = {entry["resource"]: entry["args"] for entry in inputs}
    for name, values in (("gemini", by_name["gemini"]["config"]), ("ai-gemini-default", by_name["ai-gemini-default"])):
        project.engine.set_config(name, values["api_key"], secret=True)
        values["api_key"] = {"$config": name}
    return inputs


@pytest.fixture
def logged(new_project: NewProject, tmp_path: Path) -> Project:
    """Return a project whose provider writes its debug log, and tries nothing twice."""
    project = new_project("logged", environment={"ARIZE_PROVIDER_LOG": str(tmp_path / "logged" / "debug.log")})
    project.engine.set_config("arize:maxRetries", "0")
    return project


def test_no_secret_is_ever_shown(logged: Project) -> None:
    """No key and no header value stands in state, export, history, settings, logs or on the screen, at any step."""
    project = logged
    canaries = Canaries()
    outcomes: list[Outcome] = []
    for turn in (FIRST, SECOND):
        project.declare(planted(project, canaries, turn), whole={"$of": ["custom-oauth", "config"]})
        outcomes += [project.preview(), project.up()]
        assert canaries.found_in(everything(project, *outcomes)) == []
    for name in HEADED:
        field: Json = {"headers": {"x-added": canaries.new(f"{name} added")}}
        known = next(item for item in project.emulator.integrations if item["name"] == f"The {name} {SECOND}")
        project.emulator.edit(known["id"], {"config": field} if name == "litellm" else field)
    outcomes += [project.refresh(), project.preview()]
    assert canaries.found_in(everything(project, *outcomes)) == []
    outcomes += [project.up(), project.destroy()]
    assert canaries.found_in(everything(project, *outcomes)) == []
    assert project.emulator.integrations == []
    assert (project.folder / "debug.log").read_text().count("[secret]") > len(CASES)


def echoes(output: str) -> list[AnyFault]:
    """Return failures of each sort, with a secret in the response, in every form."""
    forms = f"{output} {quote(output, safe='')} {json.dumps(output)} {base64.b64encode(output.encode()).decode()}"
    return [
        Status(status=422, detail=forms),
        Status(status=500, detail=forms, when="after"),
        HtmlPage(status=200, html=f"<p>{forms}</p>"),
        InvalidJson(text=f'{{"name": "{forms}", '),
        Redirect(location=f"https://example.com/?q={quote(output)}"),
        DropConnection(how="reset", when="after"),
    ]


def until_good(project: Project, operation: str) -> list[Outcome]:
    """Run an operation until it succeeds; what lost responses have left on the server is removed."""
    outcomes: list[Outcome] = []
    while not outcomes or outcomes[-1].code != 0:
        outcomes.append(project.engine.operate(operation))
        assert outcomes[-1].tracebacks == [], outcomes[-1]
        known = {entry.get("id") for entry in project.engine.resources().values()}
        for item in project.emulator.integrations:
            if item["id"] not in known:
                project.emulator.delete(item["id"])
        assert len(outcomes) < ATTEMPTS, outcomes[-1]
    return outcomes


def test_no_secret_is_shown_by_a_failure(logged: Project, front_end: str) -> None:
    """Whatever goes wrong with a request, and whatever the server then repeats of it, no secret is shown."""
    project = logged
    project.front_end = front_end
    canaries = Canaries()
    outcomes: list[Outcome] = []
    output = ""
    for operation, method in (("up", "POST"), ("up", "PATCH"), ("refresh", "GET"), ("destroy", "DELETE")):
        if operation == "up":
            output = canaries.new(method)
            given: Json = {"base_url": "https://models.example.com", "api_key": output, "headers": {"x-token": output}}
            config: Json = {"provider": "CUSTOM", "model_names": ["m"], **given}
            flat = resource("AiIntegration", "flat", name="F", provider="OPEN_AI", **given)
            project.declare([resource("Integration", "nested", name="N", config=config), flat])
        path = "*integrations/*" if method == "GET" else "*"
        with project.emulator.faults(
            *(FaultRule(method=method, path=path, times=1, fault=fault) for fault in echoes(output))
        ):
            outcomes += until_good(project, operation)
    assert sum(outcome.code != 0 for outcome in outcomes) > len(echoes(output))
    assert canaries.found_in(everything(project, *outcomes)) == []


def refused(canaries: Canaries) -> dict[str, Any]:
    """Return inputs with a secret that `check` refuses."""
    key = canaries.new
    custom: Json = {"provider": "CUSTOM", "base_url": "https://models.example.com", "model_names": ["m"]}
    oauth: Json = {"auth_type": "OAUTH2_CLIENT_CREDENTIALS", "token_url": "https://login.example.com", "client_id": "c"}
    return {
        "misplaced": {"provider": "VERTEX_AI", "project_id": "p", "location": "l", "api_key": key("misplaced")},
        "both": {**custom, "api_key": key("both"), "auth": {"auth_type": "DEFAULT", "api_key": key("both too")}},
        "long": {**custom, "headers": {"x-long": key("long") * 500}},
        "mistyped": {**custom, "headers": key("mistyped")},
        "listed": {"provider": "OPEN_AI", "api_key": [key("listed")]},
        "misspelled": {"provider": "OPEN_AI", "apiKey": key("misspelled")},
        "client": {**custom, "auth": {**oauth, "client_id": "a:b", "client_secret": key("client")}},
        "unknown": {"provider": "OPENAI", "api_key": key("unknown")},
    }


def test_no_secret_is_shown_where_check_fails(project: Project) -> None:
    """An error about refused inputs names their path, never the value of a secret."""
    canaries = Canaries()
    inputs = refused(canaries)
    project.declare(resource("Integration", name, name=name, config=config) for name, config in inputs.items())
    outcomes = [project.fail("preview"), project.fail("up")]
    assert project.emulator.requests == []
    assert canaries.found_in(everything(project, *outcomes)) == []


def test_no_secret_is_shown_where_the_server_refuses(new_project: NewProject) -> None:
    """A taken name, a wrong key and a scoping that the server does not take show no secret."""
    canaries = Canaries()
    project = new_project("taken")
    project.emulator.add(
        "integrations", {"type": "LLM", "name": "T", "config": {"provider": "OPEN_AI", "api_key": "k"}}
    )
    config: Json = {"provider": "OPEN_AI", "api_key": canaries.new("taken")}
    nowhere = [{"organization_id": "bm93aGVyZTox"}]
    project.declare(
        [
            resource("Integration", "taken", name="T", config=config),
            resource("Integration", "nowhere", name="N", config=config, scopings=nowhere),
        ]
    )
    outcome = project.fail("up")
    assert canaries.found_in(everything(project, outcome)) == []
    wrong = new_project(
        "wrong", environment={"ARIZE_API_KEY": canaries.new("account").encode("ascii", "ignore").decode()}
    )
    wrong.declare([resource("Integration", "one", name="One", config=config)])
    refusal = wrong.fail("up")
    assert "401" in refusal.text
    assert canaries.found_in(everything(wrong, refusal)) == []
