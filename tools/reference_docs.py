"""Writes the reference of the documentation from the models, the settings and the lookups; part of `make generate`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from annotated_types import MaxLen, MinLen
from pydantic.fields import FieldInfo

from pulumi_arize.casing import camel
from pulumi_arize.model.enums import ApiEnum, LlmProvider
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.functions import FUNCTIONS, SINGLE_LOOKUPS, Function
from pulumi_arize.model.integration import LlmIntegration
from pulumi_arize.model.resource_types import INTEGRATION, RESOURCE_TYPES, ResourceType, object_models
from pulumi_arize.model.tagged_union import discriminator_of
from pulumi_arize.model.traits import Description, FieldTrait, Model
from pulumi_arize.settings import Settings, environment_variables

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make generate` from the models: change those, not this. -->"
REQUIRED, OPTIONAL = "●", "○"
WORDS = {str: "string", int: "integer", float: "number", bool: "boolean"}
EXAMPLES = "../../examples"

ABOUT_ENUMERATIONS = """\
# Enumerations

The API has had two dialects for these values. A program may use either: both mean the same and show no difference, and
the request has the value of the server's dialect. Values without an older form are sent as they are."""

ABOUT_FUNCTIONS = """\
# Lookups

What exists already, by its exact name or its id. Each runs in previews too, with the settings of the stack, and fails
with a `LookupFailed` that has similar names. `…_output` takes Outputs and returns one."""

ABOUT_SETTINGS = """\
# Settings

From the stack's configuration, `pulumi config set arize:<name> <value>`, else from the environment variables of Arize's
own SDK; the first that is set is used. A host in the configuration overrides the host, the scheme and the port of the
environment. Only one of `region`, `baseDomain` and `host` can be set.
"""

AFTER_SETTINGS = """
The native plugin's `arize.Provider` takes the same settings as arguments, `api_key` for `apiKey`.

`ARIZE_PROVIDER_DEBUG=1` makes errors show their traceback."""


def pages() -> dict[Path, str]:
    """Return the text of each page."""
    texts = {_file(resource_type.name): _resource(resource_type) for resource_type in RESOURCE_TYPES}
    texts |= {"enumerations": _enumerations(), "functions": _functions(), "settings": _settings()}
    return {FOLDER / f"{name}.md": "\n".join([*lines, "", NOTE, ""]) for name, lines in texts.items()}


def _resource(resource_type: ResourceType) -> Iterator[str]:
    yield f"# {resource_type.name}"
    yield ""
    yield (
        f"One of `{resource_type.path}`. In a program: `arize.{resource_type.name}`; "
        f"for the native plugin: `arize:index:{resource_type.name}`."
    )
    for model in resource_type.models:
        yield from _variant(resource_type, model)
    if resource_type is INTEGRATION:
        yield from _matrix()
    if fields(resource_type.options):
        yield from ["", "## Options", "", "Arguments of this provider alone; none of them is sent.", ""]
        yield from _table(resource_type.options)
    yield from ["", "## Outputs", "", "Every argument, and:", "", "| output | type | |", "| --- | --- | --- |"]
    yield from (
        f"| `{name}` | {WORDS[field.type]} | {field.description} |"
        for name, field in resource_type.output_fields().items()
    )
    yield from _objects(resource_type)


def _variant(resource_type: ResourceType, model: type[Model]) -> Iterator[str]:
    """Return the arguments of a variant, under the value of its discriminator if there is one."""
    discriminator = discriminator_of(model) if resource_type.discriminator else None
    yield from ["", f"## {discriminator[1] if discriminator else 'Arguments'}", "", _sentence(model), ""]
    is_default = discriminator and discriminator[1] is resource_type.default_discriminator
    yield from _table(
        model, f"`{discriminator[1]}`" if discriminator and is_default else "the class of `config` says it"
    )
    yield from _rules(model)


def _objects(resource_type: ResourceType) -> Iterator[str]:
    inner = [model for outer in resource_type.models for model in object_models(outer) if outer is not model]
    yield from ["", "## Objects", ""] if inner else []
    if inner:
        yield "Each is a class of `pulumi_arize`; a dict literal with the same fields does the same."
    for model in dict.fromkeys(inner):
        yield from ["", f"### {model.__name__}", "", _sentence(model) + _example(model), ""]
        yield from _table(model)
        yield from _rules(model)
        if model.output_fields:
            yield from [
                "",
                "Also returned: " + "; ".join(f"`{n}`, {_lower(t)}" for n, t in model.output_fields.items()),
            ]


def _example(model: type[Model]) -> str:
    discriminator = discriminator_of(model)
    if not discriminator or not isinstance(discriminator[1], LlmProvider):
        return ""
    return f" [An example]({EXAMPLES}/providers/{discriminator[1].lower().replace('_', '-')}/README.md)."


def _table(model: type[Model], discriminator: str = "the class says it; a dict literal must") -> Iterator[str]:
    """Return the fields of an object; `discriminator` says what happens where its discriminator is left out."""
    yield "| field | type | when left out | |"
    yield "| --- | --- | --- | --- |"
    for name, field in fields(model).items():
        about = " ".join([_full_stop(field.description), *_facts(model, field)])
        left_out = (
            discriminator if field.is_discriminator and not field.has(FieldTrait.ABSENT_IN_LEGACY) else _left_out(field)
        )
        yield f"| `{name}` | {_type(field)} | {left_out} | {about} |"
    for name, outputs in model.stand_ins.items():
        ids = " and ".join(f"`{field}`" for field in outputs)
        about = f"In Python, instead of {ids}; a list takes it without the class too."
        yield f"| `{name.lower()}` | [`{name}`]({_file(name)}.md), or the result of a lookup | — | {about} |"


def _type(field: Field) -> str:
    models = field_models(field)
    if models:
        named = " or ".join(f"[`{model.__name__}`](#{model.__name__.lower()})" for model in models)
        return f"list of {named}" if field.is_list else named
    if field.is_discriminator:
        return f"`{field.enum_values[0]}`"
    if field.enum_values:
        return (
            f"[`{type(field.enum_values[0]).__name__}`](enumerations.md#{type(field.enum_values[0]).__name__.lower()})"
        )
    if field.is_map:
        return "map of strings" if field.secret else "JSON object"
    scalar = " or ".join(WORDS[type_] for type_ in reversed(field.scalar_types))
    return f"list of {scalar}s" if field.is_list else scalar


def _left_out(field: Field) -> str:
    if field.required:
        return "**required**"
    if field.is_object and field.default:
        return f"`{field.default['name']}`" if "name" in field.default else "`DEFAULT`, without a key"
    return f"`{str(field.default).lower()}`" if isinstance(field.default, bool) else _default_value(field.default)


def _default_value(default: Any) -> str:
    return f"`{default}`" if default else "—"


def _facts(model: type[Model], field: Field) -> Iterator[str]:
    """Return the facts about a field that its description does not have, in sentences."""
    limits = _limits(model.model_fields[field.name], field)
    if not field.is_discriminator:
        yield from (limit for limit in limits if limit.rstrip(".").lower() not in field.description.lower())
    if field.secret:
        yield "**Secret.**"
    if field.presence_field:
        yield f"Never returned: `{field.presence_field}` says what is there."
    if field.has(FieldTrait.IMMUTABLE) and "replaces" not in field.description:
        yield "Another one replaces the resource."
    if field.id_of:
        yield "In Python also the resource."
    if field.has(FieldTrait.STAYS_WHEN_OMITTED):
        yield "Left out, it stays as it is on the server."
    if field.has(FieldTrait.OWNED_WHEN_SET):
        yield "Left out, another resource may set it."
    if field.has(FieldTrait.UNORDERED):
        yield "The order means nothing."
    if field.enum_values and not field.is_discriminator and set(field.enum_values) != set(type(field.enum_values[0])):
        yield "Here: " + ", ".join(f"`{member}`" for member in field.enum_values) + "."


def _limits(info: FieldInfo, field: Field) -> Iterator[str]:
    """Return the limits of a value in words: lengths, and descriptions of types."""
    if field.is_list and field.is_object:  # its description says how many
        return iter(())
    found = dict.fromkeys(text for item in [*info.metadata, *_metadata(field.annotation)] for text in _words(item))
    return (text.replace("Not", "None of them") if field.is_list else text for text in found)


def _words(item: Any) -> Iterator[str]:
    if isinstance(item, FieldInfo):
        for inner in item.metadata:
            yield from _words(inner)
    elif isinstance(item, MinLen):
        yield "Not empty."
    elif isinstance(item, MaxLen):
        yield f"At most {item.max_length:,} characters."
    elif isinstance(item, Description):
        yield item.text


def _metadata(annotation: Any) -> Iterator[Any]:
    """Return the metadata of `Annotated` at any depth."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _metadata(part)


def _rules(model: type[Model]) -> Iterator[str]:
    yield from ["", "Rules:", ""] if model.rules else []
    yield from (f"- {_upper(str(rule))}." for rule in model.rules)


def _matrix() -> Iterator[str]:
    """Return the table of the fields that each provider has in the `config` of an LLM integration."""
    union = fields(LlmIntegration)["config"].union
    if union is None:
        return
    tables = {str(member): fields(model) for member, model in zip(union.enum_values, union.models, strict=True)}
    names = dict.fromkeys(
        name for table in tables.values() for name, field in table.items() if not field.is_discriminator
    )
    yield from ["", "## Providers and fields", ""]
    yield f"`config` of an LLM integration: {REQUIRED} required, {OPTIONAL} optional, empty: does not apply."
    yield from ["", f"| field | {' | '.join(tables)} |", f"| --- |{' :---: |' * len(tables)}"]
    for name in sorted(names, key=lambda name: -sum(name in table for table in tables.values())):
        yield f"| `{name}` | {' | '.join(_cell(table, name) for table in tables.values())} |"


def _cell(table: Mapping[str, Field], name: str) -> str:
    if name not in table:
        return " "
    return REQUIRED if table[name].required else OPTIONAL


def _enumerations() -> Iterator[str]:
    yield ABOUT_ENUMERATIONS
    for enumeration in _enumeration_classes():
        yield from ["", f"## {enumeration.__name__}", "", _sentence(enumeration), ""]
        yield from ["| today | until July 2026 |", "| --- | --- |"]
        yield from (
            f"| `{member}` | {f'`{member.legacy}`' if len(member.spellings) > 1 else '—'} |" for member in enumeration
        )


def _enumeration_classes() -> Iterable[type[ApiEnum]]:
    every = (
        field
        for resource_type in RESOURCE_TYPES
        for outer in resource_type.models
        for model in object_models(outer)
        for field in fields(model).values()
    )
    return dict.fromkeys(type(member) for field in every for member in field.enum_values)


def _functions() -> Iterator[str]:
    yield ABOUT_FUNCTIONS
    for function in FUNCTIONS:
        yield from ["", f"## {function.name}", "", _linked(function), ""]
        yield from ["| argument | |", "| --- | --- |"]
        yield from (f"| `{name}` | {text} |" for name, text in function.arguments.items())
        yield from ["", *_result(function)]


def _linked(function: Function) -> str:
    many = "" if function in SINGLE_LOOKUPS else " A list."
    also = f"Also `{function.name}_output`; for the native plugin `arize:index:{camel(function.name)}`."
    return f"{function.summary}{many} {also}"


def _result(function: Function) -> Iterator[str]:
    name = function.result.name
    what = "its arguments without keys, and its outputs"
    yield f"The result has what the API returns of `{name}`: [{what}]({_file(name)}.md)."


def _settings() -> Iterator[str]:
    yield ABOUT_SETTINGS
    yield "| `arize:` | environment | default | |"
    yield "| --- | --- | --- | --- |"
    for name, info in Settings.model_fields.items():
        variables = ", ".join(f"`{variable}`" for variable in environment_variables(name)) or "—"
        default = "**required**" if info.is_required() else _setting_default(info.default)
        secret = "" if info.repr else " **Secret.**"
        yield f"| `{camel(name)}` | {variables} | {default} | {info.description}{secret} |"
    yield AFTER_SETTINGS


def _setting_default(default: Any) -> str:
    if default is None:
        return "—"
    return (
        f"`{str(default).lower()}`"
        if isinstance(default, bool)
        else f"`{default:g}`"
        if isinstance(default, float)
        else f"`{default}`"
    )


def _file(name: str) -> str:
    """Return the name of a resource's page."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _sentence(described: type) -> str:
    return " ".join((described.__doc__ or "").split()).partition(" Source:")[0]


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!")) else f"{text}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return (text[:1].lower() if text[1:2].islower() else text[:1]) + text[1:].rstrip(".")
