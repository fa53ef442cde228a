"""The settings that `Pulumi.yaml` declares under `config`, and the check of a stack's configuration against them.

The texts of errors are those of the real engine.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .errors import EngineError

_ATTRIBUTES: Final = {"type", "items", "description", "secret", "default", "value"}
_TYPES: Final = ("string", "integer", "boolean", "array", "object")


@dataclass(frozen=True)
class ConfigDeclaration:
    """One setting: its key in `Pulumi.yaml`, its type (empty for any) and its default, None where it has none."""

    key: str
    full_key: str
    type: str = ""
    items: Any = None
    secret: bool = False
    value: Any = None


@dataclass(frozen=True)
class ConfigValue:
    """A setting of a stack: its text, whether it is encrypted, and whether the text is JSON of an object or a list."""

    text: str
    secret: bool
    structured: bool


def read_declarations(config: Mapping[str, Any], project: str) -> tuple[ConfigDeclaration, ...]:
    """Return the declarations, sorted by key; EngineError where one is wrong."""
    return tuple(_read(key, config[key], project) for key in sorted(config))


def config_error(
    declared: Iterable[ConfigDeclaration], values: Mapping[str, ConfigValue], project: str, stack: str
) -> str:
    """Return the first error of a stack's settings, which `values` has by full key; empty for none."""
    own = [item for item in declared if item.full_key.startswith(f"{project}:")]
    if missing := [item.key for item in own if item.full_key not in values]:
        return f"Stack '{stack}' is missing configuration value{'s' * (len(missing) > 1)} {_listed(missing)}"
    return next(_value_errors(own, values, f"Stack '{stack}' with configuration key"), "")


def _value_errors(
    declared: Iterable[ConfigDeclaration], values: Mapping[str, ConfigValue], subject: str
) -> Iterator[str]:
    for item in (item for item in declared if item.type):
        value = values[item.full_key]
        if item.secret and not value.secret:
            yield f"{subject} '{item.key}' must be encrypted as it's secret"
        if not _fits(item.type, item.items, json.loads(value.text) if value.structured else value.text):
            yield f"{subject} '{item.key}' must be of type '{_type_name(item.type, item.items)}'"


def _listed(names: list[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _read(key: str, entry: Any, project: str) -> ConfigDeclaration:
    full_key = key if ":" in key else f"{project}:{key}"
    own = full_key.startswith(f"{project}:")
    if isinstance(entry, str | bool | int | list):
        entry = {"default" if own else "value": entry}
    if not isinstance(entry, dict):
        raise EngineError(f"the configuration key '{key}' in Pulumi.yaml is neither a value nor a declaration")
    if unknown := sorted(set(entry) - _ATTRIBUTES):
        raise EngineError(
            f"the configuration key '{key}' in Pulumi.yaml: '{unknown[0]}' is no attribute of a declaration"
        )
    if entry.get("default") is not None and entry.get("value") is not None:
        raise EngineError(f"project config '{key}' cannot have both a 'default' and 'value' attribute")
    (_check_own if own else _check_other)(key, entry)
    value = entry.get("value") if entry.get("default") is None else entry["default"]
    return ConfigDeclaration(
        key, full_key, entry.get("type") or "", entry.get("items"), bool(entry.get("secret")), value
    )


def _check_own(key: str, entry: Mapping[str, Any]) -> None:
    kind, items, default = entry.get("type"), entry.get("items"), entry.get("default")
    if kind is None:
        return
    if kind not in _TYPES:
        raise EngineError(
            f"the configuration key '{key}' in Pulumi.yaml has a type that is not one of {', '.join(_TYPES)}"
        )
    if kind == "array" and items is None:
        raise EngineError(
            f"The configuration key '{key}' declares an array but does not specify the underlying type via the 'items' "
            "attribute"
        )
    if default is not None and not _fits(kind, items, default):
        raise EngineError(
            f"The default value specified for configuration key '{key}' is not of the expected type "
            f"'{_type_name(kind, items)}'"
        )


def _check_other(key: str, entry: Mapping[str, Any]) -> None:
    if entry.get("type") is not None:
        raise EngineError(f"Configuration key '{key}' is not namespaced by the project and should not define a type")
    if entry.get("default") is not None:
        raise EngineError(
            f"Configuration key '{key}' is not namespaced by the project and should not define a default value. "
            "Did you mean to use the 'value' attribute instead of 'default'?"
        )
    if entry.get("value") is None:
        raise EngineError(f"Configuration key '{key}' is namespaced and must provide an attribute 'value'")


def _type_name(kind: str, items: Any) -> str:
    return kind if items is None else f"array<{_type_name(items['type'], items.get('items'))}>"


def _fits(kind: str, items: Any, value: Any) -> bool:
    """Return whether a value is of a declared type; the text of an integer or a boolean is one."""
    if kind == "string":
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool) or value in ("true", "false")
    if kind == "integer":
        return not isinstance(value, bool) and _is_integer(value)
    if kind == "object":
        return isinstance(value, dict)
    if not isinstance(value, list) or items is None:
        return False
    return all(_fits(items["type"], items.get("items"), item) for item in value)


def _is_integer(value: Any) -> bool:
    if isinstance(value, str):
        return value.removeprefix("-" if value.startswith("-") else "+").isdecimal() and value.isascii()
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
