"""Programs that declare environments, with each front end."""

from __future__ import annotations

from typing import Any

import pytest

import pulumi_arize as dynamic
from pulumi_arize import native


@pytest.fixture(params=[dynamic, native], ids=["dynamic", "native"])
def arize(request: pytest.FixtureRequest) -> Any:
    """Return the namespace of a front end."""
    return request.param
