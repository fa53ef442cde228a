"""What differs between state and declaration, and the request bodies that say so: that, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.base import Mark, Model
from ..model.fields import Field, fields
from .sameness import same, same_in

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One field that differs. `old` and `new` are None where nothing is stored or declared."""

    path: tuple[str, ...]
    field: Field
    old: Any
    new: Any

    @property
    def replaces(self) -> bool:
        """Whether the resource must be deleted and created anew."""
        return self.field.has(Mark.IMMUTABLE)

    @property
    def sent(self) -> Any:
        """What a PATCH says: the declared value, or what stands for "not given": the default, or null."""
        return self.field.default if self.new is None else self.new


def changes(model: type[Model], stored: Values, declared: Values, path: tuple[str, ...] = ()) -> Iterator[Change]:
    """Return the changes that make `stored` what is declared, in the order of the model's fields."""
    table = fields(model)
    short = next((field for field in table.values() if field.shorthand), None)
    spelled_out = (short.name, short.shorthand.field) if short and short.shorthand else ()
    for name, field in table.items():
        if name in spelled_out:
            continue
        old, new = stored.get(name), declared.get(name)
        inner = field.pick(new) if field.has(Mark.MERGED) else None
        if inner and isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from changes(inner, old, new, (*path, name))
        elif not same_in(field, stored, declared):
            yield Change((*path, name), field, old, new)
    if short:
        yield from _shorthand_change(table, short, stored, declared, path)


def _shorthand_change(
    table: Mapping[str, Field], short: Field, stored: Values, declared: Values, path: tuple[str, ...]
) -> Iterator[Change]:
    """Compare what the short and the long way of writing mean; say it in the short way where that can say it."""
    long = table[short.shorthand.field] if short.shorthand else short
    old, new = _written_out(short, long, stored), _written_out(short, long, declared)
    if same(long, old, new):
        return
    if long.name not in declared and long.pick(old) is long.pick(new):
        yield Change((*path, short.name), short, old.get(short.name), new.get(short.name))
    else:
        yield Change((*path, long.name), long, old, new)


def _written_out(short: Field, long: Field, values: Values) -> Any:
    """Return the long form of what an object holds in either form."""
    form = values.get(long.name) or long.default
    if not isinstance(form, Mapping) or long.pick(form) is not long.pick(long.default):
        return form
    moved = {name: values[name] for name in (short.name, short.seen_as or "") if values.get(name) is not None}
    return {**moved, **form}


def patch_body(model: type[Model], declared: Values, found: Iterable[Change]) -> dict[str, Any]:
    """Return the body of the PATCH that makes these changes; an empty one for none."""
    body: dict[str, Any] = {}
    for change in found:
        place = body
        for part in change.path[:-1]:
            place = place.setdefault(part, {})
        place[change.path[-1]] = change.sent
    if not body:
        return body
    always = {name: declared[name] for name, field in fields(model).items() if field.has(Mark.IN_EVERY_PATCH)}
    return always | body
