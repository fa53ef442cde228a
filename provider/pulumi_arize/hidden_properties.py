"""The hidden properties of inputs and states: those that are no fields. The engine shows none that begins with `__`.

A program sets those of `FROM_PROGRAM`, `check` adds `COMPARISON_INPUTS` and `RETAINED`, `pulumi.dynamic` adds
`PROVIDER`, the dynamic front end adds `INPUT_PATHS` to a state, and the native one `READ_ID` to one that is read or
imported. The lifecycle reads `RETAINED` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .casing import to_snake_case
from .lifecycle.key_fingerprint import COMPARISON_INPUTS
from .lifecycle.retained_secrets import RETAINED, retained_in
from .model.resource_types import ResourceType
from .sdk.resource_options import HIDE_DIFFS, READ_ID, REPLACE_ON_CHANGES, RESOURCE

PROVIDER = "__provider"
"""The pickled provider, in all inputs and states of a dynamic resource."""

INPUT_PATHS = "__input_paths"
"""The paths of the inputs, in a state: the engine passes no inputs to `read` of a dynamic resource.

They are one text: the SDK makes an Output of each item of a list, and the engine writes each at every step.
"""

OLDER_INPUT_PATHS = "__declared"
"""The name of `INPUT_PATHS` in states of earlier versions."""

OLDER_RETAINED = "__kept"
"""The name of `RETAINED` in inputs and states of earlier versions."""

FROM_PROGRAM = (RESOURCE, REPLACE_ON_CHANGES, HIDE_DIFFS)

HIDDEN = (*FROM_PROGRAM, READ_ID, PROVIDER, INPUT_PATHS, OLDER_INPUT_PATHS, COMPARISON_INPUTS)
"""All that the lifecycle does not read."""


def to_fields(resource_type: ResourceType, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs or the state that the lifecycle reads: the fields by the models' names, and `RETAINED`.

    An earlier version may have written the properties, with other hidden ones and in snake_case.
    """
    read = {name: value for name, value in properties.items() if name not in HIDDEN}
    if OLDER_RETAINED in read:
        read[RETAINED] = read.pop(OLDER_RETAINED)
    fields: dict[str, Any] = to_snake_case(read, resource_type.names)
    return fields


def program_properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the hidden properties that a program has set."""
    return {name: properties[name] for name in FROM_PROGRAM if name in properties}


def retained_property(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the property with the paths of the secrets that the server keeps, where there are any."""
    paths = retained_in(fields)
    return {RETAINED: paths} if paths else {}


def resource_property(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the property with the name of a dynamic resource; states of earlier versions have none."""
    return {RESOURCE: properties[RESOURCE]} if properties.get(RESOURCE) else {}


def input_paths_property(paths: Iterable[str]) -> dict[str, Any]:
    """Return the property with the paths of the inputs."""
    return {INPUT_PATHS: " ".join(paths)}


def decode_input_paths(state: Mapping[str, Any]) -> list[str]:
    """Return the paths of the inputs of a state."""
    return str(state.get(INPUT_PATHS) or state.get(OLDER_INPUT_PATHS) or "").split()
