"""``load``: one function for each dataset, registered for its settings class."""

import math
from functools import singledispatch

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats
from training.data.kinds import Data, Data1D
from training.data.refining import UNKNOWN, Refinement, refine
from training.data.sampling import alias, nyquist
from training.data.sources import SourceError
from training.data.tables import TableError, numbers, read_table
from training.number_format import readable
from training.settings import CsvDataset, FormulaDataset, PointsDataset, Scale, Settings
from training.settings.formula import FormulaError, evaluate
from training.settings.formula_waves import waves_of
from training.text import Problem, Text

GRID = 241
"""Points at which fitted function and target are drawn: enough for the eye, and few enough that
evaluating the network there for each frame is cheap compared with training."""
FAINT = 0.05
"""Part of the largest amplitude below which a wave is not worth a warning."""
LARGEST = 1e100
"""Largest value in a table: its square must not overflow."""


class DataError(Problem):
    """A dataset that cannot be made; the message says what to do."""


@singledispatch
def load(settings: Settings) -> Data:
    """Make the points of a dataset.

    The same settings give the same points on every machine.

    Raises
    ------
    DataError, SourceError
        With a sentence for the user.
    """
    raise TypeError(f"no dataset is registered for {type(settings).__name__}")


def true_function(settings: Settings, x: Floats) -> Floats | None:
    """Evaluate a dataset's true function at ``x``, or return None where none is known."""
    if isinstance(settings, FormulaDataset | PointsDataset) and settings.formula.strip():
        return evaluate(settings.formula, x, settings.v)
    return None


@load.register
def load_formula(settings: FormulaDataset) -> Data1D:
    """Sample a formula, with noise from the data seed."""
    random = np.random.default_rng(settings.seed)
    x = place(settings.placement, settings.low, settings.high, settings.points, random)
    x_test = _around(settings.low, settings.high, settings.margin, settings.test_points)
    grid = _around(settings.low, settings.high, settings.margin, GRID)
    y, y_test, target = (evaluate(settings.formula, at, settings.v) for at in (x, x_test, grid))
    if settings.noise > 0:
        y = y + settings.noise * random.standard_normal(len(y))
        y_test = y_test + settings.noise * random.standard_normal(len(y_test))
    notes = _aliasing(settings, x)
    ends = (settings.low, settings.high)
    fine = _fine(settings, grid, target, x)
    is_apart = settings.tested == "apart"
    return Data1D(
        x, y, x_test, y_test, grid, target, ends, notes=notes, target_fine=fine, is_apart=is_apart
    )


def _fine(
    settings: FormulaDataset | PointsDataset, grid: Floats, target: Floats, x: Floats
) -> Refinement:
    """Sample a formula between the points of the grid; UNKNOWN where it is not finite there."""

    def function(at: Floats) -> Floats:
        return evaluate(settings.formula, at, settings.v)

    try:
        height = float(np.ptp(target)) or 1.0
        return refine(function, grid, target, through=(x, function(x)), height=height)
    except FormulaError:
        return UNKNOWN


def _aliasing(settings: FormulaDataset, x: Floats) -> tuple[Text, ...]:
    """Return a note on the first wave that evenly spaced points alias, if any."""
    if settings.placement != "uniform":
        return ()
    limit, waves = nyquist(x), waves_of(settings.formula, settings.v)
    # A function with jumps has harmonics without end, of falling amplitude.
    is_large = ~(waves.amplitude < FAINT * waves.amplitude.max(initial=0.0))
    beyond = waves.omega[is_large & (waves.omega > limit * (1 + 1e-9))]
    if not len(beyond):
        return ()
    omega = float(beyond[0])
    return (
        Text(
            "The wave of frequency {omega} is beyond the aliasing limit of these points, {limit}: "
            "it looks like one of frequency {alias} to the network.",
            {
                "omega": readable(omega, 4),
                "limit": readable(limit, 4),
                "alias": readable(alias(omega, limit), 4),
            },
        ),
    )


def place(
    placement: str, low: float, high: float, count: int, random: np.random.Generator
) -> Floats:
    """Place ``count`` points on [low, high], in increasing order."""
    if placement == "random":
        return np.sort(random.uniform(low, high, count))
    if placement == "chebyshev":
        nodes = -np.cos((2 * np.arange(count) + 1) * math.pi / (2 * count))
        return (low + high) / 2 + (high - low) / 2 * nodes
    return np.linspace(low, high, count) if count > 1 else np.array([(low + high) / 2])


def _around(low: float, high: float, margin: float, count: int) -> Floats:
    return np.linspace(low - margin, high + margin, count)


@load.register
def load_points(settings: PointsDataset) -> Data1D:
    """Take points as they are; the true function, where one is typed, makes the test set."""
    x, y = np.array(settings.points, dtype=np.float64).T.copy()
    low, high = float(x.min()), float(x.max())
    if low == high:  # one point, or all above each other
        low, high = low - 1.0, high + 1.0
    grid = _around(low, high, settings.margin, GRID)
    empty = np.empty(0)
    if not settings.formula.strip():
        return Data1D(x, y, empty, empty, grid, empty, (low, high), settings.scale)
    x_test = _around(low, high, settings.margin, settings.test_points)
    y_test, target = (evaluate(settings.formula, at, settings.v) for at in (x_test, grid))
    fine = _fine(settings, grid, target, x)
    ends, scale, is_apart = (low, high), settings.scale, settings.tested == "apart"
    return Data1D(
        x, y, x_test, y_test, grid, target, ends, scale, target_fine=fine, is_apart=is_apart
    )


@load.register
def load_csv(settings: CsvDataset) -> Data1D:
    """Read two columns of a file; test rows are drawn with the data seed."""
    try:
        table = read_table(settings.path, settings.header)
        x, y, dropped, is_date = numbers(
            table, settings.x_column, settings.y_column, settings.x_format
        )
    except (SourceError, TableError) as error:
        raise DataError(error.text.template, **error.text.values) from None
    if max(np.abs(x).max(), np.abs(y).max()) > LARGEST:
        raise DataError(
            "There are values above {most:.0e}, with which nothing can be computed. Choose another "
            "column, or another unit.",
            most=LARGEST,
        )
    if x.min() == x.max():
        raise DataError("All rows have the same x. Choose another x column.")
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    is_test = _draw_test_rows(len(x), settings.test_share, settings.seed)
    low, high = float(x[0]), float(x[-1])
    notes: tuple[Text, ...] = (Text("{rows} rows.", {"rows": len(x)}),)
    if dropped:
        notes += (Text("{count} rows without a value were left out.", {"count": dropped}),)
    names = [table.names[table.column(c)] for c in (settings.x_column, settings.y_column)]
    return Data1D(
        x[~is_test],
        y[~is_test],
        x[is_test],
        y[is_test],
        _around(low, high, 0.02 * (high - low), _grid_size(len(x))),
        np.empty(0),
        (low, high),
        _scale(x[~is_test], y[~is_test], settings),
        Text("{column} (year)" if is_date else "{column}", {"column": names[0]}),
        Text("{column}", {"column": names[1]}),
        notes,
    )


def _draw_test_rows(count: int, share: float, seed: int) -> NDArray[np.bool_]:
    is_test = np.zeros(count, dtype=bool)
    chosen = min(round(share * count), count - 1)
    is_test[np.random.default_rng(seed).permutation(count)[:chosen]] = True
    return is_test


def _grid_size(rows: int) -> int:
    """Return the number of grid points: enough to draw a series, cheap enough for each frame."""
    return max(GRID, min(rows, 1000))


def _scale(x: Floats, y: Floats, settings: CsvDataset) -> Scale:
    if not settings.standardise:
        return Scale()
    return Scale(
        x_offset=float(x.mean()),
        x_factor=(float(x.std()) or 1.0) / settings.x_spread,
        y_offset=float(y.mean()),
        y_factor=float(y.std()) or 1.0,
    )
