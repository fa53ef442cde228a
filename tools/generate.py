"""Writes what follows from the models: classes for programs, the plugin's schema, the reference.

Run by `make generate`. A test fails where the committed files differ from what this writes. The texts of the Python
modules are in `templates`; this module has the values that they print.
"""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jinja2

from pulumi_arize.model import descriptions
from pulumi_arize.model.enums import ApiEnum
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.functions import FUNCTIONS, SINGLE_LOOKUPS, Function
from pulumi_arize.model.resource_types import (
    INTEGRATION_TYPES,
    RESOURCE_TYPES,
    ResourceType,
    enum_fields,
    object_models,
)
from pulumi_arize.model.tagged_union import TaggedUnion, discriminator_of
from pulumi_arize.model.traits import FieldTrait, Model
from pulumi_arize.native.schema import enumeration_name, schema
from pulumi_arize.settings import Settings

from . import python_docs, reference_docs

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "provider" / "pulumi_arize"
GENERATED = PACKAGE / "_generated"
TEMPLATES = Path(__file__).parent / "templates"
NOTE = "\n\nWritten by `make generate` from the models: change those, not this.\n"


def main() -> None:
    """Write the generated files."""
    for path, text in modules().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def modules() -> dict[Path, str]:
    """Return the text of each generated file."""
    environment = _environment()
    names = ("account_lookups", "inputs", "typed_dicts", "results", "property_names", "resources")
    texts = {GENERATED / f"{name}.py": _render(environment, name) for name in names}
    for front_end, base, backend in (("dynamic", "DynamicResource", "Api"), ("native", "NativeResource", "Plugin")):
        resources = _render(environment, "front_end_resources", front_end=front_end, base=base)
        texts[GENERATED / front_end / "resources.py"] = resources
        texts[GENERATED / front_end / "lookups.py"] = _render(environment, "front_end_lookups", backend=backend)
    texts[GENERATED / "native" / "provider.py"] = _render(environment, "provider")
    texts[PACKAGE.parent / "pulumi_arize_native.py"] = _render(environment, "pulumi_arize_native")
    plugin = {ROOT / "plugin" / "schema.json": json.dumps(schema(), indent=2) + "\n"}
    return {**texts, **plugin, **reference_docs.pages()}


def _environment() -> jinja2.Environment:
    """Return the environment of the templates, which can use every name of this module."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - Python, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["result_name"] = result_name
    environment.globals |= {**globals(), "descriptions": descriptions, "python_docs": python_docs}
    return environment


def _render(environment: jinja2.Environment, name: str, **values: str) -> str:
    """Return the module of a template, sorted and formatted by ruff."""
    text = environment.get_template(f"{name}.py.jinja").render(**values)
    for command in (["check", "--quiet", "--select", "F401,I,RUF022", "--fix"], ["format"]):
        arguments = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(PACKAGE / "generated.py"), "-"]
        text = subprocess.run(arguments, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return text


def argument_models() -> list[type[Model]]:
    """Return the models of the objects inside a resource's arguments, innermost first."""
    inner = [model for resource_type in RESOURCE_TYPES for model in resource_type.inner_models]
    return list(dict.fromkeys(reversed(inner)))


def unions() -> list[TaggedUnion]:
    """Return the tagged unions that programs have a name for."""
    owners = [*argument_models(), *(model for resource_type in RESOURCE_TYPES for model in resource_type.models)]
    return [field.union for owner in owners for field in fields(owner).values() if field.union]


def input_names() -> list[str]:
    """Return the public names of `inputs`."""
    models = [model.__name__ for model in argument_models()]
    args = [f"{resource_type.name}Args" for resource_type in INTEGRATION_TYPES]
    referred = map(reference, (resource_type.name for resource_type in looked_up_types()))
    return [*models, *(union.name for union in unions()), *enumerations(), *referred, *args]


def merged_arguments(resource_type: ResourceType) -> list[str]:
    """Return the arguments that an overlay may set in part: those that a PATCH merges."""
    return [field.name for field in resource_type.arguments() if field.has(FieldTrait.MERGE_PATCH)]


def class_attributes(model: type[Model]) -> dict[str, dict[str, Any]]:
    """Return the attributes of an argument class that are not those of its base class."""
    discriminators = {"discriminator": discriminator_of(model), "parent_discriminator": _parent_discriminator(model)}
    attributes: dict[str, dict[str, Any]] = {
        name: {pair[0]: str(pair[1])} for name, pair in discriminators.items() if pair
    }
    stand_ins = {name.lower(): outputs for name, outputs in model.stand_ins.items()}
    return attributes | ({"stand_ins": stand_ins} if stand_ins else {})


def stands_for(resource_type: ResourceType) -> dict[str, dict[str, str]]:
    """Return what a resource stands for in a list: its output for each field of the item, by the list's name."""
    owners = (model for other in RESOURCE_TYPES for model in other.object_models)
    lists = {field.name: field.model for owner in owners for field in fields(owner).values() if field.is_list}
    stand_ins = {name: model.stand_ins.get(resource_type.name) for name, model in lists.items() if model}
    return {name: dict(outputs) for name, outputs in stand_ins.items() if outputs}


def default(field: Field) -> str:
    """Return what follows the annotation of an argument: a secret one is left out of the object's `repr`."""
    value = "" if field.required else "default=None"
    if _holds_secret(field):
        return f" = dataclasses.field({', '.join(part for part in (value, 'repr=False') if part)})"
    return " = None" if value else ""


def _holds_secret(field: Field) -> bool:
    """Tell whether a field is secret, or an object with a secret field at any depth."""
    inner = (fields(model).values() for outer in field_models(field) for model in object_models(outer))
    return field.secret or any(item.secret for table in inner for item in table)


def enumerations() -> dict[str, tuple[ApiEnum, ...]]:
    """Return the enumerations among the resources' arguments, with the name that a program has for each."""
    result: dict[str, dict[ApiEnum, None]] = {}
    for field in (field for resource_type in RESOURCE_TYPES for field in enum_fields(resource_type)):
        if field.enum:
            result.setdefault(enumeration_name(field.enum), {}).update(dict.fromkeys(field.enum_values))
    return {name: tuple(members) for name, members in result.items()}


def api_values(members: Iterable[ApiEnum]) -> str:
    """Return the values of some members in both dialects, as the arguments of a `Literal`."""
    return ", ".join(repr(value) for member in members for value in member.api_values)


def _parent_discriminator(model: type[Model]) -> tuple[str, ApiEnum] | None:
    """Return the discriminator of the only variant of a resource that can hold the model."""
    owners = [
        outer
        for resource_type in RESOURCE_TYPES
        for outer in resource_type.models
        for field in fields(outer).values()
        if field.model is model
    ]
    return discriminator_of(owners[0]) if len(owners) == 1 else None


def parts() -> dict[str, dict[str, str]]:
    """Return the dict literals with a part of a resource's arguments, by name: the type of each item."""
    arguments: dict[str, list[Field]] = {}
    for resource_type in INTEGRATION_TYPES:
        for field in resource_type.arguments():
            arguments.setdefault(field.name, resource_type.alternatives(field.name))
    types = {name: argument_type(of_variants, "typed_dicts") for name, of_variants in arguments.items()}
    objects = {}
    for name in (name for resource_type in INTEGRATION_TYPES for name in merged_arguments(resource_type)):
        models = [model for field in arguments[name] for model in field_models(field)]
        part = f"{name.title()}Part"
        types[name] = f"pulumi.Input[{' | '.join(f'inputs.{model.__name__}' for model in models)} | {part}]"
        objects[part] = _part_of_object(models)
    return {**objects, "ResourceArgsPart": types}


def _part_of_object(models: list[type[Model]]) -> dict[str, str]:
    """Return the types of the fields of an object that is one of these models."""
    found: dict[str, list[Field]] = {}
    for field in (field for model in models for field in fields(model).values()):
        found.setdefault(field.name, []).append(field)
    return {name: argument_type(of_variants, "typed_dicts") for name, of_variants in found.items()}


def typed_dict_items(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Return the items of an object's dict literal, with their types."""
    for field in fields(model).values():
        if field.is_discriminator:
            kind = f"Literal[{api_values(field.enum_values)}]"
            yield field.name, f"NotRequired[{kind}]" if field.has(FieldTrait.ABSENT_IN_LEGACY) else kind
        else:
            kind = argument_type([field], "typed_dicts")
            optional = f"{kind} | None" if field.presence_field else kind
            yield field.name, optional if field.required else f"NotRequired[{kind} | None]"


def lookup_names() -> list[str]:
    """Return the names of the lookups."""
    return [name for function in FUNCTIONS for name in (function.name, f"{function.name}_output")]


def parameters(function: Function, kind: str) -> str:
    """Return the parameters of a lookup; those of one result take the name without a keyword."""
    names = [f"{name}: {kind} = None" for name in function.arguments]
    names.insert(1 if function in SINGLE_LOOKUPS else 0, "*")
    return ", ".join([*names, "opts: Options = None"])


def result_name(function: Function) -> str:
    """Return the name of the class of a lookup's result."""
    return f"{function.result.name}Result"


def result_names() -> list[str]:
    """Return the public names of `results`."""
    return [f"{resource_type.name}Result" for resource_type in looked_up_types()]


def looked_up_types() -> list[ResourceType]:
    """Return the resource types that lookups find."""
    return list(dict.fromkeys(function.result for function in FUNCTIONS))


def constant(name: str) -> str:
    """Return the name of a class as that of a constant."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def secret_settings() -> list[str]:
    """Return the names of the secret settings."""
    return [name for name, info in Settings.model_fields.items() if not info.repr]


def secret_tree(resource_type: ResourceType) -> dict[str, Any]:
    """Return the secret properties of a resource, each with those inside it."""
    return _secrets(resource_type.models) | {name: {} for name in sorted(resource_type.secret_outputs)}


def _secrets(models: Iterable[type[Model]]) -> dict[str, Any]:
    """Return the secret fields over all variants of an object, each with those inside it."""
    tree: dict[str, Any] = {}
    for model in models:
        for field in fields(model).values():
            inside = _secrets(field_models(field)) if not field.is_list else {}
            if field.secret or inside:
                tree[field.name] = tree.get(field.name, {}) | inside
    return tree


def arguments(model: type[Model]) -> list[Field]:
    """Return the fields of an argument class.

    Its class stands for the discriminator, and a resource may stand for a field that is required.
    """
    replaceable = {name for outputs in model.stand_ins.values() for name in outputs}
    return [
        dataclasses.replace(field, required=field.required and field.name not in replaceable)
        for field in fields(model).values()
        if not field.is_discriminator
    ]


def argument_type(of_variants: list[Field], module: str) -> str:
    """Return the type of an argument over all variants of its object, as a generated module names it.

    Every value in it is a `pulumi.Input`.
    """
    field = of_variants[0]
    inner = " | ".join(dict.fromkeys(name for item in of_variants for name in _value_types(item, module)))
    if field.is_list:
        return f"pulumi.Input[Sequence[pulumi.Input[{inner}]]]"
    return " | ".join([f"pulumi.Input[{inner}]", *(_qualified(reference(name), module) for name in field.id_of)])


def _value_types(field: Field, module: str) -> list[str]:
    """Return the types of a value, or of each item of a list."""
    if field.union:
        return [_qualified(field.union.name, module)]
    if field.model:
        stand_ins = map(reference, field.model.stand_ins) if field.is_list else ()
        names = [field.model.__name__, f"{field.model.__name__}Dict", *stand_ins]
        return [_qualified(name, module) for name in names]
    if field.is_map:
        return [f"Mapping[str, {'pulumi.Input[str]' if field.secret else 'Any'}]"]
    return [_qualified(enumeration_name(field.enum), module) if field.enum else python_docs.plain_type(field)]


def _qualified(name: str, module: str) -> str:
    """Return a name of `inputs` or of `typed_dicts` as another generated module has it."""
    home = "typed_dicts" if name.endswith("Dict") else "inputs"
    return name if module == home else f"{home}.{name}"


def reference(type_name: str) -> str:
    """Return the type of what a program may give instead of the id of a resource of this type."""
    return f"{type_name}Reference"


def returned_type(field: Field) -> str:
    """Return the type of an argument in a lookup's result, as Python writes it."""
    type_ = output_type(field)
    if field.has(FieldTrait.NOT_RETURNED_BY_OLDER):
        return f"{type_} | None"
    return f"pulumi.Output[{type_}]" if field.secret else type_


def output_type(field: Field) -> str:
    """Return the type of an output."""
    inner = "dict[str, Any]" if field.is_object else python_docs.plain_type(field)
    kind = f"list[{inner}]" if field.is_list else inner
    return kind if field.required or field.default is not None else f"{kind} | None"


if __name__ == "__main__":
    main()
