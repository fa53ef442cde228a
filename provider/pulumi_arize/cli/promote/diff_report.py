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


def diff_report(environments: Sequence[StackEnvironment], compared: Sequence[IntegrationComparison]) -> Report:
    """Return what differs; an integration that is the same everywhere, with nothing to do, is only counted."""
    shown = [item for item in compared if item.is_pending or item.fields or not item.is_everywhere]
    rows = [*_unread_rows(environments), *(row for item in shown for row in _rows(item))]
    same = len(compared) - len(shown)
    notes = [_note(environment, compared) for environment in environments]
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
    name = (Line(item.key.name), Line(item.kind.name, Style.QUIET))
    yield Row(name, [_status(standing) for standing in item.standings.values()], heading=True)
    for path, field in item.fields.items():
        cells = [field_cell(standing, path, field) for standing in item.standings.values()]
        yield Row((Line(".".join(path)),), cells)


def _status(standing: EnvironmentStatus) -> Cell:
    """Return what is to be done, and what was done on the server."""
    lines = []
    if standing.operation not in ("", UP_TO_DATE):
        lines.append(Line(standing.operation, Style.PENDING))
    if standing.gone:
        lines.append(Line("deleted on the server", Style.DRIFT))
    if standing.drift:
        lines.append(Line("changed on the server", Style.DRIFT))
    if lines:
        return tuple(lines)
    if standing.operation:
        return (Line("up to date", Style.QUIET),)
    return (Line("deployed", Style.QUIET) if standing.deployed else absent(standing),)


def field_cell(standing: EnvironmentStatus, path: Path, field: Field) -> Cell:
    """Return the value of a field; each view where it is another one than in the view before."""
    lines = []
    if standing.declared:
        lines.append(value_in(standing, standing.declared, path, field))
    if standing.deployed and (not standing.declared or path in standing.pending):
        lines.append(replace(value_in(standing, standing.deployed, path, field), tone=Style.PENDING, label="deployed"))
    if standing.server and path in standing.drift:
        lines.append(replace(value_in(standing, standing.server, path, field), tone=Style.DRIFT, label="on the server"))
    return tuple(lines) or (absent(standing),)


def value_in(standing: EnvironmentStatus, held: ResourceSnapshot | None, path: Path, field: Field) -> Line:
    """Return the value of a field in one view of an environment; of one that is not given, what the API does then."""
    if held is None:
        return absent(standing)
    value = value_at(held.inputs, path)
    if value is None and ".".join(path) in stored_paths(held.inputs, RETAINED):
        return Line("what the server has")
    return Line(text_of(field.default if value is None else value, standing.places))


def absent(standing: EnvironmentStatus) -> Line:
    """Return what stands for an integration that is not there, or of which nobody knows."""
    return ABSENT if standing.is_known else UNKNOWN


def _note(environment: StackEnvironment, compared: Sequence[IntegrationComparison]) -> Line:
    """Say of an environment what is to be done there."""
    standings = [item.standings[environment.name] for item in compared]
    operations = [standing.operation for standing in standings if standing.operation not in ("", UP_TO_DATE)]
    parts = [f"{operations.count(operation)} to {operation}" for operation in dict.fromkeys(operations)]
    drifted = sum(bool(standing.drift) or standing.gone for standing in standings)
    parts += [f"{drifted} changed on the server"] if drifted else []
    parts += [f"not read: {', '.join(unreadable(environment))}"] if unreadable(environment) else []
    tone = Style.WRONG if unreadable(environment) else Style.PENDING if parts else Style.QUIET
    return Line(", ".join(parts) or "nothing pending", tone, environment.name)
