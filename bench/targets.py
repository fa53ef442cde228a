"""The rows of the table: each a figure of one side, what it is held against, and the goal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .export_promote import Comparison
from .operations import CLIENTS, DOCUMENTED, DYNAMIC, NATIVE, OURS, Figures
from .parallel import MANY_AT_ONCE
from .profiles import Profile
from .project import FLOOR
from .samples import Spread, ratio
from .scaling import SCALED, Scaling

PARALLEL = 4 * (os.cpu_count() or 1)
"""What the engine does at once by default."""
WORKERS = {DYNAMIC: 4, NATIVE: PARALLEL}
"""How many requests a provider has under way at once, at most: `pulumi.dynamic` has four threads."""
WITHIN = 1.15
"""How much longer than the floor and the waiting an up with latency may take."""

TIMES, MILLISECONDS, MICROSECONDS = "x", "ms", "µs"
"""What a figure is in: `x` is a ratio."""


@dataclass(frozen=True)
class Row:
    """A figure, in `unit`; `goal` is the most that it may be, None where it is only for comparison."""

    work: str
    side: str
    figure: float
    unit: str
    goal: float | None
    own: Spread
    """What was measured, in seconds or KiB."""
    base: Spread | None
    """What it is held against."""
    requests: Mapping[str, int] | None = None
    most_requests: Mapping[str, int] = field(default_factory=dict)
    """The requests that the goal allows; those of a method that it does not name are left open."""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        asked = self.requests or {}
        return self.figure <= self.goal and all(asked.get(name, 0) <= most for name, most in self.most_requests.items())


@dataclass(frozen=True)
class Measured:
    """All that one run of the benchmark has measured."""

    profile: Profile
    at_once: Figures
    """The operations without latency."""
    latent: Figures
    """The operations with latency."""
    scaling: Scaling
    imports: Mapping[str, Spread]
    ready: Mapping[str, Spread]
    calls: Mapping[str, Spread]
    in_parallel: Mapping[str, tuple[Spread, Spread]]
    """The operations of many resources, without and with latency."""
    export: Comparison
    promote: Comparison


NONE = {"GET": 0, "POST": 0, "PATCH": 0, "DELETE": 0}


def rows(measured: Measured) -> Iterator[Row]:
    """Return the rows of the table."""
    profile = measured.profile
    count, latency = profile.resources, f"{profile.latency * 1000:.0f} ms latency"
    at_once, latent = measured.at_once, measured.latent
    yield from _against_floor(at_once, "first up", f"first up of {count}", _goals(1.12, 1.12))
    yield from _against_floor(at_once, "up, unchanged", f"up of {count}, unchanged", _goals(1.04, 1.06), NONE)
    preview = f"preview of {count}, all changed"
    yield from _against_floor(at_once, "preview, all changed", preview, _goals(1.05, 1.10), NONE)
    yield from _against_floor(at_once, "update of all", f"update of {count}", _goals(1.12, 1.10), {"PATCH": count})
    yield from _against_floor(at_once, "refresh", f"refresh of {count}", {})
    few = {**NONE, "GET": 4}
    yield from _against_floor(latent, "refresh", f"refresh of {count}, {latency}", _goals(1.12, 1.12), few)
    yield from _waiting(measured, f"first up of {count}, {latency}, against the floor and the waiting")
    yield from _starts(measured)
    yield from _scaling(measured)
    yield from _in_parallel(measured)
    yield from _commands(measured)
    for name, spread in measured.calls.items():
        goal = 200.0 if name in ("check", "diff") else None
        yield Row(f"{name} of one resource", "lifecycle", spread.median * 1e6, MICROSECONDS, goal, spread, None)


def _goals(dynamic: float, native: float) -> Mapping[str, float]:
    return {DYNAMIC: dynamic, NATIVE: native}


def _against_floor(
    figures: Figures, step: str, work: str, goals: Mapping[str, float], most: Mapping[str, int] | None = None
) -> Iterator[Row]:
    floor = figures.spread(step, FLOOR)
    for side in (*OURS, DOCUMENTED, *CLIENTS):
        own = figures.spread(step, side)
        if own and floor:
            goal, asked = goals.get(side), figures.requests(step, side)
            yield Row(work, side, ratio(own, floor), TIMES, goal, own, floor, asked, (most or {}) if goal else {})


def _waiting(measured: Measured, work: str) -> Iterator[Row]:
    """Compare an up with latency to the floor, and the waiting that so many requests at once leave."""
    floor, latent = measured.latent.spread("first up", FLOOR), measured.latent
    for side in (*OURS, *CLIENTS):
        own = latent.spread("first up", side)
        if own and floor:
            waiting = measured.profile.resources * measured.profile.latency / WORKERS.get(side, 1)
            base = floor + waiting
            goal = WITHIN if side in OURS else None
            yield Row(work, side, ratio(own, base), TIMES, goal, own, base, latent.requests("first up", side))


def _starts(measured: Measured) -> Iterator[Row]:
    for module, spread in measured.imports.items():
        yield Row(f"import {module} after pulumi", "program", spread.median * 1e3, MILLISECONDS, 150.0, spread, None)
    floor = measured.ready[FLOOR]
    for side, goal in _goals(1.35, 1.45).items():
        own = measured.ready[side]
        yield Row("provider's process ready", side, ratio(own, floor), TIMES, goal, own, floor)


def _scaling(measured: Measured) -> Iterator[Row]:
    scaling, few, many = measured.scaling, measured.profile.few, measured.profile.many
    for side in SCALED:
        own, base = scaling.memory_of(side, many), scaling.memory_of(side, few)
        goal = None if side == FLOOR else 1.2
        if own.least and base.least:
            yield Row(f"memory of the provider at {many} against {few}", side, ratio(own, base), TIMES, goal, own, base)
    grown = scaling.cost_of(FLOOR, many).median / scaling.cost_of(FLOOR, few).median
    for side in SCALED:
        own, base = scaling.cost_of(side, many), scaling.cost_of(side, few)
        figure, goal = (ratio(own, base), None) if side == FLOOR else (ratio(own, base) / grown, 1.2)
        beside = "" if side == FLOOR else ", against the floor's"
        yield Row(f"cost of a resource at {many} against {few}{beside}", side, figure, TIMES, goal, own, base)


def _in_parallel(measured: Measured) -> Iterator[Row]:
    """Compare operations of many resources at a slow server with the same at a fast one."""
    profile = measured.profile
    for operation, (fast, slow) in measured.in_parallel.items():
        work = f"{operation} of {profile.many}, {profile.latency * 1000:.0f} ms latency, {MANY_AT_ONCE} at once"
        yield Row(f"{work}, against none", NATIVE, ratio(slow, fast), TIMES, 1.1, slow, fast)


def _commands(measured: Measured) -> Iterator[Row]:
    export, promote = measured.export, measured.promote
    work = f"export of {measured.profile.many}, against its page requests"
    yield Row(work, "arize-export", ratio(export.own, export.base), TIMES, 1.5, export.own, export.base)
    work = "diff of three stacks, against the slowest of three previews at once"
    yield Row(work, "arize-promote", ratio(promote.own, promote.base), TIMES, 1.15, promote.own, promote.base)
