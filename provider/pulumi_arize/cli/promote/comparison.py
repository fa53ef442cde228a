"""How each integration stands in each environment: pure, on environments that hold no key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

from ...lifecycle.diff import api_changes, provider_changes
from ...lifecycle.resource_operations import diff
from ...lifecycle.retained_secrets import ADOPT
from ...model.fields import Field, field_models, fields
from ...model.resource_types import ResourceType
from ...model.traits import FieldTrait
from .environment import UP_TO_DATE, VIEWS, Key, Resources, ResourceSnapshot, StackEnvironment, Unreadable, Values

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class EnvironmentStatus:
    """One integration in one environment, in each view; None where it is not there, or the view could not be read.

    `operation` is what an `up` would do; empty where there is nothing to do it to, or nobody knows. `pending` are the
    fields that it would change, `drift` those that were changed on the server; `gone` is what was deleted there.
    """

    declared: ResourceSnapshot | None
    deployed: ResourceSnapshot | None
    server: ResourceSnapshot | None
    operation: str
    pending: frozenset[Path]
    drift: frozenset[Path]
    gone: bool
    is_known: bool
    """Whether anything could be read of the environment."""
    places: Mapping[str, str]
    """The names of organizations and spaces, by id."""

    @property
    def is_pending(self) -> bool:
        """Whether anything is to be done: declared and not deployed, or changed on the server."""
        return self.operation not in ("", UP_TO_DATE) or bool(self.drift) or self.gone

    @property
    def latest(self) -> ResourceSnapshot | None:
        """What is declared, else what is deployed."""
        return self.declared or self.deployed


@dataclass(frozen=True)
class IntegrationComparison:
    """One integration over all environments; `fields` are those that differ anywhere, in the models' order."""

    key: Key
    resource_type: ResourceType
    standings: Mapping[str, EnvironmentStatus]
    fields: Mapping[Path, Field]

    @property
    def is_everywhere(self) -> bool:
        """Whether it is in all environments that could be read, or in none."""
        return len({status.latest is None for status in self.standings.values() if status.is_known}) <= 1

    @property
    def is_pending(self) -> bool:
        """Whether anything is to be done in any environment."""
        return any(status.is_pending for status in self.standings.values())


def compare(environments: Sequence[StackEnvironment]) -> list[IntegrationComparison]:
    """Return every integration with where it differs, by name."""
    keys = {key for environment in environments for view in _views(environment) for key in view}
    return [_compare(key, environments) for key in sorted(keys, key=lambda key: (key.name, key.path))]


def unreadable(environment: StackEnvironment) -> dict[str, str]:
    """Return why views of an environment could not be read, by view."""
    views = {name: getattr(environment, name) for name in VIEWS}
    return {name: view.reason for name, view in views.items() if isinstance(view, Unreadable)}


def is_known(environment: StackEnvironment) -> bool:
    """Tell whether anything could be read of what is in an environment."""
    return not (isinstance(environment.declared, Unreadable) and isinstance(environment.deployed, Unreadable))


def _views(environment: StackEnvironment) -> Iterator[Resources]:
    return (view for name in VIEWS if not isinstance(view := getattr(environment, name), Unreadable))


def _compare(key: Key, environments: Sequence[StackEnvironment]) -> IntegrationComparison:
    standings = {environment.name: _status_of(key, environment) for environment in environments}
    snapshot = [status.latest for status in standings.values() if status.latest]
    resource_type = snapshot[0].resource_type
    found = {path for one, other in pairwise(snapshot) for path in _different_paths(resource_type, one, other)}
    found = found.union(*(status.pending | status.drift for status in standings.values()))
    return IntegrationComparison(
        key,
        resource_type,
        standings,
        {path: field for path, field in fields_of(resource_type).items() if path in found},
    )


@cache
def fields_of(resource_type: ResourceType) -> Mapping[Path, Field]:
    """Return every field that can differ by itself, in the order in which a person would write them."""
    found: dict[Path, Field] = {}
    for model in (*resource_type.models, resource_type.options):
        for name, field in fields(model).items():
            found.setdefault((name,), field)
            inner = field_models(field) if field.has(FieldTrait.MERGE_PATCH) else ()
            for inner_name, inner_field in (item for part in inner for item in fields(part).items()):
                found.setdefault((name, inner_name), inner_field)
    return found


def _status_of(key: Key, environment: StackEnvironment) -> EnvironmentStatus:
    declared, deployed, server = (_snapshot_in(getattr(environment, name), key) for name in VIEWS)
    return EnvironmentStatus(
        declared,
        deployed,
        server,
        _operation(environment, declared, deployed),
        frozenset(change.path for change in diff(declared.resource_type, deployed.state, declared.inputs))
        if declared and deployed
        else frozenset(),
        frozenset(change.path for change in diff(deployed.resource_type, server.state, deployed.inputs))
        if deployed and server
        else frozenset(),
        gone=bool(deployed) and not server and not isinstance(environment.server, Unreadable),
        is_known=is_known(environment),
        places=environment.places,
    )


def _snapshot_in(view: Resources | Unreadable, key: Key) -> ResourceSnapshot | None:
    return None if isinstance(view, Unreadable) else view.get(key)


def _operation(
    environment: StackEnvironment, declared: ResourceSnapshot | None, deployed: ResourceSnapshot | None
) -> str:
    if declared:
        adopts = declared.operation == "create" and declared.inputs.get(ADOPT)
        return "adopt" if adopts else declared.operation
    return "delete" if deployed and not isinstance(environment.declared, Unreadable) else ""


def _different_paths(resource_type: ResourceType, one: ResourceSnapshot, other: ResourceSnapshot) -> Iterator[Path]:
    """Return where two declarations of one integration differ, seen from either."""
    for stored, declared in ((one.inputs, other.inputs), (other.inputs, one.inputs)):
        yield from (change.path for change in api_changes(resource_type, stored, declared))
        yield from (change.path for change in provider_changes(resource_type, stored, declared))


def value_at(values: Values, path: Path) -> Any:
    """Return the value of a field, None where it is not given."""
    value: Any = values
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
