"""The up and the destroy of many resources, many at once, at a server that is slow and at one that is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from .operations import MODULES, NATIVE
from .profiles import Profile
from .samples import Spread
from .server import account
from .timed_operation import DeployedStack, tell

MANY_AT_ONCE = 64
"""Steps that the engine runs at once."""


def measure_many_at_once(folder: Path, engine: str, profile: Profile) -> Mapping[str, tuple[Spread, Spread]]:
    """Return the seconds of each operation of the native front end, without and with latency."""
    seconds: dict[tuple[str, float], list[float]] = defaultdict(list)
    for run in range(profile.growth_runs):
        for latency in (0, profile.latency):
            with account(latency) as server:
                stack = DeployedStack(
                    folder / f"at-once-{run}-{latency}", engine, MODULES[NATIVE], profile.many, server
                )
                for operation in ("up", "destroy"):
                    timing = stack.run(operation, "--parallel", str(MANY_AT_ONCE))
                    seconds[operation, latency].append(timing.seconds)
                    tell(f"{operation} of {profile.many}, {latency * 1000:.0f} ms: {timing.seconds:.1f} s")
    return {
        operation: (Spread(seconds[operation, 0]), Spread(seconds[operation, profile.latency]))
        for operation in ("up", "destroy")
    }
