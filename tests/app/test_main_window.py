import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.lesson.cue_actions import CUES
from app.program import Program
from app.runs.run_states import RunState
from app.window.actions import ACTIONS
from tests.app.conftest import FEW, OpenWindow
from tests.harness.desk import shown, wait_for
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
from widgets.dialogs.gallery import Gallery
from widgets.forms.form import UnionForm
from widgets.views import FitView, ImageView, LossView


def test_that_the_default_experiment_is_there_and_space_trains_it(
    qtbot: QtBot, seen: Program
) -> None:
    assert seen.document.experiment == Experiment()
    seen.document.change(small(trainer={"steps": 60}))
    shown(qtbot, seen)
    qtbot.keyClick(seen.frame, Qt.Key.Key_Space)
    wait_for(qtbot, seen, RunState.PAUSED)
    assert "60" in seen.transport.step_text.text()
    assert "Space goes on." in seen.transport.state_text.text()
    qtbot.keyClick(seen.frame, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "61" in seen.transport.step_text.text())
    qtbot.keyClick(seen.frame, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: seen.transport.step_text.text() == "step 0")
    wait_for(qtbot, seen, RunState.PAUSED)


def test_that_clicks_in_the_fit_view_make_own_points_and_undo_brings_the_formula_back(
    qtbot: QtBot, unseen: Program
) -> None:
    fit = unseen.stage.views["fit"]
    fit.point_added.emit(0.5, 2.0)
    dataset = unseen.document.experiment.dataset
    assert isinstance(dataset, PointsDataset)
    assert dataset.points[-1] == (0.5, 2.0)
    assert len(dataset.points) == 102
    shown(qtbot, unseen)
    for y in (1.0, 2.0, 3.0):  # one drag is one step of undo
        fit.point_moved.emit(0, -3.0, y)
        shown(qtbot, unseen)
    fit.drag_ended.emit()
    fit.point_removed.emit(1)
    assert len(unseen.document.experiment.dataset.points) == 101
    for _ in range(3):
        unseen.actions["undo"].trigger()
    assert isinstance(unseen.document.experiment.dataset, FormulaDataset)


def test_that_a_drag_of_a_formulas_point_is_one_step_of_undo(qtbot: QtBot, unseen: Program) -> None:
    fit = unseen.stage.views["fit"]
    for y in (1.0, 2.0, 3.0):
        fit.point_moved.emit(0, -3.0, y)
        shown(qtbot, unseen)
    fit.drag_ended.emit()
    for y in (1.0, 2.0):  # each click is a step of its own
        fit.point_added.emit(0.5, y)
    for left in (102, 101):
        unseen.actions["undo"].trigger()
        dataset = unseen.document.experiment.dataset
        assert isinstance(dataset, PointsDataset)
        assert len(dataset.points) == left
    assert dataset.points[0] == (-3.0, 3.0)
    unseen.actions["undo"].trigger()
    assert isinstance(unseen.document.experiment.dataset, FormulaDataset)


def test_that_points_can_be_added_while_it_trains(qtbot: QtBot, unseen: Program) -> None:
    unseen.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.RUNNING)
    unseen.stage.views["fit"].point_added.emit(0.0, 5.0)
    qtbot.waitUntil(lambda: bool(unseen.stage.views["loss"]._changes.marks))
    assert unseen.runs.state is RunState.RUNNING
    unseen.actions["stop"].trigger()
    wait_for(qtbot, unseen, RunState.IDLE)


def drop(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    program.frame.dropEvent(event)


def test_that_a_dropped_table_becomes_the_dataset(
    qtbot: QtBot, unseen: Program, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("t,temperature\n" + "\n".join(f"{i},{i * i}" for i in range(20)))
    drop(unseen, path)
    shown(qtbot, unseen)
    assert isinstance(unseen.document.experiment.dataset, CsvDataset)
    assert unseen.session.setup is not None
    assert str(unseen.session.setup.data.y_label) == "temperature"
    assert unseen.preferences.recent == [str(path)]


def test_that_a_dropped_image_takes_the_place_of_the_curve(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path, (*FEW, ImageView))
    shown(qtbot, program)
    assert isinstance(program.stage.views["fit"], FitView)
    drop(program, DATA_FOLDER / "cat.png")
    qtbot.waitUntil(lambda: isinstance(program.stage.views["fit"], ImageView))
    fit = program.stage.views["fit"]
    assert isinstance(fit, ImageView)
    assert fit.isVisible()
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: fit._network is not None)
    assert "network" in fit.read_out(10.0, 30.0)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    program.document.undo_stack.undo()
    qtbot.waitUntil(lambda: isinstance(program.stage.views["fit"], FitView))
    assert not fit.isVisible()


def test_that_a_bad_table_is_answered_and_nothing_is_lost(
    unseen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    path = tmp_path / "bad.csv"
    path.write_text("x\n1\n")
    unseen.files.open_path(path)
    unseen.files.open_path(tmp_path / "none.json")
    assert "one column" in said[0]
    assert "cannot be read" in said[1]
    assert unseen.document.experiment == Experiment()


def test_that_an_experiment_is_saved_and_opened(
    qtbot: QtBot, unseen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    unseen.document.change(small())
    assert unseen.saves.write(path)
    assert Experiment.model_validate(json.loads(path.read_text())) == small()
    assert not unseen.frame.isWindowModified()
    unseen.document.change(small(trainer={"seed": 5}))
    assert unseen.frame.isWindowModified()
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    assert not unseen.saves.may_close()
    unseen.files.open_path(path)
    assert unseen.document.experiment == small()
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    assert not unseen.saves.write(tmp_path / "nowhere" / "x.json")
    assert "cannot be written" in said[0]


def test_that_settings_that_need_new_weights_restart_a_run(qtbot: QtBot, unseen: Program) -> None:
    unseen.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.RUNNING)
    first = unseen.runs._requests._last_id
    unseen.document.change(small(trainer={"steps": 1_000_000}, model={"widths": [4]}))
    qtbot.waitUntil(lambda: unseen.runs._requests._last_id == first + 1)
    wait_for(qtbot, unseen, RunState.RUNNING)


def test_that_presenting_hides_the_panels_and_escape_brings_them_back(
    qtbot: QtBot, seen: Program
) -> None:
    seen.actions["present"].trigger()
    assert not seen.frame.panel_dock.isVisible()
    assert seen.stage.views["fit"].style_now.scale > 1
    seen.actions["back"].trigger()
    assert seen.frame.panel_dock.isVisible()
    assert seen.stage.views["fit"].style_now.scale == 1
    assert not seen.actions["present"].isChecked()


def test_that_a_hidden_view_is_not_computed(qtbot: QtBot, seen: Program) -> None:
    from training.messages.readings import Fit

    assert Fit in seen.runs._watch
    seen.stage.grid.docks["fit"].hide()
    assert Fit not in seen.runs._watch


def test_that_the_theme_is_kept(unseen: Program) -> None:
    for name in ("dark", "light", "system"):
        unseen.appearance.choose_theme(name)
        assert unseen.preferences.text("theme", "") == name


def test_that_broken_preferences_do_not_block_a_start(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "fanhua.ini"
    path.write_bytes(b"[General]\ntheme=purple\ngeometry=@ByteArray(junk)\nrecent=\xff\xfe,\n")
    assert open_window(tmp_path, FEW).frame.isVisible()


def test_that_every_line_of_the_filled_menus_does_what_it_says(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path, is_shown=False)

    def line(menu: QMenu, name: str) -> QAction:
        menu.aboutToShow.emit()
        return next(action for action in menu.actions() if action.text() == name)

    menus = program.menus
    for name, entry in presets().items():
        program.commands.execute("open_preset", name)
        assert program.document.experiment == entry.experiment, name
    line(menus._submenus["themes"], "Dark").trigger()
    assert program.preferences.text("theme", "") == "dark"
    assert line(menus._submenus["themes"], "Dark").isChecked()
    path = tmp_path / "mine.json"
    path.write_text(Experiment(trainer=Trainer(seed=7)).model_dump_json())
    program.preferences.add_recent(path)
    line(menus._submenus["recent"], "mine.json").trigger()
    assert program.document.experiment.trainer.seed == 7
    try:
        line(menus._submenus["languages"], "简体中文").trigger()
        assert program.preferences.text("language", "") == "zh_CN"
    finally:
        line(menus._submenus["languages"], "English").trigger()


def test_that_the_timeline_goes_back_to_any_recorded_step_while_it_trains(
    qtbot: QtBot, seen: Program
) -> None:
    seen.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, seen)
    seen.actions["run"].trigger()
    bar, fit, loss = (
        seen.records.timeline,
        seen.stage.views["fit"],
        seen.stage.views["loss"],
    )
    assert isinstance(fit, FitView)
    assert isinstance(loss, LossView)
    qtbot.waitUntil(lambda: len(seen.viewed.timeline.steps) > 60)
    bar.slider.setValue(0)
    assert "step 0" in bar.text.text()
    assert np.array_equal(fit._network.getData()[1], fit.data_items.initial.getData()[1])
    steps = len(loss.losses.batches)
    qtbot.waitUntil(lambda: len(loss.losses.batches) > steps)  # curves go on
    assert np.array_equal(fit._network.getData()[1], fit.data_items.initial.getData()[1])
    assert loss._recorded.isVisible()
    assert loss._recorded.value() == 0
    bar.slider.setValue(20)
    assert loss._recorded.value() == seen.viewed.timeline.steps[20]
    bar.live.click()
    assert not loss._recorded.isVisible()
    assert bar.text.text() == "live"
    qtbot.waitUntil(
        lambda: not np.array_equal(fit._network.getData()[1], fit.data_items.initial.getData()[1])
    )


def test_that_playing_ends_at_what_is_live(qtbot: QtBot, unseen: Program) -> None:
    unseen.document.change(small(trainer={"steps": 100}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.PAUSED)
    bar = unseen.records.timeline
    qtbot.waitUntil(lambda: 100 in unseen.viewed.timeline.steps)
    bar.speed.setCurrentIndex(bar.speed.count() - 1)
    seen: list[object] = []
    bar.step_chosen.connect(seen.append)
    bar.play.click()
    qtbot.waitUntil(lambda: not bar.play.isChecked())
    assert seen[0] == 0
    assert seen[-1] is None
    assert len(seen) > 10


def test_that_closing_leaves_no_journal_behind(unseen: Program) -> None:
    sessions = unseen.preferences.sessions_folder
    assert len([*sessions.glob("*.journal")]) == 1
    unseen.saving.mark_saved()
    unseen.frame.close()
    assert [*sessions.iterdir()] == []


def test_that_a_folder_that_cannot_be_written_stops_nothing(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    (tmp_path / "sessions").write_text("a file where the folder should be")
    program = open_window(tmp_path, FEW, is_shown=False)
    assert "is not recorded" in program.transport.state_text.text()
    program.document.change(small())
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    assert not program.records.timeline.isEnabled()


def test_that_a_divergence_is_said_until_the_next_run(qtbot: QtBot, unseen: Program) -> None:
    unseen.document.change(small(trainer={"learning_rate": 1e9, "steps": 5000}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    qtbot.waitUntil(lambda: unseen.runs._thread is None and unseen.runs._requests._last_id > 0)
    assert unseen.transport.state_text.text().startswith("Diverged at step")
    unseen.document.change(small())
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.PAUSED)
    assert "Diverged" not in unseen.transport.state_text.text()


def test_that_a_preset_is_a_step_of_undo_and_nothing_of_the_last_run_stays(
    qtbot: QtBot, unseen: Program
) -> None:
    unseen.document.change(small())
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.PAUSED)
    unseen.files.open_preset("sin-vx")
    loss = unseen.stage.views["loss"]
    assert isinstance(loss, LossView)
    assert len(loss.losses.batches) == 0
    assert unseen.transport.step_text.text() == "step 0"
    wait_for(qtbot, unseen, RunState.IDLE)
    unseen.document.undo_stack.undo()
    assert unseen.document.experiment == small()


def test_that_a_preset_brings_its_views_and_undo_takes_both_back(
    qtbot: QtBot, program: Program
) -> None:
    program.document.change(small())
    shown(qtbot, program)
    before = program.document.undo_stack.count()
    program.files.open_preset("condensation")
    assert [key for key, view in program.stage.views.items() if view.isVisible()] == [
        "fit", "loss", "neurons",
    ]  # fmt: skip
    qtbot.wait(50)
    assert program.document.undo_stack.count() == before + 1
    assert program.panel.explanation.isVisibleTo(program.panel)
    program.document.undo_stack.undo()
    assert not program.panel.explanation.isVisibleTo(program.panel)
    assert program.document.experiment == small()
    assert program.stage.views["spectrum"].isVisible()
    assert not program.stage.views["neurons"].isVisible()


def test_that_a_refused_column_stays_refused_until_it_is_mended(
    qtbot: QtBot, unseen: Program, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("t,y\n" + "\n".join(f"{i},{i * i}" for i in range(20)))
    bad = CsvDataset(path=str(path), y_column="nope")
    unseen.session.edits.change_settings(Experiment(dataset=bad))
    shown(qtbot, unseen)
    dataset = unseen.panel.forms["dataset"]
    assert isinstance(dataset, UnionForm)
    problem = dataset.form().rows["path"].problem
    assert "no column" in problem.text()
    unseen.panel._on_form_changed()  # as when a field loses the focus
    assert "no column" in problem.text()


def test_that_a_long_sentence_does_not_make_the_window_grow(qtbot: QtBot, seen: Program) -> None:
    before = seen.frame.minimumSizeHint().width()
    seen.status.set(Text("A sentence that is very long. " * 20))
    QApplication.processEvents()
    assert seen.frame.minimumSizeHint().width() <= before


def test_that_the_arrangement_of_views_is_a_step_of_undo(qtbot: QtBot, seen: Program) -> None:
    undo, grid = seen.document.undo_stack, seen.stage.grid
    qtbot.wait(50)
    grid.toggle_actions()[1].trigger()
    qtbot.waitUntil(lambda: undo.count() == 1)
    assert undo.undoText() == "Arrange views"
    loss = seen.stage.views["loss"]
    assert not loss.isVisible()
    seen.actions["undo"].trigger()
    assert loss.isVisible()
    seen.actions["redo"].trigger()
    assert not loss.isVisible()
    seen.actions["arrange"].trigger()
    qtbot.waitUntil(lambda: undo.count() == 2)
    seen.actions["undo"].trigger()
    assert not loss.isVisible()


def test_that_what_is_not_the_users_doing_is_no_step_of_undo(
    qtbot: QtBot, program: Program
) -> None:
    undo, fit = program.document.undo_stack, program.stage.views["fit"]
    qtbot.wait(50)
    program.frame.resize(1300, 700)
    fit.enlarge_asked.emit()
    qtbot.wait(50)
    program.actions["back"].trigger()
    program.run_handlers.show_side_by_side(True)
    qtbot.wait(50)
    program.frame.resize(1100, 800)
    program.run_handlers.show_side_by_side(False)
    program.frame.hide()
    program.frame.show()
    qtbot.wait(100)
    assert undo.count() == 0


def test_that_a_preset_arranges_views_in_even_columns(qtbot: QtBot, program: Program) -> None:
    program.frame.resize(1400, 900)
    for name in ("five-points", "no-free-lunch", "condensation"):
        program.files.open_preset(name)
        shown(qtbot, program)
        qtbot.wait(50)
        widths = [dock.width() for dock in program.stage.grid.docks.values() if dock.isVisible()]
        assert max(widths) < 1.2 * min(widths), name
        assert program.frame.width() == 1400  # a window never grows by what is in it


def choose(query: str, button: str) -> None:
    """Search the gallery as soon as it is there, and press a button of it."""

    def act() -> None:
        gallery = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Gallery))
        gallery.search.setText(query)
        getattr(gallery, button).click()

    QTimer.singleShot(0, act)


def test_that_a_preset_is_chosen_by_what_it_shows(qtbot: QtBot, unseen: Program) -> None:
    choose("elephant", "open_only")
    unseen.actions["choose_preset"].trigger()
    assert unseen.document.experiment == presets()["elephant"].experiment
    assert unseen.runs.state is RunState.IDLE
    assert unseen.scene.title.title.text() == "The elephant of four parameters"
    assert unseen.scene.title.number.text() == "1.2"
    assert unseen.panel.explanation.isVisibleTo(unseen.panel)
    unseen.saving.mark_saved()
    unseen.actions["new"].trigger()
    assert not unseen.panel.explanation.isVisibleTo(unseen.panel)
    assert unseen.scene.title.title.text() == "Frequency principle"


def test_that_what_is_chosen_trains_at_once(qtbot: QtBot, unseen: Program) -> None:
    choose("five points", "train")
    unseen.actions["choose_preset"].trigger()
    wait_for(qtbot, unseen, RunState.RUNNING)
    unseen.runs.stop()
    wait_for(qtbot, unseen, RunState.IDLE)


def test_that_a_pause_tells_no_time_left_and_a_new_session_nothing_of_the_last(
    qtbot: QtBot, unseen: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    unseen.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    rate = unseen.transport.rate_text
    qtbot.waitUntil(lambda: "left" in rate.text())
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.PAUSED)
    told = rate.text()
    assert "left" not in told
    for _ in range(3):
        before = unseen.transport.step_text.text()
        unseen.actions["step"].trigger()
        qtbot.waitUntil(lambda old=before: unseen.transport.step_text.text() != old)
        assert rate.text() == told
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    unseen.files.new()
    wait_for(qtbot, unseen, RunState.IDLE)
    assert unseen.transport.state_text.text() == "Ready"
    assert rate.text() == ""


def test_that_images_that_are_chosen_bring_their_classes(
    qtbot: QtBot, unseen: Program, tmp_path: Path
) -> None:
    for number, name in enumerate(("cat", "owl", "yak")):
        folder = tmp_path / "animals" / name
        folder.mkdir(parents=True)
        for k in range(6):
            Image.new("RGB", (20, 20), (80 * number, 40 * k, 0)).save(folder / f"{k}.png")
    unseen.document.change(preset("optimizer").experiment)
    shown(qtbot, unseen)
    before = unseen.document.experiment
    form = unseen.panel.forms["dataset"]
    changed = {**before.dataset.model_dump(), "path": str(tmp_path / "animals"), "test_images": 3}
    form.set_value(LabelledDataset.model_validate(changed))
    form.changed.emit()
    qtbot.waitUntil(lambda: unseen.document.experiment.dataset.outputs == 3)
    dataset = unseen.document.experiment.dataset
    assert isinstance(dataset, LabelledDataset)
    assert dataset.classes == ("cat", "owl", "yak")
    shown(qtbot, unseen)
    assert unseen.session.setup is not None
    assert unseen.session.setup.data.count("train") > 0
    assert form.value()["classes"] == ["cat", "owl", "yak"]
    unseen.document.undo_stack.undo()
    unseen.document.undo_stack.undo()
    assert unseen.document.experiment == before


def test_that_whatever_is_asked_for_is_a_command(unseen: Program) -> None:
    asked = {*ACTIONS, *(key for key, _ in CUES.values())}
    asked |= {filled.command for filled in unseen.menus._filled.values()}
    assert asked <= {*unseen.commands}
