"""OpenAI: only a key."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "openai",
    name="OpenAI",
    config=arize.OpenAiConfig(api_key=config.require_secret("apiKey")),
    scopings=[space],
)

# The flat resource can name models too.
flat = arize.AiIntegration(
    "openai-flat",
    name="OpenAI, fine-tuned",
    provider="OPEN_AI",
    api_key=config.require_secret("apiKey"),
    model_names=["ft:gpt-4o-mini:example:support:1"],
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
