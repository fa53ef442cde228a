"""The table of what differs between environments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...lifecycle.retained_secrets import RETAINED, stored_paths
from ...model.fields import Field
from .comparison import EnvironmentStatus, IntegrationComparison, Path, is_known, unreadable, value_at
from .environment import UP_TO_DATE, ResourceSnapshot, StackEnvironment
from .report import Cell, Line, Report, Row, Style, text_of

ABSENT = Line("—", Style.QUIET)
UNKNOWN = Line("?", Style.QUIET)


def diff_report(environments: Sequence[StackEnvironment], comparisons: Sequence[IntegrationComparison]) -> Report:
    """Return what differs; an integration that is the same everywhere, with nothing to do, is only counted."""
    shown = [item for item in comparisons if item.is_pending or item.fields or not item.is_everywhere]
    rows = [*_unread_rows(environments), *(row for item in shown for row in _rows(item))]
    same = len(comparisons) - len(shown)
    notes = [_note(environment, comparisons) for environment in environments]
    if same:
        notes.append(Line(_same(environments, same, "more " if shown else ""), Style.QUIET))
    names = [environment.name for environment in environments]
    return Report(f"Integrations in {', '.join(names)}", names, rows, notes)


def _same(environments: Sequence[StackEnvironment], count: int, more: str) -> str:
    """Say how many integrations are the same in all environments of which something could be read."""
    known = [environment.name for environment in environments if is_known(environment)]
    if len(known) == 1:
        return f"{count} {more}{'has' if count == 1 else 'have'} nothing pending in {known[0]}"
    where = "everywhere" if len(known) == len(environments) else f"in {' and '.join(known)}"
    return f"{count} {more}{'is' if count == 1 else 'are'} the same {where}"


def _unread_rows(environments: Sequence[StackEnvironment]) -> Iterator[Row]:
    reasons = [unreadable(environment) for environment in environments]
    if any(reasons):
        cells = [tuple(Line(reason, Style.WRONG) for reason in dict.fromkeys(found.values())) for found in reasons]
        yield Row((Line("not read", Style.WRONG),), cells, heading=True)


def _rows(item: IntegrationComparison) -> Iterator[Row]:
    name = (Line(item.key.name), Line(item.resource_type.name, Style.QUIET))
    yield Row(name, [_status(status) for status in item.standings.values()], heading=True)
    for path, field in item.fields.items():
        cells = [field_cell(status, path, field) for status in item.standings.values()]
        yield Row((Line(".".join(path)),), cells)


def _status(status: EnvironmentStatus) -> Cell:
    """Return what is to be done, and what was done on the server."""
    lines = []
    if status.operation not in ("", UP_TO_DATE):
        lines.append(Line(status.operation, Style.PENDING))
    if status.gone:
        lines.append(Line("deleted on the server", Style.DRIFT))
    if status.drift:
        lines.append(Line("changed on the server", Style.DRIFT))
    if lines:
        return tuple(lines)
    if status.operation:
        return (Line("up to date", Style.QUIET),)
    return (Line("deployed", Style.QUIET) if status.deployed else absent(status),)


def field_cell(status: EnvironmentStatus, path: Path, field: Field) -> Cell:
    """Return the value of a field; each view where it is another one than in the view before."""
    lines = []
    if status.declared:
        lines.append(value_in(status, status.declared, path, field))
    if status.deployed and (not status.declared or path in status.pending):
        lines.append(replace(value_in(status, status.deployed, path, field), tone=Style.PENDING, label="deployed"))
    if status.server and path in status.drift:
        lines.append(replace(value_in(status, status.server, path, field), tone=Style.DRIFT, label="on the server"))
    return tuple(lines) or (absent(status),)


def value_in(status: EnvironmentStatus, snapshot: ResourceSnapshot | None, path: Path, field: Field) -> Line:
    """Return the value of a field in one view of an environment; of one that is not given, what the API does then."""
    if snapshot is None:
        return absent(status)
    value = value_at(snapshot.inputs, path)
    if value is None and ".".join(path) in stored_paths(snapshot.inputs, RETAINED):
        return Line("what the server has")
    return Line(text_of(field.default if value is None else value, status.places))


def absent(status: EnvironmentStatus) -> Line:
    """Return what stands for an integration that is not there, or of which nobody knows."""
    return ABSENT if status.is_known else UNKNOWN


def _note(environment: StackEnvironment, comparisons: Sequence[IntegrationComparison]) -> Line:
    """Say of an environment what is to be done there."""
    standings = [item.standings[environment.name] for item in comparisons]
    operations = [status.operation for status in standings if status.operation not in ("", UP_TO_DATE)]
    parts = [f"{operations.count(operation)} to {operation}" for operation in dict.fromkeys(operations)]
    drifted = sum(bool(status.drift) or status.gone for status in standings)
    parts += [f"{drifted} changed on the server"] if drifted else []
    parts += [f"not read: {', '.join(unreadable(environment))}"] if unreadable(environment) else []
    tone = Style.WRONG if unreadable(environment) else Style.PENDING if parts else Style.QUIET
    return Line(", ".join(parts) or "nothing pending", tone, environment.name)
