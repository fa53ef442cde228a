"""The front ends."""

from __future__ import annotations

from typing import Any

import pytest

import pulumi_arize
from pulumi_arize import native


@pytest.fixture(params=[pulumi_arize, native], ids=["dynamic", "native"])
def front_end(request: pytest.FixtureRequest) -> Any:
    """Return each front end."""
    return request.param
