"""The official client, which others wrote, runs every operation."""

from __future__ import annotations

import json
from typing import Any

import arize._generated.api_client as gen
import httpx
import pytest
from arize import ArizeClient
from arize._generated.api_client.exceptions import (
    BadRequestException,
    ConflictException,
    ForbiddenException,
    NotFoundException,
    UnauthorizedException,
    UnprocessableEntityException,
)
from arize.integrations.types import IntegrationType
from tests.api_contract import CELLS, PROVIDERS, cell

from arize_emulator import Emulator

from .samples import AGENT, BEARER, EVALUATOR, FLAT, KEY, OAUTH, PROXY, ROLE, SCHEMA, llm, make, value


def model_of(provider: str, prefix: str = "") -> Any:
    """Return the client's own model of a provider's config."""
    title = "LiteLlm" if provider == "LITELLM" else "".join(word.capitalize() for word in provider.split("_"))
    return getattr(gen, f"{prefix}{title}Config")


def config_of(provider: str, **more: Any) -> Any:
    """Return the client's own model of a config with every field that applies."""
    every = {field: value(field, provider) for field in CELLS if cell(field, provider) != "-"}
    if provider == "CUSTOM":
        every.pop("api_key")
    return model_of(provider, "Create").from_dict({"provider": provider, **every, **more})


@pytest.mark.parametrize("provider", PROVIDERS)
def test_llm_life(client: ArizeClient, emulator: Emulator, provider: str) -> None:
    """An integration of every provider is created, read by ID and name, listed, changed and deleted."""
    made = client.integrations.create_llm(name=provider, config=config_of(provider))
    stored = emulator.get(provider)
    for field in CELLS:
        if cell(field, provider) != "-" and not (provider == "CUSTOM" and field == "api_key"):
            assert (
                stored["config"][field].items() >= value(field, provider).items()
                if field == "auth"
                else (stored["config"][field] == value(field, provider))
            )
    assert client.integrations.get(integration=str(made.id)) == made
    named = client.integrations.get(integration=provider, integration_type=IntegrationType.LLM)
    assert named == made
    assert [item.name for item in client.integrations.list(name=provider.lower()).integrations] == [provider]
    client.integrations.update_llm(integration=str(made.id), name="renamed")
    assert emulator.get(str(made.id))["name"] == "renamed"
    client.integrations.delete(integration="renamed", integration_type=IntegrationType.LLM)
    assert emulator.integrations == []


@pytest.mark.parametrize("auth", [ROLE, BEARER, PROXY])
def test_bedrock_auth(client: ArizeClient, emulator: Emulator, auth: dict[str, Any]) -> None:
    """Each of Bedrock's methods is created, and each replaces each."""
    made = client.integrations.create_llm(name="b", config=config_of("AWS_BEDROCK", auth=auth))
    assert made.config is not None
    for other in (ROLE, BEARER, PROXY):
        wrapped = gen.CreateAwsBedrockAuth.from_dict(other)
        client.integrations.update_llm(integration=str(made.id), auth=wrapped)
        assert emulator.get("b")["config"]["auth"].items() >= other.items()


@pytest.mark.parametrize("auth", [KEY, OAUTH])
def test_custom_auth(client: ArizeClient, emulator: Emulator, auth: dict[str, Any]) -> None:
    """Both methods of a custom endpoint are created and read, on both resources."""
    made = client.integrations.create_llm(name="c", config=config_of("CUSTOM", auth=auth))
    assert emulator.get("c")["config"]["auth"].items() >= auth.items()
    flat = client.ai_integrations.get(integration=str(made.id))
    assert flat.auth_type == auth["auth_type"]
    assert flat.has_api_key is (auth is KEY)


def test_agent_life(client: ArizeClient, emulator: Emulator) -> None:
    """An agent with presets is created, read, changed, cleared and deleted."""
    preset = gen.CreateAgentRequestPresetInput(name="deep", config={"depth": 3})
    made = client.integrations.create_agent(
        name="a",
        endpoint="https://agent.example.com",
        input_schema=SCHEMA,
        description="d",
        headers={"x": "y"},
        request_presets=[preset],
        scopings=[gen.IntegrationScopingRequest(organization_id=emulator.organization_id("Acme"))],
    )
    changed = client.integrations.update_agent(
        integration="a",
        description=None,
        headers=None,
        request_presets=[gen.UpdateAgentRequestPresetInput(name="deep", config={"depth": 4}, description="four")],
        scopings=[],
    )
    assert made.config is not None
    assert changed.config is not None
    assert (made.config.has_headers, changed.config.has_headers) == (True, False)
    assert (made.description, changed.description, changed.scopings) == ("d", None, [])
    (before,), (after,) = made.config.request_presets or [], changed.config.request_presets or []
    assert (after.id, after.created_at, after.description) == (before.id, before.created_at, "four")
    client.integrations.delete(integration=str(made.id))
    assert client.integrations.list().integrations == []


def test_the_least_of_an_agent(client: ArizeClient) -> None:
    """The client sends a null description by default, and the agent has none."""
    made = client.integrations.create_agent(name="a", endpoint="https://agent.example.com", input_schema={})
    assert made.config is not None
    assert (made.description, made.config.request_presets, made.config.has_headers) == (None, [], False)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_responses_have_the_fields_of_the_clients_models(http: httpx.Client, provider: str) -> None:
    """An LLM integration and its config have every field that the client knows and no other, on both resources."""
    made = make(http, llm(provider))
    assert set(made) == set(gen.LlmIntegration.model_fields)
    assert set(made["config"]) == set(model_of(provider).model_fields) - {"additional_properties"}
    assert set(http.get(f"{FLAT}/{made['id']}").json()) == set(gen.AiIntegration.model_fields)


def test_hosted_responses_have_the_fields_of_the_clients_models(http: httpx.Client, emulator: Emulator) -> None:
    """So do agents, their presets, evaluators, spaces and organizations."""
    agent, evaluator = make(http, AGENT), make(http, EVALUATOR)
    assert set(agent) == set(gen.AgentIntegration.model_fields)
    assert set(agent["config"]) == set(gen.AgentConfig.model_fields) - {"additional_properties"}
    preset = agent["config"]["request_presets"][0]
    assert set(preset) == set(gen.AgentRequestPreset.model_fields) - {"additional_properties"}
    assert set(evaluator) == set(gen.EvaluatorIntegration.model_fields)
    assert set(evaluator["config"]) == set(gen.EvaluatorIntegrationConfig.model_fields)
    space = http.get(f"/v2/spaces/{emulator.space_id('Lab')}").json()
    assert set(space) == set(gen.Space.model_fields)
    organization = http.get(f"/v2/organizations/{space['organization_id']}").json()
    assert set(organization) == set(gen.Organization.model_fields)


def test_ai_integration_life(client: ArizeClient, emulator: Emulator) -> None:
    """An AI integration of each provider is created, read, listed, changed and deleted."""
    for provider in gen.AiIntegrationProvider:
        metadata: Any = {
            "AWS_BEDROCK": gen.AwsProviderMetadataRequest(
                kind=gen.AwsProviderMetadataKind.AWS, role_arn="arn", external_id="e"
            ),
            "VERTEX_AI": gen.GcpProviderMetadataRequest(
                kind=gen.GcpProviderMetadataKind.GCP, project_id="p", location="l", project_access_label="a"
            ),
        }.get(provider.value)
        made = client.ai_integrations.create(
            name=provider.value,
            provider=provider,
            api_key="k",
            base_url="https://m.example.com",
            model_names=["m"],
            headers={"a": "b"},
            enable_default_models=True,
            function_calling_enabled=False,
            provider_metadata=metadata,
        )
        assert client.ai_integrations.get(integration=provider.value, space="Production") == made
        cleared = client.ai_integrations.update(integration=str(made.id), api_key=None, headers=None, base_url=None)
        assert (cleared.has_api_key, cleared.headers, cleared.base_url) == (False, None, None)
    listed = client.ai_integrations.list(limit=100)
    assert len(listed.ai_integrations or []) == len(gen.AiIntegrationProvider)
    for item in listed.ai_integrations or []:
        client.ai_integrations.delete(integration=str(item.id))
    assert emulator.integrations == []


@pytest.mark.parametrize("method", ["DEFAULT", "PROXY_WITH_HEADERS", "BEARER_TOKEN"])
def test_ai_integration_methods(client: ArizeClient, method: str) -> None:
    """Each method of authentication that can be written is written and read back."""
    kind = gen.AiIntegrationAuthType(method)
    made = client.ai_integrations.create(name="a", provider=gen.AiIntegrationProvider.CUSTOM, auth_type=kind)
    assert made.auth_type == kind


def test_pages(client: ArizeClient, emulator: Emulator) -> None:
    """The client reads a list page by page."""
    for number in range(5):
        emulator.add("integrations", llm(name=f"n{number}"))
    first = client.integrations.list(limit=3, space="Production")
    second = client.integrations.list(limit=3, space="Production", cursor=first.pagination.next_cursor)
    assert [item.name for item in first.integrations + second.integrations] == ["n4", "n3", "n2", "n1", "n0"]
    assert second.pagination.has_more is False


def test_errors(client: ArizeClient, emulator: Emulator) -> None:
    """Each status becomes the client's own exception, with the problem in it."""
    made = client.integrations.create_llm(name="x", config=config_of("OPEN_AI"))
    with pytest.raises(ConflictException, match="resource-conflict"):
        client.integrations.create_llm(name="x", config=config_of("OPEN_AI"))
    with pytest.raises(UnprocessableEntityException, match="unprocessable-entity"):
        client.integrations.update_llm(integration=str(made.id), base_url="https://a.example.com")
    with pytest.raises(BadRequestException, match="invalid-request"):
        client.integrations.list(cursor="x")
    emulator.delete("x")
    with pytest.raises(NotFoundException, match="resource-not-found"):
        client.integrations.get(integration=str(made.id))
    stranger = ArizeClient(api_key="wrong", api_host=emulator.host, api_scheme="http", api_port=emulator.port)
    with pytest.raises(UnauthorizedException, match="authentication-required"):
        stranger.spaces.list()


def test_evaluators_outside_the_plan(client: ArizeClient, emulator: Emulator) -> None:
    """A 403 carries the entitlement where the client reads it; evaluators go through its generated layer."""
    api = client.integrations._api
    request = gen.CreateEvaluatorIntegrationRequest.from_dict(
        {"type": "EVALUATOR", "name": "e", "config": {"endpoint": "https://e.example.com", "input_schema": SCHEMA}}
    )
    body = gen.CreateIntegrationRequest(actual_instance=request)
    emulator.configure(remote_evaluators=False)
    with pytest.raises(ForbiddenException) as refused:
        api.create_integration(create_integration_request=body)
    problem = json.loads(str(refused.value.body))
    assert problem["type"].endswith("#access-forbidden")
    assert (problem["entitlement"], problem["required_plan"]) == ("REMOTE_EVALUATORS", "ENTERPRISE")
    emulator.configure(remote_evaluators=True)
    made = api.create_integration(create_integration_request=body).actual_instance
    assert isinstance(made, gen.EvaluatorIntegration)
    part = gen.UpdateEvaluatorIntegrationRequest.from_dict({"type": "EVALUATOR", "description": "judge"})
    api.update_integration(str(made.id), gen.UpdateIntegrationRequest(actual_instance=part))
    read = api.get_integration(str(made.id)).actual_instance
    assert isinstance(read, gen.EvaluatorIntegration)
    assert read.description == "judge"
    api.delete_integration(str(made.id))
