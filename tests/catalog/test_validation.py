"""Every mistake of a catalogue at once, each where it was written."""

from __future__ import annotations

import asyncio
from typing import Any

import pulumi
import pytest
from tests.lifecycle.samples import llm

import pulumi_arize as arize
from pulumi_arize.catalog.validation import check_catalog

OPENAI: dict[str, Any] = {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": "k"}}
GATEWAY: dict[str, Any] = {
    "name": "Gateway",
    "config": {"provider": "LITELLM", "api_key": "k", "base_url": "https://llm.example.com"},
}


def environment(**output: Any) -> arize.Environment:
    """Return an environment that says anything."""
    return arize.Environment(**output)


def found(entries: Any, chosen: str = "dev", **environments: Any) -> dict[str, str]:
    """Return the reasons by path."""
    return {item.property_path: item.reason for item in check_catalog(entries, environments, chosen)}


def test_mistakes_of_every_environment() -> None:
    """A mistake in an environment that is not the stack's is found too, all of them at once."""
    entries = {"openai": OPENAI, "gateway": {**GATEWAY, "nmae": 1}}
    assert found(
        entries,
        dev=environment(integrations={"gatewy": {}}),
        staging=environment(defaults={"deletion_protection": 1}),
        prod=environment(
            integrations={"gateway": {"config": {"base_url": "http://llm.example.com", "model_name": []}}}
        ),
    ) == {
        "environments.dev.integrations.gatewy": "must be one of openai, gateway; did you mean gateway?",
        "environments.staging.defaults.deletion_protection": "must be true or false",
        "environments.prod.integrations.gateway.config.base_url": (
            "must be a URL that begins with https:// and names a host"
        ),
        "environments.prod.integrations.gateway.config.model_name": (
            "unknown property for LITELLM; allowed: provider, api_key, base_url, headers, model_names, "
            "is_function_calling_enabled; did you mean model_names?"
        ),
        "integrations.gateway.nmae": (
            "unknown property for LLM; allowed: type, name, config, scopings; did you mean name?"
        ),
    }


def test_missing_in_one_environment() -> None:
    """What is missing everywhere is missing in the catalogue; what one environment lacks is missing there."""
    entries = {"it": {"name": "A", "config": {"provider": "OPEN_AI"}}}
    bare, keyed = arize.Environment(), environment(integrations={"it": {"config": {"api_key": "k"}}})
    assert found(entries, dev=bare, prod=bare) == {"integrations.it.config.api_key": "is required for OPEN_AI"}
    path = "environments.prod.integrations.it.config.api_key"
    assert found(entries, dev=keyed, prod=bare) == {path: "is required for OPEN_AI"}


def test_shapes() -> None:
    """What keeps an environment from being resolved is its own failure, and does not hide the mistakes of others."""
    entries: Any = {"it": OPENAI, "that": 3}
    wrong = environment(integrations={"it": {"protect": "yes"}})
    assert found(
        entries,
        dev={"name_template": "x"},
        staging=environment(name_template="{nam}", defaults=3, integrations={"it": []}),
        prod=wrong,
        test=environment(defaults={"name": ""}),
    ) == {
        "environments.dev": "must be an Environment",
        "environments.prod.integrations.it.protect": "must be true or false",
        "environments.staging.defaults": "must be an object",
        "environments.staging.integrations.it": "must be an object",
        "environments.staging.name_template": "must be a string that contains {name}, and may contain {environment}",
        "environments.test.defaults.name": "must not be empty",
        "integrations.that": "must be an object",
    }


@pytest.mark.parametrize("template", ["", "dev", "{name", "{0}", "{name.x}", "{environment}", 3])
def test_templates(template: Any) -> None:
    """A template without the name in it, or with anything else, is refused."""
    assert list(found({}, dev=arize.Environment(name_template=template))) == ["environments.dev.name_template"]


def test_unknown_environment() -> None:
    """A stack that has no environment of its name gets an error that lists the environments."""
    assert found({}, "prd", dev=arize.Environment(), prod=arize.Environment()) == {
        "environments": "has no 'prd': the stack's name, or the argument `environment`, must be one of dev, prod; "
        "did you mean prod?"
    }


def test_same_name_twice() -> None:
    """Two integrations of one environment cannot have the same name; an agent may have that of a model."""
    agent = {"name": "OpenAI", "type": "AGENT", "config": {"endpoint": "https://a.example.com", "input_schema": {}}}
    assert found({"a": OPENAI, "b": OPENAI, "agent": agent}, dev=arize.Environment()) == {
        "integrations.b.name": "'OpenAI' is also the name of 'a': names must be unique"
    }
    differ = environment(integrations={"b": {"name": "Other"}})
    assert found({"a": OPENAI, "b": OPENAI}, dev=differ) == {}


def test_outputs_wait() -> None:
    """What only the engine knows is checked by the provider: here it is no failure, wherever it stands."""

    async def program() -> dict[str, str]:  # where an Output is made there is a loop: the engine brings a program's
        config = pulumi.Output.from_input({"provider": "OPEN_AI"})
        entries = {"a": {"name": pulumi.Output.from_input("A"), "config": config}, "b": OPENAI}
        waiting = environment(
            name_template="{name}-{environment}",
            defaults={"scopings": [arize.Scoping(organization_id=pulumi.Output.from_input("o"), space_id="s")]},
            integrations={"a": {"config": {"api_key": pulumi.Output.secret("k")}}},
        )
        return found(entries, dev=waiting)

    assert asyncio.run(program()) == {}


CONFIG = {"endpoint": "https://a.example.com", "input_schema": {"type": "object"}}
MODEL = arize.IntegrationArgs(name="A", config=arize.OpenAiConfig(api_key="s3cret-key"))
FLAT = arize.AiIntegrationArgs(name="B", provider="AZURE_OPEN_AI", base_url="https://az.example.com")
AGENT = {"name": "A", "type": "AGENT", "config": CONFIG}
EVALUATOR = {"name": "B", "type": "EVALUATOR", "config": CONFIG}


@pytest.mark.parametrize(
    ("one", "other", "is_shared"), [(MODEL, FLAT, 1), (AGENT, EVALUATOR, 1), (MODEL, EVALUATOR, 0)]
)
def test_types_that_share_their_names(one: Any, other: Any, is_shared: int) -> None:
    """A name that is taken in one environment is found by the preview of another one."""
    taken = {"environments.prod.integrations.two.name": "'A' is also the name of 'one': names must be unique"}
    renamed = environment(integrations={"two": {"name": "A"}})
    assert found({"one": one, "two": other}, dev=arize.Environment(), prod=renamed) == (taken if is_shared else {})


ENTRIES = {"it": llm()}
EMPTY: dict[str, Any] = {"dev": arize.Environment()}


def within(**part: Any) -> dict[str, Any]:
    """Return environments of which one has a part that is wrong."""
    return {**EMPTY, "prod": arize.Environment(**part)}


@pytest.mark.parametrize("wrong", [None, "text", 1.5, ["a"]])
@pytest.mark.parametrize("part", ["integrations", "environments", "environments.prod.integrations"])
def test_parts_of_the_catalogue(part: str, wrong: Any) -> None:
    """The catalogue, its environments and the overlays of an environment are objects."""
    catalogues: dict[str, tuple[Any, Any]] = {
        "integrations": (wrong, EMPTY),
        "environments": (ENTRIES, wrong),
        "environments.prod.integrations": (ENTRIES, within(integrations=wrong)),
    }
    found = check_catalog(*catalogues[part], "dev")
    assert [(failure.property_path, failure.reason) for failure in found] == [(part, "must be an object")]


@pytest.mark.parametrize("wrong", ["text", ["a"], True])
def test_an_overlay_on_what_is_no_object(wrong: Any) -> None:
    """A `config` that is no object is found, also where an environment changes a field of it."""
    found = check_catalog(
        {"it": {**llm(), "config": wrong}}, within(integrations={"it": {"config": {"api_key": "k"}}}), "dev"
    )
    assert {failure.reason for failure in found} == {"must be an object"}
    assert "integrations.it.config" in {failure.property_path for failure in found}


def test_keys_that_are_no_texts() -> None:
    """A key of an environment that no integration has is named, whatever it is."""
    (failure,) = check_catalog(ENTRIES, within(integrations={1: {}}), "dev")
    assert failure.reason == "must be one of it"
