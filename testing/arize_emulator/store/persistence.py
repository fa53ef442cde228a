"""The account's contents in a file, so that they survive a restart."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from .records import Store


def load(path: Path) -> Store | None:
    """Return the contents in the file; None if there is no file yet.

    Raises:
        ValueError: The file holds something else.
    """
    if not path.exists():
        return None
    try:
        return Store.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} holds no data of this emulator") from error


def save(path: Path, contents: Store) -> None:
    """Replace the contents in the file atomically; only its owner can read it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(contents.to_json(), file)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
