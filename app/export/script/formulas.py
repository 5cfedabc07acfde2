"""A formula as NumPy code; see ``training.settings.formula`` for what it may hold."""

import ast
from collections.abc import Callable

from training.settings.formula import normalise

_NUMPY = (
    "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "sqrt",
    "log", "log2", "log10", "abs", "sign", "floor", "ceil", "round", "sinc",
)  # fmt: skip
CALLS: dict[str, Callable[..., str]] = {
    **{name: f"np.{name}({{}})".format for name in _NUMPY},
    "ln": "np.log({})".format,
    "relu": "np.maximum({}, 0.0)".format,
    "step": "np.heaviside({}, 0.5)".format,
    "gauss": "np.exp(-np.square({}) / 2)".format,
    "min": "np.minimum({}, {})".format,
    "max": "np.maximum({}, {})".format,
}
SCALARS: dict[type, Callable[..., str]] = {
    ast.Pow: "np.power(np.float64({}), {})".format,  # float_power has other last digits
    ast.Div: "np.true_divide({}, {})".format,
    ast.Mod: "np.mod({}, {})".format,
}
CONSTANTS = {"pi": "np.pi", "e": "np.e"}


class _ToNumpy(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.parse(CONSTANTS.get(node.id, node.id), mode="eval").body

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        assert isinstance(value, int | float)
        # Integers are exact in Python, however large: formulas are computed with floats.
        return ast.Constant(value if abs(value) < 1000 else float(value))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        arguments = [ast.unparse(self.visit(argument)) for argument in node.args]
        return ast.parse(CALLS[node.func.id](*arguments), mode="eval").body

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        function = SCALARS.get(type(node.op))
        # Python's own numbers raise errors where NumPy's become infinite.
        is_safe = _has_x(node.left if isinstance(node.op, ast.Pow) else node.right)
        is_safe |= not isinstance(node.op, ast.Pow) and _is_divisor(node.right)
        self.generic_visit(node)
        if function is None or is_safe:
            return node
        call = function(ast.unparse(node.left), ast.unparse(node.right))
        return ast.parse(call, mode="eval").body


def _has_x(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "x" for part in ast.walk(node))


def _is_divisor(node: ast.expr) -> bool:
    """Whether it is a number that is not 0."""
    is_number = isinstance(node, ast.Constant) and bool(node.value)
    return is_number or (isinstance(node, ast.Name) and node.id in CONSTANTS)


def to_numpy(formula: str) -> str:
    """Return an expression in ``x``, ``v`` and ``np``; the formula was checked before."""
    tree = ast.parse(normalise(formula), mode="eval").body
    return ast.unparse(_ToNumpy().visit(tree))
