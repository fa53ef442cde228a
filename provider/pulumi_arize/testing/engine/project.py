"""What the files of a project say: `Pulumi.yaml`, and `Pulumi.<stack>.yaml` with the stack's configuration."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import yaml

from .errors import EngineError, RefusedError
from .files import write_atomically
from .passphrase import Crypter

_UNDERSTOOD: Final = {
    "name", "description", "author", "website", "license", "runtime", "main", "config", "stackConfigDir", "template",
    "backend",
}  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A project's folder, name, entry point and interpreter."""

    folder: Path
    name: str
    main: Path
    virtualenv: Path | None
    defaults: dict[str, Any] = field(default_factory=dict)

    @property
    def interpreter(self) -> str:
        """The Python that runs the program and the provider; EngineError where the one that is named is not there."""
        if self.virtualenv is None:
            return sys.executable
        if not (self.virtualenv / "bin" / "python").exists():
            raise EngineError(f"the virtual environment that Pulumi.yaml names is not there: {self.virtualenv}")
        return str(self.virtualenv / "bin" / "python")


def load_project(folder: Path) -> Project:
    """Read `Pulumi.yaml` of a folder; raise EngineError if it is missing or no Python project."""
    content = _load_yaml(folder / "Pulumi.yaml")
    if not content.get("name"):
        raise EngineError(f"no Pulumi.yaml with a `name` in {folder}")
    if unknown := sorted(set(content) - _UNDERSTOOD):
        raise RefusedError(f"`{unknown[0]}` in Pulumi.yaml")
    runtime = content.get("runtime")
    language = runtime.get("name") if isinstance(runtime, dict) else runtime
    if language != "python":
        raise RefusedError(f"the runtime {language!r}")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    virtualenv = folder / Path(options["virtualenv"]).expanduser() if options.get("virtualenv") else None
    return Project(
        folder=folder,
        name=content["name"],
        main=folder / content.get("main", "."),
        virtualenv=virtualenv,
        defaults=_defaults(content.get("config") or {}),
    )


def _defaults(declared: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, entry in declared.items():
        if not isinstance(entry, dict):
            values[key] = entry
        elif "value" in entry or "default" in entry:
            values[key] = entry.get("value", entry.get("default"))
    return values


class StackSettings:
    """The file `Pulumi.<stack>.yaml`: the configuration, its secrets encrypted, and the salt of the encryption."""

    def __init__(self, project: Project, stack: str) -> None:
        self.project = project
        self.path = project.folder / f"Pulumi.{stack}.yaml"
        self._content = _load_yaml(self.path)
        provider = self._content.get("secretsprovider") or "passphrase"
        if provider != "passphrase":
            raise RefusedError(f"the secrets provider {provider!r}")

    @property
    def salt(self) -> str:
        """The encryption salt with its proof, empty if there is none yet."""
        return str(self._content.get("encryptionsalt") or "")

    def set_salt(self, salt: str) -> None:
        """Write the encryption salt to the file."""
        self._content = {"encryptionsalt": salt, **self._content}
        self._save()

    def set_config(self, key: str, value: str, crypter: Crypter | None) -> None:
        """Write one setting, encrypted if a crypter is given."""
        entries = self._content.setdefault("config", {})
        entries[self._full(key)] = {"secure": crypter.encrypt(value)} if crypter else value
        self._save()

    def config(self, crypter: Crypter) -> "Configuration":
        """Return the stack's configuration over the project's defaults, decrypted."""
        entries = {**self.project.defaults, **(self._content.get("config") or {})}
        values: dict[str, str] = {}
        secrets: set[str] = set()
        for key, entry in entries.items():
            full = self._full(key)
            values[full], secret = _setting(entry, crypter)
            secrets |= {full} if secret else set()
        hidden = (text for entry in entries.values() for text in _secret_texts(entry, crypter))
        return Configuration(values, frozenset(secrets), frozenset(text for text in hidden if len(text) >= SHORTEST))

    def _full(self, key: str) -> str:
        return key if ":" in key else f"{self.project.name}:{key}"

    def _save(self) -> None:
        write_atomically(self.path, yaml.safe_dump(self._content, sort_keys=False))


SHORTEST = 3
"""Characters of the shortest secret that messages are searched for, as the real engine does it."""


@dataclass(frozen=True)
class Configuration:
    """Settings by their full key.

    `secrets` names the keys whose values are secret, `hidden` holds the texts that no message shows.
    """

    values: dict[str, str]
    secrets: frozenset[str]
    hidden: frozenset[str] = frozenset()

    def over(self, values: Mapping[str, str]) -> "Configuration":
        """Return this configuration with other values on top."""
        return replace(self, values={**self.values, **values})

    def without_secrets(self, text: str) -> str:
        """Return a text with the secrets in it replaced."""
        for secret in sorted(self.hidden, key=len, reverse=True):
            text = text.replace(secret, "[secret]")
        return text


def _secret_texts(entry: Any, crypter: Crypter) -> Iterator[str]:
    if isinstance(entry, dict) and set(entry) == {"secure"}:
        yield crypter.decrypt(entry["secure"])
    elif isinstance(entry, (dict, list)):
        for item in entry.values() if isinstance(entry, dict) else entry:
            yield from _secret_texts(item, crypter)


def _setting(entry: Any, crypter: Crypter) -> tuple[str, bool]:
    value, secret = _decrypted(entry, crypter)
    if isinstance(value, str):
        return value, secret
    return json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False), secret


def _decrypted(entry: Any, crypter: Crypter) -> tuple[Any, bool]:
    if isinstance(entry, dict) and set(entry) == {"secure"}:
        return crypter.decrypt(entry["secure"]), True
    if isinstance(entry, dict):
        parts = {key: _decrypted(item, crypter) for key, item in entry.items()}
        return {key: value for key, (value, _) in parts.items()}, any(secret for _, secret in parts.values())
    if isinstance(entry, list):
        items = [_decrypted(item, crypter) for item in entry]
        return [value for value, _ in items], any(secret for _, secret in items)
    return entry, False


def _load_yaml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise EngineError(f"cannot read {path}: {error}") from None
