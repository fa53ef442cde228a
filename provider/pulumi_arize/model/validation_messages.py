"""What pydantic's error types mean to a user, for inputs and for settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .field_types import RULE, UNUSABLE

PYDANTIC_MESSAGES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    RULE: lambda context: str(context["reason"]),
    UNUSABLE: lambda context: str(context["reason"]),
    "string_type": lambda _: "must be a string",
    "bool_type": lambda _: "must be true or false",
    "bool_parsing": lambda _: "must be true or false",
    "int_type": lambda _: "must be a whole number",
    "int_parsing": lambda _: "must be a whole number",
    "int_parsing_size": lambda _: "must be a whole number",
    "int_from_float": lambda _: "must be a whole number",
    "float_type": lambda _: "must be a number",
    "float_parsing": lambda _: "must be a number",
    "list_type": lambda _: "must be a list",
    "dict_type": lambda _: "must be an object",
    "model_type": lambda _: "must be an object",
    "model_attributes_type": lambda _: "must be an object",
    "string_too_short": lambda _: "must not be empty",
    "too_short": lambda _: "must not be empty",
    "too_long": lambda context: f"must have at most {context['max_length']:,} items",
    "string_too_long": lambda context: f"must have at most {context['max_length']:,} characters",
    "greater_than": lambda context: f"must be more than {context['gt']:g}",
    "greater_than_equal": lambda context: f"must be at least {context['ge']:g}",
    "less_than_equal": lambda context: f"must be at most {context['le']:,.0f}",
    "literal_error": lambda context: f"must be one of {context['expected']}",
}
"""The message for each error type, from the error's context."""
