"""An error of a verb is one line that names the verb and the resource, and no secret."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from arize_emulator import Emulator, FaultRule, Status
from pulumi_arize.api.account import Account
from pulumi_arize.errors import ApiStatusError, ArizeError, NotFound, OperationError
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .deployed_resource import Resource, account, canonical
from .samples import ai, evaluator, llm
from .strategies import Json

SECRET = "s3cret-of-mine"


def message(action: Callable[[], Any]) -> str:
    """Return the message of the error that an action raises."""
    with pytest.raises(ArizeError) as caught:
        action()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return str(caught.value)


def one_line(text: str, *parts: str) -> None:
    """Check that a message is one line without a secret, and has all these parts."""
    assert "\n" not in text
    assert "s3cret" not in text
    assert [part for part in parts if part not in text] == [], text


@pytest.mark.parametrize("kind", ["Integration", "AiIntegration"])
def test_wrong_key(emulator: Emulator, kind: str) -> None:
    """Each verb says what it could not do, on which resource, and how to give another key; the key is not shown."""
    resource = Resource(emulator, account(emulator), kind)
    inputs: Json = llm(api_key=SECRET) if kind == "Integration" else ai(api_key=SECRET)
    resource.up(inputs)
    stranger = Resource(emulator, account(emulator, apiKey="s3cret-key"), kind)
    title = {"Integration": "integration", "AiIntegration": "AI integration"}[kind] + f" {inputs['name']!r}"
    hints = ("401", "arize:apiKey", "ARIZE_API_KEY")
    one_line(message(lambda: stranger.up(inputs)), f"cannot create {title}", *hints)
    stranger.id, stranger.state = resource.id, resource.state
    one_line(message(lambda: stranger.up({**inputs, "name": "b"})), "'b'", "cannot update", *hints)
    one_line(message(stranger.refresh), f"cannot read {title}", *hints)
    one_line(message(stranger.destroy), f"cannot delete {title}", *hints)


def test_taken_name(emulator: Emulator, integration: Resource, ai_integration: Resource) -> None:
    """A name that is taken on either resource is an error that says so, and nothing is created."""
    integration.up(llm())
    output = message(lambda: ai_integration.up(ai(name="model", api_key=SECRET)))
    one_line(output, "cannot create", "'model'", "409 Conflict: name: another integration", "request id", "is taken by")
    assert [item["name"] for item in emulator.integrations] == ["model"]


def test_update_of_what_is_gone(emulator: Emulator, integration: Resource) -> None:
    """An update of what was deleted outside says that it does not exist."""
    integration.up(llm())
    emulator.delete(integration.id)
    one_line(message(lambda: integration.up(llm(api_key=SECRET))), "cannot update", "'model'", "404")


def test_plan(emulator: Emulator, integration: Resource) -> None:
    """The error of an account without the feature names the one that it lacks, and which plan has it."""
    emulator.configure(remote_evaluators=False)
    one_line(message(lambda: integration.up(evaluator())), "cannot create", "403", "REMOTE_EVALUATORS", "ENTERPRISE")


def test_evaluator_in_use(emulator: Emulator, integration: Resource) -> None:
    """An evaluator that is in use is not deleted, and the error says why."""
    integration.up(evaluator())
    emulator.edit(integration.id, {"in_use": True})
    one_line(
        message(integration.destroy),
        "cannot delete",
        "'evaluator'",
        "409",
        "remote evaluators still use",
        "conflicts with what exists",
    )


def test_rule_of_the_server(emulator: Emulator, integration: Resource, somewhere: list[tuple[str, str]]) -> None:
    """A rule that only the server can check is an error with the server's words; nothing is created."""
    scoping = {"organization_id": somewhere[0][0], "space_id": somewhere[2][1]}
    one_line(message(lambda: integration.up({**llm(), "scopings": [scoping]})), "422", "scopings[0].space_id")
    assert emulator.integrations == []


def test_unreachable(emulator: Emulator, integration: Resource) -> None:
    """A host that does not respond is named, with the setting that names it."""
    integration.up(llm())
    elsewhere = Resource(
        emulator, account(emulator, host="127.0.0.1", port=9, scheme="http", maxRetries=0), "Integration"
    )
    elsewhere.id, elsewhere.state = integration.id, integration.state
    one_line(message(elsewhere.refresh), "cannot read integration 'model'", "127.0.0.1", "arize:host")


@pytest.mark.parametrize("kind", ["Integration", "SpaceDefaultIntegration"])
def test_the_error_of_the_api(emulator: Emulator, kind: str) -> None:
    """An error of an operation has what was tried as fields, and the API's error with its status and body."""
    inputs = llm() if kind == "Integration" else {"space_id": "none", "integration_id": "i", "model_name": "m"}
    stranger = Resource(emulator, account(emulator, apiKey="wrong"), kind)
    with pytest.raises(OperationError) as caught:
        stranger.up(inputs)
    error = caught.value
    assert isinstance(error.cause, ApiStatusError)
    assert (error.cause.status, error.cause.problem["status"]) == (401, 401)
    assert str(error) == f"cannot {error.operation} {error.resource}: {error.cause.reason}; {error.hint}"
    assert error.hint == error.cause.hint != ""


def test_the_order_of_an_api_error() -> None:
    """What went wrong, how often it was tried, and what to do, in this order."""
    error = NotFound("404 Not Found", 404, {}, hint="look elsewhere")
    error.attempts_summary = "tried 2 times in 3 s"
    assert str(error) == "404 Not Found; tried 2 times in 3 s; look elsewhere"


SNAKE_CASE = re.compile(r"`[^`]*[a-z]_[a-z][^`]*`")


@pytest.mark.parametrize("is_replaced", [False, True])
def test_the_casing_of_advice(behind: Account, *, is_replaced: bool) -> None:
    """Options have names in camel case, as YAML, TypeScript and Go write them, whoever the holder of a name is."""
    operation = EngineOperation()
    one = lifecycle(INTEGRATION, behind, operation, "one")
    inputs = canonical(INTEGRATION, llm())
    item_id, _ = one.create(inputs)
    if is_replaced:
        operation.record_owned(INTEGRATION.claim(item_id), "one")
        operation.replace("one")

    with pytest.raises(ArizeError) as raised:
        one.create(inputs)

    assert SNAKE_CASE.findall(str(raised.value)) == []
    assert "`deleteBeforeReplace`" in str(raised.value)
    assert "`retainOnDelete`" in str(raised.value)
    assert ("being replaced" in str(raised.value)) is is_replaced


CONFLICT = FaultRule(method="PATCH", fault=Status(status=409))
GENERAL = "it conflicts with what exists: change or delete that first"
SAMPLES: dict[str, tuple[Json, Json]] = {
    "Integration": (llm(), llm(api_key="s3cret-2")),
    "AiIntegration": (ai(), ai(api_key="s3cret-2")),
}


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("adopts", [False, True], ids=["update", "adopt"])
def test_a_conflict_about_something_else(
    request: pytest.FixtureRequest, emulator: Emulator, kind: str, *, adopts: bool
) -> None:
    """No error advises to delete the resource itself, or says that its own name is taken."""
    resource: Resource = request.getfixturevalue("integration" if kind == "Integration" else "ai_integration")
    before, after = SAMPLES[kind]
    resource.up(before)
    if adopts:
        resource.id, resource.state, after = "", {}, {**after, "adopt": resource.id}
    with emulator.faults(CONFLICT), pytest.raises(ArizeError, match=GENERAL) as error:
        resource.up(after)
    assert "is taken" not in str(error.value)


def test_a_conflict_about_a_name_of_another_form(emulator: Emulator, integration: Resource) -> None:
    """Nor does one where the name changes in case alone: the owner of that name is the integration itself."""
    integration.up(llm())
    with emulator.faults(CONFLICT), pytest.raises(ArizeError, match=GENERAL):
        integration.up({**llm(), "name": "MODEL"})


def test_a_conflict_about_the_name(emulator: Emulator, integration: Resource) -> None:
    """Where another resource has the new name, the error names it."""
    integration.up(llm())
    other = emulator.add("integrations", {**llm(), "name": "other"})
    with pytest.raises(ArizeError, match=rf"'other' is taken by {other['id']}"):
        integration.up({**llm(), "name": "other"})
