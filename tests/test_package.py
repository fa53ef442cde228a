"""The package: its public names are complete, its import is light, generated code is current."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import pytest

import pulumi_arize

PACKAGE = Path(pulumi_arize.__file__).parent
ROOT = PACKAGE.parent.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
HOMES = (
    "_generated.inputs",
    "_generated.dynamic.lookups",
    "_generated.results",
    "_generated.dynamic.resources",
    "errors",
    "catalog.dynamic",
    "catalog.environment",
)
"""The modules whose public names a program finds in the package."""
PUBLIC_MODULES = ("errors", "typed_dicts", "inputs", "lookups", "resources", "results")


def python(code: str) -> str:
    """Return what a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("home", HOMES)
def test_public_names(home: str) -> None:
    """The package has every public name of the modules that a program uses, and it is the same object."""
    module = importlib.import_module(f"pulumi_arize.{home}")
    for name in module.__all__:
        assert name in pulumi_arize.__all__
        assert getattr(pulumi_arize, name) is getattr(module, name)


def test_all() -> None:
    """Every name in `__all__` exists, and is listed once."""
    assert len(set(pulumi_arize.__all__)) == len(pulumi_arize.__all__)
    assert [name for name in pulumi_arize.__all__ if not hasattr(pulumi_arize, name)] == []


def test_errors_are_shown_by_their_public_name() -> None:
    """A traceback shows an error by the name under which a program can catch it."""
    errors = importlib.import_module("pulumi_arize.errors")
    assert {getattr(errors, name).__module__ for name in errors.__all__} == {"pulumi_arize"}


@pytest.mark.parametrize("package", ["pulumi_arize", "pulumi_arize.native"])
def test_light_import(package: str) -> None:
    """A program's import loads neither models nor HTTP, nor any testing tool."""
    loaded = json.loads(python(f"import json, sys, {package}; print(json.dumps(sorted(sys.modules)))"))
    heavy = ("pydantic", "httpx", "jsonschema", "starlette", "pulumi_arize.model", "pulumi_arize.api")
    tools = ("arize_emulator", "pulumi_embedded", "pytest_pulumi_arize")
    assert [name for name in loaded if name.startswith((*heavy, *tools))] == []


@pytest.mark.parametrize("package", ["pulumi_arize", "pulumi_arize.native"])
def test_public_modules(package: str) -> None:
    """A program reaches the modules of the public names as attributes of the package."""
    printed = python(
        f"import {package} as arize\nfor name in {PUBLIC_MODULES}:\n    print(getattr(arize, name).__file__)"
    )
    assert [Path(line).stem for line in printed.splitlines()] == [*PUBLIC_MODULES]


def test_generated_modules_are_current() -> None:
    """`make generate` would change nothing."""
    written = importlib.import_module("tools.generate").modules()
    assert written
    assert [path.name for path, text in written.items() if path.read_text() != text] == []


def test_version() -> None:
    """The installed version is the package's, and one file holds it."""
    assert importlib.metadata.version("pulumi-arize") == pulumi_arize.__version__
    text = f'"{pulumi_arize.__version__}"'
    assert [path.name for path in MODULES if text in path.read_text()] == ["_version.py"]
    assert text not in (ROOT / "pyproject.toml").read_text()


def test_typed() -> None:
    """The package says that it is typed."""
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.parametrize("path", sorted((PACKAGE / "_generated").rglob("*.py")), ids=lambda path: path.stem)
def test_generated_docstrings(path: Path) -> None:
    """Each generated class and function has a docstring: to the linter their package is a private one.

    A class with an empty body has that of its base class.
    """
    public = [node for node in ast.parse(path.read_text()).body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    documented = [node for node in public if not isinstance(node.body[0], ast.Pass)]
    assert [node.name for node in documented if not ast.get_docstring(node)] == []
