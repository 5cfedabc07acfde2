"""What the run under way is doing: the state machine of the run controller, without Qt.

=========  =============================================================
state      what it is
=========  =============================================================
IDLE       no run is under way
STARTING   a run was asked for, and has not announced itself yet
RUNNING    it trains
PAUSED     it waits for a command
STOPPING   it was asked to end, and ends
REPLACING  it was asked to end, and another begins when it has
=========  =============================================================

What follows is done on entering the state; an event that a state does not name changes nothing.
Active stands for STARTING, RUNNING and PAUSED.

=========  =========  =========  =====================================
state      event      next       what follows
=========  =========  =========  =====================================
IDLE       START      STARTING   the run that was asked for is launched
active     START      REPLACING  the run is asked to end
STOPPING   START      REPLACING  nothing
active     STOP       STOPPING   the run is asked to end
REPLACING  STOP       STOPPING   nothing
active     STARTED    RUNNING    nothing
active     PAUSED     PAUSED     nothing
active     RESUMED    RUNNING    nothing
active     FINISHED   IDLE       nothing
STOPPING   FINISHED   IDLE       nothing
REPLACING  FINISHED   STARTING   the run that was asked for is launched
=========  =========  =========  =====================================
"""

from enum import Enum, auto


class RunState(Enum):
    """What the run on screen is doing; buttons and texts are functions of it."""

    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    REPLACING = "replacing"


ACTIVE = (RunState.STARTING, RunState.RUNNING, RunState.PAUSED)
ENDING = (RunState.STOPPING, RunState.REPLACING)


class RunEvent(Enum):
    """What changes the state: what is asked, and what the engine announces."""

    START = auto()
    STOP = auto()
    STARTED = auto()
    PAUSED = auto()
    RESUMED = auto()
    FINISHED = auto()


class RunEffect(Enum):
    """What follows."""

    NOTHING = auto()
    LAUNCH = auto()
    ASK_TO_END = auto()


_ANNOUNCED = {
    RunEvent.STARTED: RunState.RUNNING,
    RunEvent.PAUSED: RunState.PAUSED,
    RunEvent.RESUMED: RunState.RUNNING,
}


def after(state: RunState, event: RunEvent) -> tuple[RunState, RunEffect]:
    """Return the next state, and what follows; see the table above."""
    match event, state:
        case RunEvent.START, RunState.IDLE:
            following = RunState.STARTING, RunEffect.LAUNCH
        case RunEvent.START, _:
            asks = state in ACTIVE
            following = RunState.REPLACING, RunEffect.ASK_TO_END if asks else RunEffect.NOTHING
        case RunEvent.STOP, (RunState.STARTING | RunState.RUNNING | RunState.PAUSED):
            following = RunState.STOPPING, RunEffect.ASK_TO_END
        case RunEvent.STOP, RunState.REPLACING:
            following = RunState.STOPPING, RunEffect.NOTHING
        case RunEvent.FINISHED, RunState.REPLACING:
            following = RunState.STARTING, RunEffect.LAUNCH
        case RunEvent.FINISHED, _:
            following = RunState.IDLE, RunEffect.NOTHING
        case _ if state in ACTIVE and event in _ANNOUNCED:
            following = _ANNOUNCED[event], RunEffect.NOTHING
        case _:
            following = state, RunEffect.NOTHING
    return following
