"""The outputs of a resource: its key, all of it where it is exported, and what a preview knows."""

from __future__ import annotations

import json
from typing import Any

import pulumi

from pulumi_arize.casing import camel
from pulumi_arize.model.resource_types import INTEGRATION
from pytest_pulumi_arize.stack import Stack

CUSTOM: dict[str, Any] = {"provider": "CUSTOM", "base_url": "https://a.example.com", "model_names": ["m"]}
OAUTH: dict[str, Any] = {
    "auth_type": "OAUTH2_CLIENT_CREDENTIALS",
    "client_id": "id",
    "client_secret": "s3cret",
    "token_url": "https://t.example.com",
}
CONFIGS: dict[str, tuple[dict[str, Any], bool]] = {
    "open-ai": ({"provider": "OPEN_AI", "api_key": "s3cret"}, True),
    "custom": ({**CUSTOM, "api_key": "s3cret"}, True),
    "custom-auth": ({**CUSTOM, "auth": {"auth_type": "DEFAULT", "api_key": "s3cret"}}, True),
    "bedrock": (
        {"provider": "AWS_BEDROCK", "model_names": ["m"], "auth": {"auth_type": "BEARER_TOKEN", "api_key": "s3cret"}},
        True,
    ),
    "oauth": ({**CUSTOM, "auth": OAUTH}, False),
    "none": (CUSTOM, False),
}


def test_the_key_of_a_config(stack: Stack, arize: Any) -> None:
    """Whichever place the key of a `config` has, `api_key` is it, as that of an `AiIntegration`; nothing shows it."""

    def program(version: str) -> None:
        for name, (config, _) in CONFIGS.items():
            keyed = json.loads(json.dumps(config).replace("s3cret", f"s3cret-{version}"))
            made = arize.Integration(name, name=name, config=keyed)
            pulumi.export(name, made.api_key)

    for version in ("one", "two"):
        texts = [stack.preview(lambda now=version: program(now)).text, stack.up().text, json.dumps(stack.export())]
        keys = {name: f"s3cret-{version}" for name, (_, has_key) in CONFIGS.items() if has_key}
        assert {name: key for name, key in stack.outputs.items() if key} == keys
        assert "s3cret" not in "".join(texts)
    stack.refresh()
    assert stack.up().changed == []


def test_a_whole_resource(stack: Stack, arize: Any) -> None:
    """It has the outputs of the resource and nothing internal; its key is secret."""

    def program() -> None:
        made = arize.Integration("it", name="It", config=arize.OpenAiConfig(api_key="key-of-somebody"))
        pulumi.export("it", made)

    exported = stack.up(program).outputs["it"]
    assert {"id", "urn", "name", "config"} <= exported.keys()
    assert exported.keys() <= {"urn", *INTEGRATION.names, *map(camel, INTEGRATION.names)}
    assert exported["apiKey"] == "key-of-somebody"
    assert "key-of-somebody" not in str(stack.export())


def test_a_preview_without_changes_knows_every_output(stack: Stack, arize: Any) -> None:
    """What depends on an output of a resource that does not change is no unknown value in a preview."""
    known: set[str] = set()

    def program() -> None:
        integration = arize.Integration("it", name="A", config=arize.OpenAiConfig(api_key="sk-1"))
        for name in INTEGRATION.names:
            getattr(integration, name).apply(lambda value, name=name: known.update([name] if value is not None else []))

    stack.up(program)
    after_up = set(known)
    known.clear()
    stack.preview(program)
    assert known == after_up >= {"name", "created_at", "key_fingerprint", "api_key"}
