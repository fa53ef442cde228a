"""Together AI: a key, and your own models in addition to Arize's list."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "together",
    name="Together AI",
    config=arize.TogetherAiConfig(
        api_key=config.require_secret("apiKey"),
        is_default_models_enabled=True,
        model_names=["example/support"],
    ),
    scopings=[space],
)

flat = arize.AiIntegration(
    "together-flat",
    name="Together AI, flat",
    provider="TOGETHER_AI",
    api_key=config.require_secret("apiKey"),
    enable_default_models=True,
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
