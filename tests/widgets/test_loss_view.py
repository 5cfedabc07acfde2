"""The loss view: what is measured apart is drawn apart, and the star is where the engine says."""

from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.harness.views import made
from tests.samples import frame, small, started
from training.engine.engine import train
from training.messages.announcements import Frame, Message, RunPaused, RunStarted
from training.messages.commands import Advance, Change, Stop
from training.messages.readings import BestFit, Curve, Fit, Series
from training.messages.requests import RunRequest
from training.settings import Experiment
from widgets.views import FitView, LossView

OLD = Path(__file__).parents[1] / "data" / "experiment-v2.json"


def names(view: LossView | FitView) -> list[str]:
    return [entry.name for entry in view.entries()]


def show(view: LossView | FitView, message: Message) -> None:
    if isinstance(message, RunStarted):
        view.show_setup(message.setup)
        view.begin_run(message)
    elif isinstance(message, Frame):
        view.show_frame(message)


def begun(qtbot: QtBot, experiment: Experiment) -> tuple[LossView, RunStarted]:
    view, begin = made(qtbot, LossView), started(experiment)
    assert isinstance(view, LossView)
    show(view, begin)
    return view, begin


def test_that_losses_within_and_beyond_are_drawn_named_and_read(qtbot: QtBot) -> None:
    view, begin = begun(qtbot, small())
    told = frame(begin)
    beyond = Curve(told.series[Series.TEST_LOSS].steps, np.full(10, 30.0, "f4"))
    view.show_frame(frame(begin, series={**told.series, Series.TEST_BEYOND: beyond}))
    curve = view._items.measured[Series.TEST_BEYOND]
    assert np.allclose(curve.getData()[1], np.log10(30.0))
    assert view.plot.box.viewRange()[1][1] > np.log10(30.0)
    wanted = ["training", "test within", "test beyond"]
    assert names(view) == [*wanted, "least test loss"]
    assert all(f"{name} " in view.read_out(5.0, 0.0) for name in wanted)
    assert view.read_out(5.0, 0.0).endswith("test beyond 30")


@pytest.mark.parametrize(
    ("dataset", "wanted"),
    [
        ({"margin": 0.0}, ["training", "test", "least test loss"]),
        ({"tested": "together"},
         ["training", "test within and beyond", "least test loss"]),
        ({"test_points": 2}, ["training", "test beyond"]),
        ({"test_points": 0}, ["training"]),
    ],
)  # fmt: skip
def test_that_a_legend_names_what_is_measured(
    qtbot: QtBot, dataset: dict[str, Any], wanted: list[str]
) -> None:
    view, _ = begun(qtbot, small(dataset=dataset))
    assert names(view) == wanted


def test_that_the_test_loss_of_older_runs_is_called_what_it_was(qtbot: QtBot) -> None:
    view, _ = begun(qtbot, Experiment.model_validate_json(OLD.read_text("utf-8")))
    assert names(view)[1] == "test within and beyond"


def moving(experiment: Experiment, v: float, steps: int) -> Iterator[Message]:
    """Train, move v, and train on."""
    moved = experiment.evolve(dataset=experiment.dataset.evolve(v=v))
    parts = iter([[Advance(steps)], [Change(moved), Advance(steps)], [Stop()]])
    commands: SimpleQueue[Any] = SimpleQueue()
    request = RunRequest(1, experiment, frozenset({Fit, BestFit}), paused=True)
    for message in train(request, commands):
        if isinstance(message, RunPaused):
            for command in next(parts):
                commands.put(command)
        yield message


def test_that_star_and_fit_show_the_same_step_after_v_was_moved(qtbot: QtBot) -> None:
    """What v = 0 reached, a loss of almost nothing, says nothing of v = 3."""
    experiment = small(dataset={"formula": "sin(v x)", "v": 0.0}, trainer={"steps": 400})
    loss, fit = made(qtbot, LossView), made(qtbot, FitView)
    assert isinstance(loss, LossView)
    assert isinstance(fit, FitView)
    test: list[Curve] = []
    for message in moving(experiment, 3.0, 150):
        show(loss, message)
        show(fit, message)
        if isinstance(message, Frame) and Series.TEST_LOSS in message.series:
            test.append(message.series[Series.TEST_LOSS])
    measured = Curve.joined(test)
    after = measured.steps > 150
    least = int(measured.steps[after][measured.values[after].argmin()])
    assert measured.values[~after].min() < measured.values[after].min()
    x, y = loss._items.best.getData()
    assert x.tolist() == [least]
    assert y == pytest.approx(np.log10(measured.values[after].min()), rel=1e-6)
    assert fit._best_fit is not None
    assert fit._best_fit.step == least


def test_that_other_settings_leave_the_least_test_loss_where_it_is() -> None:
    """A comparison beside the network is another setup, and no other data."""
    experiment = small(trainer={"steps": 100})
    beside = Experiment.model_validate(
        {**experiment.model_dump(), "comparison": {"kind": "polynomial"}, "version": 3}
    )
    commands: SimpleQueue[Any] = SimpleQueue()
    parts = iter([[Advance(20)], [Change(beside), Advance(1)], [Stop()]])
    found: list[BestFit] = []
    for message in train(RunRequest(1, experiment, frozenset({BestFit}), paused=True), commands):
        if isinstance(message, RunPaused):
            for command in next(parts):
                commands.put(command)
        if isinstance(message, Frame) and isinstance(best := message.readings[BestFit], BestFit):
            found.append(best)
    assert found[-1].step == 21
    assert np.isfinite([best.loss for best in found]).all()


def test_that_an_empty_plot_says_what_fills_it(qtbot: QtBot) -> None:
    view, begin = begun(qtbot, small())
    view.redraw()
    assert view.plot._hint == "Press Space to train."
    assert not view.plot.getAxis("left").isVisible()
    view.show_frame(frame(begin))
    assert not view.plot._hint
    assert view.plot.getAxis("left").isVisible()
    view.forget()
    view.mark_stale()
    assert view.plot._hint
