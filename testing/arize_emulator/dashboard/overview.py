"""The account as a settings page shows it: for people, in today's spelling, and without any secret value.

What there is to show of an integration is read off the models: a new field shows by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.integration import Named
from pulumi_arize.model.llm_configs import LLM_CONFIGS
from pulumi_arize.model.redaction import redact_document
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType
from pulumi_arize.model.secret_fields import secrets_by_name
from pulumi_arize.model.tagged_union import TaggedUnion
from pulumi_arize.model.traits import FieldTrait, Model

from ..dialect import Dialect
from ..faults.rules import ActiveRule
from ..forms.ai_integration_form import FlatForm
from ..forms.form import Form
from ..forms.integration_form import TYPES, NestedForm
from ..http.request_log import RecordedRequest
from ..store.records import Integration, Space, Store
from .redaction import redacted

Json = dict[str, Any]

MAX_REQUESTS = 50
"""How many requests are shown."""

_FORMS: tuple[tuple[ResourceType, Form], ...] = (
    (INTEGRATION, NestedForm(Dialect.CURRENT)),
    (AI_INTEGRATION, FlatForm(Dialect.CURRENT)),
)
_PROVIDER = TaggedUnion(LLM_CONFIGS).discriminator
_SHOWN_SEPARATELY = {TYPES.discriminator, _PROVIDER, *fields(Named)}
"""Fields that have a place of their own in the overview."""

_ACRONYMS = ("api", "arn", "id", "url")


def overview(contents: Store, log: Sequence[RecordedRequest], faults: Sequence[ActiveRule]) -> Json:
    """Return what the account holds, the latest requests, and the faults in force; the newest comes first."""
    return {
        "integrations": [_integration(record, contents) for record in reversed(contents.integrations.values())],
        "spaces": [_space(space, contents) for space in contents.spaces.values()],
        "remote_evaluators": contents.remote_evaluators,
        "requests": [_request(entry) for entry in reversed(log[-MAX_REQUESTS:])],
        "requests_in_all": len(log),
        "faults": [_fault(standing) for standing in faults],
    }


def documents(record: Integration) -> Json:
    """Return the integration as each resource that has it answers, by its path there."""
    return {f"{kind.path}/{record.id}": _safe(form.render(record), record) for kind, form in _forms(record)}


def _integration(record: Integration, contents: Store) -> Json:
    kinds = [kind.name for kind, _ in _forms(record)]
    kind, form = _forms(record)[0]
    document = form.render(record)
    leaves = list(_leaves(kind.model_for(document), document))
    row = {
        **{name: document[name] for name in Named.output_fields},
        "name": record.name,
        "type": record.type,
        "provider": record.values.get(_PROVIDER),
        "resources": kinds,
        "secrets": [
            _presence(field, value)
            for field, value in sorted(leaves, key=lambda leaf: leaf[0].is_map)
            if field.secret and (value or not field.is_map)
        ],
        "scopings": [_scoping(scoping, contents) for scoping in record.scopings],
        "settings": [_setting(field, value) for field, value in leaves if _says_something(field, value)],
        "default_of": [space.name for space in contents.spaces.values() if record.id in _defaults(space)],
        "in_use": record.in_use,
    }
    return _safe(row, record)


def _forms(record: Integration) -> Sequence[tuple[ResourceType, Form]]:
    return [(kind, form) for kind, form in _FORMS if form.shows(record)]


def _safe(shown: Json, record: Integration) -> Json:
    safe: Json = redact_document(shown, frozenset(secrets_by_name(record.values)))
    return safe


def _leaves(model: type[Model] | None, document: Json) -> Iterator[tuple[Field, Any]]:
    """Return every field that an answer has, at any depth and each once, with what the answer says of it."""
    for name, field in fields(model).items() if model else ():
        value = document.get(field.presence_field or name)
        inner = field.model_for(value) if field.is_object and not field.is_list else None
        if inner and value is not None:
            yield from _leaves(inner, value)
        elif not field.shorthand:
            yield field, value


def _presence(field: Field, value: Any) -> Json:
    """Return whether a secret is there; of headers also their names, where the answer has them."""
    names = list(value) if isinstance(value, (list, Mapping)) else []
    return {"label": _label(field), "set": bool(value), "names": names}


def _says_something(field: Field, value: Any) -> bool:
    """Tell whether a value is worth a place in the overview: it is short, and not what it would be anyway."""
    if field.name in _SHOWN_SEPARATELY or field.secret or field.is_map:
        return False
    return field.is_discriminator or value not in (None, [], field.default)


def _setting(field: Field, value: Any) -> Json:
    named = field.has(FieldTrait.KEYED_BY_NAME)
    return {"label": _label(field), "value": [item["name"] for item in value] if named else value}


def _label(field: Field) -> str:
    words = [word.upper() if word in _ACRONYMS else word for word in field.name.removeprefix("is_").split("_")]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _scoping(scoping: Mapping[str, str | None], contents: Store) -> Json:
    return {
        "organization": _name(contents.organizations, scoping.get("organization_id")),
        "space": _name(contents.spaces, scoping.get("space_id")),
    }


def _space(space: Space, contents: Store) -> Json:
    return {
        "id": space.id,
        "name": space.name,
        "organization": _name(contents.organizations, space.organization_id),
        "defaults": [_name(contents.integrations, key) for key in _defaults(space)],
    }


def _defaults(space: Space) -> list[str]:
    found = (space.default_llm_integration, space.default_agent_runtime)
    return [item["integration_id"] for item in found if item]


def _name(records: Mapping[str, Any], key: str | None) -> str | None:
    """Return the name of what has this ID; an ID that nothing has stays, for edits from outside are unchecked."""
    return records[key].name if key is not None and key in records else key


def _request(entry: RecordedRequest) -> Json:
    return {
        "id": entry.request_id,
        "received_at": entry.received_at,
        "method": entry.method,
        "path": entry.path,
        "query": redact_document(entry.query, ()),
        "body": redacted(entry.path, entry.body),
        "status": entry.status,
        "outcome": entry.outcome,
        "seconds": entry.seconds,
        "fault": entry.fault,
    }


def _fault(standing: ActiveRule) -> Json:
    rule = standing.rule
    conditions = rule.model_dump(mode="json", exclude_defaults=True, exclude={"method", "path", "fault"})
    details = rule.fault.model_dump(mode="json", exclude={"kind"})
    return {
        "kind": rule.fault.kind,
        "method": rule.method,
        "path": rule.path,
        "details": conditions | {name: value for name, value in details.items() if value not in (None, {}, "")},
        "seen": standing.seen,
        "fired": standing.fired,
    }
