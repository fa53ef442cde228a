"""Declares what `declared.json` says: resources of a front end in the file's order, each in one of the styles.

A value `{"$config": key}` is a secret of the stack's configuration, `{"$of": [resource, output]}` an output of a
resource above it, `{"$later": value}` the value as an Output and `{"$secret": value}` as a secret one.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi

declared = json.loads(Path("declared.json").read_text())
arize: Any = importlib.import_module(declared["front_end"])

KINDS: Mapping[str, Any] = {
    "Integration": arize.Integration,
    "AiIntegration": arize.AiIntegration,
    "SpaceDefaultIntegration": arize.SpaceDefaultIntegration,
}
CONFIGS: Mapping[str, Any] = {
    "OPEN_AI": arize.OpenAiConfig,
    "ANTHROPIC": arize.AnthropicConfig,
    "GEMINI": arize.GeminiConfig,
    "AWS_BEDROCK": arize.AwsBedrockConfig,
    "CUSTOM": arize.CustomConfig,
    "VERTEX_AI": arize.VertexAiConfig,
    "NVIDIA_NIM": arize.NvidiaNimConfig,
    "LITELLM": arize.LiteLlmConfig,
    "FIREWORKS": arize.FireworksConfig,
    "TOGETHER_AI": arize.TogetherAiConfig,
    "AGENT": arize.AgentConfig,
    "EVALUATOR": arize.EvaluatorConfig,
}
AUTHS: Mapping[tuple[str, str], Any] = {
    ("AWS_BEDROCK", "DEFAULT"): arize.AwsBedrockDefaultAuth,
    ("AWS_BEDROCK", "BEARER_TOKEN"): arize.AwsBedrockBearerTokenAuth,
    ("AWS_BEDROCK", "PROXY_WITH_HEADERS"): arize.AwsBedrockProxyWithHeadersAuth,
    ("CUSTOM", "DEFAULT"): arize.CustomDefaultAuth,
    ("CUSTOM", "OAUTH2_CLIENT_CREDENTIALS"): arize.CustomOAuth2ClientCredentialsAuth,
}
METADATA: Mapping[str, Any] = {"AWS": arize.AwsProviderMetadata, "GCP": arize.GcpProviderMetadata}

settings = pulumi.Config()
made: dict[str, Any] = {}


def value_of(value: Any) -> Any:
    """Return a value of the file as a program would write it."""
    if isinstance(value, list):
        return [value_of(item) for item in value]
    if not isinstance(value, dict):
        return value
    for mark, make in MARKS.items():
        if mark in value:
            return make(value[mark])
    return {name: value_of(item) for name, item in value.items()}


MARKS: Mapping[str, Any] = {
    "$config": settings.require_secret,
    "$of": lambda place: getattr(made[place[0]], place[1]),
    "$secret": pulumi.Output.secret,
    "$later": lambda inner: pulumi.Output.from_input(value_of(inner)),
}


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return what an argument class does not tell by itself."""
    return {name: value for name, value in values.items() if name not in names}


def in_classes(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a resource with an argument class in the place of each object."""
    typed = dict(arguments)
    if "scopings" in typed:
        typed["scopings"] = [arize.Scoping(**item) for item in typed["scopings"]]
    if "provider_metadata" in typed:
        typed["provider_metadata"] = METADATA[typed["provider_metadata"]["kind"]](
            **without(typed["provider_metadata"], "kind")
        )
    if "config" in typed:
        typed["config"] = config_class(typed.pop("type", "LLM"), dict(typed["config"]))
    return typed


def config_class(type_: str, config: dict[str, Any]) -> Any:
    """Return a `config` as an argument class."""
    provider = config.pop("provider", type_)
    if "auth" in config:
        config["auth"] = AUTHS[provider, config["auth"]["auth_type"]](**without(config["auth"], "auth_type"))
    if "request_presets" in config:
        config["request_presets"] = [arize.RequestPreset(**item) for item in config["request_presets"]]
    return CONFIGS[provider](**config)


def as_output(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments with every object and list known only later."""
    return {
        name: pulumi.Output.from_input(value) if isinstance(value, (dict, list)) else value
        for name, value in arguments.items()
    }


STYLES: Mapping[str, Any] = {"dict": lambda arguments: arguments, "class": in_classes, "output": as_output}

for entry in declared["resources"]:
    kind, name = KINDS[entry["kind"]], entry["resource"]
    arguments = STYLES[entry.get("style", "dict")]({key: value_of(item) for key, item in entry["args"].items()})
    options = pulumi.ResourceOptions(**entry.get("options", {}))
    made[name] = kind(name, **arguments, opts=options)
for name, value in declared.get("exports", {}).items():
    pulumi.export(name, value_of(value))
