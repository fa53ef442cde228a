"""The rules that say on which requests a fault acts.

Only the first rule that fires acts. Every rule counts all requests that match its method and path, from 1 and from when
it was set, also those on which an earlier rule acts. With sequential requests everything repeats exactly; with parallel
ones the order of arrival decides.
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

from ..json_document import at
from .fault_types import AnyFault, Delay, Kill, Seconds


class FaultRule(BaseModel):
    """A fault, and the requests on which it acts: those for which all of the conditions hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str = "*"
    """Pattern of the method: `POST`; `[!G]*` is every method but GET."""
    path: str = "*"
    """Pattern of the path without its query; `*` also matches slashes: `/v2/integrations/*`."""
    nth: PositiveInt | None = None
    """The n-th request only."""
    first: PositiveInt | None = None
    """The first n requests only."""
    every: PositiveInt | None = None
    """Every n-th request only."""
    share: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Share of the requests, drawn by `seed`."""
    seed: int = 0
    times: PositiveInt | None = None
    """The maximum number of times that it acts."""
    delay_before: Seconds = 0.0
    """Seconds before the operation, or before the fault that prevents it."""
    delay_after: Seconds = 0.0
    """Seconds from there to the response."""
    fault: AnyFault = Delay()

    def matches(self, method: str, path: str) -> bool:
        """Tell whether the rule counts a request."""
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path)

    def applies_to(self, number: int) -> bool:
        """Tell whether the rule acts on the request with this number, from 1."""
        return (
            self.nth in (None, number)
            and (self.first is None or number <= self.first)
            and (self.every is None or number % self.every == 0)
        )


_LIST = TypeAdapter(list[FaultRule])


def parse_rules(rules: Any) -> list[FaultRule]:
    """Return the rules of a list of JSON objects; ValueError, which names each path, where they are none."""
    try:
        return _LIST.validate_python(rules)
    except ValidationError as error:
        failures = (f"{at(item['loc'])}: {item['msg']}" for item in error.errors())
        raise ValueError("; ".join(failures)) from None


@dataclass
class ActiveRule:
    """A rule in force, with its counts."""

    rule: FaultRule
    seen: int = 0
    """The number of requests that matched its method and path."""
    fired: int = 0
    """The number of them on which it acted."""
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.rule.seed)  # noqa: S311 - it must be predictable

    def take(self, method: str, path: str) -> bool:
        """Count a request, and tell whether the rule would act on it."""
        if not self.rule.matches(method, path):
            return False
        self.seen += 1
        drawn = self._random.random() < self.rule.share
        return drawn and self.rule.applies_to(self.seen) and (self.rule.times is None or self.fired < self.rule.times)


class FaultRules:
    """The rules in force; tests set them from other threads.

    `killable` says whether the fault `kill` may end this process.
    """

    def __init__(self, *, killable: bool) -> None:
        self._killable = killable
        self._lock = threading.Lock()
        self.active: Sequence[ActiveRule] = ()
        self.resets = 0
        """The number of resets: an operation that waited during one must not run afterwards."""

    def set(self, rules: Sequence[FaultRule]) -> None:
        """Replace the rules; ValueError where one is a `kill`, and this process may not be killed."""
        if not self._killable and any(isinstance(rule.fault, Kill) for rule in rules):
            raise ValueError("the fault kill needs a process that stores its account: arize-emulator --data FILE")
        with self._lock:
            self.active = [ActiveRule(rule) for rule in rules]

    def reset(self) -> None:
        """Remove the rules, and drop the requests that still wait."""
        with self._lock:
            self.active = ()
            self.resets += 1

    @contextmanager
    def during(self, rules: Sequence[FaultRule]) -> Iterator[Sequence[ActiveRule]]:
        """Replace the rules until the end of `with`; then the former ones return, with their counts."""
        former = self.active
        self.set(rules)
        try:
            yield self.active
        finally:
            self.active = former

    def choose(self, method: str, path: str) -> FaultRule | None:
        """Count a request, and return the rule that acts on it."""
        with self._lock:
            firing = [active for active in self.active if active.take(method, path)]
            if not firing:
                return None
            firing[0].fired += 1
            return firing[0].rule
