"""The same networks on a GPU: ``python -m tests.benchmarks.card [--pairs N]``.

A replayed graph of a step against the plain loop and against JAX, all on the same card; and a race
of 1,000 networks as the app trains it, which is on the processor, against JAX's ``vmap`` on that
card.
"""

import os
import sys
import time
from typing import Any

import numpy as np

from tests.benchmarks.ensembles import learners, together
from tests.benchmarks.ratios import Row, in_turns, print_rows
from tests.benchmarks.steps import WORKS, Advance, compare

NETWORKS, STEPS = 1000, 1000
GOALS = {"eager on the card": 6.0, "jax on the card": 1.0}
"""The first is what others have reached by such graphs (burn#5779, LeanRL)."""


def jax_ensemble(members: list[Any]) -> Advance:
    """Make JAX's steps of all members at once, from where they are."""
    import jax
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_platforms", "cuda")
    x, y = (jnp.asarray(part.numpy()) for part in members[0]._feed.batch(None, None))
    stacked = [
        jnp.stack([jnp.asarray(parameters.detach().numpy()) for parameters in alike])
        for alike in zip(*(member.model.parameters() for member in members), strict=True)
    ]
    optimizer = optax.adam(1e-3)

    def loss_of(params: Any) -> Any:
        first, first_bias, last, last_bias = params
        return jnp.mean((jnp.tanh(x @ first.T + first_bias) @ last.T + last_bias - y) ** 2)

    def step(params: Any, state: Any) -> Any:
        loss, gradient = jax.value_and_grad(loss_of)(params)
        updates, state = optimizer.update(gradient, state)
        return optax.apply_updates(params, updates), state, loss

    every = jax.vmap(step)

    def scan(carry: Any, count: int) -> Any:
        def body(carry: Any, _: Any) -> Any:
            params, state, losses = every(*carry)
            return (params, state), losses

        return jax.lax.scan(body, carry, None, length=count)

    compiled = jax.jit(scan, static_argnums=1)
    carry = (stacked, jax.vmap(optimizer.init)(stacked))

    def advance(count: int) -> np.ndarray:
        nonlocal carry
        carry, losses = compiled(carry, count)
        return np.asarray(losses)

    return advance


def _race(pairs: int) -> Row:
    members = learners(NETWORKS)
    advance = jax_ensemble(members)
    theirs = advance(10).T
    is_near = np.allclose(theirs, np.stack(together(members, 10)), rtol=1e-4)

    def measured(steps: Any) -> float:
        start = time.perf_counter()
        steps()
        return NETWORKS * STEPS / (time.perf_counter() - start)

    def on_processor() -> float:
        return measured(lambda: together(members, STEPS))

    def on_card() -> float:
        return measured(lambda: advance(STEPS))

    on_processor()
    on_card()
    name = f"{NETWORKS:,} networks 1-100-1, 61 points, on the processor"
    return Row(
        name, "jax's vmap on the card", 1, in_turns(on_processor, on_card, pairs),
        has_agreed=is_near,
    )  # fmt: skip


def rows(pairs: int) -> list[Row]:
    """Measure all; there is nothing to measure without a card."""
    import torch

    if not torch.cuda.is_available():
        return []
    os.environ["XLA_PYTHON_CLIENT_PREALLOCATE"] = "false"  # the card is for both
    found = [
        compare(work, other, pairs, "ours on the card", goal)
        for work in WORKS
        for other, goal in GOALS.items()
    ]
    return [*found, _race(pairs)]


if __name__ == "__main__":
    sys.exit(print_rows(rows, __doc__))
