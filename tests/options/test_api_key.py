"""`Integration.api_key`: the secret output of whichever API key its `config` holds, as `AiIntegration.api_key` is."""

from __future__ import annotations

import json
from typing import Any

import pulumi

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


def test_the_key_of_a_config(stack: Stack, front_end: Any) -> None:
    """Whichever place the key has, the output is it; it is unknown before it is known, and nothing shows it."""

    def program(version: str) -> None:
        for name, (config, _) in CONFIGS.items():
            keyed = json.loads(json.dumps(config).replace("s3cret", f"s3cret-{version}"))
            made = front_end.Integration(name, name=name, config=keyed)
            pulumi.export(name, made.api_key)

    for version in ("one", "two"):
        texts = [stack.preview(lambda now=version: program(now)).text, stack.up().text, json.dumps(stack.export())]
        keys = {name: f"s3cret-{version}" for name, (_, has_key) in CONFIGS.items() if has_key}
        assert {name: key for name, key in stack.outputs.items() if key} == keys
        assert "s3cret" not in "".join(texts)
    stack.refresh()
    assert stack.up().changed == []
