"""What a state remembers of answers that had another form than what was sent, while one more answer is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.fields import Field
from .known_values import understood
from .response_forms import UNSET, digest, digests_of, remembering
from .similarity import alike

Path = tuple[str, ...]


@dataclass(frozen=True)
class Memory:
    """What is known of the forms of answers.

    `asked` are the paths of what the request has sent, `remembered` the digests of the last state, `key` is that of
    digests of secrets; `is_unchanged` tells that nothing has changed since the last state, as the API says. `forms` and
    `strange` are what comes of it: the digests to remember, and what is not understood.
    """

    asked: Collection[Path]
    remembered: Mapping[str, str]
    key: bytes
    is_unchanged: bool = False
    forms: dict[str, str] = field(default_factory=dict)
    strange: dict[Path, str] = field(default_factory=dict)

    def with_both(self, one: Path, other: Path) -> Memory:
        """Return this with both ways of writing a value asked for, where one is."""
        if one not in self.asked and other not in self.asked:
            return self
        return replace(self, asked=(*self.asked, one, other))

    def is_asked(self, path: Path) -> bool:
        """Tell whether the request has sent what stands at a path."""
        return any(path[: len(asked)] == asked for asked in self.asked)

    def is_form(self, item: Field, answer: Any, path: Path) -> bool:
        """Tell whether an answer that differs from what was sent is another form of it."""
        if self.is_asked(path):
            return True
        remembered = self.remembered.get(".".join(path), "")
        if self.asked and remembered.startswith(UNSET):  # what a server fills in may follow from what was sent
            return True
        return digest(item, answer, self.key) in digests_of(remembered)

    def can_be_form(self, item: Field, answer: Any, sent: Any) -> bool:
        """Tell whether an answer that nobody remembers can be another form: of an update, or of what is unchanged.

        The word of the API alone, that nothing has changed, is not believed of another value.
        """
        if self.is_unchanged and sent is None:  # filled in after the answer to the write
            return not item.is_object
        return (self.is_unchanged or bool(self.asked)) and alike(item, answer, sent)

    def keep(self, path: Path) -> None:
        """Keep what is remembered of a field of which the answer says nothing new."""
        name = ".".join(path)
        if name in self.remembered and not self.is_asked(path):
            self.forms[name] = self.remembered[name]

    def hold(self, item: Field, answer: Any, path: Path, *, unset: bool = False, strange: bool = False) -> None:
        """Remember an answer that does not count."""
        name, form = ".".join(path), digest(item, answer, self.key)
        known = [] if self.is_asked(path) else digests_of(self.remembered.get(name, ""))
        self.forms[name] = remembering(known, form, unset=unset)
        if strange and form not in digests_of(self.remembered.get(name, "")):
            self.strange[path] = _described(item, answer)


_IN_WORDS: Mapping[type, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list of other values",
    dict: "an object of other values",
}
"""What an answer is, in place of what it says, which may be secret."""


def _described(item: Field, answer: Any) -> str:
    """Say what was answered: a member of an enumeration as it is, of anything else its type alone."""
    said = (
        repr(answer) if item.enum_values and isinstance(answer, str) else _IN_WORDS.get(type(answer), "another value")
    )
    if understood(item, answer):
        return f"{said}, which cannot have changed"
    return f"{said}, which this version of pulumi-arize does not know"
