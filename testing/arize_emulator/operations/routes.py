"""The paths of the emulated API."""

from __future__ import annotations

from ..conditions import conditions
from ..dialect import Dialect
from ..http.endpoints import EndpointOperation, Table
from ..store.account import Account
from ..store.seed_data import USER_ID
from .integrations import Integrations, integration_operations
from .organizations_and_spaces import OrganizationsAndSpaces


def api_routes(account: Account, dialect: Dialect) -> Table:
    """Return the operations of the API by path and method."""
    resources = integration_operations(account, dialect, lambda: conditions().user or USER_ID)
    tables = [_integrations(resource) for resource in resources]
    tables.append(_organizations_and_spaces(OrganizationsAndSpaces(account)))
    return {path: operations for table in tables for path, operations in table.items()}


def _integrations(resource: Integrations) -> Table:
    return {
        resource.path: {
            "GET": EndpointOperation(lambda request: resource.list(request.query)),
            "POST": EndpointOperation(lambda request: resource.create(request.body), 201),
        },
        f"{resource.path}/{{key}}": {
            "GET": EndpointOperation(lambda request: resource.get(request.key)),
            "PATCH": EndpointOperation(lambda request: resource.update(request.key, request.body)),
            "DELETE": EndpointOperation(lambda request: resource.delete(request.key), 204),
        },
    }


def _organizations_and_spaces(resource: OrganizationsAndSpaces) -> Table:
    return {
        "/v2/organizations": {"GET": EndpointOperation(lambda request: resource.list_organizations(request.query))},
        "/v2/organizations/{key}": {"GET": EndpointOperation(lambda request: resource.get_organization(request.key))},
        "/v2/spaces": {"GET": EndpointOperation(lambda request: resource.list_spaces(request.query))},
        "/v2/spaces/{key}": {
            "GET": EndpointOperation(lambda request: resource.get_space(request.key)),
            "PATCH": EndpointOperation(lambda request: resource.update_space(request.key, request.body)),
        },
    }
