"""Look-ups for programs: what exists already, by id or by its exact name. Each runs in previews too.

Each raises LookupFailed where there is none, or the name is not unique, and SettingsError where no key is set.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import pulumi

from .errors import ArizeError
from .results import AiIntegrationResult, IntegrationResult, Organization, Space

if TYPE_CHECKING:
    from .api.account import Account

__all__ = [
    "get_ai_integration",
    "get_ai_integration_output",
    "get_integration",
    "get_integration_output",
    "get_organization",
    "get_organization_output",
    "get_space",
    "get_space_output",
    "list_integrations",
    "list_integrations_output",
]

R = TypeVar("R")
Text = pulumi.Input[str] | None


@contextmanager
def _for_a_program() -> Iterator[None]:
    """Let Pulumi show an error as its message alone: a RunError, which is still the error that it was."""
    try:
        yield
    except ArizeError as error:
        kind = type(type(error).__name__, (type(error), pulumi.RunError), {"__module__": "pulumi_arize"})
        shown: Exception = kind(str(error))
        raise shown from None


@_for_a_program()
def get_organization(name: str | None = None, *, id: str | None = None) -> Organization:  # noqa: A002 - the API's name
    """Return an organization by its exact name or its id."""
    from .lifecycle.lookup import by_id, by_name  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP

    wanted = _one_of(name, id)
    listing = _account().organizations
    return _result(Organization, by_id(listing, wanted) if id else by_name(listing, wanted))


@_for_a_program()
def get_space(
    name: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the API's name
    organization_id: str | None = None,
) -> Space:
    """Return a space by its exact name, in one organization where `organization_id` is given, or by its id."""
    from .lifecycle.lookup import by_id, by_name  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP

    wanted = _one_of(name, id)
    listing = _account().spaces
    filters = {"org_id": organization_id} if organization_id else {}
    return _result(Space, by_id(listing, wanted) if id else by_name(listing, wanted, filters))


@_for_a_program()
def get_integration(
    name: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the API's name
    type: str | None = None,  # noqa: A002 - the API's name
) -> IntegrationResult:
    """Return an integration by its id or its exact name; with `type` where two types share the name."""
    from .lifecycle.lookup import by_id, integration_by_name  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .model.kinds import INTEGRATION  # noqa: PLC0415

    wanted = _one_of(name, id)
    account = _account()
    found = by_id(account.collections[INTEGRATION], wanted) if id else integration_by_name(account, wanted, type)
    return _result(IntegrationResult, found)


@_for_a_program()
def get_ai_integration(
    name: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the API's name
) -> AiIntegrationResult:
    """Return an AI integration by its id or its exact name; the values of its headers are secret."""
    from .lifecycle.lookup import by_id, by_name  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .model.kinds import AI_INTEGRATION  # noqa: PLC0415

    wanted = _one_of(name, id)
    listing = _account().collections[AI_INTEGRATION]
    return _result(AiIntegrationResult, by_id(listing, wanted) if id else by_name(listing, wanted))


@_for_a_program()
def list_integrations(
    *,
    name: str | None = None,
    type: str | None = None,  # noqa: A002 - the API's name
    space_id: str | None = None,
) -> Sequence[IntegrationResult]:
    """Return all integrations: those of a type, seen by a space, or with a part of their name, in any case."""
    from .lifecycle.lookup import integrations  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP

    given = {"name": name, "type": type, "space_id": space_id}
    found = integrations(_account(), {key: value for key, value in given.items() if value})
    return [_result(IntegrationResult, item) for item in found]


def get_organization_output(name: Text = None, *, id: Text = None) -> pulumi.Output[Organization]:  # noqa: A002
    """Return `get_organization` of arguments that may be Outputs."""
    return pulumi.Output.all(name=name, id=id).apply(lambda given: get_organization(**given))


def get_space_output(
    name: Text = None,
    *,
    id: Text = None,  # noqa: A002 - the API's name
    organization_id: Text = None,
) -> pulumi.Output[Space]:
    """Return `get_space` of arguments that may be Outputs."""
    given = pulumi.Output.all(name=name, id=id, organization_id=organization_id)
    return given.apply(lambda known: get_space(**known))


def get_integration_output(
    name: Text = None,
    *,
    id: Text = None,  # noqa: A002 - the API's name
    type: Text = None,  # noqa: A002 - the API's name
) -> pulumi.Output[IntegrationResult]:
    """Return `get_integration` of arguments that may be Outputs."""
    return pulumi.Output.all(name=name, id=id, type=type).apply(lambda given: get_integration(**given))


def get_ai_integration_output(name: Text = None, *, id: Text = None) -> pulumi.Output[AiIntegrationResult]:  # noqa: A002
    """Return `get_ai_integration` of arguments that may be Outputs."""
    return pulumi.Output.all(name=name, id=id).apply(lambda given: get_ai_integration(**given))


def list_integrations_output(
    *,
    name: Text = None,
    type: Text = None,  # noqa: A002 - the API's name
    space_id: Text = None,
) -> pulumi.Output[Sequence[IntegrationResult]]:
    """Return `list_integrations` of arguments that may be Outputs."""
    given = pulumi.Output.all(name=name, type=type, space_id=space_id)
    return given.apply(lambda known: list_integrations(**known))


def _one_of(name: str | None, item_id: str | None) -> str:
    """Return the one that is given; look-ups by name need the name alone."""
    if bool(name) == bool(item_id):
        raise ValueError("give either a name or an id")
    return str(name or item_id)


def _account() -> Account:
    from .api.account import connect  # noqa: PLC0415 - `import pulumi_arize` loads no HTTP
    from .settings import load  # noqa: PLC0415

    return connect(load(pulumi.Config("arize").get, os.environ))


def _result(kind: type[R], document: Mapping[str, Any]) -> R:
    """Return the fields that are known; a secret one as an Output that is marked so."""
    values = {field.name: document.get(field.name) for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    secret = {name: pulumi.Output.secret(values[name]) for name in getattr(kind, "secrets", ())}
    return kind(**{**values, **secret})
