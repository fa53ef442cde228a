"""The SDKs that `pulumi` generates from the schema, and the compilers of their languages."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.drivers.shell import run
from tests.machine import need, node_packages

from .provider_process import ROOT

NODE = Path(__file__).parent / "node"
"""The TypeScript program on the SDK, with the lock file of the compiler."""

SCHEMA_FILE = ROOT / "plugin" / "schema.json"
TSC_OPTIONS = "--strict --noEmit --target es2022 --module commonjs --moduleResolution node --types node --skipLibCheck"


def output_of(*command: str, folder: Path | None = None) -> str:
    """Return the output of a command, which must succeed."""
    done = run(command, folder, {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "1"})
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def generated(language: str, folder: Path) -> Path:
    """Return the folder of an SDK."""
    need("pulumi", f"pulumi-language-{language}")
    output_of("pulumi", "package", "gen-sdk", str(SCHEMA_FILE), "--language", language, "--out", str(folder))
    return folder / language


def typescript_project(folder: Path) -> None:
    """Make a folder in which programs import the SDK for Node.js from `./sdk`."""
    packages = node_packages(NODE)
    generated("nodejs", folder).rename(folder / "sdk")
    (folder / "package.json").write_text('{"private": true}')
    (folder / "node_modules").symlink_to(packages / "node_modules")


def compile_typescript(folder: Path, *programs: str) -> subprocess.CompletedProcess[str]:
    """Check the types of programs in a folder of `typescript_project`."""
    tsc = folder / "node_modules" / "typescript" / "bin" / "tsc"
    return run(["node", str(tsc), *TSC_OPTIONS.split(), *programs], folder)


def vet_go(sdk: Path, packages: str) -> None:
    """Compile packages of the SDK for Go where all modules that they need are in the cache: the tests fetch none."""
    cached = Path(output_of("go", "env", "GOMODCACHE").strip()) / "github.com" / "pulumi" / "pulumi" / "sdk"
    versions = sorted(path.name.partition("@")[2] for path in cached.glob("v3@*"))
    needs = f"require github.com/pulumi/pulumi/sdk/v3 {versions[-1]}\n" if versions else ""
    (sdk / "go.mod").write_text(f"module pulumi-arize/sdk/go/arize\n\ngo 1.22\n\n{needs}")
    offline = {**os.environ, "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GONOSUMDB": "*"}
    vetted = run(["go", "vet", packages], sdk, offline)
    if "GOPROXY=off" in vetted.stderr or not versions:
        pytest.skip(f"gofmt reads it; not compiled, for Go's cache lacks modules: {vetted.stderr.splitlines()[-1:]}")
    assert vetted.returncode == 0, vetted.stderr
