"""Writes the reference of the documentation from the models, the settings and the lookups; part of `make generate`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pulumi_arize.casing import camel
from pulumi_arize.model.descriptions import (
    default_of,
    describe,
    describe_rules,
    summarize,
    summary,
    variant_summaries,
)
from pulumi_arize.model.enums import ApiEnum, LlmProvider
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.functions import FUNCTIONS, SINGLE_LOOKUPS, Function
from pulumi_arize.model.integration import LlmIntegration
from pulumi_arize.model.resource_types import INTEGRATION, RESOURCE_TYPES, ResourceType
from pulumi_arize.model.tagged_union import discriminator_of
from pulumi_arize.model.traits import FieldTrait, Model
from pulumi_arize.native.example_programs import DYNAMIC, NATIVE, example
from pulumi_arize.native.schema import describe_setting, setting_types
from pulumi_arize.sdk.resource_options import DYNAMIC_TYPES, NATIVE_TYPES
from pulumi_arize.settings import Settings, environment_variables

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make generate` from the models: change those, not this. -->"
REQUIRED, OPTIONAL = "●", "○"
WORDS = {str: "string", int: "integer", float: "number", bool: "boolean"}
EXAMPLES = "../../examples"
SET_BY_CLASS = "set by the class; required in a dict"
SET_BY_CONFIG = "set by the class of `config`; required with a dict"

ABOUT_ENUMERATIONS = """\
The API has had two dialects for these values. A program may use either: both mean the same and show no difference, and
the request has the value of the server's dialect. Values without an older form are sent as they are."""

ABOUT_FUNCTIONS = """\
A function finds what exists already, by its exact name or its ID, in previews too. If it finds nothing, it fails with a
`LookupFailed` that has similar names. A function whose name ends with `_output` takes Outputs and returns one."""

ABOUT_SETTINGS = """\
Settings come from the stack's configuration, `pulumi config set arize:<name> <value>`, otherwise from the environment
variables of Arize's own SDK; the first that is set is used. A host in the configuration overrides the host, the scheme
and the port of the environment. Only one of `region`, `baseDomain` and `host` can be set."""

AFTER_SETTINGS = """
The native plugin's `arize.Provider` takes the same settings as arguments, in Python `api_key` for `apiKey`.

`ARIZE_PROVIDER_DEBUG=1` makes errors show their traceback."""

ABOUT_ARGUMENTS = """\
The names are Python's. Other languages write them in camelCase, and a dict literal in Python may use either."""

NATIVE_IMPORT = f"""\
With the native plugin, a Python program begins with `{NATIVE}`."""


def pages() -> dict[Path, str]:
    """Return the text of each page."""
    texts = {_file(resource_type.name): _resource(resource_type) for resource_type in RESOURCE_TYPES}
    texts |= {"enumerations": _enumerations(), "functions": _functions(), "settings": _settings()}
    return {FOLDER / f"{name}.md": "\n".join([*lines, "", NOTE, ""]) for name, lines in texts.items()}


def _resource(resource_type: ResourceType) -> Iterator[str]:
    yield from [f"# {resource_type.name}", "", summarize(resource_type)]
    variants = variant_summaries(resource_type)
    yield from ["", *(f"- {text}" for text in variants)] if variants else []
    yield from _program(resource_type.name)
    yield from ["", "## Arguments", "", ABOUT_ARGUMENTS]
    for model in resource_type.models:
        yield from _variant(resource_type, model)
    if resource_type is INTEGRATION:
        yield from _matrix()
    if fields(resource_type.options):
        yield from ["", "### Provider-only options", "", "These are never sent to the API.", ""]
        yield from _table(resource_type.options)
    yield from _objects(resource_type)
    yield from _outputs(resource_type)
    yield from _import(resource_type)
    yield from ["", "## Notes", "", *_notes(resource_type)]


def _program(name: str) -> Iterator[str]:
    """Return the example of a page."""
    found = example(name)
    if found:
        yield from ["", "## Example", "", f"{found.title}:", "", found.programs]
        yield from ["", NATIVE_IMPORT] if DYNAMIC in found.programs else []


def _variant(resource_type: ResourceType, model: type[Model]) -> Iterator[str]:
    """Return the arguments of a variant, under the value of its discriminator if there is one."""
    discriminator = discriminator_of(model) if resource_type.discriminator else None
    yield from ["", f"### {discriminator[1]}", "", summary(model)] if discriminator else []
    is_default = discriminator and discriminator[1] is resource_type.default_discriminator
    yield ""
    yield from _table(model, f"`{discriminator[1]}`" if discriminator and is_default else SET_BY_CONFIG)
    yield from _rules(model)


def _objects(resource_type: ResourceType) -> Iterator[str]:
    if resource_type.inner_models:
        yield from ["", "## Objects", "", "In Python, each is a class of `pulumi_arize`, or a dict."]
    for model in resource_type.inner_models:
        yield from ["", f"### {model.__name__}", "", summary(model) + _example(model), ""]
        yield from _table(model)
        yield from _rules(model)
        if model.output_fields:
            returned = "; ".join(f"`{name}`, {_lower(text)}" for name, text in model.output_fields.items())
            yield from ["", f"Also returned: {returned}"]


def _outputs(resource_type: ResourceType) -> Iterator[str]:
    outputs = resource_type.output_fields()
    yield from ["", "## Outputs", "", "Every argument, and:" if outputs else "Every argument."]
    if outputs:
        yield from ["", "| output | type | description |", "| --- | --- | --- |"]
    yield from (f"| `{name}` | {WORDS[field.type]} | {field.description} |" for name, field in outputs.items())


def _import(resource_type: ResourceType) -> Iterator[str]:
    found = example(resource_type.name)
    yield from ["", "## Import", "", found.imports] if found and found.imports else []
    if "adopt" in fields(resource_type.options):
        yield from ["", "Only the native plugin imports. Both front ends can [adopt](../how-to/adopt.md)."]


def _notes(resource_type: ResourceType) -> Iterator[str]:
    """Return what holds for several arguments."""
    immutable = _paths(resource_type, lambda field: field.has(FieldTrait.IMMUTABLE))
    hidden = _paths(resource_type, lambda field: bool(field.presence_field))
    yield f"- Type of the native resource: `{NATIVE_TYPES}{resource_type.name}`."
    yield f"- Type of the dynamic resource: `{DYNAMIC_TYPES}{resource_type.name}`."
    yield "- Each has an alias for the other: another front end replaces nothing."
    if immutable:
        order = "old one is deleted" if resource_type.deletes_before_replace else "new one is created"
        yield f"- Another {' or '.join(immutable)} replaces the resource. The {order} first."
    if hidden:
        yield f"- The API never returns the values of {', '.join(hidden)}."
        yield "  If somebody changes one outside of the program, the provider cannot detect it."
    if any(field.has(FieldTrait.TRIGGERS_KEY_RESEND) for field in fields(resource_type.options).values()):
        yield "  Change `api_key_version` to send them again."


def _paths(resource_type: ResourceType, matches: Callable[[Field], bool]) -> list[str]:
    """Return the paths of the fields that match, over all variants, each once."""
    found = (path for model in resource_type.models for path in _paths_in(model, matches, ""))
    return list(dict.fromkeys(f"`{path}`" for path in found))


def _paths_in(model: type[Model], matches: Callable[[Field], bool], prefix: str) -> Iterator[str]:
    for field in fields(model).values():
        if matches(field):
            yield f"{prefix}{field.name}"
        for inner in field_models(field):
            yield from _paths_in(inner, matches, f"{prefix}{field.name}.")


def _example(model: type[Model]) -> str:
    discriminator = discriminator_of(model)
    if not discriminator or not isinstance(discriminator[1], LlmProvider):
        return ""
    return f" [An example]({EXAMPLES}/providers/{discriminator[1].lower().replace('_', '-')}/README.md)."


def _table(model: type[Model], discriminator: str = SET_BY_CLASS) -> Iterator[str]:
    """Return the fields of an object; `discriminator` is the default of its discriminator."""
    yield "| argument | type | default | description |"
    yield "| --- | --- | --- | --- |"
    for name, field in fields(model).items():
        is_set = field.is_discriminator and not field.has(FieldTrait.ABSENT_IN_LEGACY)
        about = f"{describe(field)} In Python also the resource." if field.id_of else describe(field)
        yield f"| `{name}` | {_type(field)} | {discriminator if is_set else _default(field)} | {about} |"
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
    if field.enum:
        name = field.enum.__name__
        return f"[`{name}`](enumerations.md#{name.lower()})"
    if field.is_map:
        return "map of strings" if field.secret else "JSON object"
    scalar = " or ".join(WORDS[type_] for type_ in reversed(field.scalar_types))
    return f"list of {scalar}s" if field.is_list else scalar


def _default(field: Field) -> str:
    if field.required:
        return "**required**"
    return f"`{default_of(field)}`" if default_of(field) else "—"


def _rules(model: type[Model]) -> Iterator[str]:
    yield from ["", "Rules:", ""] if model.rules else []
    yield from (f"- {rule}" for rule in describe_rules([model]))


def _matrix() -> Iterator[str]:
    """Return the table of the fields that each provider has in the `config` of an LLM integration."""
    union = fields(LlmIntegration)["config"].union
    if union is None:
        return
    tables = {str(member): fields(model) for member, model in zip(union.enum_values, union.models, strict=True)}
    names = dict.fromkeys(
        name for table in tables.values() for name, field in table.items() if not field.is_discriminator
    )
    yield from ["", "### Providers and fields", ""]
    yield f"`config` of an LLM integration: {REQUIRED} required, {OPTIONAL} optional, empty: does not apply."
    yield from ["", f"| field | {' | '.join(tables)} |", f"| --- |{' :---: |' * len(tables)}"]
    for name in sorted(names, key=lambda name: -sum(name in table for table in tables.values())):
        yield f"| `{name}` | {' | '.join(_cell(table.get(name)) for table in tables.values())} |"


def _cell(field: Field | None) -> str:
    if field is None:
        return " "
    return REQUIRED if field.required else OPTIONAL


def _enumerations() -> Iterator[str]:
    yield from ["# Enumerations", *_program("enumerations"), "", "## Dialects", "", ABOUT_ENUMERATIONS]
    for enumeration in _enumeration_classes():
        yield from ["", f"## {enumeration.__name__}", "", summary(enumeration), ""]
        yield from ["| today | until July 2026 |", "| --- | --- |"]
        yield from (
            f"| `{member}` | {f'`{member.legacy}`' if len(member.api_values) > 1 else '—'} |" for member in enumeration
        )


def _enumeration_classes() -> Iterable[type[ApiEnum]]:
    models = (model for resource_type in RESOURCE_TYPES for model in resource_type.object_models)
    return dict.fromkeys(
        type(member) for model in models for field in fields(model).values() for member in field.enum_values
    )


def _functions() -> Iterator[str]:
    yield from ["# Functions (data sources)", "", ABOUT_FUNCTIONS, *_program("functions")]
    for function in FUNCTIONS:
        yield from ["", f"## {function.name}", "", _linked(function), ""]
        yield from ["| argument | type | default | description |", "| --- | --- | --- | --- |"]
        yield from (f"| `{name}` | string | — | {text} |" for name, text in function.arguments.items())
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
    yield from ["# Settings", "", ABOUT_SETTINGS, *_program("settings"), "", "## All settings", ""]
    yield "| `arize:` | type | environment | default | description |"
    yield "| --- | --- | --- | --- | --- |"
    for name, info in Settings.model_fields.items():
        variables = ", ".join(f"`{variable}`" for variable in environment_variables(name)) or "—"
        default = "**required**" if info.is_required() else _setting_default(info.default)
        secret = "" if info.repr else " Secret."
        kind = " or ".join(WORDS[type_] for type_ in setting_types(name))
        yield f"| `{camel(name)}` | {kind} | {variables} | {default} | {describe_setting(name)}{secret} |"
    yield AFTER_SETTINGS


def _setting_default(default: Any) -> str:
    if default is None:
        return "—"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default:g}`" if isinstance(default, float) else f"`{default}`"


def _file(name: str) -> str:
    """Return the name of a resource's page."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _lower(text: str) -> str:
    return (text[:1].lower() if text[1:2].islower() else text[:1]) + text[1:].rstrip(".")
