"""Any JSON for inputs and states: values, check failures or an error of ours, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from . import targets
from .documents import declarations, objects, states

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("kind", targets.KINDS)
@targets.in_time(20, shrinking=True)
@given(data=st.data())
def test_check(kind: str, data: st.DataObject) -> None:
    """Check returns failures for any inputs, after any other ones, and never raises."""
    given_values = data.draw(declarations(kind))
    targets.checked(targets.KINDS[kind], given_values, data.draw(declarations(kind) | objects))


@pytest.mark.parametrize("kind", targets.KINDS)
@targets.in_time(20, shrinking=True)
@given(data=st.data())
def test_diff_and_refresh(kind: str, data: st.DataObject) -> None:
    """Any state can be compared with any inputs, and makes inputs."""
    targets.compared(targets.KINDS[kind], data.draw(states(kind)), data.draw(declarations(kind)))
