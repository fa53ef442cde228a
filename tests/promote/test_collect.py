"""What is read of a stack, from an engine that answers what a test says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pulumi_arize.cli.promote.collect import read_all
from pulumi_arize.cli.promote.comparison import compare, unreadable
from pulumi_arize.cli.promote.environment import StackEnvironment, Unreadable
from pulumi_arize.cli.promote.pulumi_cli import PulumiCli

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


def read(
    folder: Path, steps: list[Any], resources: list[Any], diagnostics: list[Any] | None = None
) -> StackEnvironment:
    """Return the environment that an engine with these answers has."""
    preview = {"steps": steps, "diagnostics": diagnostics or []}
    answers = {"config": CONFIG, "preview": preview, "stack": {"deployment": {"resources": resources}}}
    for word, response in answers.items():
        (folder / word).write_text(json.dumps(response))
    failing = 'test "$1" != preview || exit 255' if diagnostics else "true"
    command = folder / "engine"
    command.write_text(f'#!/bin/sh\ncat "{folder}/$1"\n{failing}\n')
    command.chmod(0o700)
    (environment,) = read_all(PulumiCli(str(command), folder), ["dev", "dev"], lambda _: None)
    return environment


def state(type_: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a resource as a state has it."""
    config = {"provider": "OPEN_AI", "api_key" if type_ == DYNAMIC else "apiKey": SECRET}
    values = {"type": "LLM", "name": name, "config": config}
    outputs = {**values, "key_fingerprint": SECRET}
    return {"urn": f"{URN}{type_}::{name}", "id": "i", "inputs": values, "outputs": outputs, **more}


def step(operation: str, type_: str, name: str, **inputs: Any) -> dict[str, Any]:
    """Return a step as a preview has it, with secrets hidden as an engine hides them."""
    given = {"type": "LLM", "name": name, "config": {"provider": "OPEN_AI", "api_key": "[secret]"}, **inputs}
    return {"op": operation, "urn": f"{URN}{type_}::{name}", "newState": {"inputs": given}}


def test_moved_to_the_other_front_end(tmp_path: Path) -> None:
    """A resource that moves from the dynamic front end to the native one is the same resource."""
    environment = read(tmp_path, [step("update", NATIVE, "it")], [state(DYNAMIC, "it")])
    (item,) = compare([environment])
    assert item.standings["dev"].operation == "update"
    assert "canary" not in repr(environment)


def test_state_of_the_native_front_end(tmp_path: Path) -> None:
    """A state of the native front end is read by the models' names, its keys as fingerprints too."""
    environment = read(tmp_path, [step("same", NATIVE, "it")], [state(NATIVE, "it")])
    assert not isinstance(environment.deployed, Unreadable)
    (held,) = environment.deployed.values()
    assert set(held.inputs["config"]) == {"provider", "api_key"}
    assert "canary" not in repr(environment)


def test_steps(tmp_path: Path) -> None:
    """A replacement is one operation, what waits for its deletion is gone, and other resources are none of ours."""
    steps = [
        step("create-replacement", DYNAMIC, "it"),
        step("replace", DYNAMIC, "it"),
        {"op": "delete-replaced", "urn": f"{URN}{DYNAMIC}::it", "oldState": {"inputs": {}}},
        {"op": "delete", "urn": f"{URN}{DYNAMIC}::old", "oldState": {"inputs": {}}},
        {"op": "same", "urn": f"{URN}pulumi:pulumi:Stack::infra-dev", "newState": {"inputs": {}}},
        {"op": "create", "urn": f"{URN}aws:s3/bucket:Bucket::it", "newState": {"inputs": {}}},
    ]
    resources = [state(DYNAMIC, "it"), state(DYNAMIC, "old"), state(DYNAMIC, "it", delete=True)]
    found = {item.key.name: item.standings["dev"].operation for item in compare([read(tmp_path, steps, resources)])}
    assert found == {"it": "replace", "old": "delete"}


def test_what_a_program_marks_is_hidden(tmp_path: Path) -> None:
    """A value that the program has marked as secret is not shown in any view, though its field is none."""
    marked = state(DYNAMIC, "it")
    marked["inputs"] = {**marked["inputs"], "name": SECRET, "scopings": [{"organization_id": SECRET}]}
    marked["outputs"] = {**marked["outputs"], "name": "canary", "scopings": [{"organization_id": "canary"}]}
    reported = {"type": "LLM", "name": "canary", "config": {"provider": "OPEN_AI", "api_key": "f"}}
    previewed = step("same", DYNAMIC, "it", scopings=["[secret]"], __comparison_inputs=reported)
    previewed["newState"]["inputs"]["name"] = "[secret]"
    environment = read(tmp_path, [previewed], [marked])
    assert "canary" not in repr((environment.declared, environment.deployed))
    (item,) = compare([environment])
    assert item.standings["dev"].declared
    assert item.standings["dev"].declared.inputs["config"] == reported["config"]


def test_failed_preview_hides_secrets(tmp_path: Path) -> None:
    """What an engine says of a failed preview is the reason, without the secrets of the stack's configuration."""
    output = [{"severity": "error", "message": "error: no canary\nhere"}, {"severity": "info", "message": "fine"}]
    environment = read(tmp_path, [], [], output)
    assert unreadable(environment) == {"declared": "cannot read the preview of stack 'dev': no [secret] here"}


def test_missing_stack(tmp_path: Path) -> None:
    """Of a stack that is not there the reason says where to look for its name."""
    command = tmp_path / "engine"
    command.write_text("#!/bin/sh\necho \"error: no stack named 'nope' found\" >&2\nexit 255\n")
    command.chmod(0o700)
    (environment,) = read_all(PulumiCli(str(command), tmp_path), ["nope"], lambda _: None)
    assert {*unreadable(environment).values()} == {
        "cannot read the configuration of stack 'nope': no stack named 'nope' found; "
        "`pulumi stack ls` names those that there are"
    }


def test_unreachable_account(tmp_path: Path) -> None:
    """An account that does not answer is said in the view of the server; what is deployed is known all the same."""
    environment = read(tmp_path, [step("same", DYNAMIC, "it")], [state(DYNAMIC, "it")])
    (reason,) = unreadable(environment).values()
    assert "cannot read integration 'it'" in reason
    (item,) = compare([environment])
    assert not item.standings["dev"].gone
