"""Races in the window: the list, overlays, mean and band, small multiples, the dialog."""

from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.program import Program
from app.runs.run_states import RunState
from tests.app.conftest import FEW, OpenWindow
from tests.harness.desk import shown, wait_for
from tests.samples import curves, run, small
from training.messages.readings import Fit, Series
from training.settings.race import Race
from widgets.dialogs.race_dialog import RaceDialog
from widgets.views import FitView, HistoryView, LossView, SpectrumView

RATES = Race(path="trainer.learning_rate", values=("0.001", "0.01", "1e9"))
SEEDS = Race(path="trainer.seed", values=("0", "1", "2"))


@pytest.fixture
def program(qtbot: QtBot, unseen: Program) -> Program:
    program = unseen
    program.document.change(small(trainer={"steps": 60}))
    shown(qtbot, program)
    return program


def loss_view(program: Program) -> LossView:
    view = program.stage.views["loss"]
    assert isinstance(view, LossView)
    return view


def raced(qtbot: QtBot, program: Program, race: Race) -> None:
    program.session.starter.race(race)
    wait_for(qtbot, program, RunState.PAUSED)
    program.records.overlays.refresh()


def test_that_the_runs_of_a_race_are_listed_and_drawn_together(
    qtbot: QtBot, program: Program
) -> None:
    raced(qtbot, program, RATES)
    rows = program.records.runs.model.rows
    assert [row.title for row in rows] == [
        "Learning rate 0.001", "Learning rate 0.01", "Learning rate 10⁹",
    ]  # fmt: skip
    assert [row.step for row in rows[:2]] == [60, 60]
    assert rows[2].detail.startswith("Diverged at step")
    assert len({row.style for row in rows}) == 3
    names = [overlay.name for overlay in loss_view(program).overlays]
    assert names == ["Learning rate 0.01", "Learning rate 10⁹"]
    shown_run = program.registry.run_list.find(program.viewed.key)
    assert shown_run is not None
    assert shown_run.experiment.trainer.learning_rate == 0.001


def test_that_a_run_of_a_race_in_the_window_is_what_it_is_alone(
    qtbot: QtBot, program: Program
) -> None:
    raced(qtbot, program, SEEDS)
    alone = curves(run(small(trainer={"steps": 60, "seed": 2})))[Series.TRAIN_LOSS]
    last = program.registry.run_list.runs[-1]
    reader = program.registry.archive.reader_of(last.key)
    assert reader is not None
    recorded = reader.series(last.key)["train_loss"]
    assert np.array_equal(recorded.values, alone.values)


def test_that_seeds_are_drawn_as_mean_and_band(qtbot: QtBot, program: Program) -> None:
    program.frame.show()
    raced(qtbot, program, SEEDS)
    (overlay,) = loss_view(program).overlays
    assert overlay.name == "mean of 3 seeds (band: smallest to largest)"
    assert overlay.band is not None
    every = [
        curves(run(small(trainer={"steps": 60, "seed": seed})))[Series.TRAIN_LOSS]
        for seed in range(3)
    ]
    values = np.array([curve.values for curve in every])
    lower, upper = (edge.series[Series.TRAIN_LOSS].values for edge in overlay.band)
    assert np.allclose(overlay.series[Series.TRAIN_LOSS].values, values.mean(axis=0))
    assert np.array_equal(lower, values.min(axis=0))
    assert np.array_equal(upper, values.max(axis=0))
    assert loss_view(program).overlay_items.bands[0, 0].isVisible()
    fit = program.stage.views["fit"]
    assert isinstance(fit, FitView)
    assert not fit.overlay_items.bands[0, 0].path().isEmpty()
    program.registry.run_list.show([program.registry.run_list.runs[1].key], False)
    (two,) = loss_view(program).overlays
    assert two.name.startswith("mean of 2 seeds")


def test_that_a_race_pauses_goes_on_and_begins_again_as_one(qtbot: QtBot, program: Program) -> None:
    program.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, program)
    program.session.starter.race(SEEDS)
    wait_for(qtbot, program, RunState.RUNNING)
    qtbot.waitUntil(lambda: (program.viewed.step or 0) > 20)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    steps = [run.step for run in program.registry.run_list.runs]
    assert len({*steps}) == 1
    program.actions["step"].trigger()
    qtbot.waitUntil(
        lambda: [run.step for run in program.registry.run_list.runs] == [max(steps) + 1] * 3,
    )
    program.actions["reset"].trigger()
    qtbot.waitUntil(lambda: len(program.registry.run_list.runs) == 6)
    assert program.runs.race == SEEDS


def test_that_another_run_of_a_race_can_be_looked_at_in_a_pause(
    qtbot: QtBot, program: Program
) -> None:
    raced(qtbot, program, RATES)
    registry = program.registry
    second = registry.run_list.runs[1]
    registry.viewed.show(second.key)
    assert registry.viewed.key == registry.keys.present == second.key
    assert [overlay.name for overlay in loss_view(program).overlays] == [
        "Learning rate 0.001", "Learning rate 10⁹",
    ]  # fmt: skip
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: registry.viewed.step == 120)
    wait_for(qtbot, program, RunState.PAUSED)
    assert len(loss_view(program).losses.batches) == 120


def test_that_a_live_setting_changes_all_and_another_restarts_the_race(
    qtbot: QtBot, program: Program
) -> None:
    raced(qtbot, program, RATES)
    changed = small(trainer={"steps": 60, "weight_decay": 0.5})
    program.document.change(changed)
    runs = program.registry.run_list
    qtbot.waitUntil(lambda: runs.runs[0].latest.trainer.weight_decay == 0.5)
    assert runs.runs[1].latest.trainer.weight_decay == 0.5
    assert runs.runs[1].latest.trainer.learning_rate == 0.01
    program.document.change(small(trainer={"steps": 60}, model={"widths": [5]}))
    qtbot.waitUntil(lambda: len(runs.runs) == 6)
    assert {run.experiment.model.widths for run in runs.runs[3:]} == {(5,)}


def test_that_small_multiples_show_each_run_with_the_same_axes(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path, (*FEW, SpectrumView, HistoryView))
    program.document.change(small(trainer={"steps": 60}))
    shown(qtbot, program)
    raced(qtbot, program, RATES)
    program.run_handlers.show_side_by_side(True)
    multiples = program.stage.multiples
    assert [panel.name.text().split("> ")[-1] for panel in multiples.panels] == [
        "Learning rate 0.001", "Learning rate 0.01", "Learning rate 10⁹",
    ]  # fmt: skip
    assert multiples.needs == FitView.needs
    assert program.runs._watch == multiples.needs
    for key in ("fit", "loss", "spectrum", "spectrum_history"):
        multiples.choice.setCurrentIndex(multiples.choice.findData(key))
        assert all(panel.view.key == key for panel in multiples.panels)
        ranges = [panel.view.plot.box.viewRange() for panel in multiples.panels]
        assert np.allclose(ranges[0], ranges[1])
        assert np.allclose(ranges[0], ranges[2])
    multiples.choice.setCurrentIndex(multiples.choice.findData("loss"))
    multiples.kind.toggles[0].setChecked(True)
    assert all(panel.view.toggles[0].isChecked() for panel in multiples.panels)
    first, second, _ = (panel.view.plot.box for panel in multiples.panels)
    first.setRange(xRange=(1, 2), yRange=(-1, 0), padding=0)
    first.moved.emit()
    assert np.allclose(first.viewRange(), second.viewRange())
    program.run_handlers.show_side_by_side(False)
    assert program.runs._watch >= {Fit}


def test_that_multiples_go_back_with_the_timeline(qtbot: QtBot, program: Program) -> None:
    program.frame.show()
    raced(qtbot, program, SEEDS)
    program.run_handlers.show_side_by_side(True)
    timeline = program.viewed.timeline
    qtbot.waitUntil(lambda: len(timeline.steps) > 5)

    def fits() -> list[np.ndarray]:
        return [panel.view._fit.values for panel in program.stage.multiples.panels]  # type: ignore[attr-defined]

    last = fits()
    timeline.seek(0)
    assert all(not np.array_equal(a, b) for a, b in zip(last, fits(), strict=True))
    timeline.seek(None)
    assert all(np.array_equal(a, b) for a, b in zip(last, fits(), strict=True))


def test_that_a_race_survives_saving_and_opening(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    raced(qtbot, program, SEEDS)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    program.saving.save_project(tmp_path / "race.fanhua")
    assert program.saving.wait_saved()
    program.session.open_project(tmp_path / "race.fanhua")
    titles = [row.title for row in program.records.runs.model.rows]
    assert titles == ["Seed 0", "Seed 1", "Seed 2"]
    (overlay,) = loss_view(program).overlays
    assert overlay.name.startswith("mean of 3 seeds")


def test_that_a_run_is_duplicated_with_all_that_was_recorded(
    qtbot: QtBot, program: Program
) -> None:
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    first = program.viewed.key
    program.records.runs.duplicate_asked.emit(first)
    qtbot.waitUntil(lambda: len(program.registry.run_list.runs) == 2)
    wait_for(qtbot, program, RunState.PAUSED)
    qtbot.waitUntil(lambda: len(loss_view(program).losses.batches) == 60)
    assert program.viewed.step == 60
    assert program.viewed.key != first


def drive(program: Program, act: object) -> None:
    """Open the dialog, act in it, and start the race."""

    def go() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, RaceDialog))
        act(dialog)  # type: ignore[operator]
        dialog.accept()

    QTimer.singleShot(0, go)
    program.actions["race"].trigger()


def test_that_the_dialog_starts_a_race_of_numbers(qtbot: QtBot, program: Program) -> None:
    def act(dialog: RaceDialog) -> None:
        assert dialog.asked().path == "trainer.learning_rate"
        dialog.numbers.setText("0.1, x")
        assert not dialog._start.isEnabled()
        assert dialog.message.text()
        dialog.numbers.setText("0.1，0.2 0.3")
        assert dialog._start.isEnabled()
        dialog.look.setCurrentIndex(1)

    drive(program, act)
    wait_for(qtbot, program, RunState.PAUSED)
    rates = [run.experiment.trainer.learning_rate for run in program.registry.run_list.runs]
    assert rates == [0.1, 0.2, 0.3]
    assert program.stage.is_side_by_side


def test_that_the_dialog_knows_choices_lists_and_seeds(qtbot: QtBot, program: Program) -> None:
    def act(dialog: RaceDialog) -> None:
        dialog.choose("trainer.optimizer.kind")
        for row in range(dialog.choices.count()):
            dialog.choices.item(row).setCheckState(Qt.CheckState.Unchecked)
        assert not dialog._start.isEnabled()
        for row in (0, 3):
            dialog.choices.item(row).setCheckState(Qt.CheckState.Checked)
        assert dialog.asked().values == ("sgd", "adam")
        dialog.choose("model.widths")
        dialog.numbers.setText("5; 8, 8")
        assert dialog.asked().values == ("[5]", "[8, 8]")
        assert dialog._start.isEnabled()
        dialog.numbers.setText("5; a")
        assert not dialog._start.isEnabled()
        dialog.choose("trainer.seed")
        dialog.seeds.setValue(3)
        assert dialog.asked().values == ("0", "1", "2")

    drive(program, act)
    wait_for(qtbot, program, RunState.PAUSED)
    assert [run.experiment.trainer.seed for run in program.registry.run_list.runs] == [0, 1, 2]


def test_that_a_preset_may_plan_a_race_for_its_first_run(qtbot: QtBot, program: Program) -> None:
    program.files.open_preset("sin-vx-race")
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    qtbot.waitUntil(lambda: len(program.registry.run_list.runs) == 4)
    assert [run.experiment.dataset.v for run in program.registry.run_list.runs] == [1, 2, 4, 8]  # type: ignore[union-attr]
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    assert program.runs.race is None


@pytest.mark.parametrize("pace", ["steps", "epochs"])
def test_that_a_race_that_was_cut_off_goes_on_with_all_its_runs(
    qtbot: QtBot, program: Program, tmp_path: Path, pace: Literal["steps", "epochs"]
) -> None:
    program.document.change(small(trainer={"steps": 10_000, "batch_size": 7}))
    program.session.starter.race(Race(path="trainer.seed", values=("0", "1", "2"), pace=pace))
    wait_for(qtbot, program, RunState.RUNNING)
    qtbot.waitUntil(lambda: (program.viewed.step or 0) > 60)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    path = tmp_path / "race.fanhua"
    with qtbot.waitSignal(program.registry.archive.saved):
        program.saves.write(path)
    program.files.open_path(path)
    wait_for(qtbot, program, RunState.IDLE)
    registry = program.registry
    before = {run.key: run.step for run in registry.run_list.runs}
    assert len(before) == 3
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    goal = max(before.values()) + 100
    qtbot.waitUntil(lambda: min(run.step for run in registry.run_list.runs) > goal)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    assert {
        run.key for run in registry.run_list.runs
    } == before.keys()  # the same runs, and no more
    for number, info in enumerate(registry.run_list.runs):
        whole = small(trainer={"steps": info.step, "batch_size": 7, "seed": number})
        alone = curves(run(whole))[Series.BATCH_LOSS]
        reader = registry.archive.reader_of(info.key)
        assert reader is not None
        assert np.array_equal(reader.series(info.key)["batch_loss"].values, alone.values)
