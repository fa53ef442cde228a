"""A server whose responses to writes and to reads differ in their form, or leave out what it was sent."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest
from tests.raw_server import Request, Response, serving

from arize_emulator import AnyFault, Emulator, FaultRule, FillIn, InvalidJson, Mask, Normalize, Respell

from .deployed_resource import Resource, account
from .samples import agent, ai, llm
from .strategies import Json
from .test_response_forms import FILLED, FORMS, SERVERS, SLASHED, check_unchanged

WRITES, READS = "P*", "GET"
ITEM = "*/v2/*integrations/*"


def check_settled(resource: Resource, inputs: Json) -> None:
    """Fail where more deployments and refreshes send anything, or the second refresh changes the state."""
    resource.check_settled(inputs)
    check_unchanged(resource, inputs)


@pytest.mark.parametrize("method", [WRITES, READS])
@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("case", FORMS)
def test_writes_and_reads_in_two_forms(emulator: Emulator, case: str, server: str, method: str) -> None:
    """Where the API says that nothing has changed since, another form is no drift: not after a create, nor a change."""
    kind, inputs = FORMS[case]
    emulator.advance_clock(0.5 - time.time() % 1)  # a time of whole seconds would leave open what has changed since
    emulator.set_faults(FaultRule(method=method, fault=SERVERS[server]))
    resource = Resource(emulator, account(emulator), kind)
    resource.up(inputs)
    check_settled(resource, inputs)
    renamed = {**inputs, "name": "renamed"}
    assert [request.method for request in resource.up(renamed)] == ["PATCH"]
    check_settled(resource, renamed)


def test_servers_with_several_forms(emulator: Emulator, integration: Resource) -> None:
    """The state has the digest of each form: nothing is sent whichever server responds, and the state settles."""
    faults: list[AnyFault] = [Normalize(), Respell(), Normalize(forms=("slash",)), Mask()]
    inputs = llm("CUSTOM", base_url=SLASHED, headers={"X-Team": "s3cret"})
    integration.up(inputs)
    seen = []
    for fault in [*faults, *faults, *faults]:
        emulator.set_faults(FaultRule(fault=fault))
        integration.refresh()
        assert integration.up(inputs) == []
        seen.append(integration.state)
    assert seen[4:8] == [seen[-1]] * 4
    emulator.edit(integration.id, {"config": {"base_url": "https://other.example.com"}})
    integration.refresh()
    (repaired,) = integration.up(inputs)
    assert repaired.body["config"] == {"base_url": SLASHED}


@pytest.mark.parametrize("fault", [Normalize(), FillIn(values=FILLED)])
@pytest.mark.parametrize("kind", ["Integration", "AiIntegration"])
def test_drift_among_other_forms(emulator: Emulator, kind: str, fault: AnyFault) -> None:
    """What was changed outside is found where reads have a form of their own, and is repaired as often as it comes."""
    inputs = llm("CUSTOM", base_url=SLASHED) if kind == "Integration" else ai(base_url=SLASHED)
    emulator.set_faults(FaultRule(method=READS, fault=fault))
    resource = Resource(emulator, account(emulator), kind)
    resource.up(inputs)
    for _ in range(2):
        emulator.edit(resource.id, {"name": "changed outside"})
        assert resource.refreshed()["name"] == "changed outside"
        (repaired,) = resource.up(inputs)
        assert repaired.body["name"] == inputs["name"]
        check_settled(resource, inputs)


def test_drift_within_a_whole_second(emulator: Emulator, integration: Resource) -> None:
    """A moment without a fraction does not show that nothing has changed: the change from outside is found."""
    moment = {"updated_at": "2026-07-01T12:00:00.000Z"}
    integration.up(llm())
    emulator.edit(integration.id, moment)
    integration.refresh()
    emulator.edit(integration.id, {"name": "changed outside", **moment})
    integration.refresh()
    assert integration.bodies(llm()) == [{"type": "LLM", "name": "model"}]


@pytest.mark.parametrize(
    "edit",
    [
        {"name": "other"},
        {"config": {"base_url": "https://b.example.com"}},
        {"config": {"api_key": None}},
        {"scopings": []},
    ],
)
def test_drift_that_the_api_does_not_date(emulator: Emulator, integration: Resource, edit: Json) -> None:
    """Another value is drift, though `updated_at` is as before: an API may not date each change."""
    inputs = llm("CUSTOM", base_url=SLASHED, api_key="s3cret")
    inputs["scopings"] = [{"organization_id": emulator.organization_id("Acme")}]
    integration.up(inputs)
    emulator.edit(integration.id, {**edit, "updated_at": integration.state["updated_at"]})
    integration.refresh()
    (repaired,) = integration.up(inputs)
    assert repaired.body.keys() - {"type"} == edit.keys()
    check_settled(integration, inputs)


@pytest.mark.parametrize("url", [SLASHED, None])
def test_an_update_with_another_form(emulator: Emulator, integration: Resource, url: str | None) -> None:
    """The form of what an update has not sent is no drift where it can be that of what was sent; another value is."""
    inputs = llm("CUSTOM", base_url=SLASHED)
    integration.up(inputs)
    if url is None:
        emulator.edit(integration.id, {"config": {"base_url": "https://other.example.com"}})
    emulator.set_faults(FaultRule(fault=Normalize()))
    integration.up({**inputs, "name": "renamed"})
    repaired = [request.body["config"] for request in integration.up({**inputs, "name": "renamed"})]
    assert repaired == ([] if url else [{"base_url": SLASHED}])


SHORT: dict[str, tuple[str, Json, Json]] = {
    "a key is given": ("AiIntegration", ai(), ai(api_key="s3cret-new")),
    "a key is taken away": ("AiIntegration", ai(api_key="s3cret-old"), ai()),
    "a short key": ("Integration", llm("CUSTOM"), llm("CUSTOM", api_key="s3cret-new")),
    "a short key is taken away": ("Integration", llm("CUSTOM", api_key="s3cret-old"), llm("CUSTOM")),
    "headers": (
        "Integration",
        llm("CUSTOM", headers={"X-Old": "s3cret"}),
        llm("CUSTOM", headers={"X-New": "s3cret"}),
    ),
    "headers of an agent": ("Integration", agent(headers={"X-Old": "s3cret"}), agent()),
    "presets": ("Integration", agent(request_presets=[{"name": "a", "config": {}}]), agent()),
    "description": ("Integration", {**agent(), "description": "d"}, agent()),
    "URL": ("Integration", llm("ANTHROPIC", base_url="https://a.example.com"), llm("ANTHROPIC")),
    "flag": ("Integration", llm(is_function_calling_enabled=False), llm()),
}


@pytest.mark.parametrize("case", SHORT)
def test_an_update_that_returns_the_id_alone(emulator: Emulator, case: str) -> None:
    """What was sent is the new state, also what was cleared: it is sent once."""
    kind, old, new = SHORT[case]

    def brief(request: Request) -> Response:
        headers = {name: request.headers[name] for name in ("authorization", "content-type") if name in request.headers}
        response = http.request(request.method, request.target, headers=headers, content=request.body)
        output = {"id": response.json()["id"]} if request.method == "PATCH" and response.is_success else response.json()
        return Response(json.dumps(output).encode(), response.status_code)

    with httpx.Client(base_url=emulator.url) as http, serving(brief) as server:
        resource = Resource(emulator, account(emulator, host=f"127.0.0.1:{server.port}", scheme="http"), kind)
        resource.up(old)
        assert [request.method for request in resource.up(new)] == ["PATCH"]
        check_settled(resource, new)


def test_an_older_response_is_read_again(emulator: Emulator, integration: Resource) -> None:
    """A read from a server that lags behind is repeated at once, however long ago the change was."""
    integration.up(llm())
    stale: Any = {**integration.verbs._account.collections[integration.resource_type].get(integration.id)}
    integration.up({**llm(), "name": "changed"})
    long_ago = {"created_at": "2026-07-01T12:00:00.001Z", "updated_at": "2026-07-01T12:00:00.002Z"}
    emulator.edit(integration.id, long_ago)
    integration.refresh()
    stale["updated_at"] = long_ago["created_at"]
    emulator.set_faults(FaultRule(method="GET", path=ITEM, nth=1, fault=InvalidJson(text=json.dumps(stale))))
    assert integration.refreshed()["name"] == "changed"
