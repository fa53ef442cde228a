"""The package: its door is complete, its import is light, what is generated is current, and everything is described."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path
from typing import TypeGuard

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
"""The modules whose public names a program finds at the door."""


def python(code: str) -> str:
    """Return what a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("home", HOMES)
def test_door(home: str) -> None:
    """Every public name of the modules that a program uses is at the door, and is the same thing."""
    module = importlib.import_module(f"pulumi_arize.{home}")
    for name in module.__all__:
        assert name in pulumi_arize.__all__
        assert getattr(pulumi_arize, name) is getattr(module, name)


def test_door_holds_what_it_says() -> None:
    """Every name that the door lists is there, once."""
    assert len(set(pulumi_arize.__all__)) == len(pulumi_arize.__all__)
    assert [name for name in pulumi_arize.__all__ if not hasattr(pulumi_arize, name)] == []


def test_errors_are_shown_by_their_public_name() -> None:
    """An error in a traceback has the name under which a program can catch it."""
    errors = importlib.import_module("pulumi_arize.errors")
    assert {getattr(errors, name).__module__ for name in errors.__all__} == {"pulumi_arize"}


def test_light_import() -> None:
    """A program's import loads neither models nor HTTP, nor anything of the tests' tools."""
    loaded = json.loads(python("import json, sys, pulumi_arize; print(json.dumps(sorted(sys.modules)))"))
    heavy = ("pydantic", "httpx", "jsonschema", "starlette", "pulumi_arize.model", "pulumi_arize.api")
    assert [
        name for name in loaded if name.startswith((*heavy, "arize_emulator", "pulumi_embedded", "pytest_pulumi_arize"))
    ] == []


@pytest.mark.parametrize("package", ["pulumi_arize", "pulumi_arize.native"])
def test_argument_classes_load_when_they_are_used(package: str) -> None:
    """An import loads no argument class and no result, and the first use of one does."""
    code = (
        f"import json, sys, {package} as arize\n"
        "later = [f'pulumi_arize._generated.{name}' for name in ('typed_dicts', 'inputs', 'results')]\n"
        "before = [name for name in later if name in sys.modules]\n"
        "arize.OpenAiConfig, arize.get_space\n"
        "print(json.dumps([before, [name for name in later if name in sys.modules]]))"
    )
    before, after = json.loads(python(code))
    assert before == []
    assert {"pulumi_arize._generated.inputs", "pulumi_arize._generated.results"} <= {*after}


@pytest.mark.parametrize("package", ["pulumi_arize", "pulumi_arize.native"])
@pytest.mark.parametrize("module", ["typed_dicts", "errors", "inputs", "lookups", "resources", "results"])
def test_modules_at_the_door(package: str, module: str) -> None:
    """A program reaches the modules that stand behind the door without an import of their own."""
    assert f"{module}.py" in python(f"import {package} as arize\nprint(arize.{module}.__file__)")


@pytest.mark.parametrize("package", ["pulumi_arize", "pulumi_arize.native"])
def test_what_is_not_there(package: str) -> None:
    """A name that the package does not have is told as any other module tells it, and `dir` lists those it has."""
    module = importlib.import_module(package)
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'Nonsense'"):
        _ = module.Nonsense
    assert {*dir(module)} == {*module.__all__}


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


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_docstrings(path: Path) -> None:
    """A module, and every public class and function in it, has a docstring."""
    tree = ast.parse(path.read_text())
    owners: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    public = [node for owner in owners for node in owner.body if is_public(node)]
    assert ast.get_docstring(tree)
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def is_public(node: ast.stmt) -> TypeGuard[ast.ClassDef | ast.FunctionDef]:
    """Tell whether a statement defines something public that is described where it stands.

    A setter is described where its property is, an override where the class that it is of has it.
    """
    if not isinstance(node, (ast.ClassDef, ast.FunctionDef)) or node.name.startswith("_"):
        return False
    return not any(ast.unparse(mark).endswith((".setter", "override")) for mark in node.decorator_list)
