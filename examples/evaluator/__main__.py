"""Your own evaluator behind an endpoint."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

evaluator = arize.Integration(
    "grounded",
    name="Groundedness",
    type="EVALUATOR",
    description="Whether the sources support the answer.",
    config=arize.EvaluatorConfig(
        endpoint="https://evaluators.example.com/groundedness",
        headers={"authorization": config.require_secret("authorization")},
        input_schema={
            "type": "object",
            "properties": {"answer": {"type": "string"}, "sources": {"type": "array", "items": {"type": "string"}}},
            "required": ["answer"],
        },
    ),
    scopings=[space],
)

pulumi.export("id", evaluator.id)
