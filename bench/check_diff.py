"""The check and the diff of one resource, as the lifecycle does them, without an engine; and pydantic's part."""

from __future__ import annotations

import time
from collections.abc import Callable

from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.model.resource_types import INTEGRATION

from .samples import Spread

INPUTS = {
    "name": "Number 1",
    "config": {"provider": "OPEN_AI", "api_key": "key 1", "is_function_calling_enabled": False},
    "scopings": [{"organization_id": "T3JnOjE=", "space_id": "U3BhY2U6MQ=="}],
}
BATCH = 20
"""Calls that are timed as one."""


def measure_calls(count: int) -> dict[str, Spread]:
    """Return the seconds of a check, of the validation in it, and of a diff, each in batches."""
    inputs, _ = check(INTEGRATION, INPUTS)
    state = {**inputs, "id": "TGxtSW50ZWdyYXRpb246MQ==", "created_at": "2026-07-01T00:00:00Z"}
    model = INTEGRATION.model_for(inputs)
    assert model is not None  # noqa: S101 - it has just been checked
    return {
        "check": _timed(count, lambda: check(INTEGRATION, INPUTS, inputs)),
        "pydantic": _timed(count, lambda: model.model_validate(inputs)),
        "diff": _timed(count, lambda: diff(INTEGRATION, state, inputs)),
    }


def _timed(count: int, call: Callable[[], object]) -> Spread:
    batches = []
    for _ in range(count // BATCH):
        begun = time.perf_counter()
        for _ in range(BATCH):
            call()
        batches.append((time.perf_counter() - begun) / BATCH)
    return Spread(batches)
