"""A declaration that a reader of a preview can compare with that of another stack, without its secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.resource_types import ResourceType
from .key_fingerprint import fingerprinted

COMPARISON_INPUTS = "__comparison_inputs"
"""The property that holds it, beside the inputs in a preview whose reader compares them."""

COMPARING = "ARIZE_COMPARE_KEY"
"""Environment variable with the key of the fingerprints that stand in the place of secrets; unset in a deployment."""


def comparison_inputs(
    resource_type: ResourceType, inputs: Mapping[str, Any], environment: Mapping[str, str]
) -> dict[str, Any]:
    """Return the property with the declaration to compare; none where nobody compares."""
    key = environment.get(COMPARING)
    return {COMPARISON_INPUTS: fingerprinted(resource_type.model_for(inputs), inputs, key.encode())} if key else {}
