"""What a failure says to a user, for inputs and for settings: pydantic's error types in words, and similar words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from .enums import letters
from .field_types import RULE, UNUSABLE

PYDANTIC_MESSAGES: Mapping[str, str] = {
    RULE: "{reason}",
    UNUSABLE: "{reason}",
    "string_type": "must be a string",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "too_long": "must have at most {max_length:,} items",
    "string_too_long": "must have at most {max_length:,} characters",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:,.0f}",
    "literal_error": "must be one of {expected}",
}
"""The message for each error type: a format string for the error's context."""


def suggestion(word: str, known: Mapping[str, str], cutoff: float = 0.6) -> str:
    """Return a hint at the value of a known word that is similar; empty where none is."""
    values = {letters(candidate): value for candidate, value in known.items()}
    similar = difflib.get_close_matches(letters(word), values, n=1, cutoff=cutoff)
    return f"; did you mean {values[similar[0]]}?" if similar else ""
