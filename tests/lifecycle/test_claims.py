"""The files in which provider processes claim ids."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from pulumi_arize.lifecycle.claims import OWNS, SharedClaims

SERVER = "api.example.com", 443


def test_what_earlier_operations_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first claim of a process removes the folders of engines of which no process runs, and no other."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    running, claiming = SharedClaims("running", SERVER), SharedClaims("claiming", SERVER)
    running.claim(OWNS, "one")
    (folder,) = tmp_path.iterdir()
    (ended := folder / "ended").mkdir()
    (ended / "123").write_text("=two\n")

    claiming.claim(OWNS, "three")

    assert len([*folder.iterdir()]) == 2
    assert not ended.exists()
