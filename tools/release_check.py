"""Checks a release: builds it, inspects it, installs it in an empty environment, and uses it.

Run by `make release-check`. The quickstart, the example of tests and every command run on the installed wheel, in a
separate folder and on the embedded engine; the checkout cannot be imported there. The workflow of a release also gives
the tag and the address of the repository that it runs in.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.metadata import Metadata

from pulumi_arize._version import REPOSITORY, __version__

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
SOURCES = ROOT / "provider"
TESTING = ROOT / "testing"
LOCKED = ROOT / "requirements" / "demo.txt"
NAME = "pulumi-arize"
TESTING_NAME = "pulumi-arize-testing"
LIMIT = 180
"""Seconds that one command may take."""

_FOREIGN = ("ARIZE_", "PULUMI_", "PYTHON", "VIRTUAL_ENV")
_SECTIONS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_UNRELEASED = "Unreleased"
_UNPUBLISHED = "not published yet"
_RELEASED = re.compile(r"(\S+) - \d{4}-\d{2}-\d{2}")
_LOOK = f"""
import importlib.metadata, json, pulumi_arize, pytest_pulumi_arize
points = [
    point for name in ("{NAME}", "{TESTING_NAME}") for point in importlib.metadata.distribution(name).entry_points
]
print(json.dumps({{
    "version": pulumi_arize.__version__,
    "files": [pulumi_arize.__file__, pytest_pulumi_arize.__file__],
    "commands": sorted(point.name for point in points if point.group == "console_scripts"),
}}))
"""


class UnfitError(Exception):
    """The release must not be published."""


def main() -> int:
    """Check the release; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Build what would be published, install it outside the checkout, and use it."
    )
    parser.add_argument("--tag", help="the tag that is released")
    parser.add_argument("--repository", help="the address of the repository that publishes it")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        if options.tag or options.repository:
            _refuse(publication_problems(options.tag, options.repository))
        with tempfile.TemporaryDirectory() as folder:
            for output in checks(Path(folder)):
                print(f"  ok      {output}", flush=True)
    except UnfitError as reason:
        print(f"  FAILED  {reason}")
        return 1
    print(f"release-check: fit for release, after {time.monotonic() - start:.0f} s")
    return 0


def checks(folder: Path) -> Iterator[str]:
    """Run the checks in order, and return a message for each that passes. Raises UnfitError at the first that fails."""
    _refuse(changelog_problems((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), __version__))
    yield f"the changelog has an entry for {__version__} or for what is unreleased"
    wheel, testing = _built(folder), _built_testing()
    yield f"{wheel.name} is the same from the source distribution and from the checkout"
    for path, sources in ((wheel, _files(SOURCES)), (testing, _packages(TESTING))):
        _refuse(contents_problems(zipfile.ZipFile(path).namelist(), sources))
    yield f"it and {testing.name} have every file of their packages and no other"
    extras = _metadata(wheel).provides_extra or []
    _metadata(testing)
    yield "their metadata is valid"
    installed = Installed(folder / "installed")
    installed.install(wheel, testing, extras)
    found = json.loads(installed.python("-c", _LOOK))
    _refuse([f"{path} is imported" for path in found["files"] if not Path(path).is_relative_to(installed.folder)])
    _refuse([f"it says that it is {found['version']}"] if found["version"] != __version__ else [])
    yield f"it is installed with {', '.join(extras)} from locked packages, apart from the checkout"
    for command in found["commands"]:
        installed.run(str(installed.bin / command), "--help")
    yield f"{', '.join(found['commands'])} can be started"
    yield f"quickstart: {_last_line(installed.python('tools/demo.py'))}"
    tests = installed.folder / "examples" / "testing"
    yield f"examples/testing: {_last_line(installed.python('-m', 'pytest', '-q', where=tests))}"


def publication_problems(tag: str, repository: str) -> list[str]:
    """Return why this repository must not publish this tag."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = {
        f"the tag is {tag}, the version {__version__}": tag != f"v{__version__}",
        f"this is {repository}, the package names {REPOSITORY}": repository != REPOSITORY,
        f"CHANGELOG.md: there is no '## {__version__} - <date>'": __version__ not in _released(changelog),
    }
    pages = (path for pattern in ("*.md", "docs/**/*.md", "examples/**/README.md") for path in ROOT.glob(pattern))
    outdated = [path for path in pages if _UNPUBLISHED in path.read_text(encoding="utf-8")]
    return [
        *(problem for problem, exists in found.items() if exists),
        *(f"{path.relative_to(ROOT)} says that the package is {_UNPUBLISHED}" for path in sorted(outdated)),
    ]


def changelog_problems(text: str, version: str) -> list[str]:
    """Return what is wrong with the changelog for a release of this version."""
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    entries = {head.strip(): entry for head, _, entry in (part.partition("\n") for part in parts)}
    released = _released(text)
    sections = re.findall(r"^### (.+)$", text, re.MULTILINE)
    found = [f"'{name}' is none of the sections {', '.join(_SECTIONS)}" for name in sections if name not in _SECTIONS]
    for head, entry in entries.items():
        if head != _UNRELEASED and not _RELEASED.fullmatch(head):
            found.append(f"'{head}' is neither '{_UNRELEASED}' nor '<version> - <date>'")
        if not re.search(r"^- ", entry, re.MULTILINE):
            found.append(f"'{head}' says nothing")
    if version not in released and _UNRELEASED not in entries:
        found.append(f"there is no entry for {version}, and none '{_UNRELEASED}'")
    return [f"CHANGELOG.md: {problem}" for problem in found]


def _released(changelog: str) -> list[str]:
    """Return the versions in a changelog that have a date."""
    heads = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    return [match[1] for match in map(_RELEASED.fullmatch, heads) if match]


def contents_problems(packed: Iterable[str], sources: Iterable[str]) -> list[str]:
    """Return the source files that a wheel lacks, and the files that are neither source nor metadata."""
    inside, expected = {name for name in packed if ".dist-info/" not in name}, set(sources)
    lacking = [f"the wheel lacks {name}" for name in sorted(expected - inside)]
    return lacking + [f"the wheel also has {name}" for name in sorted(inside - expected)]


@dataclass(frozen=True)
class Installed:
    """A folder with a virtual environment, and copies of what runs on it."""

    folder: Path

    @property
    def bin(self) -> Path:
        """The folder of its commands."""
        return self.folder / ".venv" / "bin"

    def install(self, wheel: Path, testing: Path, extras: Iterable[str]) -> None:
        """Install the locked packages, then the wheels, whose requirements these meet."""
        venv.create(self.folder / ".venv", with_pip=True)
        for part in ("tools/demo.py", "examples/quickstart", "examples/environment", "examples/testing"):
            _copy(ROOT / part, self.folder / part)
        pip = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        self.python(*pip, "--require-hashes", "--requirement", str(LOCKED))
        wheels = (f"{NAME}[{','.join(extras)}] @ {wheel.as_uri()}", f"{TESTING_NAME} @ {testing.as_uri()}")
        self.python(*pip, "--no-index", *wheels)

    def python(self, *words: str, where: Path | None = None) -> str:
        """Run its Python, and return the output."""
        return self.run(str(self.bin / "python"), *words, where=where)

    def run(self, *words: str, where: Path | None = None) -> str:
        """Run a command without the environment of the checkout, and return its output."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        return _run(words, where or self.folder, {**environment, "PATH": str(self.bin)})


def _refuse(problems: list[str]) -> None:
    if problems:
        raise UnfitError("; ".join(problems))


def _files(root: Path) -> Iterator[str]:
    """Return the files under a folder, by their names in a wheel."""
    paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return (path.as_posix() for path in paths if "__pycache__" not in path.parts)


def _packages(root: Path) -> Iterator[str]:
    """Return the files of the packages in a folder, without the other files there."""
    return (name for name in _files(root) if "/" in name)


def _built_testing() -> Path:
    """Build the wheel of the testing tools into `dist`; their version is the product's."""
    _build(TESTING, "wheel", DIST)
    (wheel,) = DIST.glob("pulumi_arize_testing-*.whl")
    return wheel


def _built(folder: Path) -> Path:
    """Build both distributions into `dist`, the wheel from the other one, and return the wheel."""
    shutil.rmtree(DIST, ignore_errors=True)
    _build(ROOT, "sdist", DIST)
    shutil.unpack_archive(next(DIST.glob("*.tar.gz")), folder / "source")
    _build(next((folder / "source").iterdir()), "wheel", DIST)
    _build(ROOT, "wheel", folder)
    (wheel,), (other,) = DIST.glob("pulumi_arize-*.whl"), folder.glob("*.whl")
    if wheel.read_bytes() != other.read_bytes():
        raise UnfitError("the source distribution makes another wheel than the checkout")
    return wheel


def _build(where: Path, what: str, target: Path) -> None:
    _run((sys.executable, "-m", "hatchling", "build", "--target", what, "--directory", str(target)), where, os.environ)


def _metadata(wheel: Path) -> Metadata:
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")))
    try:
        metadata = Metadata.from_email(raw)
    except Exception as errors:
        reasons = getattr(errors, "exceptions", (errors,))
        raise UnfitError(f"metadata: {'; '.join(map(str, reasons))}") from None
    _refuse([] if str(metadata.version) == __version__ else [f"metadata: the version is {metadata.version}"])
    _refuse([] if metadata.description else ["metadata: there is no description"])
    return metadata


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        shutil.copy(source, target)
    else:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*"))


def _run(words: Iterable[str], where: Path, environment: Mapping[str, str]) -> str:
    """Run a command, and return its output. Raises UnfitError, after the output, where it fails or takes too long."""
    words = list(words)
    try:
        done = subprocess.run(  # noqa: S603 - the commands are ours
            words,
            cwd=where,
            env=environment,
            timeout=LIMIT,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        print((failed.stdout or b"").decode(errors="replace"))
        raise UnfitError(f"{' '.join(words)}: {str(failed).rpartition(' ')[0]}") from None
    return done.stdout.decode()


def _last_line(printed: str) -> str:
    return printed.rstrip().rpartition("\n")[2]


if __name__ == "__main__":
    sys.exit(main())
