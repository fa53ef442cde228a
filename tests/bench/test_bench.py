"""The benchmark in its small form: it measures every row, and what each asks of the server. No clock counts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.share import SOAK

ROOT = Path(__file__).parents[2]
COUNT = 8
"""Resources of the small form."""
SIDES = ("dynamic", "native")
pytestmark = [
    pytest.mark.soak,
    pytest.mark.xdist_group("bench"),
    pytest.mark.skipif(not SOAK, reason="the benchmark starts a hundred processes: it runs in `make soak`"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a run has written."""
    file = tmp_path_factory.mktemp("bench") / "bench.json"
    command = [sys.executable, "-m", "bench", "--form", "small", "--runs", "1", "--json", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(file.read_text())
    return document


def test_says_what_it_measured_and_where(written: dict[str, Any]) -> None:
    """Each row has a figure with its runs, and the file names the machine and the versions."""
    assert {"processor", "cores", "load", "python", "engine", "pulumi", "pulumi-arize"} <= written["machine"].keys()
    for row in written["rows"]:
        assert row["figure"] > 0
        assert len(row["measured"]["runs"]) >= 1
        assert row["measured"]["least"] <= row["measured"]["median"]


@pytest.mark.parametrize(
    ("work", "requests"),
    [
        (f"first up of {COUNT}", {"GET": 1, "POST": COUNT}),
        (f"up of {COUNT}, unchanged", {}),
        (f"preview of {COUNT}, all changed", {}),
        (f"update of {COUNT}", {"GET": 1, "PATCH": COUNT}),
    ],
)
def test_what_is_asked_of_the_server(written: dict[str, Any], work: str, requests: dict[str, int]) -> None:
    """A write is one request, in addition to the one for the dialect; what changes nothing sends none."""
    ours = [row for row in written["rows"] if row["work"] == work and row["side"] in SIDES]
    assert ours, f"{work} is in no row"
    assert [row["requests"] for row in ours] == [requests for _ in ours]


def test_stands_beside_the_others(written: dict[str, Any]) -> None:
    """A bare loop and the official package send as many writes as the provider."""
    for side in ("httpx", "arize"):
        (row,) = (row for row in written["rows"] if (row["work"], row["side"]) == (f"update of {COUNT}", side))
        assert row["requests"] == {"PATCH": COUNT}
