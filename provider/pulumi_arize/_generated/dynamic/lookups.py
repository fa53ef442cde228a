"""The lookups of this front end.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from ...sdk.invoke import Api
from ..account_lookups import AccountLookups

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

_lookups = AccountLookups(Api())

get_organization = _lookups.get_organization
get_organization_output = _lookups.get_organization_output
get_space = _lookups.get_space
get_space_output = _lookups.get_space_output
get_integration = _lookups.get_integration
get_integration_output = _lookups.get_integration_output
get_ai_integration = _lookups.get_ai_integration
get_ai_integration_output = _lookups.get_ai_integration_output
list_integrations = _lookups.list_integrations
list_integrations_output = _lookups.list_integrations_output
