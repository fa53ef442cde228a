"""The file with a stack's settings, which may hold secrets already; the names that Pulumi accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.lifecycle import samples

from arize_emulator import Emulator

from .exported import run

SALT = "v1:01bEWVYhiVs=:v1:AHI9GcH8jJhQs9l7:ngtjZFUimAZuiRgQm4giqNeo8uI6ww=="
SECRET = {"secure": "v1:RmoW99Yp6uhLJoxC:hpV1HIo29ZmjUDp8YlUID99neH2qNDE="}


@pytest.fixture
def filled(emulator: Emulator) -> Emulator:
    """Return an account with an integration that has a key."""
    emulator.add("integrations", samples.llm())
    return emulator


def stored(folder: Path) -> Any:
    """Return the settings of the stack."""
    return yaml.safe_load((folder / "Pulumi.prod.yaml").read_text())


def add(folder: Path, **more: Any) -> None:
    """Add a secret and its salt to the stack's file, as `pulumi config set --secret` does, and other settings."""
    document = stored(folder)
    settings = {**document["config"], "infra:key": SECRET, **more}
    text = yaml.safe_dump({"encryptionsalt": SALT, **document, "config": settings})
    (folder / "Pulumi.prod.yaml").write_text(f"# ours\n{text}")


def test_secrets_stay(filled: Emulator, tmp_path: Path) -> None:
    """The next export, also with `--force`, leaves the secrets of the stack, and the salt that decrypts them."""
    folder = tmp_path / "infra"
    assert run(filled, str(folder)).returncode == 0
    add(folder)
    before = (folder / "Pulumi.prod.yaml").read_text()
    assert run(filled, str(folder)).returncode == 0
    filled.add("integrations", {**samples.llm(), "name": "Another"})
    assert run(filled, str(folder)).returncode == 1
    assert run(filled, str(folder), "--force").returncode == 0
    assert (folder / "Pulumi.prod.yaml").read_text() == before


def test_missing_settings_are_added(filled: Emulator, tmp_path: Path) -> None:
    """What the program needs is added, only with `--force`; the address of another account does not stay."""
    folder = tmp_path / "infra"
    assert run(filled, str(folder)).returncode == 0
    add(folder, **{"arize:host": "other.example.com", "arize:region": "eu", "infra:keepServerKeys": "false"})
    refused = run(filled, str(folder))
    assert (refused.returncode, "it has Pulumi.prod.yaml with other contents;" in refused.stderr) == (1, True)
    assert run(filled, str(folder), "--force").returncode == 0
    address = {"arize:host": filled.host, "arize:scheme": "http", "arize:port": str(filled.port)}
    assert stored(folder) == {
        "config": {"infra:key": SECRET, **address, "infra:keepServerKeys": "true"},
        "encryptionsalt": SALT,
    }


def test_other_settings_stay_as_they_are_written(filled: Emulator, tmp_path: Path) -> None:
    """Values that YAML's versions read in different ways are not read and written again in another way."""
    others = ["infra:a: yes", "infra:b: 010", "infra:c: 12:30:45", "infra:d: 2026-01-01", "infra:e: {f: true, g: ü}"]
    path = tmp_path / "infra" / "Pulumi.prod.yaml"
    path.parent.mkdir()
    path.write_text("\n".join(["config:", *(f"  {line}" for line in others), f"encryptionsalt: {SALT}", ""]))
    assert run(filled, str(path.parent), "--force").returncode == 0
    lines = path.read_text().splitlines()
    assert lines[1 : 1 + len(others)] == [f"  {line}" for line in others]
    assert lines[-1] == f"encryptionsalt: {SALT}"
    assert stored(path.parent)["config"]["infra:keepServerKeys"] == "true"


@pytest.mark.parametrize("content", [b"config: [", b"- x", b"config: [1]", b"\xff\xfe\xff", b"\x00"])
def test_a_file_of_another_form(filled: Emulator, tmp_path: Path, content: bytes) -> None:
    """A file that does not hold the settings of a stack is not overwritten, not even with `--force`."""
    path = tmp_path / "infra" / "Pulumi.prod.yaml"
    path.parent.mkdir()
    path.write_bytes(content)
    done = run(filled, str(path.parent), "--force")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {path} does not have the form of a stack's settings: correct it, or choose")
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--project", "my project"], "--project: 'my project'"),
        (["--project", "a: b\nc"], r"--project: 'a: b\nc'"),
        (["--stack", "a b;c"], "--stack: 'a b;c'"),
        (["--stack", ""], "--stack: ''"),
        (["--stack", "acme//dev"], "--stack: ''"),
        (["--stack", "a/b/c/d"], "--stack: 'c/d'"),
    ],
)
def test_names_that_pulumi_does_not_accept(filled: Emulator, tmp_path: Path, words: list[str], wrong: str) -> None:
    """A name that Pulumi would refuse later is an error, and nothing is written."""
    done = run(filled, str(tmp_path / "infra"), *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.replace("\\\\", "\\").startswith(f"error: {wrong} is not a name for Pulumi: ")
    assert not (tmp_path / "infra").exists()


def test_the_project_of_a_full_name(filled: Emulator, tmp_path: Path) -> None:
    """The project in the full name of a stack is the name of the project; the commands have the full name."""
    done = run(filled, str(tmp_path / "folder"), "--stack", "acme/infra/live")
    assert (done.returncode, done.stderr) == (0, "")
    assert "  pulumi stack init acme/infra/live\n" in done.stdout
    assert (tmp_path / "folder" / "Pulumi.yaml").read_text().startswith('name: "infra"\n')
    assert 'infra:keepServerKeys: "true"' in (tmp_path / "folder" / "Pulumi.live.yaml").read_text()


def test_the_project_has_settings_of_its_own(filled: Emulator, tmp_path: Path) -> None:
    """No project is named as the provider is, whose settings those of the project would be."""
    assert run(filled, str(tmp_path / "arize")).returncode == 0
    assert (tmp_path / "arize" / "Pulumi.yaml").read_text().startswith('name: "arize-account"\n')
    assert set(stored(tmp_path / "arize")["config"]) == {
        *("arize:host", "arize:port", "arize:scheme"),
        "arize-account:keepServerKeys",
    }
    for words in (["--project", "arize"], ["--stack", "acme/arize/dev"]):
        done = run(filled, str(tmp_path / "other"), *words)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert done.stderr.startswith("error: --project: 'arize' is the provider's namespace")
