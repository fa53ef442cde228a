"""Answers that this version does not understand, in any field of any model: nothing is replaced, nothing is lost."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api_contract import NEEDS_MODELS

from pulumi_arize.api.account import Account
from pulumi_arize.cli.export.adoption_plan import Skipped, plan_adoption
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.lookups import lookup
from pulumi_arize.lifecycle.merge_response import ALL_PATHS, Response
from pulumi_arize.lifecycle.normalize import input_paths
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.resource_operations import diff
from pulumi_arize.lifecycle.response_forms import as_sent
from pulumi_arize.lifecycle.state import build_state, inputs_from_state
from pulumi_arize.lifecycle.unknown_value_warnings import _tell
from pulumi_arize.model.dialect import normalize_response
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.functions import FUNCTIONS
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, ResourceType
from pulumi_arize.model.traits import Model
from pulumi_arize.testing.emulator import Emulator, FaultRule, InvalidJson, Respell

from .deployed_resource import KINDS as BY_NAME
from .deployed_resource import Resource, account, canonical
from .samples import BEARER, KEY, OAUTH, PROXY, ROLE, agent, ai, evaluator, llm
from .strategies import Json

Path = tuple[str | int, ...]

FULL: dict[str, tuple[str, Json]] = {
    "OpenAI": ("Integration", llm(is_function_calling_enabled=False)),
    "Anthropic": ("Integration", llm("ANTHROPIC", base_url="https://a.example.com")),
    "Gemini": ("Integration", llm("GEMINI")),
    "role": ("Integration", llm("AWS_BEDROCK", auth={**ROLE, "external_id": "e", "base_url": "https://b"})),
    "bearer": ("Integration", llm("AWS_BEDROCK", auth={**BEARER, "base_url": "https://b"})),
    "proxy": ("Integration", llm("AWS_BEDROCK", auth=PROXY, is_default_models_enabled=True)),
    "custom": ("Integration", llm("CUSTOM", headers={"X-Team": "h"}, api_key="s3cret")),
    "custom key": ("Integration", llm("CUSTOM", auth=KEY)),
    "OAuth": ("Integration", llm("CUSTOM", auth={**OAUTH, "scopes": "s", "audience": "a"})),
    "Vertex": ("Integration", llm("VERTEX_AI")),
    "NIM": ("Integration", llm("NVIDIA_NIM", api_key="s3cret", base_url="https://a.example.com")),
    "LiteLLM": ("Integration", llm("LITELLM", model_names=["a"], headers={"X-Team": "h"})),
    "Fireworks": ("Integration", llm("FIREWORKS", model_names=["a"])),
    "Together": ("Integration", llm("TOGETHER_AI", is_default_models_enabled=True)),
    "agent": (
        "Integration",
        {
            **agent(headers={"x": "h"}, request_presets=[{"name": "a", "description": "b", "config": {"depth": 1}}]),
            "description": "d",
        },
    ),
    "evaluator": ("Integration", {**evaluator(headers={"x": "h"}), "description": "d"}),
    "flat": (
        "AiIntegration",
        ai(
            api_key="s3cret",
            base_url="https://a",
            model_names=["a"],
            headers={"X-Team": "h"},
            enable_default_models=True,
            function_calling_enabled=False,
            auth_type="BEARER_TOKEN",
        ),
    ),
    "AWS": (
        "AiIntegration",
        ai("AWS_BEDROCK", provider_metadata={"kind": "AWS", "role_arn": "r", "external_id": "e"}),
    ),
    "GCP": ("AiIntegration", ai("VERTEX_AI")),
}
"""Every shape of every model, with every field declared."""

OTHERS: list[Any] = [None, True, 5, 1.5, "strange", [], ["strange"], [5], [None], {}, {"strange": 5}, [{"strange": 5}]]


def deployed(emulator: Emulator, case: str) -> tuple[Resource, Json, Json]:
    """Return a case as it is deployed, its canonical declaration, and what the server answers of it."""
    kind, declared = FULL[case]
    scoping = {"organization_id": emulator.organization_id("Acme"), "space_id": emulator.space_id("Production")}
    resource = Resource(emulator, account(emulator), kind)
    full = {**declared, "scopings": [scoping]}
    resource.up(full)
    answer = resource.verbs._account.collections[resource.kind].get(resource.id)  # type: ignore[attr-defined]
    return resource, canonical(resource.kind, full), answer


def test_every_field_is_there() -> None:
    """The cases declare every field of every model, but for those that stand for others."""
    seen: set[tuple[str, str]] = set()
    for kind, declared in FULL.values():
        values = {**canonical(BY_NAME[kind], declared), "scopings": [{"organization_id": "o", "space_id": "s"}]}
        seen |= {
            (model.__name__, name)
            for model, values in _objects(BY_NAME[kind].model_for(values), values)
            for name in values
        }
    every = {
        (model.__name__, name) for kind in INTEGRATION_TYPES for model in _models(kind.models) for name in fields(model)
    }
    assert {(model, name) for model, name in every - seen} <= {
        (model, name)
        for model, name in every
        if name
        in ("auth", "api_key", "is_function_calling_enabled", "is_default_models_enabled", "headers", "base_url")
        or (name == "model_names" and model.removesuffix("Config").upper() not in NEEDS_MODELS)
    }


def _models(models: tuple[type[Model], ...]) -> Iterator[type[Model]]:
    for model in models:
        yield model
        for field in fields(model).values():
            yield from _models(field_models(field))


def _objects(model: type[Model] | None, values: Any) -> Iterator[tuple[type[Model], Json]]:
    if model is None:
        return
    yield model, values
    for name, field in fields(model).items():
        for item in values.get(name) if isinstance(values.get(name), list) else [values.get(name)]:
            if isinstance(item, dict) and field.is_object:
                yield from _objects(field.model_for(item), item)


def places(kind: ResourceType, answer: Json) -> Iterator[tuple[Path, Field | None]]:
    """Return every place of an answer with the field that stands there; None for what only a server says."""
    model = kind.model_for(answer)
    assert model is not None
    yield from _places(model, answer, ())


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


def damaged(answer: Json, path: Path, *new: Any) -> Json:
    """Return an answer with another value at a place, or with none."""
    changed: Any = copy.deepcopy(answer)
    place = changed
    for part in path[:-1]:
        place = place[part]
    if new:
        place[path[-1]] = new[0]
    else:
        del place[path[-1]]
    return changed  # type: ignore[no-any-return]


def is_understood(field: Field | None, value: Any) -> bool:
    """Tell whether the API says such a thing of a field: its type as the documentation has it, or null for unset."""
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


@pytest.mark.parametrize("case", FULL)
def test_what_a_read_does_not_understand(emulator: Emulator, case: str) -> None:
    """In any field, what is left out, of another type or an unknown member is no difference; nothing is ever replaced.

    What the state has of the other fields stays, and so does the declaration.
    """
    resource, declared, answer = deployed(emulator, case)
    kind, state = resource.kind, resource.state
    sent = as_sent(kind.model_for(state), state)
    for path, field in places(kind, answer):
        for values in [(), *((other,) for other in OTHERS)]:
            said = normalize_response(kind.union or kind.models[0], damaged(answer, path, *values))
            after = build_state(kind, Response(said), sent, state, b"").state
            found = diff(kind, after, declared)
            assert not [change for change in found if change.replaces], (path, values)
            if values and is_understood(field, values[0]):
                continue
            assert found == [], (path, values)
            inputs = inputs_from_state(
                kind.variants(after), as_sent(kind.model_for(after), after), input_paths(kind, declared)
            )
            assert inputs == declared, (path, values)
            assert after.keys() >= state.keys()


@pytest.mark.parametrize("case", FULL)
def test_what_the_answer_to_a_create_does_not_make_clear(emulator: Emulator, case: str) -> None:
    """Whatever is answered to what was sent, in any field, it is no difference afterwards, nor after a refresh."""
    resource, declared, answer = deployed(emulator, case)
    kind = resource.kind
    for path, _ in places(kind, answer):
        for values in [(), *((other,) for other in OTHERS)]:
            said = normalize_response(kind.union or kind.models[0], damaged(answer, path, *values))
            state = build_state(kind, Response(said, ALL_PATHS), declared, {}, b"").state
            assert diff(kind, state, declared) == [], (path, values)
            again = build_state(kind, Response(said), as_sent(kind.model_for(state), state), state, b"").state
            assert diff(kind, again, declared) == [], (path, values)
            inputs = inputs_from_state(
                kind.variants(again), as_sent(kind.model_for(again), again), input_paths(kind, declared)
            )
            assert inputs == declared, (path, values)


unhurried = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@unhurried
@given(case=st.sampled_from(sorted(FULL)), data=st.data())
def test_a_whole_life(emulator_server: Emulator, case: str, data: st.DataObject) -> None:
    """Refreshed, changed and refreshed again by a server that says strange things, nothing is replaced or deleted.

    After at most one PATCH for what may have been changed outside, there is silence.
    """
    emulator_server.reset()
    resource, declared, answer = deployed(emulator_server, case)
    said: Json = answer
    for _ in range(data.draw(st.integers(1, 3))):
        path, _field = data.draw(st.sampled_from(list(places(resource.kind, said)) or [(("name",), None)]))
        change = data.draw(st.sampled_from([(), *((other,) for other in OTHERS)]))
        said = said if path == ("id",) else damaged(said, path, *change)
        if resource.kind.model_for(said) is None:
            break
    with emulator_server.faults(FaultRule(path="*/v2/*integrations/*", fault=InvalidJson(text=json.dumps(said)))):
        item_id = resource.id
        resource.refresh()
        for _ in range(2):
            resource.up(declared)
            assert {request.method for request in resource.writes()} <= {"PATCH"}
        assert resource.writes() == []
        resource.refresh()
        assert resource.up({**declared, "name": "renamed"})
        assert resource.up({**declared, "name": "renamed"}) == []
        resource.refresh()
        assert resource.up({**declared, "name": "renamed"}) == []
        assert resource.id == item_id


@unhurried
@given(case=st.sampled_from(sorted(FULL)), data=st.data())
def test_imports_exports_and_lookups(emulator_server: Emulator, case: str, data: st.DataObject) -> None:
    """They return what they can, or one error of ours; what is not understood is kept as it is."""
    emulator_server.reset()
    resource, _, answer = deployed(emulator_server, case)
    kind, behind = resource.kind, account(emulator_server)
    path, _field = data.draw(st.sampled_from(list(places(kind, answer))))
    said = damaged(answer, path, *data.draw(st.sampled_from([(), *((other,) for other in OTHERS)])))
    page = {kind.list_key: [said], "pagination": {"has_more": False}}
    rules = [
        FaultRule(path=f"{kind.path}/*", fault=InvalidJson(text=json.dumps(said))),
        FaultRule(path=kind.path, fault=InvalidJson(text=json.dumps(page))),
    ]
    with emulator_server.faults(*rules):
        _imported(kind, behind, resource.id, said)
        for function in FUNCTIONS:
            for arguments in ({"name": str(answer["name"])}, {"id": resource.id}, {}):
                with suppress(ArizeError):
                    lookup(function, behind, {name: arguments.get(name) for name in function.arguments})
    taken = plan_adoption([(kind, normalize_response(kind.union or kind.models[0], said))])
    assert isinstance(taken, Skipped) or taken.declared


def _imported(kind: ResourceType, behind: Account, item_id: str, said: Json) -> None:
    for wanted in (item_id, "name", "LLM/name"):
        try:
            found = lifecycle(kind, behind).import_(wanted)
        except ArizeError:
            continue
        assert found
        assert found[1].state.keys() >= {name for name, value in said.items() if value not in (None, {})}
        if kind.model_for(said) is None:
            assert "name" in found[1].inputs or "name" not in said


@pytest.mark.parametrize("case", ["OpenAI", "custom", "agent"])
def test_one_warning(emulator: Emulator, case: str, caplog: pytest.LogCaptureFixture) -> None:
    """An unknown member is told once, with its place; not again for another resource, nor at a later refresh."""
    _tell.cache_clear()
    kind, declared = FULL[case]
    emulator.set_faults(FaultRule(fault=Respell(members={"OPEN_AI": "P_17", "CUSTOM": "P_17", "AGENT": "P_17"})))
    with caplog.at_level(logging.WARNING):
        for name in ("one", "two"):
            resource = Resource(emulator, account(emulator), kind)
            resource.up({**declared, "name": name})
            for _ in range(2):
                resource.refresh()
                assert resource.up({**declared, "name": name}) == []
    place = "type" if case == "agent" else "config.provider"
    (record,) = caplog.records
    assert record.getMessage() == (
        f"the API answers `{place}` with 'P_17', which this version of pulumi-arize does not know: "
        "it counts as unchanged"
    )


def test_a_later_process_does_not_tell_again(emulator: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    """What a state remembers was told when it was new."""
    emulator.set_faults(FaultRule(fault=Respell(members={"OPEN_AI": "P_17"})))
    resource = Resource(emulator, account(emulator), "Integration")
    resource.up(llm())
    _tell.cache_clear()
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        resource.refresh()
    assert caplog.records == []


def test_another_provider_is_told_and_not_believed(emulator: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    """A provider cannot have changed: what the server says does not replace the integration."""
    _tell.cache_clear()
    resource = Resource(emulator, account(emulator), "Integration")
    resource.up(llm())
    emulator.set_faults(FaultRule(fault=Respell(members={"OPEN_AI": "GEMINI"})))
    with caplog.at_level(logging.WARNING):
        resource.refresh()
    assert resource.up(llm()) == []
    assert [request.method for request in resource.up(llm("GEMINI"))] == ["DELETE", "POST"]
    assert "`config.provider` with 'GEMINI', which cannot have changed: it counts as unchanged" in caplog.text
