"""Your own agent behind an endpoint, with request presets."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

agent = arize.Integration(
    "support",
    name="Support agent",
    type="AGENT",
    description="Answers questions of customers.",
    config=arize.AgentConfig(
        endpoint="https://agents.example.com/support",
        headers={"authorization": config.require_secret("authorization")},
        input_schema={
            "type": "object",
            "properties": {"question": {"type": "string"}, "depth": {"type": "integer", "minimum": 1}},
            "required": ["question"],
        },
        request_presets=[
            arize.RequestPreset(name="quick", description="A short answer.", config={"depth": 1}),
            arize.RequestPreset(name="thorough", config={"depth": 5}),
        ],
    ),
    scopings=[space],
)

pulumi.export("id", agent.id)
pulumi.export("presets", agent.config["request_presets"])
