"""Which fields of a request may be null."""

from __future__ import annotations

from types import NoneType
from typing import get_args

from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.traits import Model

from ..errors import InvalidRequest, Unprocessable
from ..json_document import Path, at

_NULL_IN_CREATE = frozenset({"description", "organization_id", "space_id"})
"""The only fields that may be null in an object that is sent whole. Source: the nullable fields of the official
package's `Create…Request`, `…ScopingRequest` and `…PresetInput`; every other field is left out instead."""


def check_null_in_create(field: Field, path: Path) -> None:
    """Check a null in an object that is sent whole; InvalidRequest where the field cannot be null."""
    if field.name not in _NULL_IN_CREATE:
        raise InvalidRequest(f"{at(path)} must not be null")


def check_null_in_patch(field: Field, siblings: tuple[type[Model], ...], path: Path) -> None:
    """Check a null in a PATCH: it removes what is optional, and a stored secret even if create requires it.

    Source: the nullable fields of `UpdateLlmConfig`, `UpdateAiIntegrationRequest` and `UpdateAgentConfig`. A null that
    the request model allows, because it is the same for all providers, and this provider does not, is Unprocessable;
    one that no integration can have is an InvalidRequest.
    """
    if _is_optional(field) or field.presence_field:
        return
    if any(_is_optional(other) for model in siblings if (other := fields(model).get(field.name))):
        raise Unprocessable(f"{at(path)} cannot be removed: it is required here")
    raise InvalidRequest(f"{at(path)} must not be null")


def _is_optional(field: Field) -> bool:
    """Tell whether the field can be null in the model."""
    return NoneType in get_args(field.annotation)
