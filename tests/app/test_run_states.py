"""The run controller's state machine: every pair of a state and an event."""

import itertools

import pytest

from app.runs import run_states
from app.runs.run_states import ACTIVE, ENDING, RunEffect, RunEvent, RunState, after
from tests.harness.state_table import rows_of

EFFECTS = {
    "nothing": RunEffect.NOTHING,
    "the run is asked to end": RunEffect.ASK_TO_END,
    "the run that was asked for is launched": RunEffect.LAUNCH,
}


def documented() -> dict[tuple[RunState, RunEvent], tuple[RunState, RunEffect]]:
    """Return what the table in the docstring says of each pair that it names."""
    table: dict[tuple[RunState, RunEvent], tuple[RunState, RunEffect]] = {}
    for row in rows_of(run_states, RunEvent):
        for state in ACTIVE if row.state == "active" else [RunState[row.state]]:
            table[state, RunEvent[row.event]] = RunState[row.following], EFFECTS[row.effect]
    return table


def test_that_the_table_says_something_of_every_state_and_event() -> None:
    pairs = documented()
    assert {state for state, _ in pairs} == {*RunState}
    assert {event for _, event in pairs} == {*RunEvent}
    assert {effect for _, effect in pairs.values()} == {*RunEffect}
    assert {*ACTIVE, *ENDING} == {*RunState} - {RunState.IDLE}


@pytest.mark.parametrize(("state", "event"), [*itertools.product(RunState, RunEvent)])
def test_that_each_pair_is_as_the_table_says(state: RunState, event: RunEvent) -> None:
    expected = documented().get((state, event), (state, RunEffect.NOTHING))
    following, effect = after(state, event)
    assert (following, effect) == expected


def test_that_a_run_is_launched_only_when_none_is_under_way() -> None:
    for state, event in itertools.product(RunState, RunEvent):
        following, effect = after(state, event)
        is_free = state is RunState.IDLE or event is RunEvent.FINISHED
        assert (effect is RunEffect.LAUNCH) == (is_free and following is RunState.STARTING)
