"""What a class could not read: marks, axes, colours, unknown cells."""

import numpy as np
import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import number_of, small, started
from training.catalog.presets import preset
from training.data.kinds import ImageData, MatrixData
from training.setup.prepare import prepare
from training.text import Text
from widgets.forms.editors import StdEditor
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.runs_model import RunRow
from widgets.panels.runs_panel import RunsPanel
from widgets.plots.plot_axis import PlotAxis
from widgets.plots.style import LIGHT
from widgets.views import FitView, ImageView
from widgets.views.image_view import FINE, HATCH, _known


def test_that_the_marks_of_a_slider_are_as_high_as_the_slider(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    editor = StdEditor(0.001, 2.0)
    QVBoxLayout(around).addWidget(editor)
    editor.set_marks([(Text("LeCun"), 0.05)])
    around.resize(300, 120)
    around.show()
    assert editor._names.size() == editor.slider.size()
    assert editor._names.height() >= 44


@pytest.mark.parametrize("low", [0.0112, 0.055, 3e-5, 6.1])
@pytest.mark.parametrize("factor", [1.05, 1.5, 8.0, 100.0])
def test_that_a_logarithmic_axis_always_has_labels(low: float, factor: float) -> None:
    axis = PlotAxis("left")
    axis.setLogMode(True)
    ends = np.log10([low, low * factor])
    levels = axis.logTickValues(float(ends[0]), float(ends[1]), 200, None)
    labels = [
        label
        for spacing, values in levels
        for label in axis.logTickStrings(values, 1.0, float(spacing or 1.0))
        if label
    ]
    assert 2 <= len(labels) <= 9
    assert len(set(labels)) == len(labels)
    assert all(low * 0.99 <= number_of(label) <= low * factor * 1.01 for label in labels)


def test_that_small_numbers_are_short_on_a_logarithmic_axis() -> None:
    axis = PlotAxis("left")
    axis.logTickValues(-4.0, 5.0, 200, None)
    assert axis.logTickStrings([-4.0, -3.0, 0.0], 1.0, 1.0) == ["10⁻⁴", "10⁻³", "1"]
    assert axis.logTickStrings([3.0, 5.0], 1.0, 1.0) == ["10³", "10⁵"]
    axis.logTickValues(-5.0, -4.0, 200, None)  # so few that 2 and 5 are labelled too
    assert axis.logTickStrings([np.log10(2e-5)], 1.0, 1.0) == ["2×10⁻⁵"]
    assert axis.logTickStrings([np.log10(0.02), 0.0], 1.0, 1.0) == ["0.02", "1"]


def test_that_the_next_preset_is_drawn_on_its_own_interval(qtbot: QtBot) -> None:
    view = FitView()
    qtbot.addWidget(view)
    view.set_style(LIGHT)
    view.show()
    view.show_setup(prepare(small(dataset={"low": -1.0, "high": 1.0, "margin": 0.0})))
    view.show_setup(prepare(small(dataset={"low": 0.0, "high": 1.0, "margin": 0.0})))
    (left, right), _ = view.box.viewRange()
    assert (left, right) == pytest.approx((0.0, 1.0), abs=0.01)


def test_that_unknown_elements_of_a_matrix_are_hatched() -> None:
    data = prepare(preset("matrix-completion").experiment).data
    assert isinstance(data, MatrixData)
    picture = _known(data)
    assert picture.shape == (4 * FINE, 4 * FINE, 4)
    row, column = np.argwhere(~data.known)[0] * FINE
    cell = picture[row : row + FINE, column : column + FINE]
    assert 0 < (cell[..., 3] == 255).mean() < 0.5
    assert (cell[cell[..., 3] == 255][:, 0] == HATCH).all()
    image = prepare(small(dataset={"kind": "image", "size": 20})).data
    assert isinstance(image, ImageData)
    assert _known(image).shape == (*image.shape, 4)


def test_that_the_error_of_a_prior_stands_beside_the_networks(qtbot: QtBot) -> None:
    experiment = preset("damaged-image").experiment
    begin = started(experiment)
    view = ImageView()
    qtbot.addWidget(view)
    view.set_style(LIGHT)
    view.show()
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view._values = np.zeros(begin.setup.data.count("grid"), dtype=np.float32)
    view.mark_stale()
    assert "total variation, weight 0.03" in view.note.text()


def row(number: int) -> RunRow:
    return RunRow(str(number), f"Run {number}", "", 0, None, None, "", 0, True)


def test_that_a_new_run_is_seen_in_the_list(qtbot: QtBot) -> None:
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.show()
    rows = [row(number) for number in range(60)]
    panel.set_rows(rows)
    panel.table.scrollToTop()
    panel.set_rows(rows)  # nothing new: the list stays where it is
    assert panel.table.verticalScrollBar().value() == 0
    panel.set_rows([*rows, row(60)])
    bar = panel.table.verticalScrollBar()
    assert bar.value() >= bar.maximum() - 1 > 0


def test_that_an_explanation_is_seen(qtbot: QtBot) -> None:
    panel = ExperimentPanel()
    qtbot.addWidget(panel)
    panel.resize(340, 300)
    panel.show()
    bar = panel.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    panel.show_explanation(Text("What to see."))
    assert bar.value() == 0
    bar.setValue(50)
    panel.retranslate()
    assert bar.value() == 50
