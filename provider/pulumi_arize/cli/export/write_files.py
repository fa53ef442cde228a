"""Writing the files: what exists and is different stays, unless it is to be replaced."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from ...errors import ArizeError

MAX_NAMED = 3
"""Files that an error names at most."""


def refuse_to_overwrite(folder: Path, files: Mapping[str, str]) -> None:
    """Raise ArizeError where a file exists whose text is another one."""
    differing = sorted(
        name for name, text in files.items() if (folder / name).exists() and _text(folder / name) != text
    )
    if differing:
        raise ArizeError(f"{folder} has {_listed(differing)} already: choose another folder, or run again with --force")


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files. Raises OSError."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _listed(names: Collection[str]) -> str:
    first = ", ".join(sorted(names)[:MAX_NAMED])
    return f"{first} and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else first
