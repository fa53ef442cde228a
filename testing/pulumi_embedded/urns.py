"""URNs, the names of resources: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`."""

from typing import Final

STACK_TYPE: Final = "pulumi:pulumi:Stack"
PROVIDER_TYPES: Final = "pulumi:providers:"

# the packages whose resources this engine knows
DYNAMIC: Final = "pulumi-python"
BUILT_IN: Final = "pulumi"


def make(stack: str, project: str, parent: str, resource_type: str, name: str) -> str:
    """Return the URN of a resource under `parent` (a URN, or empty)."""
    above = qualified_type(parent) if parent else ""
    under = f"{above}$" if above and above != STACK_TYPE else ""
    return f"urn:pulumi:{stack}::{project}::{under}{resource_type}::{name}"


def qualified_type(urn: str) -> str:
    """Return the qualified type of a URN: the types of its parents, and its own."""
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


def package_of(resource_type: str) -> str:
    """Return the package of a resource type or a provider type."""
    return (
        resource_type.removeprefix(PROVIDER_TYPES)
        if is_provider_type(resource_type)
        else resource_type.partition(":")[0]
    )


def provider_package(reference: str) -> str:
    """Return the package of a provider reference, empty for an empty one."""
    return package_of(type_of(provider_urn(reference))) if reference else ""


def is_provider_type(resource_type: str) -> bool:
    """Return whether resources of this type are providers."""
    return resource_type.startswith(PROVIDER_TYPES)


def is_default_provider(urn: str) -> bool:
    """Return whether the name of a provider is that of a default provider."""
    return is_provider_type(type_of(urn)) and name_of(urn).startswith("default")
