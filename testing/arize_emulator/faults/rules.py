"""Which requests a fault strikes: rules, in force one after the other.

The first rule that fires acts, and it alone. Every rule counts all requests that fit its method and path, from 1 and
from when it was set, also those on which an earlier rule acted. With requests one after the other everything repeats
exactly; with parallel ones the order of arrival decides who is struck.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from random import Random
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, TypeAdapter, ValidationError

from ..errors import at
from .fault_types import AnyFault, Delay, Kill, Seconds


class FaultRule(BaseModel):
    """Which requests, and what happens to them. Of the conditions, all that are given must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str = "*"
    """Pattern of the method: `POST`; `[!G]*` is all that is no GET."""
    path: str = "*"
    """Pattern of the path without its query; `*` also stands for slashes: `/v2/integrations/*`."""
    nth: PositiveInt | None = None
    """The n-th request only."""
    first: PositiveInt | None = None
    """The first n requests only."""
    every: PositiveInt | None = None
    """Each k-th request only."""
    share: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Share of the requests, drawn by `seed`."""
    seed: int = 0
    times: PositiveInt | None = None
    """How often it acts at most."""
    delay_before: Seconds = 0.0
    """Time until the operation takes place, or does not."""
    delay_after: Seconds = 0.0
    """Time from there to the answer."""
    fault: AnyFault = Delay()

    def matches(self, method: str, path: str) -> bool:
        """Tell whether a request is one of those that the rule counts."""
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path)

    def applies_to(self, number: int) -> bool:
        """Tell whether the request with this number, from 1, is among those meant."""
        return (
            self.nth in (None, number)
            and (self.first is None or number <= self.first)
            and (self.every is None or number % self.every == 0)
        )


_LIST = TypeAdapter(list[FaultRule])


def parse_rules(given: Any) -> list[FaultRule]:
    """Return the rules that a list of JSON says.

    Raises:
        ValueError: It says none; the message names each place.
    """
    try:
        return _LIST.validate_python(given)
    except ValidationError as error:
        problems = (f"{at(item['loc'])}: {item['msg']}" for item in error.errors())
        raise ValueError("; ".join(problems)) from None


@dataclass
class ActiveRule:
    """A rule in force, and what it has come to."""

    rule: FaultRule
    seen: int = 0
    """How many requests fitted its method and path."""
    fired: int = 0
    """On how many of them it acted."""
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.rule.seed)  # noqa: S311 - it is to be predictable

    def take(self, method: str, path: str) -> bool:
        """Count a request, and tell whether the rule would act on it."""
        if not self.rule.matches(method, path):
            return False
        self.seen += 1
        drawn = self._random.random() < self.rule.share
        return drawn and self.rule.applies_to(self.seen) and (self.rule.times is None or self.fired < self.rule.times)


class FaultRules:
    """The rules in force; tests set them from threads of their own.

    `killable` says whether this process may be killed.
    """

    def __init__(self, *, killable: bool) -> None:
        self._killable = killable
        self._lock = threading.Lock()
        self.standing: Sequence[ActiveRule] = ()
        self.resets = 0
        """How often everything was reset: what still waited then must not take place any more."""

    def set(self, rules: Sequence[FaultRule]) -> None:
        """Put these rules in the place of all others.

        Raises:
            ValueError: One of them would kill a process that is not the server's own.
        """
        if not self._killable and any(isinstance(rule.fault, Kill) for rule in rules):
            raise ValueError("kill is for a server of its own that keeps its account: arize-emulator --data FILE")
        with self._lock:
            self.standing = [ActiveRule(rule) for rule in rules]

    def reset(self) -> None:
        """Forget the rules and the requests that still wait."""
        with self._lock:
            self.standing = ()
            self.resets += 1

    @contextmanager
    def during(self, rules: Sequence[FaultRule]) -> Iterator[Sequence[ActiveRule]]:
        """Have these rules in force until the end of `with`, then the former ones again, with their counts."""
        former = self.standing
        self.set(rules)
        try:
            yield self.standing
        finally:
            self.standing = former

    def choose(self, method: str, path: str) -> FaultRule | None:
        """Count a request, and return the rule that acts on it."""
        with self._lock:
            striking = [standing for standing in self.standing if standing.take(method, path)]
            if not striking:
                return None
            striking[0].fired += 1
            return striking[0].rule
