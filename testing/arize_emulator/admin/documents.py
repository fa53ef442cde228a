"""The documents of the admin API: a record with its secrets, an integration in both forms at once."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import fields as dataclass_fields
from typing import Any

from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION

from ..errors import InvalidRequest, NotFound
from ..forms import flat_mapping
from ..forms.request_presets import with_server_fields
from ..json_document import Json
from ..store.account import Account
from ..store.records import ApiKey, Integration, Organization, Record, Space, Store, shown_fields

KINDS: Mapping[str, type[Record]] = {
    "integrations": Integration,
    "organizations": Organization,
    "spaces": Space,
    "api-keys": ApiKey,
}
"""The records by the name that the admin API has for them."""

RECORD_FIELDS = ("created_at", "updated_at", "created_by_user_id", "in_use")
"""What an integration has in addition to its values."""


def document(record: Record) -> Json:
    """Return a record with its secrets.

    An LLM integration has the fields of `/v2/ai-integrations` at the top and those of `/v2/integrations` in `config`,
    which is None for Azure's provider.
    """
    if not isinstance(record, Integration):
        return shown_fields(record)
    values = {name: value for name, value in record.values.items() if name != flat_mapping.OAUTH}
    about = {name: getattr(record, name) for name in RECORD_FIELDS}
    config = (flat_mapping.to_config(record.values) or None) if record.is_llm else record.values["config"]
    return deepcopy({"id": record.id, "type": record.type, **values, "config": config, **about})


def find(contents: Store, key: str, kind: str) -> Record:
    """Return the record of a kind with this ID, or else with this name; NotFound where there is none."""
    if kind not in KINDS:
        raise NotFound(f"{kind} is not a kind of record: use one of {', '.join(KINDS)}")
    table = contents.table(KINDS[kind])
    record: Record | None = table.get(key) or next((item for item in table.values() if item.name == key), None)
    if record is None:
        raise NotFound(f"none of the {kind} has this ID or name")
    return record


def check_fields(kind: type[Record], changes: Mapping[str, Any]) -> None:
    """Check that a change has only fields that exist and can be changed; InvalidRequest for another one."""
    unknown = changes.keys() - {item.name for item in dataclass_fields(kind)} | changes.keys() & {"id", "number"}
    if unknown:
        raise InvalidRequest(f"{', '.join(sorted(unknown))} is not a known field")


def edited(record: Integration, changes: Mapping[str, Any], account: Account) -> Json:
    """Return the values after an edit, which is not checked; InvalidRequest where there is no such field.

    `config` is merged: an object in it is replaced if it has its discriminator, and merged otherwise.
    """
    unknown = set(changes) - record.values.keys() - {"config", *RECORD_FIELDS}
    if unknown or flat_mapping.OAUTH in changes:
        raise InvalidRequest(f"{', '.join(sorted(unknown)) or flat_mapping.OAUTH} is not a known field")
    values = {name: deepcopy(changes.get(name, value)) for name, value in record.values.items() if name != "config"}
    part = changes.get("config")
    if record.is_llm:
        stored = flat_mapping.to_config(values)
        return flat_mapping.with_config(values, _edited_config(record, stored, part, account)) if part else values
    stored = record.values["config"]
    return {**values, "config": _edited_config(record, stored, part, account) if part else stored}


def _edited_config(record: Integration, stored: Json, part: Json, account: Account) -> Json:
    envelope = INTEGRATION.model_for({"type": record.type})
    model = fields(envelope)["config"].model_for({**stored, **part}) if envelope else None
    if model is None:
        raise InvalidRequest("config has no such provider")
    if not record.is_llm:
        return with_server_fields(model, stored, {**stored, **part}, account)
    changes = flat_mapping.expand_shorthand(model, part, stored)
    for name, field in fields(model).items():
        union, value = field.union, changes.get(name)
        if union and isinstance(value, dict) and union.discriminator not in value:
            changes[name] = {**(stored.get(name) or {}), **value}
    applying = {name: value for name, value in stored.items() if name in fields(model)}
    return {**flat_mapping.without_shorthand(model, applying), **changes}
