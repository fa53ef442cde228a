"""Whether a response can be what was sent, in another form that a server may have given it.

It serves where the state holds no earlier response to compare with, as after a lost one. Two texts match that have the
same letters and digits; keys and header values are not compared, for a server does not return them. What was not sent
must not be in the response, so that the resource of somebody else is not taken for this one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values
from ..settings import PORTS
from .equivalence import values_equivalent
from .response_values import contradicts, is_known, is_known_presence
from .shorthand import long_form, shorthand_of


def matches_inputs(resource_type: ResourceType, found: Values, inputs: Values) -> bool:
    """Tell whether a document of the server can have these inputs, in whatever form."""
    model = resource_type.model_for(inputs)
    return model is not None and _objects_match(model, found, inputs)


def may_be_other_form(field: Field, found: Any, inputs: Any) -> bool:
    """Tell whether a response can be another form of a value that was sent."""
    return inputs is not None and value_matches(field, found, inputs, extended=bool(field.extended_by))


def names_match(one: Any, other: Any) -> bool:
    """Tell whether two names differ in nothing but case and spaces."""
    return isinstance(one, str) and isinstance(other, str) and _normalize_name(one) == _normalize_name(other)


def _objects_match(model: type[Model], found: Values, inputs: Values) -> bool:
    short, long = shorthand_of(model)
    if short and long:
        found, inputs = (
            {**values, long.name: long_form(short, long, values), short.name: None, short.presence_field or "": None}
            for values in (found, inputs)
        )
    return all(_field_matches(field, found, inputs) for field in fields(model).values())


def _field_matches(field: Field, found: Values, inputs: Values) -> bool:
    shown, value = field.presence_field or field.name, inputs.get(field.name)
    response = found.get(shown)
    if shown not in found or field.has(FieldTrait.NOT_IN_POST):
        return True
    if field.presence_field:
        return not is_known_presence(field, response) or _presence_matches(response, value)
    is_extended = bool(field.extended_by and inputs.get(field.extended_by))
    return value_matches(field, response, value, extended=is_extended)


def _presence_matches(presence: Any, value: Any) -> bool:
    if isinstance(presence, list) and isinstance(value, Mapping):
        return {name.lower() for name in value} <= {str(name).lower() for name in presence}
    return bool(presence) == bool(value)


def value_matches(field: Field, found: Any, inputs: Any, *, extended: bool = False) -> bool:
    """Compare the values of a field; of a list that the server may have `extended`, no item may be missing."""
    if not is_known(field, found) or values_equivalent(field, found, inputs):
        return True
    if field.enum_values:
        return not contradicts(field, found, inputs)
    if inputs is None:
        return extended or found == ""
    if field.is_object:
        return _items_match(field, found, inputs) if field.is_list else _object_matches(field, found, inputs)
    if field.secret:
        return _all_letters(found) == _all_letters(inputs)
    return _json_matches(found, inputs, extended=extended)


def _object_matches(field: Field, found: Any, inputs: Any) -> bool:
    model = field.model_for(inputs)
    is_one = isinstance(found, Mapping) and field.model_for(found) in (model, None)
    return model is not None and is_one and _objects_match(model, found, inputs)


def _items_match(field: Field, found: Any, inputs: Any) -> bool:
    """Compare lists of objects, in any order."""
    if not isinstance(found, list) or not isinstance(inputs, list) or len(found) != len(inputs):
        return False
    return all(any(_object_matches(field, one, item) for one in found) for item in inputs)


def _json_matches(found: Any, inputs: Any, *, extended: bool) -> bool:
    """Compare JSON values without a model; an object may hold more than was sent."""
    if isinstance(found, str) and isinstance(inputs, str):
        return _letters(_normalize_url(found)) == _letters(_normalize_url(inputs))
    if isinstance(found, Mapping) and isinstance(inputs, Mapping):
        return all(name in found and _json_matches(found[name], item, extended=False) for name, item in inputs.items())
    if isinstance(found, list) and isinstance(inputs, list):
        names, wanted = _all_letters(found), _all_letters(inputs)
        return wanted <= names if extended else wanted == names
    return isinstance(found, bool) == isinstance(inputs, bool) and bool(found == inputs)


def _all_letters(items: Any) -> set[str]:
    return {_letters(str(item)) for item in items or ()}


def _normalize_name(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _letters(text: str) -> str:
    """Return the letters and digits of a text in one case; a text without any stays as it is."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, normal)) or normal.strip()


def _normalize_url(text: str) -> str:
    """Return a URL without its default port and escapes, and with its query sorted.

    Any other text is returned as it is.
    """
    try:
        parts = urlsplit(text)
        is_default = parts.port is not None and parts.port == PORTS.get(parts.scheme)
    except ValueError:
        return text
    if not parts.netloc:
        return text
    netloc = parts.netloc.rpartition(":")[0] if is_default else parts.netloc
    query = "&".join(sorted(parts.query.split("&")))
    return unquote(parts._replace(netloc=netloc, query=query).geturl())
