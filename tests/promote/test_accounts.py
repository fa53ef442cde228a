"""`arize-promote` on stacks in two accounts, and on stacks that cannot be read; its output has no key."""

from __future__ import annotations

import json
import re

import pytest

from arize_emulator import Emulator

from .checkout import Checkout

PENDING, FAILED = 2, 1
SECRET = re.compile(r"canary|[0-9a-f]{32}", re.IGNORECASE)
PLATFORM = "examples/promotion/platform"
STACKS = ("dev", "prod")


@pytest.fixture
def accounts(checkout: Checkout, emulator: Emulator, other_account: Emulator) -> dict[str, Emulator]:
    """Return the account of each stack; both stacks are deployed, with one key in common and one of their own."""
    found = dict(zip(STACKS, (emulator, other_account), strict=True))
    for stack, account in found.items():
        address = {"arize:host": account.host, "arize:scheme": "http", "arize:port": str(account.port)}
        account_key = {"arize:apiKey": account.api_key}
        keys = {"openaiKey": f"canary-{stack}", "gatewayKey": "canary-shared", "azureKey": "canary-azure"}
        for project, secrets in ((PLATFORM, account_key), ("", account_key | keys)):
            checkout.configure(stack, address, project)
            checkout.deploy(stack, project, secrets)
    return found


def test_two_accounts(checkout: Checkout, accounts: dict[str, Emulator]) -> None:
    """Each environment is compared with its own account; what changed there is drift, and no key is shown."""
    dev, prod = accounts.values()
    assert "OpenAI (dev)" in {item["name"] for item in dev.integrations}
    assert "OpenAI" in {item["name"] for item in prod.integrations}
    in_sync = checkout.run("arize-promote diff dev prod")
    assert "dev: nothing pending\nprod: nothing pending" in in_sync

    prod.edit("OpenAI", {"function_calling_enabled": False, "api_key": None})
    prod.delete("Azure")
    checkout.run("pulumi config set --secret openaiKey canary-rotated --stack dev")
    document = json.loads(checkout.run("arize-promote diff dev prod --json --html page.html", PENDING))
    integrations = {item["name"]: item["environments"] for item in document["integrations"]}
    openai = integrations["models-openai"]
    assert document["pending"]
    assert openai["dev"]["operation"] == "update"
    assert openai["dev"]["pending"] == ["config.api_key"]
    assert openai["prod"]["operation"] == "same"
    assert openai["prod"]["drift"] == ["config.api_key", "config.is_function_calling_enabled"]
    assert integrations["models-azure"]["prod"]["gone"]
    labels = [openai["dev"]["fields"]["config.api_key"][view] for view in ("declared", "deployed")]
    labels.append(openai["prod"]["fields"]["config.api_key"]["declared"])
    assert len(set(labels)) == 3
    assert "config.api_key" not in integrations["models-gateway"]["dev"]["fields"]

    page = (checkout.folder / "page.html").read_text()
    assert "deleted on the server" in page
    table = checkout.run("arize-promote diff dev prod", PENDING)
    comment = checkout.run("arize-promote plan dev prod --markdown", PENDING)
    assert not any(SECRET.search(text) for text in (in_sync, json.dumps(document), page, table, comment))


def test_stacks_that_cannot_be_read(checkout: Checkout, accounts: dict[str, Emulator]) -> None:
    """The column of an environment that cannot be read has the reason, and the others are compared."""
    assert accounts
    checkout.run("pulumi config set --secret arize:apiKey canary-wrong --stack prod")
    done = checkout.call("arize-promote diff dev qa prod")
    assert (done.returncode, done.stderr) == (FAILED, "")
    words = " ".join(done.stdout.split())
    assert "dev: nothing pending" in words
    assert "qa: not read: declared, deployed, server" in words
    assert "no stack named 'qa' found" in words
    assert "prod: not read: server" in words
    assert not SECRET.search(done.stdout)

    checkout.edit('"bedrock": None', '"bedrok": None')
    done = checkout.call("arize-promote plan 'dev→prod'")
    assert done.returncode == FAILED
    assert "must be one of openai, gateway, bedrock, azure; did you mean bedrock?" in " ".join(done.stdout.split())
