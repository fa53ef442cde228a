"""What PyPI shows: the metadata of both distributions, and the address of the repository."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import pulumi_arize
from pulumi_arize._version import REPOSITORY
from pulumi_arize.native.schema import schema

ROOT = Path(pulumi_arize.__file__).parent.parent.parent
OWNER = urlsplit(REPOSITORY).path.split("/")[1]
FOLDERS = {"pulumi-arize": ROOT, "pulumi-arize-testing": ROOT / "testing"}
PATTERNS = ("*.md", "*.toml", "*.yml", "docs/**/*.md", "testing/*.toml", ".github/**/*.yml", "plugin/schema.json")
ADDRESS = re.compile(r"github\.com/[\w.-]+/pulumi-arize\b")
TARGET = re.compile(r"(!?)\[[^]]*\]\(([^)\s]+)\)")


@cache
def metadata(name: str) -> dict[str, Any]:
    """Return the metadata that a build would give a distribution."""
    command = [sys.executable, "-m", "hatchling", "metadata"]
    done = subprocess.run(command, cwd=FOLDERS[name], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def links(name: str) -> list[tuple[bool, str]]:
    """Return where the links of a description lead, and whether each is a picture."""
    return [(bool(mark), target) for mark, target in TARGET.findall(metadata(name)["readme"]["text"])]


@pytest.mark.parametrize("name", FOLDERS)
def test_urls(name: str) -> None:
    """Each distribution names its source, documentation, changelog, issues and security policy, of one repository."""
    urls = metadata(name)["urls"]
    assert {"Source", "Documentation", "Changelog", "Issues", "Security"} <= urls.keys()
    assert [url for url in urls.values() if f"//{OWNER}." not in url and not url.startswith(REPOSITORY)] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_links_of_the_description(name: str) -> None:
    """Every link of the description is absolute, and one into the repository leads to a file of this version."""
    assert links(name)
    assert [target for _, target in links(name) if urlsplit(target).scheme not in ("http", "https")] == []
    ours = [target for _, target in links(name) if target.startswith(REPOSITORY)]
    of_the_version = re.compile(rf"{re.escape(REPOSITORY)}/(blob|raw)/v{re.escape(pulumi_arize.__version__)}/")
    assert [target for target in ours if not (ROOT / of_the_version.sub("", urlsplit(target).geturl())).exists()] == []


def test_pictures_of_the_description() -> None:
    """A picture of the description is the file itself, not the page that shows it."""
    pictures = [target for is_picture, target in links("pulumi-arize") if is_picture]
    assert pictures
    assert [picture for picture in pictures if not picture.startswith(f"{REPOSITORY}/raw/")] == []


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


def test_one_file_holds_the_address() -> None:
    """Whoever moves the repository changes one constant, and the team of the code owners."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout of git")
    files = [ROOT / name for name in listed.stdout.split("\0") if name.endswith((".py", ".md", ".toml", ".yml"))]
    holders = [path.name for path in files if path.exists() and REPOSITORY in path.read_text(encoding="utf-8")]
    assert holders == ["_version.py"]
    owners = re.findall(r"@(\S+?)/", (ROOT / ".github" / "CODEOWNERS").read_text())
    assert set(owners) == {OWNER}


def test_release_of_another_repository() -> None:
    """A release with another tag than the version's, or from another repository, stops before anything is built."""
    command = [sys.executable, "tools/release_check.py", "--tag", "v9", "--repository", "https://example.com/a/b"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"the tag is v9, the version {pulumi_arize.__version__}" in done.stdout
    assert f"this is https://example.com/a/b, the package names {REPOSITORY}" in done.stdout
    assert "source distribution" not in done.stdout


@pytest.mark.parametrize("name", FOLDERS)
def test_no_distribution_asks_for_a_plugin(name: str) -> None:
    """Pulumi downloads a plugin for every installed package called `pulumi-…` unless a file in its module says no."""
    module = importlib.util.find_spec(name.replace("-", "_"))
    assert module is not None
    assert module.submodule_search_locations
    (folder,) = module.submodule_search_locations
    assert json.loads((Path(folder) / "pulumi-plugin.json").read_text()) == {"resource": False}
