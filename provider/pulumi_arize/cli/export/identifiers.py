"""Names that a person would choose: readable, valid in Python, each once, and the same in every run."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable

MAX_LENGTH = 40
"""Characters of the longest word that is made of a name."""

RESERVED_NAMES = frozenset({*keyword.kwlist, *keyword.softkwlist, *dir(builtins)})
"""What no variable of a program may be called."""


def word(name: str, fallback: str) -> str:
    """Return a name as the words of a variable; `fallback` where it has none in ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})", " ", plain).lower())
    kept = _shortened(words)
    return kept if kept and kept[0].isalpha() else f"{fallback}_{kept}".rstrip("_")


def unique(words: Iterable[str], noun: str, reserved: Collection[str]) -> list[str]:
    """Return the words as variables, each once; `noun` tells one from a `reserved` word, a number one from its twin.

    Two are twins already where they differ in underscores alone, so that they differ in camel case too.
    """
    adoptable = {_bare(name) for name in reserved}
    chosen: list[str] = []
    for filters in words:
        base = (
            f"{filters}_{noun}"
            if filters in RESERVED_NAMES or _bare(filters) in {_bare(name) for name in reserved}
            else filters
        )
        name = base
        number = 1
        while _bare(name) in adoptable:
            number += 1
            name = f"{base}_{number}"
        adoptable.add(_bare(name))
        chosen.append(name)
    return chosen


def camel(*words: str) -> str:
    """Return words in camel case, as the keys of a stack's configuration are written."""
    first, *rest = "_".join(words).split("_")
    return first + "".join(part.capitalize() for part in rest)


def _shortened(words: list[str]) -> str:
    joined = ""
    for part in words:
        longer = f"{joined}_{part}".lstrip("_")
        if len(longer) > MAX_LENGTH:
            break
        joined = longer
    return joined or "".join(words)[:MAX_LENGTH]


def _bare(name: str) -> str:
    return name.replace("_", "")
