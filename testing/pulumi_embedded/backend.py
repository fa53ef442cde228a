"""The file backend: checkpoints under `<root>/.pulumi`, laid out as the real engine lays them out, and a lock."""

import datetime as dt
import getpass
import json
import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from .atomic_file import write_atomically
from .errors import RefusedError, StackError
from .passphrase import Crypter
from .resource_state import Resource, decode_resource, encode_resource, encrypting, unencrypted
from .snapshot import Pending, Snapshot

_VERSION = 3


def backend_root(url: str, default: Path) -> Path:
    """Return the folder of a backend URL, or the default without one; only `file://` is supported."""
    if not url:
        return default
    parsed = urlparse(url)
    if parsed.scheme != "file":
        raise RefusedError(f"the backend {url!r}")
    path = Path(unquote(parsed.netloc + parsed.path)).expanduser()
    return path if path.is_absolute() else default / path


def now() -> str:
    """Return the time in UTC as states write it."""
    return dt.datetime.now(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_REQUIRED = ("urn", "custom", "type")
"""The fields without which a resource of a deployment cannot be read."""


class Checkpoint:
    """The checkpoint file of one stack."""

    def __init__(self, root: Path, project: str, stack: str) -> None:
        self.path = root / ".pulumi" / "stacks" / project / f"{stack}.json"
        self._root = root
        self._owner = f"organization/{project}/{stack}"
        self._locks = root / ".pulumi" / "locks" / self._owner
        # a resource is immutable: it is encoded, and its secrets are encrypted, once
        self._encoded: dict[Resource, dict[str, Any]] = {}

    @property
    def exists(self) -> bool:
        """True once the stack was created."""
        return self.path.exists()

    def read(self) -> dict[str, Any]:
        """Return the deployment's JSON, empty before the first update."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            version, latest = content["version"], content["checkpoint"].get("latest")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StackError(f"cannot read the stack's state {self.path}: {error}") from None
        if version != _VERSION:
            raise RefusedError(f"version {version} of the state")
        return latest or {}

    def load(self, passphrase: str, crypter: Crypter) -> Snapshot:
        """Return the snapshot; `crypter` may have another salt than its secrets."""
        latest = self.read()
        source = reader(latest, passphrase, crypter)
        snapshot, encoded = decode_deployment(latest, source)
        if source is crypter:
            self._encoded = encoded
        return snapshot

    def save(self, snapshot: Snapshot, crypter: Crypter) -> None:
        """Write the snapshot."""
        resources = [self._encode(resource, crypter) for resource in snapshot.resources]
        pending = [
            {"resource": self._encode(item.resource, crypter), "type": item.operation} for item in snapshot.pending
        ]
        meta = self._root / ".pulumi" / "meta.yaml"
        if not meta.exists():
            write_atomically(meta, "version: 1\n")
        checkpoint = {"stack": self._owner, "latest": deployment(resources, pending, crypter.state)}
        write_atomically(self.path, json.dumps({"version": _VERSION, "checkpoint": checkpoint}, separators=(",", ":")))

    def _encode(self, resource: Resource, crypter: Crypter) -> dict[str, Any]:
        if resource not in self._encoded:
            self._encoded[resource] = encode_resource(resource, encrypting(crypter), unencrypted)
        return self._encoded[resource]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the stack against other operations. One that is killed leaves its lock, which `unlock` removes."""
        self._locks.mkdir(parents=True, exist_ok=True)
        lock = self._locks / f"{uuid.uuid4()}.json"
        self._refuse_if_locked(lock)
        lock.write_text(json.dumps(_lock_content()), encoding="utf-8")
        try:
            # of two that begin at the same moment at most one continues
            self._refuse_if_locked(lock)
            yield
        finally:
            lock.unlink(missing_ok=True)

    def unlock(self) -> None:
        """Remove every lock, whoever holds it."""
        for lock in self._locks.glob("*.json"):
            lock.unlink(missing_ok=True)

    def _refuse_if_locked(self, own: Path) -> None:
        if others := [lock for lock in sorted(self._locks.glob("*.json")) if lock != own]:
            listed = "".join(f"\n  {lock.as_uri()}: created by {_owner(lock)}" for lock in others)
            raise StackError(
                f"the stack is currently locked by {len(others)} lock(s). Either wait for the other process(es) to end "
                f"or delete the lock file with `cancel`.{listed}"
            )


def _lock_content() -> dict[str, Any]:
    return {"pid": os.getpid(), "username": getpass.getuser(), "hostname": socket.gethostname(), "timestamp": now()}


def _owner(lock: Path) -> str:
    try:
        return "{username}@{hostname} (pid {pid}) at {timestamp}".format(**json.loads(lock.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        return "an unknown process"


def deployment(resources: list[dict[str, Any]], pending: list[dict[str, Any]], salt: str) -> dict[str, Any]:
    """Return a deployment of encoded resources."""
    latest: dict[str, Any] = {
        "manifest": {"time": now(), "magic": "", "version": ""},
        "secrets_providers": {"type": "passphrase", "state": {"salt": salt}},
    }
    if resources:
        latest["resources"] = resources
    if pending:
        latest["pending_operations"] = pending
    return {**latest, "metadata": {}}


def salt_of(latest: dict[str, Any]) -> str:
    """Return the salt of a deployment's secrets, empty if it has none."""
    provider = latest.get("secrets_providers") or {"type": "passphrase"}
    if provider.get("type") != "passphrase":
        raise RefusedError(f"the secrets provider {provider.get('type')!r}")
    return str((provider.get("state") or {}).get("salt") or "")


def reader(latest: dict[str, Any], passphrase: str, crypter: Crypter) -> Crypter:
    """Return the crypter of a deployment: `crypter`, unless its secrets are encrypted with another salt."""
    salt = salt_of(latest)
    return crypter if salt in ("", crypter.state) else Crypter(passphrase, salt)


def decode_deployment(latest: dict[str, Any], crypter: Crypter) -> tuple[Snapshot, dict[Resource, dict[str, Any]]]:
    """Return the snapshot in a deployment's JSON, and the JSON of each of its resources; StackError if it is none."""
    encoded = {_resource(item, crypter): item for item in _objects(latest, "resources")}
    pending = tuple(
        Pending(_resource(item.get("resource") or {}, crypter), item.get("type") or "")
        for item in _objects(latest, "pending_operations")
    )
    return Snapshot(tuple(encoded), pending), encoded


def _objects(latest: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = latest.get(name) or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise StackError(f"could not deserialize deployment: `{name}` is not a list of objects")
    return items


def _resource(item: dict[str, Any], crypter: Crypter) -> Resource:
    if missing := [name for name in _REQUIRED if name not in item]:
        raise StackError(f"could not deserialize deployment: resource missing required '{missing[0]}' field")
    return decode_resource(item, crypter)
