"""The schema of the native plugin, which SDKs of every language are made from: all of it follows from the models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from .._version import __version__
from ..casing import Names, camel, words_to_camel_case
from ..model.data_sources import DataSource
from ..model.enums import ApiEnum
from ..model.fields import Field, field_models, fields
from ..model.functions import FUNCTIONS, SINGLE_LOOKUPS, Function
from ..model.resource_types import RESOURCE_TYPES, ResourceType, object_models
from ..model.tagged_union import TaggedUnion
from ..model.traits import FieldTrait, Model
from ..sdk.invoke import RESULTS
from ..settings import Settings

Json = dict[str, Any]

OPTIONAL = ("description", "required", "requiredInputs")
"""What the schema does not have where there is nothing to say."""

JSON: Json = {"$ref": "pulumi.json#/Any"}
LANGUAGES: Json = {
    "python": {
        "packageName": "pulumi_arize_native",
        "inputTypes": "classes-and-dicts",
        "pyproject": {"enabled": True},
        "respectSchemaVersion": True,
    },
    "nodejs": {"packageName": "pulumi-arize", "respectSchemaVersion": True},
    "csharp": {"respectSchemaVersion": True},
    "go": {"importBasePath": "pulumi-arize/sdk/go/arize", "respectSchemaVersion": True},
    "java": {},
}
SCALARS: Mapping[type, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}


def schema() -> Json:
    """Return the schema. Source: Pulumi's package schema."""
    settings = {camel(name): _setting(name) for name in Settings.model_fields}
    written: Json = _in_camel_case(
        _schema(settings),
        {name: inner for resource_type in RESOURCE_TYPES for name, inner in resource_type.names.items()},
    )
    return written


def _in_camel_case(value: Any, names: Names) -> Any:
    """Return a part of the schema with the names in its descriptions as the schema has them, and nothing empty."""
    if isinstance(value, list):
        return [_in_camel_case(item, names) for item in value]
    if not isinstance(value, Mapping):
        return value
    described = value.get("description")
    said = {"description": words_to_camel_case(described, names)} if isinstance(described, str) else {}
    return {key: _in_camel_case(item, names) for key, item in {**value, **said}.items() if item or key not in OPTIONAL}


def _schema(settings: Json) -> Json:
    return {
        "name": "arize",
        "displayName": "Arize AX",
        "version": __version__,
        "description": "LLM, agent and evaluator integrations of Arize AX.",
        "keywords": ["pulumi", "arize", "llm", "category/monitoring"],
        "license": "Apache-2.0",
        "meta": {"moduleFormat": "(.*)"},
        "language": LANGUAGES,
        "config": {"variables": settings},
        "provider": {"description": "One account on one server.", "inputProperties": settings},
        "types": _types(),
        "resources": {_token(resource_type.name): _resource(resource_type) for resource_type in RESOURCE_TYPES},
        "functions": {_token(camel(function.name)): _function(function) for function in FUNCTIONS},
    }


def _token(name: str) -> str:
    return f"arize:index:{name}"


def _reference(name: str) -> Json:
    return {"$ref": f"#/types/{_token(name)}"}


def _setting(name: str) -> Json:
    info = Settings.model_fields[name]
    variables = " or ".join(f"`{item}`" for item in info.metadata if isinstance(item, str))
    given = f" Else the environment variable {variables}." if variables else ""
    parts = (info.annotation, *get_args(info.annotation))
    scalar = next((spec for kind, spec in SCALARS.items() if kind in parts), SCALARS[str])
    return {**scalar, "description": f"{info.description}{given}", **({} if info.repr else {"secret": True})}


def _resource(resource_type: ResourceType) -> Json:
    arguments = resource_type.arguments()
    outputs = {field.name: _output(_alternatives(resource_type, field.name)) for field in arguments}
    returned = {
        name: _described(SCALARS[_scalar(of)], text) for name, (of, text) in resource_type.output_fields().items()
    }
    returned |= {name: {**returned[name], "secret": True} for name in resource_type.options.output_fields}
    there = [field.name for field in arguments if field.required or field.default is not None]
    inputs = {field.name: _input(_alternatives(resource_type, field.name)) for field in arguments}
    return {
        "description": _summary(resource_type.models)
        + f"\n\nOne of `{resource_type.path}`."
        + _rules(resource_type.models),
        "properties": _named({name: spec for name, spec in (outputs | returned).items() if name != "id"}),
        "required": [camel(name) for name in there if _always(resource_type, name)],
        "inputProperties": _named(inputs),
        "requiredInputs": [camel(field.name) for field in arguments if field.required],
        "aliases": [{"type": f"pulumi-python:dynamic/arize:{resource_type.name}"}],
    }


def _always(resource_type: ResourceType, name: str) -> bool:
    """Tell whether every shape of a resource has the field."""
    return all(name in fields(model) for model in resource_type.models)


def _alternatives(resource_type: ResourceType, name: str) -> list[Field]:
    return [table[name] for table in map(fields, (*resource_type.models, resource_type.options)) if name in table]


def _input(alternatives: list[Field]) -> Json:
    field = alternatives[0]
    return _property(field, _type(alternatives, ""))


def _output(alternatives: list[Field]) -> Json:
    field = alternatives[0]
    return _property(field, _type(alternatives, OUTPUT))


OUTPUT = "Output"
"""What the names of types end with that have the fields of an answer beside those of a declaration."""


def _property(field: Field, kind: Json) -> Json:
    spec = _described(kind, field.description)
    if field.secret:
        spec["secret"] = True
    if field.has(FieldTrait.IMMUTABLE):
        spec["willReplaceOnChanges"] = True
    if isinstance(field.default, bool):
        spec["description"] += f" Default: {str(field.default).lower()}."
    return spec


def _type(alternatives: list[Field], suffix: str) -> Json:
    """Return the type of a field over all shapes of the object that has it."""
    field = alternatives[0]
    models = list(dict.fromkeys(model for item in alternatives for model in field_models(item)))
    if models:
        kind = _union(models, [item.union for item in alternatives if item.union], suffix)
    elif field.enum_values and suffix != OUTPUT:  # generated Python takes a union in a result for an object
        kind = {"oneOf": [SCALARS[str], _reference(_enumeration_name(field.enum_values[0]))], "type": "string"}
    else:
        kind = _scalar_type(field)
    return {"type": "array", "items": kind} if field.is_list else kind


def _union(models: list[type[Model]], choices: list[TaggedUnion], suffix: str) -> Json:
    if len(models) == 1:
        return _reference(_name(models[0], suffix))
    references = [_reference(_name(model, suffix)) for model in models]
    mapping = {
        spelling: _reference(_name(model, suffix))["$ref"]
        for union in choices
        for model, member in zip(union.models, union.enum_values, strict=True)
        for spelling in member.spellings
    }
    return {"oneOf": references, "discriminator": {"propertyName": camel(choices[0].discriminator), "mapping": mapping}}


def _name(model: type[Model], suffix: str) -> str:
    """Return the name of an object's type; one that has the same fields in both directions has one type."""
    response = any(
        item.output_fields or any(field.presence_field for field in fields(item).values())
        for item in object_models(model)
    )
    return model.__name__ + (suffix if response else "")


def _scalar_type(field: Field) -> Json:
    if field.is_map:
        return {"type": "object", "additionalProperties": SCALARS[str] if field.secret else JSON}
    kinds = [SCALARS[kind] for kind in (bool, int, str) if _is_of(field.annotation, kind)] or [SCALARS[str]]
    return kinds[0] if len(kinds) == 1 else {"oneOf": kinds}


def _is_of(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_is_of(part, kind) for part in get_args(annotation))


def _types() -> Json:
    inner = {
        item: None
        for resource_type in RESOURCE_TYPES
        for model in resource_type.models
        for item in object_models(model)
        if item is not model
    }
    nested = {model: None for function in FUNCTIONS for model in _nested(function)}
    found = [_enumeration(member) for member in _enumerations()]
    found += [_object(model, suffix) for model in {**inner, **nested} for suffix in _directions(model)]
    return dict(found)


def _directions(model: type[Model]) -> tuple[str, ...]:
    """Return what the names of an object's types end with: one type is enough where an answer has the same fields."""
    return ("", OUTPUT) if _name(model, OUTPUT) != _name(model, "") else ("",)


def _nested(function: Function) -> Iterable[type[Model]]:
    return function.result.nested.values() if isinstance(function.result, DataSource) else ()


def _object(model: type[Model], suffix: str) -> tuple[str, Json]:
    table = fields(model)
    specs = {name: _member(field, suffix) for name, field in table.items()}
    required = [
        field.name for field in table.values() if (field.required and not field.presence_field) or _is_constant(field)
    ]
    response = _output_object(model) if _name(model, suffix) != model.__name__ else {}
    spec = {
        "type": "object",
        "description": _summary([model]) + ("" if suffix else _rules([model])),
        "properties": _named(specs | response),
        "required": [camel(name) for name in required],
    }
    return _token(_name(model, suffix)), spec


def _rules(models: Iterable[type[Model]]) -> str:
    """Return what holds between the fields of an object, a paragraph for each rule."""
    said = [str(rule) for model in models for rule in model.rules]
    return "".join(f"\n\n{words[:1].upper()}{words[1:]}." for words in said)


def _member(field: Field, suffix: str) -> Json:
    return _constant(field) if field.is_discriminator else _property(field, _type([field], suffix))


def _output_object(model: type[Model]) -> Json:
    seen = {
        field.presence_field: _described(
            {"type": "array", "items": SCALARS[str]} if field.presence_names else SCALARS[bool],
            f"The names in `{camel(name)}`." if field.presence_names else f"Whether `{camel(name)}` is set.",
        )
        for name, field in fields(model).items()
        if field.presence_field
    }
    return {**seen, **{name: _described(SCALARS[str], text) for name, text in model.output_fields.items()}}


def _is_constant(field: Field) -> bool:
    """Tell whether a field is a tag that must stand in every object."""
    return field.is_discriminator and not field.has(FieldTrait.ABSENT_IN_LEGACY)


def _constant(field: Field) -> Json:
    (member,) = field.enum_values
    also = "".join(f" Also spelled `{spelling}` by older servers." for spelling in member.spellings[1:])
    return {**_property(field, SCALARS[str]), "const": str(member), "description": field.description + also}


def _enumerations() -> list[type[ApiEnum]]:
    own = (
        field for resource_type in RESOURCE_TYPES for model in resource_type.models for field in fields(model).values()
    )
    return list(dict.fromkeys(type(field.enum_values[0]) for field in own if field.enum_values))


def _enumeration_name(member: ApiEnum) -> str:
    """Return the name of the type of an enumeration: the same as in the Python front ends."""
    return f"{type(member).__name__}Name"


def _enumeration(kind: type[ApiEnum]) -> tuple[str, Json]:
    values = [
        {
            "name": "".join(part.capitalize() for part in str(member).split("_")),
            "value": str(member),
            "description": f"Older servers spell it `{member.legacy}`." if len(member.spellings) > 1 else "",
        }
        for member in kind
    ]
    return _token(_enumeration_name(next(iter(kind)))), {
        "type": "string",
        "description": _summary([kind]),
        "enum": values,
    }


def _function(function: Function) -> Json:
    inputs = {name: _described(SCALARS[str], text) for name, text in function.arguments.items()}
    result = _result(function.result)
    if function not in SINGLE_LOOKUPS:
        listed = {"type": "array", "items": {"type": "object", "additionalProperties": JSON}}
        result = {RESULTS: _described(listed, f"All that are found, each as `{camel('get_integration')}` returns it.")}
    return {
        "description": function.summary,
        "inputs": {"type": "object", "properties": _named(inputs)},
        "outputs": {"type": "object", "properties": _named(result), "required": sorted(_required_outputs(function))},
    }


def _required_outputs(function: Function) -> Iterable[str]:
    """Return the names of what a look-up always returns."""
    result = function.result
    if function not in SINGLE_LOOKUPS:
        return [RESULTS]
    if isinstance(result, DataSource):
        return [camel(name) for name, (of, _) in result.fields.items() if "None" not in of]
    return ["id", *(camel(field.name) for field in result.arguments() if field.required)]


def _result(result: ResourceType | DataSource) -> Json:
    """Return what a look-up returns: what the API does, without what is write-only or this provider's own."""
    if isinstance(result, DataSource):
        return {
            name: _described(
                _reference(result.nested[name].__name__) if name in result.nested else SCALARS[_scalar(of)], text
            )
            for name, (of, text) in result.fields.items()
        }
    own = {*fields(result.options), *result.options.output_fields}
    arguments = [field for field in result.arguments() if field.name not in own and not field.presence_field]
    returned = {name: _described(SCALARS[_scalar(of)], text) for name, (of, text) in result.output_fields().items()}
    found = {field.name: _output(_alternatives(result, field.name)) for field in arguments}
    return found | {name: spec for name, spec in returned.items() if name not in own}


def _scalar(annotation: str) -> type:
    return bool if annotation.startswith("bool") else str


def _described(kind: Json, text: str) -> Json:
    return {**kind, "description": text}


def _named(specs: Json) -> Json:
    return {camel(name): spec for name, spec in specs.items()}


def _summary(described: Iterable[type]) -> str:
    texts = [" ".join((item.__doc__ or "").split()).partition(" Source:")[0] for item in described]
    return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)
