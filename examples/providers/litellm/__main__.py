"""A LiteLLM proxy: its URL, a key, and the models that it serves."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "litellm",
    name="LiteLLM",
    config=arize.LiteLlmConfig(
        base_url="https://litellm.example.com",
        api_key=config.require_secret("apiKey"),
        model_names=["chat", "embed"],
        headers={"x-team": "platform"},
    ),
    scopings=[space],
)

flat = arize.AiIntegration(
    "litellm-flat",
    name="LiteLLM, flat",
    provider="LITELLM",
    api_key=config.require_secret("apiKey"),
    base_url="https://litellm.example.com",
    model_names=["chat", "embed"],
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
