"""A stack in a test: the results of its operations, and its isolation."""

from __future__ import annotations

import asyncio
import contextvars
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pulumi.runtime
import pytest
from pulumi.runtime import settings

import pulumi_arize as arize
from arize_emulator import Emulator
from pulumi_embedded import UNKNOWN
from pytest_pulumi_arize.stack import OperationFailedError, Stack

from .things import Echo

NewStack = Callable[..., Stack]


def integrations(**keys: str) -> Callable[[], None]:
    """Return a program that declares an integration for each key, by the name of the resource."""

    def declare() -> None:
        for name, key in keys.items():
            arize.Integration(name, name=name.title(), config=arize.OpenAiConfig(api_key=key))

    return declare


def test_outcome_names_what_was_done(stack: Stack, emulator: Emulator) -> None:
    """Each resource is in the list of its operation; the stack and providers are in none."""
    assert stack.up(integrations(a="1", b="1", c="1")).created == ["a", "b", "c"]
    emulator.clear_requests()
    result = stack.up(integrations(a="1", b="2", d="1"))
    assert (result.created, result.updated, result.deleted) == (["d"], ["b"], ["c"])
    assert (result.replaced, result.unchanged, result.changed) == ([], ["a"], ["b", "c", "d"])
    assert result.differences == {"b": ["config.apiKey"]}
    assert repr(result) == "<up: 1 created, 1 updated, 1 deleted, 1 unchanged>"
    assert sorted(request.method for request in result.requests if request.method != "GET") == [
        "DELETE",
        "PATCH",
        "POST",
    ]
    assert result.requests == emulator.requests


def test_last_program_is_the_default(stack: Stack) -> None:
    """Without a program, an operation runs the last one; before the first, that is an error."""
    with pytest.raises(ValueError, match="no program yet"):
        stack.up()
    assert stack.preview(integrations(a="1")).created == ["a"]
    assert stack.up().created == ["a"]


def test_failure_has_the_text_and_the_outcome(stack: Stack, emulator: Emulator) -> None:
    """The error of a failed operation has the engine's text, without keys, and the result."""
    emulator.add("integrations", {"type": "LLM", "name": "B", "config": {"provider": "OPEN_AI", "api_key": "other"}})

    def declare() -> None:
        first = arize.Integration("a", name="A", config=arize.OpenAiConfig(api_key="sk-of-a"))
        after = pulumi.ResourceOptions(depends_on=[first])
        arize.Integration("b", name="B", config=arize.OpenAiConfig(api_key="sk-of-b"), opts=after)

    with pytest.raises(OperationFailedError, match="is taken by") as failed:
        stack.up(declare)
    assert failed.value.result.created == ["a"]
    assert len(failed.value.result.errors) == 1
    assert "sk-of" not in str(failed.value)
    assert failed.value.__cause__ is None


def test_error_of_the_program_is_the_cause(stack: Stack) -> None:
    """The exception of a program is the cause of the failure; its traceback begins in the program."""

    def fail() -> None:
        raise LookupError("no such thing")

    with pytest.raises(OperationFailedError, match="LookupError: no such thing") as failed:
        stack.up(fail)
    cause = failed.value.__cause__
    assert isinstance(cause, LookupError)
    assert cause.__traceback__ is not None
    assert cause.__traceback__.tb_frame.f_code is fail.__code__


def test_run_error_of_the_program_is_one_line(stack: Stack) -> None:
    """A `pulumi.RunError` fails the operation with its message."""

    def fail() -> None:
        raise pulumi.RunError("choose a region")

    with pytest.raises(OperationFailedError, match="choose a region") as failed:
        stack.preview(fail)
    assert "Traceback" not in str(failed.value)


def test_secret_setting_is_redacted_in_messages(stack: Stack) -> None:
    """A secret setting is redacted in every message of the program."""
    stack.set_secret("token", "hidden-token")

    def program() -> None:
        token = pulumi.Config().require("token")
        pulumi.log.warn(f"using {token}")
        raise pulumi.RunError(f"stopped with {token}")

    with pytest.raises(OperationFailedError, match=r"stopped with \[secret\]") as failed:
        stack.up(program)
    assert "using [secret]" in failed.value.result.text
    assert "hidden-token" not in str(failed.value) + failed.value.result.text


def test_program_can_skip_the_test(stack: Stack) -> None:
    """An exception of pytest in a program, which skips or fails the test, is raised unchanged."""
    with pytest.raises(pytest.skip.Exception, match="not here"):
        stack.up(lambda: pytest.skip("not here"))


def test_program_runs_in_the_context_of_the_test(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    """A program's closure, context variables and prints are those of the test."""
    found: list[str] = []
    variable = contextvars.ContextVar("variable", default="unset")
    variable.set("of the test")

    def declare() -> None:
        found.append(variable.get())
        print("said by the program")  # noqa: T201 - to be captured

    stack.up(declare)
    assert found == ["of the test"]
    assert capsys.readouterr().out == "said by the program\n"


def test_nothing_of_a_run_is_left(stack: Stack) -> None:
    """After a run the SDK of the test's process is as it was: no monitor, no stack, no configuration."""
    stack.set_config("name", "value")
    before = (pulumi.get_stack(), pulumi.runtime.is_dry_run())
    stack.preview(lambda: pulumi.export("name", pulumi.Config().require("name")))
    assert pulumi.runtime.get_root_resource() is None
    assert settings.get_monitor() is None
    assert pulumi.Config("test").get("name") is None
    assert (pulumi.get_stack(), pulumi.runtime.is_dry_run()) == before


def test_configuration_and_outputs(stack: Stack) -> None:
    """Configuration arrives with its secrets marked; outputs are in the clear, the secret ones named."""
    stack.set_config("count", 3)
    stack.set_secret("token", "t-1")
    stack.set_config("other:flag", value=True)

    def declare() -> None:
        config = pulumi.Config()
        pulumi.export("count", config.require_int("count"))
        pulumi.export("token", config.require_secret("token"))
        pulumi.export("flag", pulumi.Config("other").require_bool("flag"))

    result = stack.up(declare)
    assert result.outputs == stack.outputs == {"count": 3, "token": "t-1", "flag": True}
    assert result.secret_outputs == {"token"}
    assert "t-1" not in result.text


def test_inside_a_running_loop(stack: Stack) -> None:
    """An asynchronous test can run operations."""

    async def test() -> list[str]:
        return stack.up(integrations(a="1")).created

    assert asyncio.run(test()) == ["a"]


def test_asynchronous_program(stack: Stack) -> None:
    """A program may be a coroutine function."""

    async def declare() -> None:
        await asyncio.sleep(0)
        integrations(a="1")()

    assert stack.up(declare).created == ["a"]


def test_provider_of_the_tests_own(stack: Stack) -> None:
    """A dynamic provider from a module that only the test can import is run, also by operations without a program."""

    def declare() -> None:
        pulumi.export("said", Echo("echo", "hello").said)

    assert stack.up(declare).outputs == {"said": "hello"}
    assert stack.refresh().unchanged == ["echo"]
    assert stack.destroy().deleted == ["echo"]


def test_stacks_are_apart_and_can_refer_to_each_other(new_stack: NewStack, legacy_emulator: Emulator) -> None:
    """Stacks have states, settings and accounts of their own; one can read the outputs of another."""
    first, second = new_stack("first"), new_stack("second", account=legacy_emulator)

    def exporting() -> None:
        integrations(a="1")()
        pulumi.export("secret", pulumi.Output.secret("s"))

    def reading() -> None:
        integrations(b="1")()
        reference = pulumi.StackReference("organization/test/first")
        pulumi.export("read", reference.get_output("secret"))

    first.up(exporting)
    result = second.up(reading)
    assert result.outputs == {"read": "s"}
    assert result.secret_outputs == {"read"}
    assert [item["name"] for item in first.account.integrations] == ["A"]
    assert [item["name"] for item in legacy_emulator.integrations] == ["B"]


def test_no_other_account_is_reached(
    stack: Stack, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the environment, the project and the stack say of the host, the emulator is asked and nobody else."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.setblocking(False)  # noqa: FBT003 - the socket's own signature
        port = str(other.getsockname()[1])
        for name, value in {"ARIZE_API_HOST": "127.0.0.1", "ARIZE_API_PORT": port, "ARIZE_API_SCHEME": "http"}.items():
            monkeypatch.setenv(name, value)
        stack.set_config("arize:region", "eu-west-1a")
        stack.set_config("arize:port", port)
        program = "import pulumi_arize as arize\narize.get_space('Production')\n"
        program += "arize.Integration('b', name='B', config=arize.OpenAiConfig(api_key='k'))\n"
        (tmp_path / "project").mkdir()
        (tmp_path / "project" / "__main__.py").write_text(program)
        defaults = "config: {arize:host: {value: 127.0.0.1}, arize:baseDomain: {value: example.com}}"
        (tmp_path / "project" / "Pulumi.yaml").write_text(f"name: project\nruntime: python\n{defaults}\n")

        def declare() -> None:
            arize.get_space("Production")
            integrations(a="1")()

        stack.up(declare)
        stack.up(tmp_path / "project")
        with pytest.raises(BlockingIOError):
            other.accept()
    assert sorted(item["name"] for item in emulator.integrations) == ["A", "B"]


def test_environment_of_the_shell_is_forgotten(stack: Stack) -> None:
    """While a test has a stack, neither it nor its program sees the variables of Arize and Pulumi, nor a proxy."""
    found: list[str] = []
    stack.preview(lambda: found.extend(os.environ))
    assert [name for name in found if name.startswith(("ARIZE_", "PULUMI_")) or name.lower() == "https_proxy"] == []


def test_wrong_key_can_be_tried(stack: Stack) -> None:
    """The key of the account is a setting like any other: a test can set a wrong one."""
    stack.set_secret("arize:apiKey", "wrong")
    with pytest.raises(OperationFailedError, match="401"):
        stack.up(integrations(a="1"))


def test_project_folder_stays_as_it_is(stack: Stack, tmp_path: Path) -> None:
    """A project's own program runs in its folder, with the tests' interpreter, and nothing is written there."""
    folder = tmp_path / "project"
    folder.mkdir()
    runtime = "{name: python, options: {virtualenv: no-such-venv}}"
    (folder / "Pulumi.yaml").write_text(f"name: project\nruntime: {runtime}\n")
    (folder / "names.py").write_text("NAME = 'of the project'\n")
    (folder / "__main__.py").write_text("import names, pulumi\npulumi.export('name', names.NAME)\nprint('said')\n")
    before = sorted(folder.iterdir())
    result = stack.up(folder)
    assert result.outputs == {"name": "of the project"}
    assert [message.text for message in result.diagnostics] == ["said"]
    assert sorted(folder.iterdir()) == before


def test_state_is_portable(new_stack: NewStack) -> None:
    """The state that a test exports is a deployment, its secrets encrypted."""
    stack = new_stack(project="infra")
    stack.up(integrations(a="sk-of-a"))
    exported: dict[str, Any] = stack.export()
    assert exported["version"] == 3
    assert [entry["urn"].rpartition("::")[2] for entry in exported["deployment"]["resources"]][-1] == "a"
    assert "sk-of-a" not in str(exported)


def export_settings() -> None:
    """Export what the program sees of two settings."""
    pulumi.export("size", pulumi.Config().get("size"))
    pulumi.export("shared", pulumi.Config("shared").get("key") or "not set")


def test_projects_share_no_settings(new_stack: NewStack) -> None:
    """Stacks with the same name in two projects have settings of their own, whichever is made or set first."""
    network = new_stack("prod", project="network")
    network.set_config("size", "large")
    network.set_config("shared:key", "of network")
    app = new_stack("prod", project="app")
    app.set_config("size", "small")
    assert network.up(export_settings).outputs == {"size": "large", "shared": "of network"}
    assert app.up(export_settings).outputs == {"size": "small", "shared": "not set"}


def test_stack_that_is_requested_again_keeps_its_settings(new_stack: NewStack) -> None:
    """A second object for a stack has the state and the settings of the first one."""
    new_stack("prod").set_config("size", "large")
    assert new_stack("prod").up(export_settings).outputs["size"] == "large"


def test_output_of_a_new_resource_is_unknown(stack: Stack) -> None:
    """What only a deployment can tell is `UNKNOWN` in a preview, and is there after the `up`."""

    def declare() -> None:
        integration = arize.Integration("a", name="A", config=arize.OpenAiConfig(api_key="k"))
        pulumi.export("id", integration.id)
        pulumi.export("name", integration.name)

    assert stack.preview(declare).outputs == {"id": UNKNOWN, "name": "A"}
    assert stack.up().outputs["id"] is not UNKNOWN
