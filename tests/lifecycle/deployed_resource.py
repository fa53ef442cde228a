"""One resource of a program, as an engine deploys it: created, refreshed, updated, replaced, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arize_emulator import Emulator, RecordedRequest
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.lifecycle.normalize import input_paths
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import RESOURCE_TYPES, ResourceType
from pulumi_arize.settings import Settings, load

from .strategies import Json

KINDS = {kind.name: kind for kind in RESOURCE_TYPES}
COLLECTIONS = {"Organization": "organizations", "Space": "spaces", "ServiceKey": "api-keys"}
WRITES = ("POST", "PATCH", "PUT", "DELETE")


def settings(emulator: Emulator, **more: Any) -> Settings:
    """Return the settings that lead to an emulated account."""
    return load(more.get, emulator.env)


def account(emulator: Emulator, **more: Any) -> Account:
    """Return the account behind an emulator, as a new process has it."""
    return Account(settings(emulator, **more))


def places(emulator: Emulator) -> list[tuple[str, str]]:
    """Return the pairs of an organization and a space of a new account."""
    return [
        (emulator.organization_id(organization), emulator.space_id(space))
        for organization, space in (("Acme", "Production"), ("Acme", "Staging"), ("Research", "Lab"))
    ]


def canonical(resource_type: ResourceType, given: Mapping[str, Any], before: Json | None = None) -> Json:
    """Return the checked form of legal inputs, after those of the last deployment; fails where they have a failure."""
    inputs, failures = check(resource_type, given, before)
    assert failures == [], failures
    return inputs


def failures_of(kind_name: str, given: Mapping[str, Any], before: Json | None = None) -> dict[str, str]:
    """Return the reasons of all failures of inputs by their property path."""
    found = check(KINDS[kind_name], given, before)[1]
    reasons = {failure.property_path: failure.reason for failure in found}
    assert len(reasons) == len(found), found
    assert "\n" not in "".join(reasons.values())
    return reasons


class Resource:
    """A resource between its deployments, with the inputs and the state that an engine stores."""

    def __init__(self, emulator: Emulator, behind: Account, kind_name: str) -> None:
        self.emulator = emulator
        self.resource_type = KINDS[kind_name]
        self.verbs = lifecycle(self.resource_type, behind)
        self.id = ""
        self.state: Json = {}
        self.inputs: Json = {}

    @property
    def kind(self) -> str:
        """What the emulator calls the resources of this type."""
        return COLLECTIONS.get(self.resource_type.name, "integrations")

    @property
    def document(self) -> Json:
        """What the server holds, secrets included."""
        return self.emulator.get(self.id, kind=self.kind)

    def up(self, given: Mapping[str, Any]) -> list[RecordedRequest]:
        """Deploy inputs; return the writes that the server received."""
        self.emulator.clear_requests()
        inputs = canonical(self.resource_type, given, self.inputs if self.id else None)
        changes = diff(self.resource_type, self.state, inputs) if self.id else []
        if not self.id or any(change.replaces for change in changes):
            self._replace(inputs)
        elif changes:
            self.state = self.verbs.update(self.id, self.state, inputs)
        self.inputs = inputs
        return self.writes()

    def bodies(self, given: Mapping[str, Any]) -> list[Any]:
        """Deploy inputs; return the bodies of the writes that the server received."""
        return [request.body for request in self.up(given)]

    def check_settled(self, given: Mapping[str, Any]) -> None:
        """Fail where a deployment of inputs sends anything, before or after a refresh, which must return them."""
        assert self.up(given) == []
        assert self.refresh() == self.inputs
        assert self.up(given) == []

    def import_(self, wanted: str) -> Json:
        """Import what an id or a name names, as an engine does; return its inputs."""
        found = self.verbs.import_(wanted)
        assert found is not None
        self.id, self.state, self.inputs = found[0], found[1].state, found[1].inputs
        return self.inputs

    def _replace(self, inputs: Json) -> None:
        """Create the resource; delete an old one before or after, as an engine does."""
        old = (self.id, self.state)
        if self.id and self.resource_type.deletes_before_replace:
            self.destroy()
        self.id, self.state = self.verbs.create(inputs)
        if old[0] and not self.resource_type.deletes_before_replace:
            self.verbs.delete(*old)

    def refresh(self) -> Json | None:
        """Read the state; return the inputs that would make it, None where the resource is gone."""
        found = self.verbs.read(self.id, self.state, input_paths(self.resource_type, self.inputs))
        if found is None:
            self.id, self.state = "", {}
            return None
        self.state = found.state
        return found.inputs

    def refreshed(self) -> Json:
        """Read the state of what is there; return the inputs that would make it."""
        inputs = self.refresh()
        assert inputs is not None
        return inputs

    def destroy(self) -> None:
        """Delete the resource."""
        self.verbs.delete(self.id, self.state)
        self.id, self.state = "", {}

    def writes(self) -> list[RecordedRequest]:
        """Return the requests since the last deployment that change something."""
        return [request for request in self.emulator.requests if request.method in WRITES]
