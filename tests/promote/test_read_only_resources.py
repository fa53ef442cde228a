"""Resources that a program only reads: they are not the stack's, so nothing of them is pending."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .test_collect import NATIVE, URN, read, state, step
from .test_comparison import statuses


def test_a_resource_that_is_only_read(tmp_path: Path) -> None:
    """One that the program reads by `get` is not compared: an `up` neither changes nor deletes it."""
    external: dict[str, Any] = {"urn": f"{URN}{NATIVE}::other", "id": "i", "external": True}
    reads = {"op": "read", "urn": external["urn"], "newState": external, "oldState": external}
    environment = read(tmp_path, [step("same", NATIVE, "it"), reads], [state(NATIVE, "it"), external])
    assert list(statuses(environment)) == ["it"]
