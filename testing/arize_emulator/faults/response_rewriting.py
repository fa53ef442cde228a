"""Rewrites responses: each field of the models, the document as a whole, or the times in it.

The models say which values are fields of the API: the content of a schema or of a preset stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal

from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ORGANIZATION, SERVICE_KEY, SPACE
from pulumi_arize.model.traits import FieldTrait, Model

from ..json_document import Json

Change = Callable[[Field, Any, Mapping[str, Any]], Any]
"""Returns the new value of a field, given the value and the object that holds it."""

Normal = Literal["slash", "port", "trim", "empty", "default_models", "schema", "header_case"]
"""What a normalizing server changes:

- `slash`: a URL loses its last slash
- `port`: a URL loses the default port of its scheme
- `trim`: a string loses the spaces around it
- `empty`: a string that is not set is `""`
- `default_models`: enabled default models are listed in `model_names`
- `schema`: an `input_schema` has a `$schema`
- `header_case`: the names of headers are in lower case
"""

DEFAULT_MODELS = ("default-large", "default-small")
SCHEMA = "http://json-schema.org/draft-07/schema#"
DEFAULT_PORTS = {"https": ":443", "http": ":80"}
TIMES = ("created_at", "updated_at", "last_used_at")


def changed(document: Json, change: Change) -> Json:
    """Return a document, or a page of them, with each field of the models changed."""
    if "pagination" not in document:
        rewritten: Json = _object(_model_of(document), document, change)
        return rewritten
    lists = {name: value for name, value in document.items() if isinstance(value, list)}
    return {**document, **{name: [changed(item, change) for item in items] for name, items in lists.items()}}


def extended(document: Json, more: Json) -> Json:
    """Return a document, or a page of them with each of its items, with `more` merged in."""
    if "pagination" not in document:
        return merged(document, more)
    pages = {
        name: [merged(item, more) for item in value] for name, value in document.items() if isinstance(value, list)
    }
    return merged({**document, **pages}, more)


def merged(document: Json, more: Json) -> Json:
    """Return a document with `more` merged in, objects into objects."""
    inner = {
        name: merged(document[name], value)
        if isinstance(value, dict) and isinstance(document.get(name), dict)
        else value
        for name, value in more.items()
    }
    return {**document, **inner}


def shifted(value: Any, by: timedelta) -> Any:
    """Return a document with its times shifted."""
    if isinstance(value, list):
        return [shifted(item, by) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _shift(item, by) if name in TIMES and isinstance(item, str) else shifted(item, by)
        for name, item in value.items()
    }


def _shift(time: str, by: timedelta) -> str:
    moved = datetime.fromisoformat(time.replace("Z", "+00:00")) + by
    return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _model_of(document: Json) -> type[Model] | None:
    """Return the model of what a response holds: an integration, a key, a space or an organization."""
    if "config" in document:
        return INTEGRATION.model_for(document)
    if "scopings" in document:
        return AI_INTEGRATION.model_for(document)
    if "key_type" in document:
        return SERVICE_KEY.models[0]
    if "is_private" in document:
        return SPACE.models[0]
    return ORGANIZATION.models[0] if "name" in document else None


def _object(model: type[Model] | None, values: Any, change: Change) -> Any:
    if model is None or not isinstance(values, dict):
        return values
    table = fields(model)
    by_api_name = {field.presence_field or name: field for name, field in table.items()}
    return {
        name: _value(by_api_name[name], value, values, change) if name in by_api_name else value
        for name, value in values.items()
    }


def _value(field: Field, value: Any, owner: Json, change: Change) -> Any:
    if not field.is_object or field.presence_field:
        return change(field, value, owner)
    if isinstance(value, list):
        return [_object(field.model_for(item), item, change) for item in value]
    return _object(field.model_for(value), value, change)


def _is_string(field: Field) -> bool:
    return field.json_type is str and not field.secret and not field.enum_values


def _url(field: Field, value: Any, _owner: Mapping[str, Any], shorten: Callable[[str, str], str]) -> Any:
    scheme, separator, rest = value.partition("://") if isinstance(value, str) and _is_string(field) else ("", "", "")
    if not separator or scheme not in DEFAULT_PORTS:
        return value
    return f"{scheme}://{shorten(scheme, rest)}"


def _without_port(scheme: str, rest: str) -> str:
    host, slash, path = rest.partition("/")
    return host.removesuffix(DEFAULT_PORTS[scheme]) + slash + path


def _trimmed(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
    return value.strip() if isinstance(value, str) and _is_string(field) else value


def _emptied(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
    return "" if value is None and _is_string(field) and not field.has(FieldTrait.EXPIRY) else value


def _with_default_models(field: Field, value: Any, owner: Mapping[str, Any]) -> Any:
    if not field.extended_by or not owner.get(field.extended_by):
        return value
    return list(dict.fromkeys([*(value or []), *DEFAULT_MODELS]))


def _with_schema(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
    is_schema = field.is_map and not field.secret and field.name == "input_schema" and isinstance(value, dict)
    return {"$schema": SCHEMA, **value} if is_schema else value


def _in_lower_case(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
    if field.secret and isinstance(value, dict):
        return {name.lower(): item for name, item in value.items()}
    return [name.lower() for name in value] if field.presence_names and isinstance(value, list) else value


NORMAL: Mapping[Normal, Change] = {
    "slash": partial(_url, shorten=lambda _, rest: rest.removesuffix("/")),
    "port": partial(_url, shorten=_without_port),
    "trim": _trimmed,
    "empty": _emptied,
    "default_models": _with_default_models,
    "schema": _with_schema,
    "header_case": _in_lower_case,
}
