"""Where each field of a `config` stands in the flat form, in which both resources' LLM integrations are kept.

Both say the same of an integration. A field has the same name in both, or the one that the flat model names; what the
flat form keeps in `provider_metadata` is told by that object's models, and the rest (OAuth's) has no place in it.
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

Json = dict[str, Any]

OAUTH = "oauth"
"""Beside the flat fields: what `auth` of a custom endpoint holds and the flat form cannot show."""

_METADATA = "provider_metadata"
_FLAT_NAMES = {field.other_api_name: name for name, field in fields(AiIntegration).items()}
_CONFIGS = TaggedUnion(LLM_CONFIGS)


def blank() -> Json:
    """Return the flat form in which nothing was given: defaults of flags and enumerations, else nothing there."""
    return {name: _default(field) for name, field in fields(AiIntegration).items()} | {OAUTH: None}


def config_model(flat: Mapping[str, Any]) -> type[Model] | None:
    """Return the model of the `config`; None for a provider that `/v2/integrations` does not have."""
    return _CONFIGS.model_for(flat)


def to_config(flat: Mapping[str, Any]) -> Json:
    """Return the `config` of a kept LLM integration, in the clear and with every field that its provider has."""
    model = config_model(flat)
    return {} if model is None else _gather(model, flat)


def with_config(flat: Mapping[str, Any], config: Mapping[str, Any]) -> Json:
    """Return the flat form after its `config` became another one; what that cannot tell or does not change stays."""
    model = config_model(flat)
    before = _written(flat, without_shorthand(model, to_config(flat)) if model else {})
    after = _written(flat, config)
    return {name: after[name] if after[name] != before[name] else value for name, value in flat.items()}


def expand_shorthand(model: type[Model], config: Json, stored: Mapping[str, Any]) -> Json:
    """Return `config` with the object that a shorthand stands for written out.

    A null empties that object; where `stored` has another kind of it, there is nothing to empty and it stays.
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
    """Return a full `config` in which nothing is said twice."""
    return {name: value for name, value in config.items() if not fields(model)[name].shorthand}


def _written(flat: Mapping[str, Any], config: Mapping[str, Any]) -> Json:
    changed = dict(flat)
    model = _CONFIGS.model_for(config)
    owned = {_slot(name)[0] for inner in _models(model) for name in fields(inner)} if model else set()
    changed |= {slot: _default(fields(AiIntegration).get(slot)) for slot in owned}
    for name, value in _leaves(config):
        slot, inner = _slot(name)
        if inner is None:
            changed[slot] = value
        elif value is not None:
            changed[slot] = {**(changed[slot] or _tagged(slot, name)), inner: value}
    return changed


def _gather(model: type[Model], flat: Mapping[str, Any]) -> Json:
    config: Json = {}
    for name, field in fields(model).items():
        slot, inner = _slot(name)
        if field.union:
            config[name] = _gather(_chosen(field.union, flat), flat)
        elif field.is_discriminator:
            discriminator = discriminator_of(model)
            config[name] = str(discriminator[1]) if discriminator else None
        else:
            config[name] = flat.get(slot) if inner is None else (flat.get(slot) or {}).get(inner)
    return config


def _chosen(union: TaggedUnion, flat: Mapping[str, Any]) -> type[Model]:
    return union.model_for(flat) or union.models[0]


def _slot(name: str) -> tuple[str, str | None]:
    """Return the flat field of a config's field, and the name inside it where that is an object."""
    flat_name = _FLAT_NAMES.get(name, name)
    if flat_name in fields(AiIntegration):
        return flat_name, None
    inside_metadata = any(name in fields(model) for model in METADATA.models)
    return (_METADATA, name) if inside_metadata else (OAUTH, name)


def _tagged(slot: str, name: str) -> Json:
    """Return the start of an object in the flat form: metadata says whose it is."""
    discriminator = next((discriminator_of(model) for model in METADATA.models if name in fields(model)), None)
    return {discriminator[0]: str(discriminator[1])} if slot == _METADATA and discriminator else {}


def _models(model: type[Model]) -> tuple[type[Model], ...]:
    nested = [inner for field in fields(model).values() for inner in field_models(field)]
    return (model, *nested)


def _leaves(config: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    model = _CONFIGS.model_for(config)
    for name, value in config.items():
        field = fields(model).get(name) if model else None
        if field and field.union and isinstance(value, Mapping):
            yield from value.items()
        else:
            yield name, value


def _default(field: Field | None) -> Any:
    """Return what the flat form has where nothing was given; a list of names that was never set is null there."""
    if field is None or field.default is None:
        return None
    if isinstance(field.default, ApiEnum):
        return str(field.default)
    return list(field.default) if field.is_list and field.is_object else field.default if field.default != [] else None
