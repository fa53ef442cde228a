"""The command that the tests of this folder run."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def installed_command(command_on_path: None) -> None:
    """Start the command in hundredths of a second."""
