"""The documentation as a site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pulumi_arize._version import REPOSITORY, __version__

from .documents import ROOT

pytestmark = pytest.mark.xdist_group("site")
FETCHED = re.compile(r"""<(?:script|img|link|iframe|source)\b[^>]*?\b(?:src|href)=["']?(https?://[^"'\s>]+)""")
OF_THE_REGISTRY = {"_index", "installation-configuration"}
"""What the Pulumi Registry shows, and the site does not."""

PARTS = re.compile(r"""(?:url\(|@import\s+)["']?(https?://[^"')]+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_pages(site: Path) -> None:
    """It builds without a warning, and each document and each example has a page."""
    pages = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    documents = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    examples = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*/README.md")}
    assert (documents | examples) - OF_THE_REGISTRY <= pages


@pytest.mark.parametrize("page", sorted(path.stem for path in (ROOT / "docs" / "reference").glob("*.md")))
def test_reference(site: Path, page: str) -> None:
    """A page of the reference has a tab for each language, and the header has the repository and the version."""
    text = (site / "reference" / f"{page}.html").read_text()
    assert re.findall(r'<label for="__tabbed_1_\d">(.+?)</label>', text) == ["Python", "TypeScript", "Go", "C#", "YAML"]
    assert f'href="{REPOSITORY}"' in text
    assert f">{__version__}<" in text


def test_nothing_is_fetched(site: Path) -> None:
    """No page and no style asks another server for anything."""
    asked = {url for path in site.rglob("*.html") for url in FETCHED.findall(path.read_text())}
    asked |= {url for path in site.rglob("*.css") for url in PARTS.findall(path.read_text())}
    assert asked == set()
