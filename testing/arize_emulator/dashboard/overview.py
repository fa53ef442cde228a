"""The data of the dashboard: the account, its latest requests and its faults, without any secret value.

The fields of an integration come from the models: the dashboard shows a new field without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.integration import Named
from pulumi_arize.model.llm_configs import LLM_CONFIGS
from pulumi_arize.model.redaction import redact_document, redact_texts
from pulumi_arize.model.secret_fields import secrets_by_name
from pulumi_arize.model.tagged_union import TaggedUnion
from pulumi_arize.model.traits import FieldTrait, Model

from ..dialect import Dialect
from ..faults.rules import ActiveRule
from ..forms import FORMS, Form
from ..forms.integration_form import TYPES
from ..http.request_log import RecordedRequest
from ..json_paths import Json
from ..store.access import role_name
from ..store.account import Account
from ..store.clock import written
from ..store.records import ACTIVE, ApiKey, Integration, Organization, Space, Store
from .redaction import redact_body

MAX_REQUESTS = 50
"""The number of requests that it has at most."""

_FORMS: tuple[Form, ...] = tuple(form(Dialect.CURRENT) for form in FORMS)
_PROVIDER = TaggedUnion(LLM_CONFIGS).discriminator
_SHOWN_SEPARATELY = {TYPES.discriminator, _PROVIDER, *fields(Named)}
"""Fields that are not among an integration's `settings`."""

_ACRONYMS = ("api", "arn", "id", "url")


def overview(account: Account, log: Sequence[RecordedRequest], rules: Sequence[ActiveRule]) -> Json:
    """Return the account's contents, its latest requests and the fault rules; the newest comes first."""
    contents, now = account.contents, written(account.clock.moment())
    keys = reversed(contents.api_keys.values())
    shown = {
        "integrations": [_integration(record, contents) for record in reversed(contents.integrations.values())],
        "organizations": [_organization(record, contents) for record in contents.organizations.values()],
        "spaces": [_space(space, contents) for space in contents.spaces.values()],
        "api_keys": [_api_key(key, contents, now) for key in keys],
        "remote_evaluators": contents.settings.remote_evaluators,
        "requests": [_request(entry) for entry in reversed(log[-MAX_REQUESTS:])],
        "request_count": len(log),
        "faults": [_fault(active) for active in rules],
    }
    redacted: Json = redact_texts(shown, {item for key in contents.api_keys.values() for item in key.values()})
    return redacted


def documents(record: Integration) -> Json:
    """Return the integration as each resource that has it returns it, by path."""
    return {f"{form.resource_type.path}/{record.id}": _redacted(form.render(record), record) for form in _forms(record)}


def _integration(record: Integration, contents: Store) -> Json:
    forms = _forms(record)
    document = forms[0].render(record)
    leaves = list(_leaves(forms[0].resource_type.model_for(document), document))
    row = {
        **{name: document[name] for name in Named.output_fields},
        "name": record.name,
        "type": record.type,
        "provider": record.values.get(_PROVIDER),
        "resources": [form.resource_type.name for form in forms],
        "secrets": [
            _presence(field, value)
            for field, value in sorted(leaves, key=lambda leaf: leaf[0].is_map)
            if field.secret and (value or not field.is_map)
        ],
        "scopings": [_scoping(scoping, contents) for scoping in record.scopings],
        "settings": [_setting(field, value) for field, value in leaves if _is_worth_showing(field, value)],
        "default_of": [space.name for space in contents.spaces.values() if record.id in _defaults(space)],
        "in_use": record.in_use,
    }
    return _redacted(row, record)


def _forms(record: Integration) -> Sequence[Form]:
    return [form for form in _FORMS if form.shows(record)]


def _redacted(document: Json, record: Integration) -> Json:
    redacted: Json = redact_document(document, frozenset(secrets_by_name(record.values)))
    return redacted


def _leaves(model: type[Model] | None, document: Json) -> Iterator[tuple[Field, Any]]:
    """Return every field of a response, at any depth and each once, with its value in the response."""
    for name, field in fields(model).items() if model else ():
        value = document.get(field.presence_field or name)
        inner = field.model_for(value) if field.is_object and not field.is_list else None
        if inner and value is not None:
            yield from _leaves(inner, value)
        elif not field.shorthand:
            yield field, value


def _presence(field: Field, value: Any) -> Json:
    """Return whether a secret is set, and for headers their names, where the response has them."""
    names = list(value) if isinstance(value, (list, Mapping)) else []
    return {"label": _label(field), "set": bool(value), "names": names}


def _is_worth_showing(field: Field, value: Any) -> bool:
    """Tell whether a setting is shown: its value is short, and not the default."""
    if field.name in _SHOWN_SEPARATELY or field.secret or field.is_map:
        return False
    return field.is_discriminator or value not in (None, [], field.default)


def _setting(field: Field, value: Any) -> Json:
    by_name = field.has(FieldTrait.KEYED_BY_NAME)
    return {"label": _label(field), "value": [item["name"] for item in value] if by_name else value}


def _label(field: Field) -> str:
    words = [word.upper() if word in _ACRONYMS else word for word in field.name.removeprefix("is_").split("_")]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _scoping(scoping: Mapping[str, str | None], contents: Store) -> Json:
    return {
        "organization": _name(contents.organizations, scoping.get("organization_id")),
        "space": _name(contents.spaces, scoping.get("space_id")),
    }


def _organization(organization: Organization, contents: Store) -> Json:
    spaces = [space for space in contents.spaces.values() if space.organization_id == organization.id]
    return {
        "id": organization.id,
        "name": organization.name,
        "description": organization.description,
        "spaces": len(spaces),
    }


def _api_key(key: ApiKey, contents: Store, now: str) -> Json:
    expired = key.expires_at is not None and key.expires_at <= now
    return {
        "id": key.id,
        "name": key.name,
        "key_type": key.key_type,
        "redacted_key": key.redacted_key,
        "status": "EXPIRED" if key.status == ACTIVE and expired else key.status,
        "expires_at": key.expires_at,
        "spaces": [
            {"name": _name(contents.spaces, space_id), "role": role_name(role)}
            for space_id, role in key.spaces().items()
        ],
    }


def _space(space: Space, contents: Store) -> Json:
    return {
        "id": space.id,
        "name": space.name,
        "organization": _name(contents.organizations, space.organization_id),
        "defaults": [_name(contents.integrations, key) for key in _defaults(space)],
    }


def _defaults(space: Space) -> list[str]:
    defaults = (space.default_llm_integration, space.default_agent_runtime)
    return [default["integration_id"] for default in defaults if default]


def _name(records: Mapping[str, Any], key: str | None) -> str | None:
    """Return the name of the record with this ID, or the ID if there is none: edits are not checked."""
    return records[key].name if key is not None and key in records else key


def _request(entry: RecordedRequest) -> Json:
    return {
        "id": entry.request_id,
        "received_at": entry.received_at,
        "method": entry.method,
        "path": entry.path,
        "query": redact_document(entry.query, ()),
        "body": redact_body(entry.path, entry.body),
        "status": entry.status,
        "operation_status": entry.operation_status,
        "seconds": entry.seconds,
        "fault": entry.fault,
    }


def _fault(active: ActiveRule) -> Json:
    rule = active.rule
    conditions = rule.model_dump(mode="json", exclude_defaults=True, exclude={"method", "path", "fault"})
    details = rule.fault.model_dump(mode="json", exclude={"kind"})
    return {
        "kind": rule.fault.kind,
        "method": rule.method,
        "path": rule.path,
        "details": conditions | {name: value for name, value in details.items() if value not in (None, {}, "")},
        "seen": active.seen,
        "fired": active.fired,
    }
