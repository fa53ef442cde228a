"""The arguments that only this provider knows."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.lifecycle.check import check
from pulumi_arize.model.resource_types import INTEGRATION


@pytest.mark.parametrize(
    ("value", "reasons"),
    [
        ("2026-07", []),
        (2, []),
        (2.0, []),
        (None, []),
        (1.5, ["must be a string or an integer"]),
        (float("nan"), ["must be a string or an integer"]),
        ([], ["must be a string or an integer"]),
        ("", ["must not be blank"]),
    ],
)
def test_key_version(value: Any, reasons: list[str]) -> None:
    """A version is a string or an integer, also as the engine sends it; any other value is one check failure."""
    inputs = {"name": "a", "config": {"provider": "OPEN_AI", "api_key": "k"}, "api_key_version": value}
    assert [problem.reason for problem in check(INTEGRATION, inputs)[1]] == reasons
