"""The examples of the schema and of the reference: each is there in every language, compiles and does what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.drivers.shell import run
from tests.machine import need

from pulumi_arize import native
from pulumi_arize.casing import camel
from pulumi_arize.model.resource_types import RESOURCE_TYPES
from pulumi_arize.native.example_programs import DYNAMIC, NATIVE, example
from pulumi_arize.settings import Settings
from pytest_pulumi_arize.stack import Stack

from .schemas import SCHEMA, violations
from .sdks import compile_typescript, generated, typescript_project, vet_go

RESOURCES = [resource_type.name for resource_type in RESOURCE_TYPES]
PAGES = [*RESOURCES, "functions", "settings", "enumerations"]
LANGUAGES = ["python", "typescript", "go", "csharp", "yaml"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECRET = re.compile(r'require_secret\("(\w+)"\)')
NAMES_OF_PULUMI = {"Provider"}
"""The names in C# programs that are options of resources."""

pages = pytest.mark.parametrize("page", PAGES)


def programs(page: str) -> dict[str, str]:
    """Return the programs of a page, by language."""
    found = example(page)
    assert found, f"there is no example of {page}"
    return {language: text for language, text in FENCE.findall(found.programs) if language in LANGUAGES}


@pages
def test_every_language(page: str) -> None:
    """Each page has the same program in every language, in the order of the tabs."""
    assert list(programs(page)) == LANGUAGES


@pytest.mark.parametrize("name", RESOURCES)
def test_descriptions(name: str) -> None:
    """The schema shows the example of each resource type, with the native import in Python, and how to import one."""
    description = SCHEMA["resources"][f"arize:index:{name}"]["description"]
    assert [language for language, _ in FENCE.findall(description)] == [*LANGUAGES, "sh"]
    assert NATIVE in description
    assert DYNAMIC not in description
    assert f"pulumi import arize:index:{name} " in description


@pytest.mark.parametrize("page", [page for page in PAGES if page != "settings"])
@pytest.mark.parametrize("statement", [DYNAMIC, NATIVE], ids=["dynamic", "native"])
def test_python(page: str, statement: str, stack: Stack) -> None:
    """A Python program deploys in both front ends, and is unchanged afterwards."""
    text = programs(page)["python"].replace(DYNAMIC, statement)
    for name in SECRET.findall(text):
        stack.set_secret(name, f"key of {name}")
    code = compile(text, page, "exec")
    created = stack.up(lambda: exec(code, {})).created  # noqa: S102 - it is the documentation's
    assert bool(created) == (page in RESOURCES or page == "enumerations")
    assert stack.up(lambda: exec(code, {})).changed == []  # noqa: S102


def test_typescript(tmp_path: Path) -> None:
    """The TypeScript programs compile under `tsc --strict` with the SDK that `pulumi` generates."""
    typescript_project(tmp_path)
    for page in PAGES:
        (tmp_path / f"{page}.ts").write_text(programs(page)["typescript"].replace('"pulumi-arize"', '"./sdk"'))
    done = compile_typescript(tmp_path, *(f"{page}.ts" for page in PAGES))
    assert (done.returncode, done.stdout) == (0, "")


def test_go(tmp_path: Path) -> None:
    """The Go programs are formatted, and compile where all modules that they need are in the cache."""
    need("go", "gofmt")
    sdk = generated("go", tmp_path) / "arize"
    for page in PAGES:
        folder = sdk / "programs" / page.lower()
        folder.mkdir(parents=True)
        (folder / "main.go").write_text(programs(page)["go"])
    assert run(["gofmt", "-l", str(sdk / "programs")]).stdout == ""
    vet_go(sdk, "./programs/...")


@pages
def test_yaml(page: str) -> None:
    """The resources and the functions of a YAML program fit the schema."""
    program = yaml.safe_load(programs(page)["yaml"])
    for item in program.get("resources", {}).values():
        if item["type"] == "pulumi:providers:arize":
            spec: Mapping[str, Any] = SCHEMA["provider"]
        else:
            spec = SCHEMA["resources"][item["type"].replace("arize:", "arize:index:")]
        assert violations(dict(spec), item["properties"], "inputProperties", "requiredInputs") == []
    for call in program.get("variables", {}).values():
        function = SCHEMA["functions"][call["fn::invoke"]["function"].replace("arize:", "arize:index:")]
        assert violations(function["inputs"], call["fn::invoke"]["arguments"], "properties", "required") == []


@pages
def test_csharp(page: str) -> None:
    """The C# programs, for which there may be no compiler, have only names that the schema has."""
    text = programs(page)["csharp"]
    types = {name.rpartition(":")[2] for name in SCHEMA["types"]}
    members = {name for item in [*SCHEMA["types"].values()] for name in item.get("properties", {})}
    members |= {name for item in SCHEMA["resources"].values() for name in item["inputProperties"]}
    members |= {name for item in SCHEMA["functions"].values() for name in item["inputs"]["properties"]}
    members |= {camel(name) for name in Settings.model_fields}
    resources = {name.rpartition(":")[2] for name in SCHEMA["resources"]} | {"Provider"}
    functions = {name.rpartition(":")[2] for name in SCHEMA["functions"]}
    assert {*re.findall(r"Arize\.Inputs\.(\w+)Args", text)} <= types
    assert {*re.findall(r"new Arize\.(\w+)\(", text)} <= resources
    assert {f"{name[0].lower()}{name[1:]}" for name in re.findall(r"Arize\.(\w+)\.Invoke", text)} <= functions
    assigned = {*re.findall(r"^ +([A-Z]\w*) = ", text, re.MULTILINE)} - NAMES_OF_PULUMI
    assert {f"{name[0].lower()}{name[1:]}" for name in assigned} <= members


def test_no_other_examples() -> None:
    """Each file in the folder is the example of a page."""
    folder = Path(native.__file__).parent / "examples"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(PAGES)
