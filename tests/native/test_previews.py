"""Previews: they predict the outputs of the deployment, name the paths that it sends, and send nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pulumi.runtime.proto import provider_pb2
from tests.e2e.declarations import CASES, FIRST, SECOND, Case, without_secrets
from tests.e2e.life import places
from tests.json_paths import at, paths_in, with_value
from tests.lifecycle.mutations import declarations, mixtures
from tests.lifecycle.samples import agent, ai, evaluator, llm
from tests.lifecycle.test_diff import CHANGES
from tests.oracle import differing as really_differing
from tests.oracle import is_replaced, meaning
from tests.share import share

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, SPACE_DEFAULT, SPACE_DEFAULT_AGENT, ResourceType
from pulumi_embedded.values import UNKNOWN, reveal

from .conftest import Started
from .front_ends import KINDS, Native
from .inspection import differing, in_clear, value_at
from .provider_process import Deployed, Json
from .scenarios import keyless

PropertyDiff = provider_pb2.PropertyDiff
REPLACING = {
    PropertyDiff.ADD_REPLACE: PropertyDiff.ADD,
    PropertyDiff.DELETE_REPLACE: PropertyDiff.DELETE,
    PropertyDiff.UPDATE_REPLACE: PropertyDiff.UPDATE,
}
SECRET = "s3cret-"
"""How every secret of the strategies begins."""

OF_THE_SERVER_TOO = {"config.auth", "config.requestPresets"}
"""Objects of which the state says more than a program can; from state to program that would show as taken away."""

quick = settings(
    max_examples=share(100, 15),
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
kinds = pytest.mark.parametrize("kind", INTEGRATION_TYPES, ids=lambda kind: kind.name)


def compared(
    plugin: Native, kind: ResourceType, first: Mapping[str, Any], second: Mapping[str, Any]
) -> tuple[str, tuple[Json, Json], Json, provider_pb2.DiffResponse]:
    """Create a resource and compare others with it; return its id and state, the new inputs and the response."""
    item_id, old = plugin.deployed(kind, first)
    inputs = plugin.checked(kind, second, old[0])
    return item_id, old, inputs, plugin.diff(kind, item_id, old, inputs)


def predicted(plugin: Native, resource_type: ResourceType, inputs: Json) -> Json:
    """Return the outputs that the preview of a new resource shows."""
    return plugin.plugin.create(plugin.urn(resource_type), inputs, preview=True)[1]


def create_as_predicted(plugin: Native, server: Emulator, kind: ResourceType, inputs: Json) -> tuple[str, Json]:
    """Create a resource, whose preview sends nothing, shows no secret, and no value that does not come."""
    server.clear_requests()
    preview = predicted(plugin, kind, inputs)
    assert server.requests == []
    item_id, outputs = plugin.create(kind, inputs)
    assert [*differing(reveal(preview), reveal(outputs))] == []
    assert not in_clear([inputs, preview, outputs], SECRET)
    return item_id, outputs


def update_as_predicted(
    plugin: Native, server: Emulator, item: tuple[ResourceType, str], old: Deployed, inputs: Json
) -> None:
    """Update a resource, given by its type and id, with a preview of the same kind."""
    kind, item_id = item
    server.clear_requests()
    preview = plugin.plugin.update(plugin.urn(kind), item_id, old, inputs, preview=True)
    assert server.requests == []
    outputs = plugin.update(kind, item_id, old, inputs)
    assert [*differing(reveal(preview), reveal(outputs))] == []
    assert not in_clear([preview, outputs], SECRET)


@pytest.fixture(params=["current", "legacy"])
def server(request: pytest.FixtureRequest) -> Emulator:
    """Return an account on a server of each dialect."""
    found: Emulator = request.getfixturevalue("emulator" if request.param == "current" else "legacy_emulator")
    return found


@kinds
@quick
@given(data=st.data())
def test_what_is_predicted_of_a_new_one_comes(
    started: Started, server: Emulator, kind: ResourceType, data: st.DataObject
) -> None:
    """The preview sends nothing and shows no secret; wherever it shows a value, the real response has it."""
    plugin = started(Native, server)
    server.reset()
    create_as_predicted(plugin, server, kind, plugin.checked(kind, data.draw(declarations(kind.name, places(server)))))


@kinds
@quick
@given(data=st.data())
def test_what_is_predicted_of_a_change_comes(
    started: Started, server: Emulator, kind: ResourceType, data: st.DataObject
) -> None:
    """The details of a change name what the PATCH holds; the preview's outputs are those that come."""
    plugin = started(Native, server)
    server.reset()
    first = data.draw(declarations(kind.name, places(server)))
    second = data.draw(mixtures(first, data.draw(declarations(kind.name, places(server), like=first))))
    item_id, old, inputs, response = compared(plugin, kind, first, second)
    assert response.replaces == []
    update_as_predicted(plugin, server, (kind, item_id), old, inputs)
    assert {*response.detailedDiff} == {path for request in server.requests for path in named(request.body)}
    _check_details(response, old[1], inputs)


def named(body: Json | None) -> Iterator[str]:
    """Return the paths in a PATCH, without those that it always has."""
    for name, value in (body or {}).items():
        if name == "config":
            yield from (f"config.{camel(inner)}" for inner in value)
        elif name != "type":
            yield camel(name)


def _check_details(response: provider_pb2.DiffResponse, stored: Json, inputs: Json) -> None:
    """Fail unless the short form of a response agrees with its details, each with the kind that it is."""
    stored, inputs = reveal(stored), reveal(inputs)
    assert response.hasDetailedDiff
    assert {*response.diffs} == {path.partition(".")[0] for path in response.detailedDiff}
    assert (response.changes == provider_pb2.DiffResponse.DIFF_SOME) == bool(response.detailedDiff)
    assert response.deleteBeforeReplace
    replacing = {path for path, change in response.detailedDiff.items() if change.kind in REPLACING}
    assert replacing == {*response.replaces}
    for path, change in response.detailedDiff.items():
        old, new = value_at(stored, path), value_at(inputs, path)
        kind = PropertyDiff.DELETE if new is None else PropertyDiff.ADD if old is None else PropertyDiff.UPDATE
        assert (path, REPLACING.get(change.kind, change.kind)) == (path, kind)
        assert change.inputDiff == (path in OF_THE_SERVER_TOO and bool(old))


@pytest.mark.parametrize("change", CHANGES)
def test_details_are_what_is_sent(plugin: Native, emulator: Emulator, change: str) -> None:
    """The details of each kind of change are exactly the paths of the PATCH."""
    first, second, body = CHANGES[change]
    kind = KINDS["Integration" if "type" in first else "AiIntegration"]
    item_id, old, inputs, response = compared(plugin, kind, first, second)
    assert {*response.detailedDiff} == {*named(body)}
    _check_details(response, old[1], inputs)
    emulator.clear_requests()
    plugin.update(kind, item_id, old, inputs)
    assert [request.body for request in emulator.requests] == ([body] if body else [])


@kinds
@quick
@given(data=st.data())
def test_a_replacement_is_marked_where_it_comes_from(
    started: Started, emulator: Emulator, kind: ResourceType, data: st.DataObject
) -> None:
    """Another type or provider of an Integration replaces it, and it alone is marked so."""
    plugin = started(Native, emulator)
    emulator.reset()
    first, second = (data.draw(declarations(kind.name, places(emulator))) for _ in range(2))
    paths = really_differing(meaning(kind.name, first), meaning(kind.name, second))
    assume(is_replaced(kind.name, paths) or kind.name != "Integration")
    _, old, inputs, response = compared(plugin, kind, first, second)
    cause = next((path for path in ("type", "config.provider") if kind.name == "Integration" and path in paths), None)
    assert [*response.replaces] == ([cause] if cause else [])
    _check_details(response, old[1], inputs)


@kinds
@quick
@given(data=st.data())
def test_unknown_values_wait(started: Started, emulator: Emulator, kind: ResourceType, data: st.DataObject) -> None:
    """A value that is not known yet, at any depth, is no failure; what is predicted all the same comes."""
    plugin = started(Native, emulator)
    emulator.reset()
    full = data.draw(declarations(kind.name, places(emulator)))
    holes = data.draw(st.lists(st.sampled_from([*paths_in(full)]), min_size=1, max_size=2))
    inputs = plugin.checked(kind, with_holes(full, holes))
    preview = predicted(plugin, kind, inputs)
    assert emulator.requests == []
    item_id, outputs = plugin.create(kind, known := plugin.checked(kind, full))
    assert [*differing(reveal(preview), reveal(outputs))] == []
    assert not in_clear([inputs, preview], SECRET)

    emulator.clear_requests()
    response = plugin.diff(kind, item_id, (known, outputs), inputs)
    again = plugin.plugin.update(plugin.urn(kind), item_id, (known, outputs), inputs, preview=True)
    assert emulator.requests == []
    assert [*differing(reveal(again), reveal(plugin.update(kind, item_id, (known, outputs), known)))] == []
    if any(at(full, path) is not None for path in holes):
        assert response.changes == provider_pb2.DiffResponse.DIFF_SOME


def with_holes(inputs: Json, holes: list[tuple[Any, ...]]) -> Json:
    """Return inputs with unknowns in some of its places."""
    for path in sorted(holes, key=len, reverse=True):  # a hole may be around another one
        inputs = with_value(inputs, path, UNKNOWN)
    return inputs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_predicted_of_an_adoption_comes(plugin: Native, emulator: Emulator, case: Case) -> None:
    """An adoption that changes something, and a repair after a drift: nothing is known that then is not so."""
    kind, (first, second) = KINDS[case.kind], (case.args(turn, places(emulator)) for turn in (FIRST, SECOND))
    made = emulator.add(kind.path.rpartition("/")[2], first)
    wanted = without_secrets({**second, "name": first["name"], "adopt": made["id"]})
    if "auth" in wanted.get("config", {}):  # which goes whole, with its key
        wanted["config"]["auth"] = without_secrets(first["config"]["auth"])
    inputs = plugin.checked(kind, wanted)
    item_id, outputs = create_as_predicted(plugin, emulator, kind, inputs)
    emulator.edit(item_id, keyless(first))
    _, found, seen = plugin.read(kind, item_id, (inputs, outputs))
    again = plugin.checked(kind, {**first, "adopt": made["id"]}, seen)
    update_as_predicted(plugin, emulator, (kind, item_id), (seen, found), again)


@pytest.mark.parametrize("of", [llm, agent, evaluator, ai], ids=["llm", "agent", "evaluator", "ai"])
def test_what_only_this_provider_keeps(plugin: Native, emulator: Emulator, of: Callable[[], Json]) -> None:
    """Another version of the keys shows as itself and the keys; protection as itself; neither is predicted wrongly."""
    kind = KINDS["AiIntegration" if of is ai else "Integration"]
    args = {**of(), **({"api_key": "s3cret-key"} if of is ai else {})}
    before = plugin.checked(kind, args)
    item_id, outputs = plugin.create(kind, before)
    keys = {"config.apiKey"} if of is llm else {"apiKey"} if of is ai else set()
    for more, shown in (({"api_key_version": 2}, {"apiKeyVersion"} | keys), ({"deletion_protection": True}, None)):
        inputs = plugin.checked(kind, {**args, **more}, before)
        response = plugin.diff(kind, item_id, (before, outputs), inputs)
        assert {*response.detailedDiff} == (shown or {"deletionProtection"})
        _check_details(response, outputs, inputs)
        update_as_predicted(plugin, emulator, (kind, item_id), (before, outputs), inputs)


@pytest.mark.parametrize(
    ("kind", "of", "more"), [(SPACE_DEFAULT, llm(), {"model_name": "m"}), (SPACE_DEFAULT_AGENT, agent(), {})]
)
def test_the_default_of_a_space_is_predicted(
    plugin: Native, emulator: Emulator, kind: ResourceType, of: Json, more: Json
) -> None:
    """All of it is known before it is set; another space replaces it."""
    args = {"space_id": emulator.space_id("Lab"), "integration_id": emulator.add("integrations", of)["id"], **more}
    inputs = plugin.checked(kind, args)
    preview = predicted(plugin, kind, inputs)
    assert emulator.requests == []
    item_id, outputs = plugin.create(kind, inputs)
    assert preview == outputs
    for changed, replaces in (*((name, []) for name in more), ("space_id", ["spaceId"])):
        other = plugin.checked(kind, {**args, changed: emulator.space_id("Staging")}, inputs)
        response = plugin.diff(kind, item_id, (inputs, outputs), other)
        assert {*response.detailedDiff} == {camel(changed)}
        assert [*response.replaces] == replaces
        _check_details(response, outputs, other)
