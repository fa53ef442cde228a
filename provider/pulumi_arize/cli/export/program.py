"""The modules of a program: one file, or one module for each provider and type."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .adoption_plan import Adoptable, Skipped
from .declarations import (
    Declaration,
    ScopeTarget,
    Target,
    declaration,
    environment_declarations,
    scope_targets,
    unique_variables,
)
from .python_source import WIDTH, names_in, quoted, word
from .read_account import AccountContents

MAX_IN_ONE_MODULE = 15
"""Integrations in one file; a program with more has several modules."""

KEEP_SERVER_KEYS = "keepServerKeys"
"""The setting with which the server keeps the keys that the stack does not have."""

ACCOUNT = "account"
PACKAGE = "integrations"
PROGRAM = "__main__.py"

IMPORTS = "import pulumi\nimport pulumi_arize as arize\n"
CONFIG = f"""
config = pulumi.Config()
keep_server_keys = config.require_bool("{KEEP_SERVER_KEYS}")
"""
TEXT_FUNCTION = '''

def secret(name: str) -> pulumi.Output[str] | None:
    """Return a secret setting; None keeps the key that the server has."""
    return config.get_secret(name) if keep_server_keys else config.require_secret(name)
'''
OBJECT_FUNCTION = '''

def secret_object(name: str) -> pulumi.Output[dict[str, str]] | None:
    """Return a secret object; None keeps the values that the server has."""
    if keep_server_keys:
        return config.get_secret_object(name)
    return config.require_secret_object(name)
'''
HELPERS = ("config", "secret", "secret_object")
RESERVED = ("pulumi", "arize", "keep_server_keys", ACCOUNT, PACKAGE, *HELPERS)


@dataclass(frozen=True)
class ExportedProgram:
    """The modules of a program by path, what it declares, and what it skips.

    `environment` are the organizations, spaces and service keys, `declarations` the integrations.
    """

    modules: Mapping[str, str]
    environment: Sequence[Declaration]
    declarations: Sequence[Declaration]
    skipped: Sequence[Skipped]


def program(
    contents: AccountContents,
    plans: Iterable[Adoptable | Skipped],
    environment_plans: Iterable[Adoptable | Skipped] = (),
) -> ExportedProgram:
    """Return the program that declares the integrations of an account: the same program for the same account.

    With `environment_plans`, it declares organizations, spaces and service keys as well.
    """
    plans, environment_plans = list(plans), list(environment_plans)
    declared = environment_declarations((plan for plan in environment_plans if isinstance(plan, Adoptable)), RESERVED)
    adoptable = [plan for plan in plans if isinstance(plan, Adoptable)]
    adoptable.sort(key=lambda plan: (plan.group, plan.name.casefold(), plan.name, plan.item_id))
    skipped = sorted(
        (plan for plan in (*environment_plans, *plans) if isinstance(plan, Skipped)), key=lambda plan: plan.name
    )
    targets = scope_targets(contents, adoptable, declared, RESERVED)
    reserved = (*RESERVED, *(target.variable for target in targets.values()))
    words = [word(plan.name, plan.group.lower()) for plan in adoptable]
    variables = unique_variables(adoptable, words, "integration", reserved)
    declarations = [declaration(plan, name, targets) for plan, name in zip(adoptable, variables, strict=True)]
    layout = _one_module if len(declarations) <= MAX_IN_ONE_MODULE else _many_modules
    modules = layout(declarations, list(targets.values()))
    modules[PROGRAM] += _skipped_comment(skipped)
    return ExportedProgram(modules, list(declared.values()), declarations, skipped)


def _one_module(declarations: Sequence[Declaration], targets: Sequence[Target]) -> dict[str, str]:
    prelude = _prelude(declarations, targets)
    ends_with_function = prelude.splitlines()[-1].startswith(" ")
    text = f'"""{_about(targets)} of an Arize account."""\n\n{prelude}' + ("\n" if ends_with_function else "")
    return {PROGRAM: text + _sources(declarations)}


def _about(targets: Sequence[Target]) -> str:
    return "The environment" if any(isinstance(target, Declaration) for target in targets) else "The integrations"


def _many_modules(declarations: Sequence[Declaration], targets: Sequence[Target]) -> dict[str, str]:
    """Return a module for each provider and type, and one for the lookups and functions that they share."""
    groups = {name: list(items) for name, items in groupby(declarations, lambda item: item.plan.group.lower())}
    declares = any(isinstance(target, Declaration) for target in targets)
    exported = "".join(f"    {quoted(name)},\n" for name in ([ACCOUNT] if declares else []) + list(groups))
    imported = (f"import {ACCOUNT}\n" if declares else "") + _import(PACKAGE, groups)
    about = f'"""{_about(targets)} of an Arize account, a module for each provider and type."""'
    return {
        PROGRAM: f"{about}\n\n{imported}\n__all__ = [\n{exported}]\n",
        f"{ACCOUNT}.py": f'"""What the integrations share."""\n\n{_prelude(declarations, targets)}',
        f"{PACKAGE}/__init__.py": '"""The integrations, by provider and type."""\n',
        **{f"{PACKAGE}/{name}.py": _module(name, items, targets) for name, items in groups.items()},
    }


def _module(name: str, declarations: Sequence[Declaration], targets: Sequence[Target]) -> str:
    shared = {*HELPERS, *(target.variable for target in targets)}
    used = sorted(shared & {used for item in declarations for used in names_in(item.node)})
    imported = f"\n{_import(ACCOUNT, used)}" if used else ""
    head = f'"""Integrations: {name.upper()}."""\n\nimport pulumi_arize as arize\n{imported}'
    return head + _sources(declarations)


def _prelude(declarations: Sequence[Declaration], targets: Sequence[Target]) -> str:
    """Return what precedes the integrations: imports, the functions for secrets, their environment, and lookups."""
    is_map = {secret.field.is_map for item in declarations for secret in item.secrets.values()}
    functions = (TEXT_FUNCTION if False in is_map else "") + (OBJECT_FUNCTION if True in is_map else "")
    head = IMPORTS + CONFIG + functions if functions else IMPORTS.partition("\n")[2]
    environment = [target for target in targets if isinstance(target, Declaration)]
    lookups = "".join(f"{target.source}\n" for target in targets if isinstance(target, ScopeTarget))
    parts = [part for part in (_sources(environment).lstrip("\n"), lookups) if part]
    return head + ("\n\n" if functions else "\n") + "\n".join(parts) if parts else head


def _sources(declarations: Sequence[Declaration]) -> str:
    return "".join(f"\n{item.source}\n" for item in declarations)


def _import(module: str, names: Iterable[str]) -> str:
    line = f"from {module} import {', '.join(names)}\n"
    if len(line) <= WIDTH + 1:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"


def _skipped_comment(skipped: Sequence[Skipped]) -> str:
    """Return the comment that lists the integrations that the program does not declare."""
    if not skipped:
        return ""
    lines = ["Skipped, because a declaration would change it:"]
    for item in skipped:
        text = f"- {quoted(item.name)} ({item.item_id}): {item.reason}"
        lines += textwrap.wrap("".join(char for char in text if char.isprintable()), WIDTH - 2, subsequent_indent="  ")
    return "\n" + "".join(f"# {line}\n" for line in lines)
