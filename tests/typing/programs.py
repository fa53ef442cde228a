"""Programs as users write them. Nothing runs this: mypy reads it, and so does an editor that completes fields."""

from __future__ import annotations

import pulumi
import pulumi_arize as arize
from pulumi_arize import native


def argument_classes(key: pulumi.Output[str], space: arize.Space) -> arize.Integration:
    """Every argument takes plain values and Outputs."""
    return arize.Integration(
        "custom",
        name=pulumi.Output.concat("prod-", "custom"),
        config=arize.CustomConfig(
            base_url="https://llm.example.com/v1",
            model_names=["a", key],
            headers={"x-team": key},
            auth=arize.CustomOAuth2ClientCredentialsAuth(
                token_url="https://login.example.com", client_id="id", client_secret=key
            ),
        ),
        scopings=[arize.Scoping(organization_id=space.organization_id, space_id=space.id)],
        opts=pulumi.ResourceOptions(protect=True),
    )


def dict_literals(key: pulumi.Output[str]) -> arize.Integration:
    """A dict literal is typed by its provider, in either dialect."""
    return arize.Integration(
        "bedrock",
        name="bedrock",
        type="LLM",
        config={
            "provider": "awsBedrock",
            "auth": {"auth_type": "BEARER_TOKEN", "api_key": key},
            "is_default_models_enabled": True,
        },
        scopings=[{"organization_id": "org"}],
    )


def flat(key: pulumi.Output[str]) -> pulumi.Output[bool]:
    """Outputs have the types of the API's response."""
    azure = arize.AiIntegration(
        "azure",
        name="azure",
        provider="AZURE_OPEN_AI",
        api_key=key,
        provider_metadata=None,
        model_names=pulumi.Output.from_input(["gpt-4o"]),
    )
    return azure.has_api_key


def agent(name: str) -> arize.Integration:
    """An agent's class says its type."""
    preset = arize.RequestPreset(name="default", config={"question": "?"})
    config = arize.AgentConfig(endpoint="https://a.example.com", input_schema={}, request_presets=[preset])
    return arize.Integration("agent", name=name, config=config, description="answers")


def adopted(config: pulumi.Config) -> arize.Integration:
    """A key that the API needs is never forgotten by oversight; of an adopted integration it may be None."""
    kept = arize.OpenAiConfig(api_key=config.get_secret("openaiKey"))
    return arize.Integration("adopted", name="adopted", config=kept, adopt="adopted")


def catalogue(key: pulumi.Output[str], space: arize.Scoping) -> arize.IntegrationCatalog:
    """What an environment says over a catalogue is typed, its parts too; a name that no argument has is an error."""
    wrong: arize.Overlay = {"scoping": []}  # type: ignore[typeddict-unknown-key]
    return arize.IntegrationCatalog(
        "models",
        {
            "openai": arize.IntegrationArgs(name="OpenAI", config=arize.OpenAiConfig(api_key=key)),
            "azure": arize.AiIntegrationArgs(name="Azure", provider="AZURE_OPEN_AI", api_key=key),
            "gemini": {"name": "Gemini", "config": arize.GeminiConfig(api_key=key)},
        },
        {
            "dev": arize.Environment(
                name_template="{name} ({environment})",
                defaults={"scopings": [space]},
                integrations={"openai": {"config": {"is_function_calling_enabled": False}}, "azure": None},
            ),
            "prod": arize.Environment(defaults={"protect": True, "deletion_protection": True}),
            "test": arize.Environment(defaults=wrong),
        },
    )


def environment(key: pulumi.Output[str]) -> list[object]:
    """An id, a scoping and a default take a resource, or the result of a lookup, and nothing else."""
    team = arize.Organization("team", name="Team")
    space = arize.Space("space", name="Dev", organization_id=team, default_agent_runtime={"integration_id": "id"})
    found, later = arize.get_space("Production"), arize.get_space_output("Staging")
    in_spaces = [space]
    config = arize.OpenAiConfig(api_key=key)
    llm = arize.Integration("llm", name="LLM", config=config, scopings=in_spaces)
    flat = native.AiIntegration("flat", name="Flat", provider="OPEN_AI", scopings=[native.Scoping(space=found)])
    return [
        arize.Integration(
            "more", name="More", config=config, scopings=[space, found, team, arize.Scoping(space=later)]
        ),
        arize.SpaceDefaultIntegration("one", space_id=space, integration_id=flat, model_name="m"),
        arize.SpaceDefaultAgentRuntime("two", space_id=found, integration_id=llm),
        native.Space("moved", name="Moved", organization_id=found.organization_id or "", is_private=True),
        arize.Scoping(space=llm),  # type: ignore[arg-type]
        arize.Integration("none", name="None", config=config, scopings=[llm]),  # type: ignore[list-item]
    ]


def service_key(team: arize.Organization, space: arize.Space) -> list[object]:
    """The spaces of a service key are resources, results of lookups, or objects with a role."""
    admin = arize.PredefinedSpaceRole(name="ADMIN")
    organization = arize.ServiceKeyOrganization(
        organization_id=team,
        spaces=[
            space,
            arize.get_space("Production"),
            arize.ServiceKeySpace(space=space, role=admin),
            arize.ServiceKeySpace(space_id="id", role=arize.CustomSpaceRole(id="role")),
        ],
        role=arize.PredefinedOrganizationRole(name="MEMBER"),
    )
    key = arize.ServiceKey(
        "key",
        name="CI",
        account_role=arize.PredefinedAccountRole(name="MEMBER"),
        organizations=[organization, {"organization_id": team.id, "spaces": [{"space_id": space.id}]}],
        rotation=1,
        expiry_warning_days=30,
    )
    moved = native.ServiceKey("moved", name="CI", organizations=[organization], expires_at="2999-01-01T00:00:00Z")
    return [
        arize.Integration("llm", name="LLM", config=arize.OpenAiConfig(api_key=key.key)),
        moved.key,
        arize.ServiceKey("none", name="CI"),  # type: ignore[call-arg]
        arize.ServiceKeyOrganization(organization_id=team, spaces=[team]),  # type: ignore[list-item]
    ]


def misspelt() -> list[object]:
    """A name that a front end does not have is an error to a type checker, though most load only when used."""
    return [arize.OpenAiConfg, native.OpenAiConfg]  # type: ignore[attr-defined]


def class_in_a_dict(key: pulumi.Output[str]) -> arize.typed_dicts.CustomConfigDict:
    """A dict literal may hold an argument class."""
    return {"provider": "CUSTOM", "base_url": "https://llm.example.com", "auth": arize.CustomDefaultAuth(api_key=key)}
