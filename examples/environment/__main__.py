"""An environment for each stack: an organization with a space, three integrations, their defaults and a service key."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
stack = pulumi.get_stack()
protected = config.require_bool("protected")

team = arize.Organization("team", name=f"Assistants ({stack})", deletion_protection=protected)
space = arize.Space(
    "space",
    name="Assistants",
    organization_id=team,
    description="Traces and evaluations of the assistants.",
    deletion_protection=protected,
)

openai = arize.Integration(
    "openai",
    name=f"OpenAI ({stack})",
    config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
    scopings=[space],
)
gateway = arize.Integration(
    "gateway",
    name=f"Gateway ({stack})",
    config=arize.LiteLlmConfig(
        base_url="https://llm.example.com/v1",
        api_key=config.require_secret("gatewayKey"),
        model_names=["small", "large"],
    ),
    scopings=[space],
)
support = arize.Integration(
    "support",
    name=f"Support agent ({stack})",
    config=arize.AgentConfig(
        endpoint="https://agents.example.com/support",
        input_schema={"type": "object", "properties": {"question": {"type": "string"}}, "required": ["question"]},
    ),
    scopings=[space],
)
arize.SpaceDefaultIntegration("default-model", space_id=space, integration_id=gateway, model_name="small")
arize.SpaceDefaultAgentRuntime("default-agent", space_id=space, integration_id=support)

key = arize.ServiceKey(
    "ci",
    name=f"CI ({stack})",
    organizations=[arize.ServiceKeyOrganization(organization_id=team, spaces=[arize.ServiceKeySpace(space_id=space)])],
    rotation=config.require("rotation"),
)

pulumi.export("key", key.key)
