"""The status of integrations in environments, the labels of secrets, and the JSON of a comparison."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.lifecycle.strategies import Json, ai_integrations, integrations

from pulumi_arize.cli.promote.comparison import EnvironmentStatus, compare
from pulumi_arize.cli.promote.environment import StackEnvironment, Unreadable
from pulumi_arize.cli.promote.redaction import label_secrets
from pulumi_arize.cli.promote.render_json import render_json

from .environments import in_sync, snapshot, view

SCOPES = [("org", "space")]
catalogs = st.dictionaries(
    st.sampled_from(["one", "two", "three"]), integrations(SCOPES) | ai_integrations(SCOPES), max_size=3
)
OPENAI: Json = {"name": "A", "config": {"provider": "OPEN_AI", "api_key": "k"}}


def openai(**config: Any) -> Json:
    """Return inputs with another config."""
    return {**OPENAI, "config": {**OPENAI["config"], **config}}


def statuses(environment: StackEnvironment) -> dict[str, EnvironmentStatus]:
    """Return the statuses in one environment, by the names of the resources."""
    return {item.key.name: item.statuses[environment.name] for item in compare([environment])}


@given(catalogs)
def test_the_same_program_everywhere(same: dict[str, Json]) -> None:
    """Integrations that are the same in each view of three environments differ nowhere, and nothing is pending."""
    comparisons = compare(label_secrets([in_sync(name, same) for name in ("dev", "staging", "prod")]))
    assert sorted(item.key.name for item in comparisons) == sorted(same)
    assert all(item.fields == {} and not item.is_pending and item.is_everywhere for item in comparisons)


@given(integrations(SCOPES), integrations(SCOPES))
def test_the_order_of_environments_means_nothing(one: Json, other: Json) -> None:
    """The fields that differ between two environments do not depend on their order."""
    dev, prod = in_sync("dev", {"it": one}), in_sync("prod", {"it": other})
    (forward,), (backward,) = compare([dev, prod]), compare([prod, dev])
    assert list(forward.fields) == list(backward.fields)
    assert not forward.is_pending


@given(st.lists(st.sampled_from(["k1", "k2", "k3"]), min_size=2, max_size=6))
def test_equal_keys_have_equal_labels(keys: list[str]) -> None:
    """Two environments have the same label if, and only if, they have the same key."""
    environments = label_secrets([in_sync(str(index), {"it": openai(api_key=key)}) for index, key in enumerate(keys)])
    (item,) = compare(environments)
    labels = [status.declared.inputs["config"]["api_key"] for status in item.statuses.values() if status.declared]
    assert [keys[labels.index(label)] for label in labels] == keys
    assert len(set(labels)) == len(set(keys))
    assert (("config", "api_key") in item.fields) == (len(set(keys)) > 1)
    assert not any(key in repr(environments) for key in keys)


def test_pending_and_drift() -> None:
    """A field that is declared and not deployed is pending; one that differs on the server is drift."""
    declared = view({"it": openai(api_key="k2")}, "update")
    server = view({"it": openai(is_function_calling_enabled=False)})
    (item,) = compare([in_sync("prod", {"it": openai()}, declared=declared, server=server)])
    assert item.statuses["prod"].pending == {("config", "api_key")}
    assert item.statuses["prod"].drift == {("config", "is_function_calling_enabled")}
    assert list(item.fields) == [("config", "api_key"), ("config", "is_function_calling_enabled")]
    assert item.is_pending


def test_operations() -> None:
    """A resource that is only declared is created or adopted; one that is only deployed is deleted, or gone."""
    adopted = {**OPENAI, "adopt": "A"}
    declared = {**view({"new": OPENAI}, "create"), **view({"old": adopted}, "create")}
    found = statuses(StackEnvironment("dev", declared, view({"left": OPENAI, "lost": OPENAI}), view({"left": OPENAI})))
    assert {name: (status.operation, status.is_gone) for name, status in found.items()} == {
        "left": ("delete", False),
        "lost": ("delete", True),
        "new": ("create", False),
        "old": ("adopt", False),
    }
    assert all(status.is_pending for status in found.values())


def test_unreadable_views_say_nothing() -> None:
    """If a view cannot be read, no resource counts as deleted, gone or pending."""
    environment = replace(in_sync("prod", {"it": OPENAI}), declared=Unreadable("no"), server=Unreadable("down"))
    status = statuses(environment)["it"]
    assert (status.operation, status.is_gone, status.is_pending) == ("", False, False)
    assert environment.unreadable == {"declared": "no", "server": "down"}


def test_a_retained_key_is_in_sync() -> None:
    """An adopted integration whose key the program leaves out is in sync with its own environment."""
    adopted = snapshot({"name": "A", "adopt": "A", "config": {"provider": "OPEN_AI"}})
    assert adopted.inputs["__retained_secrets"] == ["config.api_key"]
    state = {**adopted.state, "config": {**adopted.state["config"], "has_api_key": True}}
    same = {next(iter(view({"it": OPENAI}))): replace(adopted, state=state)}
    assert not statuses(StackEnvironment("dev", same, same, same))["it"].is_pending


@given(catalogs, catalogs)
def test_json_has_the_fields_that_differ(one: dict[str, Json], other: dict[str, Json]) -> None:
    """The JSON has each field that differs, in each environment."""
    environments = [in_sync("dev", one), in_sync("prod", other)]
    comparisons = compare(environments)
    document = render_json(environments, comparisons)
    assert document["pending"] is False
    for item, written in zip(comparisons, document["integrations"], strict=True):
        for status in written["environments"].values():
            assert list(status["fields"]) == [".".join(path) for path in item.fields]
