"""The form of `/v2/integrations`: an envelope with a `type` and a `config`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pulumi_arize.model.enums import ApiEnum, IntegrationType
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION, ResourceType
from pulumi_arize.model.tagged_union import TaggedUnion, discriminator_of
from pulumi_arize.model.traits import Model

from ..dialect import Dialect
from ..errors import InvalidRequest, Unprocessable
from ..json_document import Json
from ..store.account import Account
from ..store.records import Integration
from ..validation.bodies import BodyReader, BodyScope, BodyShape, check_rules, require_object
from . import flat_mapping
from .request_presets import with_server_fields
from .serialization import Renderer

TYPES = TaggedUnion(INTEGRATION.models)


@dataclass(frozen=True)
class IntegrationForm:
    """Reads and renders integrations of every type."""

    dialect: Dialect
    resource_type: ClassVar[ResourceType] = INTEGRATION

    def shows(self, record: Integration) -> bool:
        """Tell whether the resource has the integration: it has all but those of Azure's provider."""
        return not record.is_llm or flat_mapping.config_model(record.values) is not None

    def read_new(self, body: object, account: Account) -> tuple[str, Json]:
        """Return the type and the values of the integration that a POST describes."""
        reader = BodyReader(self.dialect)
        model = reader.select(TYPES, body, ())
        read = reader.read(BodyShape(model, INTEGRATION.models), body, BodyScope.WHOLE)
        type_, values = _type_of(model), _with_defaults(model, read)
        if type_ == IntegrationType.LLM:
            return type_, _flattened(values, read["config"])
        config_model = _config_model(model, {})
        config = _with_defaults(config_model, read["config"])
        return type_, {**values, "config": with_server_fields(config_model, {}, config, account)}

    def read_change(self, body: object, record: Integration, account: Account) -> Json:
        """Return the values that the integration has after a PATCH."""
        model = self._same_type(body, record)
        read = self._read_part(model, require_object(body, ()), record)
        if not read.keys() - {TYPES.discriminator}:
            raise Unprocessable("the body changes nothing: give at least one field in addition to the type")
        config = read.pop("config", None)
        read.pop(TYPES.discriminator)
        values = {**record.values, **read}
        if config is None:
            return values
        merged = _merged(model, record, config, account)
        check_rules(_config_model(model, merged), merged, BodyScope.WHOLE, ("config",))
        return flat_mapping.with_config(values, merged) if record.is_llm else {**values, "config": merged}

    def render(self, record: Integration) -> Json:
        """Return the integration as a response shows it."""
        model = INTEGRATION.model_for({TYPES.discriminator: record.type})
        if model is None:
            raise LookupError(record.type)
        config = flat_mapping.to_config(record.values) if record.is_llm else record.values["config"]
        values = {**vars(record), **record.values, "config": config}
        return Renderer(self.dialect, empty=[]).render(model, values)

    def _same_type(self, body: object, record: Integration) -> type[Model]:
        model = BodyReader(self.dialect).select(TYPES, body, ())
        if _type_of(model) != record.type:
            raise Unprocessable(
                f"{TYPES.discriminator} cannot be changed: delete the integration and create another one"
            )
        return model

    def _read_part(self, model: type[Model], body: Json, record: Integration) -> Json:
        """Read a PATCH of a stored integration: it need not name the provider, and must not change it."""
        config = body.get("config")
        union = fields(model)["config"].union
        if union is not None and isinstance(config, dict):
            stored = next(member for member in union.enum_values if member == record.values[union.discriminator])
            self._require_same(config, union, stored)
            body = {**body, "config": {**config, union.discriminator: self.dialect.spell(stored)}}
        return BodyReader(self.dialect).read(BodyShape(model, INTEGRATION.models), body, BodyScope.PART)

    def _require_same(self, config: Mapping[str, Any], union: TaggedUnion, stored: ApiEnum) -> None:
        if union.discriminator not in config:
            return
        sent = BodyReader(self.dialect).member(
            config[union.discriminator], union.enum_values, ("config", union.discriminator)
        )
        if sent != stored:
            raise Unprocessable(
                f"config.{union.discriminator} cannot be changed: delete the integration and create another one"
            )


def _type_of(model: type[Model]) -> str:
    discriminator = discriminator_of(model)
    if discriminator is None:
        raise InvalidRequest(f"{TYPES.discriminator} is required")
    return str(discriminator[1])


def _config_model(model: type[Model], config: Mapping[str, Any]) -> type[Model]:
    config_model = fields(model)["config"].model_for(config)
    if config_model is None:
        raise LookupError("config")
    return config_model


def _merged(model: type[Model], record: Integration, part: Json, account: Account) -> Json:
    """Return the whole `config` after a PATCH: its fields replace the stored ones, and each object as a whole."""
    if not record.is_llm:
        stored = record.values["config"]
        return with_server_fields(_config_model(model, {}), stored, {**stored, **part}, account)
    stored = flat_mapping.to_config(record.values)
    inner = _config_model(model, stored)
    return {**flat_mapping.without_shorthand(inner, stored), **flat_mapping.expand_shorthand(inner, part, stored)}


def _flattened(envelope: Json, config: Json) -> Json:
    inner = flat_mapping.config_model(config)
    whole = flat_mapping.expand_shorthand(inner, config, {}) if inner else config
    flat = flat_mapping.with_config(flat_mapping.blank(), whole)
    return {**flat, **{name: value for name, value in envelope.items() if name in flat}}


def _with_defaults(model: type[Model], values: Json) -> Json:
    """Return every field of an object but its discriminator, with the defaults of those that are not set."""
    settable = {name: field for name, field in fields(model).items() if not field.is_discriminator}
    return {name: values.get(name, [] if field.is_list else field.default) for name, field in settable.items()}
