"""What a run tells whoever drives it, one turn after the other.

``Run.messages()`` is an iterator of turns. Each time it is asked it does something, and answers
with

a ``Message``
    that is meant for the window;
a ``StepBatch``
    compiled steps for which the run waits: the driver has them done, by whom and beside what it
    likes, **before it asks for the next turn**;
``None``
    after a chunk of steps that leaves nothing to tell: the driver may turn to others.

The last turn is ``RunEnded``. See ``docs/adr/0009-many-at-once.md``.
"""

import time
from collections.abc import Generator, Iterator

from training.learner.kernel.step_batch import StepBatch
from training.learner.learner import StepResults
from training.messages.announcements import Message

Turn = Message | StepBatch | None
Turns = Iterator[Turn]
LearnerSteps = Generator[StepBatch, None, StepResults]


class Clock:
    """Counts the seconds of a chunk, without those in which steps of others are done."""

    def __init__(self) -> None:
        self._start, self._left_out = time.perf_counter(), 0.0

    @property
    def seconds(self) -> float:
        """How many have passed."""
        return time.perf_counter() - self._start - self._left_out

    def without_waiting(self, steps: LearnerSteps) -> LearnerSteps:
        """Pass on what is to be done; count of it what it takes by itself."""
        while True:
            try:
                batch = next(steps)
            except StopIteration as done:
                progress: StepResults = done.value
                return progress
            begin = time.perf_counter()
            yield batch
            self._left_out += time.perf_counter() - begin - batch.seconds
