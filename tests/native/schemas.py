"""A package schema as its readers have it: what a value of a type is, what it must have, and what is wrong with one.

Source: Pulumi's package schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .provider_process import ROOT, Json

SCHEMA: Json = json.loads((ROOT / "plugin" / "schema.json").read_text())
SCALARS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
ANY = "pulumi.json#/Any"

Path = str
Met = tuple[Path, Json, Any]
"""The path of a property, what the schema says of it, and its value."""


def found_in(spec: Json, values: Mapping[str, Any], key: str = "properties", path: Path = "") -> Iterator[Met]:
    """Return every property of an object that the schema has something to say of, outermost first."""
    for name, value in values.items():
        inner = spec.get(key, {}).get(name)
        if inner is None:
            yield f"{path}{name}", {}, value
            continue
        yield f"{path}{name}", inner, value
        for item, suffix in _items(value):
            shape = shape_of(inner if not suffix else inner["items"], item)
            if shape and isinstance(item, Mapping):
                yield from found_in(shape, item, path=f"{path}{name}{suffix}.")


def violations(spec: Json, values: Mapping[str, Any], key: str, required: str) -> list[str]:
    """Return what in an object is not as the schema says."""
    wrong = [f"{name} is missing" for name in spec.get(required, []) if values.get(name) is None]
    for path, inner, value in found_in(spec, values, key):
        if not inner:
            wrong.append(f"{path} is not in the schema")
        elif not fits(inner, value):
            wrong.append(f"{path} is {value!r}, and ought to be {inner}")
    return wrong


def fits(spec: Json, value: Any) -> bool:
    """Tell whether a value is of a type; a null fits everywhere: the schema does not speak of it."""
    if value is None or spec.get("$ref") == ANY:
        return True
    if "oneOf" in spec:
        return any(fits(one, value) for one in spec["oneOf"])
    if "$ref" in spec:
        return _fits_type(_type(spec["$ref"]), value)
    return bool(value == spec["const"]) if "const" in spec else _fits_plain(spec, value)


def _fits_plain(spec: Json, value: Any) -> bool:
    kind = spec["type"]
    if kind == "array":
        return isinstance(value, list) and all(fits(spec["items"], item) for item in value)
    if kind == "object":
        return isinstance(value, Mapping) and all(fits(spec["additionalProperties"], item) for item in value.values())
    return isinstance(value, SCALARS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def shape_of(spec: Json, value: Any) -> Json | None:
    """Return the type of an object by its discriminator, or the one that it fits."""
    if not isinstance(value, Mapping):
        return None
    if "$ref" in spec and spec["$ref"] != ANY:
        return _type(spec["$ref"])
    reported = spec.get("discriminator")
    if reported and (named := reported["mapping"].get(value.get(reported["propertyName"]))):
        return _type(named)
    candidates = [_type(one["$ref"]) for one in spec.get("oneOf", []) if "$ref" in one]
    return next((one for one in candidates if _fits_type(one, value)), None)


def reachable(spec: Json, key: str) -> Iterator[tuple[str, Json]]:
    """Return every property of an object and of the objects in it, as `<type>.<property>`; each type once."""
    seen: set[str] = set()

    def walk(name: str, properties: Json) -> Iterator[tuple[str, Json]]:
        for prop, inner in properties.items():
            yield f"{name}.{prop}", inner
            for reference in _references(inner):
                if reference not in seen:
                    seen.add(reference)
                    yield from walk(reference, _type(reference).get("properties", {}))

    yield from walk("", spec[key])


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, Mapping):
        if str(value.get("$ref", "")).startswith("#/types/"):
            yield value["$ref"]
        for key, item in value.items():
            if key != "discriminator":
                yield from _references(item)


def _fits_type(kind: Json, value: Any) -> bool:
    if kind["type"] != "object":
        return value in [item["value"] for item in kind["enum"]]
    if not isinstance(value, Mapping) or any(value.get(name) is None for name in kind.get("required", [])):
        return False
    properties = kind.get("properties", {})
    return all(name in properties and fits(properties[name], item) for name, item in value.items())


def _items(value: Any) -> Iterator[tuple[Any, str]]:
    if isinstance(value, list):
        yield from ((item, f"[{index}]") for index, item in enumerate(value))
    else:
        yield value, ""


def _type(reference: str) -> Json:
    found: Json = SCHEMA["types"][reference.removeprefix("#/types/")]
    return found
