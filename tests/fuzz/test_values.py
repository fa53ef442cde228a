"""Any JSON in the place of declarations and states: values, problems or an error of ours, in bounded time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import targets
from .documents import declarations, objects, states

in_time = settings(deadline=timedelta(seconds=10), suppress_health_check=list(HealthCheck), max_examples=40)
"""Each input may take so long, on the slowest machine: what takes longer hangs."""


@pytest.mark.parametrize("kind", targets.KINDS)
@in_time
@given(data=st.data())
def test_check(kind: str, data: st.DataObject) -> None:
    """Check finds problems in any declaration, after any other one, and never raises."""
    given_values = data.draw(declarations(kind))
    targets.checked(targets.KINDS[kind], given_values, data.draw(declarations(kind) | objects))


@pytest.mark.parametrize("kind", targets.KINDS)
@in_time
@given(data=st.data())
def test_diff_and_refresh(kind: str, data: st.DataObject) -> None:
    """Any state can be compared with any declaration, and said as one."""
    targets.compared(targets.KINDS[kind], data.draw(states(kind)), data.draw(declarations(kind)))
