"""The schema of the native plugin, from which SDKs of every language are generated; the models hold its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from .._version import REPOSITORY, __version__
from ..casing import Names, camel, words_to_camel_case
from ..model.descriptions import (
    default_of,
    default_of_argument,
    describe,
    describe_argument,
    describe_rules,
    limits,
    sentence,
    summarize,
    summary,
    variant_summaries,
)
from ..model.enums import ApiEnum
from ..model.fields import Field, field_models, fields, has_output_only_fields
from ..model.functions import FUNCTIONS, SINGLE_LOOKUPS, Function
from ..model.resource_types import RESOURCE_TYPES, ResourceType, enum_fields, object_models
from ..model.tagged_union import TaggedUnion
from ..model.traits import FieldTrait, Model
from ..sdk.invoke import RESULTS
from ..sdk.resource_options import DYNAMIC_TYPES
from ..settings import Settings, environment_variables
from .example_programs import example

Json = dict[str, Any]

OPTIONAL = ("description", "required", "requiredInputs")
"""The keys that the schema leaves out where they are empty."""

OWNER, NAME = REPOSITORY.split("/")[-2:]
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
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
}
OUTPUT = "Output"
"""The suffix of the names of types that have the fields of a response as well as those of inputs."""


def schema() -> Json:
    """Return the schema. Source: Pulumi's package schema."""
    settings = {camel(name): _setting(name) for name in Settings.model_fields}
    names = {name: inner for resource_type in RESOURCE_TYPES for name, inner in resource_type.names.items()}
    result: Json = _in_camel_case(_schema(settings), names)
    for resource_type in RESOURCE_TYPES:
        if found := example(resource_type.name):
            result["resources"][_token(resource_type.name)]["description"] += f"\n\n{found.as_description()}"
    return result


def _scalar(types: Iterable[type]) -> Json:
    specs = [SCALARS[type_] for type_ in types]
    return specs[0] if len(specs) == 1 else {"oneOf": specs}


def _in_camel_case(value: Any, names: Names) -> Any:
    """Return a part of the schema with the names in its descriptions in camel case, and without empty keys."""
    if isinstance(value, list):
        return [_in_camel_case(item, names) for item in value]
    if not isinstance(value, Mapping):
        return value
    text = value.get("description")
    renamed = {**value, "description": words_to_camel_case(text, names)} if isinstance(text, str) else value
    return {key: _in_camel_case(item, names) for key, item in renamed.items() if item or key not in OPTIONAL}


def _schema(settings: Json) -> Json:
    return {
        "name": "arize",
        "displayName": "Arize AX",
        "version": __version__,
        "description": "LLM, agent and evaluator integrations of Arize AX.",
        "keywords": ["pulumi", "arize", "llm", "kind/native", "category/monitoring"],
        "license": "Apache-2.0",
        "publisher": NAME,
        "homepage": REPOSITORY,
        "repository": REPOSITORY,
        "logoUrl": f"https://raw.githubusercontent.com/{OWNER}/{NAME}/v{__version__}/docs/images/logo.png",
        "pluginDownloadURL": f"github://api.github.com/{OWNER}/{NAME}",
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


def setting_types(name: str) -> list[type]:
    """Return the scalar types that a setting allows."""
    annotation = Settings.model_fields[name].annotation
    parts = (annotation, *get_args(annotation))
    return [type_ for type_ in SCALARS if type_ in parts] or [str]


def describe_setting(name: str) -> str:
    """Return all that is known of a setting but its type, its default and its environment variables."""
    info = Settings.model_fields[name]
    return " ".join([sentence(info.description or ""), *_choices(name), *limits(info.metadata, None)])


def environment_fallback(name: str) -> str:
    """Return where a setting comes from if a program and its stack do not have it, in a sentence."""
    variables = " or ".join(f"`{item}`" for item in environment_variables(name))
    return f" Else the environment variable {variables}." if variables else ""


def _choices(name: str) -> Iterable[str]:
    """Return the values that a setting can have, in a sentence."""
    values = [value for value in get_args(Settings.model_fields[name].annotation) if isinstance(value, str)]
    return [f"One of {', '.join(f'`{value}`' for value in values)}."] if values else []


def _setting(name: str) -> Json:
    spec = _described(_scalar(setting_types(name)), describe_setting(name) + environment_fallback(name))
    return spec if Settings.model_fields[name].repr else {**spec, "secret": True}


def _resource(resource_type: ResourceType) -> Json:
    arguments = resource_type.arguments()
    outputs = {field.name: _argument(resource_type, field.name, OUTPUT) for field in arguments}
    returned = _output_fields(resource_type)
    returned |= {name: {**returned[name], "secret": True} for name in resource_type.secret_outputs}
    always_set = [field.name for field in arguments if field.required or field.default is not None]
    inputs = {field.name: _argument(resource_type, field.name, "") for field in arguments}
    return {
        "description": summarize(resource_type)
        + "".join(f"\n- {text}" for text in variant_summaries(resource_type))
        + _rules(resource_type.models),
        "properties": _named({name: spec for name, spec in (outputs | returned).items() if name != "id"}),
        "required": [camel(name) for name in always_set if _in_every_variant(resource_type, name)],
        "inputProperties": _named(inputs),
        "requiredInputs": [camel(field.name) for field in arguments if field.required],
        "aliases": [{"type": f"{DYNAMIC_TYPES}{resource_type.name}"}],
    }


def _output_fields(resource_type: ResourceType) -> Json:
    return {
        name: _described(SCALARS[field.type], field.description)
        for name, field in resource_type.output_fields().items()
    }


def _in_every_variant(resource_type: ResourceType, name: str) -> bool:
    return all(name in fields(model) for model in resource_type.models)


def _argument(resource_type: ResourceType, name: str, suffix: str) -> Json:
    """Return a resource's argument, or with the suffix of outputs the output of its name."""
    alternatives = resource_type.alternatives(name)
    spec = _property(alternatives[0], _type(alternatives, suffix))
    text = describe_argument(resource_type, name)
    return _described(spec, text + _default(default_of_argument(resource_type, name)))


def _property(field: Field, type_: Json) -> Json:
    spec = _described(type_, describe(field) + _default(default_of(field)))
    if field.secret:
        spec["secret"] = True
    if field.has(FieldTrait.IMMUTABLE):
        spec["willReplaceOnChanges"] = True
    return spec


def _default(value: str) -> str:
    return f" Default: `{value}`." if value else ""


def _type(alternatives: list[Field], suffix: str) -> Json:
    """Return the type of a field over all variants of its object."""
    field = alternatives[0]
    models = list(dict.fromkeys(model for item in alternatives for model in field_models(item)))
    if models:
        item_type = _union(models, [item.union for item in alternatives if item.union], suffix)
    elif field.enum and suffix != OUTPUT:  # generated Python treats a union in an output as an object
        item_type = {"oneOf": [SCALARS[str], _reference(enumeration_name(field.enum))], "type": "string"}
    elif field.is_map:
        item_type = {"type": "object", "additionalProperties": SCALARS[str] if field.secret else JSON}
    else:
        item_type = _scalar(field.scalar_types)
    return {"type": "array", "items": item_type} if field.is_list else item_type


def _union(models: list[type[Model]], unions: list[TaggedUnion], suffix: str) -> Json:
    if len(models) == 1:
        return _reference(_name(models[0], suffix))
    references = [_reference(_name(model, suffix)) for model in models]
    mapping = {
        api_value: _reference(_name(model, suffix))["$ref"]
        for union in unions
        for model, member in zip(union.models, union.enum_values, strict=True)
        for api_value in member.api_values
    }
    return {"oneOf": references, "discriminator": {"propertyName": camel(unions[0].discriminator), "mapping": mapping}}


def _name(model: type[Model], suffix: str) -> str:
    """Return the name of an object's type; there is one type where inputs and outputs have the same fields."""
    return model.__name__ + (suffix if any(map(has_output_only_fields, object_models(model))) else "")


def _types() -> Json:
    inner = dict.fromkeys(model for resource_type in RESOURCE_TYPES for model in resource_type.inner_models)
    types = [_enumeration(enum) for enum in _enumerations()]
    types += [_object(model, suffix) for model in inner for suffix in _suffixes(model)]
    return dict(types)


def _suffixes(model: type[Model]) -> tuple[str, ...]:
    """Return the suffixes of the names of an object's types."""
    return ("", OUTPUT) if _name(model, OUTPUT) != _name(model, "") else ("",)


def _object(model: type[Model], suffix: str) -> tuple[str, Json]:
    table = fields(model)
    specs = {name: _member(field, suffix) for name, field in table.items()}
    required = [
        field.name for field in table.values() if (field.required and not field.presence_field) or _is_constant(field)
    ]
    response = _output_object(model) if _name(model, suffix) != model.__name__ else {}
    spec = {
        "type": "object",
        "description": summary(model) + ("" if suffix else _rules([model])),
        "properties": _named(specs | response),
        "required": [camel(name) for name in required],
    }
    return _token(_name(model, suffix)), spec


def _rules(models: Iterable[type[Model]]) -> str:
    """Return the rules between the fields of an object, a paragraph for each."""
    return "".join(f"\n\n{rule}" for rule in describe_rules(models))


def _member(field: Field, suffix: str) -> Json:
    return _constant(field) if field.is_discriminator else _property(field, _type([field], suffix))


def _output_object(model: type[Model]) -> Json:
    presence = {
        field.presence_field: _described(
            {"type": "array", "items": SCALARS[str]} if field.presence_names else SCALARS[bool],
            f"The names in `{camel(name)}`." if field.presence_names else f"Whether `{camel(name)}` is set.",
        )
        for name, field in fields(model).items()
        if field.presence_field
    }
    return {**presence, **{name: _described(SCALARS[str], text) for name, text in model.output_fields.items()}}


def _is_constant(field: Field) -> bool:
    """Tell whether a field is a discriminator that every object must have."""
    return field.is_discriminator and not field.has(FieldTrait.ABSENT_IN_LEGACY)


def _constant(field: Field) -> Json:
    (member,) = field.enum_values
    also = "".join(f" Also spelled `{api_value}` by older servers." for api_value in member.api_values[1:])
    spec = _described(_property(field, SCALARS[str]), field.description + also)
    # a plain value, which can be no Output: by it the compilers of other languages tell the variants apart
    return {**spec, "const": str(member), "plain": True}


def _enumerations() -> list[type[ApiEnum]]:
    found = (field.enum for resource_type in RESOURCE_TYPES for field in enum_fields(resource_type) if field.enum)
    return list(dict.fromkeys(found))


def enumeration_name(enum: type[ApiEnum]) -> str:
    """Return the name of an enumeration's type: the same as in the Python front ends."""
    return f"{enum.__name__}Name"


def _enumeration(enum: type[ApiEnum]) -> tuple[str, Json]:
    values = [
        {
            "name": "".join(part.capitalize() for part in str(member).split("_")),
            "value": str(member),
            "description": f"Older servers spell it `{member.legacy}`." if len(member.api_values) > 1 else "",
        }
        for member in enum
    ]
    return _token(enumeration_name(enum)), {
        "type": "string",
        "description": summary(enum),
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
    """Return the names of the outputs that a lookup always has."""
    result = function.result
    if function not in SINGLE_LOOKUPS:
        return [RESULTS]
    returned = (field for field in result.arguments() if not field.has(FieldTrait.NOT_RETURNED_BY_OLDER))
    return ["id", *(camel(field.name) for field in returned if field.required)]


def _result(result: ResourceType) -> Json:
    """Return the outputs of a lookup: the fields of the response, without those that are this provider's own."""
    outputs = {field.name: _argument(result, field.name, OUTPUT) for field in result.returned_arguments()}
    return outputs | {name: spec for name, spec in _output_fields(result).items() if name not in result.own_names}


def _described(spec: Json, text: str) -> Json:
    return {**spec, "description": text}


def _named(specs: Json) -> Json:
    return {camel(name): spec for name, spec in specs.items()}
