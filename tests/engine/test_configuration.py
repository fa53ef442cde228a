"""What `Pulumi.yaml` declares and a stack's file says: read, or refused before the program runs, as on the real engine.

The values and texts are those of `pulumi`; where it is on PATH the tests run on it too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.drivers.shell import PASSPHRASE, SALT

from pulumi_embedded import EngineStack
from pulumi_embedded.errors import EngineError, RefusedError
from pulumi_embedded.passphrase import Crypter
from pulumi_embedded.project import Python, load_project, python_of

from .project import REAL, Command, Project, missing_commands

PRINT_CONFIG = """\
import json
import pulumi
print("has", json.dumps({key: pulumi.Config().get(key) for key in "abcdefghijk"}))
"""


def configured(project: Project, declared: Any = None, settings: str = "") -> Project:
    """Return a project that declares settings, with a stack's file, whose program prints its configuration."""
    config = {"config": declared} if declared else {}
    (project.folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "things", "runtime": "python", **config}))
    (project.folder / "Pulumi.dev.yaml").write_text(f"encryptionsalt: {SALT}\n{settings}")
    (project.folder / "__main__.py").write_text(PRINT_CONFIG)
    return project


def printed(text: str) -> dict[str, str | None]:
    """Return what the program printed."""
    line = next(line for line in text.splitlines() if "has {" in line)
    read: dict[str, str | None] = json.loads(line.partition("has ")[2])
    return {key: value for key, value in read.items() if value is not None}


STRING, SECRET, INTEGER = {"type": "string"}, {"type": "string", "secret": True}, {"type": "integer"}
ARRAY = {"type": "array", "items": {"type": "integer"}}
REFUSED: dict[str, tuple[Any, str, str]] = {
    "missing": ({"a": STRING}, "", "Stack 'dev' is missing configuration value 'a'"),
    "missing-without-a-type": ({"a": {"description": "d"}}, "", "Stack 'dev' is missing configuration value 'a'"),
    "two-missing": ({"b": STRING, "a": STRING}, "", "Stack 'dev' is missing configuration values 'a' and 'b'"),
    "three-missing": ({"a": STRING, "b": {}, "c": {}}, "", "missing configuration values 'a', 'b' and 'c'"),
    "no-integer": ({"a": INTEGER}, "config: {things:a: x}", "configuration key 'a' must be of type 'integer'"),
    "no-boolean": ({"a": {"type": "boolean"}}, "config: {things:a: yes}", "key 'a' must be of type 'boolean'"),
    "no-string": ({"a": STRING}, "config: {things:a: {x: 1}}", "configuration key 'a' must be of type 'string'"),
    "no-array": ({"a": ARRAY}, "config: {things:a: x}", "configuration key 'a' must be of type 'array<integer>'"),
    "no-item": ({"a": ARRAY}, "config: {things:a: [1, x]}", "configuration key 'a' must be of type 'array<integer>'"),
    "no-object": ({"a": {"type": "object"}}, "config: {things:a: x}", "key 'a' must be of type 'object'"),
    "plain": ({"a": SECRET}, "config: {things:a: x}", "configuration key 'a' must be encrypted as it's secret"),
    "plain-default": ({"a": {**SECRET, "default": "x"}}, "", "configuration key 'a' must be encrypted as it's secret"),
}
"""Declarations, settings, and the error that `preview` and `up` end with before the program runs."""

WRONG: dict[str, tuple[Any, str]] = {
    "array-of-nothing": ({"a": {"type": "array"}}, "does not specify the underlying type via the 'items' attribute"),
    "default-of-another-type": ({"a": {**INTEGER, "default": "x"}}, "is not of the expected type 'integer'"),
    "value-and-default": ({"a": {"value": 1, "default": 2}}, "cannot have both a 'default' and 'value' attribute"),
    "type-of-another's": ({"x:a": STRING}, "is not namespaced by the project and should not define a type"),
    "default-of-another's": ({"x:a": {"default": 1}}, "should not define a default value"),
    "nothing-of-another's": ({"x:a": {"description": "d"}}, "is namespaced and must provide an attribute 'value'"),
}
"""Declarations that no command accepts."""

MISREAD: dict[str, tuple[Any, str]] = {
    "null": ({"a": None}, "is neither a value nor a declaration"),
    "attribute": ({"a": {"tpye": "string"}}, "'tpye' is no attribute of a declaration"),
    "type": ({"a": {"type": "text"}}, "has a type that is not one of string, integer, boolean, array, object"),
}
"""Declarations that do not fit the schema of `Pulumi.yaml`: the real engine's words for them are another's."""

READ = """\
config:
  things:a: null
  things:b: 1.0e+21
  things:c: 1e3
  things:d: 1.0e+20
  things:e: 12345678901234567890123
  things:f: {n: null, t: 1.0e-7, f: 0.000001, w: 3.0, l: [0x1f, 0o17, 017, 1_000, '1:30']}
  things:g: yes
  things:h: 0.1
  things:i: 18446744073709551615
"""
AS = {
    "a": "",
    "b": "1e+21",
    "c": "1000",
    "d": "100000000000000000000",
    "e": "1.2345678901234568e+22",
    "g": "yes",
    "h": "0.1",
    "i": "18446744073709551615",
    "j": "1.5",
    "k": "[1]",
}
READ += "  things:j: 1.5\n  things:k: [1]\n"
NESTED = {"n": None, "t": 1e-7, "f": 1e-6, "w": 3, "l": [31, 15, 15, 1000, "1:30"]}


def preview(project: Project, engine: Command) -> str:
    """Return what a preview prints."""
    project.run(engine, "stack", "init", "dev")
    ended = project.run(engine, "preview", "--stack", "dev", "--non-interactive")
    return f"{ended.output}\n{ended.errors}"


@pytest.mark.parametrize("case", REFUSED)
def test_settings_that_are_not_as_declared(engine: Command, project: Project, case: str) -> None:
    """They are refused before the program runs."""
    declared, settings, error = REFUSED[case]
    text = preview(configured(project, declared, settings), engine)
    assert error in text
    assert "has {" not in text


@pytest.mark.parametrize("case", WRONG | MISREAD)
def test_wrong_declarations(project: Project, case: str) -> None:
    """They are refused by every command."""
    declared, error = (WRONG | MISREAD)[case]
    configured(project, declared)
    with pytest.raises(EngineError, match=re.escape(error)):
        load_project(project.folder)


def test_the_real_engine_refuses_wrong_declarations(project: Project) -> None:
    """It does so in the same words where they are its own."""
    if missing := missing_commands():
        pytest.skip(f"not on PATH: {', '.join(missing)}")
    for declared, error in WRONG.values():
        assert error in preview(configured(project, declared), REAL)


def test_values(engine: Command, project: Project) -> None:
    """Empty values, numbers and words of a stack's file reach the program as texts of the same form."""
    read = printed(preview(configured(project, settings=READ), engine))
    assert json.loads(read.pop("f") or "") == NESTED
    assert read == AS


def test_numbers_that_json_lacks(engine: Command, project: Project) -> None:
    """They are refused."""
    configured(project, settings="config: {things:a: .inf}")
    assert "unsupported value" in project.run(engine, "stack", "init", "dev").errors


def test_declared_values(engine: Command, project: Project) -> None:
    """Values and defaults are there where the stack's file has none, each as its declaration allows."""
    declared = {
        "a": "short",
        "b": {**INTEGER, "default": 5},
        "c": {"value": {"x": [1.5, None]}},
        "d": ARRAY,
        "e": SECRET,
        "f": INTEGER,
    }
    secret = Crypter(PASSPHRASE, SALT).encrypt("s3cret")
    settings = f"config: {{things:d: [1, 2.0], things:e: {{secure: {secret}}}, things:f: '-12', things:a: longer}}"
    read = printed(preview(configured(project, declared, settings), engine))
    assert read.pop("e") in ("s3cret", "[secret]")
    assert read == {"a": "longer", "b": "5", "c": '{"x":[1.5,null]}', "d": "[1,2]", "f": "-12"}


@pytest.mark.parametrize(
    ("option", "error"),
    [
        ({"toolchain": "conda"}, "unsupported toolchain option: conda"),
        ({"toolchain": 3}, "toolchain option must be a string"),
        ({"typechecker": "pytype"}, "unsupported typechecker option: pytype"),
        ({"virtualenv": 3}, "virtualenv option must be a string"),
    ],
    ids=str,
)
def test_unknown_options_of_the_runtime(tmp_path: Path, option: dict[str, Any], error: str) -> None:
    """They are refused, in the words of the real engine."""
    with pytest.raises(EngineError, match=error):
        python_of({"name": "python", "options": option}, tmp_path)


def test_toolchains(tmp_path: Path) -> None:
    """Each has its environment: that of uv is `.venv`, that of poetry is what poetry says; type checks are refused."""
    assert python_of("python", tmp_path) == Python()
    environment = tmp_path / ".venv"
    uv = Python(environment, dynamic=environment)
    assert python_of({"name": "python", "options": {"toolchain": "uv"}}, tmp_path) == uv
    pip = {"toolchain": "pip", "virtualenv": ".venv"}
    assert python_of({"name": "python", "options": pip}, tmp_path) == uv
    poetry = python_of({"name": "python", "options": {"toolchain": "poetry"}}, tmp_path)
    assert poetry.poetry_project == tmp_path
    with pytest.raises(RefusedError, match="typechecker: mypy"):
        python_of({"name": "python", "options": {"typechecker": "mypy"}}, tmp_path).interpreter()
    with pytest.raises(EngineError, match="is not there"):
        Python(environment).interpreter()


@pytest.mark.parametrize(("marker", "place"), [("uv.lock", "."), ("pyproject.toml", "."), ("nothing", "program")])
def test_the_environment_of_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str, place: str) -> None:
    """It is next to the lock that is nearest to the program, or the project; dynamic resources take that next to it."""
    program = tmp_path / "program"
    program.mkdir()
    (tmp_path / marker).touch()
    uv = {"name": "python", "options": {"toolchain": "uv"}}
    read = python_of(uv, tmp_path, program)
    assert (read.named, read.dynamic) == (tmp_path / place / ".venv", program / ".venv")
    monkeypatch.setenv("UV_PROJECT_ENVIRONMENT", "elsewhere")
    assert python_of(uv, tmp_path, program).named == tmp_path / place / "elsewhere"


def test_an_environment_by_name(tmp_path: Path) -> None:
    """A program finds it from the project's folder, dynamic resources from the program's."""
    read = python_of({"name": "python", "options": {"virtualenv": "venv"}}, tmp_path, tmp_path / "program")
    assert (read.named, read.dynamic) == (tmp_path / "venv", tmp_path / "program" / "venv")
    with pytest.raises(EngineError, match="program/venv"):
        read.for_dynamic_resources()


def test_the_folder_of_settings(project: Project) -> None:
    """`stackConfigDir` is where the files of the stacks are."""
    configured(project)
    text = yaml.safe_dump({"name": "things", "runtime": "python", "stackConfigDir": "stacks"})
    (project.folder / "Pulumi.yaml").write_text(text)
    (project.folder / "stacks").mkdir()
    (project.folder / "Pulumi.dev.yaml").rename(project.folder / "stacks" / "Pulumi.dev.yaml")
    stack = EngineStack(project.folder, "dev", backend=project.folder, passphrase=PASSPHRASE)
    stack.set_config("a", "x")
    assert "things:a: x" in (project.folder / "stacks" / "Pulumi.dev.yaml").read_text()
    assert stack.configuration().values == {"things:a": "x"}
