"""Run commands, and `pulumi` among them as one of the engines, for an account and a backend of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PULUMI = "pulumi"
PASSPHRASE = "choose-one"
"""The one that the tutorial chooses, so that its stacks can have `SALT` too."""
SALT = "v1:NNE8Q4h66WU=:v1:DkQsQ6r/Ko2J8bAq:AIAuY88Kk6FlK/2AObIcLCHv15ZUDQ=="
"""The salt of stacks with that passphrase: to make a key of both takes a fifth of a second, once for each process."""

EXCLUDED_PREFIXES = ("ARIZE_", "PULUMI_BACKEND", "PULUMI_CONFIG")
"""Prefixes of the variables that a test's processes do not inherit."""

SECONDS = 600


def inherited_variables() -> dict[str, str]:
    """Return the variables of this process, but for those of an account and of a backend."""
    return {name: value for name, value in os.environ.items() if not name.startswith(EXCLUDED_PREFIXES)}


def engine_variables(backend: Path) -> dict[str, str]:
    """Return the variables of an engine that stores its states in a folder."""
    backend.mkdir(parents=True, exist_ok=True)
    return {
        "PULUMI_BACKEND_URL": backend.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "1",
    }


def run(
    command: Sequence[str],
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, whatever its exit status is; TimeoutExpired after so many seconds."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def add_salt(settings: Path) -> None:
    """Add `SALT` to the settings of a stack, or write settings with nothing else, before the stack is created."""
    with settings.open("a") as file:
        file.write(f"\nencryptionsalt: {SALT}\n")


class Shell:
    """A shell in `folder`, where commands run one after the other; what it needs is written below `home`.

    No virtual environment is active in it: a command that is in one has to be called by its path. `virtualenv` is
    the one that has the embedded engine, `self.virtualenv` the one that a program has.
    """

    def __init__(self, folder: Path, home: Path, engine: str, account: Mapping[str, str], virtualenv: Path) -> None:
        self.folder = folder
        self.virtualenv = Path(sys.prefix) if engine == PULUMI else virtualenv
        self.backend = home / "backend"
        commands = home / "commands"
        commands.mkdir(parents=True)
        if engine != PULUMI:
            (commands / PULUMI).symlink_to(virtualenv / "bin" / "pulumi-embedded")
        path = os.pathsep.join([str(commands), os.environ["PATH"]])
        self.environment = {**inherited_variables(), **account, **engine_variables(self.backend), "PATH": path}

    def prepare_stacks(self, *names: str) -> None:
        """Let the stacks with these names have `SALT` when `pulumi stack init` creates them."""
        for name in names:
            add_salt(self.folder / f"Pulumi.{name}.yaml")

    def run(self, line: str, *statuses: int) -> str:
        """Return what a line prints to standard output; it must end in one of the statuses, 0 by default."""
        done = self.call(line)
        assert done.returncode in (statuses or (0,)), f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def call(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line, or a script."""
        return run(["bash", "-c", line], self.folder, self.environment)
