"""The status of each integration in each environment: pure, on environments without secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from ...lifecycle.diff import api_changes, diff, provider_changes
from ...lifecycle.retained_secrets import ADOPT
from ...model.fields import Field, field_models, fields
from ...model.resource_types import ResourceType
from ...model.traits import FieldTrait
from .environment import UP_TO_DATE, VIEWS, Key, ResourceSnapshot, StackEnvironment

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class EnvironmentStatus:
    """One integration in one environment: its snapshot in each view, and what is pending.

    `operation` is what an `up` would do; empty if that is nothing, or not known. `pending` are the fields that it would
    change, `drift` those that were changed on the server; `is_gone` says that the integration was deleted there.
    """

    environment: StackEnvironment
    declared: ResourceSnapshot | None
    deployed: ResourceSnapshot | None
    server: ResourceSnapshot | None
    operation: str
    pending: frozenset[Path]
    drift: frozenset[Path]
    is_gone: bool

    @property
    def change(self) -> str:
        """The operation, empty if it changes nothing."""
        return "" if self.operation == UP_TO_DATE else self.operation

    @property
    def is_drifted(self) -> bool:
        """Whether the server has something else than what is deployed."""
        return bool(self.drift) or self.is_gone

    @property
    def is_pending(self) -> bool:
        """Whether an `up` with a refresh would change anything."""
        return bool(self.change) or self.is_drifted

    @property
    def latest(self) -> ResourceSnapshot | None:
        """The declared snapshot, else the deployed one."""
        return self.declared or self.deployed


@dataclass(frozen=True)
class IntegrationComparison:
    """One integration in all environments; `fields` are those that differ between any two, in the models' order."""

    key: Key
    resource_type: ResourceType
    statuses: Mapping[str, EnvironmentStatus]
    fields: Mapping[Path, Field]

    @property
    def is_everywhere(self) -> bool:
        """Whether it is in all environments that could be read, or in none of them."""
        known = [status for status in self.statuses.values() if status.environment.is_known]
        return len({status.latest is None for status in known}) <= 1

    @property
    def is_pending(self) -> bool:
        """Whether anything is pending in any environment."""
        return any(status.is_pending for status in self.statuses.values())


def compare(environments: Sequence[StackEnvironment]) -> list[IntegrationComparison]:
    """Return every integration with the fields that differ, by name."""
    keys = {key for environment in environments for view in environment.readable.values() for key in view}
    return [_compare(key, environments) for key in sorted(keys, key=lambda key: (key.name, key.path))]


@cache
def fields_of(resource_type: ResourceType) -> Mapping[Path, Field]:
    """Return every field that can differ on its own, in the models' order."""
    found: dict[Path, Field] = {}
    for model in (*resource_type.models, resource_type.options):
        for name, field in fields(model).items():
            found.setdefault((name,), field)
            inner = field_models(field) if field.has(FieldTrait.MERGE_PATCH) else ()
            for inner_name, inner_field in (item for part in inner for item in fields(part).items()):
                found.setdefault((name, inner_name), inner_field)
    return found


def _compare(key: Key, environments: Sequence[StackEnvironment]) -> IntegrationComparison:
    statuses = {environment.name: _status(key, environment) for environment in environments}
    latest = [status.latest for status in statuses.values() if status.latest]
    resource_type = latest[0].resource_type
    paths = {path for one, other in pairwise(latest) for path in _different_paths(resource_type, one, other)}
    paths = paths.union(*(status.pending | status.drift for status in statuses.values()))
    differing = {path: field for path, field in fields_of(resource_type).items() if path in paths}
    return IntegrationComparison(key, resource_type, statuses, differing)


def _status(key: Key, environment: StackEnvironment) -> EnvironmentStatus:
    declared, deployed, server = (environment.snapshot(view, key) for view in VIEWS)
    return EnvironmentStatus(
        environment,
        declared,
        deployed,
        server,
        _operation(environment, declared, deployed),
        pending=_changed_paths(deployed, declared),
        drift=_changed_paths(server, deployed),
        is_gone=bool(deployed) and not server and "server" in environment.readable,
    )


def _operation(
    environment: StackEnvironment, declared: ResourceSnapshot | None, deployed: ResourceSnapshot | None
) -> str:
    if declared:
        adopts = declared.operation == "create" and declared.inputs.get(ADOPT)
        return "adopt" if adopts else declared.operation
    return "delete" if deployed and "declared" in environment.readable else ""


def _changed_paths(old: ResourceSnapshot | None, new: ResourceSnapshot | None) -> frozenset[Path]:
    """Return the fields that an update from one view to another would change."""
    if not old or not new:
        return frozenset()
    return frozenset(change.path for change in diff(new.resource_type, old.state, new.inputs))


def _different_paths(resource_type: ResourceType, one: ResourceSnapshot, other: ResourceSnapshot) -> Iterator[Path]:
    """Return the fields in which the inputs of two snapshots differ, compared in both directions."""
    for old, new in ((one.inputs, other.inputs), (other.inputs, one.inputs)):
        yield from (change.path for change in api_changes(resource_type, old, new))
        yield from (change.path for change in provider_changes(resource_type, old, new))
