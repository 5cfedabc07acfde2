import numpy as np
from pytestqt.qtbot import QtBot

from tests.samples import frame, started, turned
from training.messages.announcements import RunStarted
from training.messages.readings import Curve, Fit, Neurons, Readings, Series
from training.settings import Experiment
from widgets.plots.style import LIGHT
from widgets.views.neurons_view import NeuronsView


def begun(qtbot: QtBot, experiment: Experiment | None = None) -> tuple[NeuronsView, RunStarted]:
    view, begin = NeuronsView(), started(experiment)
    qtbot.addWidget(view)
    view.set_style(LIGHT)
    view.resize(700, 400)
    view.show()
    view.show_setup(begin.setup)
    view.begin_run(begin)
    return view, begin


def regime(view: NeuronsView) -> str:
    return view.figures.values[1].text()


def moved(distance: float) -> Neurons:
    return Neurons(turned(-1), np.ones(8, "f4"), distance)


def losses(*values: float) -> Curve:
    return Curve(np.arange(len(values)), np.array(values, dtype=np.float32))


def test_that_no_regime_is_named_for_a_dead_network_or_one_that_got_worse(qtbot: QtBot) -> None:
    view, begin = begun(qtbot, Experiment.model_validate({"model": {"widths": [8]}}))
    waves = Fit(np.sin(np.arange(8.0)).astype(np.float32))
    readings = Readings(moved(5.0), waves)
    series = {Series.TRAIN_LOSS: losses(1.0, 3.0, 0.1)}
    view.show_frame(frame(begin, 0, 3, readings=readings, series=series))
    assert "condensed" in regime(view)
    view.show_cursor(1)  # a recorded step at which the loss was three times the first
    assert "loss is above" in regime(view)
    view.show_cursor(None)
    dead = readings | Readings(Fit(np.zeros(8, dtype=np.float32)))
    view.show_frame(frame(begin, 3, 4, readings=dead, series={}))
    assert "dead" in regime(view)
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 1, readings=readings, series={}))
    assert "condensed" in regime(view)


def label(view: NeuronsView) -> str:
    return str(view.plot.getAxis("bottom").labelText)


def test_that_the_axis_says_orientation_again_after_data_of_many_inputs(qtbot: QtBot) -> None:
    view, begin = begun(qtbot)
    assert label(view).startswith("orientation")
    many = np.eye(6, dtype=np.float32)
    reading = Neurons(many, np.ones(6, "f4"), 0.5)
    view.show_frame(frame(begin, readings=Readings(reading)))
    assert label(view).startswith("cosine")
    view.begin_run(begin)
    view.show_frame(frame(begin))
    assert label(view).startswith("orientation")


def test_that_the_thresholds_stand_beside_the_regime(qtbot: QtBot) -> None:
    view, begin = begun(qtbot)
    view.show_frame(frame(begin))
    assert view.figures.thresholds.isVisible()
    assert "0.1" in view.figures.thresholds.text()
    assert "condensed" in view.figures.thresholds.text()
    assert "RD" in view.figures.names[1].text()
    assert view.figures.matrix.bar.isVisible()


def test_that_a_deep_network_has_no_regime(qtbot: QtBot) -> None:
    deep = Experiment.model_validate({"model": {"widths": [8, 8]}})
    view, begin = begun(qtbot, deep)
    view.show_frame(frame(begin, 0, 1, readings=Readings(moved(0.01)), series={}))
    assert "one hidden layer" in regime(view)
