"""What a lesson waits for while a cue is at work: the state machine of the player, without Qt.

=========  ======================================================================================
phase      what it is
=========  ======================================================================================
RESTING    no cue is at work
WAITING    the clicker was pressed while images are read: the next cue begins when they are there
READY      a cue is to train, and waits until the run before has paused or ended
STARTING   it has begun a run, which pauses at its beginning
TRAINING   it trains until the run pauses
REPLAYING  what was rehearsed of it is played
RETURNING  one goes back, and waits until the run has ended
=========  ======================================================================================

What follows is done on entering the phase; an event that a phase does not name changes nothing.

=========  ============  =========  ==============================================
phase      event         next       what follows
=========  ============  =========  ==============================================
any        LEFT          RESTING    nothing (REPLAYING: the replay stops)
any        BACK          RETURNING  the run ends
any        POSTPONED     WAITING    nothing
RESTING    CUE           READY      nothing
WAITING    IMAGES        RESTING    the next cue
READY      RUN_IDLE      STARTING   what was rehearsed is played, or else a run begins
READY      RUN_RUNNING   READY      the run pauses
READY      RUN_PAUSED    TRAINING   the run advances to the goal
STARTING   REPLAY_BEGAN  REPLAYING  nothing
STARTING   RUN_RUNNING   STARTING   the run pauses
STARTING   RUN_PAUSED    TRAINING   the run advances to the goal
STARTING   RUN_IDLE      RESTING    the cue is over: a run that cannot begin does not again
TRAINING   RUN_PAUSED    RESTING    the cue is over
TRAINING   RUN_IDLE      RESTING    the cue is over
REPLAYING  REPLAY_ENDED  RESTING    the cue is over
REPLAYING  RUN_STARTING  RESTING    the replay stops: a control was touched, it is live now
RETURNING  RUN_IDLE      RESTING    what was on screen before is shown
=========  ============  =========  ==============================================
"""

from enum import Enum, auto

from app.runs.run_states import RunState


class Phase(Enum):
    """What a lesson waits for."""

    RESTING = auto()
    WAITING = auto()
    READY = auto()
    STARTING = auto()
    TRAINING = auto()
    REPLAYING = auto()
    RETURNING = auto()


BUSY = frozenset({Phase.READY, Phase.STARTING, Phase.TRAINING, Phase.REPLAYING})
"""Phases in which a cue still trains, or is replayed."""


class LessonEvent(Enum):
    """What changes the phase."""

    CUE = auto()
    LEFT = auto()
    BACK = auto()
    POSTPONED = auto()
    IMAGES = auto()
    RUN_IDLE = auto()
    RUN_STARTING = auto()
    RUN_RUNNING = auto()
    RUN_PAUSED = auto()
    RUN_STOPPING = auto()
    REPLAY_BEGAN = auto()
    REPLAY_ENDED = auto()


OF_RUN = {
    RunState.IDLE: LessonEvent.RUN_IDLE,
    RunState.STARTING: LessonEvent.RUN_STARTING,
    RunState.RUNNING: LessonEvent.RUN_RUNNING,
    RunState.PAUSED: LessonEvent.RUN_PAUSED,
    RunState.STOPPING: LessonEvent.RUN_STOPPING,
    RunState.REPLACING: LessonEvent.RUN_STOPPING,
}


class Effect(Enum):
    """What follows."""

    NOTHING = auto()
    NEXT_CUE = auto()
    PLAY_OR_BEGIN = auto()
    PAUSE = auto()
    ADVANCE = auto()
    FINISH = auto()
    STOP_REPLAY = auto()
    STOP_RUN = auto()
    SHOW_MOMENT = auto()


def after(  # noqa: C901, PLR0912 - a row of the table each
    phase: Phase, event: LessonEvent
) -> tuple[Phase, Effect]:
    """Return the next phase, and what follows; see the table above."""
    match phase, event:
        case Phase.REPLAYING, LessonEvent.LEFT | LessonEvent.RUN_STARTING:
            following = Phase.RESTING, Effect.STOP_REPLAY
        case _, LessonEvent.LEFT:
            following = Phase.RESTING, Effect.NOTHING
        case _, LessonEvent.BACK:
            following = Phase.RETURNING, Effect.STOP_RUN
        case _, LessonEvent.POSTPONED:
            following = Phase.WAITING, Effect.NOTHING
        case Phase.RESTING, LessonEvent.CUE:
            following = Phase.READY, Effect.NOTHING
        case Phase.WAITING, LessonEvent.IMAGES:
            following = Phase.RESTING, Effect.NEXT_CUE
        case Phase.READY, LessonEvent.RUN_IDLE:
            following = Phase.STARTING, Effect.PLAY_OR_BEGIN
        case ((Phase.READY | Phase.STARTING), LessonEvent.RUN_RUNNING):
            following = phase, Effect.PAUSE
        case ((Phase.READY | Phase.STARTING), LessonEvent.RUN_PAUSED):
            following = Phase.TRAINING, Effect.ADVANCE
        case Phase.STARTING, LessonEvent.REPLAY_BEGAN:
            following = Phase.REPLAYING, Effect.NOTHING
        case Phase.STARTING, LessonEvent.RUN_IDLE:
            following = Phase.RESTING, Effect.FINISH
        case Phase.TRAINING, (LessonEvent.RUN_PAUSED | LessonEvent.RUN_IDLE):
            following = Phase.RESTING, Effect.FINISH
        case Phase.REPLAYING, LessonEvent.REPLAY_ENDED:
            following = Phase.RESTING, Effect.FINISH
        case Phase.RETURNING, LessonEvent.RUN_IDLE:
            following = Phase.RESTING, Effect.SHOW_MOMENT
        case _:
            following = phase, Effect.NOTHING
    return following
