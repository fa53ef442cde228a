"""Checks the values that are not objects, by the types and rules of the models."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from pulumi_arize.model.field_types import UNUSABLE
from pulumi_arize.model.traits import Model

from ..errors import InvalidRequest, ProblemResponse, Unprocessable
from ..json_document import Path, at

_RULES = frozenset(
    {
        "rule",
        "string_too_short",
        "string_too_long",
        "too_short",
        "too_long",
        "greater_than_equal",
        "less_than_equal",
    }
)
"""Pydantic errors of a value that has the right type: the API responds with 422, and with 400 to all others."""


@cache
def _adapter(model: type[Model], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotated: Any = Annotated
    return TypeAdapter(annotated[info.annotation, info])


def check_scalar(model: type[Model], name: str, value: object, path: Path) -> None:
    """Check a value without fields of its own; InvalidRequest for a wrong type, Unprocessable for a broken rule."""
    try:
        _adapter(model, name).validate_python(value)
    except ValidationError as error:
        failures = [item for item in error.errors(include_input=False, include_url=False) if item["type"] != UNUSABLE]
        if failures:
            raise problem(failures[0], path) from None


def problem(first: ErrorDetails, path: Path) -> ProblemResponse:
    """Return the error of the API for one of pydantic's, of a value at `path`."""
    kind = Unprocessable if first["type"] in _RULES else InvalidRequest
    return kind(f"{at((*path, *first['loc']))}: {first['msg']}")
