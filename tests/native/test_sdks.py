"""What `pulumi` makes of the schema: SDKs of other languages, and programs on them that compile."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from tests.drivers.shell import run
from tests.machine import need

from .schemas import SCHEMA
from .sdks import NODE, SCHEMA_FILE, compile_typescript, generated, output_of, typescript_project, vet_go

EXECUTABLE = Path(sys.prefix) / "bin" / "pulumi-resource-arize"


def test_the_engine_reads_the_schema() -> None:
    """`pulumi package get-schema` starts the plugin, and binds and prints what is committed."""
    need("pulumi")
    assert json.loads(output_of("pulumi", "package", "get-schema", str(EXECUTABLE))) == SCHEMA


def test_python(tmp_path: Path) -> None:
    """The SDK for Python compiles, and has the name that generated code imports."""
    package = generated("python", tmp_path) / "pulumi_arize_native"
    output_of(sys.executable, "-m", "compileall", "-q", str(package))
    assert (package / "integration.py").exists()


def test_node(tmp_path: Path) -> None:
    """The SDK for Node.js, and a program that uses all of it, compile under `tsc --strict`."""
    typescript_project(tmp_path)
    shutil.copy(NODE / "program.ts", tmp_path)
    compiled = compile_typescript(tmp_path, "program.ts")
    assert compiled.returncode == 0, compiled.stdout


def test_go(tmp_path: Path) -> None:
    """The SDK for Go is Go, and compiles where all modules that it needs are in the cache: the tests fetch none."""
    sdk = generated("go", tmp_path) / "arize"
    need("go", "gofmt")
    assert output_of("gofmt", "-l", str(sdk)) == ""
    vet_go(sdk, "./...")


@pytest.mark.parametrize("language", ["dotnet", "java"])
def test_other_languages(tmp_path: Path, language: str) -> None:
    """SDKs for .NET and Java are made, where their generators are here and need nothing from elsewhere."""
    need("pulumi", f"pulumi-language-{language}")
    done = run(["pulumi", "package", "gen-sdk", str(SCHEMA_FILE), "--language", language, "--out", str(tmp_path)])
    if "logo" in done.stderr and done.returncode:
        pytest.skip(f"the generator for {language} fetches a logo, which cannot be had here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert any((tmp_path / language).rglob("*Integration.*"))
