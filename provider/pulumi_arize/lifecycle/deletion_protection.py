"""The argument that forbids the delete of an organization or a space."""

from __future__ import annotations

from ..model.fields import fields
from ..model.resource_types import ResourceType
from ..safe_json import Values

PROTECTION = "deletion_protection"
"""The name of the argument."""


def has_protection(resource_type: ResourceType) -> bool:
    """Tell whether a resource can forbid its delete."""
    return PROTECTION in fields(resource_type.options)


def is_protected(resource_type: ResourceType, values: Values) -> bool:
    """Tell whether inputs or a state forbid a delete; where they do not say it, the default of the option does."""
    option, given = fields(resource_type.options).get(PROTECTION), values.get(PROTECTION)
    return bool(option and (option.default if given is None else given))
