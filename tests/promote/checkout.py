"""A copy of the example for promotion, and a shell in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from tests.docs.documents import ROOT, Document
from tests.drivers.shell import Shell, add_salt

EXAMPLE = Path("examples/promotion")


class Checkout(Shell):
    """A copy of the program at the root of the repository and of its example, with an engine as `pulumi`."""

    def __init__(self, folder: Path, engine: str, account: Mapping[str, str], virtualenv: Path) -> None:
        folder.mkdir(parents=True)
        super().__init__(folder, folder, engine, account, virtualenv)
        activated = f"{self.virtualenv / 'bin'}{os.pathsep}{self.environment['PATH']}"
        self.environment |= {"PATH": activated, "COLUMNS": "160"}
        for path in (*ROOT.glob("Pulumi*.yaml"), ROOT / "__main__.py"):
            shutil.copy(path, folder)
        shutil.copytree(ROOT / EXAMPLE, folder / EXAMPLE, ignore=shutil.ignore_patterns("__pycache__"))
        for path in (*folder.glob("Pulumi.*.yaml"), *folder.glob(f"{EXAMPLE}/*/Pulumi.*.yaml")):
            add_salt(path)
        (folder / ".venv").symlink_to(self.virtualenv)

    def deploy(self, stack: str, project: str, secrets: Mapping[str, str]) -> None:
        """Create a stack of a project with these secrets, and deploy it."""
        commands = ["stack init", *(f"config set --secret {name} {value}" for name, value in secrets.items())]
        for command in (*commands, "up --yes --skip-preview"):
            self.run(f"pulumi -C ./{project} {command} --stack {stack}")

    def configure(self, stack: str, settings: Mapping[str, str], project: str = "") -> None:
        """Write settings to a stack's file as plain text."""
        path = self.folder / project / f"Pulumi.{stack}.yaml"
        content = yaml.safe_load(path.read_text())
        content["config"] |= settings
        path.write_text(yaml.safe_dump(content))

    def edit(self, old: str, new: str) -> None:
        """Replace a text in the program, which must have it once."""
        program = self.folder / "__main__.py"
        text = program.read_text()
        assert text.count(old) == 1
        program.write_text(text.replace(old, new))


def commands_of(document: Path, *, without: str) -> Iterator[str]:
    """Return the commands in the console blocks of a document, except those that match `without`."""
    for block in Document(document).blocks:
        if block.language == "console":
            yield from (command for command in block.commands if not re.match(without, command))
