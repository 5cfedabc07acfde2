"""Formulas typed by a user: ``sin(v x) + 0.5 cos(3x)``, evaluated on arrays, never by ``eval``.

Text is normalised (implied products, ``^``, Greek pi, full-width brackets), parsed once,
checked against an allow-list of syntax, and evaluated by ``simpleeval`` with NumPy functions.
"""

import ast
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import simpleeval

from training.arrays import Floats
from training.text import Problem

MAX_LENGTH = 500
MAX_VALUE = 1e12


class FormulaError(Problem):
    """A formula that cannot be used; the message says what to change."""


def _with_arity(name: str, count: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """Check the number of arguments: a ufunc would take another one as its output array."""

    def call(*arguments: Any) -> Any:
        if len(arguments) != count:
            raise FormulaError(
                "{name} takes {count} argument(s) in its brackets.", name=name, count=count
            )
        return function(*arguments)

    return call


CONSTANTS = {"pi": np.pi, "e": np.e}
VARIABLES = ("x", "v")

_UNARY: dict[str, Callable[[Any], Any]] = {
    **{name: getattr(np, name) for name in (
        "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "sqrt",
        "log", "log2", "log10", "abs", "sign", "floor", "ceil", "round", "sinc",
    )},
    "ln": np.log,
    "relu": lambda z: np.maximum(z, 0.0),
    "step": lambda z: np.heaviside(z, 0.5),
    "gauss": lambda z: np.exp(-np.square(z) / 2),
}  # fmt: skip
_BINARY = {"min": np.minimum, "max": np.maximum}

FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: _with_arity(name, count, function)
    for count, table in ((1, _UNARY), (2, _BINARY))
    for name, function in table.items()
}

OPERATORS: dict[type[ast.AST], Any] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.true_divide,
    ast.Mod: np.mod,
    ast.Pow: np.power,
    ast.USub: np.negative,
    ast.UAdd: np.positive,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}

_SYNTAX = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call, ast.Name, ast.Load,
    ast.Constant, *OPERATORS,
)  # fmt: skip

_SYMBOLS = str.maketrans({
    "^": "**", "²": "**2", "³": "**3", "×": "*", "·": "*", "⋅": "*", "−": "-", "π": " pi ",
    "÷": "/", "ω": " v ", "ν": " v ",
})  # fmt: skip
_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([^\W\d]\w*)|(\*\*|[<>]=|.))", re.S)


def normalise(text: str) -> str:
    """Write implied products out: ``2 sin(3x)`` -> ``2*sin(3*x)``."""
    plain = unicodedata.normalize("NFKC", text.translate(_SYMBOLS)).translate(_SYMBOLS)
    tokens = [(m.group(0).strip(), m.lastindex) for m in _TOKEN.finditer(plain.strip())]
    parts = [tokens[0][0]] if tokens else []
    for (left, left_kind), (right, right_kind) in pairwise(tokens):
        ends_factor = left_kind == 1 or left == ")" or (left_kind == 2 and left not in FUNCTIONS)
        starts_factor = right_kind in (1, 2) or right == "("
        if left in FUNCTIONS and right != "(":
            raise FormulaError("Write functions as sin(x), with their arguments in brackets.")
        parts.append("*" + right if ends_factor and starts_factor else right)
    return "".join(parts)


@lru_cache(maxsize=64)
def parse(text: str) -> ast.expr:
    """Return the syntax tree of a formula; every node of it is allowed.

    Raises
    ------
    FormulaError
        When the text does not parse, or uses anything that is not allowed.
    """
    if not text.strip():
        raise FormulaError("The formula is empty. Type one, for example sin(v x).")
    if len(text) > MAX_LENGTH:
        raise FormulaError("The formula is longer than {limit} characters.", limit=MAX_LENGTH)
    source = normalise(text)
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(
            "“{formula}” is not a complete formula. Check the brackets and operators; "
            "an example is sin(v x) + 0.5 cos(3x).",
            formula=text.strip(),
        ) from None
    for node in ast.walk(tree):
        _check_node(node)
    return tree.body


def _check_node(node: ast.AST) -> None:
    if not isinstance(node, _SYNTAX):
        raise FormulaError(
            "Only numbers, x, v, pi, e, + - * / % ^, comparisons and functions such as sin may be "
            "used in a formula."
        )
    if isinstance(node, ast.Constant) and (
        isinstance(node.value, bool) or not isinstance(node.value, int | float)
    ):
        raise FormulaError("Only numbers may be used in a formula, no texts.")
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        raise FormulaError("Write a double comparison as a product: (0 < x) * (x < 1).")
    if isinstance(node, ast.Call) and (node.keywords or not isinstance(node.func, ast.Name)):
        raise FormulaError("Write functions as sin(x), with their arguments in brackets.")
    if isinstance(node, ast.Name) and node.id not in (*VARIABLES, *CONSTANTS, *FUNCTIONS):
        raise FormulaError(
            "“{name}” is not known. Use x, v, pi, e and {functions}.",
            name=node.id,
            functions=" ".join(FUNCTIONS),
        )


class _Evaluator(simpleeval.SimpleEval):  # type: ignore[misc]
    """Floats throughout: an integer power would be computed exactly, however large."""

    def _eval_constant(self, node: ast.Constant) -> Any:
        return np.float64(node.value)  # type: ignore[arg-type]


def evaluate(text: str, x: Floats, v: float) -> Floats:
    """Evaluate a formula.

    Parameters
    ----------
    text
        The formula, in ``x`` and ``v``.
    x
        Shape (n,).
    v
        The number for ``v``.

    Returns
    -------
    Shape (n,), finite.

    Raises
    ------
    FormulaError
        With a sentence for the user, when the text does not parse, uses anything that is not
        allowed, or gives values that are not finite.
    """
    return _evaluated(parse(text), text.strip(), x, v)


def evaluate_node(node: ast.expr, x: Floats, v: float) -> Floats:
    """Evaluate a part of a formula; see ``evaluate``."""
    return _evaluated(node, ast.unparse(node), x, v)


def _evaluated(node: ast.expr, text: str, x: Floats, v: float) -> Floats:
    evaluator = _Evaluator(
        operators=OPERATORS,
        functions=FUNCTIONS,
        names={"x": x, "v": np.float64(v), **CONSTANTS},
        allowed_attrs={},
    )
    try:
        with np.errstate(all="ignore"):
            value = np.asarray(evaluator.eval("", previously_parsed=node), dtype=np.float64)
    except FormulaError:
        raise
    except (TypeError, ValueError, OverflowError, RecursionError, simpleeval.InvalidExpression):
        raise FormulaError(
            "“{formula}” cannot be computed. Check that each function has its arguments: "
            "sin(x), max(x, 0).",
            formula=text,
        ) from None
    if value.shape not in ((), x.shape):
        raise FormulaError("The formula does not give one value for each x.")
    values = np.array(np.broadcast_to(value, x.shape))
    bad = ~(np.abs(values) <= MAX_VALUE)
    if bad.any():
        raise FormulaError(
            "The formula gives no usable value at x = {x:.4g} ({y:g}). Change it, or the interval "
            "and its margin.",
            x=float(x[bad][0]),
            y=float(values[bad][0]),
        )
    return values


def check_formula(text: str, v: float, low: float, high: float) -> None:
    """Evaluate a formula on 401 points of an interval, for its errors alone."""
    evaluate(text, np.linspace(low, high, 401), v)


def uses_v(text: str) -> bool:
    """Tell whether a formula that parses depends on v."""
    return any(isinstance(node, ast.Name) and node.id == "v" for node in ast.walk(parse(text)))
