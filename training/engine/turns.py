"""The protocol between a run and its driver, one turn at a time.

``Run.messages()`` is an iterator of turns. Each ``next`` does some work
and returns one of

a ``Message``
    that is meant for the window;
a ``StepBatch``
    compiled steps for which the run waits: the driver executes them, on any threads and in
    parallel with other runs, **before it asks for the next turn**;
``None``
    after a chunk of steps without a message: the driver may serve other runs.

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
    """Measures the seconds of a chunk, without those spent on other runs."""

    def __init__(self) -> None:
        self._start, self._left_out = time.perf_counter(), 0.0

    @property
    def seconds(self) -> float:
        """How many have passed."""
        return time.perf_counter() - self._start - self._left_out

    def without_waiting(self, steps: LearnerSteps) -> LearnerSteps:
        """Pass step batches on; count only the time that each itself took."""
        while True:
            try:
                batch = next(steps)
            except StopIteration as done:
                progress: StepResults = done.value
                return progress
            begin = time.perf_counter()
            yield batch
            self._left_out += time.perf_counter() - begin - batch.seconds
