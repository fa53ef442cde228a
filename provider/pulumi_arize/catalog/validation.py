"""Finds every check failure of a catalogue, in all its environments: a preview of `dev` finds one in `prod`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..casing import Names, to_snake_case
from ..lifecycle.check import CheckFailure, check, name_scope
from ..lifecycle.normalize import Path
from ..model.resource_types import INTEGRATION_TYPES
from ..model.validation_messages import suggestion
from ..sdk.args import ResourceArgs
from .environment import Environment
from .resolve import PROTECT, Arguments, Entry, Integrations, resolve, resolve_known

Environments = Mapping[str, Environment]
NAMES: Names = {name: inside for item in INTEGRATION_TYPES for name, inside in item.names.items()}
"""The names of the arguments that an overlay can set, for all resource types."""

NOT_AN_OBJECT = "must be an object"

EnvironmentFailure = tuple[str, str, CheckFailure]
"""An environment's name, an integration's key, and a failure of that integration in that environment."""


def check_catalog(integrations: Integrations, environments: Environments, chosen: str) -> list[CheckFailure]:
    """Return all failures, each at its path in the catalogue; `chosen` is the environment to declare."""
    parts = {"integrations": integrations, "environments": environments}
    if wrong := [name for name, part in parts.items() if not isinstance(part, Mapping)]:
        return [CheckFailure((name,), NOT_AN_OBJECT) for name in wrong]
    type_failures = [*_check_integrations(integrations), *_check_environments(environments)]
    invalid = {failure.path[:2] for failure in type_failures}
    valid_integrations = {key: item for key, item in integrations.items() if ("integrations", key) not in invalid}
    valid = {name: item for name, item in environments.items() if ("environments", name) not in invalid}
    name_failures = [*_check_choice(environments, chosen), *_check_keys(integrations, valid)]
    field_failures = _at_catalogue_paths(list(_check_fields(valid_integrations, valid)), valid)
    return [*name_failures, *type_failures, *field_failures]


def _check_choice(environments: Environments, chosen: str) -> Iterator[CheckFailure]:
    if chosen not in environments:
        reason = f"has no {chosen!r}: the stack's name, or the argument `environment`, must be one of "
        yield CheckFailure(("environments",), reason + _listed(environments, chosen))


def _check_keys(integrations: Integrations, environments: Environments) -> Iterator[CheckFailure]:
    for name, environment in environments.items():
        for key in environment.integrations:
            if key not in integrations:
                reason = f"must be one of {_listed(integrations, key)}"
                yield CheckFailure(("environments", name, "integrations", key), reason)


def _check_integrations(integrations: Integrations) -> Iterator[CheckFailure]:
    for key, args in integrations.items():
        if not isinstance(args, (ResourceArgs, Mapping)):
            yield CheckFailure(("integrations", key), NOT_AN_OBJECT)


def _check_environments(environments: Environments) -> Iterator[CheckFailure]:
    """Find the failures because of which an environment cannot be resolved."""
    for name, environment in environments.items():
        path: Path = ("environments", name)
        if not isinstance(environment, Environment):
            yield CheckFailure(path, "must be an Environment")
            continue
        if reason := _check_template(environment.name_template):
            yield CheckFailure((*path, "name_template"), reason)
        yield from _check_overlay((*path, "defaults"), environment.defaults)
        if not isinstance(environment.integrations, Mapping):
            yield CheckFailure((*path, "integrations"), NOT_AN_OBJECT)
            continue
        for key, overlay in environment.integrations.items():
            if overlay is not None:
                yield from _check_overlay((*path, "integrations", key), overlay)


def _check_overlay(path: Path, overlay: Arguments) -> Iterator[CheckFailure]:
    if not isinstance(overlay, Mapping):
        yield CheckFailure(path, NOT_AN_OBJECT)
    elif not isinstance(overlay.get(PROTECT, False), bool):
        yield CheckFailure((*path, PROTECT), "must be true or false")


def _check_template(template: str) -> str | None:
    """Return what is wrong with a template of names: without `{name}` in it, all names would be the same."""
    try:
        if "\0" in template.format(name="\0", environment=""):
            return None
    except (AttributeError, IndexError, KeyError, ValueError):
        pass
    return "must be a string that contains {name}, and may contain {environment}"


def _check_fields(integrations: Integrations, environments: Environments) -> Iterator[EnvironmentFailure]:
    for name, environment in environments.items():
        holders: dict[Any, str] = {}
        for key, entry in resolve(integrations, name, environment).items():
            for failure in _check_entry(key, entry, holders):
                yield name, key, failure


def _check_entry(key: str, entry: Entry, holders: dict[Any, str]) -> list[CheckFailure]:
    """Find the failures of one entry; `holders` has the keys of earlier entries by their names."""
    resource_type = next(resource_type for resource_type in INTEGRATION_TYPES if resource_type.name == entry.resource)
    inputs, entry_failures = check(resource_type, resolve_known(entry.arguments))
    found = [failure.for_program(resource_type.names) for failure in entry_failures]
    name, scope = inputs.get("name"), name_scope(resource_type, inputs)
    if not isinstance(name, str) or not scope:
        return found
    holder = holders.setdefault((scope, name), key)
    if holder == key:
        return found
    return [*found, CheckFailure(("name",), f"{name!r} is also the name of {holder!r}: names must be unique")]


def _at_catalogue_paths(found: list[EnvironmentFailure], environments: Environments) -> list[CheckFailure]:
    """Return the failures at the paths where their values stand; one of the catalogue itself comes once."""
    everywhere = {
        (key, failure)
        for _, key, failure in found
        if all((name, key, failure) in found for name in environments if _includes(environments[name], key))
    }
    located = (
        CheckFailure((*_path_of(environments[name], name, key, failure, everywhere), *failure.path), failure.reason)
        for name, key, failure in found
    )
    return list(dict.fromkeys(located))


def _includes(environment: Environment, key: str) -> bool:
    return environment.integrations.get(key, {}) is not None


def _path_of(environment: Environment, name: str, key: str, failure: CheckFailure, everywhere: Collection[Any]) -> Path:
    path: Path = ("environments", name)
    if _sets(environment.integrations.get(key) or {}, failure.path):
        return (*path, "integrations", key)
    if _sets(environment.defaults, failure.path):
        return (*path, "defaults")
    return ("integrations", key) if (key, failure) in everywhere else (*path, "integrations", key)


def _sets(overlay: Any, path: Path) -> bool:
    """Tell whether an overlay sets the value at a path, or an object around it."""
    values = to_snake_case(resolve_known(overlay), NAMES)
    for part in path:
        if not isinstance(values, Mapping):
            return True
        if part not in values:
            return False
        values = values[part]
    return True


def _listed(keys: Collection[object], word: object) -> str:
    names = [*map(str, keys)]
    return ", ".join(names) + suggestion(str(word), {name: name for name in names})
