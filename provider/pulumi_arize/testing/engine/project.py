"""What the files of a project say: `Pulumi.yaml`, and `Pulumi.<stack>.yaml` with the stack's configuration."""

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import yaml

from .errors import EngineError, RefusedError
from .files import write_atomically
from .passphrase import Crypter
from .values import number, plain_json

_UNDERSTOOD: Final = {
    "name", "description", "author", "website", "license", "runtime", "main", "config", "stackConfigDir", "template",
    "backend", "plugins",
}  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A project's folder, name, entry point and interpreter, and the folders of plugins by their package."""

    folder: Path
    name: str
    main: Path
    virtualenv: Path | None
    defaults: dict[str, Any] = field(default_factory=dict)
    plugins: dict[str, Path] = field(default_factory=dict)

    @property
    def interpreter(self) -> str:
        """The Python that runs the program and the provider; EngineError where the one that is named is not there."""
        return interpreter_of(self.virtualenv)


def interpreter_of(virtualenv: Path | None) -> str:
    """Return the Python of a virtual environment, without one that of the engine."""
    if virtualenv is None:
        return sys.executable
    if not (virtualenv / "bin" / "python").exists():
        raise EngineError(f"the virtual environment that the project or plugin names is not there: {virtualenv}")
    return str(virtualenv / "bin" / "python")


def virtualenv_of(runtime: Any, folder: Path) -> Path | None:
    """Return the virtual environment that the `runtime` of a project or plugin in a folder names, if any."""
    language = runtime.get("name") if isinstance(runtime, dict) else runtime
    if language != "python":
        raise RefusedError(f"the runtime {language!r}")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    return folder / Path(options["virtualenv"]).expanduser() if options.get("virtualenv") else None


def load_project(folder: Path) -> Project:
    """Read `Pulumi.yaml` of a folder; raise EngineError if it is missing or no Python project."""
    content = load_yaml(folder / "Pulumi.yaml")
    if not content.get("name"):
        raise EngineError(f"no Pulumi.yaml with a `name` in {folder}")
    if unknown := sorted(set(content) - _UNDERSTOOD):
        raise RefusedError(f"`{unknown[0]}` in Pulumi.yaml")
    return Project(
        folder=folder,
        name=content["name"],
        main=folder / content.get("main", "."),
        virtualenv=virtualenv_of(content.get("runtime"), folder),
        defaults=_defaults(content.get("config") or {}),
        plugins=_plugins(folder, content.get("plugins") or {}),
    )


def _plugins(folder: Path, declared: Mapping[str, Any]) -> dict[str, Path]:
    if others := sorted(set(declared) - {"providers"}):
        raise RefusedError(f"`plugins: {others[0]}` in Pulumi.yaml")
    return {plugin["name"]: folder / plugin["path"] for plugin in declared.get("providers") or []}


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
        self._content = load_yaml(self.path)
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

    def of(self, package: str) -> dict[str, str]:
        """Return the settings under a package's name, by their own names."""
        prefix = f"{package}:"
        return {key.removeprefix(prefix): text for key, text in self.values.items() if key.startswith(prefix)}

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
    return plain_json(value), secret


def _decrypted(entry: Any, crypter: Crypter) -> tuple[Any, bool]:
    if isinstance(entry, dict) and set(entry) == {"secure"}:
        return crypter.decrypt(entry["secure"]), True
    if isinstance(entry, dict):
        parts = {key: _decrypted(item, crypter) for key, item in entry.items()}
        return {key: value for key, (value, _) in parts.items()}, any(secret for _, secret in parts.values())
    if isinstance(entry, list):
        items = [_decrypted(item, crypter) for item in entry]
        return [value for value, _ in items], any(secret for _, secret in items)
    return number(entry) if isinstance(entry, float) else entry, False


class _Loader(yaml.SafeLoader):
    """Reads YAML as the real engine does: `yes` and `off` are words, a date is the text of its time in UTC."""


def _time(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    read = loader.construct_yaml_timestamp(node)
    moment = read if isinstance(read, dt.datetime) else dt.datetime(read.year, read.month, read.day)
    fraction = f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else ""
    zone = f"{moment:%z}"
    return f"{moment:%Y-%m-%d %H:%M:%S}{fraction} {zone or '+0000'} {zone if zone not in ('', '+0000') else 'UTC'}"


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _time)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in known if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(path: Path) -> dict[str, Any]:
    """Return what a file says, nothing where there is none; EngineError where it is no YAML."""
    if not path.exists():
        return {}
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}  # noqa: S506 - it is a safe loader
    except yaml.YAMLError as error:
        raise EngineError(f"cannot read {path}: {error}") from None
