"""The files around the program: the project, its requirements, the stack's settings, and what to do next."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping

from ..._version import __version__
from ...casing import camel
from ...settings import ADDRESS_SETTINGS, Settings
from .adoption_plan import SecretSetting
from .module_layout import KEEP
from .program import ExportedProgram

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
  {KEEP}:
    type: boolean
    default: false
    description: Whether the server keeps the keys that the stack is not given.
"""
README_START = """\
# {project}

{count} integrations of an Arize account under code, as they were found.

```sh
{commands}
```

The preview says of each that it adopts the existing integration, creates none and changes nothing; it names the fields
that somebody has changed since. `pulumi up` takes them over: no field changes, and nothing is sent.
"""
KEYS = f"""\
## Keys

The API never returns a key. While `{KEEP}` is on, the server keeps each one that the stack is not given, and
nobody has to know it. Give the stack a key when you have it: the next `pulumi up` sends it to the server. Headers are
sent together: give all those of an integration at once.

```sh
{{commands}}
```

Then take the switch off: from now on a key that is missing is an error, as it is in every other stack.

```sh
pulumi config rm {KEEP}
```
"""
README_END = """\
## Later

- After the first `pulumi up`, `adopt` has done its work: the lines may go.
- `pulumi destroy`, and a declaration that is taken out, delete the integration in the account.
- In another account there is nothing to adopt: take out `adopt`, and give that stack every key.
"""


def project_files(program: ExportedProgram, settings: Settings, project: str, stack: str) -> dict[str, str]:
    """Return the texts of all files by path."""
    keeping = any(secrets(program))
    configuration = stack_settings(settings, project, keeping=keeping)
    return {
        "Pulumi.yaml": PROJECT.format(project=json.dumps(project)) + (KEEP_SETTING if keeping else ""),
        f"Pulumi.{stack}.yaml": _yaml(configuration),
        "requirements.txt": f"pulumi-arize>={__version__}\n",
        "README.md": _readme(program, project, stack),
        **program.modules,
    }


def secrets(program: ExportedProgram) -> Iterator[tuple[str, SecretSetting]]:
    """Return every secret setting of the program."""
    return ((name, secret) for item in program.declarations for name, secret in item.secrets.items())


def stack_settings(settings: Settings, project: str, *, keeping: bool) -> dict[str, str]:
    """Return the settings of the stack, none of them secret: where the account is, and that keys are kept."""
    given = settings.model_dump(include=set(ADDRESS_SETTINGS), exclude_defaults=True)
    address = {f"arize:{camel(name)}": str(given[name]) for name in ADDRESS_SETTINGS if name in given}
    return {**address, **({f"{project}:{KEEP}": "true"} if keeping else {})}


def key_commands(program: ExportedProgram) -> list[str]:
    """Return what gives the stack the secrets that the server keeps so far, each asked for at the terminal."""
    return [command for name, secret in secrets(program) for command in _set(name, secret)]


def _set(name: str, secret: SecretSetting) -> Iterator[str]:
    if not secret.field.is_map:
        yield f"pulumi config set --secret {name}"
        return
    for key in secret.names or ("<name of the header>",):
        yield f"pulumi config set --secret --path {shlex.quote(f'{name}[{json.dumps(key)}]')}"


def _yaml(configuration: Mapping[str, str]) -> str:
    if not configuration:
        return "config: {}\n"
    return "config:\n" + "".join(f"  {key}: {json.dumps(value)}\n" for key, value in configuration.items())


def _readme(program: ExportedProgram, project: str, stack: str) -> str:
    keys = key_commands(program)
    first = ["pulumi install", f"pulumi stack init {stack}", "pulumi preview", "pulumi up"]
    parts = [
        README_START.format(project=project, count=len(program.declarations), commands="\n".join(first)),
        KEYS.format(stack=stack, commands="\n".join(keys)) if keys else "",
        README_END,
    ]
    return "\n".join(part for part in parts if part)
