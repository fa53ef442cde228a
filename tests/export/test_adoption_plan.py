"""By which resource type a program declares an integration, and why it skips one."""

from __future__ import annotations

from typing import Any

import pytest
from tests.lifecycle import samples
from tests.lifecycle.deployed_resource import account

from arize_emulator import Emulator
from pulumi_arize.api.active_secrets import redacting
from pulumi_arize.cli.export.adoption_plan import Adoptable, Skipped, plan_adoption
from pulumi_arize.cli.export.program import program
from pulumi_arize.cli.export.read_account import AccountContents, Filters, Form, read
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType

Json = dict[str, Any]


def plan(emulator: Emulator, path: str, document: Json) -> Adoptable | Skipped:
    """Return the plan for an integration that was created through one of the two resources of the API."""
    item_id = emulator.add(path, document)["id"]
    return plan_adoption(read(account(emulator), Filters(), lambda _: None).integrations[item_id])


CREATED: dict[str, tuple[ResourceType, Json]] = {
    "base URL of a provider": (AI_INTEGRATION, samples.ai("OPEN_AI", base_url="https://proxy.example.com")),
    "headers": (AI_INTEGRATION, samples.ai("ANTHROPIC", headers={"x-team": "s3cret"})),
    "authentication method": (AI_INTEGRATION, samples.ai("OPEN_AI", auth_type="BEARER_TOKEN")),
    "key and metadata": (
        AI_INTEGRATION,
        samples.ai("VERTEX_AI", api_key="s3cret-key")
        | {"provider_metadata": {"kind": "GCP", **samples.REQUIRED["VERTEX_AI"]}},
    ),
    "private address": (AI_INTEGRATION, samples.ai("CUSTOM", base_url="http://10.0.0.1/v1", model_names=["m"])),
    "no source of models": (AI_INTEGRATION, samples.ai("CUSTOM", base_url=samples.URL)),
    "Azure": (AI_INTEGRATION, samples.ai("AZURE_OPEN_AI")),
    "flags": (INTEGRATION, samples.ai("OPEN_AI", function_calling_enabled=False)),
    "role": (
        INTEGRATION,
        samples.ai("AWS_BEDROCK", enable_default_models=True)
        | {"provider_metadata": {"kind": "AWS", "role_arn": "arn:aws:iam::123456789012:role/arize"}},
    ),
    "headers of both forms": (
        INTEGRATION,
        samples.ai(
            "LITELLM", api_key="s3cret-key", base_url=samples.URL, headers={"x": "s3cret"}, model_names=["b", "a"]
        ),
    ),
}


@pytest.mark.parametrize("name", CREATED)
def test_resource_type(emulator: Emulator, name: str) -> None:
    """`Integration` declares every integration that it can express completely, `AiIntegration` the others."""
    expected, document = CREATED[name]
    adoptable = plan(emulator, "ai-integrations", document)
    assert isinstance(adoptable, Adoptable)
    assert adoptable.resource_type is expected


def test_oauth_is_an_integration(emulator: Emulator) -> None:
    """`Integration` declares OAuth, which `AiIntegration` can only read."""
    adoptable = plan(emulator, "integrations", samples.llm("CUSTOM", auth=samples.OAUTH))
    assert isinstance(adoptable, Adoptable)
    assert adoptable.resource_type is INTEGRATION
    assert [secret.path[-1] for secret in adoptable.secrets] == ["client_secret"]


NEW: Json = {"id": "TGxt", "type": "LLM", "name": "New", "scopings": []}
UNSUPPORTED: list[tuple[Form, str]] = [
    ((INTEGRATION, {**NEW, "config": {"provider": "MISTRAL"}}), "config.provider is 'MISTRAL'"),
    ((INTEGRATION, {**NEW, "type": "TOOL", "config": {}}), "type is 'TOOL'"),
    ((INTEGRATION, {**NEW, "config": None}), "config is required"),
    ((INTEGRATION, {**NEW, "config": ["x"]}), "config.provider is ['x']"),
    ((AI_INTEGRATION, {**NEW, "provider": "MISTRAL"}), "provider is 'MISTRAL'"),
    (
        (INTEGRATION, {**NEW, "config": {"provider": "AWS_BEDROCK", "auth": {"auth_type": "SAML"}}}),
        "config.auth.auth_type is 'SAML'",
    ),
    ((INTEGRATION, {}), "type is None"),
]


@pytest.mark.parametrize(("form", "reason"), UNSUPPORTED)
def test_unsupported_values_are_skipped(form: Form, reason: str) -> None:
    """An integration with a value of a newer server is skipped, and the program names it with the reason."""
    skipped = plan_adoption([form])
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    exported = program(AccountContents({}, [], []), [skipped])
    assert exported.declarations == []
    assert f'# - "{skipped.name}" ({skipped.item_id})' in exported.modules["__main__.py"]


def test_reasons_have_no_secret() -> None:
    """A reason that quotes a value from the server, which the program and the summary have too, hides the key in it."""
    with redacting(["the-key-of-the-account"]):
        skipped = plan_adoption([(INTEGRATION, {**NEW, "config": {"provider": "the-key-of-the-account"}})])
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("config.provider is '[secret]'")


@pytest.mark.parametrize("schema", [{"const": None}, {"maximum": 2**60 + 1}])
def test_values_that_pulumi_changes_are_skipped(emulator: Emulator, schema: Json) -> None:
    """An integration with a null in an object, or a number that no float can represent, is skipped."""
    skipped = plan(emulator, "integrations", samples.agent(input_schema={"type": "object", **schema}))
    assert isinstance(skipped, Skipped)
    assert "Pulumi would change config.input_schema" in skipped.reason
