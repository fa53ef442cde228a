"""The resources of an environment: pure functions on arguments that may hold Outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from .._generated.inputs import IntegrationArgs
from ..casing import Names, to_snake_case
from ..sdk.args import (
    Args,
    ResourceArgs,
    id_of,
    implied_args,
    is_output_or_awaitable,
    resource_arguments,
    to_item,
    when_known,
)
from ..unknown import UNKNOWN
from .environment import Environment

Arguments: TypeAlias = Mapping[str, Any]
Integrations: TypeAlias = "Mapping[str, ResourceArgs | Arguments]"
"""The arguments of each integration by its key; a dict literal holds those of `Integration`."""

PROTECT = "protect"
"""The key of an overlay that is a resource option."""


@dataclass(frozen=True)
class Entry:
    """One integration in one environment; `resource` names its class."""

    resource: str
    arguments: dict[str, Any]
    protect: bool | None


def resolve(integrations: Integrations, name: str, environment: Environment) -> dict[str, Entry]:
    """Return the integrations of the environment of this name, by key."""
    overlays = {key: environment.integrations.get(key, {}) for key in integrations}
    return {
        key: _entry(integrations[key], name, environment, overlay)
        for key, overlay in overlays.items()
        if overlay is not None
    }


def _entry(args: ResourceArgs | Arguments, name: str, environment: Environment, overlay: Arguments) -> Entry:
    args_class = type(args) if isinstance(args, ResourceArgs) else IntegrationArgs
    declared = resource_arguments(args.to_dict() if isinstance(args, ResourceArgs) else args)
    arguments: dict[str, Any] = to_snake_case(declared, args_class.names)
    if "name" in arguments:
        arguments["name"] = when_known(arguments["name"], partial(_format_name, environment.name_template, name))
    merged = {name: args_class.names[name] for name in args_class.merged}
    for part in (environment.defaults, overlay):
        arguments = apply_overlay(arguments, {**implied_args(part), **to_snake_case(part, args_class.names)}, merged)
    protect = arguments.pop(PROTECT, None)
    return Entry(args_class.resource, arguments, protect)


def apply_overlay(arguments: Arguments, part: Arguments, merged: Mapping[str, Names]) -> dict[str, Any]:
    """Return the arguments with an overlay: those in `merged` field by field, all others as a whole. None removes.

    `merged` holds the names of the fields of each.
    """
    changes = {
        name: _merge(arguments.get(name), value, merged[name]) if name in merged else value
        for name, value in part.items()
    }
    return {name: value for name, value in {**arguments, **changes}.items() if value is not None}


def _merge(old: Any, new: Any, names: Names) -> Any:
    """Return an object with the fields of another; an argument class replaces the whole object.

    What should be an object and is none stays, for a check to find.
    """
    if isinstance(new, Args) or not isinstance(new, Mapping):
        return new
    if is_output_or_awaitable(old):
        return when_known(old, lambda known: _merge(to_snake_case(known, names), new, names))
    fields = old.to_dict() if isinstance(old, Args) else old or {}
    return apply_overlay(fields, new, {}) if isinstance(fields, Mapping) else old


def _format_name(template: str, environment: str, name: Any) -> Any:
    return template.format(name=name, environment=environment) if isinstance(name, str) else name


def resolve_known(value: Any, name: str = "") -> Any:
    """Return the argument `name` as plain values, with `UNKNOWN` for Outputs."""
    if isinstance(value, Args):
        value = value.to_dict()
    value = id_of(value)
    if is_output_or_awaitable(value):
        return UNKNOWN
    if isinstance(value, Mapping):
        return {inner: resolve_known(item, inner) for inner, item in value.items()}
    return [resolve_known(to_item(item, name)) for item in value] if isinstance(value, (list, tuple)) else value
