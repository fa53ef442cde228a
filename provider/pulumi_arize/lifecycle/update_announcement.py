"""What a preview says of the values that an update sends: an engine does not show that a secret changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..casing import camel
from ..model.fields import fields
from ..model.resource_types import ResourceType
from ..safe_json import Values
from .diff import Change, patch_changes
from .normalize import walk_objects
from .replace_on_changes import forced_replacements


def sent_secret_paths(
    resource_type: ResourceType, old_state: Values, inputs: Values, forced: str = ""
) -> dict[str, bool]:
    """Return the paths that an update sends, and whether each is secret; a replacement sends all inputs.

    `forced` holds the paths of the option `replace_on_changes`, one on each line.
    """
    changes = patch_changes(resource_type, old_state, inputs)
    if forced_replacements(changes, forced, old_state, inputs):
        changes = patch_changes(resource_type, {}, inputs)
    return {".".join(path): secret for change in changes for path, secret in _paths(change)}


def announcement(paths: Mapping[str, bool]) -> str:
    """Return the sentence of a preview about the paths that will be sent."""
    described = (f"`{camel(path)}`{' (secret)' if secret else ''}" for path, secret in paths.items())
    return f"the update sends {', '.join(described)}"


def _paths(change: Change) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Return the path of a change, and those of the secrets in an object that is sent as a whole."""
    yield change.path, change.field.secret
    if not change.field.is_object or change.field.is_list:
        return
    for where, model, values in walk_objects(change.field.model_for(change.new), change.new):
        for name, field in fields(model).items():
            if field.secret and values.get(name) is not None:
                yield (*change.path, *map(str, where), name), True
