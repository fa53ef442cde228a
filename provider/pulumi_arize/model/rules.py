"""Rules between the fields of one object. Each is data: its text is for the documentation, a call checks values.

A rule is not checked while a value that it needs is `UNKNOWN`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..casing import camel
from ..safe_json import Values
from ..unknown import UNKNOWN, has_unknown
from .enums import AuthType
from .json_schema_validation import partial_violations

Path = tuple["str | int", ...]
Violation = tuple[Path, str]


class Rule(Protocol):
    """A rule between several fields."""

    def __call__(self, values: Values) -> list[Violation]:
        """Return where `values` break the rule, and why; nothing where they do not."""
        ...

    def __str__(self) -> str:
        """Return the rule in words, for the documentation."""
        ...


@dataclass(frozen=True)
class AtLeastOne:
    """One of the fields must be true, or a list that is not empty."""

    fields: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        return self._text(self.fields)

    def __call__(self, values: Values) -> list[Violation]:
        """Return the violation at the last of the fields."""
        if any(values.get(name) for name in self.fields):
            return []
        return [((self.fields[-1],), self._text(map(camel, self.fields)))]

    def _text(self, names: Iterable[str]) -> str:
        return f"needs at least one {self.what}: " + " or ".join(f"`{name}`" for name in names)


@dataclass(frozen=True)
class NotTogether:
    """At most one of the two fields may be set."""

    first: str
    second: str

    def __str__(self) -> str:
        return f"`{self.first}` and `{self.second}` cannot both be set"

    def __call__(self, values: Values) -> list[Violation]:
        """Return the violation at the first field."""
        if _known(values, self.first) and _known(values, self.second):
            return [((self.first,), f"cannot be set together with `{camel(self.second)}`: set one of the two")]
        return []


@dataclass(frozen=True)
class Requires:
    """A field requires another one."""

    field: str
    needed: str

    def __str__(self) -> str:
        return f"`{self.field}` requires `{self.needed}`"

    def __call__(self, values: Values) -> list[Violation]:
        """Return the violation at the missing field."""
        if _known(values, self.field) and self.needed not in values:
            return [((self.needed,), f"is required if `{camel(self.field)}` is set")]
        return []


@dataclass(frozen=True)
class ProviderMetadataRule:
    """Which providers have which kind of metadata, and when it is required."""

    kinds: Mapping[str, str]
    required: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        return "`provider_metadata` is for " + ", ".join(f"{p} ({self._describe(p)})" for p in self.kinds)

    def _describe(self, provider: str) -> str:
        needed = self.required.get(provider, ())
        when = "always required" if set(needed) == set(AuthType) else f"required with `auth_type` {' or '.join(needed)}"
        return f"kind {self.kinds[provider]}, {when}"

    def __call__(self, values: Values) -> list[Violation]:
        """Return the violation where metadata is missing, of another kind, or not allowed."""
        provider, metadata = values.get("provider"), values.get("provider_metadata")
        if not isinstance(provider, str) or metadata is UNKNOWN:
            return []
        expected = self.kinds.get(provider)
        if metadata is None:
            needed = values.get("auth_type", "DEFAULT") in self.required.get(provider, ())
            return [(("provider_metadata",), f"is required for {provider}")] if needed else []
        if expected is None:
            return [(("provider_metadata",), f"applies only to {', '.join(self.kinds)}")]
        kind = metadata.get("kind") if isinstance(metadata, Mapping) else None
        if kind not in (None, UNKNOWN, expected):
            return [(("provider_metadata", "kind"), f"must be {expected} for {provider}")]
        return []


@dataclass(frozen=True)
class UniqueNames:
    """The items of a list have different names."""

    field: str

    def __str__(self) -> str:
        return f"the names in `{self.field}` are unique"

    def __call__(self, values: Values) -> list[Violation]:
        """Return a violation for each item whose name an item before it has."""
        seen: set[str] = set()
        broken: list[Violation] = []
        for index, item in enumerate(_items(values.get(self.field))):
            name = item.get("name")
            if not isinstance(name, str):
                continue
            if name in seen:
                broken.append(((self.field, index, "name"), f"{name!r} occurs twice: names must be unique in the list"))
            seen.add(name)
        return broken


@dataclass(frozen=True)
class MatchSchema:
    """The `config` of each item, a part of a request body, matches a JSON Schema, whose `required` is ignored."""

    field: str
    schema: str

    def __str__(self) -> str:
        return f"each `config` in `{self.field}` matches `{self.schema}`, whose `required` is ignored"

    def __call__(self, values: Values) -> list[Violation]:
        """Return a violation for each path at which an item does not match."""
        schema = values.get(self.schema)
        if not isinstance(schema, Mapping) or has_unknown(schema):
            return []
        violations: list[Violation] = []
        for index, item in enumerate(_items(values.get(self.field))):
            body = item.get("config")
            if body is None or has_unknown(body):
                continue
            for where, message in partial_violations(schema, body):
                violations.append(
                    ((self.field, index, "config", *where), f"does not match `{camel(self.schema)}`: {message}")
                )
        return violations


def _known(values: Values, name: str) -> bool:
    """Tell whether a field is set; one that is not known yet may turn out not to be."""
    return name in values and values[name] is not UNKNOWN


def _items(value: object) -> list[Values]:
    return [item if isinstance(item, Mapping) else {} for item in value] if isinstance(value, list) else []
