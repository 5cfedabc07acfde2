"""What commands do that ask something first, or act on more than one part."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.commands.commands import Commands
from app.desktop import language
from app.desktop.preferences import Preferences
from app.lesson.rehearsal import Rehearsal
from app.runs.run_states import RunState
from app.session.overlays import Overlays
from app.session.session import Session
from app.window.guide import page_of, show_guide
from app.window.preferences_dialog import PreferencesDialog
from app.window.presenting import Presenting
from app.window.race_setup import ask_race, made
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.stage.stage import Stage

RUN = {
    RunState.IDLE: "start",
    RunState.STARTING: "pause",
    RunState.RUNNING: "pause",
    RunState.PAUSED: "resume",
    RunState.STOPPING: "start",
    RunState.REPLACING: "start",
}
"""Commands that Space stands for."""
STEP = {RunState.IDLE: "single_step", RunState.RUNNING: "pause", RunState.PAUSED: "single_step"}
"""Commands that the key for a single step stands for."""


class RunHandlers(QObject):
    """Runs, races, and runs side by side.

    Signals
    -------
    side_by_side_changed
        Whether small multiples are shown.
    """

    side_by_side_changed = Signal(bool)

    def __init__(
        self, session: Session, stage: Stage, overlays: Overlays, commands: Commands
    ) -> None:
        super().__init__(stage)
        self._session, self._stage = session, stage
        self._overlays, self._commands = overlays, commands
        session.replaced.connect(self._on_replaced)

    def run(self) -> None:
        """Begin, pause or go on."""
        self._commands.execute(RUN[self._session.runs.state])

    def step(self) -> None:
        """Do one step, or pause."""
        key = STEP.get(self._session.runs.state)
        if key is not None:
            self._commands.execute(key)

    def ask_race(self, parent: QWidget) -> None:
        """Ask for a race and start it."""
        experiment = self._session.document.experiment
        asked = ask_race(parent, experiment, self._session.runs.race)
        if asked is not None:
            self._commands.execute("start_race", made(asked, experiment))
            self._commands.execute("side_by_side", asked.side_by_side)

    def show_side_by_side(self, is_on: bool) -> None:
        """Show small multiples of all shown runs, or the views of one."""
        self._stage.show_side_by_side(is_on)
        self._overlays.want_multiples(is_on)
        self.side_by_side_changed.emit(is_on)

    @Slot()
    def _on_replaced(self) -> None:
        """Show the views of the document before no more."""
        self.show_side_by_side(False)
        grid = self._stage.grid
        if grid.is_enlarged or not grid.shows(()):
            grid.take_views(())
            self._stage.setFocus()  # docks that were laid out anew have lost it


class ViewHandlers:
    """Predictions, and the way back from whatever is large or goes on."""

    def __init__(
        self,
        session: Session,
        stage: Stage,
        rehearsal: Rehearsal,
        presenting: Presenting,
        commands: Commands,
    ) -> None:
        self._session, self._stage = session, stage
        self._rehearsal, self._presenting, self._commands = rehearsal, presenting, commands

    def predict(self) -> None:
        """Go on with the prediction under the mouse, or that which was begun, or the first one."""
        views = self._stage.views.values()
        predictions = [v.prediction for v in views if v.prediction is not None and v.isVisible()]
        ordered = sorted(predictions, key=lambda p: (not p.is_under_mouse, not p.is_shown))
        if ordered:
            ordered[0].ask_next()

    def back(self) -> None:
        """Leave what is enlarged, else end what goes on, else leave presenting."""
        if self._stage.grid.is_enlarged:
            self._commands.execute("restore_views")
        elif self._rehearsal.is_going:
            self._rehearsal.cancel()
        elif self._session.jobs.is_going:
            self._session.jobs.cancel()
        else:
            self._presenting.leave()


def show_help(parent: QWidget, session: Session, panel: ExperimentPanel) -> None:
    """Open the help: at the preset that is on screen, where it is one."""
    show_guide(parent, page_of(session.document.experiment) if panel.is_explaining else "")


def show_preferences(dialog: PreferencesDialog) -> None:
    """Show the dialog until it is closed."""
    dialog.exec()
    dialog.deleteLater()


def choose_language(preferences: Preferences, name: str) -> None:
    """Speak a language from now on."""
    preferences.set_text("language", name)
    language.switch(name)
