"""From an answer to a state: values as they were sent, as long as the answer says nothing else than it did.

Each field of an answer is one of these:

- it says nothing: it is left out, or its value is not understood. What was sent stands.
- it means what was sent. What was sent stands, so that an order without meaning never shows as a change.
- it is another form of what was sent: it answers the request that sent it, or the state remembers it. What was sent
  stands, and the state remembers the answer.
- it has changed since: drift. The answer stands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import laid_over
from ..unknown import UNKNOWN, has_unknown
from .equivalence import same, still_there
from .known_values import shape_of, understood, understood_seen
from .remembered_forms import Memory, Path
from .response_values import as_listed_before, completed, meant, with_returned, without_nulls_in
from .shorthand import is_written_out, shorthand_in, with_one_presence, without

Values = Mapping[str, Any]

EVERYTHING: Collection[Path] = ((),)
"""The paths that the answer to a create is about."""


@dataclass(frozen=True)
class Answered:
    """An answer, and the paths of what the request has sent, which it is about: none where it is that to a read."""

    document: Values
    asked: Collection[Path] = ()


@dataclass(frozen=True)
class Versions:
    """One object, or what stands in its place: as it was answered, as it was sent last, and as the state had it."""

    answer: Any
    sent: Any
    before: Any


@dataclass(frozen=True)
class Merge:
    """Makes a state of one answer, with the memory of those before."""

    memory: Memory

    def resource(self, kind: ResourceType, of: Versions) -> dict[str, Any]:
        """Return the state of a resource, without what only this provider keeps."""
        known, picked = kind.model_for(of.sent), kind.model_for(of.answer)
        if known is None or picked in (known, None):
            model = known or picked
            return self._object(model, of, ()) if model else laid_over(of.before, of.answer)
        return self._of_another_shape(known, of, ())

    def _object(self, model: type[Model], of: Versions, path: Path, elsewhere: str = "") -> dict[str, Any]:
        """Return an object; the field `elsewhere` is written in a shorter way, and is judged where that stands."""
        result = self._server_set(model, of, path)
        table = fields(model)
        short, long = shorthand_in(table)
        merge = self._with_both((*path, short.name), (*path, long.name)) if short and long else self
        if short and long and not is_written_out(short, long, of.sent):
            sent = {**of.sent, long.name: without(of.sent.get(long.name) or long.default, short)}
            of = Versions(with_one_presence(short, long, of.answer), sent, of.before)
        elif short:
            table = {name: item for name, item in table.items() if item is not short}
        for name, item in table.items():
            if name != elsewhere:
                inside = short.name if short and item is long and short.name in table else ""
                value = merge._field(item, of, (*path, name), inside)
                result |= {name: value} if value is not None else {}
        return result

    def _server_set(self, model: type[Model], of: Versions, path: Path) -> dict[str, Any]:
        """Return what only a server says of an object, also what no model knows; where it is silent, as it was."""
        hidden = [item for item in fields(model).values() if item.presence_field]
        seen = [str(item.presence_field) for item in hidden if not self.memory.is_asked((*path, item.name))]
        silent = [name for name in (*model.output_fields, *seen) if name in of.before and name not in of.answer]
        result = {name: of.before[name] for name in silent}
        for name, value in of.answer.items():
            if name not in fields(model) and value is not None:
                result[name] = as_listed_before(value, of.before.get(name)) if name in seen else value
        return result

    def _field(self, item: Field, of: Versions, path: Path, inside: str) -> Any:
        if item.presence_field:
            return self._write_only(item, of, path)
        sent, before = of.sent.get(item.name), of.before.get(item.name)
        if sent is None and item.is_discriminator:
            sent = str(item.default)
        if item.name not in of.answer:
            self.memory.keep(path)
            return before if sent is None and not self.memory.is_asked(path) else sent
        answer = of.answer[item.name]
        if answer is UNKNOWN:  # in a preview
            return UNKNOWN
        known = (item.model_for(sent) if sent else None) or item.model_for(item.default)
        if item.is_object and not item.is_list and known and not (answer is None and understood(item, answer)):
            return self._inner(item, known, Versions(answer, sent, before), path, inside)
        merge = self._with_both(path, (*path[:-1], item.extended_by)) if item.extended_by else self
        return merge._plain(item, answer, sent, path)

    def _write_only(self, item: Field, of: Versions, path: Path) -> Any:
        sent, seen = of.sent.get(item.name), of.answer.get(item.presence_field or "")
        if seen is None:
            self.memory.keep(path)
        elif not understood_seen(item, seen):
            self.memory.hold(item, seen, path, unset=not sent, strange=True)
        elif still_there(item, of.answer, sent) if sent else not seen:
            return sent
        elif self.memory.is_form(item, seen, path):
            self.memory.hold(item, seen, path, unset=not sent)
        else:
            return None
        return sent

    def _inner(self, item: Field, known: type[Model], of: Versions, path: Path, elsewhere: str) -> Any:
        """Return what stands in the place of an object of a known model."""
        sent = of.sent if isinstance(of.sent, Mapping) else {}
        before = of.before if isinstance(of.before, Mapping) and item.model_for(of.before) is known else {}
        if not isinstance(of.answer, Mapping):
            result = self._object(known, Versions({}, sent, before), path, elsewhere)
            self.memory.hold(item, of.answer, path, unset=of.sent is None, strange=True)
            return result
        inner = Versions(of.answer, sent, before)
        if shape_of(item, of.answer) in (known, None):
            return self._object(known, inner, path, elsewhere)
        if item.has(FieldTrait.MERGE_PATCH):
            return self._of_another_shape(known, inner, path)
        return self._plain(item, of.answer, of.sent, path)

    def _of_another_shape(self, known: type[Model], of: Versions, path: Path) -> dict[str, Any]:
        """Return an object that cannot have got another shape, and says that it has: it says nothing else."""
        silent = {name: of.answer[name] for name in known.output_fields if name in of.answer}
        result = self._object(known, Versions(silent, of.sent, of.before), path)
        for tag in (item for item in fields(known).values() if item.is_discriminator):
            self.memory.hold(tag, of.answer.get(tag.name), (*path, tag.name), strange=True)
        return result

    def _plain(self, item: Field, answer: Any, sent: Any, path: Path) -> Any:
        """Return a value that is compared as a whole."""
        answer = completed(item, answer, sent)
        if has_unknown(answer):
            return answer
        if not understood(item, answer):
            self.memory.hold(item, answer, path, unset=sent is None, strange=True)
        elif same(item, answer, sent):
            self.memory.keep(path)
            return meant(item, answer) if sent is None else with_returned(item, answer, sent)
        elif self.memory.is_form(item, answer, path) or self.memory.can_be_form(item, answer, sent):
            self.memory.hold(item, answer, path, unset=sent is None)
        else:
            return meant(item, answer)
        return without_nulls_in(item, answer) if sent is None else with_returned(item, answer, sent)

    def _with_both(self, one: Path, other: Path) -> Merge:
        return Merge(self.memory.with_both(one, other))
