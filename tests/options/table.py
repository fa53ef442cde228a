"""The rows of `docs/options.md`: what Pulumi lets a user do to a resource, and what comes of it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pulumi

PAGE = Path(__file__).parents[2] / "docs" / "options.md"
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
RESOURCE, LOOKUP, COMMANDS = "Resource options", "Invoke options", "Commands"


@dataclass(frozen=True)
class Row:
    """What an option or a command comes to by each front end, as the page says it."""

    name: str
    dynamic: str
    native: str

    def is_refused(self, front_end: str) -> bool:
        """Tell whether a front end refuses it in every case."""
        output: str = getattr(self, front_end)
        return output.startswith("rejected")


@cache
def rows(section: str) -> Mapping[str, Row]:
    """Return the rows of a section by name."""
    _, _, after = PAGE.read_text().partition(f"## {section}\n")
    return {name: Row(name, dynamic, native) for name, dynamic, native in ROW.findall(after.partition("\n## ")[0])}


def parameters(of: Any) -> list[str]:
    """Return what the SDK takes."""
    return [name for name in inspect.signature(of).parameters if name != "self"]


def nothing(_: Any) -> None:
    """Change nothing: a transformation, a transform, a migration or a hook."""


VALUES: Mapping[str, Callable[[Any], Any]] = {
    "parent": lambda other: other,
    "depends_on": lambda other: [other],
    "protect": lambda _: False,
    "delete_before_replace": lambda _: True,
    "ignore_changes": lambda _: ["config.base_url"],
    "version": lambda _: "0.1.0",
    "plugin_download_url": lambda _: "https://example.com",
    "aliases": lambda _: [pulumi.Alias(name="earlier")],
    "additional_secret_outputs": lambda _: ["config.base_url", "createdAt"],
    "id": lambda _: "an-id",
    "import_": lambda _: "an-id",
    "custom_timeouts": lambda _: pulumi.CustomTimeouts(create="1m"),
    "transformations": lambda _: [nothing],
    "transforms": lambda _: [nothing],
    "state_migrations": lambda _: [nothing],
    "hooks": lambda _: pulumi.ResourceHookBinding(before_create=[nothing]),
    "urn": lambda _: "urn:pulumi:dev::e2e::arize:index:Integration::other",
    "replace_on_changes": lambda _: ["config.base_url"],
    "replacement_trigger": lambda _: "1",
    "retain_on_delete": lambda _: False,
    "deleted_with": lambda other: other,
    "replace_with": lambda other: [other],
    "hide_diffs": lambda _: ["config.base_url"],
    "env_var_mappings": lambda _: {"MINE": "ARIZE_API_KEY"},
}
"""A value for each option but those that name providers, made from another resource."""
