"""Every resource and every lookup of the generated SDK."""

# mypy: ignore-errors
# the SDK is made by the test: mypy sees the module of our wheel that has its name

import pulumi
import pulumi_arize_native as arize

openai = arize.Integration(
    "openai",
    name="OpenAI",
    type=arize.IntegrationTypeName.LLM,
    config=arize.OpenAiConfigArgs(provider="OPEN_AI", api_key="s3cret-1"),
)
agent = arize.Integration(
    "agent",
    name="Agent",
    type="AGENT",
    config={
        "endpoint": "https://agent.example.com",
        "input_schema": {"type": "object", "properties": {"api_key": {"type": "string"}}},
        "headers": {"x-key": "s3cret-2"},
    },
)
flat = arize.AiIntegration(
    "flat", name="Anthropic", provider=arize.LlmProviderName.ANTHROPIC, auth_type="DEFAULT", api_key="s3cret-3"
)
space = arize.get_space(name="Production")
default = arize.SpaceDefaultIntegration("default", space_id=space.id, integration_id=openai.id, model_name="gpt-4o")

pulumi.export("organization", arize.get_organization(name="Acme").id)
pulumi.export("space", space.id)
pulumi.export("integration", arize.get_integration(name="By hand").type)
pulumi.export("aiIntegration", arize.get_ai_integration(name="Flat by hand").provider)
pulumi.export("listed", [found["name"] for found in arize.list_integrations(type="LLM", name="hand").results])
pulumi.export("laterSpace", arize.get_space_output(name="Production").id)
pulumi.export("laterOrganization", arize.get_organization_output(name="Acme").id)
pulumi.export("laterIntegration", arize.get_integration_output(id=openai.id).type)
pulumi.export("laterAiIntegration", arize.get_ai_integration_output(id=flat.id).auth_type)
pulumi.export("laterListed", arize.list_integrations_output(type=agent.type).results.apply(len))
pulumi.export("read", arize.Integration.get("read", "LLM/By hand").type)
pulumi.export("endpoint", agent.config["endpoint"])
