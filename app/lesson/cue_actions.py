"""What each kind of cue does: a command, with what the cue says; and the commands of cues alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from app.commands.commands import Command
from app.session.session import Session
from training.catalog.lessons import (
    Act,
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
    Train,
    Unknown,
)
from training.settings import Experiment, Settings
from training.settings.assign import assigned
from training.settings.race import Race
from training.setup.races import experiments
from training.text import Problem
from widgets.plots.prediction import Prediction
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage
from widgets.text import translated

CUES: dict[type[Settings], tuple[str, Callable[[Any], tuple[Any, ...]]]] = {
    TakePreset: ("open_preset", lambda act: (act.preset,)),
    SetSettings: ("set_settings", lambda act: (act.changes,)),
    PlanRace: ("prepare_race", lambda act: (act.race,)),
    Train: ("train", lambda act: (act,)),
    Halt: ("pause", lambda _: ()),
    Restart: ("reset", lambda _: ()),
    ShowViews: ("show_views", lambda act: (act.views, act.enlarged)),
    GoToBookmark: ("go_to_bookmark", lambda act: (act.name,)),
    ShowNote: ("show_note", lambda act: (act.text,)),
    Hide: ("hide", lambda act: (act.view, act.part)),
    Reveal: ("reveal", lambda act: (act.view,)),
    Unknown: ("pass_over", lambda _: ()),
}
"""Keys of commands by kinds of cues, and what a command takes of a cue."""


def command_of(act: Act) -> tuple[str, tuple[Any, ...]]:
    """Return the key of the command that does what a cue says, and its arguments."""
    key, arguments = CUES[type(act)]
    return key, arguments(act)


@dataclass(frozen=True, slots=True)
class CueContext:
    """What cues act on.

    Attributes
    ----------
    show_views
        Shows views by their keys, as a step of undo.
    """

    session: Session
    stage: Stage
    scene: Scene
    show_views: Callable[[Sequence[str]], None]

    def commands(self) -> Iterator[Command]:
        """Yield the commands that cues need, and menus do not.

        Each raises Problem when it cannot be done; nothing has changed then.
        """
        yield Command("set_settings", self._set_settings)
        yield Command("prepare_race", self._prepare_race)
        yield Command("show_views", self._show_views, self.shown_views)
        yield Command("go_to_bookmark", self._go_to_bookmark)
        yield Command("show_note", self._show_note)
        yield Command("hide", self._hide, lambda view, part: Hide(view=view, part=part))
        yield Command("reveal", self._reveal, lambda view: Reveal(view=view))
        yield Command("clear_prediction", lambda view: self._prediction(view).clear())
        yield Command("pass_over", self._pass_over)

    def _set_settings(self, changes: Sequence[str]) -> None:
        experiment = self.session.document.experiment
        self.session.apply_cue_settings(reduce(_changed, changes, experiment))

    def _prepare_race(self, race: Race) -> None:
        experiments(race, self.session.document.experiment)  # raises where it is not possible
        self.session.starter.pending_race = race

    def _show_views(self, views: Sequence[str], enlarged: str = "") -> None:
        docks = self.stage.grid.docks
        unknown = [key for key in (*views, enlarged) if key and key not in docks]
        if unknown:
            raise Problem("There is no view “{view}” any more.", view=unknown[0])
        self.show_views(views)
        if enlarged:
            self.stage.grid.enlarge(enlarged)

    def shown_views(self, *_arguments: object) -> ShowViews:
        """Return the cue that shows what is shown."""
        return ShowViews(views=self.stage.grid.shown(), enlarged=self.stage.grid.enlarged)

    def _go_to_bookmark(self, name: str) -> None:
        marks = {mark.name: mark for mark in self.session.keeper.notebook.bookmarks}
        mark, registry = marks.get(name), self.session.registry
        if mark is None or registry.run_list.find(mark.run) is None:
            raise Problem("There is no bookmark “{name}” any more.", name=name)
        registry.viewed.show(mark.run)
        registry.viewed.timeline.seek(mark.step)

    def _show_note(self, text: str) -> None:
        self.scene.show_caption(translated(text))

    def _hide(self, view: str, part: str) -> None:
        self._prediction(view).hide(part)

    def _reveal(self, view: str) -> None:
        self._prediction(view).reveal()

    def _prediction(self, key: str) -> Prediction:
        view = self.stage.views.get(key)
        if view is None or view.prediction is None:
            raise Problem("There is no view “{view}” in which anything is hidden.", view=key)
        return view.prediction

    def _pass_over(self) -> None:
        raise Problem("This version of the app does not know this cue.")


def _changed(experiment: Experiment, change: str) -> Experiment:
    path, equals, value = change.partition("=")
    if not equals:
        raise Problem("“{change}” is not of the form dotted.key=value.", change=change)
    return assigned(experiment, path.strip(), value)
