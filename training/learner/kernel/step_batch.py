"""Batches of compiled steps: done by all threads, or by one thread in parallel with others."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from training import machine
from training.arrays import Floats32
from training.learner.kernel.thread_count import ThreadCount
from training.learner.kernel.thread_pool import THREAD_POOL

if TYPE_CHECKING:
    from training.learner.kernel.kernel import KernelConfig, StepArrays, Storage

PARTS = 8
"""Parts per core into which parallel batches are divided at least."""

EACH_STEP = ("chosen", "sizes", "masks", "numbers", "losses", "outputs")
"""Arrays of which each step has a part of its own."""


class Kernel(NamedTuple):
    """The compiled functions of ``training.learner.kernel.kernel``."""

    run: Callable[..., None]
    evaluate: Callable[..., None]


@dataclass(frozen=True, slots=True, eq=False)
class KernelNetwork:
    """A network that the kernel trains, and the threads that it may have."""

    kernel: Kernel
    config: "KernelConfig"
    storage: "Storage"
    scratch: list[Floats32]
    """Of each thread."""
    thread_count: ThreadCount
    work: float
    """Floating point operations of a step, about."""

    def together(self, function: Callable[..., None], threads: int, *rest: Any) -> None:
        """Call a function of the kernel in each of some threads, which meet in it."""
        arrivals = np.zeros(1, dtype=np.int64)

        def work(thread: int) -> None:
            scratch = self.scratch[thread]
            function(thread, threads, arrivals, scratch, self.config, *rest)

        THREAD_POOL.together(threads, work)


class StepBatch:
    """Some steps of a network; ``losses`` and ``outputs`` are there when they are done.

    ``losses``: each step's, shape (steps,). ``outputs``: at all points before each step's update,
    shape (steps, n * k), or (steps, 0) where they were not wanted.
    """

    def __init__(self, network: KernelNetwork, steps: "StepArrays") -> None:
        self._network, self._steps = network, steps
        self.losses: Floats32 = steps.losses
        self.outputs: Floats32 = steps.outputs.reshape(len(steps.losses), -1)
        self._done = 0
        self.seconds = 0.0
        """Seconds it took."""

    @property
    def left(self) -> float:
        """Floating point operations that are still to be done, about."""
        return (len(self.losses) - self._done) * self._network.work

    def do(self) -> None:
        """Do all that is left, with the number of threads that is fastest."""
        thread_count, count = self._network.thread_count, len(self.losses) - self._done
        if not count:
            return
        threads = thread_count.threads()
        seconds = self._do(count, threads)
        thread_count.took(threads, count, seconds)

    def do_part(self, parts: int) -> None:
        """Do one of so many parts of all, with this thread alone."""
        left = len(self.losses) - self._done
        self._do(min(left, -(-len(self.losses) // parts)), 1)

    def _do(self, count: int, threads: int) -> float:
        network, start = self._network, time.perf_counter()
        steps = _part(self._steps, self._done, self._done + count)
        network.together(network.kernel.run, threads, network.storage, steps)
        seconds = time.perf_counter() - start
        self.seconds += seconds
        self._done += count
        return seconds


def _part(steps: "StepArrays", first: int, last: int) -> "StepArrays":
    """Return the arrays of some of the steps."""
    parts = {}
    for name in EACH_STEP:
        values = getattr(steps, name)
        each = len(values) // len(steps.losses)
        parts[name] = values[first * each : last * each]
    return steps._replace(**parts)


def do_all(step_batches: list[StepBatch]) -> None:
    """Do steps of several networks at once: each by one thread, the longest first.

    Results are the same bit for bit as when done alone.
    """
    cores = min(machine.cores(), len(step_batches))
    if cores == 1:
        for each in step_batches:
            each.do()
        return
    lock, free, parts = Lock(), list(step_batches), -(-PARTS * cores // len(step_batches))

    def work(_: int) -> None:
        while True:
            with lock:
                if not free:
                    return
                longest = max(free, key=lambda each: each.left)
                free.remove(longest)
            longest.do_part(parts)
            if longest.left:
                with lock:
                    free.append(longest)

    THREAD_POOL.together(cores, work)
