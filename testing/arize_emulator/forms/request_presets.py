"""Items of a list that have a name: the server adds an ID and times, which an item retains under the same name."""

from __future__ import annotations

from pulumi_arize.model.fields import fields
from pulumi_arize.model.traits import FieldTrait, Model

from ..json_paths import Json
from ..store.account import Account


def with_server_fields(model: type[Model], old: Json, new: Json, account: Account) -> Json:
    """Return `new` with the fields that the server sets in each item of its lists that are keyed by name.

    A changed item has a new `updated_at`, an unchanged one its old one. Source: `UpdateAgentConfig`, and the digest's
    "Finer points".
    """
    result, now = dict(new), account.clock.now()
    for name, field in fields(model).items():
        if field.has(FieldTrait.KEYED_BY_NAME) and field.model:
            stored = {item["name"]: item for item in old.get(name) or []}
            written = [{key: item.get(key) for key in fields(field.model)} for item in new.get(name) or []]
            result[name] = [_item(stored.get(item["name"]), item, now, account) for item in written]
    return result


def _item(stored: Json | None, written: Json, now: str, account: Account) -> Json:
    if stored is None:
        return {"id": account.new_id("RequestPreset"), **written, "created_at": now, "updated_at": now}
    changed = any(stored[name] != value for name, value in written.items())
    return {**stored, **written, "updated_at": now if changed else stored["updated_at"]}
