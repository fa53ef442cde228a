"""The same integration in two accounts: that of the stack's configuration, and that of an explicit provider."""

import pulumi
from pulumi_arize import native as arize

config = pulumi.Config()
second = arize.Provider("second", api_key=config.require_secret("secondKey"), region=config.get("secondRegion"))

for name, options in {"first": None, "second": pulumi.ResourceOptions(provider=second)}.items():
    integration = arize.Integration(
        name,
        name="Production OpenAI",
        config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
        opts=options,
    )
    pulumi.export(name, integration.id)
