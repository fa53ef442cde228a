"""Reads that show a value in another form than the response to the write did: it is as it was sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arize_emulator import AnyFault, Emulator, ExtraFields, FaultRule, Normalize
from pulumi_arize.lifecycle.check import check

from .deployed_resource import Resource, account, canonical
from .samples import OAUTH, ROLE, agent, ai, evaluator, llm
from .service_keys import key_args
from .strategies import Json

EMPTY = Normalize(forms=("empty",))
WRITES, READS = ("POST", "PATCH"), ("GET",)
UNSET: dict[str, tuple[str, Callable[[Emulator], Json]]] = {
    "description of a key": ("ServiceKey", key_args),
    "description of an agent": ("Integration", lambda _: agent(request_presets=[{"name": "a", "config": {}}])),
    "description of an evaluator": ("Integration", lambda _: evaluator()),
    "URL": ("Integration", lambda _: llm("ANTHROPIC")),
    "role": ("Integration", lambda _: llm("AWS_BEDROCK", auth=ROLE)),
    "OAuth": ("Integration", lambda _: llm("CUSTOM", auth=OAUTH)),
    "flat": ("AiIntegration", lambda _: ai()),
    "metadata": ("AiIntegration", lambda _: ai("AWS_BEDROCK")),
}


def deployed(emulator: Emulator, kind: str, given: Json) -> Resource:
    """Return a deployed resource."""
    resource = Resource(emulator, account(emulator), kind)
    resource.up(given)
    return resource


def rules(methods: tuple[str, ...], fault: AnyFault) -> list[FaultRule]:
    """Return a fault for each of the methods."""
    return [FaultRule(method=method, fault=fault) for method in methods]


@pytest.mark.parametrize("empty", [READS, WRITES, (*READS, *WRITES)], ids=["reads", "writes", "both"])
@pytest.mark.parametrize("case", UNSET)
def test_an_empty_text_is_none(emulator: Emulator, case: str, empty: tuple[str, ...]) -> None:
    """A text that was not set may be returned as null or as an empty one, of the same resource."""
    kind, args = UNSET[case]
    with emulator.faults(*rules(empty, EMPTY)):
        deployed(emulator, kind, args(emulator)).check_settled(args(emulator))


@pytest.mark.parametrize("case", ["URL", "role", "flat", "metadata"])
def test_an_empty_text_is_none_on_an_older_server(legacy_emulator: Emulator, case: str) -> None:
    """The same with a server of the older dialect, of which only the reads have empty texts."""
    kind, args = UNSET[case]
    with legacy_emulator.faults(*rules(READS, EMPTY)):
        deployed(legacy_emulator, kind, args(legacy_emulator)).check_settled(args(legacy_emulator))


@pytest.mark.parametrize("methods", [READS, WRITES], ids=["reads", "writes"])
@pytest.mark.parametrize("kind", ["ServiceKey", "Integration"])
def test_an_empty_description_may_be_null(emulator: Emulator, kind: str, methods: tuple[str, ...]) -> None:
    """A description that is declared as an empty text may be returned as null."""
    given = {**(key_args(emulator) if kind == "ServiceKey" else agent()), "description": ""}
    with emulator.faults(*rules(methods, ExtraFields(fields={"description": None}))):
        deployed(emulator, kind, given).check_settled(given)


def test_an_empty_description_removes_one(emulator: Emulator) -> None:
    """Another description than none is a difference, in both directions."""
    resource = deployed(emulator, "Integration", {**agent(), "description": "d"})
    assert [body["description"] for body in resource.bodies({**agent(), "description": ""})] == [""]
    emulator.edit(resource.id, {"description": "theirs"})
    assert resource.refreshed()["description"] == "theirs"
    assert [body["description"] for body in resource.bodies({**agent(), "description": ""})] == [""]
    assert [body["description"] for body in resource.bodies({**agent(), "description": "d"})] == ["d"]
    emulator.edit(resource.id, {"description": ""})
    assert resource.refresh() == canonical(resource.resource_type, agent())
    assert [body["description"] for body in resource.bodies({**agent(), "description": "d"})] == ["d"]


@pytest.mark.parametrize(("field", "sent", "shown"), [("name", " CI ", "CI"), ("description", "for  CI\n", "for CI")])
def test_a_key_is_not_replaced_for_another_form(emulator: Emulator, field: str, sent: str, shown: str) -> None:
    """No request can change a key: a text that its list returns without spaces is the one that was sent."""
    given = {**key_args(emulator), field: sent}
    with emulator.faults(*rules(READS, ExtraFields(fields={field: shown}))):
        deployed(emulator, "ServiceKey", given).check_settled(given)


def test_another_name_of_a_key_is_drift(emulator: Emulator) -> None:
    """A name with other letters is that of another key."""
    key = deployed(emulator, "ServiceKey", key_args(emulator))
    emulator.edit(key.id, {"name": "CD"}, kind="api-keys")
    read = key.refreshed()
    assert read["name"] == "CD"
    assert check(key.resource_type, read)[1] == []
    assert [item.method for item in key.up(key_args(emulator))] == ["POST", "PUT"]
