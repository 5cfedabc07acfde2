"""Views of labelled images: accuracy, samples, confusion, published numbers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.samples import frame, small, started
from training.catalog.presets import preset
from training.messages.announcements import RunStarted
from training.messages.readings import Curve, Readings, Series
from training.settings import Experiment, LabelledDataset
from training.settings.assign import assigned
from widgets.plots.overlay import Overlay
from widgets.plots.style import LIGHT
from widgets.views import AccuracyView, LabelledLossView, LiteratureView, SamplesView, View
from widgets.views.abscissa import KINDS, positions
from widgets.views.accuracy_view import apart
from widgets.views.samples_view import RIGHT, WRONG

ENDS = {"epochs": 49 / 5, "steps": 49.0, "seconds": 49.0, "loss": 49 / 50 / np.log(10)}
"""Where a curve ends after 49 steps in batches of a fifth."""


def begun(table: str = "batch_size") -> RunStarted:
    experiment = small(
        dataset=LabelledDataset(train_images=40, test_images=30).model_dump(),
        trainer={"batch_size": 8, "loss": "cross_entropy"},
        published={"table": table},
    )
    return started(experiment)


def made(qtbot: QtBot, kind: type[View], begin: RunStarted) -> View:
    view = kind()
    qtbot.addWidget(view)
    view.set_style(LIGHT)
    view.resize(600, 500)
    view.show()
    view.show_setup(begin.setup)
    view.begin_run(begin)
    return view


def test_that_accuracy_is_drawn_against_what_is_chosen(qtbot: QtBot) -> None:
    begin = begun()
    view = made(qtbot, AccuracyView, begin)
    assert isinstance(view, AccuracyView)
    view.show_frame(frame(begin, 0, 50))
    for number, kind in enumerate(KINDS):
        view.against.setCurrentIndex(number)
        x, y = view._curves[Series.TRAIN_ACCURACY].getData()
        assert x[-1] == pytest.approx(ENDS[kind], abs=1e-5)
        assert y[-1] == pytest.approx(100 * (1 - np.exp(-49 / 50)), abs=1e-3)
    assert view._chance.value() == 10
    published = view._literature[Series.TEST_ACCURACY].getData()[1]
    assert published.tolist() == pytest.approx([73.9, 73.8, 53.8])


def test_that_the_class_draws_as_far_as_the_run_is_to_go(qtbot: QtBot) -> None:
    begin = begun()
    view = made(qtbot, AccuracyView, begin)
    assert view.prediction is not None
    view.prediction.hide()
    view.begin_run(begin)
    assert view.plot.box.viewRange()[0] == [0.0, begin.experiment.trainer.steps / 5]


def test_that_a_position_that_is_not_known_is_not_drawn() -> None:
    curve = Curve(np.array([0, 10]), np.zeros(2, dtype=np.float32))
    assert np.isnan(positions("seconds", curve, {}, 5)).all()
    assert positions("epochs", curve, {}, 5).tolist() == [0, 2]


def test_that_names_beside_marks_do_not_cover_each_other() -> None:
    assert apart([73.9, 73.8, 53.8]) == pytest.approx([79.8, 73.8, 53.8])
    assert apart([]) == []


def test_that_the_worst_images_come_first_and_are_marked(qtbot: QtBot) -> None:
    begin = begun()
    view = made(qtbot, SamplesView, begin)
    assert isinstance(view, SamplesView)
    view.show_frame(frame(begin, 0, 10))  # all are taken for the first class, the last is worst
    data = view._data
    assert data is not None
    chosen = view._chosen(data)
    assert chosen[0] == 29
    titles = [item.toPlainText() for item in view.pictures._titles]
    signs = [RIGHT if data.labels[n] == 0 else WRONG for n in chosen]
    assert titles[: len(chosen)] == [f"airplane {sign}" for sign in signs]
    view.order.setCurrentIndex(1)
    assert view._chosen(data)[0] == 0


def test_that_runs_fill_the_rows_that_have_their_settings(qtbot: QtBot) -> None:
    begin = begun()
    view = made(qtbot, LiteratureView, begin)
    assert isinstance(view, LiteratureView)
    view.show_frame(frame(begin, 0, 50))
    other: Experiment = assigned(begin.experiment, "trainer.batch_size", "64")
    series = frame(begin, 0, 30).series
    view.show_overlays((Overlay("a wide one", 1, begin.setup, series, {}, experiment=other),), "8")
    rows = shown(view)
    assert rows[0][:6] == ["batch 8", "97.7", "73.9", "yours: 8", "62.5", "62.5"]
    assert rows[1][:6] == ["batch 64", "78.0", "73.8", "yours: a wide one", "44.0", "44.0"]
    assert "40 images, not 50,000" in rows[0][6]
    assert rows[2][3:] == ["", "", "", ""]


def shown(view: LiteratureView) -> list[list[str]]:
    """Read the texts of the table."""
    table = view.table
    return [
        [
            item.text() if (item := table.item(row, column)) else ""
            for column in range(table.columnCount())
        ]
        for row in range(table.rowCount())
    ]


def test_that_figure_1_3_has_its_five_rows_and_its_parameters(qtbot: QtBot) -> None:
    view = made(qtbot, LiteratureView, begun("random_labels"))
    assert isinstance(view, LiteratureView)
    rows = shown(view)
    assert [row[1:6] for row in rows[:5]] == [
        ["1,649,402", "yes", "yes", "100.0", "89.05"],
        ["1,649,402", "yes", "no", "100.0", "89.31"],
        ["1,649,402", "no", "yes", "100.0", "86.03"],
        ["1,649,402", "no", "no", "100.0", "85.75"],
        ["1,649,402", "no", "no", "100.0", "9.78"],
    ]
    assert [row[0] for row in rows[3:5]] == ["Inception, true labels", "Inception, random labels"]


def test_that_a_run_that_fills_a_row_comes_before_those_that_come_near(qtbot: QtBot) -> None:
    begin = begun("random_labels")
    exact = preset("random-labels-full").experiment
    setup = replace(begin.setup, data=Many(begin.setup.data))
    near = assigned(exact, "trainer.weight_decay", "0.0005")
    far = assigned(exact, "dataset.flip", "true")
    view = made(qtbot, LiteratureView, begin)
    assert isinstance(view, LiteratureView)
    series = frame(begin, 0, 30).series
    runs = (("flipped", far), ("exact", exact), ("decayed", near))
    view.show_overlays(
        tuple(Overlay(name, 1, setup, series, {}, experiment=e) for name, e in runs), "small"
    )
    lines = [(row[0], row[6], row[9]) for row in shown(view) if row[6]]
    lines = [line for line in lines if "small" not in line[1]]
    assert lines == [
        ("Inception, true labels", "decayed", ""),
        ("Inception, true labels", "exact", ""),
        ("", "yours: flipped", "Flip on, not off"),
    ]


class Many:
    """Data as it is, but of 50,000 images."""

    def __init__(self, data: Any) -> None:
        self._data = data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._data, name)

    def count(self, points: str) -> int:
        return 50_000


def test_that_the_time_to_fit_is_drawn_for_random_labels(qtbot: QtBot) -> None:
    begin = begun("random_labels")
    view = made(qtbot, LiteratureView, begin)
    assert isinstance(view, LiteratureView)
    assert view.plot.isVisible()
    steps = np.arange(0, 60, 5)
    fitted = Curve(steps, np.where(steps < 25, 0.5, 1.0).astype(np.float32))
    view.show_frame(frame(begin, 0, 1, series={Series.TRAIN_ACCURACY: fitted}, readings=Readings()))
    x, y = view._dots.getData()
    assert (x.tolist(), y.tolist()) == ([0.0], [5.0])  # step 25 of 5 an epoch


def test_that_the_loss_is_drawn_against_what_is_chosen(qtbot: QtBot) -> None:
    begin = begun()
    view = made(qtbot, LabelledLossView, begin)
    assert isinstance(view, LabelledLossView)
    view.show_frame(frame(begin, 0, 50))
    for number, kind in enumerate(KINDS):
        view.against.setCurrentIndex(number)
        x, y = view._curves[Series.TRAIN_LOSS].getData()
        assert x[-1] == pytest.approx(ENDS[kind], abs=1e-5)
        assert 10 ** y[-1] == pytest.approx(np.exp(-49 / 50), abs=1e-5)
        assert len(view._batch.getData()[0]) == (0 if kind == "loss" else 50)
    assert "test" in view.read_out(ENDS["loss"], 0)
    view._log_y.setChecked(False)
    assert view._curves[Series.TRAIN_LOSS].getData()[1][0] == pytest.approx(1)
