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
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.base import Mark, Model
from ..model.fields import Field, fields
from ..model.kinds import Kind
from ..unknown import UNKNOWN, has_unknown
from .answered import UNSET, digest, digests_of, remembering
from .likeness import alike
from .sameness import same, still_there
from .understood import shape_of, understood, understood_seen

Values = Mapping[str, Any]
Path = tuple[str, ...]

EVERYTHING: Collection[Path] = ((),)
"""The paths that the answer to a create is about."""


@dataclass(frozen=True)
class Answered:
    """An answer, and the paths of what the request has sent, which it is about: none where it is that to a read."""

    document: Values
    asked: Collection[Path] = ()


@dataclass(frozen=True)
class Merge:
    """What one answer is made of.

    `asked` are the paths of what the request has sent, `remembered` the digests of the last state, `key` is that of
    digests of secrets; `is_unchanged` tells that nothing has changed since the last state, as the API says. `forms` and
    `strange` are what comes of it: the digests to remember, and what is not understood.
    """

    asked: Collection[Path]
    remembered: Mapping[str, str]
    key: bytes
    is_unchanged: bool = False
    forms: dict[str, str] = field(default_factory=dict)
    strange: dict[Path, str] = field(default_factory=dict)

    def resource(self, kind: Kind, answer: Values, sent: Values, before: Values) -> dict[str, Any]:
        """Return the state of a resource, without what only this provider keeps."""
        known, picked = kind.pick(sent), kind.pick(answer)
        if known is None or picked in (known, None):
            model = known or picked
            return self._object(model, answer, sent, before, ()) if model else _laid_over(before, answer)
        return self._of_another_shape(known, answer, sent, before, ())

    def _object(  # noqa: PLR0913, PLR0917 - one object in three versions
        self, model: type[Model], answer: Values, sent: Values, before: Values, path: Path, elsewhere: str = ""
    ) -> dict[str, Any]:
        """Return an object; the field `elsewhere` is written in a shorter way, and is judged where that stands."""
        table = fields(model)
        seen = [item.seen_as for item in table.values() if item.seen_as and not self._is_asked((*path, item.name))]
        result = {name: before[name] for name in (*model.returned, *seen) if name in before and name not in answer}
        result |= {
            name: _as_listed_before(value, before.get(name)) if name in seen else value
            for name, value in answer.items()
            if name not in table and value is not None
        }
        short, long = _shorthand(table)
        merge = self._with_both((*path, short.name), (*path, long.name)) if short and long else self
        if short and long and not _is_written_out(short, long, sent):
            sent = {**sent, long.name: _without(sent.get(long.name) or long.default, short)}
            answer = _with_one_presence(short, long, answer)
        elif short:
            table = {name: item for name, item in table.items() if item is not short}
        for name, item in table.items():
            if name != elsewhere:
                inside = short.name if short and item is long and short.name in table else ""
                value = merge._field(item, answer, sent, before, (*path, name), inside)
                result |= {name: value} if value is not None else {}
        return result

    def _field(  # noqa: PLR0913, PLR0917 - one field in three versions
        self, item: Field, answer: Values, sent: Values, before: Values, path: Path, inside: str
    ) -> Any:
        if item.seen_as:
            return self._write_only(item, answer, sent, path)
        value, last = sent.get(item.name), before.get(item.name)
        if value is None and item.is_tag:
            value = str(item.default)
        if item.name not in answer:
            self._remember(path)
            return last if value is None and not self._is_asked(path) else value
        if answer[item.name] is UNKNOWN:  # in a preview
            return UNKNOWN
        if item.nested and not item.many:
            return self._inner(item, answer[item.name], value, last, path, inside)
        merge = self._with_both(path, (*path[:-1], item.extended_by)) if item.extended_by else self
        return merge._plain(item, answer[item.name], value, path)

    def _write_only(self, item: Field, answer: Values, sent: Values, path: Path) -> Any:
        value, seen = sent.get(item.name), answer.get(item.seen_as or "")
        if seen is None:
            self._remember(path)
        elif not understood_seen(item, seen):
            self._hold(item, seen, path, unset=not value, strange=True)
        elif self._is_there(item, answer, value):
            return value
        elif self._is_form(item, seen, path):
            self._hold(item, seen, path, unset=not value)
        else:
            return None
        return value

    @staticmethod
    def _is_there(item: Field, answer: Values, value: Any) -> bool:
        return still_there(item, answer, value) if value else not answer.get(item.seen_as or "")

    def _inner(  # noqa: PLR0913, PLR0917 - one object in three versions
        self, item: Field, answer: Any, sent: Any, before: Any, path: Path, elsewhere: str
    ) -> Any:
        known = (item.pick(sent) if sent else None) or item.pick(item.default)
        if known is None or (answer is None and understood(item, answer)):
            return self._plain(item, answer, sent, path)
        values = sent if isinstance(sent, Mapping) else {}
        last = before if isinstance(before, Mapping) and item.pick(before) is known else {}
        if not isinstance(answer, Mapping):
            result = self._object(known, {}, values, last, path, elsewhere)
            self._hold(item, answer, path, unset=sent is None, strange=True)
            return result
        picked = shape_of(item, answer)
        if picked in (known, None):
            return self._object(known, answer, values, last, path, elsewhere)
        if item.has(Mark.MERGED):
            return self._of_another_shape(known, answer, values, last, path)
        return self._plain(item, answer, sent, path)

    def _of_another_shape(
        self, known: type[Model], answer: Values, sent: Values, before: Values, path: Path
    ) -> dict[str, Any]:
        """Return an object that cannot have got another shape, and says that it has: it says nothing else."""
        silent = {name: answer[name] for name in known.returned if name in answer}
        result = self._object(known, silent, sent, before, path)
        for tag in (item for item in fields(known).values() if item.is_tag):
            self._hold(tag, answer.get(tag.name), (*path, tag.name), strange=True)
        return result

    def _plain(self, item: Field, answer: Any, sent: Any, path: Path) -> Any:
        """Return a value that is compared as a whole."""
        answer = _completed(item, answer, sent)
        if has_unknown(answer):
            return answer
        if not understood(item, answer):
            self._hold(item, answer, path, unset=sent is None, strange=True)
        elif same(item, answer, sent):
            self._remember(path)
            return _meant(item, answer) if sent is None else _with_returned(item, answer, sent)
        elif self._is_form(item, answer, path) or self._can_be_form(item, answer, sent):
            self._hold(item, answer, path, unset=sent is None)
        else:
            return _meant(item, answer)
        return _without_nulls_in(item, answer) if sent is None else _with_returned(item, answer, sent)

    def _with_both(self, one: Path, other: Path) -> Merge:
        """Return this with both ways of writing a value asked for, where one is."""
        if one not in self.asked and other not in self.asked:
            return self
        return replace(self, asked=(*self.asked, one, other))

    def _is_asked(self, path: Path) -> bool:
        return any(path[: len(asked)] == asked for asked in self.asked)

    def _is_form(self, item: Field, answer: Any, path: Path) -> bool:
        """Tell whether an answer that differs from what was sent is another form of it."""
        if self._is_asked(path):
            return True
        remembered = self.remembered.get(".".join(path), "")
        if self.asked and remembered.startswith(UNSET):  # what a server fills in may follow from what was sent
            return True
        return digest(item, answer, self.key) in digests_of(remembered)

    def _can_be_form(self, item: Field, answer: Any, sent: Any) -> bool:
        """Tell whether an answer that nobody remembers can be another form: of an update, or of what is unchanged.

        The word of the API alone, that nothing has changed, is not believed of another value.
        """
        if self.is_unchanged and sent is None:  # filled in after the answer to the write
            return not item.nested
        return (self.is_unchanged or bool(self.asked)) and alike(item, answer, sent)

    def _remember(self, path: Path) -> None:
        """Keep what is remembered of a field of which the answer says nothing new."""
        name = ".".join(path)
        if name in self.remembered and not self._is_asked(path):
            self.forms[name] = self.remembered[name]

    def _hold(self, item: Field, answer: Any, path: Path, *, unset: bool = False, strange: bool = False) -> None:
        """Remember an answer that does not count."""
        name, form = ".".join(path), digest(item, answer, self.key)
        known = [] if self._is_asked(path) else digests_of(self.remembered.get(name, ""))
        self.forms[name] = remembering(known, form, unset=unset)
        if strange and form not in digests_of(self.remembered.get(name, "")):
            self.strange[path] = _described(item, answer)


_IN_WORDS: Mapping[type, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list of other values",
    dict: "an object of other values",
}
"""What an answer is, in place of what it says, which may be secret."""


def _described(item: Field, answer: Any) -> str:
    """Say what was answered: a member of an enumeration as it is, of anything else its type alone."""
    said = repr(answer) if item.terms and isinstance(answer, str) else _IN_WORDS.get(type(answer), "another value")
    if understood(item, answer):
        return f"{said}, which cannot have changed"
    return f"{said}, which this version of pulumi-arize does not know"


def _laid_over(before: Values, answer: Values) -> dict[str, Any]:
    """Return an answer of which no model is known, with what the state has beside it, such as keys."""
    inner = {
        name: _laid_over(before[name], value)
        for name, value in answer.items()
        if isinstance(value, Mapping) and isinstance(before.get(name), Mapping)
    }
    return {**before, **{name: value for name, value in answer.items() if value is not None}, **inner}


def _shorthand(table: Mapping[str, Field]) -> tuple[Field | None, Field | None]:
    """Return the field that is a shorter way to write another one, and that one."""
    short = next((item for item in table.values() if item.shorthand), None)
    return (short, table[short.shorthand.field]) if short and short.shorthand else (None, None)


def _is_written_out(short: Field, long: Field, sent: Values) -> bool:
    """Tell whether a program has written a value in the long way, where that matters."""
    value = sent.get(long.name)
    if not isinstance(value, Mapping) or sent.get(short.name) is not None:
        return False
    return value.get(short.name) is not None or long.pick(value) is not long.pick(long.default)


def _with_one_presence(short: Field, long: Field, answer: Values) -> Values:
    """Return an answer that says in both ways of writing a value whether it is there, as it says in the short one."""
    inner, seen = answer.get(long.name), str(short.seen_as)
    if not isinstance(inner, Mapping) or seen not in {**inner, **answer}:
        return answer
    said = answer.get(seen, inner.get(seen))
    is_default = long.pick(inner) is long.pick(long.default)
    return {**answer, seen: said, long.name: {**inner, seen: said} if is_default else inner}


def _without(value: Any, short: Field) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {name: item for name, item in value.items() if name not in (short.name, short.seen_as)}


def _completed(item: Field, answer: Any, sent: Any) -> Any:
    """Return the answered items of a list, with what they leave out as it was sent: by their name, or by the rest."""
    if not (item.many and item.model and isinstance(answer, list) and isinstance(sent, list)):
        return answer
    return [_completed_item(item.model, one, sent) if isinstance(one, Mapping) else one for one in answer]


def _completed_item(model: type[Model], answer: Values, sent: list[Any]) -> Values:
    table = fields(model)
    missing = [name for name in table if name not in answer]
    if not missing:
        return answer
    fitting = [
        item
        for item in sent
        if isinstance(item, Mapping)
        and all(same(table[name], answer[name], item.get(name)) for name in table if name in answer)
    ]
    return {**{name: fitting[0].get(name) for name in missing}, **answer} if len(fitting) == 1 else answer


def _as_listed_before(seen: Any, before: Any) -> Any:
    """Return the names of headers as the state has them, where they are the same: order and case mean nothing."""
    if not isinstance(seen, list) or not isinstance(before, list):
        return seen
    one, other = ({str(name).lower() for name in names} for names in (seen, before))
    return before if one == other else seen


def _with_returned(item: Field, answer: Any, sent: Any) -> Any:
    """Return what was sent, with what only the server sets of each item that is known by its name."""
    if not item.has(Mark.BY_NAME) or item.model is None or not isinstance(answer, list) or not isinstance(sent, list):
        return sent
    by_name = {str(one.get("name")): one for one in answer if isinstance(one, Mapping)}
    return [_with_returned_item(item.model, by_name, one) if isinstance(one, Mapping) else one for one in sent]


def _with_returned_item(model: type[Model], by_name: Mapping[str, Values], sent: Values) -> Values:
    answer = by_name.get(str(sent.get("name")), {})
    return {**sent, **{name: answer[name] for name in model.returned if answer.get(name) is not None}}


def _meant(item: Field, answer: Any) -> Any:
    """Return a value, or what the API does by itself where it answers null: a list that was never set is empty."""
    is_nothing = answer is None or (answer == {} and item.default is None and not item.required)
    return item.default if is_nothing else _without_nulls_in(item, answer)


def _without_nulls_in(item: Field, answer: Any) -> Any:
    """Return a value without the fields that are null, at any depth; what has no fields of its own stays as it is."""
    if not item.nested:
        return answer
    if isinstance(answer, list):
        return [_without_nulls_in(item, one) for one in answer]
    return _without_nulls(answer, item.pick(answer)) if isinstance(answer, Mapping) else answer


def _without_nulls(answer: Values, model: type[Model] | None = None) -> dict[str, Any]:
    """Return an object without nulls, and with a tag that follows from the rest: an older server leaves it out."""
    table = fields(model) if model else {}
    tags = {name: str(item.default) for name, item in table.items() if item.is_tag}
    meant = {name: _meant(table[name], value) if name in table else value for name, value in answer.items()}
    return tags | {name: value for name, value in meant.items() if value is not None}
