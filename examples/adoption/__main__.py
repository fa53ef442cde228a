"""Adopt an integration that was created in the UI, without its key."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))
in_space = [arize.Scoping(organization_id=space.organization_id, space_id=space.id)]

gateway = arize.Integration(
    "gateway",
    name="Gateway",
    config=arize.CustomConfig(base_url="https://llm.example.com/v1", model_names=["small", "large"]),
    scopings=in_space,
    adopt="Gateway",
)

pulumi.export("id", gateway.id)
