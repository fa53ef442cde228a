"""Faults of the server and of the way to it: the resource is created once, or an error says what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from arize_emulator import (
    AnyFault,
    DropConnection,
    Emulator,
    ExtraFields,
    FaultRule,
    HtmlPage,
    InvalidJson,
    OversizedBody,
    Redirect,
    Slow,
    Status,
    Truncate,
)
from arize_emulator.errors import NotFound
from pulumi_arize.errors import ArizeError

from .deployed_resource import Resource, account, places
from .samples import ai, llm
from .strategies import Json

QUICK = {"maxRetries": 4, "retryDelay": 0.01, "maxRetryDelay": 0.02}
PASSING: Mapping[str, AnyFault] = {
    "429": Status(status=429),
    "429, retry at once": Status(status=429, retry_after=0),
    "502": Status(status=502),
    "503": Status(status=503),
    "504": Status(status=504),
    "502 after": Status(status=502, when="after"),
    "504 after": Status(status=504, when="after"),
    "500 after": Status(status=500, when="after"),
    "closed": DropConnection(how="close"),
    "closed after": DropConnection(how="close", when="after"),
    "reset": DropConnection(how="reset"),
    "reset after": DropConnection(how="reset", when="after"),
    "page of a proxy": HtmlPage(status=502),
    "page of a proxy after": HtmlPage(status=502, when="after"),
    "page of success after": HtmlPage(status=200, when="after"),
    "wrong JSON after": InvalidJson(status=200, when="after"),
    "truncated": Truncate(keep=10, how="close"),
    "truncated by a reset": Truncate(keep=10, how="reset"),
    "slow": Slow(chunk=64, pause=0.001),
    "more fields": ExtraFields(fields={"tier": "GOLD", "config": {"future": [1]}}),
}
LOST = [name for name in PASSING if (name.endswith(" after") and "429" not in name) or "truncated" in name]
"""Those that lose the response to a request that was applied."""

LASTING = ("500 after", "page of success after", "wrong JSON after")
"""Those that another attempt is not expected to mend."""

NAMED: Json = {"name": "One", "description": "ours", "deletion_protection": False}
SAMPLES: dict[str, tuple[Callable[[Emulator], Json], Json]] = {
    "Integration": (lambda _: llm(), {"config": {**llm()["config"], "api_key": "other-key"}}),
    "AiIntegration": (lambda _: ai(api_key="s3cret"), {"api_key": "other-key"}),
    "Organization": (lambda _: NAMED, {"name": "Two"}),
    "Space": (lambda emulator: {**NAMED, "organization_id": emulator.organization_id("Acme")}, {"name": "Two"}),
}
"""Inputs of each resource type, and a change of them."""


def deployed(emulator: Emulator, kind: str) -> Resource:
    """Return a resource of an account that was connected to before anything went wrong."""
    behind = account(emulator, **QUICK)
    behind.dialect()
    return Resource(emulator, behind, kind)


def done(emulator: Emulator, method: str) -> int:
    """Return how many requests of a method took place."""
    return sum(request.succeeded for request in emulator.requests if request.method == method)


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("fault", PASSING)
def test_create(emulator: Emulator, kind: str, fault: str) -> None:
    """A create that meets one fault makes exactly one resource, and its state is what the server holds."""
    resource = deployed(emulator, kind)
    inputs = SAMPLES[kind][0](emulator)
    with emulator.faults(FaultRule(method="POST", nth=1, fault=PASSING[fault])):
        resource.up(inputs)
    assert done(emulator, "POST") == 1
    assert resource.document["name"] == inputs["name"]
    resource.check_settled(resource.inputs)


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("fault", [name for name in PASSING if name not in LASTING])
def test_update_and_delete(emulator: Emulator, kind: str, fault: str) -> None:
    """An update that meets one fault ends with the inputs on the server, the key too; a delete with nothing there."""
    resource = deployed(emulator, kind)
    create, change = SAMPLES[kind]
    resource.up(create(emulator))
    with emulator.faults(FaultRule(method="PATCH", nth=1, fault=PASSING[fault])):
        resource.up({**resource.inputs, **change})
    changed = resource.document
    assert changed.get("api_key") == "other-key" or changed["name"] == "Two"
    resource.check_settled(resource.inputs)
    with emulator.faults(FaultRule(method="DELETE", nth=1, fault=PASSING[fault])):
        resource.destroy()
    assert done(emulator, "DELETE") == 1
    with pytest.raises(NotFound):
        emulator.get(changed["id"], kind=resource.kind)


@pytest.mark.parametrize("fault", LASTING)
def test_unknown_outcome_of_a_key(emulator: Emulator, fault: str) -> None:
    """After a response that no retry mends, a change of a key may have been applied: the error says so."""
    resource = deployed(emulator, "Integration")
    resource.up(llm())
    changed = llm(api_key="other-key")
    with (
        emulator.faults(FaultRule(method="PATCH", nth=1, fault=PASSING[fault])),
        pytest.raises(ArizeError, match="may be changed already: run `pulumi up` again"),
    ):
        resource.up(changed)
    assert len(resource.up(changed)) == 1
    assert resource.document["api_key"] == "other-key"


@pytest.mark.parametrize("fault", LOST)
def test_update_that_can_be_seen(emulator: Emulator, fault: str) -> None:
    """A change that a read shows to have been applied is not sent again."""
    resource = deployed(emulator, "Integration")
    resource.up(llm())
    with emulator.faults(FaultRule(method="PATCH", nth=1, fault=PASSING[fault])):
        resource.up({**llm(), "name": "b"})
    assert len([request for request in emulator.requests if request.method == "PATCH"]) == 1


@pytest.mark.parametrize("fault", LASTING)
def test_a_delete_that_fails(emulator: Emulator, fault: str) -> None:
    """After a response that no retry mends, the next delete leaves nothing, whether or not the first took place."""
    resource = deployed(emulator, "Integration")
    resource.up(llm())
    with (
        emulator.faults(FaultRule(method="DELETE", nth=1, fault=PASSING[fault])),
        pytest.raises(ArizeError),
    ):
        resource.destroy()
    resource.destroy()
    assert emulator.integrations == []


@pytest.mark.parametrize("fault", [name for name in PASSING if name not in LASTING])
def test_read(emulator: Emulator, fault: str) -> None:
    """A read that meets one fault finds what is there."""
    resource = deployed(emulator, "Integration")
    resource.up(llm())
    with emulator.faults(FaultRule(method="GET", nth=1, fault=PASSING[fault])):
        assert resource.refresh() == resource.inputs


@pytest.mark.parametrize("fault", [name for name in PASSING if isinstance(PASSING[name], Status | DropConnection)])
def test_default_of_a_space(emulator: Emulator, fault: str) -> None:
    """Setting and clearing the default of a space survive one fault each."""
    integration = deployed(emulator, "Integration")
    integration.up(llm())
    _, space = places(emulator)[0]
    setting = deployed(emulator, "SpaceDefaultIntegration")
    with emulator.faults(FaultRule(method="PATCH", nth=1, fault=PASSING[fault])):
        setting.up({"space_id": space, "integration_id": integration.id, "model_name": "gpt-4o"})
    assert setting.refresh() == setting.inputs
    with emulator.faults(FaultRule(method="PATCH", nth=1, fault=PASSING[fault])):
        setting.destroy()


@pytest.mark.parametrize("old", [False, True], ids=["new", "old"])
def test_a_lost_response_and_a_taken_name(emulator: Emulator, *, old: bool) -> None:
    """An integration from before is never taken for the one whose response was lost, however similar it is."""
    first = deployed(emulator, "Integration")
    first.up(llm(api_key="theirs"))
    if old:
        emulator.edit(first.id, {"created_at": "2020-01-01T00:00:00.000Z"})
    second = deployed(emulator, "Integration")
    other = (
        llm(api_key="ours")
        if old
        else {**llm(api_key="ours"), "scopings": [{"organization_id": places(emulator)[0][0]}]}
    )
    with (
        emulator.faults(FaultRule(method="POST", nth=1, fault=DropConnection(how="close"))),
        pytest.raises(ArizeError, match=f"taken by {first.id}"),
    ):
        second.up(other)
    assert first.document["config"]["api_key"] == "theirs"


def test_an_unknown_outcome(emulator: Emulator) -> None:
    """Where the response is lost and the server is gone, the error says what may exist, and what to do."""
    resource = deployed(emulator, "Integration")
    lost = FaultRule(method="POST", fault=DropConnection(how="close", when="after"))
    gone = FaultRule(method="GET", fault=DropConnection(how="reset"))
    with emulator.faults(lost, gone), pytest.raises(ArizeError, match="it may exist now") as caught:
        resource.up(llm())
    assert "\n" not in str(caught.value)
    with pytest.raises(ArizeError, match=r"interrupted, or made by hand\? give its id to `adopt` to take it over"):
        resource.up(llm())
    resource.up({**llm(), "adopt": emulator.integrations[0]["id"]})
    assert len(emulator.integrations) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Redirect(location="https://example.com"),
        OversizedBody(size=70 << 20, framing="chunked"),
        HtmlPage(status=200),
        HtmlPage(status=403),
    ],
    ids=["redirect", "huge", "page", "page of a firewall"],
)
def test_what_no_retry_mends(emulator: Emulator, fault: Redirect | OversizedBody | HtmlPage) -> None:
    """What a proxy in the way does for good is one line, without a second POST."""
    resource = deployed(emulator, "Integration")
    with emulator.faults(FaultRule(method="POST", fault=fault)), pytest.raises(ArizeError) as caught:
        resource.up(llm(api_key="s3cret-of-mine"))
    assert "cannot create integration" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert len([request for request in emulator.requests if request.method == "POST"]) == 1
    assert emulator.integrations == []
