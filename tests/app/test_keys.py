"""A key does what it says, whatever is under way and had the focus; if not, it says why."""

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from app import files, loading
from app.loading import ProgressDialog, wait_for
from app.main_window import MainWindow
from app.runs import RunState
from tests.app.test_main_window import shown
from tests.app.test_main_window import wait_for as wait_for_state
from tests.app.test_session_runs import trained
from tests.samples import small
from training.lesson import Lesson
from widgets.calm_progress import CalmProgress


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: found.append(str(arguments[-1])))
    return found


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key)


# --- progress ---


def test_that_space_waits_for_what_is_read_and_then_runs(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SHOWN_AFTER", 0)
    may_end = threading.Event()
    asked: list[int] = []

    def look() -> None:
        (dialog,) = window.findChildren(ProgressDialog)
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Space)
        assert not dialog.wasCanceled()
        may_end.set()

    QTimer.singleShot(50, look)
    assert wait_for(window, "Reading…", lambda _: may_end.wait(60), lambda: asked.append(1))
    qtbot.waitUntil(lambda: asked == [1])


def test_that_escape_cancels_what_is_read(qtbot: QtBot, window: MainWindow) -> None:
    def read(report: object) -> None:
        for _ in range(10_000):
            report(1, 2)  # type: ignore[operator]
            threading.Event().wait(0.01)

    def look() -> None:
        (dialog,) = window.findChildren(ProgressDialog)
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    assert not wait_for(window, "Reading…", read)


def test_that_work_that_fails_in_any_way_is_told(qtbot: QtBot, window: MainWindow) -> None:
    def fail(_: object) -> None:
        raise OSError(5, "the stick is gone")

    with pytest.raises(ValueError, match="the stick is gone"):
        wait_for(window, "Reading…", fail)


def test_that_space_does_not_end_a_rehearsal(qtbot: QtBot, window: MainWindow) -> None:
    window.session.replace(small(trainer={"steps": 1_000_000}))
    cues = [{"act": {"kind": "train", "step": 900_000}}]
    window.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))
    window.actions_by_key["rehearse"].trigger()
    (dialog,) = window.findChildren(CalmProgress)
    qtbot.keyClick(dialog, Qt.Key.Key_Space)
    assert window.lessons.rehearsal.is_going
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not window.lessons.rehearsal.is_going
    wait_for_state(qtbot, window, RunState.IDLE)


# --- the focus ---


def test_that_space_trains_what_was_loaded_though_a_field_had_the_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.activateWindow()
    field = window.panel.findChildren(QLineEdit)[0]
    field.setFocus()
    assert field.hasFocus()
    files.open_preset(window, "sin-vx")
    assert not field.hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    wait_for_state(qtbot, window, RunState.RUNNING)
    window.actions_by_key["stop"].trigger()
    wait_for_state(qtbot, window, RunState.IDLE)


def test_that_arrows_change_no_control_after_the_start(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    before = window.transport.speed.value()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert window.transport.speed.value() == before


# --- what cannot be done is said ---


def test_that_a_deleted_run_goes_from_the_screen_in_a_pause(
    qtbot: QtBot, window: MainWindow
) -> None:
    book = window.session.book
    first = trained(qtbot, window, small(trainer={"steps": 30}))
    window.session.replace(small(trainer={"steps": 30, "seed": 1}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for_state(qtbot, window, RunState.PAUSED)
    second = book.present
    book.show_run(first)
    assert book.shown == first
    book.delete([first])
    assert book.shown == second
    window.document.undo_stack.undo()
    assert book.run_list.find(first) is not None


def test_that_a_run_that_trains_is_not_deleted_without_a_word(
    qtbot: QtBot, window: MainWindow, said: list[str]
) -> None:
    book = window.session.book
    first = trained(qtbot, window, small(trainer={"steps": 30}))
    window.session.replace(small(trainer={"steps": 1_000_000, "seed": 1}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for_state(qtbot, window, RunState.RUNNING)
    book.delete([first, book.present])
    assert [run.key for run in book.run_list.runs] == [book.present]
    assert "stays in the list" in said[-1]
    window.actions_by_key["stop"].trigger()
    wait_for_state(qtbot, window, RunState.IDLE)


def test_that_branch_without_a_run_says_so(window: MainWindow, said: list[str]) -> None:
    window.actions_by_key["branch"].trigger()
    assert "no run" in said[-1]
