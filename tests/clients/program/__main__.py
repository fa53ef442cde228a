"""An integration with models, an agent, and an AI integration."""

from __future__ import annotations

import pulumi_arize as arize

arize.Integration(
    "llm",
    name="Models",
    config=arize.CustomConfig(
        base_url="https://models.example.com/v1", api_key="models-key", model_names=["small", "large"]
    ),
)
arize.Integration(
    "agent",
    name="Agent",
    description="Answers questions.",
    config=arize.AgentConfig(
        endpoint="https://agent.example.com/run",
        input_schema={"type": "object", "properties": {"depth": {"type": "integer"}}},
        headers={"authorization": "agent-token"},
        request_presets=[arize.RequestPreset(name="deep", config={"depth": 9})],
    ),
)
arize.AiIntegration(
    "flat",
    name="Azure",
    provider="AZURE_OPEN_AI",
    api_key="azure-key",
    base_url="https://azure.example.com",
    model_names=["gpt-4o"],
)
