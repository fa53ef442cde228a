"""NVIDIA NIM: hosted by NVIDIA, or your own."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "nim",
    name="NVIDIA NIM",
    config=arize.NvidiaNimConfig(
        base_url="https://nim.example.com/v1",
        api_key=config.require_secret("apiKey"),
        model_names=["meta/llama-3.1-8b-instruct"],
    ),
    scopings=[space],
)

flat = arize.AiIntegration(
    "nim-flat",
    name="NVIDIA NIM, hosted",
    provider="NVIDIA_NIM",
    api_key=config.require_secret("apiKey"),
    enable_default_models=True,
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
