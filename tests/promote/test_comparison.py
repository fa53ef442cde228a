"""How integrations stand in environments, and the letters in the place of secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.lifecycle.strategies import Json, ai_integrations, integrations

from pulumi_arize.cli.promote.comparison import compare, unreadable
from pulumi_arize.cli.promote.environment import StackEnvironment, Unreadable
from pulumi_arize.cli.promote.render_json import render_json
from pulumi_arize.cli.promote.secret_labels import label_secrets

from .environments import held, settled, view

PLACES = [("org", "space")]
declarations = st.dictionaries(
    st.sampled_from(["one", "two", "three"]), integrations(PLACES) | ai_integrations(PLACES), max_size=3
)
OPENAI: Json = {"name": "A", "config": {"provider": "OPEN_AI", "api_key": "k"}}


def openai(**config: Any) -> Json:
    """Return a declaration that differs in its config."""
    return {**OPENAI, "config": {**OPENAI["config"], **config}}


@given(declarations)
def test_same_program_everywhere(same: dict[str, Json]) -> None:
    """What is the same in three environments, and in each of their views, differs nowhere and leaves nothing to do."""
    compared = compare(label_secrets([settled(name, same) for name in ("dev", "staging", "prod")]))
    assert sorted(item.key.name for item in compared) == sorted(same)
    assert all(item.fields == {} and not item.is_pending and item.is_everywhere for item in compared)


@given(integrations(PLACES), integrations(PLACES))
def test_differences_are_seen_from_either(one: Json, other: Json) -> None:
    """Which fields differ between two environments does not depend on their order."""
    dev, prod = settled("dev", {"it": one}), settled("prod", {"it": other})
    (there,), (back,) = compare([dev, prod]), compare([prod, dev])
    assert list(there.fields) == list(back.fields)
    assert not there.is_pending


@given(st.lists(st.sampled_from(["k1", "k2", "k3"]), min_size=2, max_size=6))
def test_equal_keys_have_equal_letters(keys: list[str]) -> None:
    """Two environments show the same letter where, and only where, they have the same key."""
    environments = label_secrets([settled(str(index), {"it": openai(api_key=key)}) for index, key in enumerate(keys)])
    (item,) = compare(environments)
    shown = [standing.declared.inputs["config"]["api_key"] for standing in item.standings.values() if standing.declared]
    assert [keys[shown.index(letter)] for letter in shown] == keys
    assert len(set(shown)) == len(set(keys))
    assert (("config", "api_key") in item.fields) == (len(set(keys)) > 1)
    assert not any(key in repr(environments) for key in keys)


def test_pending_and_drift() -> None:
    """What is declared and not deployed is pending, what is not so on the server is drift; each by its field."""
    deployed, edited = openai(), openai(is_function_calling_enabled=False)
    inputs = view({"it": openai(api_key="k2")}, "update")
    environment = settled("prod", {"it": deployed}, declared=inputs, server=view({"it": edited}))
    (item,) = compare([environment])
    standing = item.standings["prod"]
    assert standing.pending == {("config", "api_key")}
    assert standing.drift == {("config", "is_function_calling_enabled")}
    assert list(item.fields) == [("config", "api_key"), ("config", "is_function_calling_enabled")]
    assert item.is_pending


def test_operations() -> None:
    """What is declared alone is to be created or adopted, what is deployed alone to be deleted or is gone."""
    adopted = {**OPENAI, "adopt": "A"}
    both = {**view({"new": OPENAI}, "create"), **view({"old": adopted}, "create")}
    environment = StackEnvironment("dev", both, view({"left": OPENAI, "lost": OPENAI}), view({"left": OPENAI}))
    standings = {item.key.name: item.standings["dev"] for item in compare([environment])}
    assert {name: (standing.operation, standing.gone) for name, standing in standings.items()} == {
        "left": ("delete", False),
        "lost": ("delete", True),
        "new": ("create", False),
        "old": ("adopt", False),
    }
    assert all(standing.is_pending for standing in standings.values())


def test_unread_view_says_nothing() -> None:
    """Of what could not be read, nothing is claimed: neither that it is to be deleted, nor that it is gone."""
    environment = replace(settled("prod", {"it": OPENAI}), declared=Unreadable("no"), server=Unreadable("down"))
    (item,) = compare([environment])
    standing = item.standings["prod"]
    assert (standing.operation, standing.gone, standing.is_pending) == ("", False, False)
    assert unreadable(environment) == {"declared": "no", "server": "down"}


def test_kept_key_is_no_difference_to_itself() -> None:
    """An adopted integration whose key the program leaves out is in sync in its own environment."""
    kept = held({"name": "A", "adopt": "A", "config": {"provider": "OPEN_AI"}})
    state = {**kept.state, "config": {**kept.state["config"], "has_api_key": True}}
    assert kept.inputs["__retained_secrets"] == ["config.api_key"]
    views = {name: {next(iter(view({"it": OPENAI}))): replace(kept, state=state)} for name in ("deployed", "server")}
    (item,) = compare([settled("dev", {}, declared=views["deployed"], **views)])
    assert not item.is_pending


@given(declarations, declarations)
def test_record_is_json_of_the_same(one: dict[str, Json], other: dict[str, Json]) -> None:
    """The record names each field that differs, in each view."""
    environments = [settled("dev", one), settled("prod", other)]
    compared = compare(environments)
    document = render_json(environments, compared)
    assert document["pending"] is False
    for item, written in zip(compared, document["integrations"], strict=True):
        for standing in written["environments"].values():
            assert list(standing["fields"]) == [".".join(path) for path in item.fields]
