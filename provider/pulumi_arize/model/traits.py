"""The base of every model, and the markers that say of a field what its type cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rules import Rule


class FieldTrait(Enum):
    """A fact about a field that holds on every object that has it."""

    IMMUTABLE = "another value means: delete and create"
    ALWAYS_SENT = "a PATCH names it, though it does not change"
    ABSENT_IN_LEGACY = "older servers know no such field: it is left out of what they are sent"
    UNORDERED = "the order of the list means nothing"
    MERGE_PATCH = "a PATCH may hold a part of the object; every other object is replaced whole"
    TRIGGERS_KEY_RESEND = "another value sends the keys again, though they are the same"
    KEYED_BY_NAME = "the items of the list are told apart by their name; the server adds fields of its own to each"


@dataclass(frozen=True)
class WriteOnly:
    """The API takes the value and never returns it; the response field `presence_field` tells what is there.

    `presence_field` holds a boolean, or the list of a map's keys.
    """

    presence_field: str


@dataclass(frozen=True)
class OtherApiName:
    """The other resource over the same integrations calls the field `name`."""

    name: str


@dataclass(frozen=True)
class ShorthandFor:
    """The field is a shorter way to write the object `field` with the given `tag` and this one field in it."""

    field: str
    discriminator: str


@dataclass(frozen=True)
class ExtendedBy:
    """The server may list more than it was sent while the field `flag` of the same object is true."""

    flag: str


@dataclass(frozen=True)
class Description:
    """What a rule for a single value asks for, as a sentence for the documentation."""

    text: str


class Model(BaseModel):
    """An object of the API as a program declares it: the one place that names its fields.

    `rules` hold what no single field can tell; `returned` are the fields that only a response has,
    `touched` those of them that every change sets anew.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, protected_namespaces=(), defer_build=True
    )

    rules: ClassVar[tuple[Rule, ...]] = ()
    output_fields: ClassVar[Mapping[str, str]] = {}
    volatile_fields: ClassVar[frozenset[str]] = frozenset()
