"""The table of what a promotion would change: an `up` of the target, seen beside the source that runs it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.fields import Field
from ...model.traits import FieldTrait
from .comparison import Compared, Path, Standing, fields_of, unread, value_at
from .diff_report import field_cell, value_in
from .environment import UP_TO_DATE, Environment
from .report import Cell, Line, Row, Sheet, Tone


def plan(source: Environment, target: Environment, compared: Sequence[Compared]) -> Sheet:
    """Return what an `up` of the target would change; of each change, whether the source has it deployed."""
    shown = [item for item in compared if item.standings[target.name].is_pending]
    columns = [f"{target.name} now", f"{target.name} then", source.name]
    rows = [row for item in shown for row in _rows(item, source.name, target.name)]
    return Sheet(f"Promotion from {source.name} to {target.name}", columns, rows, list(_notes(source, target, shown)))


def _rows(item: Compared, source: str, target: str) -> Iterator[Row]:
    there, here = item.standings[source], item.standings[target]
    name = (Line(item.key.name), Line(item.kind.name, Tone.QUIET))
    before = "—" if not here.deployed else "deleted on the server" if here.gone else "deployed"
    after = here.operation if here.operation not in ("", UP_TO_DATE) else "repair"
    yield Row(name, [(Line(before),), (Line(after, Tone.PENDING),), _readiness(there, here, source)], heading=True)
    for path, field in _fields(item, here).items():
        now, then = (value_in(here, held, path, field) for held in (here.server or here.deployed, here.declared))
        yield Row((Line(".".join(path)),), [(now,), (then,), field_cell(there, path, field)])


def _fields(item: Compared, here: Standing) -> dict[Path, Field]:
    """Return the fields that would change; of what would be created, all that are declared."""
    if here.declared and not here.deployed:
        given = here.declared.inputs
        return {
            path: field
            for path, field in fields_of(item.kind).items()
            if not field.has(FieldTrait.MERGE_PATCH) and value_at(given, path) is not None
        }
    changed = here.pending | here.drift
    return {path: field for path, field in item.fields.items() if path in changed}


def _readiness(there: Standing, here: Standing, source: str) -> Cell:
    """Say whether the source runs what would be promoted."""
    if not there.declared and here.declared:
        return (Line(f"not in {source}", Tone.QUIET),)
    if there.is_pending:
        return (Line(f"not deployed in {source} yet", Tone.WRONG),)
    return (Line(f"deployed in {source}", Tone.QUIET),)


def _notes(source: Environment, target: Environment, shown: Sequence[Compared]) -> Iterator[Line]:
    for environment in (source, target):
        for reason in dict.fromkeys(unread(environment).values()):
            yield Line(reason, Tone.WRONG, environment.name)
    ahead = [item.key.name for item in shown if item.standings[source.name].is_pending]
    if ahead:
        yield Line(f"{source.name} does not run this yet, deploy it there first: {', '.join(ahead)}", Tone.WRONG)
    if shown:
        yield Line(f"{len(shown)} to promote with: pulumi up --refresh --stack {target.name}", Tone.PENDING)
    elif not unread(target):
        yield Line(f"nothing to promote: {target.name} has what it declares", Tone.QUIET)
