"""The docstrings of generated classes and functions: each argument with its type, default and rules."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pulumi_arize.model.descriptions import (
    default_of,
    default_of_argument,
    describe,
    describe_argument,
    describe_rules,
    variant_summaries,
)
from pulumi_arize.model.fields import Field
from pulumi_arize.model.functions import SINGLE_LOOKUPS, Function
from pulumi_arize.model.resource_types import ResourceType
from pulumi_arize.model.tagged_union import TaggedUnion
from pulumi_arize.model.traits import Model
from pulumi_arize.native.schema import describe_setting, environment_fallback, setting_types
from pulumi_arize.settings import Settings

WIDTH = 112
OPTIONAL, REQUIRED = "optional", "required"

RAISES = "\n\nRaises:\n    LookupFailed: There is none, or there are several; the message has similar names."


class Item(NamedTuple):
    """One argument or output, in words."""

    name: str
    type: str
    presence: str
    text: str


RESOURCE_NAME = Item("resource_name", "str", REQUIRED, "Name of the resource in the program, unique for its type.")
OPTIONS = Item("opts", "pulumi.ResourceOptions", OPTIONAL, "Options of the resource.")
INVOKE_OPTIONS = Item("opts", "pulumi.InvokeOptions", OPTIONAL, "Options of the call.")


def of_resource(resource_type: ResourceType) -> str:
    """Return what follows the summary of a resource class."""
    variants = "".join(f"\n- {text}" for text in variant_summaries(resource_type))
    outputs = (
        Item(name, f"pulumi.Output[{output.type.__name__}]", "", output.description)
        for name, output in resource_type.output_fields().items()
    )
    arguments = of_constructor(resource_type)
    return "".join([f"\n{variants}" if variants else "", arguments, _section("Attributes", outputs)])


def of_constructor(resource_type: ResourceType) -> str:
    """Return what follows the summary of a resource's constructor."""
    return _section("Args", [RESOURCE_NAME, *_arguments(resource_type), OPTIONS])


def of_arguments(resource_type: ResourceType) -> str:
    """Return what follows the summary of the class with a resource's arguments."""
    return _section("Args", _arguments(resource_type))


def of_object(model: type[Model], arguments: Iterable[Field]) -> str:
    """Return what follows the summary of an argument class."""
    rules = "".join(f"\n\n{rule}" for rule in describe_rules([model]))
    items = (
        Item(
            field.name,
            _type([field]),
            _presence(field, default_of(field)),
            describe(field) + _classes([field]),
        )
        for field in arguments
    )
    stand_ins = (
        Item(name.lower(), f"{name} | {name}Result", OPTIONAL, describe_stand_in(model, name))
        for name in model.stand_ins
    )
    return rules + _section("Args", [*items, *stand_ins])


def describe_stand_in(model: type[Model], name: str) -> str:
    """Return what an argument is that takes a resource of the type `name` instead of the object's own fields."""
    ids = " and ".join(f"`{field}`" for field in model.stand_ins[name])
    return f"{name}, or the result of a lookup of one, instead of {ids}."


def of_provider() -> str:
    """Return what follows the summary of the provider resource."""
    items = (
        Item(
            name,
            setting_type(name),
            OPTIONAL if info.is_required() or info.default is None else f"default {info.default}",
            describe_setting(name) + environment_fallback(name),
        )
        for name, info in Settings.model_fields.items()
    )
    return _section("Args", [RESOURCE_NAME, *items, OPTIONS])


def setting_type(name: str) -> str:
    """Return the type of a setting, as Python writes it."""
    return scalar_names(setting_types(name))


def of_lookup(function: Function) -> str:
    """Return what follows the summary of a lookup."""
    items = (Item(name, "str", OPTIONAL, text) for name, text in function.arguments.items())
    return _section("Args", [*items, INVOKE_OPTIONS]) + (RAISES if function in SINGLE_LOOKUPS else "")


def _arguments(resource_type: ResourceType) -> Iterator[Item]:
    for field in resource_type.arguments():
        of_variants = resource_type.alternatives(field.name)
        presence = _presence(field, default_of_argument(resource_type, field.name))
        text = describe_argument(resource_type, field.name) + _classes(of_variants)
        yield Item(field.name, _type(of_variants), presence, text)


def _type(of_variants: list[Field]) -> str:
    """Return the type of an argument as a reader understands it: each value may be an Output too."""
    field = of_variants[0]
    objects = dict.fromkeys(name for item in of_variants for name in _objects(item))
    inner = " | ".join(objects) or plain_type(field)
    return f"list[{inner}]" if field.is_list else inner


def plain_type(field: Field) -> str:
    """Return the type of a value without fields of its own, or of each item of a list, as Python writes it."""
    if field.is_map:
        return "dict[str, str]" if field.secret else "dict[str, Any]"
    return scalar_names(field.scalar_types)


def scalar_names(types: Iterable[type]) -> str:
    """Return scalar types as Python writes them."""
    return " | ".join(type_.__name__ for type_ in types)


def _objects(field: Field) -> list[str]:
    if field.union:
        return [field.union.name]
    return [field.model.__name__] if field.model else []


def _classes(of_variants: list[Field]) -> str:
    """Return the classes of each union, in a sentence."""
    return "".join(f" `{field.union.name}` is {_either(field.union)}." for field in of_variants if field.union)


def _either(union: TaggedUnion) -> str:
    *names, last = (f"`{model.__name__}`" for model in union.models)
    return f"{', '.join(names)} or {last}"


def _presence(field: Field, default: str) -> str:
    if field.required:
        return REQUIRED
    if isinstance(field.default, bool):
        return f"default {field.default}"
    return f"default {default}" if default else OPTIONAL


def _section(title: str, items: Iterable[Item]) -> str:
    lines = [_wrap(_line(item), "    ") for item in items]
    return "\n".join(["", "", f"{title}:", *lines]) if lines else ""


def _line(item: Item) -> str:
    return f"{item.name} ({', '.join(filter(None, (item.type, item.presence)))}): {item.text}"


def _wrap(text: str, indent: str) -> str:
    """Return a text in lines, those after the first further indented; a name is never broken."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent * 2,
        break_long_words=False,
        break_on_hyphens=False,
    )
