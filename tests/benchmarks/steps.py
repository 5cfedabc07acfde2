"""Steps a second of small networks: ``python -m tests.benchmarks.steps [--pairs N]``.

Our engine against a plain PyTorch loop, JAX (``pip install -e .[bench]``) and Node, in turns: each
side in a process of its own that waits while the other works. Prints the median ratio and the
worst; a row is void unless both sides' losses agree where they start from the same weights.
"""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.ratios import Row, print_rows

SECONDS = 1.0
"""Of each turn."""
CALLS = 20
"""In each turn."""
COMPARED = 10
"""Steps of which losses are compared."""


@dataclass(frozen=True)
class Work:
    """A network of tanh neurons: of one input it learns sin(5x) on even points with Adam.

    With two it is TensorFlow Playground's: which of two rings a point belongs to, in batches that
    go round the data in order, with plain gradient descent.
    """

    name: str
    widths: tuple[int, ...]
    points: int
    goals: dict[str, float]
    inputs: int = 1
    batch: int = 0

    @property
    def sizes(self) -> list[tuple[int, int]]:
        ends = [self.inputs, *self.widths, 1]
        return list(itertools.pairwise(ends))

    def batches(self) -> list[tuple[np.ndarray, np.ndarray]]:
        x, y = self.data()
        size = self.batch or self.points
        return [(x[at : at + size], y[at : at + size]) for at in range(0, self.points, size)]

    @property
    def rate(self) -> float:
        return 0.015 if self.batch else 1e-3

    def weights(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Draw weights, shape (out, in), and biases."""
        random = np.random.default_rng(0)
        found = []
        for fan_in, fan_out in self.sizes:
            bound = fan_in**-0.5
            weight = random.uniform(-bound, bound, (fan_out, fan_in)).astype(np.float32)
            found.append((weight, random.uniform(-bound, bound, fan_out).astype(np.float32)))
        return found

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        if self.inputs == 2:
            random = np.random.default_rng(1)
            ring = np.arange(self.points) % 2
            radius = random.uniform(0, 0.4, self.points) + 0.6 * ring
            angle = random.uniform(0, 2 * np.pi, self.points)
            x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
            return x.astype(np.float32), (1.0 - 2.0 * ring)[:, None].astype(np.float32)
        x = np.linspace(-1, 1, self.points, dtype=np.float32)[:, None]
        return x, np.sin(5 * x)


def _goals(eager: float) -> dict[str, float]:
    return {"jax": 1.0, "eager": eager}


WORKS = (
    Work("2-4-2-1, 250 points, SGD in batches of 10", (4, 2), 250, {**_goals(40), "node": 4.0},
         inputs=2, batch=10),
    Work("1-100-1, 61 points", (100,), 61, _goals(40)),
    Work("1-200-200-1, 201 points", (200, 200), 201, _goals(3)),
    Work("1-200-200-200-100-1, 101 points", (200, 200, 200, 100), 101, _goals(2.5)),
    Work("1-500x4-1, 5 points", (500,) * 4, 5, _goals(3)),
    Work("1-500x4-1, 256 points", (500,) * 4, 256, _goals(1.2)),
)  # fmt: skip
Advance = Callable[[int], Any]


def _experiment(work: Work) -> Any:
    from training.settings import Experiment

    return Experiment.model_validate(
        {
            "dataset": {
                "kind": "formula",
                "formula": "sin(5*x)",
                "low": -1,
                "high": 1,
                "points": work.points,
            },
            "model": {"kind": "mlp", "widths": work.widths},
            "trainer": {
                "learning_rate": work.rate,
                "optimizer": {"kind": "sgd" if work.batch else "adam"},
                "batch_size": work.batch,
                "device": "cpu",
            },
        }
    )


def ours(work: Work) -> Advance:
    """Make our engine's steps: as the app does them, or in the order of Playground."""
    import torch
    from torch import nn, optim

    from tests.harness.learners import learner_of
    from training.learner.kernel import cache
    from training.learner.models import build

    cache.kernel(patience=120)
    experiment = _experiment(work)
    learner = learner_of(experiment)
    assert learner.uses_kernel
    model = build(experiment.model, 0, work.inputs) if work.batch else learner.model
    linears = [m for m in model.modules() if isinstance(m, nn.Linear)]
    with torch.no_grad():
        for linear, (weight, bias) in zip(linears, work.weights(), strict=True):
            linear.weight.copy_(torch.from_numpy(weight))
            linear.bias.copy_(torch.from_numpy(bias))
    if not work.batch:
        return lambda count: learner.advance(count).losses
    from training.learner.kernel.stepper import KernelStepper

    x, y = (torch.from_numpy(values) for values in work.data())
    stepper = KernelStepper(experiment, x, y, work.batch)
    stepper.load(model, optim.SGD(model.parameters()), work.rate)
    orders = np.arange(work.points, dtype=np.int64).reshape(-1, work.batch)
    done = 0

    def advance(count: int) -> np.ndarray:
        nonlocal done
        chosen = orders[np.arange(done, done + count) % len(orders)]
        done += count
        sizes = np.full(count, work.batch, dtype=np.int64)
        rates = np.full(count, work.rate)
        nothing = torch.Generator()
        call = stepper.begin(experiment, rates, (chosen, sizes), nothing, wants_outputs=False)
        call.do()
        return call.losses

    return advance


def ours_on_the_card(work: Work) -> Advance:
    """Make the app's steps on a GPU: a graph of autograd's, replayed."""
    import torch

    from training.learner.learner import Learner

    network, batches = in_torch(work, "cuda")
    learner = Learner(_experiment(work), torch.device("cuda"))
    with torch.no_grad():
        for mine, given in zip(learner.network.parameters, network.parameters(), strict=True):
            mine.copy_(given)
    done = 0

    def advance(count: int) -> np.ndarray:
        nonlocal done
        losses = torch.empty(count, device="cuda")
        for index in range(count):
            losses[index], _ = learner.graph.step(*batches[(done + index) % len(batches)])
        done += count
        return losses.cpu().numpy()

    return advance


def eager(work: Work, device: str = "cpu") -> Advance:
    """Make the plain loop with its default Adam."""
    import torch

    network, batches = in_torch(work, device)
    kind = torch.optim.SGD if work.batch else torch.optim.Adam
    return plain_loop(network, kind(network.parameters(), lr=work.rate), batches)


def in_torch(work: Work, device: str) -> tuple[Any, list[tuple[Any, Any]]]:
    """Return the network and its batches as PyTorch has them."""
    import torch
    from torch import nn

    modules: list[nn.Module] = []
    for (fan_in, fan_out), (weight, bias) in zip(work.sizes, work.weights(), strict=True):
        linear = nn.Linear(fan_in, fan_out)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weight))
            linear.bias.copy_(torch.from_numpy(bias))
        modules += [linear, nn.Tanh()]
    batches = [
        (torch.from_numpy(inputs).to(device), torch.from_numpy(targets).to(device))
        for inputs, targets in work.batches()
    ]
    return nn.Sequential(*modules[:-1]).to(device), batches


def plain_loop(network: Any, optimizer: Any, batches: list[tuple[Any, Any]]) -> Advance:
    """Make PyTorch's loop as anybody would write it; batches go round."""
    import torch

    done = 0

    def advance(count: int) -> np.ndarray:
        nonlocal done
        losses = []
        for _ in range(count):
            x, y = batches[done % len(batches)]
            done += 1
            optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(network(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
        return torch.stack(losses).cpu().numpy()

    return advance


def jax_scan(work: Work, device: str = "cpu") -> Advance:
    """Make JAX's: ``jit`` of a ``scan`` over as many steps as are asked for at once."""
    import jax

    jax.config.update("jax_platforms", device)
    import jax.numpy as jnp
    import optax

    xs, ys = (jnp.stack(parts) for parts in zip(*work.batches(), strict=True))
    optimizer = (optax.sgd if work.batch else optax.adam)(work.rate)
    params = [(jnp.asarray(w.T), jnp.asarray(b)) for w, b in work.weights()]

    def loss_of(params: Any, x: Any, y: Any) -> Any:
        h = x
        for weight, bias in params[:-1]:
            h = jnp.tanh(h @ weight + bias)
        weight, bias = params[-1]
        return jnp.mean((h @ weight + bias - y) ** 2)

    def step(carry: Any, batch: Any) -> Any:
        params, state = carry
        loss, gradient = jax.value_and_grad(loss_of)(params, *(batch or (xs[0], ys[0])))
        updates, state = optimizer.update(gradient, state)
        return (optax.apply_updates(params, updates), state), loss

    def scan(carry: Any, count: int) -> Any:
        *carry, at = carry
        order = (at + jnp.arange(count)) % len(xs)  # all batches at once: faster than one by one
        batches = (xs[order], ys[order]) if work.batch else None
        carry, losses = jax.lax.scan(step, tuple(carry), batches, length=count)
        return (*carry, (at + count) % len(xs)), losses

    compiled = jax.jit(scan, static_argnums=1)
    carry = (params, optimizer.init(params), jnp.int32(0))

    def advance(count: int) -> np.ndarray:
        nonlocal carry
        carry, losses = compiled(carry, count)
        return np.asarray(losses)

    return advance


def node(work: Work) -> Advance:
    """Make the steps of TensorFlow Playground's arithmetic; they answer with steps a second."""
    program = Path(__file__).with_name("playground.js")
    try:
        process = subprocess.Popen(
            ["node", str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
    except OSError as error:
        raise ImportError(str(error)) from None
    x, y = work.data()
    job = {
        "sizes": [work.inputs, *work.widths, 1],
        "weights": [[w.tolist(), b.tolist()] for w, b in work.weights()],
        "x": x.tolist(), "y": y[:, 0].tolist(),
        "rate": 2 * work.rate,  # its error is half of the square
        "batch": work.batch, "compared": COMPARED, "seconds": SECONDS,
    }  # fmt: skip

    def ask(message: str) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(message + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    first = ask(json.dumps(job))
    return lambda count: first if count == COMPARED else ask("go")


SIDES: dict[str, Callable[[Work], Advance]] = {
    "ours": ours,
    "eager": eager,
    "jax": jax_scan,
    "node": node,
    "ours on the card": ours_on_the_card,
    "eager on the card": lambda work: eager(work, "cuda"),
    "jax on the card": lambda work: jax_scan(work, "cuda"),
}


def serve(side: str, work: Work, pipe: "Connection[Any, Any]") -> None:
    """Be one side: tell the first losses, then steps a second each time that it is asked."""
    try:
        advance = SIDES[side](work)
    except ImportError as error:
        pipe.send(error)
        return
    pipe.send(np.asarray(advance(COMPARED)))
    if side == "node":
        while pipe.recv():
            pipe.send(advance(0))
        return
    count, passed = 8, 0.0
    while passed < SECONDS / CALLS / 2:
        count *= 2
        advance(count)  # JAX compiles each length anew
        start = time.perf_counter()
        advance(count)
        passed = time.perf_counter() - start
    while pipe.recv():
        start, done = time.perf_counter(), 0
        while time.perf_counter() - start < SECONDS:
            advance(count)
            done += count
        pipe.send(done / (time.perf_counter() - start))


def compare(
    work: Work, other: str, pairs: int, ours: str = "ours", goal: float | None = None
) -> Row:
    """Let both sides take turns."""
    context = get_context("spawn")
    pipes, processes = [], []
    for side in (ours, other):
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(side, work, there), daemon=True)
        process.start()
        pipes.append(here)
        processes.append(process)
    losses = [pipe.recv() for pipe in pipes]
    goal = work.goals[other] if goal is None else goal
    if isinstance(losses[1], ImportError):
        for process in processes:
            process.terminate()
        return Row(work.name, other, goal, [])
    rates = []
    for _ in range(pairs):
        pair = []
        for pipe in pipes:
            pipe.send(True)
            pair.append(pipe.recv())
        rates.append((pair[0], pair[1]))
    for pipe, process in zip(pipes, processes, strict=True):
        pipe.send(False)
        process.join()
    agree = np.allclose(losses[0], losses[1], rtol=1e-4)
    return Row(work.name, other, goal, rates, has_agreed=agree)


def rows(pairs: int) -> list[Row]:
    """Measure all."""
    found = []
    for work in WORKS:
        for other in work.goals:
            found.append(compare(work, other, pairs))
    return found


if __name__ == "__main__":
    sys.exit(print_rows(rows, __doc__))
