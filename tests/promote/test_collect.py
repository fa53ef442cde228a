"""What is read of a stack, from a command that prints the documents of a test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.native.front_ends import settings

from arize_emulator import Emulator
from pulumi_arize.cli.promote.collect import read_all
from pulumi_arize.cli.promote.environment import StackEnvironment
from pulumi_arize.cli.promote.pulumi_cli import PulumiCli
from pulumi_arize.unknown import UNKNOWN

from .test_comparison import statuses

URN = "urn:pulumi:dev::infra::"
DYNAMIC, NATIVE = "pulumi-python:dynamic/arize:Integration", "arize:index:Integration"
CONFIG = {
    "arize:apiKey": {"value": "canary", "secret": True},
    "arize:host": {"value": "127.0.0.1"},
    "arize:scheme": {"value": "http"},
    "arize:port": {"value": "1"},
    "arize:maxRetries": {"value": "0"},
}
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": '"canary"'}


def read_stack(folder: Path, script: str) -> StackEnvironment:
    """Return the environment of the stack `dev`, which is read once, from a shell script instead of `pulumi`."""
    command = folder / "pulumi"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o700)
    (environment,) = read_all(PulumiCli(str(command), folder), ["dev", "dev"], lambda _: None)
    return environment


def write_documents(folder: Path, config: Any, preview: Any, resources: list[Any]) -> None:
    """Write what the commands print that read a stack."""
    documents = {"config": config, "preview": preview, "stack": {"deployment": {"resources": resources}}}
    for word, document in documents.items():
        (folder / word).write_text(json.dumps(document))


def settings_of(server: Emulator) -> Any:
    """Return the configuration that leads to an account."""
    return {f"arize:{name}": {"value": value, "secret": name == "apiKey"} for name, value in settings(server).items()}


def read(
    folder: Path,
    steps: list[Any],
    resources: list[Any],
    diagnostics: list[Any] | None = None,
    config: Mapping[str, Any] = CONFIG,
) -> StackEnvironment:
    """Return the environment with these steps of a preview, these resources of a state and this configuration."""
    write_documents(folder, config, {"steps": steps, "diagnostics": diagnostics or []}, resources)
    failing = 'test "$1" != preview || exit 255' if diagnostics else "true"
    return read_stack(folder, f'cat "{folder}/$1"\n{failing}')


def state(type_: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a resource as a state has it."""
    config = {"provider": "OPEN_AI", "api_key" if type_ == DYNAMIC else "apiKey": SECRET}
    values = {"type": "LLM", "name": name, "config": config}
    outputs = {**values, "key_fingerprint": SECRET}
    return {"urn": f"{URN}{type_}::{name}", "id": "i", "inputs": values, "outputs": outputs, **more}


def step(operation: str, type_: str, resource: str, **inputs: Any) -> dict[str, Any]:
    """Return a step as a preview has it, with secrets as the engine shows them."""
    values = {"type": "LLM", "name": resource, "config": {"provider": "OPEN_AI", "api_key": "[secret]"}, **inputs}
    return {"op": operation, "urn": f"{URN}{type_}::{resource}", "newState": {"inputs": values}}


def test_changed_front_end(tmp_path: Path) -> None:
    """A resource that changes from the dynamic front end to the native one stays the same resource."""
    environment = read(tmp_path, [step("update", NATIVE, "it")], [state(DYNAMIC, "it")])
    assert {name: status.operation for name, status in statuses(environment).items()} == {"it": "update"}
    assert "canary" not in repr(environment)


def test_state_of_the_native_front_end(tmp_path: Path) -> None:
    """A state of the native front end is read by the models' names, its keys as fingerprints."""
    environment = read(tmp_path, [step("same", NATIVE, "it")], [state(NATIVE, "it")])
    (snapshot,) = environment.readable["deployed"].values()
    assert set(snapshot.inputs["config"]) == {"provider", "api_key"}
    assert "canary" not in repr(environment)


def test_steps(tmp_path: Path) -> None:
    """A replacement is one operation; resources that are about to be deleted, or of other packages, do not count."""
    steps = [
        step("create-replacement", DYNAMIC, "it"),
        step("replace", DYNAMIC, "it"),
        {"op": "delete-replaced", "urn": f"{URN}{DYNAMIC}::it", "oldState": {"inputs": {}}},
        {"op": "delete", "urn": f"{URN}{DYNAMIC}::old", "oldState": {"inputs": {}}},
        {"op": "same", "urn": f"{URN}pulumi:pulumi:Stack::infra-dev", "newState": {"inputs": {}}},
        {"op": "create", "urn": f"{URN}aws:s3/bucket:Bucket::it", "newState": {"inputs": {}}},
    ]
    resources = [state(DYNAMIC, "it"), state(DYNAMIC, "old"), state(DYNAMIC, "it", delete=True)]
    found = statuses(read(tmp_path, steps, resources))
    assert {name: status.operation for name, status in found.items()} == {"it": "replace", "old": "delete"}


def test_values_that_a_program_marks_as_secret(tmp_path: Path) -> None:
    """A value that the program marks as secret is in no view, even if its field is not secret."""
    marked = state(DYNAMIC, "it")
    marked["inputs"] = {**marked["inputs"], "name": SECRET, "scopings": [{"organization_id": SECRET}]}
    marked["outputs"] = {**marked["outputs"], "name": "canary", "scopings": [{"organization_id": "canary"}]}
    reported = {"type": "LLM", "name": "canary", "config": {"provider": "OPEN_AI", "api_key": "f"}}
    previewed = step("same", DYNAMIC, "it", name="[secret]", scopings=["[secret]"], __comparison_inputs=reported)
    environment = read(tmp_path, [previewed], [marked])
    assert "canary" not in repr((environment.declared, environment.deployed))
    declared = statuses(environment)["it"].declared
    assert declared
    assert declared.inputs["config"] == reported["config"]


def test_unknown_values(tmp_path: Path) -> None:
    """A value that is known only after the deployment is unknown, not the text by which the engine marks it."""
    unknown = step("update", DYNAMIC, "it", name="04da6b54-80e4-46f7-96ec-b56ff0331ba9")
    declared = statuses(read(tmp_path, [unknown], [state(DYNAMIC, "it")]))["it"].declared
    assert declared
    assert declared.inputs["name"] is UNKNOWN


def test_a_failed_preview(tmp_path: Path) -> None:
    """The errors of a failed preview are the reason, without the secrets of the stack's configuration."""
    diagnostics = [{"severity": "error", "message": "error: no canary\nhere"}, {"severity": "info", "message": "fine"}]
    environment = read(tmp_path, [], [], diagnostics)
    assert environment.unreadable == {"declared": "cannot read the preview of stack 'dev': no [secret] here"}


def test_a_missing_stack(tmp_path: Path) -> None:
    """The error for a missing stack says how to list the stacks."""
    environment = read_stack(tmp_path, "echo \"error: no stack named 'dev' found\" >&2\nexit 255")
    assert {*environment.unreadable.values()} == {
        "cannot read the configuration of stack 'dev': no stack named 'dev' found; "
        "`pulumi stack ls` lists the stacks of the project"
    }


def test_an_unreachable_account(tmp_path: Path) -> None:
    """If the account cannot be reached, the server view has the reason, and the other views are known."""
    environment = read(tmp_path, [step("same", DYNAMIC, "it")], [state(DYNAMIC, "it")])
    assert list(environment.unreadable) == ["server"]
    assert "cannot read integration 'it'" in environment.unreadable["server"]
    assert not statuses(environment)["it"].is_gone


def test_a_resource_that_is_only_read(tmp_path: Path) -> None:
    """One that the program reads by `get` is not compared: an `up` neither changes nor deletes it."""
    external: dict[str, Any] = {"urn": f"{URN}{NATIVE}::other", "id": "i", "external": True}
    reads = {"op": "read", "urn": external["urn"], "newState": external, "oldState": external}
    environment = read(tmp_path, [step("same", NATIVE, "it"), reads], [state(NATIVE, "it"), external])
    assert list(statuses(environment)) == ["it"]
