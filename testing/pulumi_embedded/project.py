"""Reads the files of a project: `Pulumi.yaml`, and `Pulumi.<stack>.yaml` with the stack's configuration."""

import datetime as dt
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from .atomic_file import write_atomically
from .config_declarations import ConfigDeclaration, ConfigValue, config_error, read_declarations
from .errors import EngineError, RefusedError
from .passphrase import Crypter
from .values import (
    REDACTED,
    Secret,
    contains,
    integer_or_float,
    is_secret,
    items_of,
    plain_json,
    reveal,
    with_items,
)

_SUPPORTED: Final = {
    "name", "description", "author", "website", "license", "runtime", "main", "config", "stackConfigDir", "template",
    "backend", "plugins",
}  # fmt: skip
_TOOLCHAINS: Final = ("pip", "uv", "poetry")
_TYPECHECKERS: Final = ("mypy", "pyright")


@dataclass(frozen=True)
class Python:
    """The Python of a project or plugin: that of its virtual environment, or the engine's own.

    `dynamic` is the environment of dynamic resources: the real engine resolves its path from the program's folder.
    """

    named: Path | None = None
    poetry_project: Path | None = None
    typechecker: str = ""
    dynamic: Path | None = None

    def virtualenv(self) -> Path | None:
        """Return the virtual environment, None for that of the engine; EngineError where it does not exist."""
        if self.typechecker:
            raise RefusedError(f"the option `typechecker: {self.typechecker}` of the runtime in Pulumi.yaml")
        virtualenv = _of_poetry(self.poetry_project) if self.poetry_project else self.named
        return _existing(virtualenv) if virtualenv else None

    def for_dynamic_resources(self) -> str:
        """Return the path of the interpreter of dynamic resources; EngineError where it does not exist."""
        return str(_existing(self.dynamic) / "bin" / "python") if self.dynamic else self.interpreter()

    def interpreter(self) -> str:
        """Return the path of the interpreter; EngineError where it does not exist."""
        virtualenv = self.virtualenv()
        return str(virtualenv / "bin" / "python") if virtualenv else sys.executable


def _existing(virtualenv: Path) -> Path:
    if not (virtualenv / "bin" / "python").exists():
        raise EngineError(f"the virtual environment that the project or plugin names is not there: {virtualenv}")
    return virtualenv


@cache
def _of_poetry(folder: Path) -> Path:
    """Return the virtual environment that poetry has made for the project in a folder."""
    poetry = shutil.which("poetry")
    if poetry is None:
        raise EngineError(
            "Could not find `poetry` executable. Install poetry and make sure it is in your PATH, or set the toolchain "
            "option in Pulumi.yaml to `pip`."
        )
    command = [poetry, "env", "info", "--path"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - the user's own
    if done.returncode:
        raise EngineError(f"`poetry env info --path` in {folder} failed: {done.stderr.strip() or done.stdout.strip()}")
    return Path(done.stdout.strip())


def python_of(runtime: Any, folder: Path, program: Path | None = None) -> Python:
    """Return the Python of the `runtime` of a project or plugin in a folder; EngineError where it is another language.

    `program` is the folder of the program, where that is another one.
    """
    program = program or folder
    language = runtime.get("name") if isinstance(runtime, dict) else runtime
    if language != "python":
        raise RefusedError(f"the runtime {language!r}")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    toolchain = _option(options, "toolchain", _TOOLCHAINS)
    typechecker = _option(options, "typechecker", _TYPECHECKERS)
    if toolchain == "poetry":
        return Python(poetry_project=program, typechecker=typechecker)
    named = _option(options, "virtualenv")
    if toolchain == "uv" and not named:
        return Python(_of_uv(program), typechecker=typechecker, dynamic=program / ".venv")
    if not named:
        return Python(typechecker=typechecker)
    return Python(
        folder / Path(named).expanduser(), typechecker=typechecker, dynamic=program / Path(named).expanduser()
    )


def _of_uv(program: Path) -> Path:
    """Return the environment of uv, in the folder of the nearest `uv.lock` or else of the nearest `pyproject.toml`."""
    above = (program, *program.absolute().parents)
    found = (folder for name in ("uv.lock", "pyproject.toml") for folder in above if (folder / name).exists())
    return next(found, program) / (os.environ.get("UV_PROJECT_ENVIRONMENT") or ".venv")


def _option(options: Mapping[str, Any], name: str, known: tuple[str, ...] = ()) -> str:
    value = options.get(name, "")
    if not isinstance(value, str):
        raise EngineError(f"{name} option must be a string")
    if value and known and value not in known:
        raise EngineError(f"unsupported {name} option: {value}")
    return value


@dataclass(frozen=True)
class Project:
    """A project; `declared` are the settings of `Pulumi.yaml`, `plugins` the folders of plugins by package.

    `settings` is the folder of the stacks' files, where that is not the project's.
    """

    folder: Path
    name: str
    main: Path
    python: Python = Python()
    declared: tuple[ConfigDeclaration, ...] = ()
    plugins: dict[str, Path] = field(default_factory=dict)
    settings: Path | None = None
    backend: str = ""

    @property
    def program_folder(self) -> Path:
        """The folder of the program: `main`, or that of its file."""
        return _folder_of(self.main)


def _folder_of(main: Path) -> Path:
    return main if main.is_dir() else main.parent


def load_project(folder: Path) -> Project:
    """Read `Pulumi.yaml` of a folder; EngineError where it is missing or the project is not in Python."""
    content = load_yaml(folder / "Pulumi.yaml")
    if not content.get("name") or not isinstance(content["name"], str):
        raise EngineError(f"no Pulumi.yaml with a `name` in {folder}")
    if unknown := sorted(set(content) - _SUPPORTED):
        raise RefusedError(f"`{unknown[0]}` in Pulumi.yaml")
    config = content.get("config") or {}
    if not isinstance(config, dict):
        raise RefusedError("`config` in Pulumi.yaml as a folder, which `stackConfigDir` names,")
    main = folder / (content.get("main") or ".")
    return Project(
        folder=folder,
        name=content["name"],
        main=main,
        python=python_of(content.get("runtime"), folder, _folder_of(main)),
        declared=read_declarations(config, content["name"]),
        plugins=_plugins(folder, content.get("plugins") or {}),
        settings=folder / content["stackConfigDir"] if content.get("stackConfigDir") else None,
        backend=(content.get("backend") or {}).get("url") or "",
    )


def _plugins(folder: Path, declared: Mapping[str, Any]) -> dict[str, Path]:
    if others := sorted(set(declared) - {"providers"}):
        raise RefusedError(f"`plugins: {others[0]}` in Pulumi.yaml")
    return {plugin["name"]: folder / plugin["path"] for plugin in declared.get("providers") or []}


class StackSettings:
    """The file `Pulumi.<stack>.yaml`: the configuration, its secrets encrypted, and the salt of the encryption."""

    def __init__(self, project: Project, stack: str) -> None:
        self.project = project
        self.stack = stack
        self.path = (project.settings or project.folder) / f"Pulumi.{stack}.yaml"
        self._content = load_yaml(self.path)
        if not isinstance(self._content.get("config") or {}, dict):
            raise EngineError(f"cannot read {self.path}: `config` is not a mapping")
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
        """Write one setting, encrypted if there is a crypter."""
        entries = self._content.setdefault("config", {})
        entries[self.full_key(key)] = {"secure": crypter.encrypt(value)} if crypter else value
        self._save()

    def remove_config(self, key: str) -> None:
        """Remove one setting, if it exists."""
        if self._entries.pop(self.full_key(key), None) is not None:
            self._save()

    def config(self, crypter: Crypter, over: Mapping[str, str]) -> "Configuration":
        """Return the configuration, decrypted: `over` overrides the stack's settings, and those the project's."""
        project = self.project
        declared = {item.full_key: item.value for item in project.declared if item.value is not None}
        stack = {self.full_key(key): "" if entry is None else entry for key, entry in self._entries.items()}
        entries = {**declared, **stack, **over}
        decrypted = {key: _decrypted(entry, crypter) for key, entry in entries.items()}
        values = {key: _setting(value) for key, value in decrypted.items()}
        return Configuration(
            {key: item.text for key, item in values.items()},
            frozenset(key for key, item in values.items() if item.secret),
            frozenset(text for text in _secret_texts(decrypted) if len(text) >= SHORTEST),
            config_error(project.declared, values, project.name, self.stack),
        )

    @property
    def _entries(self) -> dict[str, Any]:
        return self._content.get("config") or {}

    def full_key(self, key: str) -> str:
        """Return a key with its namespace, by default the project's; EngineError if it is none."""
        match key.split(":"):
            case [name]:
                return f"{self.project.name}:{name}"
            case [namespace, name] | [namespace, "config", name]:
                return f"{namespace}:{name}"
        raise EngineError(
            f"invalid configuration key: could not parse {key} as a configuration key "
            "(configuration keys should be of the form `<namespace>:<name>`)"
        )

    def _save(self) -> None:
        write_atomically(self.path, yaml.safe_dump(self._content, sort_keys=False))


SHORTEST = 3
"""Characters of the shortest secret that messages are searched for, as the real engine does it."""


@dataclass(frozen=True)
class Configuration:
    """Settings by their full key.

    `secrets` are the keys of secret values, `redacted` the texts that no message shows, `error` is the first violation
    of the project's declarations.
    """

    values: dict[str, str]
    secrets: frozenset[str]
    redacted: frozenset[str] = frozenset()
    error: str = ""

    def of(self, package: str) -> dict[str, str]:
        """Return the settings in a package's namespace, by their names in it."""
        prefix = f"{package}:"
        return {key.removeprefix(prefix): text for key, text in self.values.items() if key.startswith(prefix)}

    def without_secrets(self, text: str) -> str:
        """Return the text with `[secret]` for each secret in it."""
        for secret in sorted(self.redacted, key=len, reverse=True):
            text = text.replace(secret, REDACTED)
        return text


def _decrypted(entry: Any, crypter: Crypter) -> Any:
    """Return a value of the stack's file, with its secrets decrypted and marked."""
    if isinstance(entry, dict) and set(entry) == {"secure"}:
        return Secret(crypter.decrypt(entry["secure"]))
    return with_items(entry, lambda item: _decrypted(item, crypter))


def _secret_texts(value: Any) -> Iterator[str]:
    if isinstance(value, Secret):
        yield value.element
    for item in items_of(value):
        yield from _secret_texts(item)


def _setting(decrypted: Any) -> ConfigValue:
    value, secret = reveal(decrypted), contains(decrypted, is_secret)
    if isinstance(value, str):
        return ConfigValue(value, secret, structured=False)
    return ConfigValue(plain_json(value), secret, structured=isinstance(value, dict | list))


# libyaml, where PyYAML has it, reads a file in a sixth of the time
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as the real engine does: `yes` and `off` are words, `1e3` is a number, a date is its time in UTC."""


def _time(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    read = loader.construct_yaml_timestamp(node)
    moment = read if isinstance(read, dt.datetime) else dt.datetime(read.year, read.month, read.day)
    fraction = f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else ""
    zone = f"{moment:%z}"
    return f"{moment:%Y-%m-%d %H:%M:%S}{fraction} {zone or '+0000'} {zone if zone not in ('', '+0000') else 'UTC'}"


def _integer(_: yaml.SafeLoader, node: yaml.ScalarNode) -> int | float:
    digits = node.value.replace("_", "")
    octal = digits.lstrip("+-").startswith("0") and digits.lstrip("+-").isdecimal()
    return integer_or_float(int(digits, 8 if octal else 0))


def _float(_: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    value = float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan"))
    if not math.isfinite(value):
        raise yaml.constructor.ConstructorError(problem=f"json: unsupported value: {node.value}")
    return value


_NUMBERS: Final = {
    "tag:yaml.org,2002:int": r"[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[1-9][0-9_]*|0)$",
    "tag:yaml.org,2002:float": r"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(?i:inf)|\.(?i:nan))$",
}
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _time)
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
_Loader.add_constructor("tag:yaml.org,2002:float", _float)
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, form)
        for tag, form in known
        if tag not in _NUMBERS and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
    ]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _form in _NUMBERS.items():
    _Loader.add_implicit_resolver(_tag, re.compile(_form), list("-+0123456789."))


def load_yaml(path: Path) -> dict[str, Any]:
    """Return the content of a file, empty where it does not exist; EngineError where it is not a mapping in YAML."""
    if not path.exists():
        return {}
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}  # noqa: S506 - it is a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EngineError(f"cannot read {path}: {error}") from None
    if not isinstance(content, dict):
        raise EngineError(f"cannot read {path}: it is not a mapping")
    return content
