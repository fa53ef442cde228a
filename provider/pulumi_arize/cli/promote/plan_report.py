"""The table of what a promotion would change: an `up` of the target, seen beside the source that runs it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.fields import Field
from ...model.traits import FieldTrait
from .comparison import EnvironmentStatus, IntegrationComparison, Path, fields_of, unreadable, value_at
from .diff_report import field_cell, value_in
from .environment import UP_TO_DATE, StackEnvironment
from .report import Cell, Line, Report, Row, Style


def plan_report(
    source: StackEnvironment, target: StackEnvironment, comparisons: Sequence[IntegrationComparison]
) -> Report:
    """Return what an `up` of the target would change; of each change, whether the source has it deployed."""
    shown = [item for item in comparisons if item.standings[target.name].is_pending]
    columns = [f"{target.name} now", f"{target.name} then", source.name]
    rows = [row for item in shown for row in _rows(item, source.name, target.name)]
    return Report(f"Promotion from {source.name} to {target.name}", columns, rows, list(_notes(source, target, shown)))


def _rows(item: IntegrationComparison, source: str, target: str) -> Iterator[Row]:
    there, here = item.standings[source], item.standings[target]
    name = (Line(item.key.name), Line(item.resource_type.name, Style.QUIET))
    before = "—" if not here.deployed else "deleted on the server" if here.gone else "deployed"
    after = here.operation if here.operation not in ("", UP_TO_DATE) else "repair"
    yield Row(name, [(Line(before),), (Line(after, Style.PENDING),), _readiness(there, here, source)], heading=True)
    for path, field in _fields(item, here).items():
        now, then = (
            value_in(here, snapshot, path, field) for snapshot in (here.server or here.deployed, here.declared)
        )
        yield Row((Line(".".join(path)),), [(now,), (then,), field_cell(there, path, field)])


def _fields(item: IntegrationComparison, here: EnvironmentStatus) -> dict[Path, Field]:
    """Return the fields that would change; of what would be created, all that are declared."""
    if here.declared and not here.deployed:
        given = here.declared.inputs
        return {
            path: field
            for path, field in fields_of(item.resource_type).items()
            if not field.has(FieldTrait.MERGE_PATCH) and value_at(given, path) is not None
        }
    changed = here.pending | here.drift
    return {path: field for path, field in item.fields.items() if path in changed}


def _readiness(there: EnvironmentStatus, here: EnvironmentStatus, source: str) -> Cell:
    """Say whether the source runs what would be promoted."""
    if not there.declared and here.declared:
        return (Line(f"not in {source}", Style.QUIET),)
    if there.is_pending:
        return (Line(f"not deployed in {source} yet", Style.WRONG),)
    return (Line(f"deployed in {source}", Style.QUIET),)


def _notes(
    source: StackEnvironment, target: StackEnvironment, shown: Sequence[IntegrationComparison]
) -> Iterator[Line]:
    for environment in (source, target):
        for reason in dict.fromkeys(unreadable(environment).values()):
            yield Line(reason, Style.WRONG, environment.name)
    ahead = [item.key.name for item in shown if item.standings[source.name].is_pending]
    if ahead:
        yield Line(f"{source.name} does not run this yet, deploy it there first: {', '.join(ahead)}", Style.WRONG)
    if shown:
        yield Line(f"{len(shown)} to promote with: pulumi up --refresh --stack {target.name}", Style.PENDING)
    elif not unreadable(target):
        yield Line(f"nothing to promote: {target.name} has what it declares", Style.QUIET)
