"""What a preview says of the values that an update sends: an engine does not show that a secret changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..casing import camel
from ..model.fields import fields
from ..model.resource_types import ResourceType
from ..safe_json import Values
from .diff import Change, patch_changes
from .normalize import walk_objects
from .replace_on_changes import forced_replacements


@dataclass(frozen=True)
class Announcement:
    """What a preview says of the values that an update or a replacement sends.

    `paths` holds their paths, each with whether it is secret; `sender` is the word for what sends them.
    """

    paths: Mapping[str, bool]
    sender: str = "update"

    @property
    def has_secret(self) -> bool:
        """Whether one of the values is secret."""
        return any(self.paths.values())

    def __str__(self) -> str:
        described = (f"`{camel(path)}`{' (secret)' if secret else ''}" for path, secret in self.paths.items())
        return f"the {self.sender} sends {', '.join(described)}"


def announce_update(resource_type: ResourceType, old_state: Values, inputs: Values, forced: str = "") -> Announcement:
    """Return what to say of an update, which sends its changes; a replacement sends all inputs.

    `forced` holds the paths of the option `replace_on_changes`, one on each line.
    """
    changes = patch_changes(resource_type, old_state, inputs)
    if forced_replacements(changes, forced, old_state, inputs):
        return Announcement(_sent_paths(patch_changes(resource_type, {}, inputs)), "replacement")
    return Announcement(_sent_paths(changes))


def _sent_paths(changes: Iterable[Change]) -> dict[str, bool]:
    return {".".join(path): secret for change in changes for path, secret in _paths(change)}


def _paths(change: Change) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Return the path of a change, and those of the secrets in an object that is sent as a whole."""
    yield change.path, change.field.secret
    for where, model, values in walk_objects(change.field.model_for(change.new), change.new):
        for name, field in fields(model).items():
            if field.secret and values.get(name) is not None:
                yield (*change.path, *map(str, where), name), True
