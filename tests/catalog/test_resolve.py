"""What an environment declares: the catalogue, with what the environment says over it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.lifecycle.strategies import Json, ai_integrations, integrations

import pulumi_arize as arize
from pulumi_arize.catalog.resolve import resolve, resolve_known
from pulumi_arize.catalog.validation import check_catalog
from pulumi_arize.lifecycle.check import check
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION, INTEGRATION_TYPES
from pulumi_arize.model.traits import FieldTrait

PLACES = [("org", "space")]
legal = integrations(PLACES)
parts = st.dictionaries(
    st.sampled_from(["name", "scopings", "description", "deletion_protection", "config"]),
    st.none() | st.booleans() | st.lists(st.integers(), max_size=2),
)
configs = st.dictionaries(
    st.sampled_from(["base_url", "model_names", "auth", "headers"]),
    st.none() | st.text(max_size=3) | st.lists(st.text(max_size=3), max_size=2) | st.just({"a": 1}),
)


def resolved(entry: Any, **environment: Any) -> Json:
    """Return what an environment declares of one integration."""
    return resolve({"it": entry}, "dev", arize.Environment(**environment))["it"].arguments


def given_in(values: Json) -> Json:
    """Return the values that are there."""
    return {name: value for name, value in values.items() if value is not None}


@given(legal)
def test_environment_without_differences(entry: Json) -> None:
    """An environment that says nothing declares the catalogue."""
    assert resolved(entry) == given_in(entry)


@given(legal, parts, parts)
def test_values_are_replaced_whole(entry: Json, each: Json, own: Json) -> None:
    """Every value but a part of `config` is replaced whole, lists too; the narrower one counts, None takes away."""
    found = resolved(entry, defaults=each, integrations={"it": own})
    assert found == given_in({**entry, **each, **own})


@given(legal, configs)
def test_config_is_given_in_parts(entry: Json, part: Json) -> None:
    """A dict literal for `config` is a part of it, whose own values are replaced whole."""
    found = resolved(entry, integrations={"it": {"config": part}})
    assert found["config"] == given_in({**entry["config"], **part})


def test_merged_is_what_a_patch_merges() -> None:
    """The objects of which a part can be given are those of which a PATCH may hold a part."""
    for resource_type in INTEGRATION_TYPES:
        marked = {
            name
            for model in resource_type.models
            for name, field in fields(model).items()
            if field.has(FieldTrait.MERGE_PATCH)
        }
        assert set(getattr(arize, f"{resource_type.name}Args").merged) == marked


def test_argument_class_is_the_whole() -> None:
    """An argument class for `config` stands for the whole of it, and may be of another provider or type."""
    entry = arize.IntegrationArgs(name="A", config=arize.OpenAiConfig(api_key="k", is_function_calling_enabled=False))
    other = arize.LiteLlmConfig(api_key="k", base_url="https://llm.example.com")
    assert resolve_known(resolved(entry, integrations={"it": {"config": other}})["config"]) == other.to_dict()
    agent = arize.AgentConfig(endpoint="https://agent.example.com", input_schema={})
    assert resolved(entry, integrations={"it": {"config": agent}})["type"] == "AGENT"


def test_part_of_a_class_keeps_its_type() -> None:
    """What follows from an argument class in the catalogue stays where an environment gives a part of it."""
    agent = arize.AgentConfig(endpoint="https://agent.example.com", input_schema={})
    found = resolved(
        arize.IntegrationArgs(name="A", config=agent),
        integrations={"it": {"config": {"endpoint": "https://dev.example.com"}}},
    )
    assert found["type"] == "AGENT"
    assert found["config"] == {"endpoint": "https://dev.example.com", "input_schema": {}}


def test_names() -> None:
    """The template makes each name; a name that the environment itself gives stays as it is."""
    environment = arize.Environment(name_template="{name} ({environment})", integrations={"b": {"name": "Own"}})
    entries = resolve({"a": {"name": "A"}, "b": {"name": "B"}}, "dev", environment)
    assert [entry.arguments["name"] for entry in entries.values()] == ["A (dev)", "Own"]


def test_left_out_and_protected() -> None:
    """None leaves an integration out; `protect` is no argument of the resource."""
    environment = arize.Environment(defaults={"protect": True}, integrations={"b": None, "c": {"protect": False}})
    entries = resolve({name: {"name": name} for name in "abc"}, "prod", environment)
    assert {key: entry.protect for key, entry in entries.items()} == {"a": True, "c": False}
    assert entries["a"].arguments == {"name": "a"}


@given(st.lists(legal | ai_integrations(PLACES), max_size=4), st.lists(st.text(max_size=5), unique=True, min_size=1))
def test_legal_catalogue_has_no_failures(entries: list[Json], names: list[str]) -> None:
    """A catalogue of valid inputs with names of their own has no failure in any environment."""
    catalogue = {str(index): _entry({**entry, "name": str(index)}) for index, entry in enumerate(entries)}
    environments = {name: arize.Environment(name_template="{name} {environment}") for name in names}
    assert check_catalog(catalogue, environments, names[0]) == []


@given(legal, st.dictionaries(st.sampled_from(["name", "scopings", "config", "typo"]), st.integers() | st.text()))
def test_words_are_those_of_the_lifecycle(entry: Json, wrong: Json) -> None:
    """The failures of an integration are those that its check finds, each at its place in the catalogue."""
    inputs = {**entry, **wrong}
    expected = check(INTEGRATION, inputs)[1]
    found = check_catalog({"it": inputs}, {"dev": arize.Environment()}, "dev")
    assert [(failure.path, failure.reason) for failure in found] == [
        (("integrations", "it", *failure.path), failure.reason) for failure in expected
    ]


def _entry(inputs: Json) -> Any:
    return arize.AiIntegrationArgs(**inputs) if "provider" in inputs else inputs
