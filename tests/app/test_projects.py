from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.command_line.headless import run_headless
from app.program import Program
from app.recording.recordings import recorded_run
from app.runs.run_states import RunState
from tests.app.conftest import FEW, OpenDesk, OpenWindow
from tests.harness.desk import Desk, save, shown, wait_for
from tests.samples import small
from tests.training.store.samples import write_project
from training.messages.readings import Series
from training.store import Reader
from widgets.views import FitView, LossView

STORED = Path(__file__).parents[1] / "data"


@pytest.fixture
def programs(open_window: OpenWindow, tmp_path: Path) -> "list[Program]":
    return [open_window(tmp_path / f"{number}", FEW) for number in range(2)]


def test_that_a_project_is_saved_and_shown_again_in_another_window(
    qtbot: QtBot, programs: list[Program], tmp_path: Path
) -> None:
    first, second = programs
    first.document.change(small(trainer={"steps": 200}))
    shown(qtbot, first)
    first.actions["run"].trigger()
    wait_for(qtbot, first, RunState.PAUSED)
    qtbot.waitUntil(lambda: 200 in first.viewed.timeline.steps)
    path = tmp_path / "课.fanhua"
    save(qtbot, first, path)
    assert not first.frame.isWindowModified()
    assert first.frame.windowTitle().startswith("课.fanhua")

    second.files.open_path(path)
    shown(qtbot, second)
    assert second.document.experiment == first.document.experiment
    for key in ("fit", "loss"):
        a, b = first.stage.views[key], second.stage.views[key]
        if isinstance(a, FitView) and isinstance(b, FitView):
            assert np.array_equal(a._fit.values, b._fit.values)
            assert np.array_equal(
                a.data_items.initial.getData()[1], b.data_items.initial.getData()[1]
            )
        if isinstance(a, LossView) and isinstance(b, LossView):
            assert len(b.losses.batches) == 200
            assert np.array_equal(a._items.batch.getData()[1], b._items.batch.getData()[1])
    qtbot.waitUntil(lambda: len(second.viewed.timeline.steps) > 0)
    second.records.timeline.slider.setValue(0)
    assert "step 0" in second.records.timeline.text.text()
    assert str(path) in second.preferences.recent

    second.actions["run"].trigger()  # it was paused when it was saved, and goes on
    wait_for(qtbot, second, RunState.PAUSED)
    second.actions["stop"].trigger()
    wait_for(qtbot, second, RunState.IDLE)
    second.actions["run"].trigger()  # one more run, saved with the one that was opened
    wait_for(qtbot, second, RunState.PAUSED)
    again = tmp_path / "again.fanhua"
    save(qtbot, second, again)
    assert main(["info", str(again)]) == 0
    third = first
    third.files.open_path(again)
    assert [run.step for run in third.registry.run_list.runs] == [400, 200]
    reader = third.registry.archive.reader_of(third.registry.run_list.runs[0].key)
    assert reader is not None
    went_on, whole = (reader.series(r.key)["batch_loss"] for r in third.registry.run_list.runs)
    assert went_on.steps.tolist() == list(range(400))
    assert np.array_equal(went_on.values[:200], whole.values)


def test_that_saving_while_it_trains_keeps_training(
    qtbot: QtBot, desk: Desk, open_desk: OpenDesk, tmp_path: Path
) -> None:
    other = open_desk(tmp_path / "other")
    desk.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, desk)
    desk.run()
    wait_for(qtbot, desk, RunState.RUNNING)
    qtbot.waitUntil(lambda: len(desk.viewed.timeline.steps) > 20)
    path = tmp_path / "a.fanhua"
    for _ in range(3):
        save(qtbot, desk, path)
        assert desk.runs.state is RunState.RUNNING
        other.files.open_path(path)
        assert len(other.registry.run_list.runs) == 1


def test_that_what_cannot_be_opened_or_saved_is_said_and_nothing_is_lost(
    qtbot: QtBot, unseen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    before = unseen.document.experiment
    broken = tmp_path / "broken.fanhua"
    broken.write_bytes(b"SQLite format 3\0" + bytes(500))
    unseen.files.open_path(broken)
    assert "is not a Fanhua project" in said[-1]
    assert unseen.document.experiment == before
    with qtbot.waitSignal(unseen.registry.archive.save_failed):
        unseen.saves.write(tmp_path / "missing" / "a.fanhua")
    assert "cannot be written" in said[-1]
    stored = tmp_path / "stored.fanhua"
    write_project(stored)
    unseen.files.open_path(stored)
    assert [run.name for run in unseen.registry.run_list.runs] == ["run 0", "run 1"]


def test_that_a_project_is_whole_without_the_table_it_was_made_from(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    first = open_window(tmp_path / "first", FEW, is_shown=False)
    table = tmp_path / "数据.csv"
    table.write_text("t,y\n" + "".join(f"{n},{n * n % 7}\n" for n in range(30)))
    first.data_files.open_table(table)
    shown(qtbot, first)
    setting = first.document.experiment
    trainer = setting.trainer.evolve(steps=40)
    first.document.change(setting.evolve(trainer=trainer))
    shown(qtbot, first)
    first.actions["run"].trigger()
    wait_for(qtbot, first, RunState.PAUSED)
    path = tmp_path / "a.fanhua"
    save(qtbot, first, path)
    table.unlink()
    first.frame.close()
    second = open_window(tmp_path / "second", FEW, is_shown=False)
    second.files.open_path(path)
    shown(qtbot, second)
    assert second.session.setup is not None
    assert second.session.setup.data.count("train") == 24
    assert [run.step for run in second.registry.run_list.runs] == [40]
    view = second.stage.views["loss"]
    assert isinstance(view, LossView)
    assert len(view.losses.batches) == 40
    second.actions["stop"].trigger()
    second.actions["reset"].trigger()  # the engine finds the copy too
    wait_for(qtbot, second, RunState.PAUSED)
    again = tmp_path / "again.fanhua"
    save(qtbot, second, again)
    reader = Reader.open(again)
    assert [name for name, _ in reader.attachments()] == [str(table)]
    reader.close()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_that_a_project_of_a_former_version_opens(version: int) -> None:
    reader = Reader.open(STORED / f"project-v{version}.fanhua")
    runs, damaged = reader.runs()
    assert runs
    assert not damaged
    for run in runs:
        assert recorded_run(reader, run, 1)[1].step == run.step > 0


@pytest.mark.parametrize("version", [2, 3])
def test_that_a_project_of_a_former_version_means_what_it_meant(version: int) -> None:
    reader = Reader.open(STORED / f"project-v{version}.fanhua")
    (run,) = reader.runs()[0]
    recorded, again = recorded_run(reader, run, 1)[1], run_headless(run.latest)
    for name in (Series.TRAIN_LOSS, Series.TEST_LOSS):
        then, now = recorded.series[name], again.series[name]
        assert np.array_equal(then.steps, now.steps)
        assert now.values == pytest.approx(then.values, rel=1e-3, abs=1e-6)
