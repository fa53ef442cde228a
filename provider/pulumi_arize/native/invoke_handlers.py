"""The lookups as functions of the plugin, by their tokens in the schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.provider.experimental.property_value import PropertyValue

from ..api.account import Account
from ..casing import camel
from ..errors import LookupFailed
from ..lifecycle.lookups import lookup
from ..model.functions import FUNCTIONS, Function
from ..sdk.invoke import RESULTS
from .property_values import to_properties

BY_TOKEN: Mapping[str, Function] = {f"arize:index:{camel(function.name)}": function for function in FUNCTIONS}


def handle_invoke(account: Account, token: str, args: Mapping[str, Any]) -> dict[str, PropertyValue]:
    """Return the result of a lookup as properties. Raises LookupFailed."""
    function = BY_TOKEN.get(token)
    if function is None:
        raise LookupFailed(f"there is no function {token}, only {', '.join(BY_TOKEN)}")
    result = lookup(function, account, _arguments(function, args))
    if isinstance(result, list):
        return {RESULTS: PropertyValue([PropertyValue(_properties(function, item)) for item in result])}
    return _properties(function, result)


def _arguments(function: Function, args: Mapping[str, Any]) -> dict[str, str]:
    """Return the arguments of a lookup by the models' names. Raises LookupFailed."""
    names = {camel(name): name for name in function.arguments}
    for name, value in args.items():
        if name not in names:
            raise LookupFailed(f"{camel(function.name)} takes {', '.join(names)}, and not {name!r}")
        if not isinstance(value, str | None):
            raise LookupFailed(f"{camel(function.name)}: {name} must be a string")
    return {names[name]: value for name, value in args.items() if value is not None}


def _properties(function: Function, document: Mapping[str, Any]) -> dict[str, PropertyValue]:
    """Return the known fields of a response, with the secret ones marked."""
    names = function.result.names
    return to_properties(
        function.result, {name: value for name, value in document.items() if name in names and value is not None}
    )
