"""The command that the tests of this folder run."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def command(commands_on_path: None) -> None:
    """Start `arize-export` in hundredths of a second."""
