"""What many resources cost against few: each of them in time, all of them in the provider's memory."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from .memory import MemoryWatch
from .operations import MODULES, OURS
from .profiles import Profile
from .project import FLOOR
from .samples import Spread
from .server import account
from .timed_operation import DeployedStack, tell

SCALED = (FLOOR, *OURS)
"""The sides that are measured at few and at many."""


@dataclass
class Scaling:
    """The first up of few and of many, run by run: seconds for each resource, and KiB of the provider's process."""

    seconds: dict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))

    def cost_of(self, side: str, count: int) -> Spread:
        """Return the seconds for each resource."""
        return Spread(self.seconds[side, count])

    def memory_of(self, side: str, count: int) -> Spread:
        """Return the most memory of the provider's process, in KiB; 0 where it is not seen."""
        return Spread(self.memory[side, count])


def measure_scaling(folder: Path, engine: str, profile: Profile) -> Scaling:
    """Return the results of the first up of few and of many on each side that has a stack."""
    scaling = Scaling()
    for run in range(profile.growth_runs):
        for count in (profile.few, profile.many):
            for name in SCALED:
                with ExitStack() as ends:
                    server = ends.enter_context(account(0)) if name in OURS else None
                    side = DeployedStack(folder / f"{count}-{run}-{name}", engine, MODULES[name], count, server)
                    watch = ends.enter_context(MemoryWatch())
                    seconds = side.operate("up", 0).seconds
                scaling.seconds[name, count].append(seconds / count)
                scaling.memory[name, count].append(watch.peak)
                tell(f"first up of {count}: {name} {seconds:.1f} s, {watch.peak / 1024:.0f} MiB")
    return scaling
