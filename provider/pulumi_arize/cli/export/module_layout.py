"""The text of the program's modules."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from .adoption_plan import Skipped
from .declarations import Declaration
from .python_source import WIDTH, assigned, names_in, quoted
from .scope_targets import ScopeTarget

KEEP = "keepServerKeys"
"""The setting with which a stack lets the server keep the keys that it is not given."""

ACCOUNT = "account"
PACKAGE = "integrations"
PROGRAM = "__main__.py"

IMPORTS = "import pulumi\nimport pulumi_arize as arize\n"
CONFIG = "config = pulumi.Config()\n"
KEEP_LINE = f'keep_server_keys = config.require_bool("{KEEP}")\n'
TEXT = '''

def secret(name: str) -> pulumi.Output[str] | None:
    """Return a secret setting; one that is not set may stay as the server has it."""
    return config.get_secret(name) if keep_server_keys else config.require_secret(name)
'''
OBJECT = '''

def secret_object(name: str) -> pulumi.Output[dict[str, str]] | None:
    """Return a secret object; one that is not set may stay as the server has it."""
    if keep_server_keys:
        return config.get_secret_object(name)
    return config.require_secret_object(name)
'''
HELPERS = ("config", "secret", "secret_object")
RESERVED = ("pulumi", "arize", "keep_server_keys", ACCOUNT, PACKAGE, *HELPERS)


def one_module(declarations: Sequence[Declaration], known: Mapping[str, ScopeTarget], about: str) -> dict[str, str]:
    """Return the program in one file."""
    prelude = _prelude(declarations, known)
    ends_with_function = prelude.splitlines()[-1].startswith(" ")
    text = f'"""The integrations of an Arize account."""\n\n{prelude}' + ("\n" if ends_with_function else "")
    return {PROGRAM: text + "".join(f"\n{item.source}\n" for item in declarations) + about}


def many_modules(declarations: Sequence[Declaration], known: Mapping[str, ScopeTarget], about: str) -> dict[str, str]:
    """Return the program in files: a module for each provider and type, and one for what they share."""
    grouped = {name: list(items) for name, items in groupby(declarations, lambda item: item.taken.group.lower())}
    names = "".join(f"    {quoted(name)},\n" for name in grouped)
    main = '"""The integrations of an Arize account, a module for each provider and type."""\n\n' + _import(
        PACKAGE, grouped
    )
    return {
        PROGRAM: f"{main}\n__all__ = [\n{names}]\n{about}",
        f"{ACCOUNT}.py": f'"""What the integrations share."""\n\n{_prelude(declarations, known)}',
        f"{PACKAGE}/__init__.py": '"""The integrations, by provider and type."""\n',
        **{f"{PACKAGE}/{name}.py": _module(name, items, known) for name, items in grouped.items()},
    }


def _module(name: str, declarations: Sequence[Declaration], known: Mapping[str, ScopeTarget]) -> str:
    shared = [*HELPERS, *(place.variable for place in known.values())]
    used = {used for item in declarations for used in names_in(item.node)}
    names = sorted(used & {*shared})
    imported = f"\n{_import(ACCOUNT, names)}" if names else ""
    head = f'"""Integrations: {name.upper()}."""\n\nimport pulumi_arize as arize\n{imported}'
    return head + "".join(f"\n{item.source}\n" for item in declarations)


def _prelude(declarations: Sequence[Declaration], known: Mapping[str, ScopeTarget]) -> str:
    """Return what stands before the declarations: imports, the settings that they need, the places that they name."""
    secrets = [secret for item in declarations for secret in item.secrets.values()]
    text = any(not secret.field.is_map for secret in secrets)
    mapping = any(secret.field.is_map for secret in secrets)
    helpers = (TEXT if text else "") + (OBJECT if mapping else "")
    head = IMPORTS if secrets else IMPORTS.partition("\n")[2]
    found = "".join(f"{assigned(place.variable, place.found_by)}\n" for place in known.values())
    before = f"\n{CONFIG}{KEEP_LINE}{helpers}" if secrets else ""
    return head + before + (("\n\n" if helpers else "\n") + found if found else "")


def _import(module: str, names: Iterable[str]) -> str:
    line = f"from {module} import {', '.join(names)}\n"
    if len(line) <= WIDTH + 1:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"


def skipped_comment(left_out: Sequence[Skipped]) -> str:
    """Return the comment that names what the program does not declare."""
    if not left_out:
        return ""
    lines = ["Left out, for it cannot be declared as it is:"]
    for item in left_out:
        said = f"- {quoted(item.name)} ({item.item_id}): {item.reason}"
        lines += textwrap.wrap("".join(char for char in said if char.isprintable()), WIDTH - 2, subsequent_indent="  ")
    return "\n" + "".join(f"# {line}\n" for line in lines)
