"""Responses in another form than what was sent, as a state remembers them: as digests, never as values.

A server may normalize what it is sent, change the case of an enum value, fill in what was left out, or mask a value.
Such a response is no drift as long as it stays the same. A state holds the values that were sent, and, by the path of
each value that was returned in another form, the digest of that form; several digests, where the servers of one API
respond in several forms. A value that a server has filled in is in the state as it was returned, and its digest is
marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from ..model.fields import Field, fields
from ..model.provider_options import RESPONSE_FORMS
from ..model.traits import FieldTrait, Model
from ..safe_json import Values, value_at
from .key_fingerprint import slow_digest
from .response_matching import may_be_other_form
from .response_values import is_known
from .shorthand import shorthand_of

Digests = Mapping[str, str]
"""The digests of each field, joined by commas, by its dotted path."""

Path = tuple[str, ...]

DIGEST_LENGTH = 16
"""Digits of a digest: it is compared with one response at a time."""

FILLED_IN = "unset:"
"""Marks the digests of a value that was returned though none was sent."""

MAX_DIGESTS = 4
"""The largest number of digests of one field; the latest ones stay."""


@dataclass(frozen=True)
class ResponseForms:
    """The forms of earlier responses, while one more is merged into a state.

    `sent_paths` are the paths that the request has sent, `old_digests` are those of the old state, `key` makes the
    digests of secrets; `is_unchanged` is true where the API says that nothing has changed since the old state. A merge
    fills `digests`, those of the new state, and `unknown_values`, descriptions of values that this version does not
    know.
    """

    sent_paths: Collection[Path]
    old_digests: Digests
    key: bytes
    is_unchanged: bool = False
    digests: dict[str, str] = dataclass_field(default_factory=dict)
    unknown_values: dict[Path, str] = dataclass_field(default_factory=dict)

    def with_both_sent(self, one: Path, other: Path) -> ResponseForms:
        """Return the forms as if both paths were sent, where one is: two fields that the server derives together."""
        if one not in self.sent_paths and other not in self.sent_paths:
            return self
        return replace(self, sent_paths=(*self.sent_paths, one, other))

    def was_sent(self, path: Path) -> bool:
        """Tell whether the request has sent the value at a path."""
        return any(path[: len(sent)] == sent for sent in self.sent_paths)

    def is_form(self, field: Field, response: Any, path: Path) -> bool:
        """Tell whether a value that differs from what was sent is another form of it."""
        if self.was_sent(path):
            return True
        old_digest = self.old_digests.get(".".join(path), "")
        if self.sent_paths and old_digest.startswith(FILLED_IN):  # the value may follow from what was sent
            return True
        return digest(field, response, self.key) in _split(old_digest)

    def may_be_form(self, field: Field, response: Any, sent: Any) -> bool:
        """Tell whether a value with no known digest may be another form: after an update, or where nothing has changed.

        That the API says that nothing has changed is not enough for a value that cannot be another form; nor is it that
        no request can change the field.
        """
        if self.is_unchanged and sent is None:  # filled in after the response to the write
            return not field.is_object
        is_as_sent = self.is_unchanged or bool(self.sent_paths) or field.has(FieldTrait.IMMUTABLE)
        return is_as_sent and may_be_other_form(field, response, sent)

    def carry_over(self, path: Path) -> None:
        """Keep the digests of a field whose value in the response is no news."""
        name = ".".join(path)
        if name in self.old_digests and not self.was_sent(path):
            self.digests[name] = self.old_digests[name]

    def remember(self, field: Field, response: Any, path: Path, *, unset: bool = False) -> None:
        """Add the digest of a form; `unset` is true where nothing was sent."""
        name = ".".join(path)
        known = [] if self.was_sent(path) else _split(self.old_digests.get(name, ""))
        new = digest(field, response, self.key)
        latest = (known if new in known else [*known, new])[-MAX_DIGESTS:]
        self.digests[name] = (FILLED_IN if unset else "") + ",".join(latest)

    def remember_unknown(self, field: Field, response: Any, path: Path, *, unset: bool = False) -> None:
        """Add the digest of a value that this version does not know, and its description where it is new."""
        self.remember(field, response, path, unset=unset)
        if digest(field, response, self.key) not in _split(self.old_digests.get(".".join(path), "")):
            self.unknown_values[path] = _describe(field, response)


def forms_in(state: Values) -> dict[str, str]:
    """Return the digests that a state holds."""
    try:
        digests = json.loads(state.get(RESPONSE_FORMS) or "{}")
    except (TypeError, ValueError, RecursionError):
        return {}
    return {path: text for path, text in digests.items() if isinstance(text, str)} if isinstance(digests, dict) else {}


def to_property(digests: Digests) -> dict[str, str]:
    """Return the property of a state that holds the digests; none where there are none.

    It is one text: the SDK makes an Output of each item of an object, and drops what is null.
    """
    return {RESPONSE_FORMS: json.dumps(digests, separators=(",", ":"), sort_keys=True)} if digests else {}


def digest(field: Field, response: Any, key: bytes) -> str:
    """Return the digest of the value of a field in a response; a slow and keyed one where that is secret."""
    text = json.dumps(_canonical(field, response), sort_keys=True, default=str)
    if field.secret and not field.presence_field:
        return slow_digest(text, key)[:DIGEST_LENGTH]
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def as_sent(model: type[Model] | None, state: Values, retained: Iterable[str] = ()) -> Values:
    """Return the state with the values that were sent, to be compared with inputs.

    Without the values that a server has filled in, without those at the dotted paths `retained`, which inputs leave
    out, and without presence fields in another form.
    """
    digests = {**forms_in(state), **dict.fromkeys(retained, FILLED_IN)}
    return _as_sent(model, state, digests, "") if model and digests else state


def _as_sent(model: type[Model], state: Values, digests: Digests, path: str) -> dict[str, Any]:
    result = dict(state)
    for name, field in fields(model).items():
        text = digests.get(path + name)
        long = field.shorthand.field if field.shorthand else ""
        if f"{path}{long}.{name}" in digests:  # the short field says the same
            result.pop(field.presence_field or "", None)
        if text is not None:
            _drop_presence_fields(model, field, result)
        if text is not None and text.startswith(FILLED_IN):
            result.pop(name, None)
        inner = field.model_for(result.get(name))
        if inner:
            result[name] = _as_sent(inner, result[name], digests, f"{path}{name}.")
    return result


def _drop_presence_fields(model: type[Model], field: Field, state: dict[str, Any]) -> None:
    """Remove the presence field of a write-only value, also from the long form of a shorthand."""
    state.pop(field.presence_field or "", None)
    short, long = shorthand_of(model)
    if long and field is short and isinstance(state.get(long.name), Mapping):
        state[long.name] = {name: value for name, value in state[long.name].items() if name != field.presence_field}


def server_filled_values(state: Values) -> Iterator[tuple[Path, Any]]:
    """Return the path and the value of everything that a server has filled in."""
    for path, text in forms_in(state).items():
        if text.startswith(FILLED_IN):
            parts = tuple(path.split("."))
            yield parts, value_at(state, parts)


def _split(digests: str) -> list[str]:
    return digests.removeprefix(FILLED_IN).split(",") if digests else []


def _canonical(field: Field, response: Any) -> Any:
    """Return a value without an order that means nothing, and without the fields that only the server sets."""
    if not isinstance(response, list):
        return response
    known = fields(field.model) if field.model else {}
    items = [_known_fields(known, item) if isinstance(item, Mapping) and known else item for item in response]
    is_ordered = not field.has(FieldTrait.UNORDERED) and not field.presence_names
    return items if is_ordered else sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))


def _known_fields(known: Mapping[str, Field], item: Values) -> dict[str, Any]:
    return {name: _canonical(field, item[name]) for name, field in known.items() if item.get(name) is not None}


_JSON_TYPE_NAMES: Mapping[type, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list of other values",
    dict: "an object of other values",
}
"""The type of a value, shown instead of the value, which may be secret."""


def _describe(field: Field, response: Any) -> str:
    """Describe a value: an enum value by its text, of any other its type alone."""
    is_enum_value = field.enum_values and isinstance(response, str)
    value = repr(response) if is_enum_value else _JSON_TYPE_NAMES.get(type(response), "another value")
    if is_known(field, response):
        return f"{value}, which cannot have changed"
    return f"{value}, which this version of pulumi-arize does not know"
