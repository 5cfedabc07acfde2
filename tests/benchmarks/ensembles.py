"""Many small networks at once: ``python -m tests.benchmarks.ensembles [--pairs N]``.

256 networks 1-100-1 that differ in their seeds, as a race of the app trains them, against the same
one after the other, and against plain PyTorch, of which only some are trained. All in this process.
"""

import sys
import time

import numpy as np
import torch
from torch import nn

from tests.benchmarks.ratios import Row, in_turns, print_rows
from tests.benchmarks.steps import Advance, plain_loop
from tests.harness.learners import learner_of
from training.learner.kernel import cache
from training.learner.kernel.step_batch import do_all
from training.learner.learner import Learner
from training.settings import Experiment

NETWORKS, STEPS, SAMPLE = 256, 1000, 2
NAME = f"{NETWORKS} networks 1-100-1, 61 points"


def _experiment(seed: int) -> Experiment:
    dataset = {"kind": "formula", "formula": "sin(5*x)", "low": -1, "high": 1, "points": 61}
    trainer = {"learning_rate": 1e-3, "seed": seed, "device": "cpu"}
    model = {"kind": "mlp", "widths": (100,)}
    return Experiment.model_validate({"dataset": dataset, "model": model, "trainer": trainer})


def learners(count: int) -> list[Learner]:
    """Make networks that differ in their seeds."""
    cache.kernel(patience=120)
    return [learner_of(_experiment(seed)) for seed in range(count)]


def together(learners: list[Learner], count: int) -> list[np.ndarray]:
    """Let all do some steps as a race does; return their losses."""
    running = [learner.steps(count) for learner in learners]
    do_all([next(steps) for steps in running])
    losses = []
    for steps in running:
        try:
            next(steps)
        except StopIteration as done:
            losses.append(done.value.losses)
    return losses


def _eager(learner: Learner) -> Advance:
    """Make the plain loop with its default Adam, from where a learner is."""
    network = nn.Sequential(nn.Linear(1, 100), nn.Tanh(), nn.Linear(100, 1))
    for mine, theirs in zip(network.parameters(), learner.model.parameters(), strict=True):
        mine.data.copy_(theirs.data)
    batch = learner.data.on_device.batch(None, torch.Generator())
    return plain_loop(network, torch.optim.Adam(network.parameters(), lr=1e-3), [batch])


def rows(pairs: int) -> list[Row]:
    """Measure both ratios; steps a second are those of all networks."""
    torch.set_num_threads(1)
    first, second = learners(NETWORKS), learners(NETWORKS)
    eager = [_eager(learner) for learner in first[:SAMPLE]]
    expected = [learner.advance(10).losses for learner in second]
    found = together(first, 10)
    is_same = all(map(np.array_equal, found, expected))
    plain = [advance(10) for advance in eager]
    is_near = all(np.allclose(a, b, rtol=1e-4) for a, b in zip(plain, expected, strict=False))

    def race() -> float:
        start = time.perf_counter()
        together(first, STEPS)
        return NETWORKS * STEPS / (time.perf_counter() - start)

    def in_a_row() -> float:
        start = time.perf_counter()
        for learner in second:
            learner.advance(STEPS)
        return NETWORKS * STEPS / (time.perf_counter() - start)

    def plainly() -> float:
        start = time.perf_counter()
        for advance in eager:
            advance(10 * STEPS)
        return SAMPLE * 10 * STEPS / (time.perf_counter() - start)

    race()
    return [
        Row(NAME, "one after the other", 2, in_turns(race, in_a_row, pairs), has_agreed=is_same),
        Row(NAME, f"eager ({SAMPLE} of them)", 80, in_turns(race, plainly, pairs),
            has_agreed=is_near),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(print_rows(rows, __doc__))
