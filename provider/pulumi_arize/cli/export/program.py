"""The program of an account: its declarations, and the modules that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .adoption_plan import LeftOut, Taken
from .declarations import Declaration, declaration
from .identifiers import unique, word
from .module_layout import RESERVED, about, many_modules, one_module
from .read_account import Reading
from .scope_targets import places

HANDFUL = 15
"""Integrations that one module may hold."""


@dataclass(frozen=True)
class Program:
    """A whole program: its modules by path, its declarations, and what it leaves out."""

    modules: Mapping[str, str]
    declarations: Sequence[Declaration]
    left_out: Sequence[LeftOut]


def program(reading: Reading, found: Iterable[Taken | LeftOut]) -> Program:
    """Return the program that declares what was found: the same for the same account."""
    everything = list(found)
    taken = [item for item in everything if isinstance(item, Taken)]
    taken.sort(key=lambda item: (item.group, item.name.casefold(), item.name, item.item_id))
    left_out = sorted((item for item in everything if isinstance(item, LeftOut)), key=lambda item: item.name)
    known = places(reading, taken, RESERVED)
    reserved = (*RESERVED, *(place.variable for place in known.values()))
    variables = unique([word(item.name, item.group.lower()) for item in taken], "integration", reserved)
    declarations = [declaration(item, name, known) for item, name in zip(taken, variables, strict=True)]
    write = one_module if len(declarations) <= HANDFUL else many_modules
    return Program(write(declarations, known, about(left_out)), declarations, left_out)
