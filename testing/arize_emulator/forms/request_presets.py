"""Items of a list that have a name: the server adds an ID and times, which an item retains under the same name."""

from __future__ import annotations

from pulumi_arize.model.fields import fields
from pulumi_arize.model.traits import FieldTrait, Model

from ..json_document import Json
from .form import RequestContext


def with_server_fields(model: type[Model], old: Json, new: Json, context: RequestContext) -> Json:
    """Return `new` with the fields that the server sets in each item of its lists that are keyed by name.

    A changed item has a new `updated_at`, an unchanged one its old one. Source: `UpdateAgentConfig`, and the digest's
    "Finer points".
    """
    result = dict(new)
    for name, field in fields(model).items():
        if field.has(FieldTrait.KEYED_BY_NAME) and field.model:
            stored = {item["name"]: item for item in old.get(name) or []}
            result[name] = [_item(field.model, stored.get(item["name"]), item, context) for item in new.get(name) or []]
    return result


def _item(model: type[Model], stored: Json | None, item: Json, context: RequestContext) -> Json:
    written = {name: item.get(name) for name in fields(model)}
    if stored is None:
        return {"id": context.new_id(), **written, "created_at": context.now, "updated_at": context.now}
    changed = any(stored[name] != value for name, value in written.items())
    return {**stored, **written, "updated_at": context.now if changed else stored["updated_at"]}
