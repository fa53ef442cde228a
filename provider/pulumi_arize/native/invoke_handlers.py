"""The look-ups as functions of the plugin, by the tokens that the schema has for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.provider.experimental.property_value import PropertyValue

from ..api.account import Account
from ..casing import camel, to_camel_case
from ..errors import LookupFailed
from ..lifecycle.lookups import lookup
from ..model.functions import FUNCTIONS, Function
from ..model.resource_types import ResourceType
from ..sdk.invoke import RESULTS
from .property_values import to_properties, to_property

BY_TOKEN: Mapping[str, Function] = {f"arize:index:{camel(function.name)}": function for function in FUNCTIONS}


def handle_invoke(account: Account, token: str, given: Mapping[str, Any]) -> dict[str, PropertyValue]:
    """Return the properties of what a look-up finds. Raises LookupFailed."""
    function = BY_TOKEN.get(token)
    if function is None:
        raise LookupFailed(f"there is no function {token}, only {', '.join(BY_TOKEN)}")
    found = lookup(function, account, _arguments(function, given))
    if isinstance(found, list):
        return {RESULTS: PropertyValue([PropertyValue(_properties(function, item)) for item in found])}
    return _properties(function, found)


def _arguments(function: Function, given: Mapping[str, Any]) -> dict[str, str]:
    """Return the arguments of a look-up by the models' names. Raises LookupFailed."""
    taken = {camel(name): name for name in function.arguments}
    for name, value in given.items():
        if name not in taken:
            raise LookupFailed(f"{camel(function.name)} takes {', '.join(taken)}, and not {name!r}")
        if not isinstance(value, str | None):
            raise LookupFailed(f"{camel(function.name)}: {name} must be a string")
    return {taken[name]: value for name, value in given.items() if value is not None}


def _properties(function: Function, document: Mapping[str, Any]) -> dict[str, PropertyValue]:
    """Return the known fields of a document, with the secret ones marked."""
    result = function.result
    known = {name: value for name, value in document.items() if name in result.names and value is not None}
    if isinstance(result, ResourceType):
        return to_properties(result, known)
    named = to_camel_case(known, result.names)
    return {name: to_property(value) for name, value in named.items()}
