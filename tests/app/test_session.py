"""A session without a window, whose engine the test plays: what it asks of the engine, and when."""

import pytest
from pytestqt.qtbot import QtBot

from app.runs.run_states import RunState
from tests.harness.desk import Desk, begin, wait_for
from tests.harness.scripted import ScriptedEngine
from tests.samples import small
from training.messages.commands import PauseRun, Resume, Stop

LONG = small(trainer={"steps": 1_000_000})


@pytest.fixture
def running(qtbot: QtBot, quiet_desk: Desk, engine: ScriptedEngine) -> Desk:
    """Have a run under way."""
    begin(qtbot, quiet_desk, LONG)
    engine.begin()
    wait_for(qtbot, quiet_desk, RunState.RUNNING)
    return quiet_desk


def test_that_a_run_is_asked_for_with_the_document_and_a_place_in_the_journal(
    running: Desk, engine: ScriptedEngine
) -> None:
    (request,) = engine.requests
    (run,) = running.registry.run_list.runs
    assert request.experiment == LONG == run.experiment
    assert request.recording is not None
    assert request.recording.run == run.key == running.viewed.key
    assert request.recording.path == running.registry.archive.journal.path
    assert request.start is None


def test_that_space_pauses_and_goes_on(qtbot: QtBot, running: Desk, engine: ScriptedEngine) -> None:
    running.run()
    assert isinstance(engine.heard[-1], PauseRun)
    engine.frame(40)
    engine.pause()
    wait_for(qtbot, running, RunState.PAUSED)
    assert running.viewed.step == 40
    running.run()
    assert isinstance(engine.heard[-1], Resume)
    engine.resume()
    wait_for(qtbot, running, RunState.RUNNING)


def test_that_a_live_setting_reaches_the_run_and_another_restarts_it(
    qtbot: QtBot, running: Desk, engine: ScriptedEngine
) -> None:
    faster = LONG.evolve(trainer=LONG.trainer.evolve(learning_rate=0.5))
    running.session.edits.change_settings(faster)
    running.session.prepare()
    assert engine.changes == [faster]
    other = LONG.evolve(trainer=LONG.trainer.evolve(seed=3))
    with qtbot.waitSignal(running.session.restarted):
        running.session.edits.change_settings(other)
    assert isinstance(engine.heard[-1], Stop)
    qtbot.waitUntil(lambda: len(engine.requests) == 2)
    assert engine.request.experiment == other
    engine.begin()
    wait_for(qtbot, running, RunState.RUNNING)


def test_that_undo_of_what_needs_other_weights_leaves_the_run_as_it_is(
    qtbot: QtBot, running: Desk, engine: ScriptedEngine
) -> None:
    running.document.change(LONG.evolve(trainer=LONG.trainer.evolve(seed=7)))
    running.session.prepare()
    qtbot.waitUntil(lambda: len(engine.requests) == 2)
    engine.begin()
    wait_for(qtbot, running, RunState.RUNNING)
    with qtbot.waitSignal(running.session.kept):
        running.document.undo_stack.undo()
    assert len(engine.requests) == 2
    assert engine.changes == []
    assert running.runs.state is RunState.RUNNING


def test_that_a_run_that_came_to_no_step_leaves_the_list_when_the_next_begins(
    qtbot: QtBot, running: Desk, engine: ScriptedEngine
) -> None:
    engine.end()
    wait_for(qtbot, running, RunState.IDLE)
    assert len(engine.requests) == 1
    running.run()
    assert len(engine.requests) == 2
    engine.begin()
    wait_for(qtbot, running, RunState.RUNNING)
    assert len(running.registry.run_list.runs) == 1  # the first one came to no step
