"""Values that a server accepts and that can never work: the check finds them in every field."""

from __future__ import annotations

from typing import Any

import pytest
from tests.json_paths import Path, at, with_value

from arize_emulator import Emulator
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.normalize import walk_objects
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, RESOURCE_TYPES, object_models

from .deployed_resource import Resource
from .samples import BEARER, KEY, OAUTH, PROXY, agent, ai, evaluator, llm

Json = dict[str, Any]

HEADERS = {"x-key": "s3cret-h"}
DECLARATIONS: dict[str, Json] = {
    **{
        name: llm(name, **({"headers": HEADERS} if name in ("CUSTOM", "NVIDIA_NIM", "LITELLM") else {}), api_key="k")
        for name in ("OPEN_AI", "ANTHROPIC", "GEMINI", "NVIDIA_NIM", "LITELLM", "FIREWORKS", "TOGETHER_AI")
    },
    "CUSTOM": llm("CUSTOM", headers=HEADERS, api_key="k"),
    "CUSTOM with a key": llm("CUSTOM", auth=KEY),
    "CUSTOM with OAuth": llm("CUSTOM", auth=OAUTH),
    "Bedrock with a token": llm("AWS_BEDROCK", auth=BEARER),
    "Bedrock by a proxy": llm("AWS_BEDROCK", auth=PROXY),
    "agent": agent(headers=HEADERS),
    "evaluator": evaluator(headers=HEADERS),
    "AI integration": ai(api_key="k", headers=HEADERS, base_url="https://models.example.com"),
}


def resource_type_of(inputs: Json) -> Any:
    """Return the resource type of the inputs."""
    return INTEGRATION_TYPES[1] if "provider" in inputs else INTEGRATION_TYPES[0]


def places(inputs: Json, *, secret: bool) -> list[tuple[Path, bool]]:
    """Return the path of each secret, or of each URL, and whether it is a map of headers."""
    found: list[tuple[Path, bool]] = []
    for path, model, values in walk_objects(resource_type_of(inputs).model_for(inputs), inputs):
        for name, field in fields(model).items():
            is_url = "url" in name or name == "endpoint"
            if name in values and (field.secret if secret else is_url):
                found.append(((*path, name), field.is_map))
    return found


SECRETS = [(name, *place) for name, declared in DECLARATIONS.items() for place in places(declared, secret=True)]
URLS = [(name, path) for name, declared in DECLARATIONS.items() for path, _ in places(declared, secret=False)]


def dotted(path: Path) -> str:
    """Return a path as failures have it."""
    return ".".join(map(str, path))


def failures(inputs: Json) -> dict[str, str]:
    """Return what a preview finds, by path."""
    return {failure.property_path: failure.reason for failure in check(resource_type_of(inputs), inputs)[1]}


def test_every_secret_is_tried() -> None:
    """These tests know each field of each model that is secret."""
    known = set()
    for inputs in DECLARATIONS.values():
        kind = resource_type_of(inputs)
        for _, model, values in walk_objects(kind.model_for(inputs), inputs):
            known |= {(model, name) for name, field in fields(model).items() if field.secret and name in values}
    models = {model for kind in RESOURCE_TYPES for outer in kind.models for model in object_models(outer)}
    assert known == {(model, name) for model in models for name, field in fields(model).items() if field.secret}


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\t"])
@pytest.mark.parametrize(("name", "path", "is_map"), SECRETS)
def test_the_line_end_of_a_file(name: str, path: Path, is_map: bool, end: str) -> None:  # noqa: FBT001 - a fact
    """The line end of a file is removed from a key or a header value."""
    given = {"x-key": f"s3cret{end}"} if is_map else f"s3cret{end}"
    inputs, found = check(resource_type_of(DECLARATIONS[name]), with_value(DECLARATIONS[name], path, given))
    assert found == []
    assert at(inputs, path) == ({"x-key": "s3cret"} if is_map else "s3cret")


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("\ufeffs3cret", "byte order mark"),
        ("   ", "must not be blank"),
        ("\n", "must not be blank"),
        ("s3cret\ns3cret", "a line break"),
        ("s3cret\x00", "control character"),
        ("s3cret\x7f", "control character"),
    ],
)
@pytest.mark.parametrize(("name", "path", "is_map"), SECRETS)
def test_unusable_secrets(name: str, path: Path, is_map: bool, secret: str, words: str) -> None:  # noqa: FBT001
    """A byte order mark, spaces alone and control characters are failures of the field; the value is not shown."""
    found = failures(with_value(DECLARATIONS[name], path, {"x-key": secret} if is_map else secret))
    assert list(found) == [dotted(path)]
    assert words in found[dotted(path)]
    assert "s3cret" not in str(found)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Authorization: s3cret": ""}, "an invalid header name"),
        ({"x key": "v"}, "an invalid header name"),
        ({"": "v"}, "an invalid header name"),
        ({"x-key\n": "v"}, "an invalid header name"),
        ({"schlüssel": "v"}, "an invalid header name"),
        ({"X-Key": "a", "x-key": "b"}, "'X-Key' and 'x-key' are the same header"),
    ],
)
@pytest.mark.parametrize(("name", "path"), [(name, path) for name, path, is_map in SECRETS if is_map])
def test_names_of_headers(name: str, path: Path, headers: dict[str, str], words: str) -> None:
    """A name that is no token, or that occurs twice, is a failure; a name that may hold a secret is not shown."""
    found = failures(with_value(DECLARATIONS[name], path, headers))
    assert list(found) == [dotted(path)]
    assert words in found[dotted(path)]
    assert "s3cret" not in str(found)


@pytest.mark.parametrize(
    "url", [" https://x.example.com", "https://x.example.com\n", "https://x.example .com", "\thttps://x"]
)
@pytest.mark.parametrize(("name", "path"), URLS)
def test_urls(name: str, path: Path, url: str) -> None:
    """A URL with spaces or line ends is a failure."""
    assert "spaces or line breaks" in failures(with_value(DECLARATIONS[name], path, url))[dotted(path)]


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\t "])
@pytest.mark.parametrize("name", DECLARATIONS)
def test_blank_names(name: str, blank: str) -> None:
    """A blank name is a failure."""
    assert failures({**DECLARATIONS[name], "name": blank}) == {"name": "must not be blank"}


def test_bedrock_s_own_url() -> None:
    """The same of an endpoint that need not be public."""
    role = {"auth_type": "DEFAULT", "role_arn": "arn", "base_url": "https://bedrock.example.com "}
    assert "spaces or line breaks" in failures(llm("AWS_BEDROCK", auth=role))["config.auth.base_url"]


def test_what_is_sent(emulator: Emulator, integration: Resource) -> None:
    """The key is sent without its line end, and a file without it is no change."""
    integration.up(llm(api_key="s3cret-file\n"))
    assert integration.document["config"]["api_key"] == "s3cret-file"
    assert integration.up(llm(api_key="s3cret-file")) == []
    assert len(emulator.integrations) == 1
