"""Adopt an integration that was created in the UI, without its key."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

gateway = arize.Integration(
    "gateway",
    name="Gateway",
    config=arize.CustomConfig(base_url="https://llm.example.com/v1", model_names=["small", "large"]),
    scopings=[space],
    adopt="Gateway",
)

pulumi.export("id", gateway.id)
