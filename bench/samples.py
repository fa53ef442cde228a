"""The values of one measurement, in the order of the runs, and how they compare to another's."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What the runs gave."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The value in the middle."""
        return statistics.median(self.values)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The values that a quarter is below, and above."""
        if len(self.values) == 1:
            return self.values[0], self.values[0]
        lower, _, upper = statistics.quantiles(self.values, n=4, method="inclusive")
        return lower, upper

    @property
    def least(self) -> float:
        """The least value: the one that others disturbed least."""
        return min(self.values)

    def __add__(self, seconds: float) -> Spread:
        return Spread([value + seconds for value in self.values])


def ratio(own: Spread, base: Spread) -> float:
    """Return the ratio of the medians."""
    return own.median / base.median
