"""The paths of the emulated API: a table from path and method to operation."""

from __future__ import annotations

from collections.abc import Mapping

from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION

from ..conditions import conditions
from ..dialect import Dialect
from ..forms.ai_integration_form import FlatForm
from ..forms.integration_form import NestedForm
from ..http.endpoints import EndpointOperation
from ..store.account import Account
from ..store.seed_data import USER_ID
from .integrations import Integrations
from .organizations_and_spaces import OrganizationsAndSpaces

Table = Mapping[str, Mapping[str, EndpointOperation]]


def api_routes(account: Account, dialect: Dialect) -> Table:
    """Return the operations of the API by path and method."""
    forms = ((INTEGRATION, NestedForm(dialect)), (AI_INTEGRATION, FlatForm(dialect)))
    table: dict[str, Mapping[str, EndpointOperation]] = {}
    for kind, form in forms:
        resource = Integrations(account, kind, form, dialect, lambda: conditions().user or USER_ID)
        table[kind.path] = _collection(resource)
        table[kind.path + "/{key}"] = _member(resource)
    return {**table, **_neighbours(OrganizationsAndSpaces(account))}


def _collection(resource: Integrations) -> Mapping[str, EndpointOperation]:
    return {
        "GET": EndpointOperation(lambda call: resource.list(call.query)),
        "POST": EndpointOperation(lambda call: resource.create(call.body), 201),
    }


def _member(resource: Integrations) -> Mapping[str, EndpointOperation]:
    return {
        "GET": EndpointOperation(lambda call: resource.get(call.key)),
        "PATCH": EndpointOperation(lambda call: resource.update(call.key, call.body)),
        "DELETE": EndpointOperation(lambda call: resource.delete(call.key), 204),
    }


def _neighbours(organizations_and_spaces: OrganizationsAndSpaces) -> Table:
    return {
        "/v2/organizations": {
            "GET": EndpointOperation(lambda call: organizations_and_spaces.list_organizations(call.query))
        },
        "/v2/organizations/{key}": {
            "GET": EndpointOperation(lambda call: organizations_and_spaces.get_organization(call.key))
        },
        "/v2/spaces": {"GET": EndpointOperation(lambda call: organizations_and_spaces.list_spaces(call.query))},
        "/v2/spaces/{key}": {
            "GET": EndpointOperation(lambda call: organizations_and_spaces.get_space(call.key)),
            "PATCH": EndpointOperation(lambda call: organizations_and_spaces.update_space(call.key, call.body)),
        },
    }
