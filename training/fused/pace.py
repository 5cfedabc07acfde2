"""How many threads are worth while, as far as was seen lately."""

TRIES = 40
"""Calls after which the other choice is tried again: some third of a second."""
MEMORY = 0.7
"""Part of what is known that stays with each new time."""


class Pace:
    """Chooses between one thread and all: all are no help where others want the same cores.

    What is computed is the same with any number of threads; only the time is not.
    """

    def __init__(self, most: int) -> None:
        self._choices = (1,) if most == 1 else (most, 1)
        self._seconds: dict[int, float] = {}
        self._calls = 0

    def threads(self) -> int:
        """Return how many the next call takes."""
        self._calls += 1
        unknown = [n for n in self._choices if n not in self._seconds]
        if unknown:
            return unknown[0]
        best = min(self._seconds, key=lambda n: self._seconds[n])
        others = [n for n in self._choices if n != best]
        return others[0] if others and self._calls % TRIES == 0 else best

    def took(self, threads: int, seconds: float) -> None:
        """Note the time of a step."""
        known = self._seconds.get(threads, seconds)
        self._seconds[threads] = MEMORY * known + (1 - MEMORY) * seconds
