"""Answers in another form than what was sent: normalized, respelled, filled in, masked.

Fields are told by the models, so that what belongs to the user alone, such as the body of a preset, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from pulumi_arize.model.data_sources import SPACE
from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION
from pulumi_arize.model.traits import Model

Json = dict[str, Any]
Change = Callable[[Field, Any, Mapping[str, Any]], Any]
"""Returns the new value of a field, given the value and the object that holds it."""

Normal = Literal["slash", "port", "trim", "empty", "default_models", "schema", "header_case"]
"""What a normalizing server changes:

- `slash`: a URL loses its last slash
- `port`: a URL loses the default port of its scheme
- `trim`: a text loses the blanks around it
- `empty`: a text that is not set is `""`
- `default_models`: where default models are enabled, they are listed in `model_names`
- `schema`: an `input_schema` says its `$schema`
- `header_case`: the names of headers are in lower case
"""

DEFAULT_MODELS = ("default-large", "default-small")
SCHEMA = "http://json-schema.org/draft-07/schema#"
DEFAULT_PORTS = {"https": ":443", "http": ":80"}


def changed(document: Json, change: Change) -> Json:
    """Return an answer, or a page of them, with each field of the models as `change` makes it."""
    if "pagination" not in document:
        return _document(document, change)
    lists = {name: value for name, value in document.items() if isinstance(value, list)}
    return {**document, **{name: [_document(item, change) for item in items] for name, items in lists.items()}}


def normalized(forms: Sequence[Normal]) -> Change:
    """Return the change that does all of `forms`."""

    def change(field: Field, value: Any, owner: Mapping[str, Any]) -> Any:
        for form in forms:
            value = _NORMAL[form](field, value, owner)
        return value

    return change


def respelled(members: Mapping[str, str]) -> Change:
    """Return the change that spells enumerations' members so; each in lower case without underscores by default."""

    def change(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
        if not field.enum_values or not isinstance(value, str):
            return value
        return members.get(value, value) if members else value.lower().replace("_", "")

    return change


def filled_in(values: Mapping[str, Any]) -> Change:
    """Return the change that gives fields that are not set these values."""
    return lambda field, value, _owner: values.get(field.name, value) if value in (None, "", []) else value


def masked(mask: str, keep: int) -> Change:
    """Return the change that shows of a header's value no more than its last `keep` characters."""

    def hide(value: Any) -> str:
        return mask + str(value)[len(str(value)) - keep :] if keep else mask

    def change(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
        is_shown = field.secret and field.is_map and not field.presence_field and isinstance(value, dict)
        return {name: hide(item) for name, item in value.items()} if is_shown else value

    return change


def _document(document: Json, change: Change) -> Json:
    setting = next((name for name in SPACE.nested if isinstance(document.get(name), dict)), None)
    if setting:
        return {**document, setting: _object(SPACE.nested[setting], document[setting], change)}
    model = INTEGRATION.model_for(document) if "config" in document else AI_INTEGRATION.model_for(document)
    return _object(model, document, change) if model and "name" in document and "scopings" in document else document


def _object(model: type[Model] | None, values: Any, change: Change) -> Any:
    if model is None or not isinstance(values, dict):
        return values
    table = fields(model)
    by_answer = {field.presence_field or name: field for name, field in table.items()}
    return {
        name: _value(by_answer[name], value, values, change) if name in by_answer else value
        for name, value in values.items()
    }


def _value(field: Field, value: Any, owner: Json, change: Change) -> Any:
    if not field.is_object or field.presence_field:
        return change(field, value, owner)
    if isinstance(value, list):
        return [_object(field.model_for(item), item, change) for item in value]
    return _object(field.model_for(value), value, change)


def _is_text(field: Field) -> bool:
    return field.json_type is str and not field.secret and not field.enum_values


def _url(field: Field, value: Any, _owner: Mapping[str, Any], shorten: Callable[[str, str], str]) -> Any:
    scheme, separator, rest = value.partition("://") if isinstance(value, str) and _is_text(field) else ("", "", "")
    if not separator or scheme not in DEFAULT_PORTS:
        return value
    return f"{scheme}://{shorten(scheme, rest)}"


def _without_port(scheme: str, rest: str) -> str:
    host, slash, path = rest.partition("/")
    return host.removesuffix(DEFAULT_PORTS[scheme]) + slash + path


def _trimmed(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
    return value.strip() if isinstance(value, str) and _is_text(field) else value


def _emptied(field: Field, value: Any, _owner: Mapping[str, Any]) -> Any:
    return "" if value is None and _is_text(field) else value


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


_NORMAL: Mapping[Normal, Change] = {
    "slash": partial(_url, shorten=lambda _, rest: rest.removesuffix("/")),
    "port": partial(_url, shorten=_without_port),
    "trim": _trimmed,
    "empty": _emptied,
    "default_models": _with_default_models,
    "schema": _with_schema,
    "header_case": _in_lower_case,
}
