"""What the results of look-ups have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pulumi
from typing_extensions import Self

from ..casing import Names, to_snake_case


class Result:
    """What a look-up returns: a dataclass. `secrets` are its fields that are secret, `names` those of all fields."""

    secrets: ClassVar[Sequence[str]] = ()
    names: ClassVar[Names] = {}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the fields of a document that are known; a secret one as an Output that is marked so."""
        known = to_snake_case(document, cls.names)
        values = {field.name: known.get(field.name) for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
        secret = {name: pulumi.Output.secret(values[name]) for name in cls.secrets}
        return cls(**{**values, **secret})
