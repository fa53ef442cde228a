"""The random programs of `test_stateful` on servers that answer in other forms than what they were sent.

What differs is sent all the same, and nothing else; the look into the server is at what it holds.
"""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, run_state_machine_as_test
from tests.share import share

from arize_emulator import Combined, FaultRule, FillIn, Normalize, Respell
from arize_emulator.faults.response_rewriting import Normal

from .test_stateful import Programs

FORMS: tuple[Normal, ...] = tuple(form for form in get_args(Normal) if form != "default_models")
"""All but the one that shows an edit of a flag in a list too: both are then sent."""


class OtherForms(Programs):
    """Programs on a server that normalizes, fills in and respells."""

    @initialize()
    def begin(self) -> None:
        """Begin with a new account."""
        super().begin()
        fault = Combined(faults=(FillIn(values={"external_id": "filled"}), Normalize(forms=FORMS), Respell()))
        self.emulator.set_faults(FaultRule(fault=fault))


@pytest.mark.parametrize("dialect", ["current", "legacy"])
def test_programs_on_other_forms(dialect: str, request: pytest.FixtureRequest) -> None:
    """The server holds what is declared after each deployment, and nothing else was sent than differed."""
    server = request.getfixturevalue("emulator_server" if dialect == "current" else "legacy_emulator_server")
    machine = type("Machine", (OtherForms,), {"emulator": server})
    steps = settings(max_examples=share(20, 5), stateful_step_count=30, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=steps)
