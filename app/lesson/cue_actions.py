"""What each kind of cue does in the window, but for training, which takes its time."""

from functools import reduce, singledispatch
from typing import TYPE_CHECKING

from app.files import project_files
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
from widgets.plots.prediction import Guess
from widgets.text import translated

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


@singledispatch
def perform(act: object, _window: "MainWindow") -> None:
    """Do what a cue says.

    Raises
    ------
    Problem
        When it cannot be done; nothing has changed then.
    """
    raise TypeError(f"nothing is known of {type(act).__name__}")


@perform.register(TakePreset)
def _(act: TakePreset, window: "MainWindow") -> None:
    if act.preset not in PRESETS:
        raise Problem("There is no preset “{name}” any more.", name=act.preset)
    project_files.open_preset(window, act.preset)


@perform.register(SetSettings)
def _(act: SetSettings, window: "MainWindow") -> None:
    window.session.lead(reduce(_changed, act.changes, window.document.experiment))


def _changed(experiment: Experiment, change: str) -> Experiment:
    path, equals, value = change.partition("=")
    if not equals:
        raise Problem("“{change}” is not of the form dotted.key=value.", change=change)
    return assigned(experiment, path.strip(), value)


@perform.register(PlanRace)
def _(act: PlanRace, window: "MainWindow") -> None:
    experiments(act.race, window.document.experiment)  # raises where it is not possible
    window.session.plan(act.race)


@perform.register(Halt)
def _(_act: Halt, window: "MainWindow") -> None:
    window.runs.pause()


@perform.register(Restart)
def _(_act: Restart, window: "MainWindow") -> None:
    window.session.reset()


@perform.register(ShowViews)
def _(act: ShowViews, window: "MainWindow") -> None:
    known = window.stage.grid.docks
    unknown = [key for key in (*act.views, act.enlarged) if key and key not in known]
    if unknown:
        raise Problem("There is no view “{view}” any more.", view=unknown[0])
    window.records.arrangement.show(act.views)
    if act.enlarged:
        window.stage.grid.enlarge(act.enlarged)


@perform.register(GoToBookmark)
def _(act: GoToBookmark, window: "MainWindow") -> None:
    marks = {mark.name: mark for mark in window.session.keeper.notebook.bookmarks}
    mark, book = marks.get(act.name), window.session.book
    if mark is None or book.run_list.find(mark.run) is None:
        raise Problem("There is no bookmark “{name}” any more.", name=act.name)
    book.show_run(mark.run)
    book.timeline.go(mark.step)


@perform.register(ShowNote)
def _(act: ShowNote, window: "MainWindow") -> None:
    window.scene.show_caption(translated(act.text))


@perform.register(Hide)
def _(act: Hide, window: "MainWindow") -> None:
    _guess(act.view, window).hide(act.part)


@perform.register(Reveal)
def _(act: Reveal, window: "MainWindow") -> None:
    _guess(act.view, window).reveal()


def _guess(key: str, window: "MainWindow") -> Guess:
    view = window.views.get(key)
    if view is None or view.guess is None:
        raise Problem("There is no view “{view}” in which anything is hidden.", view=key)
    return view.guess


@perform.register(Unknown)
def _(_act: Unknown, _window: "MainWindow") -> None:
    raise Problem("This version of the app does not know this cue.")
