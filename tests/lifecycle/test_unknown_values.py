"""Responses with values that this version does not know, in any field of any model: nothing is replaced or lost."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.json_paths import Path, with_value

from arize_emulator import Emulator, FaultRule, InvalidJson, Respell
from pulumi_arize.api.account import Account
from pulumi_arize.cli.export.adoption_plan import Skipped, plan_adoption
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.lifecycle.lookups import lookup
from pulumi_arize.lifecycle.merge_response import ALL_PATHS, Response
from pulumi_arize.lifecycle.normalize import input_paths, walk_objects
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.resource_lifecycle import _warn_of_unknown_value
from pulumi_arize.lifecycle.response_forms import as_sent
from pulumi_arize.lifecycle.state import build_state, inputs_from_state
from pulumi_arize.model.dialect import normalize_response
from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.functions import FUNCTIONS
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, ResourceType, object_models
from pulumi_arize.model.traits import Model

from .deployed_resource import KINDS as BY_NAME
from .deployed_resource import Resource, account, canonical
from .samples import FULL, PLACE, llm
from .strategies import Json

OTHERS: list[Any] = [None, True, 5, 1.5, "odd", [], ["odd"], [5], [None], {}, {"odd": 5}, [{"odd": 5}]]
CHANGES: list[tuple[Any, ...]] = [(), *((other,) for other in OTHERS)]
"""A field that is left out, and a field with each of these values."""


def deployed(emulator: Emulator, case: str) -> tuple[Resource, Json, Json]:
    """Return a deployed case, its checked inputs, and the response to a read."""
    kind, inputs = FULL[case]
    scoping = {"organization_id": emulator.organization_id("Acme"), "space_id": emulator.space_id("Production")}
    resource = Resource(emulator, account(emulator), kind)
    full = {**inputs, "scopings": [scoping]}
    resource.up(full)
    response = resource.verbs._account.collections[resource.resource_type].get(resource.id)
    return resource, canonical(resource.resource_type, full), response


def test_every_field_is_there() -> None:
    """The cases have every field of every model."""
    seen: set[tuple[type[Model], str]] = set()
    for kind, inputs in FULL.values():
        values = {**canonical(BY_NAME[kind], inputs), "scopings": [PLACE._asdict()]}
        seen |= {
            (model, name)
            for _, model, values in walk_objects(BY_NAME[kind].model_for(values), values)
            for name in values
        }
    models = {model for kind in INTEGRATION_TYPES for outer in kind.models for model in object_models(outer)}
    assert seen == {(model, name) for model in models for name in fields(model)}


def places(resource_type: ResourceType, response: Json) -> Iterator[tuple[Path, Field | None]]:
    """Return the path of every value of a response, with its field; None for an output or a presence field."""
    model = resource_type.model_for(response)
    assert model is not None
    yield from _places(model, response, ())


def _places(model: type[Model], values: Json, path: Path) -> Iterator[tuple[Path, Field | None]]:
    table = fields(model)
    for name, value in values.items():
        field = table.get(name)
        yield (*path, name), field
        if field and field.is_object:
            for index, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
                inner = field.model_for(item) if isinstance(item, dict) else None
                where = (*path, name) if index is None else (*path, name, index)
                if inner:
                    yield from _places(inner, item, where)


def is_known(field: Field | None, value: Any) -> bool:
    """Tell whether a field may have the value: of its type in the API's documentation, or null."""
    if field is None:
        return True  # presence of a key, or an output
    if value is None:
        return not field.required and not field.is_discriminator
    if field.enum_values or (field.json_type is dict and field.is_object):
        return False
    if field.json_type is list:
        return isinstance(value, list) and all(isinstance(item, str) and not field.is_object for item in value)
    if field.json_type is dict:
        return isinstance(value, dict) and (not field.secret or all(isinstance(item, str) for item in value.values()))
    return type(value) is field.json_type


def current(resource_type: ResourceType, response: Json) -> Json:
    """Return a response in the current dialect."""
    document: Json = normalize_response(resource_type.models, response)
    return document


def after_read(resource_type: ResourceType, response: Json, state: Json) -> Json:
    """Return the state after a read."""
    sent = as_sent(resource_type.model_for(state), state)
    return build_state(resource_type, Response(current(resource_type, response)), sent, state, b"").state


def inputs_of(resource_type: ResourceType, state: Json, inputs: Json) -> Json:
    """Return the inputs that a state makes after these inputs."""
    sent = as_sent(resource_type.model_for(state), state)
    return inputs_from_state(resource_type.variants(state), sent, input_paths(resource_type, inputs))


@pytest.mark.parametrize("case", FULL)
def test_unknown_values_in_a_read(emulator: Emulator, case: str) -> None:
    """A field that is left out, has another type or an unknown enum value is no difference; nothing is ever replaced.

    The other fields of the state stay, and so do the inputs.
    """
    resource, declared, response = deployed(emulator, case)
    resource_type, state = resource.resource_type, resource.state
    for path, field in places(resource_type, response):
        for values in CHANGES:
            after = after_read(resource_type, with_value(response, path, *values), state)
            changes = diff(resource_type, after, declared)
            assert not [change for change in changes if change.replaces], (path, values)
            if values and is_known(field, values[0]):
                continue
            assert changes == [], (path, values)
            assert inputs_of(resource_type, after, declared) == declared, (path, values)
            assert after.keys() >= state.keys()


@pytest.mark.parametrize("case", FULL)
def test_unknown_values_in_the_response_to_a_create(emulator: Emulator, case: str) -> None:
    """Whatever value a field has in the response, it is no difference afterwards, nor after a refresh."""
    resource, declared, response = deployed(emulator, case)
    resource_type = resource.resource_type
    for path, _ in places(resource_type, response):
        for values in CHANGES:
            changed = with_value(response, path, *values)
            created = Response(current(resource_type, changed), ALL_PATHS)
            state = build_state(resource_type, created, declared, {}, b"").state
            assert diff(resource_type, state, declared) == [], (path, values)
            again = after_read(resource_type, changed, state)
            assert diff(resource_type, again, declared) == [], (path, values)
            assert inputs_of(resource_type, again, declared) == declared, (path, values)


unhurried = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@unhurried
@given(case=st.sampled_from(sorted(FULL)), data=st.data())
def test_lifecycle(emulator_server: Emulator, case: str, data: st.DataObject) -> None:
    """On a server with unknown values, refreshes and updates replace and delete nothing.

    After at most one PATCH for what may have been changed outside, nothing more is sent.
    """
    emulator_server.reset()
    resource, inputs, response = deployed(emulator_server, case)
    output: Json = response
    for _ in range(data.draw(st.integers(1, 3))):
        path, _field = data.draw(st.sampled_from(list(places(resource.resource_type, output)) or [(("name",), None)]))
        change = data.draw(st.sampled_from(CHANGES))
        output = output if path == ("id",) else with_value(output, path, *change)
        if resource.resource_type.model_for(output) is None:
            break
    with emulator_server.faults(FaultRule(path="*/v2/*integrations/*", fault=InvalidJson(text=json.dumps(output)))):
        item_id = resource.id
        resource.refresh()
        for _ in range(2):
            resource.up(inputs)
            assert {request.method for request in resource.writes()} <= {"PATCH"}
        assert resource.writes() == []
        resource.refresh()
        assert resource.up({**inputs, "name": "renamed"})
        assert resource.up({**inputs, "name": "renamed"}) == []
        resource.refresh()
        assert resource.up({**inputs, "name": "renamed"}) == []
        assert resource.id == item_id


@unhurried
@given(case=st.sampled_from(sorted(FULL)), data=st.data())
def test_imports_exports_and_lookups(emulator_server: Emulator, case: str, data: st.DataObject) -> None:
    """They return what they can, or an ArizeError; unknown values stay as they are."""
    emulator_server.reset()
    resource, _, response = deployed(emulator_server, case)
    kind, behind = resource.resource_type, account(emulator_server)
    path, _field = data.draw(st.sampled_from(list(places(kind, response))))
    output = with_value(response, path, *data.draw(st.sampled_from(CHANGES)))
    page = {kind.list_key: [output], "pagination": {"has_more": False}}
    rules = [
        FaultRule(path=f"{kind.path}/*", fault=InvalidJson(text=json.dumps(output))),
        FaultRule(path=kind.path, fault=InvalidJson(text=json.dumps(page))),
    ]
    with emulator_server.faults(*rules):
        _imported(kind, behind, resource.id, output)
        for function in FUNCTIONS:
            for arguments in ({"name": str(response["name"])}, {"id": resource.id}, {}):
                with suppress(ArizeError):
                    lookup(function, behind, {name: arguments.get(name) for name in function.arguments})
    taken = plan_adoption([(kind, current(kind, output))])
    assert isinstance(taken, Skipped) or taken.inputs


def _imported(resource_type: ResourceType, behind: Account, item_id: str, output: Json) -> None:
    for wanted in (item_id, "name", "LLM/name"):
        try:
            found = lifecycle(resource_type, behind).import_(wanted)
        except ArizeError:
            continue
        assert found
        assert found[1].state.keys() >= {name for name, value in output.items() if value not in (None, {})}
        if resource_type.model_for(output) is None:
            assert "name" in found[1].inputs or "name" not in output


@pytest.mark.parametrize("case", ["open_ai", "custom", "agent"])
def test_one_warning(emulator: Emulator, case: str, caplog: pytest.LogCaptureFixture) -> None:
    """An unknown enum value is warned of once, with its path; not for another resource, nor at a later refresh."""
    _warn_of_unknown_value.cache_clear()
    kind, inputs = FULL[case]
    emulator.set_faults(FaultRule(fault=Respell(members={"OPEN_AI": "P_17", "CUSTOM": "P_17", "AGENT": "P_17"})))
    with caplog.at_level(logging.WARNING):
        for name in ("one", "two"):
            resource = Resource(emulator, account(emulator), kind)
            resource.up({**inputs, "name": name})
            for _ in range(2):
                resource.refresh()
                assert resource.up({**inputs, "name": name}) == []
    place = "type" if case == "agent" else "config.provider"
    (record,) = caplog.records
    assert record.getMessage() == (
        f"the API returns `{place}` as 'P_17', which this version of pulumi-arize does not know: "
        "the difference is ignored"
    )


def test_no_second_warning_in_a_later_process(
    emulator: Emulator, integration: Resource, caplog: pytest.LogCaptureFixture
) -> None:
    """A value that the state has a digest of was warned of when it was new."""
    emulator.set_faults(FaultRule(fault=Respell(members={"OPEN_AI": "P_17"})))
    integration.up(llm())
    _warn_of_unknown_value.cache_clear()
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        integration.refresh()
    assert caplog.records == []


def test_another_provider(emulator: Emulator, integration: Resource, caplog: pytest.LogCaptureFixture) -> None:
    """A provider cannot have changed: another one in a response is warned of, and does not replace the integration."""
    _warn_of_unknown_value.cache_clear()
    integration.up(llm())
    emulator.set_faults(FaultRule(fault=Respell(members={"OPEN_AI": "GEMINI"})))
    with caplog.at_level(logging.WARNING):
        integration.refresh()
    assert integration.up(llm()) == []
    assert [request.method for request in integration.up(llm("GEMINI"))] == ["DELETE", "POST"]
    assert "`config.provider` as 'GEMINI', which cannot have changed: the difference is ignored" in caplog.text
