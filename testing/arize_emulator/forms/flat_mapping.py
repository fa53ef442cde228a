"""The mapping between a `config` and the flat form, in which LLM integrations of both resources are stored.

A field has the same name in both, or the other API name in the flat model. The models of `provider_metadata` say which
fields are inside it. The fields of OAuth have no place in the flat form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_arize.model.ai_integration import METADATA, AiIntegration
from pulumi_arize.model.enums import ApiEnum
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.llm_configs import LLM_CONFIGS
from pulumi_arize.model.tagged_union import TaggedUnion, discriminator_of
from pulumi_arize.model.traits import Model

from ..json_paths import Json

OAUTH = "oauth"
"""Stored in addition to the flat fields: what `auth` of a custom endpoint holds and the flat form cannot express."""

_METADATA = "provider_metadata"
_FLAT_NAMES = {field.other_api_name: name for name, field in fields(AiIntegration).items()}
_CONFIGS = TaggedUnion(LLM_CONFIGS)


def blank() -> Json:
    """Return the flat form of an integration for which nothing is set: the defaults."""
    return {name: _default(field) for name, field in fields(AiIntegration).items()} | {OAUTH: None}


def config_model(flat: Mapping[str, Any]) -> type[Model] | None:
    """Return the model of the `config`; None for a provider that `/v2/integrations` does not have."""
    return _CONFIGS.model_for(flat)


def to_config(flat: Mapping[str, Any]) -> Json:
    """Return the `config` of a stored LLM integration, in the clear and with every field of its provider."""
    model = config_model(flat)
    return {} if model is None else _collect(model, flat)


def with_config(flat: Mapping[str, Any], config: Mapping[str, Any]) -> Json:
    """Return the flat form with another `config`; what a `config` cannot express or does not change stays."""
    model = config_model(flat)
    before = _with_values(flat, without_shorthand(model, to_config(flat)) if model else {})
    after = _with_values(flat, config)
    return {name: after[name] if after[name] != before[name] else value for name, value in flat.items()}


def expand_shorthand(model: type[Model], config: Json, stored: Mapping[str, Any]) -> Json:
    """Return `config` with each shorthand expanded to its object.

    A null empties that object, unless `stored` has another variant of it.
    """
    expanded = dict(config)
    for name, field in fields(model).items():
        short = field.shorthand
        union = fields(model)[short.field].union if short else None
        if short is None or union is None or name not in expanded:
            continue
        value = expanded.pop(name)
        if value is not None or (stored.get(short.field) or {}).get(union.discriminator) == short.discriminator:
            expanded[short.field] = {union.discriminator: str(short.discriminator), name: value}
    return expanded


def without_shorthand(model: type[Model], config: Json) -> Json:
    """Return a full `config` without its shorthands."""
    return {name: value for name, value in config.items() if not fields(model)[name].shorthand}


def _with_values(flat: Mapping[str, Any], config: Mapping[str, Any]) -> Json:
    changed = dict(flat)
    model = _CONFIGS.model_for(config)
    owned = {_flat_path(name)[0] for inner in _models(model) for name in fields(inner)} if model else set()
    changed |= {slot: _default(fields(AiIntegration).get(slot)) for slot in owned}
    for name, value in _fields_of(config):
        slot, inner = _flat_path(name)
        if inner is None:
            changed[slot] = value
        elif value is not None:
            changed[slot] = {**(changed[slot] or _with_discriminator(slot, name)), inner: value}
    return changed


def _collect(model: type[Model], flat: Mapping[str, Any]) -> Json:
    config: Json = {}
    for name, field in fields(model).items():
        slot, inner = _flat_path(name)
        if field.union:
            config[name] = _collect(_variant(field.union, flat), flat)
        elif field.is_discriminator:
            discriminator = discriminator_of(model)
            config[name] = str(discriminator[1]) if discriminator else None
        else:
            config[name] = flat.get(slot) if inner is None else (flat.get(slot) or {}).get(inner)
    return config


def _variant(union: TaggedUnion, flat: Mapping[str, Any]) -> type[Model]:
    return union.model_for(flat) or union.models[0]


def _flat_path(name: str) -> tuple[str, str | None]:
    """Return the name of a config field's flat field, and the name inside it where that is an object."""
    flat_name = _FLAT_NAMES.get(name, name)
    if flat_name in fields(AiIntegration):
        return flat_name, None
    inside_metadata = any(name in fields(model) for model in METADATA.models)
    return (_METADATA, name) if inside_metadata else (OAUTH, name)


def _with_discriminator(slot: str, name: str) -> Json:
    """Return an empty object of the flat form; metadata has a discriminator."""
    discriminator = next((discriminator_of(model) for model in METADATA.models if name in fields(model)), None)
    return {discriminator[0]: str(discriminator[1])} if slot == _METADATA and discriminator else {}


def _models(model: type[Model]) -> tuple[type[Model], ...]:
    nested = [inner for field in fields(model).values() for inner in field_models(field)]
    return (model, *nested)


def _fields_of(config: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    model = _CONFIGS.model_for(config)
    for name, value in config.items():
        field = fields(model).get(name) if model else None
        if field and field.union and isinstance(value, Mapping):
            yield from value.items()
        else:
            yield name, value


def _default(field: Field | None) -> Any:
    """Return the value of a flat field that is not set; for a list of names it is null."""
    if field is None or field.default is None:
        return None
    if isinstance(field.default, ApiEnum):
        return str(field.default)
    return list(field.default) if field.is_list and field.is_object else field.default if field.default != [] else None
