"""Organizations and spaces as a program names them: each looked up once, its ID where it has no name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...api.collections import Document
from ...model.scoping import Scoping
from .adoption_plan import Adoptable
from .identifiers import unique, word
from .python_source import Call, Code, Node, call
from .read_account import AccountContents

ORGANIZATION, SPACE = Scoping.model_fields
"""The fields of a scoping, which need the organization before the space."""


@dataclass(frozen=True)
class ScopeTarget:
    """An organization or a space: the variable that a program keeps it in, and how the program finds it."""

    variable: str
    found_by: Node
    id_node: Code


def scope_targets(
    reading: AccountContents, adoptable: Iterable[Adoptable], reserved: Iterable[str]
) -> dict[str, ScopeTarget]:
    """Return those that scopings name, by ID, in the order in which a program looks them up."""
    scopings = [scoping for item in adoptable for scoping in item.objects(Scoping)]
    organizations = _ids(scopings, ORGANIZATION)
    known = {str(item.get("id")): item for item in (*reading.organizations, *reading.spaces)}
    owners = {scoping[SPACE]: scoping[ORGANIZATION] for scoping in scopings if scoping.get(SPACE)}
    named = _named(organizations, "organization", known, tuple(reserved))
    found = {item: _organization(item, name, known, reading.organizations) for item, name in named.items()}
    taken_names = (*reserved, *named.values())
    for item, name in _named(_ids(scopings, SPACE), "space", known, taken_names).items():
        found[item] = _space(item, name, known, reading.spaces, found[owners[item]].id_node)
    return found


def _ids(scopings: Sequence[Mapping[str, Any]], field: str) -> list[str]:
    return sorted({str(scoping[field]) for scoping in scopings if scoping.get(field)})


def _named(ids: Sequence[str], noun: str, known: Mapping[str, Document], reserved: Iterable[str]) -> dict[str, str]:
    names = {item: str(known[item].get("name")) if item in known else "" for item in ids}
    ordered = sorted(ids, key=lambda item: (names[item], item))
    variables = unique([word(names[item], noun) for item in ordered], noun, tuple(reserved))
    return dict(zip(ordered, variables, strict=True))


def _organization(item: str, variable: str, known: Mapping[str, Document], listed: Sequence[Document]) -> ScopeTarget:
    return _target(item, variable, _lookup_call("arize.get_organization", known.get(item), listed))


def _space(
    item: str, variable: str, known: Mapping[str, Document], listed: Sequence[Document], owner: Code
) -> ScopeTarget:
    beside = [other for other in listed if _may_be_in(other, known.get(item, {}))]
    return _target(item, variable, _lookup_call("arize.get_space", known.get(item), beside, **{ORGANIZATION: owner}))


def _may_be_in(other: Document, space: Document) -> bool:
    """Tell whether a space may be in the organization of another one: older servers do not say."""
    owners = other.get(ORGANIZATION), space.get(ORGANIZATION)
    return None in owners or owners[0] == owners[1]


def _lookup_call(function: str, document: Document | None, beside: Sequence[Document], **more: Node) -> Call | None:
    """Return the look-up by name, by ID where others bear the name; None of what the key cannot see."""
    if document is None:
        return None
    name = document.get("name")
    alone = sum(other.get("name") == name for other in beside) == 1
    return call(function, name, **more) if name and alone else call(function, id=str(document["id"]))


def _target(item: str, variable: str, look_up: Call | None) -> ScopeTarget:
    if look_up is None:
        return ScopeTarget(variable, item, Code(variable))
    return ScopeTarget(variable, look_up, Code(f"{variable}.id"))
