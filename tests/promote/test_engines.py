"""The output of `pulumi` that `arize-promote` reads: the embedded engine prints the same as the real one."""

from __future__ import annotations

import json
from typing import Any

from .checkout import Checkout

SECRETS = ("openaiKey", "gatewayKey", "azureKey")
PROJECT = "arize-integrations:"


def test_documents(checkout: Checkout) -> None:
    """Configurations, previews and states are JSON with the same keys; `--show-secrets` decrypts secrets."""
    checkout.deploy("dev", "examples/promotion/platform", {})
    checkout.run("pulumi stack init dev")
    for name in SECRETS:
        checkout.run(f"pulumi config set --secret {name} canary --stack dev")

    without_secrets = json.loads(checkout.run("pulumi config --json --stack dev"))
    with_secrets = json.loads(checkout.run("pulumi config --json --show-secrets --stack dev"))
    assert with_secrets == {
        f"{PROJECT}platform": {"value": "organization/arize-platform/dev", "secret": False},
        **{f"{PROJECT}{name}": {"value": "canary", "secret": True} for name in SECRETS},
    }
    assert without_secrets[f"{PROJECT}openaiKey"] == {"secret": True}

    created = preview(checkout)
    assert created["models-openai"]["op"] == "create"
    assert created["models-openai"]["newState"]["inputs"]["config"]["apiKey"] == "[secret]"
    assert "oldState" not in created["models-openai"]

    checkout.run("pulumi up --yes --skip-preview --stack dev")
    assert {step["op"] for name, step in preview(checkout).items() if name.startswith("models")} == {"same"}
    state = json.loads(checkout.run("pulumi stack export --show-secrets --stack dev"))
    (openai,) = [item for item in state["deployment"]["resources"] if item["urn"].endswith("models-openai")]
    assert openai["inputs"]["config"]["apiKey"]["plaintext"] == '"canary"'

    checkout.edit('api_key=config.require_secret("openaiKey")', 'api_key=""')
    failed = checkout.call("pulumi preview --json --show-sames --stack dev")
    assert failed.returncode != 0
    errors = [item["message"] for item in json.loads(failed.stdout)["diagnostics"] if item["severity"] == "error"]
    assert any("integrations.openai.config.api_key: must not be empty" in message for message in errors)


def preview(checkout: Checkout) -> dict[str, Any]:
    """Return the steps of a preview by the names of their resources."""
    document = json.loads(checkout.run("pulumi preview --json --show-sames --stack dev"))
    return {step["urn"].rpartition("::")[2]: step for step in document["steps"]}
