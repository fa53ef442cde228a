"""Every mistake in a catalogue, over all its environments: one that waits in `prod` is found in a preview of `dev`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..lifecycle.check import CheckProblem, check, suggestion
from ..lifecycle.normalize import Path
from ..model.resource_types import INTEGRATION_TYPES
from ..sdk.args import ResourceArgs
from .environment import Environment
from .resolve import PROTECT, Arguments, Entry, Integrations, resolve, resolve_known

Environments = Mapping[str, Environment]
Found = tuple[str, str, CheckProblem]
"""A problem of an integration in an environment: the environment's name, the integration's key."""


def problems(integrations: Integrations, environments: Environments, chosen: str) -> list[CheckProblem]:
    """Return all problems, each at its path in the catalogue; `chosen` is the environment that is declared."""
    misshapen = [*_check_integrations(integrations), *_check_environments(environments)]
    wrong = {problem.path[:2] for problem in misshapen}
    whole = {key: item for key, item in integrations.items() if ("integrations", key) not in wrong}
    sound = {name: item for name, item in environments.items() if ("environments", name) not in wrong}
    named = [*_check_choice(environments, chosen), *_check_keys(integrations, sound)]
    return [*named, *misshapen, *_at_environments(list(_check_fields(whole, sound)), sound)]


def _check_choice(environments: Environments, chosen: str) -> Iterator[CheckProblem]:
    if chosen not in environments:
        reason = f"has no {chosen!r}: the stack's name, or the argument `environment`, must be one of "
        yield CheckProblem(("environments",), reason + _listed(environments, chosen))


def _check_keys(integrations: Integrations, environments: Environments) -> Iterator[CheckProblem]:
    for name, environment in environments.items():
        for key in environment.integrations:
            if key not in integrations:
                reason = f"must be one of {_listed(integrations, key)}"
                yield CheckProblem(("environments", name, "integrations", key), reason)


def _check_integrations(integrations: Integrations) -> Iterator[CheckProblem]:
    for key, args in integrations.items():
        if not isinstance(args, (ResourceArgs, Mapping)):
            yield CheckProblem(("integrations", key), "must be an object")


def _check_environments(environments: Environments) -> Iterator[CheckProblem]:
    """Find what keeps an environment from being resolved."""
    for name, environment in environments.items():
        path: Path = ("environments", name)
        if not isinstance(environment, Environment):
            yield CheckProblem(path, "must be an Environment")
            continue
        if reason := _check_template(environment.names):
            yield CheckProblem((*path, "names"), reason)
        yield from _check_overlay((*path, "each"), environment.each)
        for key, overlay in environment.integrations.items():
            if overlay is not None:
                yield from _check_overlay((*path, "integrations", key), overlay)


def _check_overlay(path: Path, overlay: Arguments) -> Iterator[CheckProblem]:
    if not isinstance(overlay, Mapping):
        yield CheckProblem(path, "must be an object")
    elif not isinstance(overlay.get(PROTECT, False), bool):
        yield CheckProblem((*path, PROTECT), "must be true or false")


def _check_template(template: str) -> str | None:
    """Say what is wrong with a template of names: without the name in it, all would have the same."""
    try:
        if "\0" in template.format(name="\0", environment=""):
            return None
    except (AttributeError, IndexError, KeyError, ValueError):
        pass
    return "must be a string that holds {name}, and may hold {environment}"


def _check_fields(integrations: Integrations, environments: Environments) -> Iterator[Found]:
    for name, environment in environments.items():
        holders: dict[Any, str] = {}
        for key, entry in resolve(integrations, name, environment).items():
            for problem in _check_entry(key, entry, holders):
                yield name, key, problem


def _check_entry(key: str, entry: Entry, holders: dict[Any, str]) -> list[CheckProblem]:
    """Find the problems of one entry; `holders` are the keys of those before it by their names."""
    resource_type = next(resource_type for resource_type in INTEGRATION_TYPES if resource_type.name == entry.resource)
    inputs, found = check(resource_type, resolve_known(entry.arguments))
    bears = inputs.get("name")
    if isinstance(bears, str):
        holder = holders.setdefault(
            (resource_type.name, str(inputs.get(resource_type.discriminator or "")), bears), key
        )
        if holder != key:
            found = [*found, CheckProblem(("name",), f"{bears!r} is the name of {holder!r} too: names are unique")]
    return found


def _at_environments(found: list[Found], environments: Environments) -> list[CheckProblem]:
    """Return the problems at the places where they were written; what is wrong in the catalogue itself, once."""
    everywhere = {
        (key, problem)
        for _, key, problem in found
        if all((name, key, problem) in found for name in environments if _includes(environments[name], key))
    }
    placed = (
        CheckProblem(
            (*_place_problem(environments[name], name, key, problem, everywhere), *problem.path), problem.reason
        )
        for name, key, problem in found
    )
    return list(dict.fromkeys(placed))


def _includes(environment: Environment, key: str) -> bool:
    return environment.integrations.get(key, {}) is not None


def _place_problem(
    environment: Environment, name: str, key: str, problem: CheckProblem, everywhere: Collection[Any]
) -> Path:
    path: Path = ("environments", name)
    if _sets(environment.integrations.get(key) or {}, problem.path):
        return (*path, "integrations", key)
    if _sets(environment.each, problem.path):
        return (*path, "each")
    return ("integrations", key) if (key, problem) in everywhere else (*path, "integrations", key)


def _sets(overlay: Any, path: Path) -> bool:
    """Tell whether an overlay holds the value at a path, as far as it goes."""
    values = resolve_known(overlay)
    for part in path:
        if not isinstance(values, Mapping):
            return True
        if part not in values:
            return False
        values = values[part]
    return True


def _listed(names: Collection[str], word: str) -> str:
    return ", ".join(names) + suggestion(word, {name: name for name in names})
