import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.runs.controller import RunState
from app.window.main_window import MainWindow
from tests.app.conftest import OpenWindow
from tests.samples import small
from training.catalog.presets import preset, presets
from training.data.sources import DATA_FOLDER
from training.settings import (
    CsvDataset,
    Experiment,
    FormulaDataset,
    LabelledDataset,
    PointsDataset,
    Trainer,
)
from training.text import Text
from widgets.dialogs.preset_dialog import PresetDialog
from widgets.forms.form import UnionForm
from widgets.views import FitView, ImageView, LossView


def wait_for(qtbot: QtBot, window: MainWindow, state: RunState) -> None:
    qtbot.waitUntil(lambda: window.runs.state is state)


def shown(qtbot: QtBot, window: MainWindow) -> None:
    """Let the pause before a preview pass."""
    qtbot.waitUntil(lambda: not window.session._preview_pause.isActive())


def test_that_the_default_experiment_is_there_and_space_trains_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.document.experiment == Experiment()
    window.session.replace(small(trainer={"steps": 60}))
    shown(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    wait_for(qtbot, window, RunState.PAUSED)
    assert "60" in window.transport.step_text.text()
    assert "Space goes on." in window.transport.state_text.text()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "61" in window.transport.step_text.text())
    qtbot.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.transport.step_text.text() == "step 0")
    wait_for(qtbot, window, RunState.PAUSED)


def test_that_clicks_in_the_fit_view_make_own_points_and_undo_brings_the_formula_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    fit = window.views["fit"]
    fit.point_added.emit(0.5, 2.0)
    dataset = window.document.experiment.dataset
    assert isinstance(dataset, PointsDataset)
    assert dataset.points[-1] == (0.5, 2.0)
    assert len(dataset.points) == 102
    shown(qtbot, window)
    for y in (1.0, 2.0, 3.0):  # one drag is one step of undo
        fit.point_moved.emit(0, -3.0, y)
        shown(qtbot, window)
    fit.drag_ended.emit()
    fit.point_removed.emit(1)
    assert len(window.document.experiment.dataset.points) == 101
    for _ in range(3):
        window.actions_by_key["undo"].trigger()
    assert isinstance(window.document.experiment.dataset, FormulaDataset)


def test_that_a_drag_of_a_formulas_point_is_one_step_of_undo(
    qtbot: QtBot, window: MainWindow
) -> None:
    fit = window.views["fit"]
    for y in (1.0, 2.0, 3.0):
        fit.point_moved.emit(0, -3.0, y)
        shown(qtbot, window)
    fit.drag_ended.emit()
    for y in (1.0, 2.0):  # each click is a step of its own
        fit.point_added.emit(0.5, y)
    for left in (102, 101):
        window.actions_by_key["undo"].trigger()
        dataset = window.document.experiment.dataset
        assert isinstance(dataset, PointsDataset)
        assert len(dataset.points) == left
    assert dataset.points[0] == (-3.0, 3.0)
    window.actions_by_key["undo"].trigger()
    assert isinstance(window.document.experiment.dataset, FormulaDataset)


def test_that_points_can_be_added_while_it_trains(qtbot: QtBot, window: MainWindow) -> None:
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.RUNNING)
    window.views["fit"].point_added.emit(0.0, 5.0)
    qtbot.waitUntil(lambda: bool(window.views["loss"]._changes.marks))
    assert window.runs.state is RunState.RUNNING
    window.actions_by_key["stop"].trigger()
    wait_for(qtbot, window, RunState.IDLE)


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)


def test_that_a_dropped_table_becomes_the_dataset(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("t,temperature\n" + "\n".join(f"{i},{i * i}" for i in range(20)))
    drop(window, path)
    shown(qtbot, window)
    assert isinstance(window.document.experiment.dataset, CsvDataset)
    assert window.session.setup is not None
    assert str(window.session.setup.data.y_label) == "temperature"
    assert window.preferences.recent == [str(path)]


def test_that_a_dropped_image_takes_the_place_of_the_curve(
    qtbot: QtBot, window: MainWindow
) -> None:
    shown(qtbot, window)
    assert isinstance(window.views["fit"], FitView)
    drop(window, DATA_FOLDER / "cat.png")
    qtbot.waitUntil(lambda: isinstance(window.views["fit"], ImageView))
    fit = window.views["fit"]
    assert isinstance(fit, ImageView)
    assert fit.isVisible()
    window.actions_by_key["run"].trigger()
    qtbot.waitUntil(lambda: fit._network is not None)
    assert "network" in fit.read_out(10.0, 30.0)
    window.actions_by_key["stop"].trigger()
    wait_for(qtbot, window, RunState.IDLE)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: isinstance(window.views["fit"], FitView))
    assert not fit.isVisible()


def test_that_a_bad_table_is_answered_and_nothing_is_lost(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    path = tmp_path / "bad.csv"
    path.write_text("x\n1\n")
    window.files.open_path(path)
    window.files.open_path(tmp_path / "none.json")
    assert "one column" in said[0]
    assert "cannot be read" in said[1]
    assert window.document.experiment == Experiment()


def test_that_an_experiment_is_saved_and_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    window.session.replace(small())
    assert window.files.write(path)
    assert Experiment.model_validate(json.loads(path.read_text())) == small()
    assert not window.isWindowModified()
    window.session.replace(small(trainer={"seed": 5}))
    assert window.isWindowModified()
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    assert not window.files.may_close()
    window.files.open_path(path)
    assert window.document.experiment == small()
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    assert not window.files.write(tmp_path / "nowhere" / "x.json")
    assert "cannot be written" in said[0]


def test_that_settings_that_need_new_weights_restart_a_run(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.RUNNING)
    first = window.runs._last_id
    window.session.replace(small(trainer={"steps": 1_000_000}, model={"widths": [4]}))
    qtbot.waitUntil(lambda: window.runs._last_id == first + 1)
    wait_for(qtbot, window, RunState.RUNNING)


def test_that_presenting_hides_the_panels_and_escape_brings_them_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_by_key["present"].trigger()
    assert not window.panel_dock.isVisible()
    assert window.views["fit"].style_now.scale > 1
    window.actions_by_key["back"].trigger()
    assert window.panel_dock.isVisible()
    assert window.views["fit"].style_now.scale == 1
    assert not window.actions_by_key["present"].isChecked()


def test_that_a_hidden_view_is_not_computed(qtbot: QtBot, window: MainWindow) -> None:
    from training.messages.announcements import Fit

    assert Fit in window.runs._watch
    window.grid.docks["fit"].hide()
    assert Fit not in window.runs._watch


def test_that_the_theme_is_kept(window: MainWindow) -> None:
    for name in ("dark", "light", "system"):
        window.appearance.choose_theme(name)
        assert window.preferences.text("theme", "") == name


def test_that_broken_preferences_do_not_block_a_start(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "fanhua.ini"
    path.write_bytes(b"[General]\ntheme=purple\ngeometry=@ByteArray(junk)\nrecent=\xff\xfe,\n")
    assert open_window(tmp_path).isVisible()


def test_that_every_line_of_the_filled_menus_does_what_it_says(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def line(menu: QMenu, name: str) -> QAction:
        menu.aboutToShow.emit()
        return next(action for action in menu.actions() if action.text() == name)

    menus = window.menus
    for name, entry in presets().items():
        line(menus._submenus["presets"], entry.title).trigger()
        assert window.document.experiment == entry.experiment, name
    line(menus._submenus["themes"], "Dark").trigger()
    assert window.preferences.text("theme", "") == "dark"
    assert line(menus._submenus["themes"], "Dark").isChecked()
    path = tmp_path / "mine.json"
    path.write_text(Experiment(trainer=Trainer(seed=7)).model_dump_json())
    window.preferences.add_recent(path)
    line(menus._submenus["recent"], "mine.json").trigger()
    assert window.document.experiment.trainer.seed == 7
    try:
        line(menus._submenus["languages"], "简体中文").trigger()
        assert window.preferences.text("language", "") == "zh_CN"
    finally:
        line(menus._submenus["languages"], "English").trigger()


def test_that_the_timeline_goes_back_to_any_recorded_step_while_it_trains(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    bar, fit, loss = window.records.timeline, window.views["fit"], window.views["loss"]
    assert isinstance(fit, FitView)
    assert isinstance(loss, LossView)
    qtbot.waitUntil(lambda: len(window.session.book.timeline.steps) > 60)
    bar.slider.setValue(0)
    assert "step 0" in bar.text.text()
    assert np.array_equal(fit._network.getData()[1], fit._ghost.getData()[1])
    steps = len(loss._steps)
    qtbot.waitUntil(lambda: len(loss._steps) > steps)  # curves go on
    assert np.array_equal(fit._network.getData()[1], fit._ghost.getData()[1])
    assert loss._recorded.isVisible()
    assert loss._recorded.value() == 0
    bar.slider.setValue(20)
    assert loss._recorded.value() == window.session.book.timeline.steps[20]
    bar.live.click()
    assert not loss._recorded.isVisible()
    assert bar.text.text() == "live"
    qtbot.waitUntil(lambda: not np.array_equal(fit._network.getData()[1], fit._ghost.getData()[1]))


def test_that_playing_ends_at_what_is_live(qtbot: QtBot, window: MainWindow) -> None:
    window.session.replace(small(trainer={"steps": 100}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    bar = window.records.timeline
    qtbot.waitUntil(lambda: 100 in window.session.book.timeline.steps)
    bar.speed.setCurrentIndex(bar.speed.count() - 1)
    seen: list[object] = []
    bar.step_chosen.connect(seen.append)
    bar.play.click()
    qtbot.waitUntil(lambda: not bar.play.isChecked())
    assert seen[0] == 0
    assert seen[-1] is None
    assert len(seen) > 10


def test_that_closing_leaves_no_journal_behind(window: MainWindow) -> None:
    sessions = window.preferences.sessions_folder
    assert len([*sessions.glob("*.journal")]) == 1
    window.session.mark_saved()
    window.close()
    assert [*sessions.iterdir()] == []


def test_that_a_folder_that_cannot_be_written_stops_nothing(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    (tmp_path / "sessions").write_text("a file where the folder should be")
    window = open_window(tmp_path)
    assert "is not recorded" in window.transport.state_text.text()
    window.session.replace(small())
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    assert not window.records.timeline.isEnabled()


def test_that_a_divergence_is_said_until_the_next_run(qtbot: QtBot, window: MainWindow) -> None:
    window.session.replace(small(trainer={"learning_rate": 1e9, "steps": 5000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    qtbot.waitUntil(lambda: window.runs._thread is None and window.runs._last_id > 0)
    assert window.transport.state_text.text().startswith("Diverged at step")
    window.session.replace(small())
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    assert "Diverged" not in window.transport.state_text.text()


def test_that_a_preset_is_a_step_of_undo_and_nothing_of_the_last_run_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.replace(small())
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    window.files.open_preset("sin-vx")
    loss = window.views["loss"]
    assert isinstance(loss, LossView)
    assert len(loss._steps) == 0
    assert window.transport.step_text.text() == "step 0"
    wait_for(qtbot, window, RunState.IDLE)
    window.document.undo_stack.undo()
    assert window.document.experiment == small()


def test_that_a_preset_brings_its_views_and_undo_takes_both_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.replace(small())
    shown(qtbot, window)
    before = window.document.undo_stack.count()
    window.files.open_preset("condensation")
    assert [key for key, view in window.views.items() if view.isVisible()] == [
        "fit", "loss", "neurons",
    ]  # fmt: skip
    qtbot.wait(50)
    assert window.document.undo_stack.count() == before + 1
    assert window.panel.explanation.isVisibleTo(window.panel)
    window.document.undo_stack.undo()
    assert not window.panel.explanation.isVisibleTo(window.panel)
    assert window.document.experiment == small()
    assert window.views["spectrum"].isVisible()
    assert not window.views["neurons"].isVisible()


def test_that_a_refused_column_stays_refused_until_it_is_mended(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("t,y\n" + "\n".join(f"{i},{i * i}" for i in range(20)))
    bad = CsvDataset(path=str(path), y_column="nope")
    window.session.edit_settings(Experiment(dataset=bad))
    shown(qtbot, window)
    dataset = window.panel.forms["dataset"]
    assert isinstance(dataset, UnionForm)
    problem = dataset.form().rows["path"].problem
    assert "no column" in problem.text()
    window.panel._on_form_changed()  # as when a field loses the focus
    assert "no column" in problem.text()


def test_that_a_long_sentence_does_not_make_the_window_grow(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = window.minimumSizeHint().width()
    window.status.say(Text("A sentence that is very long. " * 20))
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= before


def test_that_the_arrangement_of_views_is_a_step_of_undo(qtbot: QtBot, window: MainWindow) -> None:
    undo, grid = window.document.undo_stack, window.grid
    qtbot.wait(50)
    grid.toggle_actions()[1].trigger()
    qtbot.waitUntil(lambda: undo.count() == 1)
    assert undo.undoText() == "Arrange views"
    loss = window.views["loss"]
    assert not loss.isVisible()
    window.actions_by_key["undo"].trigger()
    assert loss.isVisible()
    window.actions_by_key["redo"].trigger()
    assert not loss.isVisible()
    window.actions_by_key["arrange"].trigger()
    qtbot.waitUntil(lambda: undo.count() == 2)
    window.actions_by_key["undo"].trigger()
    assert not loss.isVisible()


def test_that_what_is_not_the_users_doing_is_no_step_of_undo(
    qtbot: QtBot, window: MainWindow
) -> None:
    undo, fit = window.document.undo_stack, window.views["fit"]
    qtbot.wait(50)
    window.resize(1300, 700)
    fit.enlarge_asked.emit()
    qtbot.wait(50)
    window.actions_by_key["back"].trigger()
    window.show_side_by_side(True)
    qtbot.wait(50)
    window.resize(1100, 800)
    window.show_side_by_side(False)
    window.hide()
    window.show()
    qtbot.wait(100)
    assert undo.count() == 0


def test_that_a_preset_arranges_views_in_even_columns(qtbot: QtBot, window: MainWindow) -> None:
    for name in ("five-points", "no-free-lunch", "condensation"):
        window.files.open_preset(name)
        shown(qtbot, window)
        qtbot.wait(50)
        widths = [dock.width() for dock in window.grid.docks.values() if dock.isVisible()]
        assert max(widths) < 1.2 * min(widths), name


def test_that_a_preset_is_chosen_by_what_it_shows(qtbot: QtBot, window: MainWindow) -> None:
    def act() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PresetDialog))
        assert dialog.list.count() == len(presets())
        dialog.filter.setText("nothing has these words")
        assert not dialog.chosen()
        dialog.filter.setText("double descent")
        assert dialog.chosen() == "over-fitting"
        assert "degree 19" in dialog.text.text()
        dialog.accept()

    QTimer.singleShot(200, act)
    window.actions_by_key["choose_preset"].trigger()
    assert window.document.experiment == presets()["over-fitting"].experiment
    assert "degree 19" in window.panel.explanation.text()
    assert window.panel.explanation.isVisibleTo(window.panel)
    window.session.mark_saved()
    window.actions_by_key["new"].trigger()
    assert not window.panel.explanation.isVisibleTo(window.panel)


def test_that_a_pause_tells_no_time_left_and_a_new_session_nothing_of_the_last(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.replace(small(trainer={"steps": 10_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    rate = window.transport.rate_text
    qtbot.waitUntil(lambda: "left" in rate.text())
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    told = rate.text()
    assert "left" not in told
    for _ in range(3):
        before = window.transport.step_text.text()
        window.actions_by_key["step"].trigger()
        qtbot.waitUntil(lambda old=before: window.transport.step_text.text() != old)
        assert rate.text() == told
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    window.files.new()
    wait_for(qtbot, window, RunState.IDLE)
    assert window.transport.state_text.text() == "Ready"
    assert rate.text() == ""


def test_that_images_that_are_chosen_bring_their_classes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for number, name in enumerate(("cat", "owl", "yak")):
        folder = tmp_path / "animals" / name
        folder.mkdir(parents=True)
        for k in range(6):
            Image.new("RGB", (20, 20), (80 * number, 40 * k, 0)).save(folder / f"{k}.png")
    window.session.replace(preset("optimizer").experiment)
    shown(qtbot, window)
    before = window.document.experiment
    form = window.panel.forms["dataset"]
    changed = {**before.dataset.model_dump(), "path": str(tmp_path / "animals"), "test_images": 3}
    form.set_value(LabelledDataset.model_validate(changed))
    form.changed.emit()
    qtbot.waitUntil(lambda: window.document.experiment.dataset.outputs == 3)
    dataset = window.document.experiment.dataset
    assert isinstance(dataset, LabelledDataset)
    assert dataset.classes == ("cat", "owl", "yak")
    shown(qtbot, window)
    assert window.session.setup is not None
    assert window.session.setup.data.count("train") > 0
    assert form.value()["classes"] == ["cat", "owl", "yak"]
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    assert window.document.experiment == before
