"""The operations of a stack, one after the other, each by every side before the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.server import Server

from .direct_clients import Client, DirectClient, HttpxClient, OfficialClient
from .profiles import Profile
from .project import FLOOR
from .samples import Spread
from .server import account
from .timed_operation import DeployedStack, Timing, tell

DYNAMIC, NATIVE, DOCUMENTED = "dynamic", "native", "documented"
MODULES = {FLOOR: FLOOR, DYNAMIC: "pulumi_arize", NATIVE: "pulumi_arize.native", DOCUMENTED: DOCUMENTED}
"""What the program imports on each side that has a stack."""
OURS = (DYNAMIC, NATIVE)
"""The sides that have a server."""
CLIENTS: Mapping[str, Callable[[Server], Client]] = {"httpx": HttpxClient, "arize": OfficialClient}


@dataclass(frozen=True)
class Step:
    """One operation of a stack."""

    name: str
    operation: str
    turn: int


FIRST_UP, REFRESH = Step("first up", "up", 0), Step("refresh", "refresh", 1)
STEPS = (
    FIRST_UP,
    Step("up, unchanged", "up", 0),
    Step("preview, all changed", "preview", 1),
    Step("update of all", "up", 1),
    REFRESH,
)
STEPS_WITH_LATENCY = (FIRST_UP, REFRESH)
"""The operations in which a server's latency counts."""


@dataclass
class Figures:
    """The results of each side in each step, run by run."""

    done: dict[tuple[str, str], list[Timing]] = field(default_factory=lambda: defaultdict(list))

    def spread(self, step: str, side: str) -> Spread | None:
        """Return the seconds of a step on a side."""
        done = self.done.get((step, side))
        return Spread([one.seconds for one in done]) if done else None

    def requests(self, step: str, side: str) -> Mapping[str, int]:
        """Return the requests of a step on a side, in its last run."""
        return self.done[step, side][-1].requests


def measure_operations(folder: Path, engine: str, profile: Profile, latency: float) -> Figures:
    """Return the results of all sides; with a latency, only of the steps in which it counts."""
    figures = Figures()
    for run in range(profile.runs):
        with ExitStack() as ends:
            sides = dict(_sides(folder / f"{latency}-{run}", engine, profile.resources, latency, ends))
            for step in STEPS_WITH_LATENCY if latency else STEPS:
                for name in _turned(list(sides), run):
                    done = sides[name].operate(step.operation, step.turn)
                    if done:
                        figures.done[step.name, name].append(done)
                        progress = f"{run + 1}/{profile.runs} {step.name}, {latency * 1000:.0f} ms"
                        tell(f"{progress}: {name} {done.seconds:.2f} s")
    return figures


def _sides(
    folder: Path, engine: str, count: int, latency: float, ends: ExitStack
) -> Iterator[tuple[str, DeployedStack | DirectClient]]:
    folder.mkdir(parents=True)
    for name, module in MODULES.items():
        server = ends.enter_context(account(latency)) if name in OURS else None
        yield name, DeployedStack(folder / name, engine, module, count, server)
    for name, client in CLIENTS.items():
        server = ends.enter_context(account(latency))
        yield name, DirectClient(client(server), server, count)


def _turned(names: Sequence[str], run: int) -> Sequence[str]:
    """Return the sides in another order in each run, so that none is always the first."""
    start = run % len(names)
    return [*names[start:], *names[:start]]
