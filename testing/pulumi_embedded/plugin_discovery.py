"""Finds a native plugin: in a folder that Pulumi.yaml names, or on PATH as `pulumi-resource-<package>`."""

import shutil
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .errors import EngineError, RefusedError
from .project import Project, load_yaml, python_of

_SUPPORTED: Final = {"runtime", "packages", "requiredPulumiVersion", "template"}

_PREFIX: Final = "pulumi-resource-"


@dataclass(frozen=True)
class NativePlugin:
    """The command that starts a plugin; `warning` says where on PATH it was found."""

    command: list[str]
    folder: Path
    warning: str = ""


def find_plugin(package: str, project: Project, environment: Mapping[str, str]) -> NativePlugin:
    """Return the plugin of a package; RefusedError where there is none or it is not a Python program."""
    name = f"{_PREFIX}{package}"
    if folder := project.plugins.get(package):
        executable = folder / name
        command = _command_of(executable) if executable.exists() else _program(folder)
        return NativePlugin(command, folder)
    if found := shutil.which(name, path=environment.get("PATH", "")):
        return NativePlugin(_command_of(Path(found)), Path(found).parent, f"using {name} from $PATH at {found}")
    raise RefusedError(
        f"a resource of the package `{package}`, without `{name}` on PATH or a folder under `plugins` in Pulumi.yaml,"
    )


def _program(folder: Path) -> list[str]:
    manifest = folder / "PulumiPlugin.yaml"
    if not manifest.exists():
        raise EngineError(f"there is no plugin in {folder}: neither an executable nor PulumiPlugin.yaml")
    content = load_yaml(manifest)
    if unknown := sorted(set(content) - _SUPPORTED):
        raise RefusedError(f"`{unknown[0]}` in {manifest}")
    if not (folder / "__main__.py").exists():
        raise RefusedError(f"a plugin without `__main__.py`, as in {folder},")
    return [python_of(content.get("runtime"), folder).interpreter(), "-u", str(folder)]


def installed_plugins() -> dict[str, Path]:
    """Return the folder of this interpreter's scripts for each package whose plugin is among them."""
    scripts = Path(sysconfig.get_path("scripts"))
    return {found.name.removeprefix(_PREFIX): scripts for found in scripts.glob(f"{_PREFIX}*")}


def _command_of(executable: Path) -> list[str]:
    """Return the command that starts an executable; this interpreter runs its own scripts, so that it can fork."""
    with executable.open("rb") as opened:
        interpreter = Path(opened.readline().decode(errors="replace").removeprefix("#!").strip())
    ours = interpreter.parent == Path(sys.executable).parent
    return [sys.executable, "-u", str(executable)] if ours else [str(executable)]
