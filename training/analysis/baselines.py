"""Baselines for the network, fitted to the same training points without training. NumPy only.

Each fit is a subclass of ``BaselineFunction``. ``MAKERS`` says which fits a choice in the settings
makes, by the type of the settings and of the data.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

from training.analysis.regularised import restore
from training.analysis.results import Baseline, Sizes
from training.arrays import Bools, Floats
from training.data.kinds import Data, Data1D, ImageData, OutlineData
from training.data.refining import UNKNOWN, Refinement, refine
from training.number_format import readable
from training.settings import Settings
from training.settings.baselines import (
    Fourier,
    Interpolants,
    Polynomial,
    RandomFeatures,
    Regularised,
    Spline,
)
from training.text import Problem, Text

HIGHEST = 60
"""Degree up to which the errors are computed."""
ILL = 1e8
"""Condition number from which a warning is given. The coefficients lose about as many of their 16
digits as it has zeros; from here on fewer than 8 are left, no more than the network's 32-bit
numbers have, and what is drawn of a high degree beyond the points is no longer to be trusted."""
DRAWN = 4000
"""Points of a curve at most."""
MOST = 1000
"""Points through which a spline or an interpolating polynomial goes at most."""


class BaselineFunction:
    """A fitted function of x, or of t for outlines, with notes for the user."""

    def __init__(self, name: Text, *notes: Text) -> None:
        self.name, self.notes = name, notes
        self.condition: float | None = None
        self.sizes: Sizes | None = None

    def __call__(self, x: Floats) -> Floats:
        """Evaluate at x, shape (n,); the result has shape (n,), of an outline (n, 2)."""
        raise NotImplementedError

    def values(self, data: Data, points: str) -> Floats:
        """Evaluate at the ``train``, ``test`` or ``grid`` points of data."""
        match data:
            case Data1D():
                return self(data.grid if points == "grid" else getattr(data, f"x_{points}"))
            case OutlineData():
                return self(data.grid if points == "grid" else getattr(data, f"t_{points}"))
        raise TypeError(type(data).__name__)


def make_functions(settings: Settings, data: Data) -> tuple[BaselineFunction, ...]:
    """Fit the functions that the settings ask for; empty where the data have no such baseline."""
    makers = MAKERS.get((type(settings), type(data)), ())
    return tuple(maker(settings, data) for maker in makers)


def compute_baselines(settings: Settings, data: Data) -> tuple[Baseline, ...]:
    """Fit the baselines of the settings to the training points and evaluate them."""
    return tuple(_baseline(curve, data) for curve in make_functions(settings, data))


def _baseline(curve: BaselineFunction, data: Data) -> Baseline:

    def error(points: str, chosen: Bools | slice = slice(None)) -> float:
        values = curve.values(data, points).reshape(data.targets(points).shape)
        gap = (values - data.scale.y_offset) / data.scale.y_factor - data.targets(points)
        return float(np.mean(gap[chosen] ** 2))

    tested = data.tests.get("test")
    return Baseline(
        curve.name,
        curve.values(data, "grid"),
        error("train"),
        error("test", tested) if tested is not None else None,
        curve.condition,
        curve.notes,
        curve.sizes,
        _fine(curve, data),
    )


def _fine(curve: BaselineFunction, data: Data) -> Refinement:
    """Sample a curve between the points of the grid; UNKNOWN where it is not finite."""
    if not isinstance(data, Data1D):
        return UNKNOWN
    values = curve(data.grid)
    if not np.isfinite(values).all():
        return UNKNOWN
    height = float(np.ptp(data.y_train)) or 1.0
    through = data.x_train, curve(data.x_train)
    return refine(curve, data.grid, values, through=through, height=height, most=DRAWN)


def _unit(x: Floats, data: Data1D) -> Floats:
    """Map the interval of the data to [-1, 1], the domain of Chebyshev polynomials; shape (n,)."""
    low, high = data.interval
    return (2 * x - low - high) / (high - low)


# --- polynomials -----------------------------------------------------------------------------


def make_polynomial(settings: Polynomial, data: Data1D) -> BaselineFunction:
    """Fit a polynomial; one through all points where interpolation is asked for and possible."""
    if settings.method == "least_squares":
        return _LeastSquares(settings, data)
    if len(data.x_train) > MOST:
        return _LeastSquares(
            settings, data, Text("So many points cannot be interpolated: least squares instead.")
        )
    if len(np.unique(data.x_train)) < len(data.x_train):
        above = Text(
            "Points that lie above each other cannot be interpolated: least squares instead."
        )
        return _LeastSquares(settings, data, above)
    return _Interpolant(data)


class _LeastSquares(BaselineFunction):
    """Chebyshev coefficients by least squares with ridge; minimum norm if underdetermined."""

    def __init__(self, settings: Polynomial, data: Data1D, *notes: Text) -> None:
        degree, count = settings.degree, len(np.unique(data.x_train))
        super().__init__(Text("polynomial of degree {degree}", {"degree": degree}), *notes)
        self._data = data
        train = _Reduced(data.x_train, data.y_train, data)
        self._coefficients = train.solve(degree, settings.ridge)
        self.condition = train.condition(degree, settings.ridge)
        if degree >= count:
            self.notes += (
                Text(
                    "Degree {degree} is more than {count} points can fix: of all polynomials "
                    "with the least error, the one with the smallest coefficients is drawn.",
                    {"degree": degree, "count": count},
                ),
            )
        self.notes += _lost_digits(self.condition)
        self.sizes = _degrees(settings, train, data)

    def __call__(self, x: Floats) -> Floats:
        return np.asarray(chebyshev.chebval(_unit(x, self._data), self._coefficients))


def _condition(matrix: Floats) -> float:
    """Return the condition number over the singular values that ``lstsq`` does not cut off."""
    sizes = np.linalg.svd(matrix, compute_uv=False)
    taken = sizes[sizes > np.finfo(np.float64).eps * max(matrix.shape) * sizes[0]]
    return float(taken[0] / taken[-1])


def _lost_digits(condition: float) -> tuple[Text, ...]:
    """Warn of an ill-conditioned problem."""
    if condition <= ILL:
        return ()
    text = Text(
        "So large a condition number costs {lost} of the 16 digits of the coefficients.",
        {"lost": math.floor(math.log10(condition))},
    )
    return (text,)


class _Reduced:
    """Least squares in Chebyshev polynomials on any number of points, reduced by QR once."""

    def __init__(self, x: Floats, y: Floats, data: Data1D) -> None:
        q, self._matrix = np.linalg.qr(chebyshev.chebvander(_unit(x, data), HIGHEST))
        self._right, self._count = q.T @ y, len(y)
        self._rest = max(0.0, float(y @ y - self._right @ self._right))

    def _problem(self, degree: int, ridge: float) -> Floats:
        """Return the design matrix, with the rows of the ridge penalty appended."""
        matrix: Floats = self._matrix[:, : degree + 1]
        root: Floats = math.sqrt(ridge * self._count) * np.eye(degree + 1)
        return np.vstack([matrix, root]) if ridge > 0 else matrix

    def condition(self, degree: int, ridge: float) -> float:
        """Return the condition number for a degree."""
        return _condition(self._problem(degree, ridge))

    def solve(self, degree: int, ridge: float) -> Floats:
        """Minimise mean squared error + ridge * |c|^2 over c, shape (degree + 1,); minimum norm."""
        matrix, right = self._problem(degree, ridge), np.zeros(degree + 1 + len(self._right))
        right[: len(self._right)] = self._right
        return np.asarray(np.linalg.lstsq(matrix, right[: len(matrix)], rcond=None)[0])

    def error(self, coefficients: Floats) -> float:
        """Return the mean squared error on the points, in squared units of y."""
        residual = self._matrix[:, : len(coefficients)] @ coefficients - self._right
        return float(residual @ residual + self._rest) / self._count


def _degrees(settings: Polynomial, train: _Reduced, data: Data1D) -> Sizes:
    x_test, y_test = data.tested
    test = _Reduced(x_test, y_test, data) if len(x_test) else None
    errors: NDArray[np.float64] = np.full((2, HIGHEST + 1), np.nan)
    for degree in range(HIGHEST + 1):
        coefficients = train.solve(degree, settings.ridge)
        errors[0, degree] = train.error(coefficients)
        if test is not None:
            errors[1, degree] = test.error(coefficients)
    errors /= data.scale.y_factor**2
    at = np.arange(HIGHEST + 1, dtype=np.float64)
    return Sizes(Text("degree"), at, at + 1, errors[0], errors[1], settings.degree)


class _Interpolant(BaselineFunction):
    """The polynomial through all points, in barycentric form (Berrut & Trefethen 2004)."""

    def __init__(self, data: Data1D) -> None:
        degree = len(data.x_train) - 1
        super().__init__(
            Text("polynomial of degree {degree} through all points", {"degree": degree})
        )
        self._data, self._nodes = data, _unit(data.x_train, data)
        self.condition = _condition(np.asarray(chebyshev.chebvander(self._nodes, degree)))
        differences = 2 * (self._nodes[:, None] - self._nodes[None, :])
        np.fill_diagonal(differences, 1.0)
        logs = -np.log(np.abs(differences)).sum(axis=1)
        signs = np.prod(np.sign(differences), axis=1)
        self._weights = signs * np.exp(logs - logs.max())

    def __call__(self, x: Floats) -> Floats:
        distance = _unit(x, self._data)[:, None] - self._nodes[None, :]
        hits = distance == 0
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            parts = self._weights / distance
            values = parts @ self._data.y_train / parts.sum(axis=1)
        rows, columns = np.nonzero(hits)
        values[rows] = self._data.y_train[columns]
        return np.asarray(np.nan_to_num(values, nan=0.0, posinf=1e300, neginf=-1e300))


# --- splines ---------------------------------------------------------------------------------


class _Spline(BaselineFunction):
    """A cubic spline through the points.

    At the ends its second derivative is 0 (natural) or its third derivative is continuous at the
    points next to them (not a knot). Points with equal x are replaced by their mean.
    """

    def __init__(self, settings: Settings, data: Data1D) -> None:
        super().__init__(Text("cubic spline"))
        x, place = np.unique(data.x_train, return_inverse=True)
        y = np.bincount(place, data.y_train) / np.bincount(place)
        if len(x) < len(data.x_train):
            self.notes += (Text("Points that lie above each other are joined to their mean."),)
        if not 2 <= len(x) <= MOST:
            raise Problem("A spline needs 2 to {count} points with different x.", count=MOST)
        self._x, self._y, h = x, y, np.diff(x)
        matrix, right = np.eye(len(x)), np.zeros(len(x))
        for i in range(1, len(x) - 1):
            matrix[i, i - 1 : i + 2] = h[i - 1], 2 * (h[i - 1] + h[i]), h[i]
            right[i] = 6 * ((y[i + 1] - y[i]) / h[i] - (y[i] - y[i - 1]) / h[i - 1])
        if isinstance(settings, Spline) and settings.ends == "not_a_knot":
            _free_of_knots(matrix, h)
        self._bend = np.linalg.solve(matrix, right)

    def __call__(self, x: Floats) -> Floats:
        i = np.clip(np.searchsorted(self._x, x) - 1, 0, len(self._x) - 2)
        h = self._x[i + 1] - self._x[i]
        left, right = (self._x[i + 1] - x) / h, (x - self._x[i]) / h
        bend = (left**3 - left) * self._bend[i] + (right**3 - right) * self._bend[i + 1]
        return np.asarray(left * self._y[i] + right * self._y[i + 1] + h**2 / 6 * bend)


def _free_of_knots(matrix: Floats, h: Floats) -> None:
    """Set the first and last equation to not-a-knot: third derivatives match there."""
    if len(h) == 2:  # one parabola through three points, as SciPy has it
        matrix[[0, -1]] = [[1, -1, 0], [0, -1, 1]]
    elif len(h) > 2:
        matrix[0, :3] = h[1], -(h[0] + h[1]), h[0]
        matrix[-1, -3:] = h[-1], -(h[-2] + h[-1]), h[-2]


# --- random features -------------------------------------------------------------------------

SIZES = 60
"""Widths at which the errors are computed, up to ``WIDEST`` times the number of points."""
WIDEST = 50


class _RandomFeatures(BaselineFunction):
    """Random Fourier features cos(w x + b), drawn once and for all (Rahimi & Recht 2007).

    Output weights are the minimum-norm least squares solution, so that beyond the interpolation
    threshold (width = number of points) the test error falls again (Belkin et al. 2019). Features
    of a wider model begin with those of a narrower one from the same seed.
    """

    def __init__(self, settings: RandomFeatures, data: Data1D) -> None:
        if len(data.x_train) > MOST:
            raise Problem("Random features take at most {count} points.", count=MOST)
        super().__init__(Text("{width} random features", {"width": settings.width}))
        self._settings, self._data = settings, data
        self._chosen = self._fit(settings.seed, settings.width)
        self.sizes = self._sizes()

    def __call__(self, x: Floats) -> Floats:
        return self._features(x, self._settings.seed, self._settings.width) @ self._chosen

    def _features(self, x: Floats, seed: int, width: int) -> Floats:
        random = np.random.default_rng(seed)
        weights, shifts = random.standard_normal((width, 2)).T
        angles = np.outer(_unit(x, self._data), self._settings.std * weights) + math.pi * shifts
        return np.asarray(np.cos(angles))

    def _fit(self, seed: int, width: int) -> Floats:
        matrix = self._features(self._data.x_train, seed, width)
        right = self._data.y_train
        if self._settings.ridge > 0:
            root = np.sqrt(self._settings.ridge * len(right)) * np.eye(width)
            matrix, right = np.vstack([matrix, root]), np.concatenate([right, np.zeros(width)])
        return np.asarray(np.linalg.lstsq(matrix, right, rcond=1e-12)[0])

    def _sizes(self) -> Sizes:
        """Compute the median error over all draws, at widths evenly spaced on a log axis."""
        data, settings = self._data, self._settings
        widest = WIDEST * len(data.x_train)
        at = np.unique(np.rint(np.geomspace(1, widest, SIZES)).astype(int))
        at = np.union1d(at, [len(data.x_train)])
        errors = np.full((2, settings.draws, len(at)), np.nan)
        for draw in range(settings.draws):
            seed = settings.seed + draw
            for column, width in enumerate(at.tolist()):
                weights = self._fit(seed, width)
                for row, (x, y) in enumerate(((data.x_train, data.y_train), data.tested)):
                    if len(x):
                        gap = self._features(x, seed, width) @ weights - y
                        errors[row, draw, column] = np.mean(gap**2) / data.scale.y_factor**2
        train, test = np.median(errors, axis=1)
        name = Text("width (median of {count} draws)", {"count": settings.draws})
        widths = at.astype(np.float64)
        return Sizes(name, widths, widths, train, test, settings.width)


# --- priors ----------------------------------------------------------------------------------

NODES = 400
"""Grid points on which a curve is restored."""
_NAMES = {
    "total_variation": Text("total variation, weight {weight}"),
    "squared_gradient": Text("squared gradient, weight {weight}"),
}


class _Restored(BaselineFunction):
    """A regularised fit: squared error at known values plus a penalty on variation."""

    def __init__(self, settings: Regularised) -> None:
        name = Text(_NAMES[settings.form].template, {"weight": readable(settings.weight)})
        super().__init__(name)
        self._settings = settings

    def _restore(self, given: Floats, known: Bools, unit: float) -> Floats:
        is_total = self._settings.form == "total_variation"
        weight = self._settings.weight * (1.0 if is_total else unit)
        return restore(given, known, weight, total_variation=is_total)


class _RestoredCurve(_Restored):
    """A regularised curve on evenly spaced nodes; each training point counts at the nearest."""

    def __init__(self, settings: Regularised, data: Data1D) -> None:
        super().__init__(settings)
        self._nodes = np.linspace(data.grid[0], data.grid[-1], NODES)
        step = self._nodes[1] - self._nodes[0]
        place = np.clip(np.rint((data.x_train - self._nodes[0]) / step), 0, NODES - 1).astype(int)
        counts = np.bincount(place, minlength=NODES)
        given = np.bincount(place, data.y_train, NODES) / np.maximum(counts, 1)
        self._restored = self._restore(given, counts > 0, NODES - 1.0)

    def __call__(self, x: Floats) -> Floats:
        return np.interp(x, self._nodes, self._restored)


class _RestoredImage(_Restored):
    """A regularised image: noise removed and unknown pixels filled in."""

    def __init__(self, settings: Regularised, data: ImageData) -> None:
        super().__init__(settings)
        self._restored = self._restore(data.given, data.known, 1.0)

    def values(self, data: Data, points: str) -> Floats:
        assert isinstance(data, ImageData)
        return self._restored[data.chosen(points)]


# --- outlines --------------------------------------------------------------------------------


class _Fourier(BaselineFunction):
    """The Fourier series of least squared error through the points of an outline."""

    def __init__(self, settings: Fourier, data: OutlineData) -> None:
        terms = min(settings.terms, (len(data.t_train) - 1) // 2)
        numbers = 2 * (2 * terms + 1)
        super().__init__(
            Text(
                "Fourier series of {terms} terms, {numbers} numbers",
                {"terms": terms, "numbers": numbers},
            )
        )
        if terms < settings.terms:
            self.notes += (
                Text(
                    "{count} points fix {terms} terms at most.",
                    {"count": len(data.t_train), "terms": terms},
                ),
            )
        self._terms = terms
        matrix = self._matrix(data.t_train)
        self._coefficients = np.linalg.lstsq(matrix, data.train, rcond=None)[0]

    def _matrix(self, t: Floats) -> Floats:
        angles = np.outer(t, np.arange(self._terms + 1))
        return np.hstack([np.cos(angles), np.sin(angles[:, 1:])])

    def __call__(self, x: Floats) -> Floats:
        return np.asarray(self._matrix(x) @ self._coefficients)


MAKERS: dict[
    tuple[type[Settings], type[Data]], tuple[Callable[[Any, Any], BaselineFunction], ...]
] = {
    (Polynomial, Data1D): (make_polynomial,),
    (Spline, Data1D): (_Spline,),
    (Interpolants, Data1D): (
        lambda _, data: make_polynomial(Polynomial(method="interpolation"), data),
        _Spline,
    ),
    (RandomFeatures, Data1D): (_RandomFeatures,),
    (Regularised, Data1D): (_RestoredCurve,),
    (Regularised, ImageData): (_RestoredImage,),
    (Fourier, OutlineData): (_Fourier,),
}
