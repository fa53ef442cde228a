"""Azure OpenAI: only the flat resource supports it."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

azure = arize.AiIntegration(
    "azure",
    name="Azure OpenAI",
    provider="AZURE_OPEN_AI",
    api_key=config.require_secret("apiKey"),
    base_url="https://example.openai.azure.com",
    model_names=["gpt-4o"],
    scopings=[space],
)

pulumi.export("ids", [azure.id])
