"""JSON Schemas of draft-07. The library for them is imported where an agent or an evaluator is declared.

Nothing is fetched: a reference to another document is an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

MESSAGE_LIMIT = 200
"""Characters that are shown of a message of the library."""

Where = tuple["str | int", ...]


def schema_error(schema: Mapping[str, Any]) -> str | None:
    """Return why this is not a JSON Schema of draft-07; None where it is one."""
    from jsonschema import Draft7Validator, SchemaError  # noqa: PLC0415 - see above

    try:
        Draft7Validator.check_schema(schema)
    except SchemaError as error:
        where = "/".join(str(part) for part in error.absolute_path) or "its root"
        return f"must be a JSON Schema of draft-07; at {where}: {error.message[:MESSAGE_LIMIT]}"
    except RecursionError:
        return "is nested too deeply"
    return None


def partial_violations(schema: Mapping[str, Any], body: Any) -> list[tuple[Where, str]]:
    """Return where a part of a body does not match a schema, and why; nothing for an invalid schema.

    Its `required` is ignored at the root, or at every depth: which of the two the API does is not documented, so a body
    that matches in one of them has no violation.
    """
    if schema_error(schema) is not None:
        return []
    complete, partial = _validators()
    at_root = list(_violations(complete, {k: v for k, v in schema.items() if k != "required"}, body))
    return at_root if at_root and any(_violations(partial, schema, body)) else []


@cache
def _validators() -> tuple[Any, Any]:
    """Return the library's validator with exact multiples, and one that ignores `required` too."""
    from jsonschema import Draft7Validator  # noqa: PLC0415 - see above
    from jsonschema.validators import extend  # noqa: PLC0415

    complete = extend(Draft7Validator, {"multipleOf": _multiple_violations})  # type: ignore[no-untyped-call]
    return complete, extend(complete, {"required": lambda *_: ()})  # type: ignore[no-untyped-call]


def _multiple_violations(validator: Any, divisor: Any, value: Any, _: Any) -> Iterator[Any]:
    """Yield an error where a number is not a multiple of another one, as decimals: 19.99 is a multiple of 0.01."""
    from jsonschema import ValidationError  # noqa: PLC0415 - see above

    if validator.is_type(value, "number") and Fraction(str(value)) % Fraction(str(divisor)):
        yield ValidationError(f"{value} is not a multiple of {divisor}")


def _violations(validator: Any, schema: Mapping[str, Any], body: Any) -> Iterator[tuple[Where, str]]:
    from referencing import Registry  # noqa: PLC0415 - see above
    from referencing.exceptions import Unresolvable  # noqa: PLC0415

    try:
        for error in validator(schema, registry=Registry()).iter_errors(body):
            yield tuple(error.absolute_path), f"{error.validator}: {json.dumps(error.validator_value)}"[:MESSAGE_LIMIT]
    except Unresolvable as error:
        yield (), f"its reference {str(error)[:MESSAGE_LIMIT]!r} cannot be resolved"
    except RecursionError:
        yield (), "it refers to itself infinitely"
    except Exception as error:  # a reference to something else than a schema: the library raises many errors for it
        yield (), f"it cannot be used: {type(error).__name__}"
