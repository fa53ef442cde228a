"""An update sends what changed, and nothing else: each field added, changed and removed, on a real account."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.official_models import official
from tests.oracle import meaning

from arize_emulator import Emulator
from pulumi_arize.api.account import Account

from .deployed_resource import Resource, account, places
from .mutations import declarations
from .samples import BEARER, KEY, OAUTH, PROXY, ROLE, SCHEMA, URL, agent, ai, evaluator, llm
from .strategies import Json

UPDATE = {"Integration": official.UpdateIntegrationRequest, "AiIntegration": official.UpdateAiIntegrationRequest}
NOTHING: Json = {}


def bedrock(auth: Json) -> Json:
    """Return a Bedrock integration."""
    return llm("AWS_BEDROCK", auth=auth)


def custom(**config: Any) -> Json:
    """Return a custom integration."""
    return llm("CUSTOM", **config)


LLM = {"type": "LLM"}
CHANGES: dict[str, tuple[Json, Json, Json]] = {
    "nothing": (llm(), llm(), NOTHING),
    "name": (llm(), {**llm(), "name": "b"}, {**LLM, "name": "b"}),
    "key changed": (llm(), llm(api_key="s3cret-2"), {**LLM, "config": {"api_key": "s3cret-2"}}),
    "key added": (llm("NVIDIA_NIM"), llm("NVIDIA_NIM", api_key="k"), {**LLM, "config": {"api_key": "k"}}),
    "key removed": (llm("NVIDIA_NIM", api_key="k"), llm("NVIDIA_NIM"), {**LLM, "config": {"api_key": None}}),
    "URL added": (llm("ANTHROPIC"), llm("ANTHROPIC", base_url=URL), {**LLM, "config": {"base_url": URL}}),
    "URL removed": (llm("ANTHROPIC", base_url=URL), llm("ANTHROPIC"), {**LLM, "config": {"base_url": None}}),
    "flag added": (
        llm(),
        llm(is_function_calling_enabled=False),
        {**LLM, "config": {"is_function_calling_enabled": False}},
    ),
    "flag at its default": (llm(), llm(is_function_calling_enabled=True), NOTHING),
    "flag removed": (
        llm(is_function_calling_enabled=False),
        llm(),
        {**LLM, "config": {"is_function_calling_enabled": True}},
    ),
    "flag removed at its default": (llm(is_function_calling_enabled=True), llm(), NOTHING),
    "models added": (llm("LITELLM"), llm("LITELLM", model_names=["a"]), {**LLM, "config": {"model_names": ["a"]}}),
    "models removed": (llm("LITELLM", model_names=["a"]), llm("LITELLM"), {**LLM, "config": {"model_names": []}}),
    "models emptied": (
        llm("LITELLM", model_names=["a"]),
        llm("LITELLM", model_names=[]),
        {**LLM, "config": {"model_names": []}},
    ),
    "no models": (llm("LITELLM"), llm("LITELLM", model_names=[]), NOTHING),
    "models in another order": (custom(model_names=["a", "b"]), custom(model_names=["b", "a"]), NOTHING),
    "one more model": (
        custom(model_names=["a", "b"]),
        custom(model_names=["b", "a", "c"]),
        {**LLM, "config": {"model_names": ["b", "a", "c"]}},
    ),
    "headers added": (custom(), custom(headers={"x": "1"}), {**LLM, "config": {"headers": {"x": "1"}}}),
    "header changed": (
        custom(headers={"x": "1"}),
        custom(headers={"x": "2"}),
        {**LLM, "config": {"headers": {"x": "2"}}},
    ),
    "header renamed": (
        custom(headers={"x": "1"}),
        custom(headers={"y": "1"}),
        {**LLM, "config": {"headers": {"y": "1"}}},
    ),
    "headers removed": (custom(headers={"x": "1"}), custom(), {**LLM, "config": {"headers": None}}),
    "headers emptied": (custom(headers={"x": "1"}), custom(headers={}), {**LLM, "config": {"headers": {}}}),
    "no headers": (custom(), custom(headers={}), NOTHING),
    "Vertex": (llm("VERTEX_AI"), llm("VERTEX_AI", location="eu"), {**LLM, "config": {"location": "eu"}}),
    "role changed": (
        bedrock(ROLE),
        bedrock({**ROLE, "role_arn": "r2"}),
        {**LLM, "config": {"auth": {**ROLE, "role_arn": "r2"}}},
    ),
    "external id removed": (bedrock({**ROLE, "external_id": "e"}), bedrock(ROLE), {**LLM, "config": {"auth": ROLE}}),
    "role to bearer": (bedrock(ROLE), bedrock(BEARER), {**LLM, "config": {"auth": BEARER}}),
    "bearer's key": (
        bedrock(BEARER),
        bedrock({**BEARER, "api_key": "s3cret-2"}),
        {**LLM, "config": {"auth": {**BEARER, "api_key": "s3cret-2"}}},
    ),
    "bearer's URL keeps its key": (
        bedrock(BEARER),
        bedrock({**BEARER, "base_url": URL}),
        {**LLM, "config": {"auth": {**BEARER, "base_url": URL}}},
    ),
    "bearer to proxy": (bedrock(BEARER), bedrock(PROXY), {**LLM, "config": {"auth": PROXY}}),
    "proxy's headers": (
        bedrock(PROXY),
        bedrock({**PROXY, "headers": {"x-key": "s3cret-2"}}),
        {**LLM, "config": {"auth": {**PROXY, "headers": {"x-key": "s3cret-2"}}}},
    ),
    "short key added": (custom(), custom(api_key="k"), {**LLM, "config": {"api_key": "k"}}),
    "short key changed": (custom(api_key="k"), custom(api_key="l"), {**LLM, "config": {"api_key": "l"}}),
    "short key removed": (custom(api_key="k"), custom(), {**LLM, "config": {"api_key": None}}),
    "short to long": (custom(api_key="s3cret-key"), custom(auth=KEY), NOTHING),
    "long to short": (custom(auth=KEY), custom(api_key="s3cret-key"), NOTHING),
    "nothing to an empty auth": (custom(), custom(auth={"auth_type": "DEFAULT"}), NOTHING),
    "long key changed": (
        custom(auth=KEY),
        custom(auth={**KEY, "api_key": "l"}),
        {**LLM, "config": {"auth": {**KEY, "api_key": "l"}}},
    ),
    "long to another short": (custom(auth=KEY), custom(api_key="l"), {**LLM, "config": {"api_key": "l"}}),
    "short to another long": (custom(api_key="k"), custom(auth=KEY), {**LLM, "config": {"auth": KEY}}),
    "short to OAuth": (custom(api_key="k"), custom(auth=OAUTH), {**LLM, "config": {"auth": OAUTH}}),
    "OAuth's secret": (
        custom(auth=OAUTH),
        custom(auth={**OAUTH, "client_secret": "s3cret-2"}),
        {**LLM, "config": {"auth": {**OAUTH, "client_secret": "s3cret-2"}}},
    ),
    "OAuth to short": (
        custom(auth=OAUTH),
        custom(api_key="k"),
        {**LLM, "config": {"auth": {"auth_type": "DEFAULT", "api_key": "k"}}},
    ),
    "OAuth to nothing": (custom(auth=OAUTH), custom(), {**LLM, "config": {"auth": {"auth_type": "DEFAULT"}}}),
    "description added": (agent(), {**agent(), "description": "d"}, {"type": "AGENT", "description": "d"}),
    "description removed": ({**agent(), "description": "d"}, agent(), {"type": "AGENT", "description": None}),
    "endpoint": (
        agent(),
        agent(endpoint="https://b.example.com"),
        {"type": "AGENT", "config": {"endpoint": "https://b.example.com"}},
    ),
    "agent's headers removed": (agent(headers={"x": "1"}), agent(), {"type": "AGENT", "config": {"headers": None}}),
    "schema": (
        evaluator(),
        evaluator(input_schema={**SCHEMA, "title": "t"}),
        {"type": "EVALUATOR", "config": {"input_schema": {**SCHEMA, "title": "t"}}},
    ),
    "presets in another order": (
        agent(request_presets=[{"name": "a", "config": {}}, {"name": "b", "config": {}}]),
        agent(request_presets=[{"name": "b", "config": {}}, {"name": "a", "config": {}}]),
        NOTHING,
    ),
    "preset changed": (
        agent(request_presets=[{"name": "a", "config": {}}, {"name": "b", "config": {}}]),
        agent(request_presets=[{"name": "a", "config": {"depth": 1}}, {"name": "b", "config": {}}]),
        {
            "type": "AGENT",
            "config": {"request_presets": [{"name": "a", "config": {"depth": 1}}, {"name": "b", "config": {}}]},
        },
    ),
    "presets removed": (
        agent(request_presets=[{"name": "a", "config": {}}]),
        agent(),
        {"type": "AGENT", "config": {"request_presets": []}},
    ),
}
METADATA = {"role_arn": "r"}
FLAT_CHANGES: dict[str, tuple[Json, Json, Json]] = {
    "nothing": (ai(), ai(), NOTHING),
    "defaults": (ai(), ai(auth_type="DEFAULT", enable_default_models=False, function_calling_enabled=True), NOTHING),
    "key added": (ai(), ai(api_key="k"), {"api_key": "k"}),
    "key removed": (ai(api_key="k"), ai(), {"api_key": None}),
    "URL removed": (ai(base_url=URL), ai(), {"base_url": None}),
    "models removed": (ai(model_names=["a"]), ai(), {"model_names": []}),
    "headers changed": (ai(headers={"x": "1"}), ai(headers={"x": "2"}), {"headers": {"x": "2"}}),
    "headers removed": (ai(headers={"x": "1"}), ai(), {"headers": None}),
    "flags": (
        ai(),
        ai(enable_default_models=True, function_calling_enabled=False),
        {"enable_default_models": True, "function_calling_enabled": False},
    ),
    "auth type removed": (ai(auth_type="BEARER_TOKEN"), ai(), {"auth_type": "DEFAULT"}),
    "provider": (ai(), ai("GEMINI"), {"provider": "GEMINI"}),
    "provider and its metadata": (
        ai("AWS_BEDROCK"),
        ai("OPEN_AI"),
        {"provider": "OPEN_AI", "provider_metadata": None},
    ),
    "metadata": (
        ai("AWS_BEDROCK"),
        ai("AWS_BEDROCK", provider_metadata=METADATA),
        {"provider_metadata": {"kind": "AWS", **METADATA}},
    ),
    "kind of metadata": (
        ai("AWS_BEDROCK", provider_metadata=METADATA),
        ai("AWS_BEDROCK", provider_metadata={"kind": "AWS", **METADATA}),
        NOTHING,
    ),
}


def patches(resource: Resource, old: Json, new: Json) -> list[Any]:
    """Deploy inputs and then others; return the bodies of the second deployment's writes."""
    resource.up(old)
    return resource.bodies(new)


CASES = {"Integration": CHANGES, "AiIntegration": FLAT_CHANGES}


@pytest.mark.parametrize(("kind", "case"), [(kind, case) for kind, cases in CASES.items() for case in cases])
def test_patch(emulator: Emulator, behind: Account, kind: str, case: str) -> None:
    """A PATCH holds what changed, and the type of an integration; where nothing changed, there is none."""
    old, new, body = CASES[kind][case]
    resource = Resource(emulator, behind, kind)
    assert patches(resource, old, new) == ([body] if body else [])
    assert meaning(kind, resource.document) == meaning(kind, new)


EVERYWHERE: list[Any] = [None, [], [{}], [{"organization_id": None, "space_id": None}], [{}, {}]]


@pytest.mark.parametrize("first", EVERYWHERE)
def test_account_wide(integration: Resource, first: Any) -> None:
    """Every form of account-wide is the same."""
    integration.up({**llm(), "scopings": first})
    assert [integration.up({**llm(), "scopings": second}) for second in EVERYWHERE] == [[]] * len(EVERYWHERE)


def test_order_of_scopings(integration: Resource, somewhere: list[tuple[str, str]]) -> None:
    """Scopings in another order are the same; one more sends the whole new list."""
    scopings = [{"organization_id": organization, "space_id": space} for organization, space in somewhere]
    integration.up({**llm(), "scopings": scopings[:2]})
    assert integration.up({**llm(), "scopings": scopings[1::-1]}) == []
    bodies = integration.bodies({**llm(), "scopings": scopings})
    assert bodies == [{"type": "LLM", "scopings": scopings}]


@pytest.mark.parametrize("wide", [{}, {"organization_id": None, "space_id": None}])
def test_account_wide_and_others(integration: Resource, somewhere: list[tuple[str, str]], wide: Json) -> None:
    """A scoping to the whole account that is removed, while another one stays, is a change."""
    only = [{"organization_id": somewhere[0][0]}]
    bodies = patches(integration, {**llm(), "scopings": [wide, *only]}, {**llm(), "scopings": only})
    assert bodies == [{"type": "LLM", "scopings": only}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (llm(), llm("GEMINI")),
        (custom(), llm("LITELLM")),
        (llm(), {**agent(), "name": "model"}),
        (agent(), {**evaluator(), "name": "agent"}),
    ],
    ids=["provider", "custom", "type", "hosted"],
)
def test_replacement(integration: Resource, old: Json, new: Json) -> None:
    """Another type or provider deletes the integration first, for its name is unique, and creates the new one."""
    integration.up(old)
    assert [request.method for request in integration.up(new)] == ["DELETE", "POST"]


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(sorted(UPDATE)), data=st.data())
def test_any_patch_body(emulator_server: Emulator, kind: str, data: st.DataObject) -> None:
    """The body of any update passes the official client's model."""
    emulator_server.reset()
    somewhere = places(emulator_server)
    resource = Resource(emulator_server, account(emulator_server), kind)
    first = data.draw(declarations(kind, somewhere))
    resource.up(first)
    for request in resource.up(data.draw(declarations(kind, somewhere, first))):
        assert request.method == "PATCH"
        assert UPDATE[kind].from_dict(request.body) is not None
