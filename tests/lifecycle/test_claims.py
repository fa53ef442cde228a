"""The files in which provider processes claim ids."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pulumi_arize.lifecycle.shared_claims import OWNS, SharedClaims

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


def test_engines_that_begin_at_the_same_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No claim is lost while processes of other engines remove what earlier operations left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engines = [SharedClaims(str(number), SERVER) for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda claims: claims.claim(OWNS, "one"), engines))
    assert len([*tmp_path.rglob(str(os.getpid()))]) == len(engines)
