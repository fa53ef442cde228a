"""Modules of a package that load when a program first uses one of their names.

Argument classes and the results of look-ups take longest to load, and a provider's process needs none of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def lazy_getattr(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package: `homes` has full names of modules, each with the names that it brings.

    A module can be among these names itself. What is returned raises AttributeError for any other name.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(home_of[name])
        return module if module.__name__.endswith(f".{name}") else getattr(module, name)

    return load
