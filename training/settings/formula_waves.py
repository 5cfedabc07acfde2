"""The sine waves of a formula, read from the formula itself: ``sin x + v sin 4x`` has 1 and 4.

Sums, products and whole powers of sines and cosines are sums of sine waves again, and their
frequencies and amplitudes follow by the identities of trigonometry (as products of exponentials).
Any other function of waves that share a period, as round(sin x), is sampled over that period.
"""

import ast
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product

import numpy as np

from training.arrays import Floats
from training.settings.formula import FormulaError, evaluate_node, parse

MOST = 256
"""Waves of one formula at most; with more, the analysis gives up."""
POWER = 16
"""The largest whole power that is written out as a product."""
CANCELLED = 1e-9
"""What is left of terms that cancel, relative to their sum: rounding."""
DIGITS = 12
"""Significant digits to which two frequencies of one formula are the same."""
SAMPLES = 4096
"""Samples of one period; harmonics up to a sixteenth of that are used."""
SMALLEST = 1e-3
"""Amplitude of a sampled harmonic, relative to the largest, below which it is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Waves:
    """The sine waves of a formula.

    Attributes
    ----------
    omega
        Shape (p,): angular frequencies above 0, in rising order, radians per unit of x.
    amplitude
        Shape (p,): nan where the factor of the wave is not a constant.
    is_all
        Whether the formula is these waves and a constant, and nothing else.
    is_understood
        False where a part of the formula may hold further waves that were not found.
    """

    omega: Floats
    amplitude: Floats
    is_all: bool
    is_understood: bool


Terms = dict[float, tuple[complex, float]]
"""omega -> (c, size of what was added up to it): c exp(i omega x)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of a formula.

    ``terms`` is the whole part where that is a sum of waves and a constant. ``waves`` are
    frequencies that a non-constant factor may multiply; 0 stands for what is no wave. ``line`` is
    (c, d) of a part that is c x + d.
    """

    terms: Terms | None = None
    waves: frozenset[float] = frozenset({0.0})
    line: tuple[float, float] | None = None
    is_understood: bool = True

    @property
    def constant(self) -> float | None:
        return self.line[1] if self.line is not None and self.line[0] == 0 else None

    @property
    def is_wave(self) -> bool:
        return self.waves != {0.0}


class _TooManyError(Exception):
    """A formula with more than ``MOST`` waves."""


UNKNOWN = _Part(is_understood=False)


@lru_cache(maxsize=64)
def waves_of(text: str, v: float) -> Waves:
    """Return the sine waves of a formula that can be computed.

    Parameters
    ----------
    text
        In ``x`` and ``v``, see ``training.settings.formula``.
    v
        The number for ``v``.

    Raises
    ------
    FormulaError
        When the text is no formula.
    """
    try:
        part = _Reading(v).read(parse(text))
    except _TooManyError:
        part = UNKNOWN
    if part.terms is None:
        omega = np.array(sorted(part.waves - {0.0}))
        return Waves(omega, np.full(len(omega), np.nan), False, part.is_understood)
    sizes = {omega: abs(c) for omega, (c, _) in _without_rounding(part.terms).items() if omega > 0}
    omega = np.array(sorted(sizes))
    return Waves(omega, np.array([2 * sizes[o] for o in omega.tolist()]), True, True)


def common_divisor(omega: Iterable[float], smallest: float) -> float | None:
    """Return the largest frequency of which all are whole multiples, if it is not too small.

    Euclid's algorithm on floating-point numbers; ``smallest`` is what may come out at least.
    """

    def divide(a: float, b: float) -> float:
        while b > smallest / 2:
            a, b = b, abs(a - b * round(a / b))
        return a

    values = [abs(value) for value in omega if value]
    divisor = reduce(divide, values, 0.0) if values else 0.0
    if divisor < smallest * (1 - 1e-6):
        return None
    # All must be whole multiples: Euclid's algorithm may end at an approximate divisor.
    parts = np.array(values) / divisor
    return divisor if np.abs(parts - np.rint(parts)).max() < 1e-6 else None


class _Reading:
    """Walks the syntax tree of a formula."""

    def __init__(self, v: float) -> None:
        self._v = v

    def read(self, node: ast.expr) -> _Part:
        """Return what is known of a node."""
        match node:
            case ast.Name(id="x"):
                part = _Part(line=(1.0, 0.0))
            case ast.Constant() | ast.Name():
                part = self._constant(node)
            case ast.UnaryOp():
                part = _scaled(self.read(node.operand), -1.0 if _is_minus(node) else 1.0)
            case ast.BinOp():
                part = self._operation(node)
            case ast.Call(func=ast.Name(id="sin" | "cos" as name), args=[argument]):
                part = self._sine(name, self.read(argument), node)
            case _:
                part = self._sampled(node, [self.read(operand) for operand in _operands(node)])
        return part

    def _constant(self, node: ast.expr) -> _Part:
        return _number(float(evaluate_node(node, np.zeros(1), self._v)[0]))

    def _operation(self, node: ast.BinOp) -> _Part:
        left, right = self.read(node.left), self.read(node.right)
        match node.op:
            case ast.Add():
                part = _sum(left, right)
            case ast.Sub():
                part = _sum(left, _scaled(right, -1.0))
            case ast.Mult():
                part = _product(left, right)
            case ast.Pow():
                part = self._power(node, left, right)
            case ast.Div() if right.constant:
                part = _scaled(left, 1 / right.constant)
            case ast.Div() if not right.is_wave and right.constant is None:
                part = _product(left, _Part(is_understood=right.is_understood))
            case ast.Mod() if right.constant and left.line is not None and left.line[0]:
                part = self._harmonics(node, abs(2 * math.pi * left.line[0] / right.constant))
            case _:
                part = self._sampled(node, [left, right])
        return part

    def _power(self, node: ast.expr, base: _Part, exponent: _Part) -> _Part:
        times = exponent.constant or 0.0
        if times == round(times) and 0 < times <= POWER and base.constant is None:
            return reduce(_product, [base] * round(times))
        return self._sampled(node, [base, exponent])

    def _sine(self, name: str, argument: _Part, node: ast.expr) -> _Part:
        if argument.line is None:
            return self._sampled(node, [argument])
        if argument.constant is not None:
            return self._constant(node)
        slope, phase = argument.line
        c = np.exp(1j * phase) / 2 * (1 if name == "cos" else -1j)
        omega = _rounded(slope)
        return _of_terms([(omega, complex(c), 0.5), (-omega, complex(np.conj(c)), 0.5)])

    def _sampled(self, node: ast.expr, parts: list[_Part]) -> _Part:
        """Return the harmonics of a function of parts that share a period, if they do."""
        if all(part.constant is not None for part in parts):
            return self._constant(node)
        if not any(part.is_wave for part in parts):
            # A hill or a step is no wave; sin(x^2) and the teeth of round(x) are something else.
            is_turning = isinstance(node, ast.Call) and getattr(node.func, "id", "") in _TURNING
            return UNKNOWN if is_turning or not all(p.is_understood for p in parts) else _Part()
        if any(part.terms is None for part in parts):
            return UNKNOWN
        omega = [abs(o) for part in parts for o in _without_rounding(part.terms or {}) if o]
        highest = max(omega, default=0.0)
        base = common_divisor(omega, highest / 64)
        return UNKNOWN if base is None else self._harmonics(node, base)

    def _harmonics(self, node: ast.expr, base: float) -> _Part:
        """Sample a part over its period."""
        x = np.linspace(0.5, SAMPLES + 0.5, SAMPLES, endpoint=False)
        x = x * (2 * math.pi / base / SAMPLES)
        try:
            values = evaluate_node(node, x, self._v)
        except FormulaError:
            return UNKNOWN
        coefficients = np.fft.rfft(values)[: SAMPLES // 16] / SAMPLES
        order = np.arange(len(coefficients))
        coefficients = coefficients * np.exp(-1j * order * base * x[0])
        size = np.abs(coefficients)
        large = np.flatnonzero((size > SMALLEST * size[1:].max()) & (size > 1e-12)).tolist()
        if len(large) > MOST // 2:
            large = sorted(sorted(large, key=lambda k: -size[k])[: MOST // 2])
        terms = []
        for k in large:
            omega, c, amplitude = _rounded(k * base), complex(coefficients[k]), float(size[k])
            terms += [(omega, c, amplitude)] + ([(-omega, c.conjugate(), amplitude)] if k else [])
        return _of_terms(terms)


_TURNING = frozenset({"sin", "cos", "tan", "floor", "ceil", "round"})


def _is_minus(node: ast.UnaryOp) -> bool:
    return isinstance(node.op, ast.USub)


def _operands(node: ast.expr) -> list[ast.expr]:
    function = getattr(node, "func", None)
    parts = ast.iter_child_nodes(node)
    return [part for part in parts if isinstance(part, ast.expr) and part is not function]


def _rounded(omega: float) -> float:
    return float(f"{omega:.{DIGITS}g}") + 0.0


def _number(value: float) -> _Part:
    return _Part({0.0: (complex(value), abs(value))}, line=(0.0, value))


def _of_terms(terms: Iterable[tuple[float, complex, float]]) -> _Part:
    sums: Terms = {}
    for omega, c, size in terms:
        before, sizes = sums.get(omega, (0j, 0.0))
        sums[omega] = (before + c, sizes + size)
    if len(sums) > 2 * MOST:
        raise _TooManyError
    frequencies = frozenset(abs(omega) for omega in _without_rounding(sums))
    return _Part(sums, frequencies or frozenset({0.0}))


def _without_rounding(terms: Terms) -> Terms:
    return {o: (c, size) for o, (c, size) in terms.items() if abs(c) > CANCELLED * size}


def _scaled(part: _Part, factor: float) -> _Part:
    return _product(part, _number(factor))


def _sum(left: _Part, right: _Part) -> _Part:
    line = None
    if left.line is not None and right.line is not None:
        line = (left.line[0] + right.line[0], left.line[1] + right.line[1])
    is_understood = left.is_understood and right.is_understood
    if left.terms is None or right.terms is None:
        return _Part(None, left.waves | right.waves, line, is_understood)
    terms = [(o, c, size) for part in (left.terms, right.terms) for o, (c, size) in part.items()]
    whole = _of_terms(terms)
    return _Part(whole.terms, whole.waves, line, True)


def _product(left: _Part, right: _Part) -> _Part:
    line = None
    if left.line is not None and right.line is not None and 0 in (left.line[0], right.line[0]):
        (a, b), (c, d) = left.line, right.line
        line = (a * d + c * b, b * d)
    if left.terms is not None and right.terms is not None:
        whole = _of_terms(
            (_rounded(p + q), a * b, s * t)
            for (p, (a, s)), (q, (b, t)) in product(left.terms.items(), right.terms.items())
        )
        return _Part(whole.terms, whole.waves, line, True)
    if 0 in (left.constant, right.constant):
        return _number(0.0)
    pairs = product(left.waves, right.waves)
    waves = frozenset(_rounded(abs(p + sign * q)) for p, q in pairs for sign in (1, -1))
    if len(waves) > MOST:
        raise _TooManyError
    return _Part(None, waves or frozenset({0.0}), line, left.is_understood and right.is_understood)
