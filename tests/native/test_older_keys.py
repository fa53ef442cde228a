"""States of earlier versions, whose hidden properties had other names, are read as those of today."""

from __future__ import annotations

from pulumi.provider.experimental.property_value import PropertyValue

from pulumi_arize import hidden_properties
from pulumi_arize.dynamic import property_values as dynamic
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.native import property_values as native

NAME, RETAINED = "Production OpenAI", ["config.api_key"]


def test_a_dynamic_state() -> None:
    """The secrets that the server keeps, and what the program declared."""
    state = {"name": NAME, "__kept": RETAINED, "__declared": "name config.provider"}
    assert dynamic.to_fields(INTEGRATION, state) == {"name": NAME, "__retained_secrets": RETAINED}
    assert hidden_properties.decode_input_paths(state) == ["name", "config.provider"]


def test_a_native_state() -> None:
    """The secrets that the server keeps."""
    state = {"name": PropertyValue(NAME), "__kept": PropertyValue([PropertyValue(path) for path in RETAINED])}
    assert native.to_fields(INTEGRATION, state) == {"name": NAME, "__retained_secrets": RETAINED}
