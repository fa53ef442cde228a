"""The program of an account: its declarations, and the modules that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .adoption_plan import Adoptable, Skipped
from .declarations import Declaration, declaration
from .identifiers import unique, word
from .module_layout import RESERVED, many_modules, one_module, skipped_comment
from .read_account import AccountContents
from .scope_targets import scope_targets

MAX_IN_ONE_MODULE = 15
"""Integrations that one module may hold."""


@dataclass(frozen=True)
class ExportedProgram:
    """A whole program: its modules by path, its declarations, and what it leaves out."""

    modules: Mapping[str, str]
    declarations: Sequence[Declaration]
    left_out: Sequence[Skipped]


def program(reading: AccountContents, found: Iterable[Adoptable | Skipped]) -> ExportedProgram:
    """Return the program that declares what was found: the same for the same account."""
    everything = list(found)
    adoptable = [item for item in everything if isinstance(item, Adoptable)]
    adoptable.sort(key=lambda item: (item.group, item.name.casefold(), item.name, item.item_id))
    left_out = sorted((item for item in everything if isinstance(item, Skipped)), key=lambda item: item.name)
    known = scope_targets(reading, adoptable, RESERVED)
    reserved = (*RESERVED, *(place.variable for place in known.values()))
    variables = unique([word(item.name, item.group.lower()) for item in adoptable], "integration", reserved)
    declarations = [declaration(item, name, known) for item, name in zip(adoptable, variables, strict=True)]
    write = one_module if len(declarations) <= MAX_IN_ONE_MODULE else many_modules
    return ExportedProgram(write(declarations, known, skipped_comment(left_out)), declarations, left_out)
