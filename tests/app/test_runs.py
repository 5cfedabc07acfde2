import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.runs.controller import RunController
from app.runs.run_plan import RunPlan
from app.runs.run_states import RunState
from tests.harness.desktop import until
from tests.samples import ALL_READINGS, curves, run, small
from training.messages.announcements import End, Frame, RunEnded
from training.messages.readings import Series
from training.settings import Experiment

LONG = {"steps": 1_000_000}
pytestmark = pytest.mark.engine


@pytest.fixture
def runs(engines: None, qtbot: QtBot) -> Iterator[RunController]:
    controller = RunController(lambda *_: None)
    controller.watch(ALL_READINGS)
    yield controller
    controller.shutdown()


def wait_for(qtbot: QtBot, runs: RunController, state: RunState) -> None:
    qtbot.waitUntil(lambda: runs.state is state)


def test_that_a_run_goes_through_its_states(qtbot: QtBot, runs: RunController) -> None:
    states: list[RunState] = []
    runs.state_changed.connect(states.append)
    runs.start(RunPlan(small(trainer={"steps": 300})))
    wait_for(qtbot, runs, RunState.PAUSED)  # its steps are done
    runs.resume()
    wait_for(qtbot, runs, RunState.RUNNING)
    wait_for(qtbot, runs, RunState.PAUSED)
    runs.stop()
    wait_for(qtbot, runs, RunState.IDLE)
    assert states == [
        RunState.STARTING, RunState.RUNNING, RunState.PAUSED, RunState.RUNNING, RunState.PAUSED,
        RunState.STOPPING, RunState.IDLE,
    ]  # fmt: skip


def test_that_the_window_gets_the_same_bits_as_a_script(qtbot: QtBot, runs: RunController) -> None:
    experiment = small(trainer={"steps": 400, "batch_size": 4}, model={"dropout": 0.2})
    frames: list[Frame] = []
    runs.frame_ready.connect(frames.append)
    runs.start(RunPlan(experiment))
    wait_for(qtbot, runs, RunState.PAUSED)
    live, script = curves(list(frames)), curves(run(experiment))
    assert live.keys() == script.keys() >= {Series.BATCH_LOSS, Series.SPECTRUM_ERROR}
    for name in script:
        assert live[name].values.tobytes() == script[name].values.tobytes(), name


def test_that_pause_and_stop_answer_within_100_milliseconds(
    qtbot: QtBot, runs: RunController
) -> None:
    runs.start(RunPlan(small(trainer=LONG)))
    wait_for(qtbot, runs, RunState.RUNNING)
    qtbot.wait(200)
    begin = time.perf_counter()
    runs.pause()
    wait_for(qtbot, runs, RunState.PAUSED)
    paused = time.perf_counter() - begin
    runs.resume()
    wait_for(qtbot, runs, RunState.RUNNING)
    begin = time.perf_counter()
    runs.stop()
    wait_for(qtbot, runs, RunState.IDLE)
    # Generous: this is no benchmark; the live one prints what it measured.
    assert paused < 1.0
    assert time.perf_counter() - begin < 1.0


@pytest.mark.usefixtures("fresh_engines")
@pytest.mark.parametrize("moment", ["at once", "starting", "running"])
def test_that_closing_at_any_moment_leaves_nothing(
    qtbot: QtBot, runs: RunController, moment: str
) -> None:
    close_at(moment, qtbot, runs)


@pytest.mark.usefixtures("own_engines")
@pytest.mark.parametrize("moment", ["running", "paused", "stopping", "ended"])
def test_that_closing_at_any_later_moment_leaves_nothing(
    qtbot: QtBot, runs: RunController, moment: str
) -> None:
    close_at(moment, qtbot, runs)


def close_at(moment: str, qtbot: QtBot, runs: RunController) -> None:
    if moment != "at once":
        runs.start(RunPlan(small(trainer=LONG), paused=moment == "paused"))
    if moment in ("running", "stopping", "ended"):
        wait_for(qtbot, runs, RunState.RUNNING)
    if moment == "paused":
        wait_for(qtbot, runs, RunState.PAUSED)
    if moment in ("stopping", "ended"):
        runs.stop()
    if moment == "ended":
        wait_for(qtbot, runs, RunState.IDLE)
    runs.shutdown()
    assert runs.state is RunState.IDLE
    runs.shutdown()  # twice is as good as once


def test_that_a_start_during_a_run_ends_that_run_first(qtbot: QtBot, runs: RunController) -> None:
    ended: list[RunEnded] = []
    runs.run_ended.connect(ended.append)
    runs.start(RunPlan(small(trainer=LONG)))
    runs.start(RunPlan(small(trainer=LONG)))
    runs.start(RunPlan(small(trainer={"steps": 40}), paused=True))
    wait_for(qtbot, runs, RunState.PAUSED)
    assert [(end.run_id, end.reason) for end in ended] == [(1, End.STOPPED)]


def test_that_live_settings_change_a_run_and_others_restart_it(
    qtbot: QtBot, runs: RunController
) -> None:
    started: list[object] = []
    frames: list[Frame] = []
    runs.run_started.connect(started.append)
    runs.frame_ready.connect(frames.append)
    runs.start(RunPlan(small(trainer=LONG)))
    wait_for(qtbot, runs, RunState.RUNNING)
    assert runs.change(small(trainer={**LONG, "learning_rate": 0.5}))
    qtbot.waitUntil(lambda: any(f.marks for f in frames))
    assert not runs.change(small(trainer={**LONG, "seed": 3}))
    qtbot.waitUntil(lambda: len(started) == 2)
    assert runs.state is RunState.RUNNING


def test_that_a_failure_is_announced_and_the_next_run_works(
    qtbot: QtBot, runs: RunController
) -> None:
    with qtbot.waitSignal(runs.run_ended) as caught:
        runs.start(RunPlan(small(trainer={"learning_rate": 1e12})))
    assert caught.args[0].reason is End.DIVERGED
    wait_for(qtbot, runs, RunState.IDLE)
    runs.start(RunPlan(small()))
    wait_for(qtbot, runs, RunState.PAUSED)


def test_that_an_engine_that_is_killed_ends_the_run_with_a_sentence(
    qtbot: QtBot, runs: RunController
) -> None:
    runs.start(RunPlan(small(trainer=LONG)))
    wait_for(qtbot, runs, RunState.RUNNING)
    with qtbot.waitSignal(runs.run_ended) as caught:
        runs._engine._process.kill()
    assert caught.args[0].reason is End.LOST
    assert caught.args[0].step is None  # only what was recorded can tell
    wait_for(qtbot, runs, RunState.IDLE)
    runs.start(RunPlan(small()))  # a new engine
    wait_for(qtbot, runs, RunState.PAUSED)


def test_that_the_speed_holds_for_the_next_run_too(qtbot: QtBot, runs: RunController) -> None:
    runs.set_speed(10.0)
    frames: list[Frame] = []
    runs.frame_ready.connect(frames.append)
    runs.start(RunPlan(Experiment.model_validate(small(trainer=LONG))))
    wait_for(qtbot, runs, RunState.RUNNING)
    qtbot.wait(500)
    assert frames[-1].step < 20


def test_that_no_frame_overtakes_the_beginning_of_its_run(
    qtbot: QtBot, runs: RunController
) -> None:
    seen: list[str] = []
    runs.run_started.connect(lambda _: seen.append("started"))
    runs.frame_ready.connect(lambda _: seen.append("frame"))
    runs.start(RunPlan(small(), paused=True))
    until(lambda: runs._mailbox._frames, "no Frame came")  # the window is busy meanwhile
    runs._on_clock_ticked()
    assert not seen
    wait_for(qtbot, runs, RunState.PAUSED)
    qtbot.waitUntil(lambda: len(seen) > 1)
    assert seen[0] == "started"
