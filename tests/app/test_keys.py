"""A key does what it says, whatever is under way and had the focus; if not, it says why."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desktop.long_jobs import JobQueue
from app.program import Program
from app.runs.controller import RunController
from app.runs.run_states import RunState
from tests.app.conftest import OpenWindow
from tests.harness.desk import Desk, shown, trained
from tests.harness.desk import wait_for as wait_for_state
from tests.samples import small
from training.catalog.lessons import Lesson
from training.data.collections import Progress, forget_collections, reading
from training.data.collections.formats import CollectionContents
from training.data.collections.trees import Tree
from training.settings import LabelledDataset
from training.settings.fitting import with_data
from training.text import Text
from widgets.dialogs.calm_progress import CalmProgress
from widgets.forms.editors.numbers import SliderEditor


@pytest.fixture
def program(seen: Program) -> Program:
    return seen


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: found.append(str(arguments[-1])))
    return found


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key)


# --- progress ---


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Images whose reading goes on until the event is set, and can be cancelled."""
    may_end = threading.Event()
    read = reading.read_contents

    def wait(tree: Tree, progress: Progress) -> CollectionContents:
        while not may_end.wait(0.01):
            progress(1, 4)
        return read(tree, progress)

    forget_collections()
    monkeypatch.setattr(reading, "read_contents", wait)
    monkeypatch.setattr(RunController, "expect", lambda *_: None)
    yield may_end
    may_end.set()
    forget_collections()


def choose_images(program: Program, qtbot: QtBot) -> None:
    program.document.change(with_data(small(), LabelledDataset(train_images=20, test_images=10)))
    qtbot.waitUntil(lambda: program.session.jobs.is_going)


def test_that_the_window_answers_while_images_are_read_and_says_so(
    qtbot: QtBot, program: Program, slow: threading.Event
) -> None:
    choose_images(program, qtbot)
    qtbot.waitUntil(program.scene.work.isVisible)
    assert not program.stage.isVisible()  # the points of before are no images
    assert "Reading" in program.scene.missing.text()
    assert QApplication.activeModalWidget() is None
    program.document.undo_stack.undo()  # it can be thought better of
    qtbot.waitUntil(program.stage.isVisible)
    assert program.session.setup is not None
    program.document.undo_stack.redo()
    qtbot.waitUntil(program.scene.missing.isVisible)
    slow.set()
    qtbot.waitUntil(program.stage.isVisible)
    assert not program.scene.work.isVisible()


def test_that_space_waits_for_what_is_read_and_then_runs(
    qtbot: QtBot, program: Program, slow: threading.Event
) -> None:
    choose_images(program, qtbot)
    press(qtbot, Qt.Key.Key_Space)
    assert program.session.jobs.is_going  # it is not cancelled
    assert program.runs.state is RunState.IDLE
    assert "when the images are read" in program.transport.state_text.text()
    slow.set()
    wait_for_state(qtbot, program, RunState.RUNNING)
    assert "when the images are read" not in program.transport.state_text.text()


def test_that_space_twice_does_not_run(
    qtbot: QtBot, program: Program, slow: threading.Event
) -> None:
    choose_images(program, qtbot)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Space)
    slow.set()
    qtbot.waitUntil(lambda: program.session.setup is not None)
    qtbot.wait(100)
    assert program.runs.state is RunState.IDLE


def test_that_escape_cancels_what_is_read_and_space_reads_again(
    qtbot: QtBot, program: Program, slow: threading.Event
) -> None:
    choose_images(program, qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not program.session.jobs.is_going)
    assert "cancelled" in program.scene.missing.text()
    press(qtbot, Qt.Key.Key_Space)
    slow.set()
    wait_for_state(qtbot, program, RunState.RUNNING)


def test_that_a_click_cancels_too(qtbot: QtBot, program: Program, slow: threading.Event) -> None:
    choose_images(program, qtbot)
    qtbot.waitUntil(program.scene.work.isVisible)
    qtbot.mouseClick(program.scene.work.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "cancelled" in program.scene.missing.text())


def test_that_another_document_does_not_wait_for_the_images_of_the_one_before(
    qtbot: QtBot, program: Program, slow: threading.Event
) -> None:
    choose_images(program, qtbot)
    program.saving.mark_saved()
    program.files.new()
    shown(qtbot, program)
    assert program.stage.isVisible()
    qtbot.waitUntil(lambda: not program.session.jobs.is_going)
    assert program.stage.isVisible()


def test_that_work_that_fails_in_any_way_is_told(qtbot: QtBot) -> None:
    def fail(_: object) -> None:
        raise OSError(5, "the stick is gone")

    jobs, results = JobQueue(), []
    jobs.begin(Text("Reading…"), fail, results.append)
    jobs.begin(Text("Reading…"), lambda _: None, results.append)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert "the stick is gone" in str(results[0].problem)
    assert results[1].is_done


def test_that_work_ends_with_the_window(qtbot: QtBot) -> None:
    def go_on(progress: Progress) -> None:
        while True:
            progress(1, 2)
            time.sleep(0.01)

    jobs, results = JobQueue(), []
    jobs.begin(Text("Reading…"), go_on, results.append)
    jobs.begin(Text("Reading…"), lambda _: None, results.append)
    jobs.close()
    qtbot.wait(50)
    assert results == []


def test_that_space_does_not_end_a_rehearsal(qtbot: QtBot, program: Program) -> None:
    program.document.change(small(trainer={"steps": 1_000_000}))
    cues = [{"act": {"kind": "train", "step": 900_000}}]
    program.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))
    program.actions["rehearse"].trigger()
    (dialog,) = program.frame.findChildren(CalmProgress)
    qtbot.keyClick(dialog, Qt.Key.Key_Space)
    assert program.lessons.rehearsal.is_going
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not program.lessons.rehearsal.is_going
    wait_for_state(qtbot, program, RunState.IDLE)


# --- the focus ---


def test_that_space_trains_what_was_loaded_though_a_field_had_the_focus(
    qtbot: QtBot, program: Program
) -> None:
    program.frame.activateWindow()
    field = program.panel.findChildren(QLineEdit)[0]
    field.setFocus()
    assert field.hasFocus()
    program.files.open_preset("sin-vx")
    assert not field.hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    wait_for_state(qtbot, program, RunState.RUNNING)
    program.actions["stop"].trigger()
    wait_for_state(qtbot, program, RunState.IDLE)


def test_that_arrows_change_no_control_after_the_start(qtbot: QtBot, program: Program) -> None:
    program.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    before = program.transport.speed.value()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert program.transport.speed.value() == before


# --- what cannot be done is said ---


def test_that_a_deleted_run_goes_from_the_screen_in_a_pause(qtbot: QtBot, desk: Desk) -> None:
    registry = desk.registry
    first = trained(qtbot, desk, small(trainer={"steps": 30}))
    desk.document.change(small(trainer={"steps": 30, "seed": 1}))
    shown(qtbot, desk)
    desk.run()
    wait_for_state(qtbot, desk, RunState.PAUSED)
    second = registry.keys.present
    registry.viewed.show(first)
    assert registry.viewed.key == first
    registry.delete([first])
    assert registry.viewed.key == second
    desk.document.undo_stack.undo()
    assert registry.run_list.find(first) is not None


def test_that_a_run_that_trains_is_not_deleted_without_a_word(
    qtbot: QtBot, unseen: Program, said: list[str]
) -> None:
    registry = unseen.registry
    first = trained(qtbot, unseen, small(trainer={"steps": 30}))
    unseen.document.change(small(trainer={"steps": 1_000_000, "seed": 1}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for_state(qtbot, unseen, RunState.RUNNING)
    registry.delete([first, registry.keys.present])
    assert [run.key for run in registry.run_list.runs] == [registry.keys.present]
    assert "stays in the list" in said[-1]
    unseen.actions["stop"].trigger()
    wait_for_state(qtbot, unseen, RunState.IDLE)


def test_that_branch_without_a_run_says_so(unseen: Program, said: list[str]) -> None:
    unseen.actions["branch"].trigger()
    assert "no run" in said[-1]


TEXTS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


@pytest.mark.parametrize(("key", "action"), [(Qt.Key.Key_Space, "run"), (Qt.Key.Key_Right, "step")])
def test_that_a_key_of_the_window_goes_to_the_window_whatever_has_the_focus(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, key: Qt.Key, action: str
) -> None:
    program = open_window(tmp_path)
    trained(qtbot, program, small(trainer={"steps": 30}))
    for dock in (program.frame.runs_dock, program.frame.lesson_dock, program.frame.panel_dock):
        dock.show()
        dock.raise_()
    program.frame.activateWindow()
    asked: list[str] = []
    program.actions[action].triggered.disconnect()
    program.actions[action].triggered.connect(lambda: asked.append(action))
    tried: set[str] = set()
    for widget in program.frame.findChildren(QWidget):
        is_text = isinstance(widget, TEXTS) or isinstance(widget.parent(), TEXTS)
        if is_text or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        widget.setFocus()
        if QApplication.focusWidget() is not widget:
            continue
        is_slider = isinstance(widget, QSlider) and key == Qt.Key.Key_Right
        if is_slider and widget.focusPolicy() == Qt.FocusPolicy.TabFocus:
            continue  # whoever goes to it by keys changes it by keys; a click does not lead there
        if is_slider and program.records.timeline.isAncestorOf(widget):
            continue  # goes through time
        asked.clear()
        qtbot.keyClick(widget, key)
        assert asked == [action], f"{type(widget).__name__} {widget.accessibleName()}"
        tried.add(type(widget).__name__)
    assert len(tried) > 5, tried


def test_that_right_steps_after_a_slider_was_dragged(qtbot: QtBot, program: Program) -> None:
    program.frame.activateWindow()
    program.stage.setFocus()
    slider = program.panel.findChildren(SliderEditor)[0].slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert not slider.hasFocus()
    before = slider.value()
    press(qtbot, Qt.Key.Key_Right)
    wait_for_state(qtbot, program, RunState.PAUSED)
    assert slider.value() == before
