"""The account's contents in a file, so that they survive a restart."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .records import Store


def load(path: Path) -> Store | None:
    """Return the contents in the file, None if there is no file yet; ValueError where it holds something else."""
    if not path.exists():
        return None
    try:
        return _adapter().validate_json(path.read_bytes())
    except ValidationError as error:
        raise ValueError(f"{path} holds no data of this emulator") from error


def save(path: Path, contents: Store) -> None:
    """Replace the contents in the file atomically; only its owner can read it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_adapter().dump_json(contents))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@cache
def _adapter() -> TypeAdapter[Store]:
    """Return the reader and writer of the file, which an account in memory does not need."""
    return TypeAdapter(Store)
