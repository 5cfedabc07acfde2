"""Chooses the number of threads by recent timings."""

import math

TRY_EVERY = 1.0
"""Seconds of steps after which the other choice is tried again, at the earliest."""
TRY_SHARE = 0.02
"""Part of the time that trials take at most."""
TRIAL = 3
"""StepBatches of a trial, of which the fastest counts: the very first one is slow with any."""
MEMORY = 0.6
"""Weight of the old average in the moving average of durations."""


class ThreadCount:
    """Chooses between one thread and all: all are slower where other processes use the cores.

    Results are the same with any number of threads.
    """

    def __init__(self, most: int) -> None:
        self._choices = (1,) if most == 1 else (most, 1)
        self._seconds = dict.fromkeys(self._choices, 0.0)
        """A step's, of each choice."""
        self._trials = list(self._choices)
        """Choices that are still to be tried, the present one first."""
        self._calls, self._fastest, self._cost = 0, math.inf, 0.0
        self._since = 0.0

    @property
    def best(self) -> int:
        """How many were fastest so far."""
        return min(self._choices, key=lambda n: self._seconds[n])

    def threads(self) -> int:
        """Return how many the next steps take."""
        return self._trials[0] if self._trials else self.best

    def took(self, threads: int, count: int, seconds: float) -> None:
        """Note how long some steps took."""
        each = seconds / count
        if self._trials:
            self._tried(each, seconds)
            return
        self._seconds[threads] = MEMORY * self._seconds[threads] + (1 - MEMORY) * each
        self._since += seconds
        if len(self._choices) > 1 and self._since > max(TRY_EVERY, self._cost / TRY_SHARE):
            self._trials = [n for n in self._choices if n != self.best]
            self._since = self._cost = 0.0

    def _tried(self, each: float, seconds: float) -> None:
        self._calls += 1
        self._cost += seconds
        self._fastest = min(self._fastest, each)
        if self._calls == TRIAL:
            self._seconds[self._trials.pop(0)] = self._fastest
            self._calls, self._fastest = 0, math.inf
