"""The paths of the emulated API."""

from __future__ import annotations

from typing import TypeAlias

from ..dialect import Dialect
from ..http.dispatch import EndpointOperation, Table
from ..store.account import Account
from .api_keys import ApiKeys
from .integrations import Integrations, integration_operations
from .organizations import Organizations
from .spaces import Spaces

Resource: TypeAlias = Integrations | Organizations | Spaces


def api_routes(account: Account, dialect: Dialect) -> Table:
    """Return the operations of the API by path and method."""
    resources: list[Resource] = [
        *integration_operations(account, dialect),
        Organizations(account),
        Spaces(account),
    ]
    tables = [*map(_resource, resources), _api_keys(ApiKeys(account))]
    return {path: operations for table in tables for path, operations in table.items()}


def _resource(resource: Resource) -> Table:
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


def _api_keys(resource: ApiKeys) -> Table:
    return {
        resource.path: {
            "GET": EndpointOperation(lambda request: resource.list(request.query)),
            "POST": EndpointOperation(lambda request: resource.create(request.body), 201),
        },
        f"{resource.path}/{{key}}/revoke": {
            "PUT": EndpointOperation(lambda request: resource.revoke(request.key), 204),
        },
        f"{resource.path}/{{key}}/refresh": {
            "POST": EndpointOperation(lambda request: resource.refresh(request.key, request.body)),
        },
    }
