"""The player's state machine: every pair of a phase and an event."""

import itertools

import pytest

from app.lesson import phases
from app.lesson.phases import BUSY, OF_RUN, Effect, LessonEvent, Phase, after
from app.runs.run_states import RunState
from tests.harness.state_table import rows_of

EFFECTS = {
    "nothing": Effect.NOTHING,
    "nothing (REPLAYING: the replay stops)": Effect.NOTHING,
    "the run ends": Effect.STOP_RUN,
    "the next cue": Effect.NEXT_CUE,
    "what was rehearsed is played, or else a run begins": Effect.PLAY_OR_BEGIN,
    "the run pauses": Effect.PAUSE,
    "the run advances to the goal": Effect.ADVANCE,
    "the cue is over": Effect.FINISH,
    "the cue is over: a run that cannot begin does not again": Effect.FINISH,
    "the replay stops: a control was touched, it is live now": Effect.STOP_REPLAY,
    "what was on screen before is shown": Effect.SHOW_MOMENT,
}


def documented() -> dict[tuple[Phase, LessonEvent], tuple[Phase, Effect]]:
    """Return what the table in the docstring says of each pair that it names."""
    table: dict[tuple[Phase, LessonEvent], tuple[Phase, Effect]] = {}
    for row in rows_of(phases, LessonEvent):
        for phase in Phase if row.state == "any" else [Phase[row.state]]:
            table[phase, LessonEvent[row.event]] = Phase[row.following], EFFECTS[row.effect]
    table[Phase.REPLAYING, LessonEvent.LEFT] = Phase.RESTING, Effect.STOP_REPLAY
    return table


def test_that_the_table_says_something_of_every_phase_and_event() -> None:
    pairs = documented()
    assert {phase for phase, _ in pairs} == {*Phase}
    assert {event for _, event in pairs} == {*LessonEvent} - {LessonEvent.RUN_STOPPING}
    assert {effect for _, effect in pairs.values()} == {*Effect}


@pytest.mark.parametrize(("phase", "event"), [*itertools.product(Phase, LessonEvent)])
def test_that_each_pair_is_as_the_table_says(phase: Phase, event: LessonEvent) -> None:
    assert after(phase, event) == documented().get((phase, event), (phase, Effect.NOTHING))


def test_that_each_state_of_a_run_is_an_event() -> None:
    assert {*OF_RUN} == {*RunState}


def test_that_no_phase_is_a_dead_end() -> None:
    for phase in Phase:
        reached = {phase}
        while (
            more := {after(p, e)[0] for p in reached for e in LessonEvent if e.name != "LEFT"}
            - reached
        ):
            reached |= more
        assert Phase.RESTING in reached
        assert reached >= BUSY
