"""What the panel of the experiment shows: the settings of what is on screen, and whose they are."""

from PySide6.QtCore import QObject, Slot

from app.commands.commands import Commands
from app.session.on_screen import OnScreen
from app.session.session import Session
from training.settings import Experiment
from training.setup.prepare import data_settings
from training.setup.setup import Setup
from training.text import Text
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.owner_line import Owner
from widgets.panels.timeline_bar import TimelineBar
from widgets.stage.audience_scene import Scene


class PanelDisplay(QObject):
    """Connects the panel with a session; words about other data than those on screen go."""

    def __init__(
        self,
        session: Session,
        panel: ExperimentPanel,
        timeline: TimelineBar,
        scene: Scene,
        commands: Commands,
    ) -> None:
        super().__init__(panel)  # it hears nothing any more when the panel is gone
        self._session, self._panel, self._timeline, self._scene = session, panel, timeline, scene
        self._document = session.document
        self._explained_at = 0
        self._subject = self._document.experiment.dataset.subject
        """What the words on screen are about."""
        panel.experiment_changed.connect(commands.asker("edit_settings"))
        panel.owner.take_over_asked.connect(commands.asker("take_over"))
        session.screen.changed.connect(self._on_screen_changed)
        session.setup_changed.connect(self._on_setup_changed)
        session.data.problem_found.connect(panel.show_problem)
        session.data.missing.connect(panel.forget_setup)
        session.replaced.connect(self._on_replaced)
        self._document.experiment_changed.connect(self._on_experiment_changed)
        self._document.undo_stack.indexChanged.connect(self._on_undo_index_changed)
        panel.set_experiment(self._document.experiment)

    @Slot(object)
    def explain(self, text: Text) -> None:
        """Say what a preset shows, until it is undone or another experiment is opened."""
        self._explained_at = self._document.undo_stack.index()
        self._subject = self._document.experiment.dataset.subject
        self._panel.show_explanation(text)

    @Slot(object)
    def _on_setup_changed(self, setup: Setup) -> None:
        if self._session.screen.current.is_document:
            self._panel.show_setup(setup, self._document.experiment)

    @Slot(object)
    def _on_screen_changed(self, on_screen: OnScreen) -> None:
        self._panel.set_experiment(on_screen.experiment)
        self._panel.show_owner(
            None
            if on_screen.is_document
            else Owner(on_screen.name, on_screen.step, on_screen.is_live)
        )
        self._timeline.set_trains(on_screen.is_live or not on_screen.run)
        if on_screen.is_live:
            return  # it tells of its data when it has taken them
        setup = self._session.setup if on_screen.is_document else self._session.screen.setup
        if setup is not None and setup.made_of == data_settings(on_screen.experiment):
            self._panel.show_setup(setup, on_screen.experiment)

    @Slot(object)
    def _on_experiment_changed(self, experiment: Experiment) -> None:
        explained, subject = self._subject, experiment.dataset.subject
        if not (explained.startswith(subject) or subject.startswith(explained)):
            self._subject = subject
            self._on_replaced()

    @Slot()
    def _on_replaced(self) -> None:
        self._panel.show_explanation(None)
        self._scene.show_caption("")

    @Slot(int)
    def _on_undo_index_changed(self, index: int) -> None:
        if index < self._explained_at:
            self._panel.show_explanation(None)
