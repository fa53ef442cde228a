"""A server that returns another form than it was sent: that is no difference, and real changes still are."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.oracle import differing, is_replaced, meaning, sent

from arize_emulator import (
    AnyFault,
    Combined,
    DropConnection,
    Emulator,
    FaultRule,
    FillIn,
    Mask,
    Normalize,
    Respell,
)
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import patch_changes
from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.model.provider_options import RESPONSE_FORMS
from pulumi_arize.model.resource_types import INTEGRATION

from .deployed_resource import Resource, account, canonical, places
from .mutations import declarations, mixtures
from .samples import BEARER, KEY, OAUTH, PROXY, ROLE, URL, agent, ai, evaluator, llm
from .strategies import Json

UNKNOWN_MEMBERS = {"OPEN_AI": "P_17", "CUSTOM": "P_18", "LLM": "T_1", "AGENT": "T_2", "DEFAULT": "A_1", "AWS": "K_1"}
FILLED: dict[str, JsonValue] = {
    "base_url": "https://filled.example.com",
    "description": "filled",
    "external_id": "filled",
    "scopes": "all",
}
SERVERS: dict[str, AnyFault] = {
    "normalizing": Normalize(),
    "respelling": Respell(),
    "respelling in unknown words": Respell(members=UNKNOWN_MEMBERS),
    "filling in": FillIn(values=FILLED),
    "masking": Mask(),
    "all at once": Combined(faults=(FillIn(values=FILLED), Normalize(), Mask(), Respell(members=UNKNOWN_MEMBERS))),
}
unhurried = settings(max_examples=40, suppress_health_check=list(HealthCheck))
kinds = st.sampled_from(["Integration", "AiIntegration"])


@contextmanager
def serving(emulator: Emulator, name: str) -> Iterator[None]:
    """Make the server one of `SERVERS`, with a new account."""
    emulator.reset()
    with emulator.faults(FaultRule(fault=SERVERS[name])):
        yield


def check_unchanged(resource: Resource, inputs: Json) -> None:
    """Fail where another deployment or a refresh shows a difference, or sends anything."""
    assert resource.up(inputs) == []
    before = copy.deepcopy(resource.state)
    read = resource.refreshed()
    assert resource.state == before
    assert list(patch_changes(resource.resource_type, read, canonical(resource.resource_type, inputs))) == []


@pytest.mark.parametrize("server", SERVERS)
@unhurried
@given(kind=kinds, data=st.data())
def test_nothing_is_sent_again(emulator_server: Emulator, server: str, kind: str, data: st.DataObject) -> None:
    """Whatever form responses have, another deployment sends nothing, before and after a refresh.

    A change is sent alone, and another deployment then sends nothing again.
    """
    with serving(emulator_server, server):
        resource = Resource(emulator_server, account(emulator_server), kind)
        old = data.draw(declarations(kind, places(emulator_server)))
        resource.up(old)
        check_unchanged(resource, old)
        new = data.draw(mixtures(old, data.draw(declarations(kind, places(emulator_server), old))))
        paths = differing(meaning(kind, old), meaning(kind, new))
        writes = resource.up(new)
        provider = meaning(kind, new).get("config.provider")
        assert {path for request in writes for path in sent(kind, request.body, provider)} == paths
        assert not is_replaced(kind, paths)
        assert meaning(kind, resource.document) == meaning(kind, new)
        check_unchanged(resource, new)


def test_a_new_enum_value_is_not_the_legacy_dialect(emulator: Emulator, integration: Resource) -> None:
    """A server that returns `llm`, as older ones do, and takes `LLM` alone, is sent `LLM`."""
    emulator.add("integrations", {**llm(), "name": "there before"})
    emulator.set_faults(FaultRule(fault=Respell()))
    (created,) = integration.up(llm("CUSTOM"))
    assert (created.body["type"], created.status) == ("LLM", 201)
    check_unchanged(integration, llm("CUSTOM"))


@unhurried
@given(kind=kinds, data=st.data())
def test_older_servers(legacy_emulator_server: Emulator, kind: str, data: st.DataObject) -> None:
    """The same with a server of the older dialect."""
    emulator = legacy_emulator_server
    emulator.reset()
    with emulator.faults(FaultRule(fault=Combined(faults=(Normalize(), Mask(), FillIn(values=FILLED))))):
        resource = Resource(emulator, account(emulator), kind)
        inputs = data.draw(declarations(kind, places(emulator)))
        resource.up(inputs)
        assert resource.up(inputs) == []
        resource.refresh()
        assert resource.up(inputs) == []


SLASHED = "https://models.example.com:443/v1/"
FORMS: dict[str, tuple[str, Json]] = {
    "URL": ("Integration", llm("CUSTOM", base_url=SLASHED)),
    "default URL": ("Integration", llm("ANTHROPIC")),
    "name": ("Integration", {**llm(), "name": "  blanks  "}),
    "description": ("Integration", agent()),
    "presets": ("Integration", agent(request_presets=[{"name": " a ", "description": " b ", "config": {}}])),
    "schema": ("Integration", evaluator()),
    "default models": ("Integration", llm("FIREWORKS", is_default_models_enabled=True, model_names=["a"])),
    "only default models": ("Integration", llm("CUSTOM", is_default_models_enabled=True, model_names=None)),
    "header names": ("Integration", llm("CUSTOM", headers={"X-Team": "s3cret-header"})),
    "role": ("Integration", llm("AWS_BEDROCK", auth=ROLE)),
    "bearer": ("Integration", llm("AWS_BEDROCK", auth={**BEARER, "base_url": SLASHED})),
    "proxy": ("Integration", llm("AWS_BEDROCK", auth={**PROXY, "base_url": SLASHED})),
    "short key": ("Integration", llm("CUSTOM", api_key="s3cret-key")),
    "long key": ("Integration", llm("CUSTOM", auth=KEY)),
    "OAuth": ("Integration", llm("CUSTOM", auth={**OAUTH, "token_url": SLASHED})),
    "flat": ("AiIntegration", ai(headers={"X-Team": "s3cret-header"}, base_url=SLASHED, enable_default_models=True)),
    "flat without anything": ("AiIntegration", ai()),
    "flat metadata": ("AiIntegration", ai("AWS_BEDROCK", provider_metadata={"kind": "AWS", "role_arn": " r "})),
}


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("case", FORMS)
def test_each_form(emulator: Emulator, server: str, case: str) -> None:
    """No form of a value is a difference, a refresh returns the inputs, and the digests in the state hold no value."""
    kind, inputs = FORMS[case]
    with serving(emulator, server):
        resource = Resource(emulator, account(emulator), kind)
        resource.up(inputs)
        check_unchanged(resource, inputs)
        assert resource.refresh() == canonical(resource.resource_type, inputs)
    fields = resource.resource_type.options.output_fields
    kept = json.dumps({name: value for name, value in resource.state.items() if name not in fields})
    assert kept.count("s3cret") == json.dumps(inputs).count("s3cret")
    digests = str(resource.state.get(RESPONSE_FORMS, ""))
    assert "s3cret" not in digests
    assert len(digests) < 600


DRIFT: dict[str, tuple[str, Json, Json]] = {
    "URL": ("Integration", llm("CUSTOM", base_url=SLASHED), {"config": {"base_url": "https://b.example.com/"}}),
    "URL that was not declared": ("Integration", llm("ANTHROPIC"), {"config": {"base_url": URL}}),
    "name": ("Integration", {**llm(), "name": " a "}, {"name": "b"}),
    "description": ("Integration", agent(), {"description": "d"}),
    "models": (
        "Integration",
        llm("FIREWORKS", is_default_models_enabled=True, model_names=["a"]),
        {"config": {"model_names": ["b"]}},
    ),
    "schema": ("Integration", evaluator(), {"config": {"input_schema": {"type": "object"}}}),
    "headers": ("Integration", llm("CUSTOM", headers={"X-Team": "a"}), {"config": {"headers": {"X-Other": "a"}}}),
    "key": ("Integration", llm(), {"config": {"api_key": None}}),
    "header of an AI integration": ("AiIntegration", ai(headers={"X-Team": "a"}), {"headers": {"X-Other": "a"}}),
}


def repair_of(inputs: Json, edit: Json) -> Json:
    """Return what puts an edit right: the inputs at its paths, and null for those that are left out."""
    return {
        name: repair_of(inputs["config"], value) if name == "config" else inputs.get(name)
        for name, value in edit.items()
    }


@pytest.mark.parametrize("case", DRIFT)
def test_real_drift(emulator: Emulator, case: str) -> None:
    """What was changed outside is found by a refresh, and the next deployment repairs it, and that alone."""
    kind, inputs, edit = DRIFT[case]
    with serving(emulator, "all at once"):
        resource = Resource(emulator, account(emulator), kind)
        resource.up(inputs)
        before = {**resource.document, "updated_at": ""}
        emulator.edit(resource.id, edit)
        assert resource.refresh() != canonical(resource.resource_type, inputs)
        (written,) = resource.up(inputs)
        assert {name: value for name, value in written.body.items() if name != "type"} == repair_of(inputs, edit)
        assert {**resource.document, "updated_at": ""} == before
        check_unchanged(resource, inputs)


def test_inputs_that_change_their_form_alone(emulator: Emulator, integration: Resource) -> None:
    """They are sent, though the response is as before: inputs are compared with the old inputs."""
    with serving(emulator, "normalizing"):
        integration.up(llm("CUSTOM", base_url=URL))
        (written,) = integration.up(llm("CUSTOM", base_url=URL + "/"))
        assert written.body["config"] == {"base_url": URL + "/"}
        check_unchanged(integration, llm("CUSTOM", base_url=URL + "/"))


def test_an_input_that_the_server_had_filled_in(emulator: Emulator, integration: Resource) -> None:
    """It is sent, for it was not before; and taken away, it is sent as null."""
    with serving(emulator, "filling in"):
        integration.up(llm("ANTHROPIC"))
        assert integration.state["config"]["base_url"] == FILLED["base_url"]
        (written,) = integration.up(llm("ANTHROPIC", base_url=FILLED["base_url"]))
        assert written.body["config"] == {"base_url": FILLED["base_url"]}
        (written,) = integration.up(llm("ANTHROPIC"))
        assert written.body["config"] == {"base_url": None}
        check_unchanged(integration, llm("ANTHROPIC"))


def test_a_preview_keeps_what_the_server_has_filled_in(emulator: Emulator, integration: Resource) -> None:
    """Where something else is sent, the predicted state has the value that the server had filled in."""
    renamed = llm("ANTHROPIC") | {"name": "renamed"}
    with serving(emulator, "filling in"):
        integration.up(llm("ANTHROPIC"))
        predicted = predict_state(INTEGRATION, check(INTEGRATION, renamed)[0], integration.state, b"")
        integration.up(renamed)
    assert predicted["config"]["base_url"] == integration.state["config"]["base_url"] == FILLED["base_url"]


def test_what_is_ignored(emulator: Emulator, integration: Resource) -> None:
    """With the last inputs in place of a property, as `ignore_changes` has it, a change outside is left alone."""
    with serving(emulator, "normalizing"):
        integration.up(llm("CUSTOM", base_url=SLASHED))
        emulator.edit(integration.id, {"config": {"base_url": "https://theirs.example.com/"}})
        read = integration.refreshed()
        ignoring = llm("CUSTOM", base_url=read["config"]["base_url"])
        assert integration.up(ignoring) == []
        (written,) = integration.up({**ignoring, "name": "renamed"})
        assert written.body == {"type": "LLM", "name": "renamed"}
        assert integration.document["base_url"] == "https://theirs.example.com/"


def test_default_models_are_turned_on(emulator: Emulator, integration: Resource) -> None:
    """The list that the server extends by this is no difference, though another field was sent."""
    with serving(emulator, "normalizing"):
        integration.up(llm("FIREWORKS", model_names=["a"]))
        inputs = llm("FIREWORKS", model_names=["a"], is_default_models_enabled=True)
        (written,) = integration.up(inputs)
        assert written.body["config"] == {"is_default_models_enabled": True}
        check_unchanged(integration, inputs)


def test_what_is_filled_in_follows_from_what_is_sent(emulator: Emulator) -> None:
    """A server that fills in something else for another provider has filled it in again."""
    emulator.set_faults(FaultRule(fault=FillIn(values={"base_url": "https://one.example.com"})))
    resource = Resource(emulator, account(emulator), "AiIntegration")
    resource.up(ai())
    emulator.set_faults(FaultRule(fault=FillIn(values={"base_url": "https://two.example.com"})))
    assert resource.bodies(ai("GEMINI")) == [{"provider": "GEMINI"}]
    check_unchanged(resource, ai("GEMINI"))


@pytest.mark.parametrize("server", ["normalizing", "respelling in unknown words", "masking"])
@pytest.mark.parametrize("case", FORMS)
def test_a_lost_response(emulator: Emulator, server: str, case: str) -> None:
    """After the response to a create is lost, the integration is recognized in whatever form."""
    kind, inputs = FORMS[case]
    emulator.set_faults(
        FaultRule(method="POST", nth=1, fault=DropConnection(when="after")), FaultRule(fault=SERVERS[server])
    )
    resource = Resource(emulator, account(emulator, retryDelay=0.01, maxRetryDelay=0.01), kind)
    writes = resource.up(inputs)
    assert [request.method for request in writes] == ["POST"]
    check_unchanged(resource, inputs)


def test_what_was_not_sent_is_not_recognized(emulator: Emulator) -> None:
    """After a lost response, an integration with more than was sent may be somebody else's: the error names it."""
    emulator.set_faults(
        FaultRule(method="POST", nth=1, fault=DropConnection(when="after")), FaultRule(fault=SERVERS["filling in"])
    )
    resource = Resource(emulator, account(emulator, retryDelay=0.01, maxRetryDelay=0.01), "Integration")
    with pytest.raises(ArizeError, match="the name 'model' is taken by"):
        resource.up(llm("ANTHROPIC"))


@pytest.mark.parametrize("server", SERVERS)
def test_a_lost_response_to_an_update(emulator: Emulator, server: str) -> None:
    """After the response to an update is lost, a read shows that it was applied."""
    emulator.set_faults(
        FaultRule(method="PATCH", nth=1, fault=DropConnection(when="after")),
        FaultRule(fault=SERVERS[server]),
    )
    resource = Resource(emulator, account(emulator, retryDelay=0.01, maxRetryDelay=0.01), "Integration")
    resource.up(llm("CUSTOM"))
    inputs = llm("CUSTOM", base_url="https://other.example.com/v2/")
    assert [request.method for request in resource.up(inputs)] == ["PATCH"]
    check_unchanged(resource, inputs)


@pytest.mark.parametrize("server", ["respelling in unknown words", "all at once"])
@pytest.mark.parametrize("case", FORMS)
def test_adoption(emulator: Emulator, server: str, case: str) -> None:
    """After at most one PATCH, an adoption from a server with other forms sends nothing."""
    kind, inputs = FORMS[case]
    with serving(emulator, server):
        made = emulator.add("ai-integrations" if kind == "AiIntegration" else "integrations", inputs)
        resource = Resource(emulator, account(emulator), kind)
        writes = resource.up({**inputs, "adopt": made["id"]})
        assert [request.method for request in writes] in ([], ["PATCH"])
        assert resource.up({**inputs, "adopt": made["id"]}) == []
        resource.refresh()
        assert resource.up({**inputs, "adopt": made["id"]}) == []


def test_a_space_default(emulator: Emulator) -> None:
    """The name of a model that is returned in another form is no difference, and is cleared as ours."""
    with serving(emulator, "normalizing"):
        made = emulator.add("integrations", llm())
        space = emulator.space_id("Lab")
        inputs = {"space_id": space, "integration_id": made["id"], "model_name": " m "}
        resource = Resource(emulator, account(emulator), "SpaceDefaultIntegration")
        resource.up(inputs)
        check_unchanged(resource, inputs)
        emulator.clear_requests()
        resource.destroy()
        assert [request.body for request in resource.writes()] == [{"default_llm_integration": None}]


def test_no_digests_without_other_forms(emulator: Emulator) -> None:
    """A state has no digests where the server returns what it was sent."""
    for kind, inputs in FORMS.values():
        emulator.reset()
        resource = Resource(emulator, account(emulator), kind)
        resource.up(inputs)
        resource.refresh()
        assert RESPONSE_FORMS not in resource.state
