"""The base class of the results of lookups."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pulumi
from typing_extensions import Self

from ..casing import Names, to_snake_case
from .args import Referable


class Result(Referable):
    """The result of a lookup: a dataclass. `secrets` names its secret fields, `names` all of them."""

    secrets: ClassVar[Sequence[str]] = ()
    names: ClassVar[Names] = {}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the known fields of a response; a secret one is a secret Output."""
        known = to_snake_case(document, cls.names)
        values = {field.name: known.get(field.name) for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
        secret = {name: pulumi.Output.secret(values[name]) for name in cls.secrets}
        return cls(**{**values, **secret})
