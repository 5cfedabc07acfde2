import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.plots import pyramid as module
from widgets.plots.pyramid import GrowingArray, Pyramid


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


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=20),
    st.integers(4, 200),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_that_a_full_level_loses_no_extreme(
    chunks: list[int], buckets: int, begin: float, end: float
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", 64)
        random, pyramid, parts = np.random.default_rng(1), Pyramid(), []
        for size in chunks:
            parts.append(random.standard_normal(size).astype(np.float32))
            pyramid.append(parts[-1])
        values = np.concatenate(parts)
        first, last = sorted((int(begin * len(values)), int(end * len(values))))
        steps, shown = pyramid.envelope(first, last, buckets)
        assert len(steps) == len(shown)
        if last > first:
            assert shown.min() <= values[first:last].min()
            assert shown.max() >= values[first:last].max()
            assert (np.diff(steps) >= 0).all()
        exact, kept = pyramid.envelope(0, 64, 64)
        assert exact.tolist() == [*range(min(64, len(values)))]
        assert kept.tolist() == values[:64].tolist()
        entries = sum(len(level) for level in pyramid._levels)
        assert entries <= 64 * (2 + max(0, len(values).bit_length() - 6))
