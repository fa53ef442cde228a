"""The state after a response, and the inputs that a refresh returns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.json_paths import at

from arize_emulator import Emulator

from .deployed_resource import Resource, account, canonical, places
from .mutations import declarations
from .samples import BEARER, KEY, OAUTH, PROXY, URL, agent, ai, evaluator, llm
from .strategies import Json
from .test_faults import SAMPLES


def refreshed(resource: Resource, inputs: Json) -> tuple[Json, Json]:
    """Deploy inputs; return their checked form, and those that a refresh returns."""
    resource.up(inputs)
    read = resource.refreshed()
    return canonical(resource.resource_type, inputs), read


@pytest.mark.parametrize("server", ["emulator_server", "legacy_emulator_server"])
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(["Integration", "AiIntegration"]), data=st.data())
def test_no_drift(request: pytest.FixtureRequest, server: str, kind: str, data: st.DataObject) -> None:
    """On a server of either dialect, a refresh returns exactly the inputs, and nothing is sent afterwards."""
    emulator: Emulator = request.getfixturevalue(server)
    emulator.reset()
    inputs = data.draw(declarations(kind, places(emulator)))
    resource = Resource(emulator, account(emulator), kind)
    expected, read = refreshed(resource, inputs)
    assert read == expected
    assert resource.up(inputs) == []


DRIFT: dict[str, tuple[str, Json, Json]] = {
    "name": ("Integration", llm(), {"name": "b"}),
    "declared flag": (
        "Integration",
        llm(is_function_calling_enabled=True),
        {"config": {"is_function_calling_enabled": False}},
    ),
    "flag that was not declared": ("Integration", llm(), {"config": {"is_function_calling_enabled": False}}),
    "URL": ("Integration", llm("LITELLM"), {"config": {"base_url": URL + "2"}}),
    "models": ("Integration", llm("CUSTOM"), {"config": {"model_names": ["z"]}}),
    "key": ("Integration", llm(), {"config": {"api_key": None}}),
    "headers": ("Integration", llm("CUSTOM", headers={"x": "s3cret"}), {"config": {"headers": {"y": "other"}}}),
    "role": ("Integration", llm("AWS_BEDROCK"), {"config": {"auth": {"auth_type": "DEFAULT", "role_arn": "r2"}}}),
    "description": ("Integration", {**agent(), "description": "a"}, {"description": "b"}),
    "description added": ("Integration", agent(), {"description": "b"}),
    "schema": ("Integration", evaluator(), {"config": {"input_schema": {"type": "object"}}}),
    "presets": ("Integration", agent(), {"config": {"request_presets": [{"name": "a", "config": {}}]}}),
    "provider of an AI integration": ("AiIntegration", ai(), {"provider": "GEMINI"}),
    "declared headers of an AI integration": ("AiIntegration", ai(headers={"x": "a"}), {"headers": {"x": "b"}}),
    "URL of an AI integration": ("AiIntegration", ai(base_url=URL), {"base_url": None}),
}
READ_AS = {"headers": {"config": {"headers": None}}}
"""What a read shows of an edit where that is not what was edited: of headers of an integration only the names."""


@pytest.mark.parametrize("case", DRIFT)
def test_drift(emulator: Emulator, case: str) -> None:
    """Only what was changed outside differs from the inputs; the next deployment repairs it."""
    kind, declared, edit = DRIFT[case]
    expected = READ_AS.get(case, edit)
    resource = Resource(emulator, account(emulator), kind)
    inputs, _ = refreshed(resource, declared)
    before = resource.document
    emulator.edit(resource.id, edit)
    read = resource.refresh()
    merged = {**inputs, **expected}
    if "config" in expected:
        merged["config"] = {**inputs["config"], **expected["config"]}
        merged["config"] = {name: item for name, item in merged["config"].items() if item is not None}
    assert read == {name: item for name, item in merged.items() if item is not None}
    assert len(resource.up(declared)) == 1
    assert {**resource.document, "updated_at": ""} == {**before, "updated_at": ""}


def test_undeclared_headers_are_not_read(ai_integration: Resource, emulator: Emulator) -> None:
    """Header values that are not in the program stay out of the inputs, where they would not be secret."""
    ai_integration.up(ai())
    emulator.edit(ai_integration.id, {"headers": {"x": "s3cret"}})
    read = ai_integration.refreshed()
    assert "headers" not in read
    assert ai_integration.bodies(ai()) == [{"headers": None}]


WRITE_ONLY: dict[str, tuple[Json, tuple[str, ...], Json]] = {
    "api_key": (llm(), ("config", "api_key"), {"config": {"api_key": None}}),
    "optional api_key": (llm("NVIDIA_NIM", api_key="s3cret"), ("config", "api_key"), {"config": {"api_key": None}}),
    "short api_key": (llm("CUSTOM", api_key="s3cret"), ("config", "api_key"), {"config": {"auth": {"api_key": None}}}),
    "headers": (
        llm("CUSTOM", headers={"X-Key": "s3cret"}),
        ("config", "headers"),
        {"config": {"headers": {"x-other": "s3cret"}}},
    ),
    "bearer": (
        llm("AWS_BEDROCK", auth=BEARER),
        ("config", "auth", "api_key"),
        {"config": {"auth": {"api_key": None}}},
    ),
    "proxy": (
        llm("AWS_BEDROCK", auth=PROXY),
        ("config", "auth", "headers"),
        {"config": {"auth": {"headers": None}}},
    ),
    "auth's key": (llm("CUSTOM", auth=KEY), ("config", "auth", "api_key"), {"config": {"auth": {"api_key": None}}}),
    "client secret": (
        llm("CUSTOM", auth=OAUTH),
        ("config", "auth", "client_secret"),
        {"config": {"auth": {"client_secret": None}}},
    ),
    "agent's headers": (agent(headers={"x": "s3cret"}), ("config", "headers"), {"config": {"headers": None}}),
}


@pytest.mark.parametrize("case", WRITE_ONLY)
def test_write_only(integration: Resource, emulator: Emulator, case: str) -> None:
    """A write-only value stays in the state until the server shows that it is gone."""
    inputs, path, gone = WRITE_ONLY[case]
    integration.up(inputs)
    assert at(integration.state, path) == at(inputs, path)
    integration.refresh()
    assert at(integration.state, path) == at(inputs, path)
    emulator.edit(integration.id, gone)
    read = integration.refresh()
    assert at(integration.state, path) is None
    assert at(read, path) is None
    assert len(integration.up(inputs)) == 1
    assert at(integration.document, path) == at(inputs, path)


def test_header_names_in_another_case(integration: Resource, emulator: Emulator) -> None:
    """Header names mean the same in upper and lower case."""
    integration.up(llm("CUSTOM", headers={"X-Key": "s3cret"}))
    emulator.edit(integration.id, {"config": {"headers": {"x-key": "s3cret"}}})
    integration.refresh()
    assert integration.up(llm("CUSTOM", headers={"X-Key": "s3cret"})) == []


@pytest.mark.parametrize("declared", [llm(), agent(), evaluator()], ids=lambda item: item["type"])
def test_state_has_every_field_of_the_response(integration: Resource, declared: Json) -> None:
    """The state has what the server sets: the ID, the times, the user, and the presence of a write-only value."""
    integration.up(declared)
    document = integration.document
    for name in ("id", "created_at", "updated_at", "created_by_user_id"):
        assert integration.state[name] == document[name]
    shown = "has_api_key" if declared["type"] == "LLM" else "has_headers"
    assert integration.state["config"][shown] == (declared["type"] == "LLM")


def test_presets_keep_their_ids(integration: Resource) -> None:
    """A preset whose name stays keeps its ID over an update, and the state has it."""
    first = {"name": "a", "config": {"depth": 1}}
    integration.up(agent(request_presets=[first]))
    before = integration.state["config"]["request_presets"][0]["id"]
    integration.up(agent(request_presets=[{**first, "config": {"depth": 2}}, {"name": "b", "config": {}}]))
    after = {item["name"]: item["id"] for item in integration.state["config"]["request_presets"]}
    assert after["a"] == before
    assert after["b"] != before


@pytest.mark.parametrize("kind", SAMPLES)
def test_gone(emulator: Emulator, kind: str) -> None:
    """A read of what was deleted outside returns None, and a delete of it succeeds."""
    resource = Resource(emulator, account(emulator), kind)
    resource.up(SAMPLES[kind][0](emulator))
    emulator.delete(resource.id, kind=resource.kind)
    item_id, state = resource.id, resource.state
    resource.verbs.delete(item_id, state)
    assert resource.refresh() is None


def test_what_is_deleted_is_not_read_from_an_earlier_page(emulator: Emulator) -> None:
    """A read after a delete by the same process finds nothing, although a page that it has read lists it."""
    behind = account(emulator)
    resources = [Resource(emulator, behind, "Integration") for _ in range(9)]
    for number, resource in enumerate(resources):
        resource.up({"name": f"number {number}", "config": {"provider": "OPEN_AI", "api_key": "key"}})
    with ThreadPoolExecutor(9) as pool:
        assert None not in list(pool.map(Resource.refresh, resources))
    gone, state = resources[0].id, resources[0].state
    resources[0].destroy()
    assert resources[0].verbs.read(gone, state, ()) is None
