"""Declares what `declared.json` says: resources in the file's order, each by a front end and in one of the styles.

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
settings = pulumi.Config()
made: dict[str, Any] = {}

AUTHS: Mapping[tuple[str, str], str] = {
    ("AWS_BEDROCK", "DEFAULT"): "AwsBedrockDefaultAuth",
    ("AWS_BEDROCK", "BEARER_TOKEN"): "AwsBedrockBearerTokenAuth",
    ("AWS_BEDROCK", "PROXY_WITH_HEADERS"): "AwsBedrockProxyWithHeadersAuth",
    ("CUSTOM", "DEFAULT"): "CustomDefaultAuth",
    ("CUSTOM", "OAUTH2_CLIENT_CREDENTIALS"): "CustomOAuth2ClientCredentialsAuth",
}


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


def in_classes(arize: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a resource with an argument class for each object."""
    typed = dict(arguments)
    if "scopings" in typed:
        typed["scopings"] = [arize.Scoping(**item) for item in typed["scopings"]]
    if "provider_metadata" in typed:
        typed["provider_metadata"] = metadata_class(arize, **typed["provider_metadata"])
    if "config" in typed:
        typed["config"] = config_class(arize, typed.pop("type", "LLM"), dict(typed["config"]))
    return typed


def metadata_class(arize: Any, kind: str, **values: Any) -> Any:
    """Return a `provider_metadata` as an argument class."""
    return getattr(arize, f"{kind.capitalize()}ProviderMetadata")(**values)


def config_class(arize: Any, type_: str, config: dict[str, Any]) -> Any:
    """Return a `config` as an argument class."""
    provider = config.pop("provider", type_)
    if "auth" in config:
        auth = dict(config["auth"])
        config["auth"] = getattr(arize, AUTHS[provider, auth.pop("auth_type")])(**auth)
    if "request_presets" in config:
        config["request_presets"] = [arize.RequestPreset(**item) for item in config["request_presets"]]
    name = {"LITELLM": "LiteLlm"}.get(provider) or "".join(word.capitalize() for word in provider.split("_"))
    return getattr(arize, f"{name}Config")(**config)


def as_output(_: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments with every object and list known only later."""
    return {
        name: pulumi.Output.from_input(value) if isinstance(value, (dict, list)) else value
        for name, value in arguments.items()
    }


STYLES: Mapping[str, Any] = {"dict": lambda _, arguments: arguments, "class": in_classes, "output": as_output}

for entry in declared["resources"]:
    arize: Any = importlib.import_module(entry.get("front_end", declared["front_end"]))
    arguments = {key: value_of(item) for key, item in entry["args"].items()}
    options = pulumi.ResourceOptions(**entry["options"])
    resource = getattr(arize, entry["kind"])
    made[entry["resource"]] = resource(
        entry["resource"], **STYLES[entry.get("style", "dict")](arize, arguments), opts=options
    )
for name, value in declared["exports"].items():
    pulumi.export(name, value_of(value))
