"""Disks that are full, folders that cannot be written, targets that go away: nothing is lost."""

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.program import Program
from app.recording.recordings import found_steps
from app.runs.run_states import RunState
from tests.app.conftest import FEW, OpenDesk, OpenWindow
from tests.harness.desk import Behind, begin, wait_for
from tests.samples import small
from training.store import Reader

WindowOrDesk = TypeVar("WindowOrDesk", bound=Behind)


def training(
    qtbot: QtBot, open_one: Callable[[Path], WindowOrDesk], folder: Path, **model: object
) -> WindowOrDesk:
    """Open a window or a desk that trains, and keeps its session in a folder."""
    program = open_one(folder)
    begin(qtbot, program, small(trainer={"steps": 10_000_000}, model=model))
    wait_for(qtbot, program, RunState.RUNNING)
    return program


def refused(qtbot: QtBot, program: Program, target: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Save where it is impossible; return what was said."""
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[-1]))
    with qtbot.waitSignal(program.registry.archive.save_failed):
        program.saves.write(target)
    qtbot.waitUntil(lambda: bool(said))
    assert program.runs.state is RunState.RUNNING  # it goes on
    assert program.saving.is_modified  # and nothing passes for saved
    assert program.registry.run_list.runs
    return said[-1]


def test_that_a_full_disk_refuses_a_save_and_keeps_the_last_one(
    qtbot: QtBot,
    open_window: OpenWindow,
    tmp_path: Path,
    small_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = training(
        qtbot, partial(open_window, views=FEW, is_shown=False), tmp_path / "home", widths=(200, 200)
    )
    target = small_disk / "a.fanhua"
    target.write_bytes(b"what was there before")
    program.document.end_gesture()
    qtbot.waitUntil(lambda: len(program.viewed.timeline.steps) > 20)
    words = refused(qtbot, program, target, monkeypatch)
    assert "cannot be written" in words
    assert "full" in words or "space" in words
    assert target.read_bytes() == b"what was there before"
    assert [path.name for path in small_disk.iterdir()] == ["a.fanhua"]
    with qtbot.waitSignal(program.registry.archive.saved):
        program.saves.write(tmp_path / "elsewhere.fanhua")


def test_that_a_session_on_a_full_disk_trains_on_and_is_recorded_when_there_is_room(
    qtbot: QtBot,
    open_window: OpenWindow,
    small_disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = training(qtbot, partial(open_window, views=FEW), small_disk, widths=(100, 100))
    text = program.transport.state_text
    qtbot.waitUntil(lambda: "cannot be recorded" in text.text())
    assert program.runs.state is RunState.RUNNING
    assert program.transport.warning_text.isVisible()
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[-1]))
    with qtbot.waitSignal(program.registry.archive.saved):
        program.saves.write(tmp_path / "behind.fanhua")
    qtbot.waitUntil(lambda: bool(said))
    assert "is not in the saved file" in said[-1]  # what waits in memory is not in it
    assert program.saving.is_modified
    works_again: list[object] = []
    program.runs.recording_changed.connect(works_again.append)
    subprocess.run(["mount", "-o", "remount,size=400m", str(small_disk)], check=True)
    qtbot.waitUntil(lambda: None in works_again)
    qtbot.waitUntil(lambda: not program.transport.warning_text.isVisible())
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    key = program.viewed.key
    reader = program.registry.archive.reader_of(key)
    run = program.registry.run_list.find(key)
    assert reader is not None
    assert run is not None
    curve = reader.series(key)["batch_loss"]
    assert curve.steps.tolist() == list(range(run.step))  # the curve has no gap


@pytest.mark.skipif(os.name != "posix", reason="folders are made read-only otherwise elsewhere")
def test_that_a_folder_that_cannot_be_written_refuses_a_save(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = training(qtbot, partial(open_window, views=FEW, is_shown=False), tmp_path / "home")
    # Root may write anywhere but into what is no folder.
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("")
    assert "cannot be written" in refused(qtbot, program, not_a_folder / "a.fanhua", monkeypatch)
    folder = tmp_path / "folder.fanhua"
    folder.mkdir()
    assert "cannot be written" in refused(qtbot, program, folder, monkeypatch)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.geteuid():
        assert "cannot be written" in refused(qtbot, program, locked / "a.fanhua", monkeypatch)


def test_that_an_opened_project_may_go_away_or_be_replaced(
    qtbot: QtBot, open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk = training(qtbot, open_desk, tmp_path / "home")
    qtbot.waitUntil(lambda: len(desk.viewed.timeline.steps) > 1)
    first = tmp_path / "a.fanhua"
    saved = desk.registry.archive.saved
    with qtbot.waitSignal(saved):
        desk.saves.write(first)
    second = open_desk(tmp_path / "other")
    second.files.open_path(first)
    with qtbot.waitSignal(saved):
        desk.saves.write(first)  # while the other one reads it
    first.unlink()
    (run,) = second.registry.run_list.runs
    reader = second.registry.archive.reader_of(run.key)
    assert reader is not None
    assert found_steps(reader, run.key)[0] == run.step
    with qtbot.waitSignal(saved):
        desk.saves.write(first)  # it is made again
    again = Reader.open(first)
    assert len(again.runs()[0]) == 1
    again.close()
