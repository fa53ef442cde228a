"""The diff of a resource and its new inputs, by its provider or, where that leaves it to the engine, by the engine."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from . import property_diff, property_path
from .property_diff import DiffKind, PropertyChange
from .provider_interface import PathDiff, ProviderInterface
from .resource_state import Resource
from .values import Properties

_INVERSE: Final = {DiffKind.ADD: DiffKind.DELETE, DiffKind.DELETE: DiffKind.ADD, DiffKind.UPDATE: DiffKind.UPDATE}
# the path of initialization errors, for `replace_on_changes`
_INIT_ERRORS: Final = ("#initerror",)


@dataclass(frozen=True)
class ResourceDiff:
    """No change, an update or, with `replace_keys`, a replacement.

    `details` is the detailed diff, if the provider has one; `warning` is for the user.
    """

    changed: bool = True
    replace_keys: tuple[str, ...] = ()
    delete_first: bool = False
    warning: str = ""
    details: tuple[PropertyChange, ...] = ()


def compare(
    provider: ProviderInterface, old: Resource, inputs: Properties, ignored: tuple[str, ...], replacing: tuple[str, ...]
) -> ResourceDiff:
    """Return the diff of the provider, or of the inputs where it leaves the comparison to the engine."""
    response = provider.diff(old, inputs, ignored)
    changed = response.changed
    paths: list[property_path.Path] = [(key,) for key in response.changed_keys]
    if changed is None:
        found = property_diff.changes(old.inputs, property_path.reset_all(inputs, old.inputs, ignored))
        changed, paths = bool(found), [item.path for item in found]
    if not changed and not old.init_errors:
        return ResourceDiff(changed=False)
    details = [_detail(path, path_diff, old, inputs) for path, path_diff in sorted(response.path_diffs.items())]
    paths += [detail.path for detail in details] if changed else []
    paths += [_INIT_ERRORS] if old.init_errors else []
    forced = [
        path for path in paths if any(property_path.covers(property_path.parse(text), path) for text in replacing)
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
    """Return the changes in the other direction."""
    return tuple(replace(item, kind=_INVERSE[item.kind], old=item.new, new=item.old) for item in details)


def _detail(path: str, path_diff: PathDiff, old: Resource, inputs: Properties) -> PropertyChange:
    parsed = property_path.parse(path)
    before = (
        None
        if path_diff.kind is DiffKind.ADD
        else property_path.find(old.inputs if path_diff.of_inputs else old.outputs, parsed)
    )
    after = None if path_diff.kind is DiffKind.DELETE else property_path.find(inputs, parsed)
    return PropertyChange(parsed, path_diff.kind, before, after, path_diff.replaces)
