"""How many threads are worth while, as far as was seen lately."""

TRY_EVERY = 1.0
"""Seconds of steps after which the other choice is tried again."""
FIRST = 3
"""Calls that each choice is given at the beginning: the very first ones are slow with any."""
MEMORY = 0.6
"""Part of what is known that stays with each new time."""


class Pace:
    """Chooses between one thread and all: all are no help where others want the same cores.

    What is computed is the same with any number of threads; only the time is not.
    """

    def __init__(self, most: int) -> None:
        self._choices = (1,) if most == 1 else (most, 1)
        self._seconds: dict[int, float] = {}
        self._calls = dict.fromkeys(self._choices, 0)
        self._since = 0.0

    @property
    def best(self) -> int:
        """How many were fastest so far."""
        return min(self._choices, key=lambda n: self._seconds.get(n, 0.0))

    def threads(self) -> int:
        """Return how many the next call takes."""
        new = [n for n in self._choices if self._calls[n] < FIRST]
        if new:
            return new[0]
        best = self.best
        others = [n for n in self._choices if n != best]
        if others and self._since > TRY_EVERY:
            self._since = 0.0
            return others[0]
        return best

    def took(self, threads: int, count: int, seconds: float) -> None:
        """Note how long some steps took."""
        each, known = seconds / count, self._seconds.get(threads)
        is_warm = self._calls[threads] > 1
        kept = MEMORY if is_warm and known is not None else 0.0
        self._seconds[threads] = kept * (known or 0.0) + (1 - kept) * each
        self._calls[threads] += 1
        self._since += seconds
