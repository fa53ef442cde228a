"""What it takes to bring a resource to new inputs, as its provider says, or the engine in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from . import property_diff, property_path
from .property_diff import DiffKind, PropertyChange
from .provider_interface import PathDiff, ProviderInterface
from .resource_state import Resource
from .values import Properties

_INVERSE: Final = {DiffKind.ADD: DiffKind.DELETE, DiffKind.DELETE: DiffKind.ADD, DiffKind.UPDATE: DiffKind.UPDATE}
# stands for what is not as it should be, where the program says which changes replace
_PROBLEMS: Final = ("#initerror",)


@dataclass(frozen=True)
class ResourceDiff:
    """Nothing, an update, or with `replace_keys` a replacement.

    `details` are the changes of single properties, where the provider tells them; `warning` is for the reader.
    """

    changed: bool = True
    replace_keys: tuple[str, ...] = ()
    delete_first: bool = False
    warning: str = ""
    details: tuple[PropertyChange, ...] = ()


def compare(
    provider: ProviderInterface, old: Resource, inputs: Properties, ignored: tuple[str, ...], replacing: tuple[str, ...]
) -> ResourceDiff:
    """Ask the provider, and answer in its place where it leaves the comparison to the engine."""
    response = provider.diff(old, inputs, ignored)
    changed = response.changed
    places: list[property_path.Path] = [(key,) for key in response.changed_keys]
    if changed is None:
        found = property_diff.changes(old.inputs, property_path.reset_all(inputs, old.inputs, ignored))
        changed, places = bool(found), [item.path for item in found]
    if not changed and not old.init_errors:
        return ResourceDiff(changed=False)
    details = [_detail(path, place, old, inputs) for path, place in sorted(response.path_diffs.items())]
    places += [detail.path for detail in details] if changed else []
    places += [_PROBLEMS] if old.init_errors else []
    forced = [
        path for path in places if any(property_path.covers(property_path.parse(text), path) for text in replacing)
    ]
    details = [replace(item, replaces=item.replaces or item.path in forced) for item in details]
    replaced = [item.path for item in details if item.replaces] if changed else []
    keys = dict.fromkeys([*(response.replaces if changed else ()), *map(property_path.write, [*forced, *replaced])])
    return ResourceDiff(
        replace_keys=tuple(keys),
        delete_first=response.delete_before_replace,
        warning=response.warning,
        details=tuple(details),
    )


def inverted(details: Iterable[PropertyChange]) -> tuple[PropertyChange, ...]:
    """Return changes told the other way round."""
    return tuple(replace(item, kind=_INVERSE[item.kind], old=item.new, new=item.old) for item in details)


def _detail(path: str, place: PathDiff, old: Resource, inputs: Properties) -> PropertyChange:
    where = property_path.parse(path)
    before = (
        None
        if place.kind is DiffKind.ADD
        else property_path.find(old.inputs if place.of_inputs else old.outputs, where)
    )
    after = None if place.kind is DiffKind.DELETE else property_path.find(inputs, where)
    return PropertyChange(where, place.kind, before, after, place.replaces)
