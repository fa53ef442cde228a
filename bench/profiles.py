"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """The numbers of resources and of runs. Times are in seconds."""

    resources: int
    latency: float
    runs: int
    few: int
    many: int
    growth_runs: int
    starts: int
    calls: int


PROFILES = {
    "full": Profile(resources=200, latency=0.05, runs=5, few=50, many=1000, growth_runs=3, starts=20, calls=2000),
    "small": Profile(resources=8, latency=0.01, runs=2, few=4, many=16, growth_runs=1, starts=2, calls=100),
}
