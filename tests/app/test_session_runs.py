"""The runs of a session: list, overlays, branches, and the way back from a crash."""

from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.program import Program
from app.runs.run_list import RunList
from app.runs.run_states import RunState
from tests.app.conftest import FEW, OpenWindow
from tests.harness.desk import Desk, cut_off, shown, trained, wait_for
from tests.samples import curves, run, small, started
from training.messages.readings import Series
from training.store import RunInfo, create_journal, new_key
from widgets.plots.style import STYLES
from widgets.views import FitView, LossView, SpectrumView


@pytest.fixture
def program(unseen: Program) -> Program:
    return unseen


def loss_view(program: Program) -> LossView:
    view = program.stage.views["loss"]
    assert isinstance(view, LossView)
    return view


def test_that_runs_are_listed_with_what_differs_and_stay_on_screen(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path, (*FEW, SpectrumView))
    trained(qtbot, program, small(trainer={"steps": 50}))
    trained(qtbot, program, small(trainer={"steps": 50, "learning_rate": 0.01}))
    first, second = program.records.runs.model.rows
    assert (first.title, second.title) == ("Run 1", "Run 2")
    assert second.difference == "Learning rate 0.001 → 0.01"
    assert first.step == second.step == 50
    assert first.train_loss is not None
    assert first.style != second.style
    (overlay,) = loss_view(program).overlays
    assert overlay.name == "Run 1"
    assert "Run 1" in loss_view(program).legend.text()
    assert len(loss_view(program).overlay_items.curves[0, 0].getData()[0]) > 10
    fit = program.stage.views["fit"]
    assert isinstance(fit, FitView)
    assert "Run 1 " in fit.read_out(0.1, 0.0)
    assert "Run 1 " in program.stage.views["spectrum"].read_out(3.0, 0.0)
    assert "Run 1 " in loss_view(program).read_out(20.0, 0.0)
    drawn = fit.overlay_items.curves[0, 0].getData()[0]
    assert np.isin(fit._data.grid, drawn).all()  # type: ignore[union-attr]


def test_that_what_the_user_does_with_runs_can_be_undone(qtbot: QtBot, program: Program) -> None:
    first = trained(qtbot, program, small(trainer={"steps": 30}))
    second = trained(qtbot, program, small(trainer={"steps": 30, "seed": 1}))
    runs, undo = program.registry.run_list, program.document.undo_stack
    model = program.records.runs.model
    model.setData(model.index(0, 0), "good", Qt.ItemDataRole.EditRole)
    assert runs.find(first).name == "good"  # type: ignore[union-attr]
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert [run.key for run in runs.shown] == [second]
    assert loss_view(program).overlays == ()
    program.registry.delete([first])
    assert [run.key for run in runs.runs] == [second]
    undo.undo()
    assert [run.key for run in runs.runs] == [first, second]
    undo.undo()
    assert len(loss_view(program).overlays) == 1
    undo.undo()
    assert runs.find(first).name == ""  # type: ignore[union-attr]


def test_that_an_equal_run_hides_the_one_before_and_one_without_steps_is_not_kept(
    qtbot: QtBot, program: Program
) -> None:
    trained(qtbot, program, small(trainer={"steps": 30}))
    for _ in range(2):
        program.actions["reset"].trigger()
        wait_for(qtbot, program, RunState.PAUSED)
    program.actions["step"].trigger()
    qtbot.waitUntil(lambda: program.transport.step_text.text() == "step 1")
    runs = program.registry.run_list.runs
    assert [run.is_shown for run in runs] == [False, True]


def test_that_a_branch_leaves_at_the_step_that_is_shown_and_both_stay(
    qtbot: QtBot, program: Program
) -> None:
    experiment = small(trainer={"steps": 400, "batch_size": 4}, model={"dropout": 0.1})
    first = trained(qtbot, program, experiment)
    whole = program.registry.archive.reader_of(first).series(first)["batch_loss"].values  # type: ignore[union-attr]
    timeline = program.viewed.timeline
    qtbot.waitUntil(lambda: 400 in timeline.steps)
    timeline.seek(200)
    step = timeline.step
    assert step is not None
    program.actions["branch"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    qtbot.waitUntil(lambda: f"step {step}" == program.transport.step_text.text())
    assert len(loss_view(program).losses.batches) == step  # what was before is part of it
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    runs = program.registry.run_list.runs
    assert len(runs) == 2
    assert runs[1].origin is not None
    assert (runs[1].origin.run, runs[1].origin.step) == (first, step)
    assert program.records.runs.model.rows[1].difference == f"from step {step}"
    qtbot.waitUntil(lambda: 400 in timeline.steps)
    reader = program.registry.archive.reader_of(runs[1].key)
    assert reader is not None
    assert np.array_equal(reader.series(runs[1].key)["batch_loss"].values, whole)
    assert [overlay.name for overlay in loss_view(program).overlays] == ["Run 1"]
    assert 0 in timeline.steps


def test_that_an_earlier_run_is_shown_again_and_the_present_one_goes_on(
    qtbot: QtBot, program: Program
) -> None:
    first = trained(qtbot, program, small(trainer={"steps": 60}))
    program.document.change(small(trainer={"steps": 40, "seed": 1}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    program.viewed.show(first)
    assert program.viewed.key == first
    assert len(loss_view(program).losses.batches) == 60
    assert [overlay.name for overlay in loss_view(program).overlays] == ["Run 2"]
    program.actions["step"].trigger()
    qtbot.waitUntil(lambda: len(loss_view(program).losses.batches) == 41)
    program.session.starter.train_again(first)
    wait_for(qtbot, program, RunState.PAUSED)
    assert program.document.experiment.trainer.seed == 0


def test_that_two_runs_are_compared_in_words(qtbot: QtBot, program: Program) -> None:
    trained(qtbot, program, small(trainer={"steps": 30}))
    trained(qtbot, program, small(trainer={"steps": 30, "batch_size": 4}))
    panel = program.records.runs
    panel.table.selectAll()
    assert not panel.comparison.isHidden()
    texts = [
        [panel.comparison.item(row, column).text() for column in range(3)]
        for row in range(panel.comparison.rowCount())
    ]
    assert ["Batch size", "all points", "4"] in texts
    panel.filter.setText("batch")
    assert panel._sorted.rowCount() == 1


def test_that_a_session_that_was_cut_off_is_offered_and_goes_on(
    qtbot: QtBot,
    program: Program,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = trained(qtbot, program, small(trainer={"steps": 60}))
    experiment = small(trainer={"steps": 5000, "batch_size": 4}, model={"dropout": 0.1})
    program.document.change(experiment)
    shown(qtbot, program)
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: program.viewed.key != ended)
    qtbot.waitUntil(lambda: len(program.viewed.timeline.steps) > 5)
    running = program.viewed.key
    left = cut_off(program, tmp_path / "other" / "sessions")
    program.saving.mark_saved()
    program.frame.close()

    second = open_window(tmp_path / "other", FEW, is_shown=False)
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Open]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    second.recovery.offer()
    assert left.exists()  # not yet decided
    assert not second.registry.run_list.runs
    second.recovery.offer()
    runs = second.registry.run_list.runs
    assert [run.key for run in runs] == [ended, running]
    assert second.document.experiment == experiment
    assert second.viewed.key == running
    step = runs[1].step
    assert step > 0
    assert second.saving.is_modified
    second.actions["run"].trigger()
    wait_for(qtbot, second, RunState.PAUSED)  # it may be there before anybody has seen it run
    reader = second.registry.archive.reader_of(running)
    assert reader is not None
    whole = curves(run(experiment))[Series.BATCH_LOSS].values
    assert np.array_equal(reader.series(running)["batch_loss"].values[:5000], whole)
    second.saving.mark_saved()
    second.frame.close()
    assert not left.exists()


def test_that_a_damaged_or_empty_journal_stops_no_start(
    qtbot: QtBot, quiet_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = quiet_desk.preferences.sessions_folder
    damaged, empty = folder / "damaged.journal", folder / "empty.journal"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(200))
    create_journal(empty)
    said: list[object] = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Open)
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[-1]))
    quiet_desk.recovery.offer()
    quiet_desk.recovery.offer()
    assert not empty.exists()  # nobody misses it
    assert damaged.exists()
    assert "not a Fanhua project" in str(said[-1])


def test_that_bookmarks_and_notes_are_kept_and_can_be_undone(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, program, small(trainer={"steps": 60}))
    timeline, records = program.viewed.timeline, program.records
    qtbot.waitUntil(lambda: 60 in timeline.steps)
    timeline.seek(20)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("here it turns", True))
    program.actions["bookmark"].trigger()
    records.notes.setPlainText("Ask the class first.")
    (mark,) = records.timeline._marks
    assert (mark.step, mark.name) == (timeline.step, "here it turns")
    assert records.timeline.slider.positions == [int(np.searchsorted(timeline.steps, mark.step))]
    path = tmp_path / "a.fanhua"
    with qtbot.waitSignal(program.registry.archive.saved):
        program.saves.write(path)
    timeline.seek(None)
    records.timeline.mark_chosen.emit(mark.step)
    assert timeline.step == mark.step
    program.document.undo_stack.undo()
    assert records.notes.toPlainText() == ""
    program.document.undo_stack.undo()
    assert records.timeline._marks == []
    program.saving.mark_saved()
    program.files.open_path(path)
    assert records.notes.toPlainText() == "Ask the class first."
    qtbot.waitUntil(lambda: len(records.timeline._marks) == 1)
    records.timeline.mark_removed.emit(mark.step)
    assert records.timeline._marks == []


def test_that_a_deleted_run_that_is_shown_goes_from_the_screen(
    qtbot: QtBot, program: Program
) -> None:
    key = trained(qtbot, program, small(trainer={"steps": 30}))
    program.registry.delete([key])
    assert len(loss_view(program).losses.batches) == 0
    program.document.undo_stack.undo()
    program.viewed.show(key)
    assert len(loss_view(program).losses.batches) == 30


def test_that_the_size_of_the_recording_is_shown_and_its_bound_is_kept(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    panel, registry = program.records.runs, program.registry

    def is_told(program: Program) -> bool:
        registry = program.registry
        readers = [(registry.archive.reader_of(run.key), run.key) for run in registry.run_list.runs]
        return program.records.runs._bytes == sum(r.size(key) for r, key in readers if r)

    trained(qtbot, program, small(trainer={"steps": 30}))
    one = trained(qtbot, program, small(trainer={"steps": 3000}))
    qtbot.waitUntil(lambda: is_told(program) and panel._bytes > 100_000)
    assert panel.used.text() == f"{panel._bytes / 1e6:,.1f} MB recorded"
    with qtbot.waitSignal(registry.archive.saved):
        program.saves.write(tmp_path / "a.fanhua")
    both = panel._bytes
    registry.delete([one])
    assert 0 < panel._bytes < both
    program.saving.mark_saved()
    program.files.open_path(tmp_path / "a.fanhua")
    assert registry.archive.reader_of(one) is not registry.archive.journal.reader()
    qtbot.waitUntil(lambda: panel._bytes == both)
    panel.budget.setCurrentIndex(0)
    panel.budget.activated.emit(0)
    assert program.registry.budget == 50_000_000
    assert program.preferences.budget == 50_000_000


def test_that_no_two_shown_runs_look_the_same(qtbot: QtBot, program: Program) -> None:
    registry = program.registry
    first = trained(qtbot, program, small(trainer={"steps": 20}))
    program.session.starter.train_again(first)
    wait_for(qtbot, program, RunState.PAUSED)
    program.actions["step"].trigger()
    qtbot.waitUntil(lambda: program.transport.step_text.text() == "step 1")
    assert not registry.run_list.find(first).is_shown  # type: ignore[union-attr]
    registry.run_list.show([first], True)
    styles = [run.style for run in registry.run_list.shown]
    assert len(styles) == len(set(styles)) == 2


def test_that_a_deleted_run_comes_back_in_another_style_where_its_own_is_taken(
    qtbot: QtBot,
) -> None:
    undo = QUndoStack()
    runs = RunList(undo, MagicMock)
    runs.add(RunInfo.of(new_key(), started(), runs.free_style()))
    runs.delete([runs.runs[0].key])
    runs.add(RunInfo.of(new_key(), started(), runs.free_style()))
    undo.undo()
    assert [run.style for run in runs.runs] == [1, 0]


def test_that_a_hidden_run_whose_style_was_needed_gets_another(qtbot: QtBot) -> None:
    experiment, undo = small(), QUndoStack()
    runs = RunList(undo, MagicMock)
    for style in range(STYLES):
        info = RunInfo.of(new_key(), started(experiment), runs.free_style())
        assert info.style == style
        runs.add(info.evolve(is_shown=style > 0))
    assert runs.free_style() == 0  # none is free in the list: that of one that is hidden
    runs.add(RunInfo.of(new_key(), started(experiment), 0))
    hidden = runs.runs[0].key
    runs.show([runs.runs[1].key], False)
    runs.show([hidden], True)
    assert runs.find(hidden).style == 1  # type: ignore[union-attr]
    undo.undo()
    assert runs.find(hidden).style == 0  # type: ignore[union-attr]


def test_that_a_new_session_begins_with_a_new_journal(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = program.registry.archive
    program.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: len(program.viewed.timeline.steps) > 5)
    before = archive.journal.path
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    program.files.new()  # while it trains
    assert archive.journal.path != before
    assert program.records.runs.used.text() == "0.0 MB recorded"
    wait_for(qtbot, program, RunState.IDLE)
    assert [*before.parent.glob("*.journal")] == [archive.journal.path]
    key = trained(qtbot, program, small(trainer={"steps": 30}))
    assert archive.reader_of(key).snapshot_steps(key).size  # type: ignore[union-attr]


def test_that_the_timeline_stays_usable_whatever_is_unchecked_or_looked_at(
    qtbot: QtBot, program: Program
) -> None:
    first = trained(qtbot, program, small(trainer={"steps": 30}))
    second = trained(qtbot, program, small(trainer={"steps": 30, "seed": 1}))
    registry, bar = program.registry, program.records.timeline
    qtbot.waitUntil(bar.isEnabled)
    registry.run_list.show([first, second], False)
    assert registry.viewed.key == second
    assert bar.isEnabled()
    registry.viewed.show(first)
    assert bar.isEnabled()
    assert len(registry.viewed.timeline.steps)
