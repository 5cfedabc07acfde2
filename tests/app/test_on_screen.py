"""Run, step, settings and data on screen belong together."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.program import Program
from app.recording.recordings import recorded_run
from app.runs.run_states import RunState
from tests.app.conftest import FEW, OpenWindow
from tests.harness.desk import save, shown, take, train, train_to, wait_for
from tests.samples import small
from training.data.kinds import Data1D, OutlineData
from training.messages.readings import Series
from training.settings import FormulaDataset
from training.settings.race import Race, raceable
from widgets.views import FitView, HistoryView, OutlineView

SINE = FormulaDataset(formula="sin(v x)", v=1.0, points=21, test_points=11)


@pytest.fixture
def program(unseen: Program) -> Program:
    return unseen


@pytest.fixture
def with_history(open_window: OpenWindow, tmp_path: Path) -> Program:
    return open_window(tmp_path, (*FEW, HistoryView))


@pytest.fixture
def with_outline(open_window: OpenWindow, tmp_path: Path) -> Program:
    return open_window(tmp_path, (*FEW, OutlineView), is_shown=False)


def fit(program: Program) -> FitView:
    view = program.stage.views["fit"]
    assert isinstance(view, FitView)
    return view


def shows_sine(program: Program, v: float) -> bool:
    x, y = fit(program).box.points.T
    return np.allclose(y, np.sin(v * x))


def choose(qtbot: QtBot, program: Program, number: int) -> None:
    run = program.registry.run_list.runs[number]
    program.records.runs.chosen.emit(run.key)
    assert program.viewed.key == run.key
    qtbot.wait(100)  # whatever comes late comes now


def raced(qtbot: QtBot, program: Program) -> None:
    program.document.change(small(trainer={"steps": 40}).evolve(dataset=SINE))
    shown(qtbot, program)
    program.session.starter.race(Race(path="dataset.v", values=("1.0", "2.0", "3.0")))
    qtbot.waitUntil(lambda: len(program.registry.run_list.runs) == 3)
    wait_for(qtbot, program, RunState.PAUSED)


def test_that_a_run_of_a_race_stands_over_its_own_target(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    raced(qtbot, program)
    assert program.panel.value()["dataset"]["v"] == 1.0
    choose(qtbot, program, 2)
    assert shows_sine(program, 3)
    assert program.panel.value()["dataset"]["v"] == 3.0  # though the race goes on from here
    path = tmp_path / "race.fanhua"
    save(qtbot, program, path)
    program.saving.mark_saved()
    program.files.open_path(path)
    wait_for(qtbot, program, RunState.IDLE)
    qtbot.waitUntil(lambda: bool(program.viewed.key))
    qtbot.wait(100)
    last = program.registry.run_list.find(program.viewed.key)
    assert last is not None
    assert shows_sine(program, last.latest.dataset.v)
    assert program.panel.value()["dataset"]["v"] == last.latest.dataset.v == 3.0
    assert "v 3" in program.panel.owner.text.text()
    choose(qtbot, program, 0)
    assert shows_sine(program, 1)
    assert program.panel.owner.isHidden()


def test_that_the_settings_of_a_run_are_taken_over_in_one_click(
    qtbot: QtBot, program: Program
) -> None:
    raced(qtbot, program)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    choose(qtbot, program, 2)
    assert program.document.experiment.dataset.v == 1.0
    program.panel.owner.take_over.click()
    assert program.document.experiment.dataset.v == 3.0
    assert program.panel.owner.isHidden()
    program.actions["undo"].trigger()
    assert program.document.experiment.dataset.v == 1.0
    shown(qtbot, program)
    assert shows_sine(program, 1)  # what is set, as the run of v = 3 is not what would be trained
    assert not program.viewed.key


@pytest.mark.parametrize("is_over", [False, True])
def test_that_a_step_before_a_change_shows_the_data_of_then(
    qtbot: QtBot, with_history: Program, is_over: bool
) -> None:
    program = with_history
    train(qtbot, program, 200)
    before = fit(program).box.points.copy()
    history = program.stage.views["spectrum_history"]
    assert isinstance(history, HistoryView)
    lines = len(history._setup.omega)
    fit(program).point_added.emit(0.5, 2.0)
    shown(qtbot, program)
    dataset = program.document.experiment.dataset.evolve(points=dataset_points(program)[::2])
    program.document.change(program.document.experiment.evolve(dataset=dataset))
    shown(qtbot, program)  # the run hears of it, and then of the steps
    program.runs.advance(100)
    qtbot.waitUntil(lambda: program.registry.present_step >= 300)
    wait_for(qtbot, program, RunState.PAUSED)
    after, timeline = fit(program).box.points.copy(), program.viewed.timeline
    assert len(after) != len(before)
    new_lines = len(history._setup.omega)
    qtbot.waitUntil(lambda: 300 in timeline.steps)
    if is_over:
        program.actions["stop"].trigger()
        wait_for(qtbot, program, RunState.IDLE)
    timeline.seek(150)
    assert np.array_equal(fit(program).box.points, before)
    assert len(history._setup.omega) == lines
    assert len(history.errors) > 0
    assert program.panel.value()["dataset"]["kind"] == "formula"
    timeline.seek(None)
    assert np.array_equal(fit(program).box.points, after)
    assert len(history._setup.omega) == new_lines
    assert len(history.errors) > 0
    assert program.panel.value()["dataset"]["kind"] == "points"


def dataset_points(program: Program) -> tuple[tuple[float, float], ...]:
    found: tuple[tuple[float, float], ...] = program.document.experiment.dataset.points
    return found


def test_that_a_finished_run_comes_back_with_its_data(qtbot: QtBot, with_history: Program) -> None:
    program = with_history
    key = train(qtbot, program, 60)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    history = program.stage.views["spectrum_history"]
    assert isinstance(history, HistoryView)
    samples = len(history.errors)
    assert samples > 0
    fit(program).point_added.emit(0.5, 2.0)
    shown(qtbot, program)
    assert not program.viewed.key  # it was trained on other points
    assert [o.name for o in fit(program).overlays] == ["Run 1"]
    program.actions["undo"].trigger()
    shown(qtbot, program)
    assert program.viewed.key == key
    assert len(history.errors) == samples


def test_that_points_are_edited_in_what_is_on_screen(qtbot: QtBot, program: Program) -> None:
    train(qtbot, program, 30)
    fit(program).point_added.emit(0.5, 2.0)
    shown(qtbot, program)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    program.document.change(small().evolve(dataset=SINE))
    shown(qtbot, program)
    choose(qtbot, program, 0)
    count = len(fit(program).box.points)
    fit(program).point_removed.emit(0)
    assert len(program.document.experiment.dataset.points) == count - 1


def test_that_a_run_up_to_a_step_has_what_was_measured_at_it(
    qtbot: QtBot, program: Program
) -> None:
    key = train(qtbot, program, 40)
    registry = program.registry
    assert registry.runs.flush()
    qtbot.waitUntil(lambda: 40 in registry.viewed.timeline.steps)
    run, reader = registry.run_list.find(key), registry.archive.reader_of(key)
    assert run is not None
    assert reader is not None
    for has_last, wanted in ((True, 20), (False, 19)):  # a run that leaves there measures it again
        _, frame = recorded_run(reader, run, 1, 20, has_last=has_last)
        assert frame.series[Series.TRAIN_LOSS].steps[-1] == wanted
        assert frame.series[Series.SPECTRUM_ERROR].steps[-1] <= wanted


def test_that_a_new_session_has_the_views_that_one_begins_with(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path)
    shown(qtbot, program)
    before = looks(program)
    mae = small(trainer={"steps": 60, "loss": "mae"})
    program.document.change(mae)
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    assert looks(program)["loss"] != before["loss"]
    program.files.open_preset("double-descent")
    program.stage.grid.enlarge("sizes")
    program.run_handlers.show_side_by_side(True)
    fit(program).plot.box.setRange(xRange=(0, 0.1), padding=0)
    fit(program).plot.is_following = False
    program.saving.mark_saved()
    program.files.new()
    assert program.stage.grid.shows(())
    assert not program.stage.grid.is_enlarged
    assert not program.stage.is_side_by_side
    assert fit(program).plot.is_following
    shown(qtbot, program)
    assert looks(program) == before


def test_that_the_axis_names_the_loss_of_the_step_on_screen(qtbot: QtBot, program: Program) -> None:
    def name() -> str:
        return str(program.stage.views["loss"].plot.getAxis("left").labelText)

    program.document.change(small(trainer={"loss": "huber"}))
    shown(qtbot, program)
    huber = name()
    train(qtbot, program, 60)
    trainer = program.document.experiment.trainer.evolve(loss="mae", steps=100)
    program.session.edits.change_settings(program.document.experiment.evolve(trainer=trainer))
    shown(qtbot, program)
    program.actions["run"].trigger()
    timeline = program.viewed.timeline
    qtbot.waitUntil(lambda: 100 in timeline.steps)
    mae = name()
    timeline.seek(20)
    assert (huber, mae) == ("Huber", "mean absolute error")
    assert name() == "mean squared error"
    timeline.seek(None)
    assert name() == mae


def test_that_a_run_is_never_drawn_over_data_of_another_kind(
    qtbot: QtBot, with_outline: Program
) -> None:
    program = with_outline
    program.files.open_preset("elephant")
    shown(qtbot, program)
    key, registry = train(qtbot, program, 40), program.registry
    qtbot.waitUntil(lambda: 40 in registry.viewed.timeline.steps)
    while program.document.experiment.dataset.kind != "elephant":
        program.actions["undo"].trigger()
    registry.viewed.open(key)  # before anybody has made the data that are set now
    registry.viewed.timeline.seek(20)
    registry.viewed.timeline.seek(None)
    assert program.stage._kind is Data1D


def test_that_space_after_a_look_at_a_run_of_another_kind_shows_what_it_trains(
    qtbot: QtBot, with_outline: Program
) -> None:
    program = with_outline
    key, registry = train(qtbot, program, 40), program.registry
    program.files.open_preset("elephant")
    shown(qtbot, program)
    qtbot.waitUntil(lambda: program.runs.state is RunState.IDLE)
    registry.viewed.show(key)
    assert program.stage._kind is Data1D
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: registry.viewed.key != key and (registry.viewed.step or 0) > 5)
    assert program.stage._kind is OutlineData


def looks(program: Program) -> dict[str, tuple[object, ...]]:
    """Return ranges and names of the axes of all views."""
    for view in program.stage.views.values():
        view.redraw()
    return {
        key: (
            np.round(view.plot.box.viewRange(), 9).tolist(),
            *(view.plot.getAxis(side).label.toPlainText() for side in ("left", "bottom")),
        )
        for key, view in program.stage.views.items()
    }


def test_that_nothing_is_said_beside_other_data(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.files.open_preset("five-points")
    program.scene.show_caption("Five points.")
    shown(qtbot, program)
    fit(program).point_moved.emit(0, -1.0, 2.0)
    shown(qtbot, program)
    assert program.panel.is_explaining
    assert program.scene.caption
    table = tmp_path / "a.csv"
    table.write_text("x,y\n0,1\n1,2\n2,1\n")
    program.data_files.open_table(table)
    shown(qtbot, program)
    assert not program.panel.is_explaining
    assert not program.scene.caption


def test_that_v_is_offered_where_the_formula_has_it(qtbot: QtBot, program: Program) -> None:
    def is_offered() -> bool:
        return not program.panel.forms["dataset"].form().rows["v"].isHidden()  # type: ignore[union-attr]

    assert not is_offered()
    assert "dataset.v" not in raceable(program.document.experiment)
    program.document.change(small().evolve(dataset=SINE))
    assert is_offered()
    assert "dataset.v" in raceable(program.document.experiment)


def test_that_a_curtain_comes_back(qtbot: QtBot, program: Program) -> None:
    cues = ({"kind": "hide", "view": "fit"}, train_to(20), {"kind": "reveal", "view": "fit"})
    program.document.change(small(trainer={"steps": 1000}))
    take(program, *cues)
    shown(qtbot, program)
    prediction = fit(program).prediction
    assert prediction is not None
    walk = program.lessons.player
    for _ in cues:
        walk.next()
        qtbot.waitUntil(lambda: not walk.is_busy)
    assert not prediction.is_hiding
    walk.back()
    wait_for(qtbot, program, RunState.IDLE)
    assert prediction.is_hiding
    assert not fit(program)._network.isVisible()
    walk.back()
    walk.back()
    assert not prediction.is_shown


def test_that_the_end_of_a_recording_is_not_called_live(qtbot: QtBot, program: Program) -> None:
    train(qtbot, program, 30)
    bar = program.records.timeline
    assert bar.text.text() == "live"  # it waits, and goes on
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    assert bar.text.text() == "last step"


def test_that_an_edited_race_still_shows_its_runs_own_settings_when_it_ends(
    qtbot: QtBot, program: Program
) -> None:
    raced(qtbot, program)
    choose(qtbot, program, 2)
    shown_now = program.session.screen.current.experiment
    trainer = shown_now.trainer.evolve(learning_rate=0.0123)
    program.session.edits.change_settings(shown_now.evolve(trainer=trainer))
    shown(qtbot, program)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    qtbot.wait(100)
    assert shows_sine(program, 3)
    value = program.panel.value()
    assert (value["dataset"]["v"], value["trainer"]["learning_rate"]) == (3.0, 0.0123)
    assert not program.panel.owner.isHidden()
    assert program.document.experiment.dataset.v == 1.0
