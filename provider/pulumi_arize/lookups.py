"""Look-ups for programs: what exists already, by id or by its exact name. Each runs in previews too."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pulumi

if TYPE_CHECKING:
    from .api.client import Client
    from .model.neighbours import Organization, Space

__all__ = ["get_organization", "get_organization_output", "get_space", "get_space_output"]


def get_organization(name: str | None = None, *, id: str | None = None) -> Organization:  # noqa: A002 - the API's name
    """Return an organization by its exact name or its id.

    Raises LookupFailed where there is none, or the name is not unique; SettingsError where no key is set.
    """
    from .lifecycle.lookup import by_id, by_name  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .model.neighbours import Organization  # noqa: PLC0415

    _one_of(name, id)
    return by_id(_client(), Organization, id) if id else by_name(_client(), Organization, name or "")


def get_space(
    name: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the API's name
    organization_id: str | None = None,
) -> Space:
    """Return a space by its exact name, in one organization where `organization_id` is given, or by its id.

    Raises LookupFailed where there is none, or the name is not unique; SettingsError where no key is set.
    """
    from .lifecycle.lookup import by_id, by_name  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .model.neighbours import Space  # noqa: PLC0415

    _one_of(name, id)
    filters = {"org_id": organization_id} if organization_id else {}
    return by_id(_client(), Space, id) if id else by_name(_client(), Space, name or "", filters)


def get_organization_output(
    name: pulumi.Input[str] | None = None,
    *,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - the API's name
) -> pulumi.Output[Organization]:
    """Return `get_organization` of arguments that may be Outputs; unknown in a preview where they are."""
    return pulumi.Output.all(name, id).apply(lambda given: get_organization(given[0], id=given[1]))


def get_space_output(
    name: pulumi.Input[str] | None = None,
    *,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - the API's name
    organization_id: pulumi.Input[str] | None = None,
) -> pulumi.Output[Space]:
    """Return `get_space` of arguments that may be Outputs; unknown in a preview where they are."""
    given = pulumi.Output.all(name, id, organization_id)
    return given.apply(lambda known: get_space(known[0], id=known[1], organization_id=known[2]))


def _one_of(name: str | None, item_id: str | None) -> None:
    if (name is None) == (item_id is None):
        raise ValueError("give either a name or an id")


def _client() -> Client:
    from .api.account import connect  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .settings import load  # noqa: PLC0415

    return connect(load(pulumi.Config("arize").get, os.environ)).client
