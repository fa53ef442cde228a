"""What an update will send, said in a preview: an engine shows two secrets as the same, and so no change of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..casing import display_name
from ..model.fields import fields
from ..model.resource_types import ResourceType
from .diff import Change, patch_changes
from .normalize import walk_objects
from .replace_on_changes import forced_replacements

Values = Mapping[str, Any]


def sent_secret_paths(resource_type: ResourceType, stored: Values, inputs: Values, forced: str = "") -> dict[str, bool]:
    """Return the paths that an update sends, each with whether it is secret; a replacement sends all there is.

    `forced` holds the paths of the option `replace_on_changes`, each on a line.
    """
    found = patch_changes(resource_type, stored, inputs)
    if forced_replacements(found, forced, stored, inputs):
        found += patch_changes(resource_type, {}, inputs)
    return {".".join(path): secret for change in found for path, secret in _paths(change)}


def announcement(paths: Mapping[str, bool]) -> str:
    """Return what a preview says of paths that will be sent."""
    words = (f"`{display_name(path)}`{' (secret)' if secret else ''}" for path, secret in paths.items())
    return f"the update sends {', '.join(words)}"


def _paths(change: Change) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Return the path of a change, and those of the secrets in an object that goes whole."""
    yield change.path, change.field.secret
    if not change.field.is_object or change.field.is_list:
        return
    for where, model, values in walk_objects(change.field.model_for(change.new), change.new):
        for name, field in fields(model).items():
            if field.secret and values.get(name) is not None:
                yield (*change.path, *map(str, where), name), True
