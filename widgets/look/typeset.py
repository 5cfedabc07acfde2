"""Formulas as mathematics is set: variables in italics, functions upright, powers raised."""

import ast
from collections.abc import Callable

from training.number_format import typed
from training.settings.formula import FormulaError, parse

MINUS, TIMES, THIN = "\N{MINUS SIGN}", "\N{DOT OPERATOR}", "\N{THIN SPACE}"
NAMES = {"pi": "π"}
SUM, CALL, PRODUCT, POWER, ATOM = range(5)
"""How tightly a part holds together; a looser one in a tighter one has brackets."""
Typeset = tuple[str, int]


def typeset(formula: str) -> str:
    """Return a formula as rich text, empty where it is none: ``3x**2`` has a raised 2."""
    try:
        return _set(parse(formula))[0]
    except FormulaError:
        return ""


def _set(node: ast.expr) -> Typeset:
    match node:
        case ast.Constant(value=int() | float() as value):
            return typed(value).replace("-", MINUS), ATOM
        case ast.Name(id=name):
            return NAMES.get(name, f"<i>{name}</i>"), ATOM
        case ast.UnaryOp(operand=operand):
            sign = MINUS if isinstance(node.op, ast.USub) else ""
            return sign + _within(operand, PRODUCT), SUM
        case ast.BinOp():
            return _operation(node)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _call(name, arguments)
        case _:
            return ast.unparse(node).replace("<", "&lt;"), SUM


def _within(node: ast.expr, strength: int) -> str:
    text, own = _set(node)
    return f"({text})" if own < strength else text


def _first(node: ast.expr) -> str:
    """Return the first factor, which may have a sign without brackets."""
    return _set(node)[0] if isinstance(node, ast.UnaryOp) else _within(node, PRODUCT)


def _operation(node: ast.BinOp) -> Typeset:
    set_as: dict[type[ast.operator], Callable[[ast.expr, ast.expr], Typeset]] = {
        ast.Add: lambda a, b: (f"{_within(a, SUM)} + {_within(b, SUM)}", SUM),
        ast.Sub: lambda a, b: (f"{_within(a, SUM)} {MINUS} {_within(b, PRODUCT)}", SUM),
        ast.Mult: _product,
        ast.Div: lambda a, b: (f"{_first(a)}/{_within(b, POWER)}", PRODUCT),
        ast.Pow: lambda a, b: (f"{_within(a, ATOM)}<sup>{_set(b)[0]}</sup>", POWER),
    }
    return set_as[type(node.op)](node.left, node.right)


def _product(left: ast.expr, right: ast.expr) -> Typeset:
    one, other = _first(left), _within(right, CALL)
    between = f" {TIMES} " if other[0].isdigit() else ""
    if not between and (one[-1].isalpha() or other[0].isalpha()):
        between = THIN
    return f"{one}{between}{other}", PRODUCT


def _call(name: str, arguments: list[ast.expr]) -> Typeset:
    if name == "abs":
        return f"|{_set(arguments[0])[0]}|", ATOM
    inner = ", ".join(_set(argument)[0] for argument in arguments)
    if name == "sqrt":
        return f"√({inner})", ATOM
    is_short = len(arguments) == 1 and _is_short(arguments[0])
    return (f"{name}{THIN}{inner}", CALL) if is_short else (f"{name}({inner})", ATOM)


def _is_short(node: ast.expr) -> bool:
    """Whether a function is read right without brackets: ``sin 3x``."""
    match node:
        case ast.Constant() | ast.Name():
            return True
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _is_short(left) and _is_short(right)
        case _:
            return False
