"""The files of the exported project: the modules, the project, its requirements, the stack's settings, a README."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from ..._version import __version__
from ...casing import camel
from ...errors import ArizeError
from ...model.resource_types import ENVIRONMENT_TYPES, ORGANIZATION, SERVICE_KEY, SPACE, ResourceType
from ...settings import ADDRESS_SETTINGS, Settings
from .adoption_plan import SecretSetting
from .program import KEEP_SERVER_KEYS, ExportedProgram

TEXT_TAG = "tag:yaml.org,2002:str"
"""The tag of texts in YAML."""

NEW_STACK = "config: {}\n"
"""The file of a stack without settings."""

PROJECT = """\
name: {project}
description: Integrations of an Arize account.
runtime:
  name: python
  options:
    toolchain: pip
    virtualenv: .venv
"""
KEEP_SETTING = f"""\
config:
  {KEEP_SERVER_KEYS}:
    type: boolean
    default: false
    description: Whether the server keeps the keys that the stack does not have.
"""
README_START = """\
# {project}

{contents} of an Arize account as code, unchanged.

```sh
{commands}
```

The preview reports that it adopts each existing resource, creates none and changes nothing. It names the fields that
changed in the account after the export. `pulumi up` adopts the resources: no field changes, and nothing is sent.
"""
KEYS = f"""\
## Keys

The API never returns a key. While `{KEEP_SERVER_KEYS}` is true, the server keeps each key that the stack does not have.
When you have a key, add it to the stack: the next `pulumi up` sends it to the server. The headers of an integration are
sent together, so add all of them at once.

```sh
{{commands}}
```

Then remove the setting: from now on a missing key is an error, as in any other stack.

```sh
pulumi config rm {KEEP_SERVER_KEYS}
```
"""
SERVICE_KEYS = """\
## Service keys

The API returns a service key only when it creates one: the adopted ones have no `key`. To get one that has, set
`rotation` to any value: `pulumi up` creates a new key, and revokes the old one after everything that depends on it has
changed.
"""
README_END = """\
## Later

- After the first `pulumi up`, the `adopt` arguments have no effect: you can remove them.
- `pulumi destroy` deletes the resources in the account. So does `pulumi up` after you remove a declaration.
- To deploy to another account, remove `adopt`, and give that stack every key.
"""
ENVIRONMENT = """\
The first preview does not know the IDs of the organizations and spaces that it adopts: what has such an ID is compared
in the update.
"""
PROTECTED = """\
- Organizations and spaces are deleted only with `deletion_protection=False`: all data in them would be lost.
"""


def project_files(
    program: ExportedProgram, folder: Path, settings: Settings, project: str, stack: str
) -> dict[str, str]:
    """Return the texts of all files by path; a stack's file that is in the folder keeps what it has.

    Raises ArizeError.
    """
    has_secrets = any(_secrets(program))
    # none of these settings is secret
    values = settings.model_dump(include=set(ADDRESS_SETTINGS), exclude_defaults=True)
    configuration = {f"arize:{camel(name)}": str(values[name]) for name in ADDRESS_SETTINGS if name in values}
    if has_secrets:
        configuration[f"{project}:{KEEP_SERVER_KEYS}"] = "true"
    stack_file = f"Pulumi.{stack.rpartition('/')[2]}.yaml"  # without organization and project
    return {
        "Pulumi.yaml": PROJECT.format(project=json.dumps(project)) + (KEEP_SETTING if has_secrets else ""),
        stack_file: _stack_text(folder / stack_file, configuration),
        "requirements.txt": f"pulumi-arize>={__version__}\n",
        "README.md": _readme(program, project, stack),
        **program.modules,
    }


def deploy_commands(stack: str) -> list[str]:
    """Return the commands that lead to a preview of the project."""
    return ["pulumi install", f"pulumi stack init {stack}", "pulumi preview"]


def key_commands(program: ExportedProgram) -> list[str]:
    """Return the commands that add the keys to the stack; each prompts for its value."""
    return [command for key, secret in _secrets(program) for command in _set(key, secret)]


def refuse_to_overwrite(folder: Path, files: Mapping[str, str]) -> None:
    """Raise ArizeError if a file exists with another text."""
    changed = sorted(name for name, text in files.items() if (folder / name).exists() and _text(folder / name) != text)
    if changed:
        raise ArizeError(
            f"cannot write to {folder}: it has {', '.join(changed)} with other contents; "
            "choose another folder, or run again with --force"
        )


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files. Raises OSError."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _secrets(program: ExportedProgram) -> Iterator[tuple[str, SecretSetting]]:
    return (item for declaration in program.declarations for item in declaration.secrets.items())


def _set(key: str, secret: SecretSetting) -> Iterator[str]:
    if not secret.field.is_map:
        yield f"pulumi config set --secret {key}"
        return
    for name in secret.names or ("<name of the header>",):
        yield f"pulumi config set --secret --path {shlex.quote(f'{key}[{json.dumps(name)}]')}"


def _stack_text(path: Path, configuration: Mapping[str, str]) -> str:
    """Return the text of a stack's file with these settings. Raises ArizeError, OSError.

    What an existing file has stays, such as secrets and the salt of their key, but not the address of another account.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else NEW_STACK
        entries = _entries(yaml.compose(text, yaml.SafeLoader))
        old = _entries(entries.get("config"))
    except (ValueError, yaml.YAMLError):
        raise ArizeError(
            f"{path} does not have the form of a stack's settings: correct it, or choose another folder"
        ) from None
    ours = {*configuration, *(f"arize:{camel(name)}" for name in ADDRESS_SETTINGS)}
    if {name: node.value for name, node in old.items() if name in ours} == configuration:
        return text
    kept = {name: node for name, node in old.items() if name not in ours}
    new = {name: yaml.ScalarNode(TEXT_TAG, value, style='"') for name, value in configuration.items()}
    document = _mapping({**entries, "config": _mapping({**kept, **new})})
    return yaml.serialize(document, Dumper=yaml.SafeDumper, allow_unicode=True, width=sys.maxsize)


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return the entries of a mapping, as they are written; none of what is empty. Raises yaml.YAMLError."""
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise yaml.YAMLError(node.tag)
    return {str(key.value): value for key, value in node.value}


def _mapping(entries: Mapping[str, yaml.Node]) -> yaml.MappingNode:
    pairs = [(yaml.ScalarNode(TEXT_TAG, name), node) for name, node in entries.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def _readme(program: ExportedProgram, project: str, stack: str) -> str:
    keys = "\n".join(key_commands(program))
    commands = "\n".join([*deploy_commands(stack), "pulumi up"])
    parts = [
        README_START.format(project=project, contents=_contents(program), commands=commands)
        + (ENVIRONMENT if program.environment else ""),
        *([KEYS.format(commands=keys)] if keys else []),
        *([SERVICE_KEYS] if _count(program, SERVICE_KEY) else []),
        README_END + (PROTECTED if _count(program, SPACE) + _count(program, ORGANIZATION) else ""),
    ]
    return "\n".join(parts)


def _contents(program: ExportedProgram) -> str:
    """Return how many resources of each type a program declares."""
    counts = {f"{item.title}s": _count(program, item) for item in ENVIRONMENT_TYPES}
    counts["integrations"] = len(program.declarations)
    return ", ".join(f"{number} {title}" for title, number in counts.items() if number)


def _count(program: ExportedProgram, resource_type: ResourceType) -> int:
    return sum(item.plan.resource_type is resource_type for item in program.environment)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
