"""The base class of every model, and the markers that hold what the type of a field cannot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rules import Rule


class FieldTrait(Enum):
    """A fact about a field."""

    IMMUTABLE = "another value replaces the resource"
    ALWAYS_SENT = "every PATCH has it, also where it does not change"
    ABSENT_IN_LEGACY = "older servers do not know the field: requests to them leave it out"
    UNORDERED = "the order of the list has no meaning"
    MERGE_PATCH = "a PATCH may hold a part of the object; any other object is replaced as a whole"
    TRIGGERS_KEY_RESEND = "another value sends the keys again, also where they do not change"
    EXPIRY = "a time, in the future when it is sent; two texts of the same moment are equal"
    NOT_IN_POST = "a POST does not take the field: a PATCH sets it after the create"
    CLEARED_BY_NULL = "no request has the default: a POST leaves it out, and a PATCH clears the value with null"
    STAYS_WHEN_OMITTED = "where a program leaves the field out, the server's value stays: the API cannot clear it"
    OWNED_WHEN_SET = "the resource has the field only where a program sets it: another resource may set it instead"
    NOT_RETURNED_BY_OLDER = "older servers leave the field out of their responses"
    KEYED_BY_NAME = "the name identifies an item of the list; the server adds fields of its own to each"


@dataclass(frozen=True)
class WriteOnly:
    """The API accepts the value and never returns it.

    The response field `presence_field` tells what is set: as a boolean, or as the list of a map's keys.
    """

    presence_field: str


@dataclass(frozen=True)
class OtherApiName:
    """The other resource type for the same integrations calls the field `name`."""

    name: str


@dataclass(frozen=True)
class ApiName:
    """The API calls the field `name`."""

    name: str


@dataclass(frozen=True)
class IdOf:
    """The field has the ID of a resource of one of these types: a program may give the resource instead."""

    types: tuple[str, ...]


@dataclass(frozen=True)
class Parent(IdOf):
    """It is the resource that names are unique in; `list_filter` is the query parameter that lists what is in it."""

    list_filter: str

    @property
    def type(self) -> str:
        """The name of its resource type."""
        return self.types[0]


@dataclass(frozen=True)
class ShorthandFor:
    """The field is shorthand for the object `field` with this `discriminator` and the same field in it."""

    field: str
    discriminator: str


@dataclass(frozen=True)
class ExtendedBy:
    """The server may return more items than it was sent while the field `flag` of the same object is true."""

    flag: str


@dataclass(frozen=True)
class Description:
    """The rule for a single value, as a sentence for the documentation."""

    text: str


class Model(BaseModel):
    """An object of the API as a program declares it: the one place that names its fields.

    `rules` are those between several fields. `output_fields` are the fields that only a response has, each with its
    description, `volatile_fields` those of them that every change sets again, `secret_outputs` those that are secret.
    Names are unique among the resources whose models have the same `name_scope`; with an empty one they are not.
    `stand_ins` are the resource types that may stand for the object in a program, each with its output for each field
    of the object.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, protected_namespaces=(), defer_build=True
    )

    rules: ClassVar[tuple[Rule, ...]] = ()
    output_fields: ClassVar[Mapping[str, str]] = {}
    volatile_fields: ClassVar[frozenset[str]] = frozenset()
    secret_outputs: ClassVar[frozenset[str]] = frozenset()
    name_scope: ClassVar[str] = ""
    stand_ins: ClassVar[Mapping[str, Mapping[str, str]]] = {}
