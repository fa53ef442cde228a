"""The ids that the provider processes of one operation claim: each process knows those of the others.

Each front end and each explicit provider has its own process. All of them have the same engine, so its address and that
of the server name a folder, in which each process lists its ids in a file: two servers, one of which may have begun as
a copy of the other, can have the same ids. Other engines, whose stacks are deployed at the same time, have other
folders; the names of all folders of one server begin alike. The file is locked as long as the process lives: a file
without a lock is left over from an earlier operation, does not count, and is removed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, where processes do not share claims
    fcntl = None  # type: ignore[assignment]

OWNER_ONLY = 0o700

ATTEMPTS = 100
"""How often a folder is made that another process removes before there is a file in it."""

ADOPTS, OWNS, RELEASES = "+=-"
"""The claims: a resource adopts an id, has it, or has released it, so that it may be deleted."""


class SharedClaims:
    """The claims of the provider processes of one engine on one server. Threads may share it."""

    def __init__(self, engine: str, server: tuple[str, int]) -> None:
        self._server = _digest(server)
        self._folder = Path(tempfile.gettempdir()) / f"pulumi-arize-{_user()}" / f"{self._server}-{_digest(engine)}"
        self._own = self._folder / str(os.getpid())
        self._lock = threading.Lock()
        self._file: IO[str] | None = None

    def claim(self, claim: str, item_id: str) -> None:
        """Add the claim of a resource on an id to the file; without a writable folder there is none."""
        if fcntl is None:
            return
        with self._lock, suppress(OSError):
            self._file = self._file or self._open()
            self._file.write(f"{claim}{item_id}\n")
            self._file.flush()

    def claims_of_others(self, item_id: str) -> set[str]:
        """Return the claims of the resources of other processes on an id, `ADOPTS` or `OWNS`, if any."""
        return self._read_others(item_id, self._folder)

    def is_claimed(self, item_id: str) -> bool:
        """Tell whether a resource of another process has an id or adopts it, whichever engine it belongs to."""
        return bool(self._read_others(item_id, *self._folder.parent.glob(f"{self._server}-*")))

    def _read_others(self, item_id: str, *folders: Path) -> set[str]:
        """Return the latest claim of each other process on an id, if it is one."""
        if fcntl is None or not self._is_safe():
            return set()
        return {
            claims[item_id]
            for folder in folders
            for path in _alive(folder)
            if path != self._own and (claims := _read(path)).get(item_id, RELEASES) != RELEASES
        }

    def _open(self) -> IO[str]:
        self._folder.parent.mkdir(mode=OWNER_ONLY, exist_ok=True)
        if not self._is_safe():
            raise OSError("another user owns the folder")
        new = self._own.with_suffix(".new")
        file = self._create(new)
        fcntl.flock(file, fcntl.LOCK_EX)
        new.rename(self._own)  # the file is locked before it gets its name
        self._remove_stale()
        return file

    def _create(self, path: Path) -> IO[str]:
        for _ in range(ATTEMPTS):
            self._folder.mkdir(mode=OWNER_ONLY, exist_ok=True)
            with suppress(FileNotFoundError):  # another process has just removed the folder, which was still empty
                return path.open("w", encoding="utf-8")
        raise OSError("other processes remove the folder each time")

    def _remove_stale(self) -> None:
        """Remove the folders of engines without a running process; others may remove them at the same time."""
        for folder in self._folder.parent.iterdir():
            with suppress(OSError):
                if folder != self._folder and not any(_alive(folder)):
                    folder.rmdir()

    def _is_safe(self) -> bool:
        """Tell whether the folder exists and only this user can use it."""
        try:
            found = self._folder.parent.lstat()
        except OSError:
            return False
        return found.st_uid == os.getuid() and found.st_mode & 0o077 == 0


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def _read(path: Path) -> dict[str, str]:
    """Return the latest claim of a process on each id; none where the process has just removed its file."""
    with suppress(FileNotFoundError):
        return {line[1:]: line[:1] for line in path.read_text(encoding="utf-8").split("\n")}
    return {}


def _alive(folder: Path) -> Iterator[Path]:
    """Return the files of running processes, and remove the others; none where the folder is gone."""
    try:
        paths = [*folder.iterdir()]
    except FileNotFoundError:
        return
    for path in paths:
        if path.name.isdigit():
            with suppress(OSError):
                if _is_locked(path):
                    yield path
                else:
                    path.unlink()


def _is_locked(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"
