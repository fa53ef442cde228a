"""Helpers that search values: for secrets in the clear, for differences, at a path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from pulumi_embedded.values import UNKNOWN, Secret

from .provider_process import Failed

NOTHING: tuple[Any, ...] = (None, {}, [])


def value_at(values: Any, path: str) -> Any:
    """Return the value at a dotted path, None where there is none."""
    for part in path.split("."):
        values = values.get(part) if isinstance(values, Mapping) else None
    return values


def in_clear(value: Any, secret: str) -> bool:
    """Tell whether a text is anywhere outside of the values that are marked secret."""
    if isinstance(value, Secret):
        return False
    if isinstance(value, Mapping):
        return any(in_clear(item, secret) for item in (*value.keys(), *value.values()))
    if isinstance(value, (list, tuple)):
        return any(in_clear(item, secret) for item in value)
    return isinstance(value, str) and secret in value


def differing(predicted: Any, actual: Any, path: str = "") -> Iterator[str]:
    """Return where outputs differ from those of the preview; an unknown value matches any, and null an empty one."""
    if predicted is UNKNOWN or (predicted in NOTHING and actual in NOTHING):
        return
    if isinstance(predicted, Mapping) and isinstance(actual, Mapping):
        for name in (*predicted, *(name for name in actual if name not in predicted)):
            yield from differing(predicted.get(name), actual.get(name), f"{path}.{name}")
    elif isinstance(predicted, list) and isinstance(actual, list) and len(predicted) == len(actual):
        for index, (one, other) in enumerate(zip(predicted, actual, strict=True)):
            yield from differing(one, other, f"{path}[{index}]")
    elif predicted != actual:
        yield f"{path}: {predicted!r} was predicted, and is {actual!r}"


def error_message(call: Callable[[], Any]) -> str:
    """Return the message of a call that must fail, which is of one line and names no secret and no code."""
    with pytest.raises(Failed) as failure:
        call()
    message = str(failure.value)
    assert "\n" not in message
    assert "s3cret" not in message
    assert "Traceback" not in message
    assert ".py" not in message
    return message
