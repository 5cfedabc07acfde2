"""Races: what they vary, that none is ahead, and that each run is what it is alone."""

from queue import SimpleQueue

import numpy as np
import pytest

from tests.samples import ALL_READINGS, curves, small
from training.catalog.presets import DEFAULT, preset
from training.engine import allowance
from training.engine.engine import race, train
from training.messages.announcements import (
    End,
    Flushed,
    Frame,
    Message,
    Pause,
    RunEnded,
    RunPaused,
    RunResumed,
    RunStarted,
)
from training.messages.commands import (
    Advance,
    Change,
    EngineCommand,
    Flush,
    PauseRun,
    Resume,
    Stop,
    Watch,
)
from training.messages.readings import Series
from training.messages.requests import RaceRequest, RunRequest
from training.settings import Experiment
from training.settings.race import Race, choices, is_of_seeds, member_title, raceable, suggested
from training.setup.races import experiments
from training.text import Problem

RACE_ID = 100


def request(
    settings: Race, base: Experiment, *, paused: bool = False, interval: float = 0.001
) -> RaceRequest:
    runs = (
        RunRequest(number, experiment, ALL_READINGS, interval, hold=True, paused=paused)
        for number, experiment in enumerate(experiments(settings, base))
    )
    return RaceRequest(RACE_ID, settings, tuple(runs))


def run_race(settings: Race, base: Experiment, *commands: EngineCommand) -> list[Message]:
    """Race until all wait, then obey the commands, and stop when all wait again."""
    queue: SimpleQueue[EngineCommand] = SimpleQueue()
    messages, waiting = [], [*([commands] if commands else []), (Stop(),)]
    for message in race(request(settings, base), queue, [None] * len(settings.values)):
        messages.append(message)
        if isinstance(message, RunPaused):
            for command in waiting.pop(0):
                queue.put(command)
    return messages


def of_run(messages: list[Message], run_id: int) -> list[Message]:
    return [message for message in messages if message.run_id == run_id]


SEEDS = Race(path="trainer.seed", values=("0", "1", "2"))
NOISY = small(trainer={"steps": 150, "batch_size": 4}, model={"dropout": 0.2})


def test_that_each_run_of_a_race_is_bit_for_bit_what_it_is_alone() -> None:
    messages = run_race(SEEDS, NOISY)
    for number, experiment in enumerate(experiments(SEEDS, NOISY)):
        alone = curves(list(train(RunRequest(0, experiment, ALL_READINGS), SimpleQueue())))
        raced = curves(of_run(messages, number))
        assert alone.keys() == raced.keys()
        for name, curve in alone.items():
            assert np.array_equal(curve.values, raced[name].values, equal_nan=True), name
    paused, ended = of_run(messages, RACE_ID)
    assert isinstance(paused, RunPaused)
    assert paused.reason is Pause.STEPS
    assert isinstance(ended, RunEnded)
    assert ended.reason is End.STOPPED


@pytest.mark.parametrize(("pace", "rates"), [("steps", (1, 1)), ("epochs", (4, 1))])
def test_that_no_run_is_ahead(
    pace: str, rates: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "CHUNK", 0.0)  # fences as near as can be
    settings = Race.model_validate(
        {"path": "trainer.batch_size", "values": ["4", "16"], "pace": pace}
    )
    base = small(trainer={"steps": 100, "batch_size": 16}, dataset={"points": 16})
    steps = [0, 0]
    for message in race(request(settings, base, interval=0.0), SimpleQueue(), [None, None]):
        if isinstance(message, Frame):
            steps[message.run_id] = message.step
            assert abs(steps[0] / rates[0] - steps[1] / rates[1]) <= 1
        if isinstance(message, RunPaused):
            break
    assert steps == [100 * rate for rate in rates]


def test_that_a_race_goes_as_many_steps_as_are_asked_of_one_of_its_runs() -> None:
    settings = Race(path="trainer.batch_size", values=("4", "16"), pace="epochs")
    base = small(trainer={"steps": 100, "batch_size": 16}, dataset={"points": 16})
    queue: SimpleQueue[EngineCommand] = SimpleQueue()
    queue.put(Advance(30, of=0))
    asked = [Advance(5), Stop()]
    steps, at = [0, 0], []
    for message in race(request(settings, base, paused=True), queue, [None, None]):
        if isinstance(message, Frame):
            steps[message.run_id] = message.step
        if isinstance(message, RunPaused) and max(steps):
            at.append(tuple(steps))
            queue.put(asked.pop(0))
    assert at == [(30, 7), (50, 12)]


def test_that_a_race_waits_advances_and_goes_on_as_one() -> None:
    queue: SimpleQueue[EngineCommand] = SimpleQueue()
    told = []
    script: list[EngineCommand] = [
        Advance(3),
        Watch(frozenset()),
        Flush(),
        Advance(2),
        Resume(),
        Stop(),
    ]
    queue.put(script.pop(0))
    steps = {}
    for message in race(request(SEEDS, NOISY, paused=True), queue, [None] * 3):
        if isinstance(message, Frame):
            steps[message.run_id] = message.step
        if message.run_id == RACE_ID:
            told.append((type(message), dict(steps)))
            if isinstance(message, RunPaused) and message.step in (3, 150):
                while (script and not isinstance(script[0], Resume)) or len(script) == 1:
                    queue.put(script.pop(0))
            elif isinstance(message, RunPaused) and message.step == 5:
                queue.put(script.pop(0))
    kinds = [kind for kind, _ in told]
    at = [steps for _, steps in told]
    assert kinds == [
        RunPaused, RunResumed, RunPaused, Flushed, RunResumed, RunPaused, RunResumed, RunPaused,
        RunEnded,
    ]  # fmt: skip
    assert at[0] == at[1] == {0: 0, 1: 0, 2: 0}
    assert at[2] == at[3] == {0: 3, 1: 3, 2: 3}
    assert at[5] == {0: 5, 1: 5, 2: 5}
    assert at[7] == {0: 150, 1: 150, 2: 150}


def test_that_a_run_that_diverges_leaves_the_others_alone() -> None:
    settings = Race(path="trainer.learning_rate", values=("0.001", "1e9"))
    messages = run_race(settings, small(trainer={"steps": 60}))
    (end,) = [m for m in of_run(messages, 1) if isinstance(m, RunEnded)]
    assert end.reason is End.DIVERGED
    assert max(m.step for m in of_run(messages, 0) if isinstance(m, Frame)) == 60
    assert isinstance(messages[-1], RunEnded)
    assert messages[-1].reason is End.STOPPED


def test_that_a_race_in_which_all_diverge_ends() -> None:
    settings = Race(path="trainer.learning_rate", values=("1e8", "1e9"))
    messages = run_race(settings, small(trainer={"steps": 60}))
    assert isinstance(messages[-1], RunEnded)
    assert messages[-1].run_id == RACE_ID
    assert messages[-1].reason is End.DIVERGED


def test_that_a_change_reaches_all_runs_and_leaves_each_its_own_value() -> None:
    settings = Race(path="trainer.learning_rate", values=("0.001", "0.002"))
    base = small(trainer={"steps": 40})
    changed = small(trainer={"steps": 40, "weight_decay": 0.5, "learning_rate": 0.7})
    messages = run_race(settings, base, Change(changed), Resume())
    for number in (0, 1):
        (mark,) = [
            mark for m in of_run(messages, number) if isinstance(m, Frame) for mark in m.marks
        ]
        assert [d.path for d in mark.differences] == ["trainer.weight_decay"]


def test_that_a_race_can_be_paused_at_any_time() -> None:
    queue: SimpleQueue[EngineCommand] = SimpleQueue()
    endless = small(trainer={"steps": 1_000_000})
    steps: dict[int, int] = {}
    for message in race(request(SEEDS, endless), queue, [None] * 3):
        if isinstance(message, Frame):
            steps[message.run_id] = message.step
            if message.step > 200 and queue.empty():
                queue.put(PauseRun())
        if isinstance(message, RunPaused):
            queue.put(Stop())
    assert len({*steps.values()}) == 1


def test_that_every_suggestion_can_be_raced() -> None:
    experiment = preset(DEFAULT).experiment
    paths = raceable(experiment)
    assert {"trainer.batch_size", "trainer.optimizer.kind", "model.dropout"} <= {*paths}
    for path in paths:
        values = suggested(experiment, path)
        assert len(values) >= 2, path
        raced = experiments(Race(path=path, values=tuple(values)), experiment)
        assert len({str(member_title(e, path)) for e in raced}) == len(values)
        assert not choices(path) or {*values} <= {*choices(path)}


def test_that_a_race_of_seeds_is_known_as_one() -> None:
    assert is_of_seeds([*experiments(SEEDS, NOISY)])
    rates = Race(path="trainer.learning_rate", values=("0.1", "0.2"))
    assert not is_of_seeds([*experiments(rates, NOISY)])


@pytest.mark.parametrize(
    ("path", "values", "words"),
    [
        ("trainer.batch_size", ("8", "8"), "twice"),
        ("trainer.batch_size", ("8", "x"), "whole number"),
        ("trainer.batch_size", tuple(map(str, range(10))), "at most 9"),
        ("trainer.nothing", ("1", "2"), "no setting"),
        ("nothing.at.all", ("1", "2"), "no group"),
        ("trainer.optimizer.kind", ("adam", "magic"), "magic"),
    ],
)
def test_that_an_impossible_race_is_refused_in_words(
    path: str, values: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Problem, match=words):
        experiments(Race(path=path, values=values), NOISY)


def test_that_equal_epochs_give_each_run_its_own_number_of_steps() -> None:
    base = small(trainer={"steps": 100, "batch_size": 0}, dataset={"points": 16})
    settings = Race(path="trainer.batch_size", values=("0", "4", "5"), pace="epochs")
    assert [e.trainer.steps for e in experiments(settings, base)] == [100, 400, 400]


def test_that_the_series_of_a_race_are_whole() -> None:
    messages = run_race(SEEDS, NOISY)
    for number in range(3):
        started = [m for m in of_run(messages, number) if isinstance(m, RunStarted)]
        assert len(started) == 1
        assert curves(of_run(messages, number))[Series.BATCH_LOSS].steps.tolist() == [*range(150)]
