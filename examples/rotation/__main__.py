"""An integration with a key, a space that uses it by default, and a fingerprint to compare keys."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

openai = arize.Integration(
    "openai",
    name="OpenAI",
    config=arize.OpenAiConfig(api_key=config.require_secret("apiKey")),
    api_key_version=config.require_int("keyVersion"),
    scopings=[space],
)

default = arize.SpaceDefaultIntegration("default", space_id=space.id, integration_id=openai.id, model_name="gpt-4o")

pulumi.export("fingerprint", openai.key_fingerprint)
