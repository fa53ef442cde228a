"""Items of a list that are told apart by their name, and keep what the server gave them as long as they keep that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pulumi_arize.model.fields import fields
from pulumi_arize.model.traits import FieldTrait, Model

Json = dict[str, Any]


def keep_by_name(model: type[Model], old: Json, new: Json, now: str, new_id: Callable[[], str]) -> Json:
    """Return `new` with the server's own fields in each item of its lists that are matched by name.

    A changed item gets a new `updated_at`, an unchanged one keeps it. Source: `UpdateAgentConfig`, and the digest's
    "Finer points".
    """
    kept = dict(new)
    for name, field in fields(model).items():
        if field.has(FieldTrait.KEYED_BY_NAME) and field.model:
            stored = {item["name"]: item for item in old.get(name) or []}
            kept[name] = [
                _item(field.model, stored.get(item["name"]), item, now, new_id) for item in new.get(name) or []
            ]
    return kept


def _item(model: type[Model], stored: Json | None, item: Json, now: str, new_id: Callable[[], str]) -> Json:
    written = {name: item.get(name) for name in fields(model)}
    if stored is None:
        return {"id": new_id(), **written, "created_at": now, "updated_at": now}
    changed = any(stored[name] != value for name, value in written.items())
    return {**stored, **written, "updated_at": now if changed else stored["updated_at"]}
