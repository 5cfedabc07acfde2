import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from widgets.pyramid import GrowingArray, Pyramid


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(4, 200))
def test_that_an_envelope_keeps_every_extreme(chunks: list[int], buckets: int) -> None:
    random, pyramid, parts = np.random.default_rng(1), Pyramid(), []
    for size in chunks:
        parts.append(random.standard_normal(size).astype(np.float32))
        pyramid.append(parts[-1])
    values = np.concatenate(parts)
    steps, shown = pyramid.envelope(0, len(values), buckets)
    assert len(steps) == len(shown) <= 4 * buckets + 2
    assert shown.min() == values.min()
    assert shown.max() == values.max()
    assert (np.diff(steps) >= 0).all()


def test_that_few_values_are_shown_as_they_are() -> None:
    pyramid, values = Pyramid(), np.arange(300, dtype=np.float32)
    pyramid.append(values)
    steps, shown = pyramid.envelope(10, 110, 200)
    assert steps.tolist() == shown.tolist() == values[10:110].tolist()


def test_that_nothing_gives_nothing() -> None:
    assert len(Pyramid().envelope(0, 10, 5)[0]) == 0


def test_that_a_growing_array_keeps_rows() -> None:
    array = GrowingArray((3,))
    for _ in range(200):
        array.append(np.ones((7, 3)))
    assert array.values.shape == (1400, 3)
    assert array.values.sum() == 4200
