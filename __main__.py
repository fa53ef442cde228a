"""Integrations of an Arize account, declared once, with the differences between dev, staging and prod."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
platform = pulumi.StackReference(config.require("platform"))
space = arize.Scoping(
    organization_id=platform.require_output("organizationId"), space_id=platform.require_output("spaceId")
)

catalog = arize.IntegrationCatalog(
    "models",
    {
        "openai": arize.IntegrationArgs(
            name="OpenAI",
            config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
        ),
        "gateway": arize.IntegrationArgs(
            name="Gateway",
            config=arize.LiteLlmConfig(
                base_url="https://llm.example.com/v1",
                api_key=config.require_secret("gatewayKey"),
                model_names=["small", "large"],
            ),
        ),
        "bedrock": arize.IntegrationArgs(
            name="Bedrock",
            config=arize.AwsBedrockConfig(
                auth=arize.AwsBedrockDefaultAuth(role_arn="arn:aws:iam::123456789012:role/arize"),
                is_default_models_enabled=True,
            ),
        ),
        "azure": arize.AiIntegrationArgs(
            name="Azure",
            provider="AZURE_OPEN_AI",
            api_key=config.require_secret("azureKey"),
            base_url="https://example.openai.azure.com",
        ),
    },
    {
        "dev": arize.Environment(
            name_template="{name} ({environment})",
            defaults={"scopings": [space]},
            integrations={
                "gateway": {"config": {"base_url": "https://llm.dev.example.com/v1", "model_names": ["small", "next"]}},
                "bedrock": None,
            },
        ),
        "staging": arize.Environment(
            name_template="{name} ({environment})",
            defaults={"scopings": [space]},
            integrations={"gateway": {"config": {"base_url": "https://llm.staging.example.com/v1"}}},
        ),
        "prod": arize.Environment(
            defaults={"scopings": [space], "deletion_protection": True, "protect": True},
        ),
    },
)

pulumi.export("ids", catalog.ids)
