"""Every failure of a declaration is found before anything is sent, each at its property path, in words that help."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api_contract import CELLS, PROVIDERS, config_fields

from pulumi_arize.lifecycle.check import check
from pulumi_arize.unknown import UNKNOWN

from .deployed_resource import KINDS, failures_of
from .samples import ENDPOINT, KEY, OAUTH, PROXY, REQUIRED, ROLE, SCHEMA, agent, ai, evaluator, llm
from .strategies import Json

LONG = "https://agent.example.com/" + "x" * 2048


def failures(given: Json) -> dict[str, str]:
    """Return the reasons of all failures of an integration by their property path."""
    return failures_of("Integration", given)


def bedrock(**auth: Any) -> Json:
    """Return a Bedrock integration with this authentication."""
    return llm("AWS_BEDROCK", auth=auth)


BROKEN: dict[str, tuple[Json, dict[str, str]]] = {
    "no name": ({**llm(), "name": None}, {"name": "is required"}),
    "empty name": ({**llm(), "name": ""}, {"name": "must not be empty"}),
    "name of a wrong type": ({**llm(), "name": 1}, {"name": "must be a string"}),
    "unknown type": ({**llm(), "type": "ROBOT"}, {"type": "must be one of LLM (llm), AGENT, EVALUATOR"}),
    "near type": ({**llm(), "type": "Agents"}, {"type": "did you mean AGENT?"}),
    "type of a wrong type": ({**llm(), "type": ["LLM"]}, {"type": "must be one of"}),
    "no config": ({"name": "x"}, {"config": "is required"}),
    "config of a wrong type": ({"name": "x", "config": "OPEN_AI"}, {"config": "must be an object"}),
    "no provider": ({"name": "x", "config": {"api_key": "k"}}, {"config.provider": "is required: one of OPEN_AI"}),
    "near provider": ({"name": "x", "config": {"provider": "openai"}}, {"config.provider": "did you mean OPEN_AI?"}),
    "far provider": ({"name": "x", "config": {"provider": "zzz"}}, {"config.provider": "must be one of OPEN_AI"}),
    "Azure": (
        {"name": "x", "config": {"provider": "AZURE_OPEN_AI", "api_key": "k"}},
        {"config.provider": "must be one of"},
    ),
    "no key": (llm(api_key=None), {"config.api_key": "is required for OPEN_AI"}),
    "empty key": (llm(api_key=""), {"config.api_key": "must not be empty"}),
    "near field": (llm(apikey="k"), {"config.apikey": "did you mean apiKey?"}),
    "response field": (llm(has_api_key=True), {"config.has_api_key": "set by the server"}),
    "server-set field": ({**llm(), "id": "x"}, {"id": "set by the server"}),
    "description of an LLM": ({**llm(), "description": "x"}, {"description": "unknown property for LLM"}),
    "flag as a string": (
        llm(is_function_calling_enabled="true"),
        {"config.is_function_calling_enabled": "must be true or false"},
    ),
    "flag as a number": (
        llm("FIREWORKS", is_default_models_enabled=1),
        {"config.is_default_models_enabled": "must be"},
    ),
    "names no list": (llm("CUSTOM", model_names="m"), {"config.model_names": "must be a list"}),
    "name no string": (llm("CUSTOM", model_names=["m", 1]), {"config.model_names[1]": "must be a string"}),
    "no model source": (llm("CUSTOM", model_names=[]), {"config.model_names": "at least one model source"}),
    "no model source of Bedrock": (
        llm("AWS_BEDROCK", model_names=None, is_default_models_enabled=False),
        {"config.model_names": "at least one model source"},
    ),
    "headers no map": (llm("CUSTOM", headers=["x"]), {"config.headers": "must be an object"}),
    "header no string": (llm("CUSTOM", headers={"x": 1}), {"config.headers.x": "must be a string"}),
    "headers too large": (llm("CUSTOM", headers={"x": "v" * 8175}), {"config.headers": "8,175 bytes"}),
    "http": (llm("LITELLM", base_url="http://models.example.com"), {"config.base_url": "https://"}),
    "no host": (llm("LITELLM", base_url="https://"), {"config.base_url": "names a host"}),
    "private address": (llm("NVIDIA_NIM", base_url="https://10.0.0.1/v1"), {"config.base_url": "public address"}),
    "loopback": (llm("ANTHROPIC", base_url="https://[::1]/v1"), {"config.base_url": "public address"}),
    "localhost": (llm("CUSTOM", base_url="https://localhost/v1"), {"config.base_url": "public address"}),
    "key and auth": (llm("CUSTOM", api_key="k", auth=KEY), {"config.api_key": "together with `auth`"}),
    "no auth": (llm("AWS_BEDROCK", auth=None), {"config.auth": "is required for AWS_BEDROCK"}),
    "auth no object": (llm("AWS_BEDROCK", auth="role"), {"config.auth": "must be an object"}),
    "no auth type": (bedrock(role_arn="r"), {"config.auth.auth_type": "is required: one of DEFAULT (default)"}),
    "near auth type": (bedrock(auth_type="bearer-token", api_key="k"), {"config.auth.auth_type": "BEARER_TOKEN?"}),
    "other provider's auth": (llm("AWS_BEDROCK", auth=OAUTH), {"config.auth.auth_type": "must be one of DEFAULT"}),
    "no role": (bedrock(auth_type="DEFAULT"), {"config.auth.role_arn": "is required for DEFAULT"}),
    "role of a wrong type": (
        bedrock(auth_type="DEFAULT", role_arn=["r"]),
        {"config.auth.role_arn": "must be a string"},
    ),
    "field of another auth": (bedrock(**ROLE, api_key="k"), {"config.auth.api_key": "unknown property for DEFAULT"}),
    "private proxy": (
        llm("AWS_BEDROCK", auth={**PROXY, "base_url": "https://192.168.1.1"}),
        {"config.auth.base_url": "public address"},
    ),
    "http token URL": (
        llm("CUSTOM", auth={**OAUTH, "token_url": "http://login.example.com"}),
        {"config.auth.token_url": "https://"},
    ),
    "colon in the client": (llm("CUSTOM", auth={**OAUTH, "client_id": "a:b"}), {"config.auth.client_id": "colon"}),
    "scopings no list": ({**llm(), "scopings": {}}, {"scopings": "must be a list"}),
    "scoping no object": ({**llm(), "scopings": ["x"]}, {"scopings[0]": "must be an object"}),
    "space alone": ({**llm(), "scopings": [{}, {"space_id": "s"}]}, {"scopings[1].organization_id": "is required"}),
    "near scoping field": (
        {**llm(), "scopings": [{"organisation_id": "o"}]},
        {"scopings[0].organisation_id": "did you mean organizationId?"},
    ),
    "no endpoint": (agent(endpoint=None), {"config.endpoint": "is required"}),
    "long endpoint": (agent(endpoint=LONG), {"config.endpoint": "at most 2,048 characters"}),
    "http endpoint": (evaluator(endpoint="http://x.example.com"), {"config.endpoint": "https://"}),
    "no schema": (agent(input_schema={"type": 7}), {"config.input_schema": "JSON Schema of draft-07"}),
    "no JSON in a schema": (
        evaluator(input_schema={"type": "object", "enum": [1, object()], "x": {"y": UNKNOWN}}),
        {"config.input_schema.enum[1]": "must be JSON"},
    ),
    "no JSON in a preset": (
        agent(input_schema=SCHEMA, request_presets=[{"name": "a", "config": {"deep": {"er": object()}}}]),
        {"config.request_presets[0].config.deep.er": "must be JSON"},
    ),
    "evaluator's root": (evaluator(input_schema={}), {"config.input_schema": "type: object"}),
    "reserved property": (
        evaluator(input_schema={"type": "object", "properties": {"arize_metadata": {}}}),
        {"config.input_schema": "arize_metadata"},
    ),
    "large schema": (
        evaluator(input_schema={"type": "object", "description": "d" * 65_536}),
        {"config.input_schema": "65,536 bytes"},
    ),
    "presets of an evaluator": (evaluator(request_presets=[]), {"config.request_presets": "unknown property"}),
    "preset without a body": (agent(request_presets=[{"name": "a"}]), {"config.request_presets[0].config": "required"}),
    "preset's name": (
        agent(request_presets=[{"name": "x" * 256, "config": {}}]),
        {"config.request_presets[0].name": "at most 255 characters"},
    ),
    "preset's description": (
        agent(request_presets=[{"name": "x", "description": "x" * 1025, "config": {}}]),
        {"config.request_presets[0].description": "at most 1,024 characters"},
    ),
    "presets of one name": (
        agent(request_presets=[{"name": "a", "config": {}}, {"name": "a", "config": {}}]),
        {"config.request_presets[1].name": "'a' occurs twice"},
    ),
    "preset that does not fit": (
        agent(request_presets=[{"name": "a", "config": {"depth": "x"}}]),
        {"config.request_presets[0].config.depth": "does not match"},
    ),
    "many at once": (
        {"name": "", "config": {"provider": "CUSTOM", "headers": {"x": 1}}, "scopings": [{"space_id": "s"}]},
        {
            "name": "must not be empty",
            "config.base_url": "is required for CUSTOM",
            "config.headers.x": "must be a string",
            "config.model_names": "model source",
            "scopings[0].organization_id": "is required",
        },
    ),
}
FLAT_BROKEN: dict[str, tuple[Json, dict[str, str]]] = {
    "no provider": ({"name": "x"}, {"provider": "is required"}),
    "provider of a wrong type": ({**ai(), "provider": ["OPEN_AI"]}, {"provider": "must be one of OPEN_AI"}),
    "near provider": (ai("azure-openai"), {"provider": "did you mean AZURE_OPEN_AI?"}),
    "read-only auth": (ai(auth_type="OAUTH2_CLIENT_CREDENTIALS"), {"auth_type": "must be one of DEFAULT (default)"}),
    "no metadata": (ai("AWS_BEDROCK", provider_metadata=None), {"provider_metadata": "is required for AWS_BEDROCK"}),
    "no metadata of Vertex": (
        ai("VERTEX_AI", provider_metadata=None, auth_type="BEARER_TOKEN"),
        {"provider_metadata": "is required for VERTEX_AI"},
    ),
    "metadata without a role": (
        ai("AWS_BEDROCK", provider_metadata={"kind": "AWS"}),
        {"provider_metadata.role_arn": "is required"},
    ),
    "metadata of another provider": (
        ai("OPEN_AI", provider_metadata={"role_arn": "r"}),
        {"provider_metadata": "applies only to AWS_BEDROCK, VERTEX_AI"},
    ),
    "metadata of a provider of two lines": (
        ai("OPEN\nAI", provider_metadata={"role_arn": "r", "kind": "AWS"}),
        {"provider": "must be one of", "provider_metadata": "applies only to"},
    ),
    "metadata of another kind": (
        ai(
            "AWS_BEDROCK",
            provider_metadata={"kind": "GCP", "project_id": "p", "location": "l", "project_access_label": "x"},
        ),
        {"provider_metadata.kind": "must be AWS"},
    ),
    "headers too large": (ai(headers={"x": "v" * 8175}), {"headers": "8,175 bytes"}),
    "type": (ai(type="LLM"), {"type": "unknown property"}),
    "config": (ai(config={}), {"config": "unknown property"}),
}


CASES = {"Integration": BROKEN, "AiIntegration": FLAT_BROKEN}


@pytest.mark.parametrize(("kind", "case"), [(kind, case) for kind, cases in CASES.items() for case in cases])
def test_failures(kind: str, case: str) -> None:
    """Each failure has its path and its reason, and there is no other."""
    inputs, expected = CASES[kind][case]
    found = failures_of(kind, inputs)
    assert found.keys() == expected.keys(), found
    assert all(words in found[path] for path, words in expected.items()), found


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("name", CELLS)
def test_matrix(provider: str, name: str) -> None:
    """A field is required, allowed or unknown as the table of providers has it."""
    sample = {"auth": ROLE if provider == "AWS_BEDROCK" else KEY, "headers": {"x": "y"}, "model_names": ["m"]}
    legal = sample.get(name, True if name.startswith("is_") else "https://models.example.com")
    fields = config_fields(provider)
    path = f"config.{name}"
    given = failures(llm(provider, **{name: legal}))
    if name in fields:
        assert given == {}
    else:
        assert given.keys() == {path}
        assert f"unknown property for {provider}" in given[path]
    if fields.get(name):
        assert failures(llm(provider, **{name: None})) == {path: f"is required for {provider}"}


UNKNOWNS: dict[str, Json] = {
    "name": {**llm(), "name": UNKNOWN},
    "type": {**llm(), "type": UNKNOWN},
    "config": {"name": "x", "config": UNKNOWN},
    "provider": {"name": "x", "config": {"provider": UNKNOWN}},
    "key": llm(api_key=UNKNOWN),
    "flag": llm(is_function_calling_enabled=UNKNOWN),
    "model source by its flag": llm("CUSTOM", model_names=None, is_default_models_enabled=UNKNOWN),
    "model source by a name": llm("CUSTOM", model_names=[UNKNOWN]),
    "headers": llm("CUSTOM", headers=UNKNOWN),
    "header": llm("CUSTOM", headers={"x": UNKNOWN}),
    "auth": llm("AWS_BEDROCK", auth=UNKNOWN),
    "auth type": bedrock(auth_type=UNKNOWN),
    "role": bedrock(auth_type="DEFAULT", role_arn=UNKNOWN),
    "scopings": {**llm(), "scopings": UNKNOWN},
    "scoping": {**llm(), "scopings": [UNKNOWN]},
    "space": {**llm(), "scopings": [{"organization_id": UNKNOWN, "space_id": UNKNOWN}]},
    "schema": agent(input_schema=UNKNOWN, request_presets=[{"name": "a", "config": {"depth": "x"}}]),
    "part of a schema": evaluator(input_schema={"type": "object", "description": UNKNOWN}),
    "note in a schema": evaluator(input_schema={"type": "object", "x-note": UNKNOWN}),
    "presets": agent(request_presets=UNKNOWN),
    "preset": agent(request_presets=[UNKNOWN]),
    "preset's name": agent(request_presets=[{"name": UNKNOWN, "config": {}}]),
    "preset's body": agent(request_presets=[{"name": "a", "config": {"depth": UNKNOWN}}]),
}


@pytest.mark.parametrize("case", UNKNOWNS)
def test_unknown(case: str) -> None:
    """A rule about a value that is not known yet is not checked."""
    assert failures(UNKNOWNS[case]) == {}


@pytest.mark.parametrize("case", ["name", "key", "headers", "scopings"])
def test_the_rest_is_checked(case: str) -> None:
    """A failure of another value than the unknown one is found."""
    given = {**UNKNOWNS[case], "nme": "x"}
    assert failures(given).keys() == {"nme"}


@pytest.mark.parametrize("field", ["provider", "provider_metadata", "auth_type"])
def test_unknown_of_an_ai_integration(field: str) -> None:
    """A rule about several fields is not checked where one of them is not known yet."""
    given = {**ai("OPEN_AI", provider_metadata=None), "provider": "AWS_BEDROCK", field: UNKNOWN}
    assert failures_of("AiIntegration", given) == {}


@pytest.mark.parametrize("name", ["type", "description", "scopings"])
def test_none(name: str) -> None:
    """None says the same as leaving the argument out."""
    given = agent() if name == "description" else llm()
    expected = {key: item for key, item in given.items() if key != name}
    assert check(KINDS["Integration"], {**given, name: None}) == check(KINDS["Integration"], expected)


@pytest.mark.parametrize("config", [ENDPOINT, {**ENDPOINT, "input_schema": {**SCHEMA, "required": UNKNOWN}}])
def test_a_preset_need_not_be_complete(config: Json) -> None:
    """A preset without what the schema requires is legal."""
    given = {**agent(), "config": {**config, "request_presets": [{"name": "a", "config": {}}]}}
    assert failures(given) == {}


@pytest.mark.parametrize(
    ("config", "types"),
    [
        (ENDPOINT, "AGENT or EVALUATOR"),
        ({"endpoint": UNKNOWN}, "AGENT or EVALUATOR"),
        ({**ENDPOINT, "request_presets": [{"name": "a", "config": {}}]}, "AGENT"),
    ],
    ids=["either", "unknown endpoint", "presets"],
)
def test_a_config_of_another_type(config: Json, types: str) -> None:
    """The failure of a type that is left out asks for it, and not for a provider, which an agent has not."""
    reason = f"must be {types} for this `config`: left out, it is LLM"
    assert failures({"name": "a", "config": config}) == {"type": reason}


@pytest.mark.parametrize("given", [agent(), evaluator()], ids=lambda it: it["type"])
def test_a_type_that_is_given(given: Json) -> None:
    """With its type, the same config is right."""
    assert failures(given) == {}


@pytest.mark.parametrize(
    "config", [{}, {"headers": {"x": "y"}}, {"endpont": "x"}, {"provider": "OPEN_AI", "endpoint": "x"}], ids=str
)
def test_a_config_of_no_other_type(config: Json) -> None:
    """Where the config may be one of an LLM, or is one of no type, the failures are those of an LLM integration."""
    found = failures({"name": "a", "config": config})
    assert found
    assert "type" not in found


@pytest.mark.parametrize("config", [{"provider": "OPEN_AI", **REQUIRED["OPEN_AI"]}, UNKNOWN], ids=["LLM", "unknown"])
def test_the_default_type(config: Any) -> None:
    """An LLM integration needs no type, nor is one asked for while the config is not known."""
    assert failures({"name": "a", "config": config}) == {}
