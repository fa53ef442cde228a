"""Google Gemini: only a key."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "gemini",
    name="Gemini",
    config=arize.GeminiConfig(api_key=config.require_secret("apiKey"), is_function_calling_enabled=False),
    scopings=[space],
)

flat = arize.AiIntegration(
    "gemini-flat",
    name="Gemini, flat",
    provider="GEMINI",
    api_key=config.require_secret("apiKey"),
    function_calling_enabled=False,
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
