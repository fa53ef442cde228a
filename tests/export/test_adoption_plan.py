"""Which integrations a program can declare, by which resource, and why others are left out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.lifecycle import samples
from tests.lifecycle.deployed_resource import account

from arize_emulator import Emulator
from pulumi_arize.cli.export.adoption_plan import Adoptable, Skipped, plan_adoption
from pulumi_arize.cli.export.program import program
from pulumi_arize.cli.export.read_account import AccountContents, Filters, Form, read
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION

Json = dict[str, Any]


def forms(emulator: Emulator, kind: str, inputs: Json) -> list[Form]:
    """Return the forms of an integration that is made in an account of its own."""
    made = emulator.add(kind, inputs)
    return read(account(emulator), Filters(), lambda _: None).integrations[made["id"]]


FLAT_ALONE = {
    "a URL that the nested form has no place for": samples.ai("OPEN_AI", base_url="https://proxy.example.com"),
    "headers": samples.ai("ANTHROPIC", headers={"x-team": "s3cret"}),
    "a method of authentication": samples.ai("OPEN_AI", auth_type="BEARER_TOKEN"),
    "a key beside metadata": samples.ai("VERTEX_AI", api_key="s3cret-key")
    | {"provider_metadata": {"kind": "GCP", **samples.REQUIRED["VERTEX_AI"]}},
    "a private address": samples.ai("CUSTOM", base_url="http://10.0.0.1/v1", model_names=["m"]),
    "no source of models": samples.ai("CUSTOM", base_url=samples.URL),
    "Azure": samples.ai("AZURE_OPEN_AI"),
}
BOTH = {
    "flags": samples.ai("OPEN_AI", function_calling_enabled=False),
    "a role": samples.ai("AWS_BEDROCK", enable_default_models=True)
    | {"provider_metadata": {"kind": "AWS", "role_arn": "arn:aws:iam::123456789012:role/arize"}},
    "headers that it has": samples.ai(
        "LITELLM", api_key="s3cret-key", base_url=samples.URL, headers={"x": "s3cret"}, model_names=["b", "a"]
    ),
}


@pytest.mark.parametrize("what", FLAT_ALONE)
def test_what_only_the_flat_resource_can_say_is_declared_so(emulator: Emulator, what: str) -> None:
    """`AiIntegration` declares what `Integration` has no field or no place for."""
    taken = plan_adoption(forms(emulator, "ai-integrations", FLAT_ALONE[what]))
    assert isinstance(taken, Adoptable)
    assert taken.resource_type is AI_INTEGRATION


@pytest.mark.parametrize("what", BOTH)
def test_what_both_resources_say_is_an_integration(emulator: Emulator, what: str) -> None:
    """`Integration` declares everything that it can express, also what was made through the other resource."""
    taken = plan_adoption(forms(emulator, "ai-integrations", BOTH[what]))
    assert isinstance(taken, Adoptable)
    assert taken.resource_type is INTEGRATION


def test_what_the_flat_resource_cannot_say_is_an_integration(emulator: Emulator) -> None:
    """OAuth is read-only on the flat resource."""
    taken = plan_adoption(forms(emulator, "integrations", samples.llm("CUSTOM", auth=samples.OAUTH)))
    assert isinstance(taken, Adoptable)
    assert (taken.resource_type, [secret.path[-1] for secret in taken.secrets]) == (INTEGRATION, ["client_secret"])


NEW: Json = {"id": "TGxt", "type": "LLM", "name": "New", "scopings": []}
STRANGE: dict[str, tuple[list[Form], str]] = {
    "a provider": ([(INTEGRATION, {**NEW, "config": {"provider": "MISTRAL"}})], "config.provider is 'MISTRAL'"),
    "a type": ([(INTEGRATION, {**NEW, "type": "TOOL", "config": {}})], "type is 'TOOL'"),
    "no config": ([(INTEGRATION, {**NEW, "config": None})], "config is required"),
    "a list for an object": ([(INTEGRATION, {**NEW, "config": ["x"]})], "config.provider is ['x']"),
    "a flat provider": ([(AI_INTEGRATION, {**NEW, "provider": "MISTRAL"})], "provider is 'MISTRAL'"),
    "a way to authenticate": (
        [(INTEGRATION, {**NEW, "config": {"provider": "AWS_BEDROCK", "auth": {"auth_type": "SAML"}}})],
        "config.auth.auth_type is 'SAML'",
    ),
    "nothing at all": ([(INTEGRATION, {})], "type is None"),
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_the_models_do_not_know_is_left_out(what: str) -> None:
    """A value that a newer server has is left out with its name, and named in the program."""
    given, reason = STRANGE[what]
    left_out = plan_adoption(given)
    assert isinstance(left_out, Skipped)
    assert reason in left_out.reason
    made = program(AccountContents({}, [], []), [left_out])
    assert made.declarations == []
    assert f'# - "{left_out.name}" ({left_out.item_id})' in made.modules["__main__.py"]


@pytest.mark.parametrize("schema", [{"const": None}, {"maximum": 2**60 + 1}])
def test_what_pulumi_would_change_on_its_way_is_left_out(emulator: Emulator, schema: Json) -> None:
    """A null in an object, or a number that no float holds, would be another one at the server: it is left out."""
    left_out = plan_adoption(forms(emulator, "integrations", samples.agent(input_schema={"type": "object", **schema})))
    assert isinstance(left_out, Skipped)
    assert "config.input_schema cannot be carried by Pulumi as it is" in left_out.reason
