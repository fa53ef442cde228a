"""Where a null may stand in a request, and what it means."""

from __future__ import annotations

from types import NoneType
from typing import get_args

from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.traits import Model

from ..errors import InvalidRequest, Path, Unprocessable, at

_NULL_IN_CREATE = frozenset({"description", "organization_id", "space_id"})
"""The only fields that may be null in an object that is sent whole. Source: the nullable fields of the official
package's `Create…Request`, `…ScopingRequest` and `…PresetInput`; every other field is left out instead."""


def check_null_in_create(field: Field, path: Path) -> None:
    """Check a null in an object that is sent whole.

    Raises:
        InvalidRequest: The field cannot be null.
    """
    if field.name not in _NULL_IN_CREATE:
        raise InvalidRequest(f"{at(path)} must not be null")


def check_null_in_patch(field: Field, siblings: tuple[type[Model], ...], path: Path) -> None:
    """Check a null in a PATCH: it removes what may be missing, and a stored secret even where create asks for one.

    Source: the nullable fields of `UpdateLlmConfig`, `UpdateAiIntegrationRequest` and `UpdateAgentConfig`. What
    the request model allows, for it serves all providers, and this provider cannot do without, is a 422.

    Raises:
        InvalidRequest: No integration can have a null here.
        Unprocessable: This one cannot.
    """
    if may_be_missing(field) or field.presence_field:
        return
    if any(may_be_missing(other) for model in siblings if (other := fields(model).get(field.name))):
        raise Unprocessable(f"{at(path)} cannot be removed: it is required here")
    raise InvalidRequest(f"{at(path)} must not be null")


def may_be_missing(field: Field) -> bool:
    """Tell whether the model has null for the field."""
    return NoneType in get_args(field.annotation)
