"""A log file that cannot be written: the error names where its path comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Configured
from .inspection import error_message

PROVIDER = "urn:pulumi:dev::test::pulumi:providers:arize::"


@pytest.mark.parametrize(
    ("name", "source"), [("other", "`logFile` of the provider 'other'"), ("default_0_1_0", "arize:logFile")]
)
def test_an_unwritable_log(configured: Configured, tmp_path: Path, name: str, source: str) -> None:
    """It is that of the provider of the program, or of the stack."""
    path = tmp_path / "missing" / "log"
    plugin = configured(urn=f"{PROVIDER}{name}", logFile=str(path)).plugin
    message = error_message(lambda: plugin.invoke("arize:index:getSpace", {"name": "Lab"}))
    assert message == f"{source}: cannot write {path}: No such file or directory"
