"""`arize-promote` on stacks in two accounts, and on what cannot be read; no key is in anything that it writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from arize_emulator import Emulator

from .checkout import Checkout

PENDING, FAILED = 2, 1
CANARY = re.compile(r"canary|[0-9a-f]{32}", re.IGNORECASE)
PLATFORM = "examples/promotion/platform"
STACKS = ("dev", "prod")


@pytest.fixture
def other_account() -> Iterator[Emulator]:
    """Return an account beside that of the fixture `emulator`."""
    with Emulator() as running:
        yield running


@pytest.fixture
def accounts(checkout: Checkout, emulator: Emulator, other_account: Emulator) -> dict[str, Emulator]:
    """Return the account of each stack; both are deployed, with one key that they share and one that they do not."""
    found = dict(zip(STACKS, (emulator, other_account), strict=True))
    for stack, account in found.items():
        reached = {"arize:host": account.host, "arize:scheme": "http", "arize:port": str(account.port)}
        key = {"arize:apiKey": account.api_key}
        keys = {"openaiKey": f"canary-{stack}", "gatewayKey": "canary-shared", "azureKey": "canary-azure"}
        for project, secrets in ((PLATFORM, key), ("", key | keys)):
            checkout.configure(stack, reached, project)
            checkout.deploy(stack, project, secrets)
    return found


def test_two_accounts(checkout: Checkout, accounts: dict[str, Emulator]) -> None:
    """Each environment is compared with its own account; what was changed there is drift, and no key is shown."""
    dev, prod = accounts.values()
    assert "OpenAI (dev)" in {item["name"] for item in dev.integrations}
    assert "OpenAI" in {item["name"] for item in prod.integrations}
    quiet = checkout.run("arize-promote diff dev prod")
    assert "dev: nothing pending\nprod: nothing pending" in quiet
    assert not CANARY.search(quiet)

    prod.edit("OpenAI", {"function_calling_enabled": False, "api_key": None})
    prod.delete("Azure")
    checkout.run("pulumi config set --secret openaiKey canary-rotated --stack dev")
    document = json.loads(checkout.run("arize-promote diff dev prod --json --html page.html", PENDING))
    shown = {item["name"]: item["environments"] for item in document["integrations"]}
    openai = shown["models-openai"]
    assert document["pending"]
    assert openai["dev"]["operation"] == "update"
    assert openai["dev"]["pending"] == ["config.api_key"]
    assert openai["prod"]["operation"] == "same"
    assert openai["prod"]["drift"] == ["config.api_key", "config.is_function_calling_enabled"]
    assert shown["models-azure"]["prod"]["gone"]
    keys = [openai["dev"]["fields"]["config.api_key"][view] for view in ("declared", "deployed")]
    keys.append(openai["prod"]["fields"]["config.api_key"]["declared"])
    assert len(set(keys)) == 3
    assert "config.api_key" not in shown["models-gateway"]["dev"]["fields"]

    reported = [
        json.dumps(document),
        (checkout.folder / "page.html").read_text(),
        checkout.run("arize-promote diff dev prod", PENDING),
        checkout.run("arize-promote plan dev prod --markdown", PENDING),
    ]
    assert [CANARY.findall(text) for text in reported] == [[]] * len(reported)
    assert "deleted on the server" in reported[1]


def test_what_cannot_be_read(checkout: Checkout, accounts: dict[str, Emulator]) -> None:
    """What cannot be read is said in the column of its environment, with the reason, and does not end the rest."""
    assert accounts
    checkout.run("pulumi config set --secret arize:apiKey canary-wrong --stack prod")
    done = checkout.answer("arize-promote diff dev qa prod")
    assert done.returncode == FAILED
    assert done.stderr == ""
    words = " ".join(done.stdout.split())
    assert "dev: nothing pending" in words
    assert "qa: not read: declared, deployed, server" in words
    assert "no stack named 'qa' found" in words
    assert "prod: not read: server" in words
    assert not CANARY.search(done.stdout)

    checkout.edit('"bedrock": None', '"bedrok": None')
    done = checkout.answer("arize-promote plan 'dev→prod'")
    assert done.returncode == FAILED
    assert "must be one of openai, gateway, bedrock, azure; did you mean bedrock?" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("arize-promote plan dev", "a promotion is from one stack to another"),
        ("arize-promote plan 'dev→dev'", "a promotion is from one stack to another"),
        ("arize-promote diff", "Missing argument"),
        ("arize-promote diff dev --pulumi no-such-command", "there is no command 'no-such-command'"),
        ("arize-promote diff dev --html /no/such/folder/page.html --pulumi true", "No such file"),
    ],
)
def test_wrong_commands(checkout: Checkout, line: str, said: str) -> None:
    """A wrong command ends in 1, never in 2, with what is wrong and without a traceback."""
    done = checkout.answer(line)
    assert done.returncode == FAILED
    assert said in f"{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["diff", "plan"])
def test_help(checkout: Checkout, command: str) -> None:
    """The help says what the exit status means, and shows examples."""
    reported = " ".join(re.sub("[│╭╮╰╯─]", " ", checkout.run(f"arize-promote {command} --help")).split())
    assert "Exit status: 0 nothing is pending, 2 something is" in reported
    assert f"arize-promote {command} " in reported
