"""What `make release-check` refuses; the whole of it is a command of its own."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pulumi_arize

ROOT = Path(pulumi_arize.__file__).parent.parent.parent
ENTRY = "### Added\n\n- A thing.\n"


@pytest.fixture(scope="module")
def release_check() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("release_check")
    finally:
        sys.path.remove(str(ROOT / "tools"))


def test_the_changelog_is_right(release_check: Any) -> None:
    """The changelog can be released as it is."""
    assert release_check.changelog_problems((ROOT / "CHANGELOG.md").read_text(), pulumi_arize.__version__) == []


@pytest.mark.parametrize("head", ["Unreleased", "1.2.3 - 2026-11-24"])
def test_an_entry_for_the_version(release_check: Any, head: str) -> None:
    """An entry for the version, or for what is unreleased, is enough, whatever came before."""
    text = f"# Changelog\n\n## {head}\n\n{ENTRY}\n## 1.2.2 - 2026-10-01\n\n### Fixed\n\n- Another.\n"
    assert release_check.changelog_problems(text, "1.2.3") == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"## 1.2.2 - 2026-10-01\n{ENTRY}", "there is no entry for 1.2.3, and none 'Unreleased'"),
        (f"## 1.2.3\n{ENTRY}", "'1.2.3' is neither 'Unreleased' nor '<version> - <date>'"),
        ("## Unreleased\n\n### Added\n", "'Unreleased' says nothing"),
        ("## Unreleased\n\n### News\n\n- A thing.\n", "'News' is none of the sections Added, Changed,"),
    ],
)
def test_a_changelog_that_is_not_right(release_check: Any, text: str, problem: str) -> None:
    """A missing version or date, an empty entry and an unknown section are problems."""
    assert problem in "; ".join(release_check.changelog_problems(text, "1.2.3"))


def test_what_a_wheel_must_hold(release_check: Any) -> None:
    """A file that is left out, such as the emulator's page, and one that does not belong are problems, by name."""
    packed = ["package/page.py", "tests/test.py", "package-1.dist-info/METADATA"]
    assert release_check.contents_problems(packed, ["package/page.py", "package/page.html"]) == [
        "the wheel lacks package/page.html",
        "the wheel also has tests/test.py",
    ]
