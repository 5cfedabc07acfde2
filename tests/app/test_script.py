"""Scripts of runs: run by a Python of their own, they print the losses that were recorded."""

import ast
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.command_line.headless import run_headless
from app.export import formats
from app.export.formats import FORMATS
from app.export.script.formulas import CALLS, CONSTANTS, to_numpy
from app.export.script.layers import DRAWS, LAYERS
from app.export.script.network import STDS
from app.export.script.pictures import CHANGES
from app.export.script.training import FACTORS
from app.export.script.write import script
from app.export.source import Source
from tests.harness.recorded import changed, record
from tests.samples import small
from training.data.sources import place
from training.learner.kernel import cache
from training.learner.models.convolutional import MODULES
from training.settings import LabelledDataset, Mlp, Trainer, formula
from training.settings.assign import assigned
from training.settings.base import choice_labels, union_members
from training.settings.image_models import TwoLayerCnn
from training.settings.model import DefaultInit
from training.settings.stds import NORMAL
from training.store import Reader, Writer, open_to_write
from training.text import Problem

LONG, SHORT = {"steps": 1000}, {"steps": 120}
OPTIMIZERS_RUN = {
    "sgd": {"batch_size": 7, "learning_rate": 0.05},
    "momentum": {"learning_rate": 0.02},
    "nesterov": {"batch_size": 5, "learning_rate": 0.02},
    "adam": {"batch_size": 6},
    "adamw": {"learning_rate": 0.01},
    "rmsprop": {"batch_size": 8},
    "rprop": {},
    "lbfgs": {"learning_rate": 0.5, "steps": 50},
}
MATHS = "relu(x) - 2^(x/3) + max(sin(v x), 0.2) + (x > 1) + e^(-x²)"
PLAIN: list[dict[str, Any]] = [
    *(
        {"trainer": {**SHORT, "optimizer": {"kind": kind}, "weight_decay": 1e-3, **more}}
        for kind, more in OPTIMIZERS_RUN.items()
    ),
    *(
        {"model": {"activation": {"kind": kind}}, "trainer": SHORT}
        for kind in union_members(Mlp.model_fields["activation"]) if kind != "tanh"
    ),
    *(
        {"model": {"initialisation": {"kind": kind}}, "trainer": SHORT}
        for kind in ("default", "lecun", "xavier", "he", "normal_gamma")
    ),
    {"model": {"initialisation": {"kind": "phase", "gamma": 0.6, "gamma_prime": 0.3},
               "widths": [30]}, "trainer": SHORT},
    {"model": {"antisymmetric": True, "dropout": 0.2, "initialisation": {"kind": "he"}},
     "trainer": {**SHORT, "batch_size": 6}},
    {"model": {"antisymmetric": True, "antisymmetric_form": "sum"}, "trainer": SHORT},
    {"model": {"split": 2, "split_noise": 0.1, "bias": False, "output_bias": False},
     "trainer": SHORT},
    {"trainer": {**SHORT, "loss": "mae", "schedule": {"kind": "cosine"}}},
    {"trainer": {**SHORT, "loss": "huber", "schedule": {"kind": "step_decay", "every": 100},
                 "batch_size": 6}},
    {"trainer": {**SHORT, "schedule": {"kind": "epoch_decay", "decay": 0.999}}},
    {"dataset": {"formula": MATHS, "noise": 0.1, "placement": "random", "v": 3.5},
     "trainer": SHORT},
    {"dataset": {"formula": "3", "placement": "chebyshev"}, "trainer": SHORT},
    {"dataset": {"kind": "points", "test_points": 0}, "trainer": SHORT},
    {"dataset": {"kind": "csv"}, "trainer": SHORT},
    {"dataset": {"kind": "image", "path": "builtin:cat.png"},
     "trainer": {**SHORT, "batch_size": 64}},
    {"dataset": {"kind": "elephant"}, "trainer": SHORT},
    {"dataset": {"kind": "sum", "dimension": 4, "relevant": 2}, "trainer": SHORT,
     "model": {"kind": "factored_model", "std": 0.1}},
    {"dataset": {"kind": "sum", "dimension": 4, "relevant": 2}, "trainer": SHORT,
     "model": {"kind": "linear_model"}},
    {"dataset": {"kind": "matrix"}, "model": {"kind": "matrix_model"}, "trainer": SHORT},
    {"dataset": {"kind": "sum", "dimension": 5}, "trainer": SHORT,
     "model": {"kind": "filter_model", "size": 2}},
]  # fmt: skip
TAME: list[dict[str, Any]] = [
    {"trainer": LONG},
    {"trainer": {**LONG, "batch_size": 5}, "model": {"dropout": 0.3}},
    {"trainer": {**LONG, "optimizer": {"kind": "momentum"}, "learning_rate": 0.02}},
    {"trainer": {**LONG, "optimizer": {"kind": "rmsprop"}, "batch_size": 8}},
    {"model": {"activation": {"kind": "gelu"}}, "trainer": LONG},
    {"model": {"initialisation": {"kind": "default"}}, "trainer": LONG},
]
"""Where rounding is not made larger by the training itself: compiled steps round in other ways.

None with kinks: where a point crosses one a step later, losses part by 1e-4 on some processors.
"""

SEEN = {"kind": "labelled", "train_images": 60, "test_images": 30}
CLASSIFIED = {"steps": 4, "batch_size": 20, "loss": "cross_entropy"}
NARROW = {"width": 0.0625}
LABELLED: list[dict[str, Any]] = [
    {"dataset": SEEN, "model": {"kind": "mlp", "widths": [8], "dropout": 0.2},
     "trainer": {**CLASSIFIED, "steps": 150}},
    {"dataset": {**SEEN, "crop": "padded", "flip": True, "label_noise": 0.3},
     "model": {"kind": "two_layer_cnn", **NARROW, "dropout": 0.2},
     "trainer": {**CLASSIFIED, "steps": 12}},
    {"dataset": {**SEEN, "crop": "padded", "normalise": "image", "contents": "shuffled"},
     "model": {"kind": "vgg11", **NARROW}, "trainer": CLASSIFIED},
    {"dataset": SEEN, "model": {"kind": "vgg16", **NARROW, "batch_norm": False},
     "trainer": CLASSIFIED},
    {"dataset": {**SEEN, "crop": "centre", "flip": True, "contents": "random"},
     "model": {"kind": "small_inception", **NARROW}, "trainer": CLASSIFIED},
    {"dataset": {**SEEN, "contents": "gaussian", "normalise": "none", "classes": ["cat", "dog"]},
     "model": {"kind": "resnet18", **NARROW, "initialisation": "he"}, "trainer": CLASSIFIED},
    {"dataset": {**SEEN, "crop": "random"},
     "model": {"kind": "small_alexnet", **NARROW, "initialisation": "xavier", "dropout": 0.1},
     "trainer": {**CLASSIFIED, "batch_size": 0, "loss": "mse"}},
    {"dataset": {**SEEN, "crop": "centre"}, "model": {"kind": "small_alexnet", **NARROW},
     "trainer": {**CLASSIFIED, "optimizer": {"kind": "lbfgs", "iterations": 4}}},
]  # fmt: skip
SOME = 13
"""Scripts that one test runs: several tests do so at once."""
IMAGES = place(LabelledDataset().path)
FEW = 40
"""Training images of each class in a small collection; test images are half of that."""

RUNNER = """
import contextlib, io, json, os, runpy, sys, torch, traceback
for line in sys.stdin:
    path, threads, images = json.loads(line)
    os.chdir(os.path.dirname(path))
    torch.set_num_threads(threads)  # on which depends how 16 bits are rounded
    sys.argv = [path, images]
    said, error = io.StringIO(), ""
    with contextlib.redirect_stdout(said):
        try:
            runpy.run_path(path, run_name="__main__")
        except BaseException:
            error = traceback.format_exc()
    print(json.dumps([said.getvalue(), error]), flush=True)
"""


class Stranger:
    """A Python that knows nothing of ours and runs scripts, one after the other."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-c", RUNNER]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def said(self, script: Path, threads: int, images: Path) -> str:
        """Run a script on a collection of images, if it needs one; return what it prints."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(script), threads, str(images)]) + "\n")
        self.process.stdin.flush()
        said, error = json.loads(self.process.stdout.readline())
        assert not error, error
        return str(said)


@pytest.fixture(scope="module")
def stranger() -> Iterator[Stranger]:
    """For all tests: PyTorch alone takes it seconds to import."""
    stranger = Stranger()
    yield stranger
    stranger.process.communicate()
    assert stranger.process.returncode == 0


def ignore(done: int, total: int) -> None:
    pass


def write(project: Path, script: Path) -> Path:
    formats.write(FORMATS["script"], Source.of_project(project), script, ignore)
    return script


def threads_of(script: Path) -> int:
    """Return how many threads trained the run beside a script."""
    reader = Reader.open(script.with_suffix(".fanhua"))
    (run,) = reader.runs()[0]
    reader.close()
    found = re.search(r"(\d+) threads", str(run.device))
    return int(found[1]) if found else 1


def losses_of(script: Path, stranger: Stranger, images: Path = IMAGES) -> np.ndarray[Any, Any]:
    """Run a script in a Python that knows nothing of ours."""
    rows = stranger.said(script, threads_of(script), images).splitlines()[1:]
    return np.array([[float(v) for v in row.split(",")] for row in rows])


def assert_agrees(
    table: np.ndarray[Any, Any], project: Path, tolerance: float, case: object
) -> None:
    reader = Reader.open(project)
    series = reader.series(reader.runs()[0][0].key)
    reader.close()
    for column, name in enumerate(("train_loss", "test_loss"), 1):
        curve = series.get(name)
        if curve is None:
            assert np.isnan(table[:, column]).all()
            continue
        assert np.array_equal(table[:, 0], curve.steps), case
        error = np.abs(table[:, column] - curve.values) / (curve.values + 0.1)
        assert error.max() < tolerance, (case, name, error.max())


def few_images(folder: Path) -> Path:
    """Make a collection of some of the images that come with the app: it is soon read."""
    path, taken = folder / "few.zip", Counter[str]()
    with zipfile.ZipFile(IMAGES) as whole, zipfile.ZipFile(path, "w") as few:
        for name in whole.namelist():
            folder_of, _, _ = name.rpartition("/")
            taken[folder_of] += 1
            if taken[folder_of] <= (FEW if "train" in folder_of else FEW // 2):
                few.writestr(name, whole.read(name))
    return path


@pytest.mark.training
@pytest.mark.parametrize(
    ("cases", "is_compiled", "tolerance"),
    [
        *((PLAIN[start : start + SOME], False, 1e-6) for start in range(0, len(PLAIN), SOME)),
        (TAME, True, 1e-5),
        (LABELLED, True, 1e-6),
    ],
)
def test_that_scripts_print_the_losses_of_their_runs(
    cases: list[dict[str, Any]],
    is_compiled: bool,
    tolerance: float,
    stranger: Stranger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not is_compiled:
        monkeypatch.setattr(cache, "kernel", lambda **_: None)
    projects = [tmp_path / f"{number}.fanhua" for number in range(len(cases))]
    few = few_images(tmp_path)
    images = [IMAGES, *(few for _ in cases[1:])]
    for case, project, path in zip(cases, projects, images, strict=True):
        experiment = small(**case)
        if path is few and isinstance(experiment.dataset, LabelledDataset):
            experiment = assigned(experiment, "dataset.path", str(path))
        run_headless(experiment, project)
    scripts = [write(project, project.with_suffix(".py")) for project in projects]
    for command in ("format", "check"):
        arguments = [command, "--isolated", *(["--check"] if command == "format" else [])]
        ruff = [sys.executable, "-m", "ruff", *arguments, str(tmp_path)]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    for case, project, path, seen in zip(cases, projects, scripts, images, strict=True):
        assert_agrees(losses_of(path, stranger, seen), project, tolerance, case)


@pytest.mark.training
def test_that_what_changed_during_a_run_changes_in_the_script(
    stranger: Stranger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "kernel", lambda **_: None)
    first = small(trainer={"steps": 1000, "batch_size": 5}, model={"dropout": 0.1})
    second = changed(first, trainer={"learning_rate": 5e-3, "batch_size": 8})
    third = changed(second, trainer={"optimizer": {"kind": "momentum"}, "loss": "huber"})
    fourth = changed(third, dataset={"v": 2.0, "formula": "sin(v x)", "points": 31})
    fifth = changed(fourth, model={"dropout": 0.0}, trainer={"schedule": {"kind": "cosine"}})
    project = tmp_path / "a.fanhua"
    record(project, first, [(100, second), (300, third), (420, fourth), (700, fifth)])
    table = losses_of(write(project, tmp_path / "a.py"), stranger)
    assert_agrees(table, project, 1e-6, "changes")


def choices(model: Any, name: str) -> set[Any]:
    return set(choice_labels(model.model_fields[name]))


def test_that_every_kind_of_setting_is_known_to_scripts() -> None:
    assert STDS.keys() == NORMAL.keys()
    assert DefaultInit not in STDS
    kinds = union_members(Trainer.model_fields["schedule"])
    assert {kinds[kind] for kind in kinds if kind != "constant"} == FACTORS.keys()
    assert LAYERS.keys() == MODULES.keys()
    assert DRAWS.keys() == choices(TwoLayerCnn, "initialisation")
    assert CHANGES.keys() == choices(LabelledDataset, "contents")
    assert CALLS.keys() == formula.FUNCTIONS.keys()
    assert CONSTANTS.keys() == formula.CONSTANTS.keys()


TERMS = st.recursive(
    st.sampled_from(["x", "v", "pi", "e", "2", "0.5", "1e3", "3000"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/%"), inner),
        st.builds("{}({})".format, st.sampled_from(sorted(formula._UNARY)), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
        st.builds("(-{})".format, inner),
        st.builds("({}^2)".format, inner),
        st.builds("(2^{})".format, inner),
        st.builds("(({} > {}) * {})".format, inner, inner, inner),
    ),
    max_leaves=8,
)


@given(TERMS)
@example("(2^(v - x))")
def test_that_a_formula_is_the_same_in_numpy(text: str) -> None:
    x = np.linspace(-2, 3, 7)
    try:
        expected = formula.evaluate(text, x, 1.7)
    except formula.FormulaError:
        return
    code = compile(ast.parse(to_numpy(text), mode="eval"), "formula", "eval")
    with np.errstate(all="ignore"):
        found = eval(code, {"np": np, "x": x, "v": 1.7})
    assert np.array_equal(np.broadcast_to(found, x.shape), expected, equal_nan=True)


@pytest.mark.parametrize("name", ['"""\nraise SystemExit\n"""', "\\", 'a"', "$title\x00\u2028b"])
def test_that_a_name_is_never_code(name: str, tmp_path: Path) -> None:
    project = tmp_path / "a.fanhua"
    run_headless(small(trainer={"steps": 2}), project)
    connection = open_to_write(project)
    reader = Reader.open(project, immutable=False)
    (run,) = reader.runs()[0]
    reader.close()
    with Writer(connection) as writer:
        writer.set_run(0, run.evolve(name=name))
    connection.close()
    script = write(project, tmp_path / "a.py")
    first, *others = ast.parse(script.read_text("utf-8")).body
    assert isinstance(first, ast.Expr)
    assert isinstance(others[0], ast.Import | ast.ImportFrom)
    assert not any(isinstance(node, ast.Raise) for node in others)


@pytest.mark.training
def test_that_weights_load_into_the_network_of_the_script(tmp_path: Path) -> None:
    import runpy

    import torch
    from safetensors.torch import load_file

    for model in ({"antisymmetric": True}, {"split": 2, "bias": False}, {}):
        project = tmp_path / "a.fanhua"
        project.unlink(missing_ok=True)
        outcome = run_headless(small(trainer={"steps": 200}, model=model), project)
        formats.write(
            FORMATS["weights"], Source.of_project(project), tmp_path / "a.safetensors", ignore
        )
        names = runpy.run_path(str(write(project, tmp_path / "a.py")), run_name="script")
        network = names["Network"]()
        network.load_state_dict(load_file(tmp_path / "a.safetensors"))
        x, y, *_ = names["data"]()
        loss = names["measure"](network, torch.nn.functional.mse_loss, x, y)
        (last,) = (c.values[-1] for n, c in outcome.series.items() if n.value == "train_loss")
        assert loss == pytest.approx(last, rel=1e-5)


@pytest.mark.training
def test_that_weights_with_batch_norm_load_too(tmp_path: Path) -> None:
    import runpy

    from safetensors.torch import load_file

    project = tmp_path / "a.fanhua"
    for kind in ("resnet18", "small_inception"):
        project.unlink(missing_ok=True)
        run_headless(
            small(dataset=SEEN, model={"kind": kind, **NARROW}, trainer=CLASSIFIED), project
        )
        weights = tmp_path / "a.safetensors"
        formats.write(FORMATS["weights"], Source.of_project(project), weights, ignore)
        names = runpy.run_path(str(write(project, tmp_path / "a.py")), run_name="script")
        network, tensors = names["Network"](), load_file(weights)
        assert network.load_state_dict(tensors).missing_keys == []
        norms = [name for name in tensors if name.endswith("running_mean")]
        assert norms
        assert all(tensors[name].abs().max() > 0 for name in norms)


def test_that_what_has_no_script_is_said(tmp_path: Path) -> None:
    project = tmp_path / "a.fanhua"
    first = small(dataset=SEEN, trainer={"steps": 4, "batch_size": 20})
    later = changed(first, trainer={"batch_size": 30})
    with pytest.raises(Problem, match="no script for that"):
        script("a", 4, [(0, first), (2, later)], "a.py")
    with pytest.raises(Problem, match="Nothing was recorded"):
        formats.write(FORMATS["script"], Source((), None, {}), project, ignore)
