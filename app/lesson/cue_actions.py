"""What each kind of cue does in the window, but for training, which takes its time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce, singledispatch

from app.session.session import Session
from training.catalog.lessons import (
    GoToBookmark,
    Halt,
    Hide,
    PlanRace,
    Restart,
    Reveal,
    SetSettings,
    ShowNote,
    ShowViews,
    TakePreset,
    Unknown,
)
from training.catalog.presets import PRESETS
from training.settings import Experiment
from training.settings.assign import assigned
from training.setup.races import experiments
from training.text import Problem
from widgets.plots.prediction import Prediction
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage
from widgets.text import translated


@dataclass(frozen=True, slots=True)
class CueContext:
    """What cues act on."""

    session: Session
    stage: Stage
    scene: Scene
    show_views: Callable[[Sequence[str]], None]
    """Shows views by their keys, as a step of undo."""
    open_preset: Callable[[str], None]


@singledispatch
def perform(act: object, _context: CueContext) -> None:
    """Do what a cue says.

    Raises
    ------
    Problem
        When it cannot be done; nothing has changed then.
    """
    raise TypeError(f"nothing is known of {type(act).__name__}")


@perform.register(TakePreset)
def _(act: TakePreset, context: CueContext) -> None:
    if act.preset not in PRESETS:
        raise Problem("There is no preset “{name}” any more.", name=act.preset)
    context.open_preset(act.preset)


@perform.register(SetSettings)
def _(act: SetSettings, context: CueContext) -> None:
    context.session.apply_cue_settings(
        reduce(_changed, act.changes, context.session.document.experiment)
    )


def _changed(experiment: Experiment, change: str) -> Experiment:
    path, equals, value = change.partition("=")
    if not equals:
        raise Problem("“{change}” is not of the form dotted.key=value.", change=change)
    return assigned(experiment, path.strip(), value)


@perform.register(PlanRace)
def _(act: PlanRace, context: CueContext) -> None:
    experiments(act.race, context.session.document.experiment)  # raises where it is not possible
    context.session.set_pending_race(act.race)


@perform.register(Halt)
def _(_act: Halt, context: CueContext) -> None:
    context.session.runs.pause()


@perform.register(Restart)
def _(_act: Restart, context: CueContext) -> None:
    context.session.reset()


@perform.register(ShowViews)
def _(act: ShowViews, context: CueContext) -> None:
    known = context.stage.grid.docks
    unknown = [key for key in (*act.views, act.enlarged) if key and key not in known]
    if unknown:
        raise Problem("There is no view “{view}” any more.", view=unknown[0])
    context.show_views(act.views)
    if act.enlarged:
        context.stage.grid.enlarge(act.enlarged)


@perform.register(GoToBookmark)
def _(act: GoToBookmark, context: CueContext) -> None:
    marks = {mark.name: mark for mark in context.session.keeper.notebook.bookmarks}
    mark, book = marks.get(act.name), context.session.book
    if mark is None or book.run_list.find(mark.run) is None:
        raise Problem("There is no bookmark “{name}” any more.", name=act.name)
    book.show_run(mark.run)
    book.timeline.seek(mark.step)


@perform.register(ShowNote)
def _(act: ShowNote, context: CueContext) -> None:
    context.scene.show_caption(translated(act.text))


@perform.register(Hide)
def _(act: Hide, context: CueContext) -> None:
    _prediction(act.view, context).hide(act.part)


@perform.register(Reveal)
def _(act: Reveal, context: CueContext) -> None:
    _prediction(act.view, context).reveal()


def _prediction(key: str, context: CueContext) -> Prediction:
    view = context.stage.views.get(key)
    if view is None or view.prediction is None:
        raise Problem("There is no view “{view}” in which anything is hidden.", view=key)
    return view.prediction


@perform.register(Unknown)
def _(_act: Unknown, _context: CueContext) -> None:
    raise Problem("This version of the app does not know this cue.")
