from __future__ import annotations

from pathlib import Path

import pytest

from arize_emulator import Emulator

from .checkout import Checkout


@pytest.fixture
def checkout(engine: str, emulator: Emulator, tmp_path: Path, virtualenv: Path) -> Checkout:
    """Return a checkout for the emulated account."""
    return Checkout(tmp_path / "checkout", engine, emulator.env, virtualenv)
