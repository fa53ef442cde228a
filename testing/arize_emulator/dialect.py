"""The enum values that the server speaks, today's or the older ones; the account stores today's."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from pulumi_arize.model.enums import ApiEnum
from pulumi_arize.model.fields import Field
from pulumi_arize.model.traits import FieldTrait


class Dialect(str, Enum):
    """The enum values since July 2026, or those before. Source: the table "Two vocabularies"."""

    CURRENT = "current"
    LEGACY = "legacy"

    def spell(self, member: ApiEnum) -> str:
        """Return the enum value in this dialect."""
        return member.legacy if self is Dialect.LEGACY else str(member)

    def read(self, value: object, members: Iterable[ApiEnum]) -> ApiEnum | None:
        """Return the one of `members` that `value` means in this dialect; None if it is none of them."""
        return next((member for member in members if value == self.spell(member)), None)

    def list(self, members: Iterable[ApiEnum]) -> str:
        """Return the allowed values, for a message."""
        return ", ".join(dict.fromkeys(self.spell(member) for member in members))

    def knows(self, field: Field) -> bool:
        """Tell whether responses have the field: those before July 2026 had no `kind` of metadata."""
        return self is Dialect.CURRENT or not field.has(FieldTrait.ABSENT_IN_LEGACY)

    def requires(self, field: Field) -> bool:
        """Tell whether a whole object must have the field: its discriminator is always required."""
        return field.required or (field.is_discriminator and self.knows(field))

    def render(self, value: Any, members: Iterable[ApiEnum]) -> Any:
        """Return a stored enum value in this dialect."""
        member = next((member for member in members if value == str(member)), None)
        return self.spell(member) if member else value
