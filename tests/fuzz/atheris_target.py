"""The same targets for atheris, which looks for inputs that reach new code: `make fuzz`, for SECONDS seconds.

It is no test of the suite. atheris is no locked dependency: where there is no wheel of it, this says so and ends.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

try:
    atheris: Any = importlib.import_module("atheris")
except ImportError as missing:
    sys.exit(f"nothing is fuzzed: atheris cannot be imported ({missing}); it has wheels for CPython on Linux")

from .documents import NAMES
from .documents import WORDS as DOCUMENT_WORDS

with atheris.instrument_imports(include=["pulumi_arize"]):
    from pulumi_arize.model.resource_types import RESOURCE_TYPES

    from . import targets

KINDS = list(RESOURCE_TYPES)
WORDS = ["", *NAMES.split(), *DOCUMENT_WORDS.split()]


def values(data: Any, deepest: int = 4) -> Any:
    """Return any JSON value, at most so many levels deep."""
    makers = [
        lambda: None,
        data.ConsumeBool,
        lambda: data.ConsumeInt(9),
        data.ConsumeFloat,
        lambda: data.PickValueInList(WORDS),
        lambda: data.ConsumeUnicode(8),
        lambda: [values(data, deepest - 1) for _ in range(data.ConsumeIntInRange(0, 4))],
        lambda: {data.PickValueInList(WORDS): values(data, deepest - 1) for _ in range(data.ConsumeIntInRange(0, 4))},
    ]
    return data.PickValueInList(makers if deepest else makers[:-2])()


def one_input(raw: bytes) -> None:
    """Feed one input to the targets that take values alone."""
    data = atheris.FuzzedDataProvider(raw)
    kind = KINDS[data.ConsumeIntInRange(0, len(KINDS) - 1)]
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        document = {data.PickValueInList(WORDS): values(data) for _ in range(data.ConsumeIntInRange(1, 6))}
    if isinstance(document, dict):
        targets.checked(kind, document, document)
        targets.compared(kind, document, {**document, **{name: values(data) for name in ("config", "scopings")}})
    targets.parsed(data.ConsumeIntInRange(300, 599), {}, raw)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
