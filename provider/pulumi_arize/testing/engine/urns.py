"""The names that the engine gives to resources: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`."""

from typing import Final

STACK_TYPE: Final = "pulumi:pulumi:Stack"
PROVIDER_TYPES: Final = "pulumi:providers:"


def make(stack: str, project: str, parent: str, kind: str, name: str) -> str:
    """Return the URN of a resource under `parent` (a URN, or empty)."""
    above = qualified_type(parent) if parent else ""
    under = f"{above}$" if above and above != STACK_TYPE else ""
    return f"urn:pulumi:{stack}::{project}::{under}{kind}::{name}"


def qualified_type(urn: str) -> str:
    """Return the types of a URN, from the outermost parent's to its own."""
    return urn.split("::", 3)[2]


def type_of(urn: str) -> str:
    """Return the resource type of a URN."""
    return qualified_type(urn).rpartition("$")[2]


def name_of(urn: str) -> str:
    """Return the resource name of a URN."""
    return urn.split("::", 3)[3]


def provider_urn(reference: str) -> str:
    """Return the URN in a reference to a provider, `<urn>::<id>`."""
    return reference.rpartition("::")[0]


def is_provider_type(kind: str) -> bool:
    """Say whether resources of this type are providers."""
    return kind.startswith(PROVIDER_TYPES)
