"""The resources of the program, as a function, so that a test can run it too."""

import pulumi
import pulumi_arize as arize


def declare(models: tuple[str, ...] = ("small", "large")) -> None:
    """Declare five integrations for one space. `models` are the models of the gateway."""
    config = pulumi.Config()
    space = arize.get_space(config.get("space") or "Production")

    openai = arize.Integration(
        "openai",
        name="OpenAI",
        config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
        scopings=[space],
    )
    arize.Integration(
        "anthropic",
        name="Anthropic",
        config=arize.AnthropicConfig(api_key=config.require_secret("anthropicKey")),
        scopings=[space],
    )
    arize.Integration(
        "bedrock",
        name="Bedrock",
        config=arize.AwsBedrockConfig(
            auth=arize.AwsBedrockDefaultAuth(role_arn="arn:aws:iam::123456789012:role/arize"),
            is_default_models_enabled=True,
        ),
        scopings=[space],
    )
    arize.Integration(
        "gateway",
        name="Gateway",
        config={
            "provider": config.get("gateway") or "CUSTOM",
            "base_url": "https://llm.example.com/v1",
            "api_key": config.require_secret("gatewayKey"),
            "model_names": list(models),
        },
        scopings=[space],
    )
    arize.AiIntegration(
        "azure",
        name="Azure",
        provider="AZURE_OPEN_AI",
        api_key=config.require_secret("azureKey"),
        base_url="https://example.openai.azure.com",
        scopings=[space],
    )
    pulumi.export("openaiId", openai.id)
    pulumi.export("openaiKey", openai.api_key)
