"""Fireworks AI: a key, and your own models in addition to Arize's list."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "fireworks",
    name="Fireworks AI",
    config=arize.FireworksConfig(
        api_key=config.require_secret("apiKey"),
        is_default_models_enabled=True,
        model_names=["accounts/example/models/support"],
    ),
    scopings=[space],
)

flat = arize.AiIntegration(
    "fireworks-flat",
    name="Fireworks AI, flat",
    provider="FIREWORKS",
    api_key=config.require_secret("apiKey"),
    enable_default_models=True,
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
