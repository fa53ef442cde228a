"""Which spelling of the enumerations the server speaks; inside, every value has today's."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from pulumi_arize.model.enums import ApiEnum
from pulumi_arize.model.fields import Field
from pulumi_arize.model.traits import FieldTrait


class Dialect(str, Enum):
    """The spelling since July 2026, or the one before it. Source: the table "Two vocabularies"."""

    CURRENT = "current"
    LEGACY = "legacy"

    def spell(self, member: ApiEnum) -> str:
        """Return the term as this dialect writes it."""
        return member.legacy if self is Dialect.LEGACY else str(member)

    def read(self, spelling: object, terms: Iterable[ApiEnum]) -> ApiEnum | None:
        """Return the one of `terms` that `spelling` is here; None where it is none of them."""
        return next((member for member in terms if spelling == self.spell(member)), None)

    def list(self, terms: Iterable[ApiEnum]) -> str:
        """Return the allowed spellings, for a message."""
        return ", ".join(dict.fromkeys(self.spell(member) for member in terms))

    def knows(self, field: Field) -> bool:
        """Tell whether answers have the field: those from before July 2026 do not say whose metadata it is."""
        return self is Dialect.CURRENT or not field.has(FieldTrait.ABSENT_IN_LEGACY)

    def asks_for(self, field: Field) -> bool:
        """Tell whether a whole object must have the field; it always says which shape it has."""
        return field.required or (field.is_discriminator and self.knows(field))

    def show(self, value: Any, terms: Iterable[ApiEnum]) -> Any:
        """Return a stored value of an enumeration as this dialect writes it."""
        member = next((member for member in terms if value == str(member)), None)
        return self.spell(member) if member else value
