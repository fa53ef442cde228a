"""Four integrations of an Arize account, for one space."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()

space = arize.get_space(config.require("space"))

openai = arize.Integration(
    "openai",
    name="Quickstart OpenAI",
    config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
    scopings=[] if config.require_bool("accountWide") else [space],
)

bedrock = arize.Integration(
    "bedrock",
    name="Quickstart Bedrock",
    config=arize.AwsBedrockConfig(
        auth=arize.AwsBedrockDefaultAuth(role_arn="arn:aws:iam::123456789012:role/arize", external_id="arize"),
        is_default_models_enabled=True,
    ),
    scopings=[space],
)

# A dict literal is equivalent to an argument class.
gateway = arize.Integration(
    "gateway",
    name="Quickstart gateway",
    config={
        "provider": config.require("gateway"),
        "base_url": "https://llm.example.com/v1",
        "api_key": config.require_secret("gatewayKey"),
        "model_names": ["small", "large"],
    },
    scopings=[space],
)

# The older, flat resource.
azure = arize.AiIntegration(
    "azure",
    name="Quickstart Azure",
    provider="AZURE_OPEN_AI",
    api_key=config.require_secret("azureKey"),
    base_url="https://example.openai.azure.com",
    model_names=["gpt-4o"],
    scopings=[space],
)

pulumi.export("openaiId", openai.id)
pulumi.export("createdAt", openai.created_at)
pulumi.export("azureHasKey", azure.has_api_key)
