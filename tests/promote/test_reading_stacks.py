"""Stacks that are read right: explicit providers, renamed resources, any locale, and values that are not known yet."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.drivers.shell import inherited_variables, run
from tests.lifecycle.deployed_resource import account
from tests.native.front_ends import settings

from arize_emulator import Emulator
from pulumi_arize.cli.promote.build_report import diff_report
from pulumi_arize.cli.promote.comparison import compare
from pulumi_arize.cli.promote.environment import Unreadable
from pulumi_arize.cli.promote.render_json import render_json
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.unknown import UNKNOWN

from .environments import in_sync
from .test_collect import CONFIG, DYNAMIC, NATIVE, SECRET, URN, read, read_stack, settings_of, step, write_documents
from .test_comparison import statuses

Json = dict[str, Any]
OPENAI: Json = {"type": "LLM", "name": "it", "config": {"provider": "OPEN_AI", "api_key": "canary"}}
PENDING = 2
PROMOTE = str(Path(sys.prefix) / "bin" / "arize-promote")


def deployed(server: Emulator, type_: str, resource: str, **more: Any) -> Json:
    """Create an integration, and return it as a state has it."""
    inputs, _ = check(INTEGRATION, OPENAI)
    item_id, outputs = lifecycle(INTEGRATION, account(server)).create(inputs)
    stored = {**inputs, "config": {**inputs["config"], "api_key": SECRET}}
    return {"urn": f"{URN}{type_}::{resource}", "id": item_id, "inputs": stored, "outputs": outputs, **more}


@pytest.mark.parametrize("has_own_account", [True, False])
def test_a_resource_of_an_explicit_provider(
    tmp_path: Path, emulator: Emulator, other_account: Emulator, *, has_own_account: bool
) -> None:
    """It is read in the account of its provider, also where the stack has no account of its own."""
    urn = f"{URN}component$pulumi:providers:arize::there"
    default = f"{URN}pulumi:providers:arize::default_0_1_0"
    key = {**SECRET, "plaintext": json.dumps(other_account.api_key)}
    providers = [
        {"urn": urn, "type": "pulumi:providers:arize", "inputs": {**settings(other_account), "apiKey": key}},
        {"urn": default, "type": "pulumi:providers:arize", "inputs": {}},
    ]
    there = deployed(other_account, NATIVE, "there", provider=f"{urn}::7cf01119")
    here = deployed(emulator, NATIVE, "here", provider=f"{default}::8cf01119")
    own = settings_of(emulator) if has_own_account else {}
    resources = [there, here] if has_own_account else [there]
    steps = [step("same", NATIVE, resource["urn"].rpartition("::")[2]) for resource in resources]
    environment = read(tmp_path, steps, [*providers, *resources], config=own)
    assert environment.unreadable == {}
    assert not any(status.is_drifted for status in statuses(environment).values())
    assert environment.names[other_account.space_id("Lab")] == "Lab"

    other_account.delete("it")
    environment = read(tmp_path, steps, [*providers, *resources], config=own)
    assert [name for name, status in statuses(environment).items() if status.is_gone] == ["there"]


def test_a_resource_with_an_alias(tmp_path: Path, emulator: Emulator) -> None:
    """A resource that is renamed by an alias is one resource: nothing is deleted, and nothing is missing."""
    old = deployed(emulator, DYNAMIC, "old")
    moved = step("same", DYNAMIC, "new", name="it")
    moved["oldState"] = {"urn": old["urn"]}
    found = statuses(read(tmp_path, [moved], [old], config=settings_of(emulator)))
    assert list(found) == ["new"]
    assert found["new"].deployed
    assert not found["new"].is_pending


@pytest.mark.parametrize(
    "locale", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}]
)
@pytest.mark.parametrize("option", ["--markdown", "--cwd=."])
def test_any_locale(tmp_path: Path, locale: dict[str, str], option: str) -> None:
    """What `pulumi` prints is UTF-8, and so is a comment; another encoding of the terminal raises nothing."""
    steps = [step("create", DYNAMIC, "Prod 🚀", name="Produktion für Zürich 🚀")]
    for word, document in {"config": CONFIG, "preview": {"steps": steps}, "stack": {}}.items():
        (tmp_path / word).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    command = tmp_path / "pulumi"
    command.write_text(f'#!/bin/sh\ncat "{tmp_path}/$1"\n')
    command.chmod(0o700)
    line = [PROMOTE, "diff", "dev", "--pulumi", str(command), option]
    done = run(line, tmp_path, {**inherited_variables(), "COLUMNS": "160", **locale})
    assert (done.returncode, done.stderr) == (PENDING, "")
    assert ("🟡" if option == "--markdown" else "Prod \\U0001f680") in done.stdout


def test_json_with_values_that_are_not_known_yet() -> None:
    """A value that is known only after the deployment is null, at any depth."""
    scopings = [{"organization_id": UNKNOWN, "space_id": UNKNOWN}]
    environments = [in_sync("dev", {"it": {**OPENAI, "scopings": scopings}}), in_sync("prod", {"it": OPENAI})]
    document = json.loads(json.dumps(render_json(environments, compare(environments))))
    (item,) = document["integrations"]
    declared = item["environments"]["dev"]["fields"]["scopings"]["declared"]
    assert declared == [{"organization_id": None, "space_id": None}]


def test_a_failed_preview_that_shows_a_part_of_a_secret_object(tmp_path: Path) -> None:
    """A short header value, which the stack has inside a secret object, is not shown."""
    headers = {"value": '{"X-A":"k-1234"}', "objectValue": {"X-A": "k-1234"}, "secret": True}
    diagnostics = [{"severity": "error", "message": "error: bad k-1234"}]
    write_documents(tmp_path, {**CONFIG, "it:headers": headers}, {"diagnostics": diagnostics}, [])
    environment = read_stack(tmp_path, f'cat "{tmp_path}/$1"\ntest "$1" != preview')
    assert environment.unreadable == {"declared": "cannot read the preview of stack 'dev': bad [secret]"}


def test_a_failed_preview_is_not_taken_for_nothing_pending() -> None:
    """Without the declared view nobody knows what is pending: the note counts only what is the same."""
    dev = in_sync("dev", {"openai": OPENAI}, declared=Unreadable("the preview failed"))
    notes = [str(note) for note in diff_report([dev], compare([dev])).notes]
    assert notes == ["dev: not read: declared", "1 is the same in each view of dev that could be read"]


def test_an_empty_name_of_a_stack(tmp_path: Path) -> None:
    """An empty name, as of a variable that is not set, is an error: `pulumi` would read the selected stack."""
    done = run([PROMOTE, "diff", "dev", "", "--pulumi", "false"], tmp_path, os.environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: the name of a stack is empty; `pulumi stack ls` lists the stacks of the project\n"
