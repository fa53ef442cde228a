"""The life of an integration, which both front ends go through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.api_contract import SECRETS
from tests.e2e.declarations import CASES, FIRST, OUTSIDE, SECOND, Case, Json, without_secrets
from tests.e2e.life import places
from tests.json_paths import at, with_value
from tests.oracle import former

from .resource_lifecycle import Life

OTHERS = {case.name: other for case, other in zip(CASES, (*CASES[1:], CASES[0]), strict=True)}
"""For each case another one, of another provider or type."""


def run_lifecycle(life: Life, case: Case) -> None:
    """Create, leave, change and clear field by field, rotate, drift, lose, protect, replace, adopt and delete."""
    spaces = places(life.emulator)
    first, second, outside = (case.args(turn, spaces) for turn in (FIRST, SECOND, OUTSIDE))
    life.up(first)
    life.up(first)
    life.up(former(first))
    life.refresh()
    for args in (*one_by_one(first, second), *cleared(second), first):
        life.up(args)
    life.up({**first, "api_key_version": 2})
    life.up(with_other_secrets(first))
    drift(life, first, outside)
    protect(life, first, OTHERS[case.name].args(SECOND, spaces))
    lose(life, first, second)
    adopt(life, first)
    if OTHERS[case.name].kind == case.kind:
        life.up({**OTHERS[case.name].args(FIRST, spaces), "name": first["name"]})
    life.destroy()


def drift(life: Life, first: Json, outside: Json) -> None:
    """Let somebody change everything that shows, then take every key."""
    for change in (shown(outside), keyless(first)):
        life.emulator.edit(life.id, change)
        life.refresh()
        life.up(first)


def protect(life: Life, first: Json, other: Json) -> None:
    """Forbid deletion, and try it in both ways."""
    life.up({**first, "deletion_protection": True})
    life.destroy()
    life.up({**other, "deletion_protection": True})
    life.up(first)


def lose(life: Life, first: Json, second: Json) -> None:
    """Delete from outside: seen by a refresh, and not."""
    life.emulator.delete(life.id)
    life.refresh()
    life.up(first)
    life.emulator.delete(life.id)
    life.up(second)
    life.destroy()


def adopt(life: Life, first: Json) -> None:
    """Find the name taken, take the holder over by name, then leave `adopt` out, and the keys with it."""
    held = life.emulator.add(*made_by_hand(life, first))
    life.up(first)
    life.up({**without_secrets(first), "adopt": first["name"]})
    life.up({**without_secrets(first), "adopt": held["id"]})
    life.up(without_secrets(first))
    life.refresh()
    life.up(without_secrets(first))
    life.up(first)


def made_by_hand(life: Life, args: Json) -> tuple[str, Json]:
    """Return what makes an integration in another way."""
    return life.resource_type.path.rpartition("/")[2], args


def one_by_one(old: Json, new: Json) -> Iterator[Json]:
    """Return inputs on the way from old to new ones: each has one more field of the new ones."""
    now = old
    for path in dict.fromkeys([*_paths(old), *_paths(new)]):
        value = at(new, path)
        now = with_value(now, path) if value is None else with_value(now, path, value)
        yield now


def cleared(args: Json) -> Iterator[Json]:
    """Return inputs that lack one more field each; a required one is a failure."""
    now = args
    for path in _paths(args):
        lacking = with_value(now, path)
        yield lacking
        now = lacking if path[-1] not in ("name", "provider", "type", "endpoint", "input_schema") else now


def with_other_secrets(value: Any, name: str = "") -> Any:
    """Return inputs with other keys and header values."""
    if isinstance(value, dict):
        return {key: with_other_secrets(item, "api_key" if name == "headers" else key) for key, item in value.items()}
    return f"{value}-rotated" if name in SECRETS else value


def shown(args: Json) -> Json:
    """Return the fields of inputs that a response has and that can change."""
    visible: Json = without_secrets(args)
    return {name: value for name, value in visible.items() if name != "type"}


def keyless(args: Json) -> Json:
    """Return the change that takes every key."""
    keys: Json = dict.fromkeys(name for name in SECRETS if name in args)
    inner = {name: taken for name in ("config", "auth") if name in args and (taken := keyless(args[name]))}
    return keys | inner


def _paths(args: Mapping[str, Any]) -> list[tuple[str, ...]]:
    inner = [("config", name) for name in args.get("config", {})]
    return [*((name,) for name in args if name != "config"), *inner]
