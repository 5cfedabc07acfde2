"""The data of an experiment as code: what ``training.data`` and ``learner.device_data`` make."""

import ast
import json
from functools import singledispatch
from string import Template

from app.export.script.formulas import to_numpy
from app.export.script.numbers import block, said
from training.data.kinds import ROUNDING, Data, Data1D, Reach
from training.settings import FormulaDataset, Scale, Settings
from training.settings.formula import uses_v
from training.text import Problem

MOST_BYTES = 20_000_000
"""Of the data in a script."""

FORMULA = Template('''\
def target($variables):
    """Return what is to be learned: $said."""
    return $formula


def $name():
    """Return inputs and targets to train on, and to test with."""
    random = np.random.default_rng($seed)
    x = $place
    x_test = np.linspace($low - $margin, $high + $margin, $tests)
    y, y_test = target(x), target(x_test)
$noise$within    return tensors(x), tensors(y), tensors(x_test), tensors(y_test)''')
NOISE = Template("""\
    y = y + $noise * random.standard_normal(len(y))
    y_test = y_test + $noise * random.standard_normal(len(y_test))
""")
WITHIN = Template("""\
    within = (x_test >= $low - $room) & (x_test <= $high + $room)
    x_test, y_test = x_test[within], y_test[within]
""")
PLACES = {
    "uniform": "np.linspace($low, $high, $count)",
    "random": "np.sort(random.uniform($low, $high, $count))",
    "chebyshev": (
        "-np.cos((2 * np.arange($count) + 1) * np.pi / (2 * $count))\n"
        "    x = ($low + $high) / 2 + ($high - $low) / 2 * x"
    ),
}
NUMBERS = Template('''\
$train
$test


def $name():
    """Return inputs and targets to train on, and to test with.

    $what
    """
    train = np.array($upper.split(), dtype=np.float64).reshape(-1, $width)
    test = np.array(${upper}_TEST.split(), dtype=np.float64).reshape(-1, $width)
    return (
        tensors($x_train),
        tensors($y_train),
        tensors($x_test),
        tensors($y_test),
    )''')
TENSORS = '''\
def tensors(values):
    """Return numbers as PyTorch wants them: a row a point, 32 bits each."""
    rows = values if values.ndim > 1 else values[:, None]
    return torch.from_numpy(rows.astype(np.float32))'''


def data_code(dataset: Settings, data: Data, name: str) -> str:
    """Write a function ``name`` that returns x, y, x_test and y_test, shapes (n, d) and (n, k).

    Raises
    ------
    Problem
        When there are too many numbers for a script.
    """
    if isinstance(dataset, FormulaDataset):
        return _formula(dataset, data, name)
    code = _numbers(data, name)
    if len(code) > MOST_BYTES:
        raise Problem("These data are too large to be part of a script.")
    return code


def _formula(dataset: FormulaDataset, data: Data, name: str) -> str:
    ends = {
        "low": repr(dataset.low),
        "high": repr(dataset.high),
        "room": f"{ROUNDING * (dataset.high - dataset.low):.1g}",
    }
    is_part = data.test_loss_of is Reach.WITHIN
    values = {
        "name": name,
        "variables": f"x, v={dataset.v!r}" if uses_v(dataset.formula) else "x",
        "said": said(dataset.formula),
        "formula": _in_line(_spread(to_numpy(dataset.formula))),
        "seed": dataset.seed,
        **ends,
        "count": dataset.points,
        "tests": dataset.test_points,
        "margin": repr(dataset.margin),
        "noise": NOISE.substitute(noise=repr(dataset.noise)) if dataset.noise else "",
        "within": WITHIN.substitute(ends) if is_part else "",
    }
    is_alone = dataset.placement == "uniform" and dataset.points == 1
    place = "np.array([($low + $high) / 2])" if is_alone else PLACES[dataset.placement]
    code = FORMULA.substitute(values, place=Template(place).substitute(values))
    if "random." not in code.replace("np.random.", ""):
        code = code.replace(f"    random = np.random.default_rng({dataset.seed})\n", "")
    function = "target" if name == "data" else f"target_{name.removeprefix('data_')}"
    return code.replace("target(", f"{function}(")


def _spread(expression: str) -> str:
    """Give a value for each x where a formula does not depend on it."""
    names = {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}
    return expression if "x" in names else f"np.full_like(x, {expression})"


def _in_line(expression: str) -> str:
    """Keep a formatter from breaking a long formula."""
    return expression if len(expression) < 75 else f"{expression}  # fmt: skip"


@singledispatch
def _numbers(data: Data, name: str) -> str:
    """Write the numbers that go into the network, and those that are to come out."""
    parts = [(data.inputs(p), data.targets(p)) for p in ("train", "test")]
    inputs, outputs = parts[0][0].shape[1], parts[0][1].shape[1]
    blocks = [
        block(variable, x, y, digits=9)
        for variable, (x, y) in zip((name.upper(), f"{name.upper()}_TEST"), parts, strict=True)
    ]
    return NUMBERS.substitute(
        train=blocks[0],
        test=blocks[1],
        name=name,
        upper=name.upper(),
        width=inputs + outputs,
        what=f"A row holds {inputs} inputs and {outputs} outputs, as the network sees them.",
        x_train=f"train[:, :{inputs}]",
        y_train=f"train[:, {inputs}:]",
        x_test=f"test[:, :{inputs}]",
        y_test=f"test[:, {inputs}:]",
    )


@_numbers.register
def _of_a_curve(data: Data1D, name: str) -> str:
    """Write the points in the user's units, and how the network sees them."""
    scale = data.scale
    columns = {
        f"{axis}_{part}": _scaled(f"{part}[:, {place}]", scale, axis)
        for part in ("train", "test")
        for place, axis in enumerate("xy")
    }
    return NUMBERS.substitute(
        train=block(name.upper(), data.x_train, data.y_train),
        test=block(f"{name.upper()}_TEST", *data.tested),
        name=name,
        upper=name.upper(),
        width=2,
        what="A row holds x and y."
        if scale == Scale()
        else "A row holds x and y in their own units; the network sees them scaled.",
        **columns,
    )


def _scaled(values: str, scale: Scale, axis: str) -> str:
    offset, factor = (getattr(scale, f"{axis}_{what}") for what in ("offset", "factor"))
    if (offset, factor) == (0, 1):
        return values
    return f"({values} - {json.dumps(offset)}) / {json.dumps(factor)}"
