"""The address of the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pulumi_arize
from pulumi_arize._version import REPOSITORY
from pulumi_arize.native.schema import schema

ROOT = Path(pulumi_arize.__file__).parent.parent.parent
PATTERNS = ("*.md", "*.toml", "*.yml", "docs/**/*.md", "testing/*.toml", ".github/**/*.yml", "plugin/schema.json")
ADDRESS = re.compile(r"github\.com/[\w.-]+/pulumi-arize\b")


def test_one_address() -> None:
    """Every file that names the repository has the address that the package has."""
    files = {path for pattern in PATTERNS for path in ROOT.glob(pattern)}
    found = {f"https://{address}" for path in files for address in ADDRESS.findall(path.read_text())}
    assert found == {REPOSITORY}


def test_the_schema_leads_to_it() -> None:
    """The schema names the repository, its owner's releases for the plugin, and a logo that is there."""
    found = schema()
    _, _, _, owner, name = REPOSITORY.split("/")
    assert found["homepage"] == found["repository"] == REPOSITORY
    assert found["pluginDownloadURL"] == f"github://api.github.com/{owner}/{name}"
    address, _, path = found["logoUrl"].partition(f"/v{pulumi_arize.__version__}/")
    assert address == f"https://raw.githubusercontent.com/{owner}/{name}"
    assert (ROOT / path).is_file()
    assert found["publisher"]
    assert {"pulumi", "arize", "kind/native", "category/monitoring"} <= {*found["keywords"]}
