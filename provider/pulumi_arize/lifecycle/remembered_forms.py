"""What a state remembers of answers that had another form than what was sent, while one more answer is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.fields import Field
from .known_values import is_known
from .response_forms import FILLED_IN, add_digest, digest, digests_of
from .similarity import alike

Path = tuple[str, ...]


@dataclass(frozen=True)
class RememberedForms:
    """What is known of the forms of answers.

    `asked` are the paths of what the request has sent, `remembered` the digests of the last state, `key` is that of
    digests of secrets; `is_unchanged` tells that nothing has changed since the last state, as the API says. `forms` and
    `strange` are what comes of it: the digests to remember, and what is not understood.
    """

    sent_paths: Collection[Path]
    remembered: Mapping[str, str]
    key: bytes
    is_unchanged: bool = False
    forms: dict[str, str] = field(default_factory=dict)
    unknown_values: dict[Path, str] = field(default_factory=dict)

    def with_both_sent(self, one: Path, other: Path) -> RememberedForms:
        """Return this with both ways of writing a value asked for, where one is."""
        if one not in self.sent_paths and other not in self.sent_paths:
            return self
        return replace(self, sent_paths=(*self.sent_paths, one, other))

    def was_sent(self, path: Path) -> bool:
        """Tell whether the request has sent what stands at a path."""
        return any(path[: len(asked)] == asked for asked in self.sent_paths)

    def is_form(self, item: Field, response: Any, path: Path) -> bool:
        """Tell whether an answer that differs from what was sent is another form of it."""
        if self.was_sent(path):
            return True
        remembered = self.remembered.get(".".join(path), "")
        if self.sent_paths and remembered.startswith(FILLED_IN):  # what a server fills in may follow from what was sent
            return True
        return digest(item, response, self.key) in digests_of(remembered)

    def can_be_form(self, item: Field, response: Any, sent: Any) -> bool:
        """Tell whether an answer that nobody remembers can be another form: of an update, or of what is unchanged.

        The word of the API alone, that nothing has changed, is not believed of another value.
        """
        if self.is_unchanged and sent is None:  # filled in after the answer to the write
            return not item.is_object
        return (self.is_unchanged or bool(self.sent_paths)) and alike(item, response, sent)

    def carry_over(self, path: Path) -> None:
        """Keep what is remembered of a field of which the answer says nothing new."""
        name = ".".join(path)
        if name in self.remembered and not self.was_sent(path):
            self.forms[name] = self.remembered[name]

    def remember(self, item: Field, response: Any, path: Path, *, unset: bool = False, strange: bool = False) -> None:
        """Remember an answer that does not count."""
        name, form = ".".join(path), digest(item, response, self.key)
        known = [] if self.was_sent(path) else digests_of(self.remembered.get(name, ""))
        self.forms[name] = add_digest(known, form, unset=unset)
        if strange and form not in digests_of(self.remembered.get(name, "")):
            self.unknown_values[path] = _describe(item, response)


_JSON_TYPE_NAMES: Mapping[type, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list of other values",
    dict: "an object of other values",
}
"""What an answer is, in place of what it says, which may be secret."""


def _describe(item: Field, response: Any) -> str:
    """Say what was answered: a member of an enumeration as it is, of anything else its type alone."""
    said = (
        repr(response)
        if item.enum_values and isinstance(response, str)
        else _JSON_TYPE_NAMES.get(type(response), "another value")
    )
    if is_known(item, response):
        return f"{said}, which cannot have changed"
    return f"{said}, which this version of pulumi-arize does not know"
