"""Curves of many points, drawn as they would look."""

import numpy as np

from widgets.plots.thinned import COLUMNS, EACH, thinned


def test_that_a_curve_of_few_points_stays_as_it_is() -> None:
    x = np.linspace(0, 1, 100)
    assert thinned(x, np.sin(x))[0] is x


def test_that_each_column_keeps_its_ends_and_extremes() -> None:
    x = np.linspace(0, 1, 100_000)
    y = np.sin(30_000 * x) * x
    few, values = thinned(x, y)
    assert len(few) <= EACH * COLUMNS
    assert (np.diff(few) > 0).all()
    assert (few[0], few[-1]) == (x[0], x[-1])
    edges = np.linspace(0, 1, COLUMNS + 1)
    for low, high in zip(edges[:-1:97], edges[1::97], strict=True):
        every, kept = (x >= low) & (x < high), (few >= low) & (few < high)
        assert values[kept].min() == y[every].min()
        assert values[kept].max() == y[every].max()
