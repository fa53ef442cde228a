"""Whether an answer can be what was sent, in whatever form a server may have given it.

It serves where no earlier answer is known: after a lost one. Two texts are alike that have the same letters and digits;
keys and the values of headers are not compared, for a server hides them. What was not sent must not be there, so that
somebody else's is not taken for ours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import Model
from ..safe_json import value_at
from .diff import Change
from .equivalence import values_equivalent, written_out
from .known_values import contradicts, is_known, is_known_presence

Values = Mapping[str, Any]

DEFAULT_PORTS = {"http": 80, "https": 443}


def resembles(resource_type: ResourceType, found: Values, inputs: Values) -> bool:
    """Tell whether what a server has can be what is declared, in whatever form."""
    model = resource_type.model_for(inputs)
    return model is not None and _alike_objects(model, found, inputs)


def resembles_changes(changes: list[Change], found: Values, old_state: Values) -> bool:
    """Tell whether what a server has can be what was changed, in whatever form; `old_state` is what it had."""
    return all(
        value_at(found, change.path) != value_at(old_state, change.path)
        and _alike(change.field, value_at(found, change.path), change.new, extended=False)
        for change in changes
    )


def alike(field: Field, found: Any, inputs: Any) -> bool:
    """Tell whether an answer can be another form of a value that was sent."""
    return inputs is not None and _alike(field, found, inputs, extended=bool(field.extended_by))


def alike_names(one: Any, other: Any) -> bool:
    """Tell whether two names differ in no more than their case and their blanks."""
    return isinstance(one, str) and isinstance(other, str) and _plain_name(one) == _plain_name(other)


def _alike_objects(model: type[Model], found: Values, inputs: Values) -> bool:
    table = fields(model)
    short = next((item for item in table.values() if item.shorthand), None)
    if short and short.shorthand:
        long = table[short.shorthand.field]
        found, inputs = (
            {**values, long.name: written_out(short, long, values), short.name: None, short.presence_field or "": None}
            for values in (found, inputs)
        )
    return all(_alike_in(item, found, inputs) for item in table.values())


def _alike_in(field: Field, found: Values, inputs: Values) -> bool:
    shown, value = field.presence_field or field.name, inputs.get(field.name)
    response = found.get(shown)
    if shown not in found:
        return True
    if field.presence_field:
        return not is_known_presence(field, response) or _alike_seen(response, value)
    is_extended = bool(field.extended_by and inputs.get(field.extended_by))
    return _alike(field, response, value, extended=is_extended)


def _alike_seen(seen: Any, value: Any) -> bool:
    if isinstance(seen, list) and isinstance(value, Mapping):
        return {name.lower() for name in value} <= {str(name).lower() for name in seen}
    return bool(seen) == bool(value)


def _alike(field: Field, found: Any, inputs: Any, *, extended: bool) -> bool:
    """Compare one field; a list that the server may extend is one of which nothing is missing."""
    if not is_known(field, found) or values_equivalent(field, found, inputs):
        return True
    if field.enum_values:
        return not contradicts(field, found, inputs)
    if inputs is None:
        return extended or found == ""
    if field.is_object:
        return _alike_items(field, found, inputs) if field.is_list else _alike_inner(field, found, inputs)
    if field.secret:
        return _letters_of(found) == _letters_of(inputs)
    return _alike_values(found, inputs, extended=extended)


def _alike_inner(field: Field, found: Any, inputs: Any) -> bool:
    model = field.model_for(inputs)
    is_one = isinstance(found, Mapping) and field.model_for(found) in (model, None)
    return model is not None and is_one and _alike_objects(model, found, inputs)


def _alike_items(field: Field, found: Any, inputs: Any) -> bool:
    """Compare lists of objects; they are few, so that each is compared with each."""
    if not isinstance(found, list) or len(found) != len(inputs):
        return False
    return all(
        any(model and isinstance(one, Mapping) and _alike_objects(model, one, item) for one in found)
        for item in inputs
        for model in [field.model_for(item)]
    )


def _alike_values(found: Any, inputs: Any, *, extended: bool) -> bool:
    """Compare JSON that has no fields of its own; an object may have more in it than was sent."""
    if isinstance(found, str) and isinstance(inputs, str):
        return _letters(_plain_url(found)) == _letters(_plain_url(inputs))
    if isinstance(found, Mapping) and isinstance(inputs, Mapping):
        return all(name in found and _alike_values(found[name], item, extended=False) for name, item in inputs.items())
    if isinstance(found, list) and isinstance(inputs, list):
        names, wanted = ({_letters(str(item)) for item in items} for items in (found, inputs))
        return wanted <= names if extended else wanted == names
    return isinstance(found, bool) == isinstance(inputs, bool) and bool(found == inputs)


def _letters_of(names: Any) -> set[str]:
    return {_letters(str(name)) for name in names or ()}


def _plain_name(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _letters(text: str) -> str:
    """Return a text without its case, blanks and signs; one that has nothing else stays as it is."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, normal)) or normal.strip()


def _plain_url(text: str) -> str:
    """Return a URL without the default port of its scheme and without escapes, its query in order of the alphabet.

    Any other text is returned as it is.
    """
    try:
        parts = urlsplit(text)
        is_default = parts.port is not None and parts.port == DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return text
    if not parts.netloc:
        return text
    netloc = parts.netloc.rpartition(":")[0] if is_default else parts.netloc
    query = "&".join(sorted(parts.query.split("&")))
    return unquote(parts._replace(netloc=netloc, query=query).geturl())
