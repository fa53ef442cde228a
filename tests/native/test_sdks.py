"""What `pulumi` makes of the schema: SDKs of other languages, and programs on them that compile."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.machine import need, node_packages

from .provider_process import ROOT, run
from .schemas import SCHEMA

HERE = Path(__file__).parent / "node"
SCHEMA_FILE = ROOT / "plugin" / "schema.json"
EXECUTABLE = Path(sys.prefix) / "bin" / "pulumi-resource-arize"


def output_of(*command: str, folder: Path | None = None) -> str:
    """Return the output of a command, which must succeed."""
    done = run(*command, folder=folder, environment={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "1"})
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def generated(language: str, folder: Path) -> Path:
    """Return the folder of an SDK."""
    need("pulumi", f"pulumi-language-{language}")
    output_of("pulumi", "package", "gen-sdk", str(SCHEMA_FILE), "--language", language, "--out", str(folder))
    return folder / language


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
    sdk = generated("nodejs", tmp_path)
    compilers = node_packages(HERE)
    shutil.copy(HERE / "program.ts", tmp_path)
    sdk.rename(tmp_path / "sdk")
    (tmp_path / "package.json").write_text('{"private": true}')
    (tmp_path / "node_modules").symlink_to(compilers / "node_modules")
    options = ("--strict", "--noEmit", "--target", "es2022", "--module", "commonjs", "--moduleResolution", "node")
    tsc = tmp_path / "node_modules" / "typescript" / "bin" / "tsc"
    output_of("node", str(tsc), *options, "--types", "node", "--skipLibCheck", "program.ts", folder=tmp_path)


def test_go(tmp_path: Path) -> None:
    """The SDK for Go is Go, and compiles where all modules that it needs are in the cache: the tests fetch none."""
    sdk = generated("go", tmp_path) / "arize"
    need("go", "gofmt")
    assert output_of("gofmt", "-l", str(sdk)) == ""
    cached = Path(output_of("go", "env", "GOMODCACHE").strip()) / "github.com" / "pulumi" / "pulumi" / "sdk"
    versions = sorted(path.name.partition("@")[2] for path in cached.glob("v3@*"))
    needs = f"require github.com/pulumi/pulumi/sdk/v3 {versions[-1]}\n" if versions else ""
    (sdk / "go.mod").write_text(f"module pulumi-arize/sdk/go/arize\n\ngo 1.22\n\n{needs}")
    offline = {**os.environ, "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GONOSUMDB": "*"}
    vetted = run("go", "vet", "./...", folder=sdk, environment=offline)
    if "GOPROXY=off" in vetted.stderr or not versions:
        pytest.skip(f"gofmt reads it; not compiled, for Go's cache lacks modules: {vetted.stderr.splitlines()[-1:]}")
    assert vetted.returncode == 0, vetted.stderr


@pytest.mark.parametrize("language", ["dotnet", "java"])
def test_other_languages(tmp_path: Path, language: str) -> None:
    """SDKs for .NET and Java are made, where their generators are here and need nothing from elsewhere."""
    need("pulumi", f"pulumi-language-{language}")
    done = run("pulumi", "package", "gen-sdk", str(SCHEMA_FILE), "--language", language, "--out", str(tmp_path))
    if "logo" in done.stderr and done.returncode:
        pytest.skip(f"the generator for {language} fetches a logo, which cannot be had here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert any((tmp_path / language).rglob("*Integration.*"))
