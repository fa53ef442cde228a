"""A copy of the root program, and a shell in it as its user has one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from tests.e2e.engines import PULUMI

from pulumi_arize.testing.engine import Stack
from pulumi_arize.testing.engine.processes import Launch

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = Path("examples/promotion")
COMMANDS = {"embedded": "pulumi-embedded", "pulumi": "pulumi"}
"""The command that each engine is."""

NOT_OURS = ("ARIZE_", "PULUMI_BACKEND", "PULUMI_CONFIG")
PASSPHRASE = "a passphrase for tests"
SECONDS = 300


class Checkout:
    """A copy of what the root of the repository has of the program, with an engine under the name `pulumi`."""

    def __init__(self, folder: Path, engine: str, account: Mapping[str, str], launch: Launch) -> None:
        self.folder = folder
        self._engine = engine
        self._launch = launch
        for path in (*ROOT.glob("Pulumi*.yaml"), ROOT / "__main__.py"):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder)
        shutil.copytree(ROOT / EXAMPLE, folder / EXAMPLE, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / ".venv").symlink_to(sys.prefix)
        commands = folder / "commands"
        commands.mkdir()
        if COMMANDS[engine] != "pulumi":
            (commands / "pulumi").symlink_to(Path(sys.prefix) / "bin" / COMMANDS[engine])
        backend = folder / "backend"
        backend.mkdir()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
        self.environment = {
            **inherited,
            **account,
            "PATH": os.pathsep.join([str(commands), str(Path(sys.prefix) / "bin"), os.environ["PATH"]]),
            "PULUMI_BACKEND_URL": backend.as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
            "PULUMI_SKIP_UPDATE_CHECK": "1",
            "COLUMNS": "160",
        }

    def run(self, line: str, *statuses: int) -> str:
        """Return what a line of the shell prints; it must end in one of the statuses, 0 by default."""
        done = self.answer(line)
        assert done.returncode in (statuses or (0,)), f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def answer(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line of the shell."""
        return subprocess.run(
            ["bash", "-c", line],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def deploy(self, stack: str, project: str, secrets: Mapping[str, str]) -> None:
        """Make a stack of a project with these secrets, and bring it up."""
        if self._engine == PULUMI:
            commands = ["stack init", *(f"config set --secret {name} {value}" for name, value in secrets.items())]
            for command in (*commands, "up --yes --skip-preview"):
                self.run(f"pulumi -C ./{project} {command} --stack {stack}")
            return
        made = Stack(
            self.folder / project,
            stack,
            backend=self.folder / "backend",
            passphrase=PASSPHRASE,
            env=self.environment,
            launch=self._launch,
        )
        made.init()
        for name, value in secrets.items():
            made.set_secret(name, value)
        result = made.up()
        assert result.exit_code == 0, result.diagnostics

    def configure(self, stack: str, settings: Mapping[str, str], project: str = "") -> None:
        """Write settings to a stack's file, in clear."""
        path = self.folder / project / f"Pulumi.{stack}.yaml"
        content = yaml.safe_load(path.read_text())
        content["config"] |= settings
        path.write_text(yaml.safe_dump(content))

    def edit(self, old: str, new: str) -> None:
        """Change the program; what is to be changed stands there once."""
        program = self.folder / "__main__.py"
        text = program.read_text()
        assert text.count(old) == 1
        program.write_text(text.replace(old, new))


def commands_of(document: Path, *, without: str) -> Iterator[str]:
    """Return the commands that a document shows, line by line, but those that begin as `without` says."""
    for block in re.findall(r"^```console\n(.*?)^```", document.read_text(), re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            command = line.removeprefix("$ ")
            if line.startswith("$ ") and not re.match(without, command):
                yield command
