"""Anthropic: a key, and optionally your own endpoint."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "anthropic",
    name="Anthropic",
    config=arize.AnthropicConfig(api_key=config.require_secret("apiKey")),
    scopings=[space],
)

flat = arize.AiIntegration(
    "anthropic-flat",
    name="Anthropic, flat",
    provider="ANTHROPIC",
    api_key=config.require_secret("apiKey"),
    base_url="https://claude.example.com/v1",
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
