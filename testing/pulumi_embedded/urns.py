"""The names that the engine gives to resources: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`."""

from typing import Final

STACK_TYPE: Final = "pulumi:pulumi:Stack"
PROVIDER_TYPES: Final = "pulumi:providers:"

# the packages whose resources this engine knows
DYNAMIC: Final = "pulumi-python"
BUILT_IN: Final = "pulumi"


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


def package_of(kind: str) -> str:
    """Return the package that resources of this type, or providers of this type, belong to."""
    return kind.removeprefix(PROVIDER_TYPES) if is_provider_type(kind) else kind.partition(":")[0]


def provider_package(reference: str) -> str:
    """Return the package that the provider of a reference is of, empty for no reference."""
    return package_of(type_of(provider_urn(reference))) if reference else ""


def is_provider_type(kind: str) -> bool:
    """Say whether resources of this type are providers."""
    return kind.startswith(PROVIDER_TYPES)


def is_default_provider(urn: str) -> bool:
    """Say whether the engine registered this provider itself: that is told by its name."""
    return is_provider_type(type_of(urn)) and name_of(urn).startswith("default")
