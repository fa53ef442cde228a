"""What the documentation says of a field: its description, with its limits and traits in sentences.

The plugin's schema, the docstrings of argument classes and the reference are written from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic.fields import FieldInfo

from .fields import Field, fields
from .resource_types import ResourceType
from .tagged_union import discriminator_of
from .traits import Description, FieldTrait, Model


def summary(class_: type) -> str:
    """Return the docstring of a class in one line, without its source."""
    return " ".join((class_.__doc__ or "").split()).partition(" Source:")[0]


def summarize(resource_type: ResourceType) -> str:
    """Return what a resource manages, in a sentence."""
    article = "an" if resource_type.title[0].lower() in "aeiou" else "a"
    text = summary(resource_type.models[0]).rstrip(".")
    what = f"{article} {resource_type.title}" if resource_type.union else f"{text[0].lower()}{text[1:]}"
    return f"Manages {what} (`{resource_type.path}`)."


def variant_summaries(resource_type: ResourceType) -> list[str]:
    """Return what each variant is, where there are several."""
    return [summary(model) for model in resource_type.models] if resource_type.union else []


def describe(field: Field) -> str:
    """Return all that is known of a field but its type and its default."""
    return " ".join([sentence(field.description), *facts(field)])


def describe_argument(resource_type: ResourceType, name: str) -> str:
    """Return all that is known of a resource's argument, over all its variants, but its type and its default."""
    field, *others = resource_type.alternatives(name)
    texts = {alternative.description for alternative in (field, *others)}
    parts = [describe(field)] if len(texts) == 1 else [*_describe_variants(resource_type, name), *facts(field)]
    variants = {discriminator: model for model in resource_type.models if (discriminator := discriminator_of(model))}
    having = [str(value) for (_, value), model in variants.items() if name in fields(model)]
    if field.is_discriminator:
        parts.append(f"One of {_listed(having)}.")
    elif having and len(having) < len(variants):
        parts.append(f"Only for {_listed(having)}.")
    return " ".join(parts)


def describe_rules(models: Iterable[type[Model]]) -> list[str]:
    """Return the rules between the fields of objects, each in a sentence."""
    return [f"{text[:1].upper()}{text[1:]}." for model in models for text in map(str, model.rules)]


def default_of(field: Field) -> str:
    """Return the value that the API assumes where a field is left out, as JSON has it; empty where it assumes none."""
    if isinstance(field.default, bool):
        return str(field.default).lower()
    if isinstance(field.default, dict):  # an object: its name or its discriminator tells what it is
        return str(field.default.get("name") or next(iter(field.default.values())))
    return "" if field.default in (None, "", []) else str(field.default)


def default_of_argument(resource_type: ResourceType, name: str) -> str:
    """Return the default of a resource's argument; for the field that tells the variants apart, of that."""
    field = resource_type.alternatives(name)[0]
    return str(resource_type.default_discriminator or "") if field.is_discriminator else default_of(field)


def facts(field: Field) -> Iterator[str]:
    """Return the facts about a field that its description does not have, in sentences."""
    if not field.is_discriminator:
        yield from (limit for limit in _limits(field) if limit.rstrip(".").lower() not in field.description.lower())
    if field.secret:
        yield "Secret."
    if field.presence_field:
        what = "lists their names" if field.presence_names else "says whether it is set"
        yield f"Never returned: `{field.presence_field}` {what}."
        if field.required:
            yield "Required, unless an adopted integration keeps its own."
    if field.has(FieldTrait.IMMUTABLE) and "replaces" not in field.description:
        yield "A change replaces the resource."
    if field.has(FieldTrait.STAYS_WHEN_OMITTED):
        yield "If it is omitted, the server's value stays."
    if field.has(FieldTrait.OWNED_WHEN_SET):
        yield "If it is omitted, another resource may set it."
    if field.has(FieldTrait.UNORDERED) and "order" not in field.description:
        yield "The order is ignored."
    if field.enum and not field.is_discriminator and set(field.enum_values) != set(field.enum):
        yield "One of " + ", ".join(f"`{member}`" for member in field.enum_values) + "."


def limits(metadata: Any, annotation: Any) -> Iterator[str]:
    """Return the limits of a value in words, each once: lengths, bounds, and the descriptions of types."""
    found = [text for item in [*metadata, *_metadata(annotation)] for text in _words(item)]
    return iter(dict.fromkeys(found))


def sentence(text: str) -> str:
    """Return a text with a full stop."""
    return text if text.endswith((".", "!")) else f"{text}."


def _describe_variants(resource_type: ResourceType, name: str) -> Iterator[str]:
    for model in resource_type.models:
        discriminator = discriminator_of(model)
        if discriminator and name in fields(model):
            yield f"`{discriminator[1]}`: {sentence(fields(model)[name].description)}"


def _listed(values: Sequence[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _limits(field: Field) -> Iterator[str]:
    if field.is_list and field.is_object:  # its description says how many
        return iter(())
    found = limits(field.metadata, field.annotation)
    return (text.replace("Not", "No item is") if field.is_list else text for text in found)


def _words(item: Any) -> Iterator[str]:
    match item:
        case FieldInfo():
            for inner in item.metadata:
                yield from _words(inner)
        case MinLen():
            yield "Not empty."
        case MaxLen():
            yield f"At most {item.max_length:,} characters."
        case Gt():
            yield f"More than {item.gt:,}."
        case Ge():
            yield f"At least {item.ge:,}."
        case Le():
            yield f"At most {item.le:,}."
        case Description():
            yield item.text


def _metadata(annotation: Any) -> Iterator[Any]:
    """Return the metadata of `Annotated` at any depth."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _metadata(part)
