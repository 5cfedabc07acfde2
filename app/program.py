"""All parts of the program with a window, by their names; ``app.compose`` builds them."""

from dataclasses import dataclass

from PySide6.QtGui import QAction

from app.commands.commands import Commands
from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.export.export_dialog import Exports
from app.export.figures import Figures
from app.export.film_dialog import Films
from app.files.data_files import DataFiles
from app.files.file_dialogs import FileDialogs
from app.files.project_files import ProjectFiles
from app.files.recovery import Recovery
from app.files.saves import Saves
from app.lesson.controller import Lessons
from app.runs.controller import RunController
from app.runs.registry import RunRegistry
from app.runs.viewed_run import ViewedRun
from app.session.document import Document
from app.session.saving import Saving
from app.session.session import Session
from app.window.appearance import Appearance
from app.window.handlers import RunHandlers, ViewHandlers
from app.window.main_window import MainWindow
from app.window.menus import Menus
from app.window.panel_display import PanelDisplay
from app.window.preferences_dialog import PreferencesDialog
from app.window.presenting import Presenting
from app.window.record_panels import RecordPanels
from app.window.run_display import RunDisplay
from app.window.status_display import RecordingDisplay, StatusDisplay
from app.window.status_line import StatusLine
from app.window.title_display import TitleDisplay
from app.window.view_edits import ViewEdits
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.transport_bar import TransportBar
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage


@dataclass(frozen=True, eq=False)
class Core:
    """The document and what it is seen in: most other parts are about these."""

    preferences: Preferences
    commands: Commands
    frame: MainWindow
    session: Session
    stage: Stage
    scene: Scene
    notices: Notices
    dialogs: FileDialogs
    records: RecordPanels
    saves: Saves
    data_files: DataFiles
    files: ProjectFiles
    showing: RunDisplay
    lessons: Lessons
    appearance: Appearance

    @property
    def document(self) -> Document:
        """The experiment, with undo."""
        return self.session.document

    @property
    def registry(self) -> RunRegistry:
        """The runs."""
        return self.session.registry

    @property
    def viewed(self) -> ViewedRun:
        """The run that the views show."""
        return self.session.registry.viewed

    @property
    def runs(self) -> RunController:
        """What starts, steers and ends runs."""
        return self.session.runs

    @property
    def saving(self) -> Saving:
        """What is in no file yet, and saving it."""
        return self.session.saving

    def preferences_dialog(self) -> PreferencesDialog:
        """Make the dialog of the user's choices, which take effect at once."""
        dialog = PreferencesDialog(self.preferences, self.frame)
        dialog.look_changed.connect(self.appearance.apply)
        dialog.budget_changed.connect(self.records.set_budget)
        return dialog


@dataclass(frozen=True, eq=False)
class Displays:
    """What listens to the session and is asked for nothing."""

    title: TitleDisplay
    panel: PanelDisplay
    status: StatusDisplay
    recording: RecordingDisplay
    editing: ViewEdits


@dataclass(frozen=True, eq=False)
class Program(Core):
    """All parts: whoever holds this holds the program."""

    panel: ExperimentPanel
    presenting: Presenting
    figures: Figures
    films: Films
    exports: Exports
    recovery: Recovery
    run_handlers: RunHandlers
    view_handlers: ViewHandlers
    actions: dict[str, QAction]
    menus: Menus
    transport: TransportBar
    status: StatusLine
    displays: Displays
