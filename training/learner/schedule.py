"""The steps at which something is measured or stored: their spacing grows with the step.

It depends on the step alone, so that curves do not depend on the speed of the machine.
"""

from dataclasses import dataclass

EARLY = 4
"""Measurements within the first unit, where that is long."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Measured steps: whole units to 100 of them, then about every 2 %.

    Attributes
    ----------
    unit
        In steps: 1 for data that are cheap to measure, else an epoch.
    """

    unit: int = 1

    def spacing(self, step: int, parts: int = 50) -> int:
        """Return the distance between measured steps around ``step``, a part of it.

        In round numbers: with a unit of 1 every step up to 100, every 20th around 1,000.
        """
        if step < self.unit:
            return max(1, self.unit // EARLY)
        limit = max(1, step // self.unit // parts)
        power = int(10 ** (len(str(limit)) - 1))
        factor = max(factor for factor in (1, 2, 5) if factor * power <= limit)
        return self.unit * factor * power

    def next(self, step: int) -> int:
        """Return the first measured step after ``step``."""
        spacing = self.spacing(step)
        after = (step // spacing + 1) * spacing
        return min(after, self.unit) if step < self.unit else after

    def is_due(self, step: int, parts: int) -> bool:
        """Tell whether a measured step is on the coarser schedule of spacing step / parts."""
        return step % self.spacing(step, parts) == 0
