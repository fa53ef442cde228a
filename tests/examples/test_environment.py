"""The example of an environment, as a user follows its README: make, promote, rotate, destroy."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.drivers.shell import Shell
from tests.e2e.engines import ENGINES, missing
from tests.promote.checkout import ROOT, commands_of

from arize_emulator import Emulator

EXAMPLE = ROOT / "examples" / "environment"
STACKS = ("dev", "staging", "prod")
PENDING = 2


@pytest.fixture(params=ENGINES)
def shell(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path, virtualenv: Path) -> Shell:
    """Return a shell in a copy of the example, with an engine as `pulumi`."""
    if reason := missing(request.param):
        pytest.skip(reason)
    folder = tmp_path / "checkout" / "examples" / "environment"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "Pulumi.*.yaml"))
    made = Shell(folder, tmp_path, request.param, emulator.env, virtualenv)
    (tmp_path / "checkout" / ".venv").symlink_to(made.virtualenv)
    commands = tmp_path / "commands"
    for name in ("python", "arize-promote"):
        (commands / name).write_text(f'#!/bin/sh\nexec "{Path(sys.executable).parent / name}" "$@"\n')
        (commands / name).chmod(0o700)
    return made


@contextmanager
def client(shell: Shell, line: str, output: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the client until the end of `with`."""
    with output.open("wb") as file:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {line}"], cwd=shell.folder, env=shell.environment, stdout=file, stderr=file
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _await_another_line(process: subprocess.Popen[bytes], output: Path) -> None:
    """Wait until the client has printed something more; fail where it has ended."""
    size = output.stat().st_size
    while output.stat().st_size == size:
        assert process.poll() is None, output.read_text()
        time.sleep(0.05)


def test_readme(shell: Shell, emulator: Emulator, tmp_path: Path) -> None:
    """Three environments are made, a change goes to prod, a client goes on through a rotation, and dev is gone."""
    before = [item["name"] for item in emulator.organizations]
    commands = list(commands_of(EXAMPLE / "README.md", without="export "))
    started, promoted = (
        next(index for index, line in enumerate(commands) if line.startswith(start))
        for start in ("python client.py", "pulumi up --yes --stack dev")
    )
    for line in commands[:promoted]:
        shell.run(line)
    assert [item["name"] for item in emulator.organizations[-3:]] == [f"Assistants ({stack})" for stack in STACKS]

    program = shell.folder / "__main__.py"
    program.write_text(program.read_text().replace('["small", "large"]', '["small", "large", "vision"]'))
    for line in commands[promoted:started]:
        shell.run(line, 0, PENDING if line.startswith("arize-promote") else 0)
    assert [emulator.get(f"Gateway ({stack})")["model_names"] for stack in STACKS] == [["small", "large", "vision"]] * 3

    (old,) = (key for key in emulator.api_keys if key["name"] == "CI (dev)")
    output = tmp_path / "client"
    with client(shell, commands[started], output) as process:
        rotation = [line for line in commands[started + 1 :] if "destroy" not in line]
        _await_another_line(process, output)
        for line in rotation:
            shell.run(line)
        _await_another_line(process, output)
    _check_rotation(emulator, old["id"], output.read_text())

    shell.run(commands[-1])
    assert [item["name"] for item in emulator.organizations] == [*before, "Assistants (staging)", "Assistants (prod)"]
    refused = shell.answer("pulumi destroy --yes --stack prod")
    assert refused.returncode != 0
    assert "deletion" in refused.stdout + refused.stderr


def _check_rotation(emulator: Emulator, old_id: str, printed: str) -> None:
    """Fail unless the client read the key again at most once, and each of its requests was answered in the end."""
    states = {key["id"]: key["status"] for key in emulator.api_keys if key["name"] == "CI (dev)"}
    assert sorted(states.values()) == ["ACTIVE", "REVOKED"]
    assert states[old_id] == "REVOKED"
    assert printed.count("read the key again") == 1
    assert "Gateway (dev), OpenAI (dev), Support agent (dev)" in printed
    assert "Traceback" not in printed
