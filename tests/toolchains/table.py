"""The ways to make the environment of a program: each toolchain with each Python that is supported, in 15 rows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from tests.drivers.shell import run
from tests.e2e.project import NATIVE, Project
from tests.machine import missing

from arize_emulator import Emulator

ROOT = Path(__file__).parent.parent.parent
FOREIGN = "Büro und Gerät 日本"
"""A folder with blanks and letters that are not ASCII."""

INDEX = "https://pypi.org/simple/"
"""Where poetry finds packages: what it asks by default is not in every mirror of the index."""

PROJECT = """\
[project]
name = "integrations"
version = "0"
requires-python = ">=3.10,<4"
dependencies = ["pulumi-arize"]
"""


@dataclass(frozen=True)
class Row:
    """One way: `package` is how ours is installed, `main` and `folder` are where the program and the project are."""

    toolchain: str
    python: str
    package: str
    main: str = "."
    folder: str = "project"

    def __str__(self) -> str:
        where = "-in a subfolder" if self.main != "." else ""
        return f"{self.toolchain}-{self.python}-{self.package}{where}{'-foreign' if self.folder == FOREIGN else ''}"


ROWS = [
    Row("pip", "3.10", "wheel", "program", FOREIGN),
    Row("pip", "3.11", "editable", ".", FOREIGN),
    Row("pip", "3.12", "wheel"),
    Row("pip", "3.13", "editable", "program"),
    Row("pip", "3.14", "wheel", ".", FOREIGN),
    Row("uv", "3.10", "editable", "."),
    Row("uv", "3.11", "wheel", "program"),
    Row("uv", "3.12", "editable", "program", FOREIGN),
    Row("uv", "3.13", "wheel", ".", FOREIGN),
    Row("uv", "3.14", "editable", "program"),
    Row("poetry", "3.10", "editable", "program"),
    Row("poetry", "3.11", "wheel", ".", FOREIGN),
    Row("poetry", "3.12", "editable", "."),
    Row("poetry", "3.13", "wheel", "program", FOREIGN),
    Row("poetry", "3.14", "editable", ".", FOREIGN),
]


class Stack(Project):
    """A stack whose program has the environment of a row, or that of the tests."""

    def __init__(self, root: Path, engine: str, emulator: Emulator, row: Row) -> None:
        # without what Project adds to it: the plugin must be found in the row's environment
        super().__init__(root / row.folder, engine, emulator, environment={"PATH": os.environ["PATH"]})
        self.row = row
        self.root = self.folder
        self.folder = self.root / row.main
        self.folder.mkdir(exist_ok=True)
        for name in ("__main__.py", "declared.json"):
            (self.root / name).rename(self.folder / name)

    @property
    def environment(self) -> Path:
        """Where the toolchain makes the environment."""
        places = {"pip": self.root / "venv", "uv": self.folder / ".venv", "poetry": self.root / ".venv"}
        return places[self.row.toolchain]

    def take_own(self) -> None:
        """Let the program have the environment of its row, by what a user writes."""
        named = {"virtualenv": self.environment.name} if self.row.toolchain == "pip" else {}
        self._name({"toolchain": self.row.toolchain, **named}, self.environment.relative_to(self.root))

    def take_another(self) -> None:
        """Let the program have the environment of the tests."""
        self._name({"toolchain": "pip", "virtualenv": sys.prefix}, Path(sys.prefix))

    def _name(self, options: Mapping[str, str], environment: Path) -> None:
        content: dict[str, Any] = {
            "name": "e2e",
            "main": self.row.main,
            "runtime": {"name": "python", "options": dict(options)},
        }
        if self.front_end == NATIVE:
            content["plugins"] = {"providers": [{"name": "arize", "path": str(environment / "bin")}]}
        (self.root / "Pulumi.yaml").write_text(yaml.safe_dump(content))

    def install(self, python: Path, package: Path) -> None:
        """Make the environment with this Python, and with our package from a wheel or a checkout."""
        INSTALL[self.row.toolchain](self, python, package)

    def execute(self, *command: str, where: Path | None = None) -> None:
        """Run a command of a toolchain; the test is skipped where the index is out of reach, and fails on all else."""
        done = run(command, where or self.root, self.engine.environment)
        output = f"{done.stdout}\n{done.stderr}"
        if done.returncode and any(words in output for words in UNREACHABLE):
            missing(f"{command[0]} reaches no package index")
        assert done.returncode == 0, f"{command}\n{output}"


UNREACHABLE = (
    "Temporary failure in name resolution",
    "failed to lookup address",
    "All attempts to connect",
    "dns error",
)


def _pip(stack: Stack, python: Path, package: Path) -> None:
    how = f"-e {package}" if stack.row.package == "editable" else f"pulumi-arize @ {package.as_uri()}"
    (stack.root / "requirements.txt").write_text(f"{how}\n")
    stack.execute(str(python), "-m", "venv", stack.environment.name)
    pip = (str(stack.environment / "bin" / "python"), "-m", "pip", "install", "--quiet")
    stack.execute(*pip, "-r", "requirements.txt")
    if stack.row.main != ".":  # dynamic resources look for it there
        (stack.folder / stack.environment.name).symlink_to(Path("..") / stack.environment.name)


def _uv(stack: Stack, python: Path, package: Path) -> None:
    editable = ", editable = true" if stack.row.package == "editable" else ""
    source = f'[tool.uv.sources]\npulumi-arize = {{ path = "{package}"{editable} }}\n'
    (stack.folder / "pyproject.toml").write_text(f"{PROJECT}\n{source}")
    stack.execute("uv", "sync", "--quiet", "--no-python-downloads", "--python", str(python), where=stack.folder)


def _poetry(stack: Stack, python: Path, package: Path) -> None:
    develop = ", develop = true" if stack.row.package == "editable" else ""
    source = (
        f'[tool.poetry]\npackage-mode = false\n\n[[tool.poetry.source]]\nname = "index"\nurl = "{INDEX}"\n'
        f'priority = "primary"\n\n[tool.poetry.dependencies]\npulumi-arize = {{ path = "{package}"{develop} }}\n'
    )
    (stack.root / "pyproject.toml").write_text(f"{PROJECT}\n{source}")
    stack.execute("poetry", "env", "use", "--no-interaction", str(python))
    stack.execute("poetry", "install", "--no-interaction", "--no-ansi")


INSTALL: Mapping[str, Callable[[Stack, Path, Path], None]] = {"pip": _pip, "uv": _uv, "poetry": _poetry}


def interpreter(version: str) -> Path:
    """Return a Python of this version: on PATH, or of pyenv, or of uv. Skips the test where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    uv = Path.home() / ".local" / "share" / "uv" / "python"
    folders = [*sorted(pyenv.glob(f"{version}.*")), *sorted(uv.glob(f"cpython-{version}.*"))]
    found = [shutil.which(f"python{version}"), *(folder / "bin" / "python" for folder in folders)]
    running = [Path(path) for path in found if path and _version(path) == version]
    return running[0] if running else missing(f"no Python {version} here")


def _version(python: Path | str) -> str:
    """Return the version of an interpreter, empty where it does not run: pyenv's commands stand for none by default."""
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
