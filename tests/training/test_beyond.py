"""The test loss within the data and beyond them, held against sums that are written out here."""

import json
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest

from tests.harness.learners import learner_of
from tests.samples import curves, run, small
from training.data.datasets import load
from training.data.kinds import Reach
from training.engine.engine import train
from training.engine.frames import MEANINGS
from training.learner.kernel import cache
from training.messages.announcements import Frame, Message, RunPaused
from training.messages.commands import Advance, Change, Stop
from training.messages.curve_names import loss_names
from training.messages.readings import RESTARTING, BestFit, Series
from training.messages.requests import RunRequest
from training.settings import CsvDataset, Experiment, FormulaDataset, PointsDataset
from training.setup.prepare import prepare

STORED = Path(__file__).parents[1] / "data" / "experiment-v2.json"
LOSSES = {
    "mse": lambda gap: np.mean(gap**2),
    "mae": lambda gap: np.mean(np.abs(gap)),
    "huber": lambda gap: np.mean(np.where(np.abs(gap) < 1, gap**2 / 2, np.abs(gap) - 0.5)),
}


def reaching(**changes: Any) -> Experiment:
    dataset = {"formula": "cos(2x)", "low": -1.0, "high": 2.0, "margin": 1.5, "test_points": 61}
    return small(dataset=dataset | changes.pop("dataset", {}), **changes)


def obeying(experiment: Experiment, parts: list[list[Any]]) -> Iterator[Message]:
    """Train, obeying the next commands whenever it pauses."""
    commands: SimpleQueue[Any] = SimpleQueue()
    waiting = iter([*parts, [Stop()]])
    request = RunRequest(1, experiment, frozenset({BestFit}), paused=True)
    for message in train(request, commands):
        if isinstance(message, RunPaused):
            for command in next(waiting):
                commands.put(command)
        yield message


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("is_compiled", [True, False])
def test_that_losses_within_and_beyond_are_those_of_their_points(
    loss: str, is_compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_compiled:
        monkeypatch.setattr(cache, "kernel", lambda **_: None)
    learner = learner_of(reaching(trainer={"loss": loss}))
    assert learner.uses_kernel == is_compiled
    learner.advance(20)
    x = np.linspace(-2.5, 3.5, 61)
    gap = learner.evaluation.values_at(x) - np.cos(2 * x)
    within = (x > -1 - 1e-9) & (x < 2 + 1e-9)
    assert within.sum() == 31  # both ends, which are points of 61 on 6
    assert learner.evaluation.loss("test") == pytest.approx(LOSSES[loss](gap[within]), rel=1e-5)
    assert learner.evaluation.loss("beyond") == pytest.approx(LOSSES[loss](gap[~within]), rel=1e-5)


def test_that_the_least_test_loss_is_that_within() -> None:
    messages = run(reaching(), watch=frozenset({BestFit}))
    found = curves(messages)
    last = next(m for m in reversed(messages) if isinstance(m, Frame))
    best = last.readings[BestFit]
    within = found[Series.TEST_LOSS]
    assert (best.step, best.loss) == (within.steps[within.values.argmin()], within.values.min())
    assert np.array_equal(found[Series.TEST_BEYOND].steps, within.steps)
    assert within.values.min() != found[Series.TEST_BEYOND].values.min()


@pytest.mark.parametrize(
    ("dataset", "of", "measured"),
    [
        (FormulaDataset(), Reach.WITHIN, {Series.TEST_LOSS, Series.TEST_BEYOND}),
        (FormulaDataset(margin=0.0), Reach.ALL, {Series.TEST_LOSS}),
        (FormulaDataset(tested="together"), Reach.BOTH, {Series.TEST_LOSS}),
        (FormulaDataset(tested="together", margin=0.0), Reach.ALL, {Series.TEST_LOSS}),
        (FormulaDataset(test_points=2), Reach.WITHIN, {Series.TEST_BEYOND}),
        (FormulaDataset(test_points=0), Reach.ALL, set()),
        (PointsDataset(), Reach.ALL, set()),
        (PointsDataset(formula="x^2"), Reach.WITHIN, {Series.TEST_LOSS, Series.TEST_BEYOND}),
        (CsvDataset(), Reach.ALL, {Series.TEST_LOSS}),
    ],
)
def test_that_what_there_is_is_measured_and_named(
    dataset: Any, of: Reach, measured: set[Series]
) -> None:
    data = load(dataset)
    assert data.test_loss_of is of
    assert loss_names(data).keys() == {Series.TRAIN_LOSS, *measured}
    found = curves(run(small(dataset=dataset.model_dump(), trainer={"steps": 2})))
    assert found.keys() & {Series.TEST_LOSS, Series.TEST_BEYOND} == measured


def test_that_an_experiment_of_version_2_keeps_its_test_loss() -> None:
    """The file was written by the last version that measured all test points together."""
    values = json.loads(STORED.read_text("utf-8"))
    old = Experiment.model_validate(values)
    assert isinstance(old.dataset, FormulaDataset)
    assert (values["version"], old.version, old.dataset.tested) == (2, 3, "together")
    assert Experiment().dataset == old.dataset.evolve(tested="apart")
    learner = learner_of(old)
    x = np.linspace(-3.6415, 3.6415, 201)
    y = np.sin(x) + np.sin(3 * x) + np.sin(5 * x)
    expected = np.mean((learner.evaluation.values_at(x) - y) ** 2)
    assert learner.evaluation.loss("test") == pytest.approx(expected, rel=1e-5)
    assert str(loss_names(learner.setup.data)[Series.TEST_LOSS]).endswith("within and beyond")
    for kind, tested in (("points", "together"), ("csv", None)):
        migrated = Experiment.model_validate({"version": 2, "dataset": {"kind": kind}})
        assert getattr(migrated.dataset, "tested", None) == tested
    del values["dataset"]
    assert Experiment.model_validate(values).dataset == old.dataset


def test_that_the_test_loss_begins_anew_where_it_becomes_that_of_other_points() -> None:
    apart = reaching(trainer={"steps": 100})
    together = apart.evolve(dataset=apart.dataset.evolve(tested="together"))
    moved = together.evolve(dataset=together.dataset.evolve(v=3.0))
    messages = list(
        obeying(
            apart,
            [[Advance(10)], [Change(together), Advance(10)], [Change(moved), Advance(10)]],
        )
    )
    restarted = [m.restarted for m in messages if isinstance(m, Frame) and m.restarted]
    assert [Series.TEST_LOSS in names for names in restarted] == [True]
    assert curves(messages)[Series.TEST_LOSS].steps[0] == 11


def test_that_comparisons_are_tested_on_the_same_points() -> None:
    experiment = reaching(comparison={"kind": "polynomial", "degree": 3}, dataset={"points": 9})
    (found,) = prepare(experiment).baselines
    x, at = np.linspace(-1, 2, 9), np.linspace(-2.5, 3.5, 61)
    fitted = np.polyval(np.polyfit(x, np.cos(2 * x), 3), at)
    within = (at > -1 - 1e-9) & (at < 2 + 1e-9)
    expected = np.mean((fitted - np.cos(2 * at))[within] ** 2)
    assert found.test_error == pytest.approx(expected, rel=1e-6)
    assert found.sizes is not None
    assert found.sizes.test[3] == pytest.approx(expected, rel=1e-6)


def test_that_series_that_may_begin_anew_are_known_to_all() -> None:
    assert frozenset(MEANINGS) == RESTARTING
