from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.harness.views import made
from tests.samples import frame, small, started
from training.data.kinds import Data1D, ImageData, LabelledData, MatrixData, OutlineData, TableData
from training.messages.announcements import RunStarted
from training.messages.readings import Curve, Fit, Mark, PeakReading, Reading, Readings, Series
from training.settings import (
    CsvDataset,
    Difference,
    ElephantDataset,
    FormulaDataset,
    ImageDataset,
    LabelledDataset,
    MatrixDataset,
    OutlineDataset,
    SumDataset,
)
from widgets.plots.live_plot import LivePlot
from widgets.plots.overlay import Overlay, mean
from widgets.plots.step_axis import StepAxis
from widgets.plots.style import DARK, LIGHT
from widgets.stage.view_grid import ViewGrid
from widgets.views import (
    VIEWS,
    FitView,
    HistoryView,
    LossView,
    OutlineView,
    SpectrumView,
    View,
)

DATASETS = (
    (Data1D, FormulaDataset(points=21, test_points=11), CsvDataset()),
    (ImageData, ImageDataset(size=12), ImageDataset(size=20)),
    (TableData, SumDataset(points=9), SumDataset(points=12, dimension=3, relevant=2)),
    (MatrixData, MatrixDataset(), MatrixDataset(rank=2)),
    (OutlineData, ElephantDataset(), OutlineDataset(points=20)),
    (
        LabelledData,
        LabelledDataset(train_images=20, test_images=20),
        LabelledDataset(classes=("cat", "dog"), train_images=10, label_noise=0.5),
    ),
)
"""Two datasets of each kind of data."""


def begun(kind: type[View]) -> RunStarted:
    """A run of data that a view can show."""
    dataset = next(first for d, first, _ in DATASETS if issubclass(d, kind.draws))
    return started(small(dataset=dataset.model_dump()))


@pytest.mark.parametrize("kind", VIEWS)
def test_that_every_view_takes_a_whole_run(qtbot: QtBot, kind: type[View]) -> None:
    view, begin = made(qtbot, kind), begun(kind)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    for first in range(0, 100, 10):
        view.show_frame(frame(begin, first, first + 10))
    view.set_style(DARK)
    view.retranslate()
    assert view.title()
    assert not view.grab().toImage().isNull()
    dataset = next(second for d, _, second in DATASETS if issubclass(d, kind.draws))
    other = started(small(dataset=dataset.model_dump()))
    view.show_frame(
        frame(other, 100, 110, setup=other.setup, restarted=frozenset({Series.SPECTRUM_ERROR}))
    )
    view.begin_run(begin)


@pytest.mark.parametrize("kind", VIEWS)
def test_that_a_hidden_view_keeps_samples_and_draws_when_shown(
    qtbot: QtBot, kind: type[View]
) -> None:
    view, begin = made(qtbot, kind), begun(kind)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view.hide()
    drawn: list[int] = []
    view.redraw = lambda: drawn.append(1)  # type: ignore[method-assign]
    view.show_frame(frame(begin))
    assert not drawn
    view.show()
    assert drawn


def test_that_a_frame_leaves_no_items_behind(qtbot: QtBot) -> None:
    for kind in VIEWS:
        view, begin = made(qtbot, kind), begun(kind)
        view.show_setup(begin.setup)
        view.begin_run(begin)
        view.show_frame(frame(begin, 0, 10))
        count = len(view.plot.scene().items())  # type: ignore[attr-defined]
        for first in range(10, 200, 10):
            view.show_frame(frame(begin, first, first + 10))
        for _ in range(3):
            view.begin_run(begin)
            view.show_setup(begin.setup)
            view.show_frame(frame(begin, 0, 10))
        assert len(view.plot.scene().items()) == count, kind  # type: ignore[attr-defined]


def test_that_the_fit_keeps_the_initial_curve_as_a_ghost(qtbot: QtBot) -> None:
    view, begin = made(qtbot, FitView), started()
    assert isinstance(view, FitView)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 10))
    view.show_frame(frame(begin, 10, 20, readings=Readings()))
    assert np.array_equal(view.data_items.initial.getData()[1], begin.initial[Fit].values)


def test_that_points_are_found_within_reach(qtbot: QtBot) -> None:
    view, begin = made(qtbot, FitView), started()
    assert isinstance(view, FitView)
    view.show_setup(begin.setup)
    qtbot.wait(20)
    data = begin.setup.data
    position = view.box.mapFromView(QPointF(data.x_train[4], data.y_train[4]))
    assert view.box.nearest(position) == 4
    assert view.box.nearest(QPointF(-500, -500)) is None


def test_that_the_loss_is_drawn_at_all_its_extremes_however_long_the_run(qtbot: QtBot) -> None:
    view, begin = made(qtbot, LossView), started()
    assert isinstance(view, LossView)
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 50_000))
    x, _ = view._items.batch.getData()
    assert len(x) < 5 * 400
    view._log_x.setChecked(True)
    assert len(view._items.batch.getData()[0]) < 5 * 400


def other(name: str, steps: int, style: int = 1, **readings: Reading) -> Overlay:
    """Another run behind the present one, whose training loss is a thousandth of the step."""
    at = np.arange(steps, dtype=np.int64)
    series = {Series.TRAIN_LOSS: Curve(at, (at / 1000).astype(np.float32))}
    return Overlay(name, style, started().setup, series, Readings(*readings.values()))


def test_that_beyond_the_end_of_the_present_run_the_others_are_read(qtbot: QtBot) -> None:
    view, begin = made(qtbot, LossView), started()
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 50))
    view.show_overlays((other("Run 1", 500), other("Run 2", 200)), "Run 3")
    assert view.read_out(20.0, 0.0).startswith("step 20   training 0.6703   test")
    assert view.read_out(20.0, 0.0).endswith("Run 1 0.02   Run 2 0.02")
    assert view.read_out(150.0, 0.0) == "step 150   Run 1 0.15   Run 2 0.15"
    assert view.read_out(300.0, 0.0) == "step 300   Run 1 0.3"
    assert view.read_out(9000.0, 0.0) == "step 499   Run 1 0.499"


def test_that_zooming_into_a_long_run_shows_each_step(qtbot: QtBot) -> None:
    view, begin = made(qtbot, LossView), started()
    assert isinstance(view, LossView)
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 50_000))
    view.plot.box.setRange(xRange=(20_000, 20_100), padding=0)
    view.plot.box.moved.emit()
    assert view._items.batch.getData()[0].tolist() == [*range(20_000, 20_102)]


def test_that_one_drag_of_a_slider_leaves_one_mark(qtbot: QtBot) -> None:
    view, begin = made(qtbot, LossView), started()
    assert isinstance(view, LossView)
    view.begin_run(begin)
    marks = [
        Mark(step, (Difference("trainer.learning_rate", True, step - 5, step),))
        for step in (100, 105, 110)
    ]
    marks.append(Mark(111, (Difference("trainer.loss", True, "mse", "mae"),)))
    view.show_frame(frame(begin, 0, 120, marks=tuple(marks)))
    assert [mark.step for mark in view._changes.marks] == [110, 111]
    assert view._changes._lines[0].toolTip() == "Learning rate 95 → 110"
    assert view._changes._lines[1].toolTip() == "Loss mean squared error → mean absolute error"
    view.set_loss("mae")
    assert view.plot.getAxis("left").labelText == "mean absolute error"


def test_that_peaks_are_marked_and_the_unit_can_be_cycles(qtbot: QtBot) -> None:
    view, begin = made(qtbot, SpectrumView), started()
    assert isinstance(view, SpectrumView)
    view.show_setup(begin.setup)
    assert [line.value() for line in view._peaks.lines] == pytest.approx([1, 3, 5])
    with qtbot.waitSignal(view.unit_changed):
        view._cycles.setChecked(True)
    assert view._peaks.lines[0].value() == pytest.approx(1 / (2 * np.pi))
    assert "training points" in view.note.text()


def test_that_the_history_shows_when_each_peak_was_learned(qtbot: QtBot) -> None:
    view, begin = made(qtbot, HistoryView), started()
    assert isinstance(view, HistoryView)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    reading = PeakReading(np.array([0.01, 0.05, np.nan], dtype=np.float32), (40, 400, None), 1)
    view.show_frame(frame(begin, 0, 500, readings=Readings(reading)))
    cells = [[view.table.item(r, c).text() for c in range(3)] for r in range(3)]  # type: ignore[union-attr]
    assert cells == [["1", "0.01", "40"], ["3", "0.05", "400"], ["5", "", ""]]
    assert len(view._learned.getData()[0]) == 2
    image = view._image.image
    assert image.shape == (len(begin.setup.spectrum.omega), 400)
    assert np.isnan(image[2]).all()  # the target has nothing at omega = 2
    assert tuple(view._image.levels) == (0.0, 1.0)


def test_that_a_single_line_of_many_is_drawn(qtbot: QtBot) -> None:
    view = made(qtbot, HistoryView)
    begin = started(
        small(
            dataset={"formula": "sin(600x)", "points": 4000, "low": -3.14159265, "high": 3.14159265}
        )
    )
    assert isinstance(view, HistoryView)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 20))
    lines, image = len(begin.setup.spectrum.omega), view._image.image
    assert lines > 1900
    assert len(image) == 200
    (shown,) = np.flatnonzero(~np.isnan(image).all(axis=1))
    rect = view._image.mapRectToView(view._image.boundingRect())
    height = rect.height() / len(image)
    assert rect.top() + shown * height <= 600 <= rect.top() + (shown + 1) * height


def test_that_the_history_says_when_other_runs_learned(qtbot: QtBot) -> None:
    view, begin = made(qtbot, HistoryView), started()
    assert isinstance(view, HistoryView)
    view.resize(700, 300)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view.show_frame(frame(begin))
    errors = np.full(3, 0.1, dtype=np.float32)
    first = other("Run 1", 50, 1, peaks=PeakReading(errors, (30, 1300, None), 1))
    second = other("Run 2", 50, 2, peaks=PeakReading(errors, (50, 1700, 9), 1))
    blind = other("Run 3", 50, 3)  # of a run with another spectrum
    fewer = started(small(dataset={"formula": "sin(3*x)"})).setup
    third = other("Run 5", 50, 4, peaks=PeakReading(errors[:1], (50,), 1))
    third = replace(third, setup=fewer)
    view.show_overlays((first, second, blind, third), "Run 4")
    table = view.table

    def column(number: int) -> list[str]:
        return [table.item(row, number).text() for row in range(3)]  # type: ignore[union-attr]

    assert column(3) == ["30", "1,300", ""]
    assert column(4) == ["50", "1,700", "9"]
    assert column(5) == ["–", "50", "–"]
    assert table.item(0, 3).foreground().color().name() == LIGHT.runs[1].lower()  # type: ignore[union-attr]
    assert table.horizontalHeaderItem(4).foreground().color().name() == LIGHT.runs[2].lower()  # type: ignore[union-attr]
    assert not any(table.isColumnHidden(number) for number in range(6))
    assert "Run 2" in view.legend.text()
    view.resize(350, 300)  # the map keeps its room
    qtbot.waitUntil(lambda: view.plot.width() >= 150)
    assert [table.isColumnHidden(number) for number in (1, 2, 3, 5)] == [True, False, False, True]
    view.show_overlays(())
    assert not table.isColumnHidden(1)
    assert all(table.isColumnHidden(number) for number in range(3, 6))
    joined = mean("mean", 1, [first, second]).readings[PeakReading]
    assert joined.learned_at == (40, 1500, None)


def test_that_a_view_that_draws_losses_of_other_runs_says_so(qtbot: QtBot) -> None:
    begin = started()
    for kind in VIEWS:
        view = made(qtbot, kind)
        if isinstance(begin.setup.data, view.draws):
            view.show_setup(begin.setup)
            draws = any(len(x) for x, _ in view.overlay_curves(other("Run 1", 50)))
            assert kind.draws_losses or not draws, kind


def test_that_who_cannot_see_a_view_is_told_what_it_shows(qtbot: QtBot) -> None:
    begin = started()
    errors = np.array([0.01, 0.05, np.nan], dtype=np.float32)
    peaks = PeakReading(errors, (40, 400, None), 1)
    said = {}
    for kind in (FitView, LossView, SpectrumView, HistoryView):
        view = made(qtbot, kind)
        view.show_setup(begin.setup)
        view.begin_run(begin)
        view.show_frame(frame(begin, 0, 20))
        if kind is HistoryView:
            view.show_frame(frame(begin, 20, 30, readings=Readings(peaks)))
        said[kind] = view.description()
    assert "turning points" in said[FitView]
    assert "training" in said[LossView]
    assert "step 20" in said[LossView]
    assert said[SpectrumView].count("frequency") == 3
    assert "learned 400" in said[HistoryView]


def test_that_nothing_hidden_is_told(qtbot: QtBot) -> None:
    view, begin = made(qtbot, FitView), started()
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view.show_frame(frame(begin, 0, 20))
    assert view.prediction is not None
    view.prediction.hide()
    assert "turning points" not in view.description()


def test_that_the_history_survives_a_change_of_other_settings(qtbot: QtBot) -> None:
    view, begin = made(qtbot, HistoryView), started()
    assert isinstance(view, HistoryView)
    view.show_setup(begin.setup)
    view.begin_run(begin)
    view.show_frame(frame(begin))
    same = started(small(dataset={"test_points": 5}))
    view.show_setup(same.setup)
    assert len(view.errors) == 10


def test_that_a_range_changes_seldom(qtbot: QtBot) -> None:
    plot = LivePlot()
    qtbot.addWidget(plot)
    changes: list[object] = []
    plot.box.sigRangeChanged.connect(lambda *_: changes.append(1))
    for top in np.linspace(1.0, 0.5, 200):
        plot.follow((0, 1), (0, float(top)))
    assert len(changes) < 5


def test_that_log_labels_are_powers_of_ten(qtbot: QtBot) -> None:
    plot = LivePlot()
    qtbot.addWidget(plot)
    axis = plot.getAxis("left")
    axis.setLogMode(True)
    levels = dict(axis.logTickValues(-8.0, 1.0, 300, None))
    assert axis.logTickStrings([-2.0, 0.0], 1.0, 1.0) == ["10⁻²", "1"]
    assert min(levels) >= axis.LABELLED  # what has no number has no line either


def test_that_a_step_axis_leaps_ahead() -> None:
    axis = StepAxis()
    assert axis.span(0) == (0, 10)
    ends = {axis.span(last)[1] for last in range(1, 2000)}
    assert len(ends) < 30
    seldom = StepAxis()
    for last in (3, 700, 1999):  # whichever steps were shown, it ends at the same place
        seldom.span(last)
    assert seldom.span(1999) == axis.span(1999)
    assert 2000 < axis.span(1999)[1] < 1.25 * 2000
    axis.is_log = True
    assert axis.step(float(axis.positions(np.array([100]))[0])) == pytest.approx(100)
    assert axis.positions(np.array([0]))[0] == pytest.approx(np.log10(0.5))


def test_that_a_view_is_enlarged_and_comes_back(qtbot: QtBot) -> None:
    views = [kind() for kind in VIEWS if issubclass(Data1D, kind.draws)]
    grid = ViewGrid(views)
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    grid.enlarge_asked.connect(grid.toggle_enlarged)  # as a command does
    views[1].enlarge_asked.emit()
    assert [view.isVisible() for view in views] == [view is views[1] for view in views]
    assert grid.is_enlarged
    views[1].enlarge_asked.emit()
    assert all(view.isVisible() == view.is_default for view in views)
    grid.docks["fit"].hide()
    grid.arrange()
    assert all(view.isVisible() == view.is_default for view in views)
    grid.arrange(["fit", "neurons"])
    assert [view.key for view in views if view.isVisible()] == ["fit", "neurons"]


class Drag:
    """A drag of the left button as pyqtgraph tells it, at one of its moments."""

    def __init__(self, start: QPointF, now: QPointF, moment: str) -> None:
        self._start, self._now, self._moment = start, now, moment
        self.accepted = False

    def button(self) -> Qt.MouseButton:
        return Qt.MouseButton.LeftButton

    def isStart(self) -> bool:  # noqa: N802
        return self._moment == "start"

    def isFinish(self) -> bool:  # noqa: N802
        return self._moment == "finish"

    def buttonDownPos(self) -> QPointF:  # noqa: N802
        return self._start

    def pos(self) -> QPointF:
        return self._now

    def accept(self) -> None:
        self.accepted = True


def test_that_a_legend_is_elided_and_not_cut_in_a_narrow_view(qtbot: QtBot) -> None:
    view = made(qtbot, LossView)
    view.show_overlays((other("Learning rate 0.0005", 50), other(40 * "long", 50)), "Run 3")
    view.header.resize(1_400, 36)
    view.header.show()
    assert "Learning rate 0.0005" in view.legend.text()
    assert not view.legend.left_out()
    view.header.resize(300, 36)
    assert "least test loss" in view.legend.left_out()
    assert "least test loss" in view.legend.toolTip()
    view.header.hide()


def test_that_a_line_is_drawn_and_told_when_the_button_is_let_go(qtbot: QtBot) -> None:
    view, begin = made(qtbot, OutlineView), begun(OutlineView)
    assert isinstance(view, OutlineView)
    view.show_setup(begin.setup)
    view._draw.setChecked(True)
    told: list[np.ndarray] = []
    view.outline_drawn.connect(told.append)
    start, way = QPointF(100, 100), [QPointF(150, 90), QPointF(160, 140), QPointF(110, 150)]
    for place, moment in zip(way, ("start", "on", "finish"), strict=True):
        view.box.mouseDragEvent(Drag(start, place, moment))
        if moment != "finish":
            assert len(view.box.path.getData()[0]) > 1
    (points,) = told
    assert points.shape == (4, 2)
    assert view.box.mapFromView(QPointF(*points[2])).x() == pytest.approx(160)
    assert not view._draw.isChecked()
    assert view.box.path.getData()[0] is None or not len(view.box.path.getData()[0])
