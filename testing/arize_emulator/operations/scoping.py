"""The scopings of an integration: which may be written.

Source: `IntegrationScopingRequest`. That an unknown organization or space is a 422 is this emulator's choice: the API
does not document it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pulumi_arize.model.fields import fields
from pulumi_arize.model.scoping import Scoping as ScopingModel

from ..errors import Unprocessable
from ..json_document import at
from ..store.ids import require_id
from ..store.records import Store

Scoping = Mapping[str, str | None]


def complete(scopings: Iterable[Scoping]) -> list[dict[str, str | None]]:
    """Return the scopings as they are stored: with null for a field that was left out."""
    return [{name: scoping.get(name) for name in fields(ScopingModel)} for scoping in scopings]


def check_scopings(scopings: Iterable[Scoping], contents: Store) -> None:
    """Check that the organizations and spaces of the scopings exist.

    InvalidRequest where an ID is malformed; Unprocessable where an organization or a space is unknown, or the space is
    in another organization.
    """
    for index, scoping in enumerate(scopings):
        path = ("scopings", index)
        for name, value in scoping.items():
            if value is not None:
                require_id(value, at((*path, name)))
        _check(scoping.get("organization_id"), scoping.get("space_id"), contents, at(path))


def _check(organization_id: str | None, space_id: str | None, contents: Store, where: str) -> None:
    if organization_id is not None and organization_id not in contents.organizations:
        raise Unprocessable(f"{where}.organization_id: there is no such organization")
    if space_id is None:
        return
    space = contents.spaces.get(space_id)
    if space is None:
        raise Unprocessable(f"{where}.space_id: there is no such space")
    if space.organization_id != organization_id:
        raise Unprocessable(f"{where}.space_id: the space is not in the organization")
