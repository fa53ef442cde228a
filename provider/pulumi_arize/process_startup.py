"""How a provider's process loads what it needs, and nothing beside it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without_optional_imports() -> Iterator[None]:
    """Load modules of a provider's process, without what libraries would do there for others."""
    # A plugin of pydantic sees what is validated, keys among it; the search reads the metadata of every package.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # The command line of httpx, where `rich` is installed, is most of what httpx takes to load.
    modules: MutableMapping[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules.setdefault("httpx._main", None)
    with _without_garbage_collection():
        yield


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Look for no garbage among what loads, neither meanwhile, a fifth of the time, nor at the end of the process."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
