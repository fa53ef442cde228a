"""What a program makes secret, and what it rotates, on the engines: previews name it, and nothing shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import only_pulumi
from .declarations import Json
from .engines import Real
from .project import Project, resource

HIDDEN = "zz-hidden"


def test_a_rotation_is_named(project: Project, front_end: str) -> None:
    """A preview names the secrets that will be sent, and shows none of them; a refresh says nothing of the kind."""
    project.front_end = front_end
    custom = {"provider": "CUSTOM", "base_url": "https://a.example.com", "model_names": ["m"]}
    for value in ("first", "second"):
        secrets = {"api_key": f"{HIDDEN}-{value}", "headers": {"x": f"{HIDDEN}-{value}"}}
        project.declare([resource("Integration", "it", name="It", config={**custom, **secrets})])
        if value == "first":
            project.up()
    shown = project.preview().text
    assert "`config.apiKey` (secret)" in shown
    assert "`config.headers` (secret)" in shown
    assert HIDDEN not in shown
    project.up()
    project.emulator.edit("It", {"base_url": "https://b.example.com"})
    assert " sends `" not in project.refresh().text


PATHS = {
    "config.base_url": "config.baseUrl",
    "config.model_names": "config.modelNames",
    "config.auth.external_id": "config.auth.externalId",
    "base_url": "baseUrl",
    "name": "name",
}


def secretly(style: str, value: str, how: str, casing: str) -> list[Json]:
    """Declare resources whose properties at these paths are secret, by an Output or by an option."""
    paths = list(PATHS) if casing == "snake" else list(PATHS.values())
    options = {"additional_secret_outputs": paths} if how == "option" else {}

    def hidden(text: str) -> Any:
        return {"$secret": text} if how == "output" else text

    url = hidden(f"https://{HIDDEN}-{value}.example.com")
    config: Json = {"provider": "CUSTOM", "base_url": url, "model_names": [hidden(f"{HIDDEN}-{value}")]}
    auth: Json = {"auth_type": "DEFAULT", "role_arn": "arn:aws:iam::123456789012:role/arize"}
    auth["external_id"] = hidden(f"{HIDDEN}-{value}")
    bedrock: Json = {"provider": "AWS_BEDROCK", "model_names": ["m"], "auth": auth}
    flat: Json = {"provider": "CUSTOM", "base_url": url, "model_names": ["m"]}
    return [
        resource("Integration", "a", style, options, name=hidden(f"{HIDDEN} a"), config=config),
        resource("Integration", "b", style, options, name="B", config=bedrock),
        resource("AiIntegration", "c", style, options, name="C", **flat),
    ]


@pytest.mark.parametrize(("how", "casing"), [("output", "snake"), ("option", "snake"), ("option", "camel")])
def test_what_is_secret_by_option(project: Project, front_end: str, how: str, casing: str) -> None:
    """At any depth and in either casing, no value of it shows in a preview, an event, the state or an export."""
    project.front_end = front_end
    seen: list[str] = []
    for value in ("first", "second"):
        project.declare(secretly("class", value, how, casing), a={"$of": ["a", "config"]}, c={"$of": ["c", "base_url"]})
        seen += [project.preview().text, *as_json(project), project.up().text]
        seen += [*project.engine.written().values(), json.dumps(project.engine.export())]
    seen += [project.refresh().text, *project.engine.written().values()]
    assert [text for text in seen if f"{HIDDEN}-" in text] == []
    if how == "option":
        assert f"{HIDDEN} a" not in "".join(seen)
    assert project.emulator.get("C")["base_url"] == f"https://{HIDDEN}-second.example.com"


def as_json(project: Project) -> list[str]:
    """Return the events of a preview, where there is the real command."""
    return [project.engine.run("preview", "--json").text] if isinstance(project.engine, Real) else []


@only_pulumi
@pytest.mark.parametrize("casing", ["snake", "camel"])
def test_differences_that_are_hidden(project: Project, front_end: str, casing: str) -> None:
    """`hide_diffs` hides the difference at a path, in either casing, also in an object that is sent as a whole."""
    project.front_end = front_end
    paths = [*PATHS] if casing == "snake" else [*PATHS.values()]
    paths.remove("name")
    for value in ("first", "second"):
        inputs = secretly("dict", value, "plain", casing)
        project.declare({**entry, "options": {"hide_diffs": paths}} for entry in inputs)
        if value == "first":
            project.up()
    shown = project.preview().text
    assert f"{HIDDEN}-" not in shown
    assert shown.count("(hidden)") >= 4
