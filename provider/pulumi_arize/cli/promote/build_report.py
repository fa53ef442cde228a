"""The tables of a comparison: what differs between environments, and what a promotion would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...lifecycle.retained_secrets import retained_in
from ...model.fields import Field
from ...model.resource_types import ENVIRONMENT_TYPES
from ...model.traits import FieldTrait
from ...safe_json import value_at
from .comparison import EnvironmentStatus, IntegrationComparison, Path, fields_of
from .environment import ResourceSnapshot, StackEnvironment
from .report import Cell, Line, Report, Row, Style, text_of

ABSENT = Line("—", Style.QUIET)
UNKNOWN = Line("?", Style.QUIET)


def diff_report(environments: Sequence[StackEnvironment], comparisons: Sequence[IntegrationComparison]) -> Report:
    """Return what differs; an integration that is the same everywhere, with nothing pending, is only counted."""
    shown = [item for item in comparisons if item.is_pending or item.fields or not item.is_everywhere]
    rows = [*_unreadable_rows(environments), *(row for item in shown for row in _diff_rows(item))]
    notes = [_summary(environment, comparisons) for environment in environments]
    if same := len(comparisons) - len(shown):
        notes.append(Line(_same(environments, same, "more " if shown else ""), Style.QUIET))
    names = [environment.name for environment in environments]
    return Report(f"{_subject(comparisons)} in {', '.join(names)}", names, rows, notes)


def _subject(comparisons: Sequence[IntegrationComparison]) -> str:
    others = [item for item in comparisons if item.resource_type in ENVIRONMENT_TYPES]
    return "Resources" if others else "Integrations"


def plan_report(
    source: StackEnvironment, target: StackEnvironment, comparisons: Sequence[IntegrationComparison]
) -> Report:
    """Return what an `up` of the target would change, and whether the source has each change deployed."""
    shown = [item for item in comparisons if item.statuses[target.name].is_pending]
    columns = [f"{target.name} now", f"{target.name} then", source.name]
    rows = [row for item in shown for row in _plan_rows(item, source.name, target.name)]
    notes = list(_plan_notes(source, target, shown))
    return Report(f"Promotion from {source.name} to {target.name}", columns, rows, notes)


def _unreadable_rows(environments: Sequence[StackEnvironment]) -> Iterator[Row]:
    reasons = [dict.fromkeys(environment.unreadable.values()) for environment in environments]
    if any(reasons):
        cells = [tuple(Line(reason, Style.WRONG) for reason in found) for found in reasons]
        yield Row((Line("not read", Style.WRONG),), cells, heading=True)


def _diff_rows(item: IntegrationComparison) -> Iterator[Row]:
    yield _heading(item, [_pending(status) for status in item.statuses.values()])
    for path, field in item.fields.items():
        yield Row((Line(".".join(path)),), [_field_cell(status, path, field) for status in item.statuses.values()])


def _heading(item: IntegrationComparison, cells: Sequence[Cell]) -> Row:
    return Row((Line(item.key.name), Line(item.resource_type.name, Style.QUIET)), cells, heading=True)


def _pending(status: EnvironmentStatus) -> Cell:
    """Return what an `up` would do, and what was done on the server."""
    lines = [Line(status.change, Style.PENDING)] if status.change else []
    if status.is_gone:
        lines.append(Line("deleted on the server", Style.DRIFT))
    if status.drift:
        lines.append(Line("changed on the server", Style.DRIFT))
    if lines:
        return tuple(lines)
    if status.operation:
        return (Line("up to date", Style.QUIET),)
    return (Line("deployed", Style.QUIET) if status.deployed else _absent(status),)


def _field_cell(status: EnvironmentStatus, path: Path, field: Field) -> Cell:
    """Return the value of a field in the declared view, and in each later view that differs from it."""
    lines = []
    if status.declared:
        lines.append(_value(status, status.declared, path, field))
    if status.deployed and (not status.declared or path in status.pending):
        lines.append(replace(_value(status, status.deployed, path, field), style=Style.PENDING, label="deployed"))
    if status.server and path in status.drift:
        lines.append(replace(_value(status, status.server, path, field), style=Style.DRIFT, label="on the server"))
    return tuple(lines) or (_absent(status),)


def _value(status: EnvironmentStatus, snapshot: ResourceSnapshot | None, path: Path, field: Field) -> Line:
    """Return the value of a field in one view, the API's default if it has none."""
    if snapshot is None:
        return _absent(status)
    value = value_at(snapshot.inputs, path)
    if value is None and ".".join(path) in retained_in(snapshot.inputs):
        return Line("the server's value")
    return Line(text_of(field.default if value is None else value, status.environment.names))


def _absent(status: EnvironmentStatus) -> Line:
    return ABSENT if status.environment.is_known else UNKNOWN


def _summary(environment: StackEnvironment, comparisons: Sequence[IntegrationComparison]) -> Line:
    """Return what is pending in an environment."""
    statuses = [item.statuses[environment.name] for item in comparisons]
    changes = [status.change for status in statuses if status.change]
    drifted = sum(status.is_drifted for status in statuses)
    parts = [f"{changes.count(change)} to {change}" for change in dict.fromkeys(changes)]
    parts += [f"{drifted} changed on the server"] if drifted else []
    parts += [f"not read: {', '.join(environment.unreadable)}"] if environment.unreadable else []
    style = Style.WRONG if environment.unreadable else Style.PENDING if parts else Style.QUIET
    return Line(", ".join(parts) or "nothing pending", style, environment.name)


def _same(environments: Sequence[StackEnvironment], count: int, more: str) -> str:
    """Return how many integrations are the same in all environments that could be read."""
    known = [environment for environment in environments if environment.is_known]
    names = " and ".join(environment.name for environment in known)
    if len(known) == 1 and not known[0].unreadable:
        return f"{count} {more}{'has' if count == 1 else 'have'} nothing pending in {names}"
    where = f"in {names}" if len(known) > 1 else f"in each view of {names} that could be read"
    if len(known) == len(environments) > 1:
        where = "everywhere"
    return f"{count} {more}{'is' if count == 1 else 'are'} the same {where}"


def _plan_rows(item: IntegrationComparison, source: str, target: str) -> Iterator[Row]:
    in_source, in_target = item.statuses[source], item.statuses[target]
    now = "—" if not in_target.deployed else "deleted on the server" if in_target.is_gone else "deployed"
    then = Line(in_target.change or "repair", Style.PENDING)
    yield _heading(item, [(Line(now),), (then,), (_readiness(in_source, in_target, source),)])
    for path, field in _changed_fields(item, in_target).items():
        old, new = (
            _value(in_target, snapshot, path, field)
            for snapshot in (in_target.server or in_target.deployed, in_target.declared)
        )
        yield Row((Line(".".join(path)),), [(old,), (new,), _field_cell(in_source, path, field)])


def _changed_fields(item: IntegrationComparison, status: EnvironmentStatus) -> dict[Path, Field]:
    """Return the fields that would change; for a new integration, all that are declared."""
    if status.declared and not status.deployed:
        return {
            path: field
            for path, field in fields_of(item.resource_type).items()
            if not field.has(FieldTrait.MERGE_PATCH) and value_at(status.declared.inputs, path) is not None
        }
    changed = status.pending | status.drift
    return {path: field for path, field in item.fields.items() if path in changed}


def _readiness(in_source: EnvironmentStatus, in_target: EnvironmentStatus, source: str) -> Line:
    """Return whether the source has deployed what would be promoted."""
    if not in_source.declared and in_target.declared:
        return Line(f"not in {source}", Style.QUIET)
    if in_source.is_pending:
        return Line(f"not deployed in {source} yet", Style.WRONG)
    return Line(f"deployed in {source}", Style.QUIET)


def _plan_notes(
    source: StackEnvironment, target: StackEnvironment, shown: Sequence[IntegrationComparison]
) -> Iterator[Line]:
    for environment in (source, target):
        for reason in dict.fromkeys(environment.unreadable.values()):
            yield Line(reason, Style.WRONG, environment.name)
    ahead = [item.key.name for item in shown if item.statuses[source.name].is_pending]
    if ahead:
        yield Line(f"not deployed in {source.name} yet, deploy there first: {', '.join(ahead)}", Style.WRONG)
    if shown:
        yield Line(f"{len(shown)} to promote with: pulumi up --refresh --stack {target.name}", Style.PENDING)
    elif not target.unreadable:
        yield Line(f"nothing to promote: {target.name} is up to date", Style.QUIET)
