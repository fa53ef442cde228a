"""Random programs over random outside edits: each deployment makes the server hold what is declared, and sends no more.

What is declared, what the server holds and what differs is computed by `oracle`, which shares nothing with the product.
"""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from tests.api_contract import PROVIDERS
from tests.oracle import Meaning, differing, is_replaced, meaning, sent
from tests.share import share

from arize_emulator import Combined, Emulator, FaultRule, FillIn, Normalize, RecordedRequest, Respell
from arize_emulator.faults.response_rewriting import Normal

from . import strategies
from .deployed_resource import Resource, account, places
from .external_edits import current, edits, nested, shows
from .mutations import declarations, mixtures
from .strategies import Json

SLOTS = {"first": "Integration", "second": "Integration", "third": "AiIntegration"}
slots = st.sampled_from(sorted(SLOTS))


class Deployed:
    """A resource of the program, with what somebody else did to it since it was last read."""

    def __init__(self, slot: str, resource: Resource) -> None:
        self.slot = slot
        self.resource_type = SLOTS[slot]
        self.resource = resource
        self.inputs: Json = {}
        self.touched: set[str] = set()
        """The paths edited outside since the last refresh."""

    def __repr__(self) -> str:
        return self.slot

    @property
    def held(self) -> Meaning:
        """What the server holds."""
        return meaning(self.resource_type, self.resource.document)

    def up(self) -> None:
        """Deploy, and hold the server against the declaration and the requests against what differed."""
        resource, wanted = self.resource, meaning(self.resource_type, self.inputs)
        before, old_id = (self.held if resource.id else None), resource.id
        writes = resource.up(self.inputs)
        assert self.held == wanted
        paths = differing(before, wanted) if before else set()
        if before is None:
            assert [request.method for request in writes] == ["POST"]
        elif is_replaced(self.resource_type, paths):
            assert [request.method for request in writes] == ["DELETE", "POST"]
        else:
            assert resource.id == old_id
            assert [request.method for request in writes] == (["PATCH"] if paths else [])
            assert self._named(writes, wanted) == paths
        assert resource.up(self.inputs) == []

    def _named(self, writes: list[RecordedRequest], wanted: Meaning) -> set[str]:
        provider = wanted.get("config.provider")
        return {path for request in writes for path in sent(self.resource_type, request.body, provider)}


class Programs(RuleBasedStateMachine):
    """Programs with three resources of both kinds, in one account."""

    emulator: Emulator

    def __init__(self) -> None:
        super().__init__()
        self.deployed: dict[str, Deployed] = {}
        self.places: list[tuple[str, str]] = []

    @initialize()
    def begin(self) -> None:
        """Begin with a new account."""
        self.emulator.reset()
        behind = account(self.emulator)
        self.places = places(self.emulator)
        self.deployed = {slot: Deployed(slot, Resource(self.emulator, behind, kind)) for slot, kind in SLOTS.items()}

    def _there(self) -> bool:
        return any(item.resource.id for item in self.deployed.values())

    def _pick(self, data: st.DataObject) -> Deployed:
        return data.draw(st.sampled_from([item for item in self.deployed.values() if item.resource.id]))

    @rule(slot=slots, data=st.data())
    def declare(self, slot: str, data: st.DataObject) -> None:
        """Deploy another declaration, of any type and provider."""
        item = self.deployed[slot]
        self._settle(item)
        item.inputs = self._unique(slot, data.draw(declarations(item.resource_type, self.places)))
        item.up()

    @precondition(_there)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """Deploy a declaration some of whose fields changed."""
        item = self._pick(data)
        self._settle(item)
        other = self._unique(item.slot, data.draw(declarations(item.resource_type, self.places, item.inputs)))
        item.inputs = data.draw(mixtures(item.inputs, other))
        item.up()

    @precondition(_there)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Change something from outside, in a way that a read shows."""
        item = self._pick(data)
        held = item.held
        changes = {
            path: new
            for path, new in data.draw(
                edits(item.resource_type, data.draw(declarations(item.resource_type, self.places, item.inputs)))
            )
            if path in held and path not in item.touched and shows(path, held[path], new)
        }
        if changes:
            self.emulator.edit(item.resource.id, nested(changes))
            item.touched |= changes.keys()

    @precondition(_there)
    @rule(data=st.data(), provider=st.sampled_from(sorted(PROVIDERS)))
    def swap(self, data: st.DataObject, provider: str) -> None:
        """Give an LLM integration another provider from outside: that replaces nothing, unless it is asked for."""
        item = self._pick(data)
        if item.resource_type == "Integration" and item.held.get("config.provider", provider) != provider:
            self.emulator.edit(item.resource.id, {"config": current(data.draw(strategies.configs(provider)))})
            self._settle(item)
            assert {request.method for request in item.resource.up(item.inputs)} <= {"PATCH"}
            item.resource.destroy()
            item.up()

    @precondition(_there)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Delete a resource from outside; a refresh finds it gone, the next deployment creates it again."""
        item = self._pick(data)
        self.emulator.delete(item.resource.id)
        assert item.resource.refresh() is None
        item.touched.clear()
        item.up()

    @precondition(_there)
    @rule(data=st.data())
    def repair(self, data: st.DataObject) -> None:
        """Refresh, and deploy what was declared already."""
        item = self._pick(data)
        self._settle(item)
        item.up()

    @precondition(_there)
    @rule(data=st.data())
    def destroy(self, data: st.DataObject) -> None:
        """Delete a resource; nothing is left of it."""
        item = self._pick(data)
        gone = item.resource.id
        item.resource.destroy()
        item.touched.clear()
        assert gone not in {document["id"] for document in self.emulator.integrations}

    @staticmethod
    def _settle(item: Deployed) -> None:
        """Refresh where somebody else changed something: a deployment knows only what was read."""
        if item.resource.id:
            item.resource.refresh()
            item.touched.clear()

    @staticmethod
    def _unique(slot: str, inputs: Json) -> Json:
        return {**inputs, "name": f"{slot} {inputs['name']}"}


@pytest.fixture(params=["emulator_server", "legacy_emulator_server"], ids=["current", "legacy"])
def server(request: pytest.FixtureRequest) -> Emulator:
    """Return a server of each dialect."""
    found: Emulator = request.getfixturevalue(request.param)
    return found


class OtherForms(Programs):
    """Programs on a server that normalizes, fills in and respells."""

    @initialize()
    def begin(self) -> None:
        """Begin with a new account."""
        super().begin()
        # all forms but the one that shows an edit of a flag in a list too: both are then sent
        forms: tuple[Normal, ...] = tuple(form for form in get_args(Normal) if form != "default_models")
        fault = Combined(faults=(FillIn(values={"external_id": "filled"}), Normalize(forms=forms), Respell()))
        self.emulator.set_faults(FaultRule(fault=fault))


@pytest.mark.hypothesis
@pytest.mark.parametrize(
    ("programs", "examples", "steps"),
    [pytest.param(Programs, share(40, 6), 50, marks=pytest.mark.soak), (OtherForms, share(20, 5), 30)],
    ids=["as sent", "other forms"],
)
def test_programs(server: Emulator, programs: type[Programs], examples: int, steps: int) -> None:
    """After each step the server holds what is declared, and only what differed was sent."""
    machine = type("Machine", (programs,), {"emulator": server})
    run = settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=run)
