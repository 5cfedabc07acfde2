"""Predict, then reveal."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.samples import curves, run, small, started
from training.messages.announcements import Frame
from training.messages.readings import Curve, Fit, Readings, Series
from training.text import Problem
from widgets.plots.overlay import Overlay
from widgets.plots.prediction_parts import PredictionStage
from widgets.plots.style import LIGHT
from widgets.views import FitView, LossView, SpectrumView, View


class Drag:
    """What pyqtgraph hands on while the mouse is dragged, from one place of the plot to others."""

    def __init__(self, view: View, places: list[tuple[float, float]], number: int) -> None:
        self._box, self._places, self._number = view.plot.box, places, number

    def button(self) -> Qt.MouseButton:
        return Qt.MouseButton.LeftButton

    def accept(self) -> None: ...

    def isStart(self) -> bool:  # noqa: N802
        return self._number == 0

    def isFinish(self) -> bool:  # noqa: N802
        return self._number == len(self._places) - 1

    def buttonDownPos(self) -> QPointF:  # noqa: N802
        return self._box.mapFromView(QPointF(*self._places[0]))

    def pos(self) -> QPointF:
        return self._box.mapFromView(QPointF(*self._places[self._number]))


def draw(view: View, places: list[tuple[float, float]]) -> None:
    for number in range(len(places)):
        view.plot.box.mouseDragEvent(Drag(view, places, number))


def shown(qtbot: QtBot, view: Any) -> Any:
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.set_style(LIGHT)
    view.show()
    begin = started(small())
    view.show_setup(begin.setup)
    view.begin_run(begin)
    return view


def fit_frame(view: FitView, values: np.ndarray) -> Frame:
    return Frame(1, 10, 0.0, {}, Readings(Fit(values.astype(np.float32))))


def test_that_a_hidden_network_is_drawn_by_nobody_and_told_by_nobody(qtbot: QtBot) -> None:
    view = shown(qtbot, FitView())
    assert view._data is not None
    view.show_frame(fit_frame(view, np.zeros(len(view._data.grid))))
    view.prediction.hide()
    assert not view._network.isVisible()
    view.plot.hovered.emit(QPointF(0.1, 0.0))
    assert view.plot.readout.text() == ""
    assert "Draw" in view.prediction.sentence_label.text()
    view.prediction.reveal()
    assert view._network.isVisible()
    view.plot.hovered.emit(QPointF(0.1, 0.0))
    assert "network" in view.plot.readout.text()


def test_that_the_difference_is_that_of_the_curves(qtbot: QtBot) -> None:
    view = shown(qtbot, FitView())
    grid = view._data.grid
    view.show_frame(fit_frame(view, 2.0 * grid))
    view.prediction.hide("network")
    left, right = view._data.interval
    draw(view, [(left - 1, 2 * (left - 1) + 0.5), (right + 1, 2 * (right + 1) + 0.5)])
    view.prediction.reveal()
    gap = view.prediction.difference()
    assert gap.distance == pytest.approx(0.5, abs=1e-3)
    assert gap.share == pytest.approx(1.0)
    assert "0.5 apart" in view.prediction.sentence_label.text()
    draw_range = view.plot.box.viewRange()
    view.prediction.clear()
    assert view.prediction.stage is PredictionStage.NONE
    assert view.prediction.sentence_label.isHidden()
    assert view.plot.is_following
    assert draw_range


def test_that_what_is_drawn_again_replaces_what_was_there(qtbot: QtBot) -> None:
    view = shown(qtbot, FitView())
    view.prediction.hide()
    draw(view, [(-1.0, 0.0), (0.0, 0.0), (1.0, 0.0)])
    draw(view, [(0.5, 1.0), (-0.5, 1.0)])  # and from right to left
    x, y = view.prediction.state.sketch.T
    assert x[[0, -1]] == pytest.approx([-1.0, 1.0], abs=0.02)
    inside = np.abs(x) <= 0.49
    assert y[inside] == pytest.approx(np.ones(inside.sum()), abs=0.02)
    assert (np.diff(x) > 0).all()


def test_that_the_future_of_the_loss_is_behind_a_curtain(qtbot: QtBot) -> None:
    view = shown(qtbot, LossView())
    messages = run(small(trainer={"steps": 60}))
    whole = curves(messages)
    now = {name: c.before(21) for name, c in whole.items()}
    rest = {name: Curve(c.steps[len(now[name].steps) :], c.values[len(now[name].steps) :])
            for name, c in whole.items()}  # fmt: skip
    view.show_frame(Frame(1, 20, 0.0, now))
    view.prediction.hide("future")
    (_, right), _ = view.plot.box.viewRange()
    assert right == pytest.approx(small().trainer.steps, abs=small().trainer.steps)
    assert view.prediction._curtain.isVisible()
    assert view.prediction._curtain.rect().left() == pytest.approx(20, abs=1)
    draw(view, [(20.0, 0.0), (60.0, 0.0)])
    view.show_frame(Frame(1, 60, 0.0, rest))
    view.prediction.reveal()
    assert not view.prediction._curtain.isVisible()
    x, y = view.measured(Series.TRAIN_LOSS)
    expected = np.abs(np.interp(np.linspace(20, 60, 200), x, y)).mean()
    gap = view.prediction.difference()
    assert gap.distance == pytest.approx(expected, rel=0.05)
    assert gap.share > 0.9
    assert "factor" in view.prediction.sentence_label.text()


def test_that_nothing_can_be_hidden_that_there_is_not(qtbot: QtBot) -> None:
    view = shown(qtbot, SpectrumView())
    with pytest.raises(Problem, match="moon"):
        view.prediction.hide("moon")
    assert view.prediction.stage is PredictionStage.NONE


def test_that_the_button_asks_to_hide_reveal_and_clear(qtbot: QtBot) -> None:
    view = shown(qtbot, LossView())
    prediction = view.prediction
    asked: list[str] = []
    for signal in (prediction.hide_asked, prediction.reveal_asked, prediction.clear_asked):
        signal.connect(lambda part="": asked.append(part))
    prediction.hide_asked.connect(prediction.hide)
    prediction.reveal_asked.connect(prediction.reveal)
    prediction.clear_asked.connect(prediction.clear)
    button = view.prediction.button
    assert button.text() == "Predict"
    view.prediction.button.fill_menu()
    names = [action.text() for action in view.prediction.button.parts_menu.actions()]
    assert names == ["Hide the test loss", "Hide the future"]
    view.prediction.button.parts_menu.actions()[0].trigger()
    assert (button.text(), view.prediction.stage) == ("Reveal", PredictionStage.HIDDEN)
    assert "guess" in view.legend.text()
    button.click()
    assert (button.text(), view.prediction.stage) == ("Clear", PredictionStage.REVEALED)
    button.click()
    assert (button.text(), view.prediction.stage) == ("Predict", PredictionStage.NONE)
    assert asked == ["test", "", ""]


def test_that_the_test_losses_of_other_runs_are_hidden_too(qtbot: QtBot) -> None:
    view = shown(qtbot, LossView())
    messages = run(small(trainer={"steps": 30}))
    begin = started(small())
    overlay = Overlay("other", 1, begin.setup, curves(messages), {})
    view.show_overlays((overlay,), "this")
    train, test = (view.overlay_items.curves[0, group] for group in (0, 1))
    assert len(test.getData()[0]) > 10
    view.prediction.hide("test")
    assert test.getData()[0] is None or len(test.getData()[0]) == 0
    assert len(train.getData()[0]) > 10
    view.prediction.reveal()
    assert len(test.getData()[0]) > 10


@pytest.mark.parametrize("part", ["test", "future"])
def test_that_the_class_draws_as_far_as_the_run_is_to_go(qtbot: QtBot, part: str) -> None:
    view = shown(qtbot, LossView())
    view.prediction.hide(part)
    view.begin_run(started(small(trainer={"steps": 5000})))
    assert view.plot.box.viewRange()[0][1] == 5000


def test_that_a_new_run_keeps_what_is_hidden_and_takes_an_old_guess_away(qtbot: QtBot) -> None:
    view = shown(qtbot, FitView())
    view.prediction.hide()
    draw(view, [(-1.0, 0.0), (1.0, 0.0)])
    ranges = view.plot.box.viewRange()
    view.begin_run(started(small()))
    view.show_frame(fit_frame(view, 50 * np.ones(len(view._data.grid))))
    assert view.prediction.is_hiding
    assert not view._network.isVisible()
    assert view.plot.box.viewRange() == ranges  # nobody sees where it goes
    view.prediction.reveal()
    view.begin_run(started(small()))
    assert view.prediction.stage is PredictionStage.NONE
