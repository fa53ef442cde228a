"""What it takes to bring a resource to new inputs, as its provider says, or the engine in its place."""

from dataclasses import dataclass

from . import change, paths
from .plugin import Plugin
from .state import Resource
from .values import Properties


@dataclass(frozen=True)
class Difference:
    """Nothing, an update, or with `replace_keys` a replacement; `warning` is for the reader."""

    changed: bool = True
    replace_keys: tuple[str, ...] = ()
    delete_first: bool = False
    warning: str = ""


def compare(
    provider: Plugin, old: Resource, inputs: Properties, ignored: tuple[str, ...], replacing: tuple[str, ...]
) -> Difference:
    """Ask the provider, and answer in its place where it leaves the comparison to the engine."""
    answer = provider.diff(old, inputs, ignored)
    changed = answer.changed
    places: list[paths.Path] = [(key,) for key in answer.changed_keys]
    if changed is None:
        found = change.changes(old.inputs, paths.reset_all(inputs, old.inputs, ignored))
        changed, places = bool(found), [item.path for item in found]
    if not changed:
        return Difference(changed=False)
    forced = [path for path in places if any(paths.covers(paths.parse(text), path) for text in replacing)]
    keys = dict.fromkeys([*answer.replaces, *map(paths.write, forced)])
    return Difference(replace_keys=tuple(keys), delete_first=answer.delete_before_replace, warning=answer.warning)
