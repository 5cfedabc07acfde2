"""The composition root: builds every part of the program once, and joins what they tell.

Here, and nowhere else, it is said who knows whom. A part gets the few others that it needs; what
it has to tell, it tells by signals, which are joined at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction

from app.desktop.about import open_log_folder, show_about
from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.export.export_dialog import Exports
from app.export.figures import Figures
from app.export.film_dialog import Films
from app.files.downloads import ask_download
from app.files.file_dialogs import FileDialogs
from app.files.project_files import ProjectFiles
from app.files.recovery import Recovery
from app.lesson.controller import Lessons
from app.lesson.cue_actions import CueContext
from app.runs.controller import RunState
from app.session.session import Session
from app.window import commands
from app.window.appearance import Appearance, Look
from app.window.handlers import RunHandlers, ViewHandlers, show_help, show_preferences
from app.window.main_window import MainWindow
from app.window.menus import Menus
from app.window.panel_display import PanelDisplay
from app.window.preferences_dialog import PreferencesDialog
from app.window.presenting import Presenting
from app.window.record_panels import RecordPanels
from app.window.run_display import Showing
from app.window.status_display import RecordingDisplay, StatusDisplay
from app.window.status_line import StatusLine
from app.window.submenus import submenus
from app.window.view_edits import Editing
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.transport_bar import TransportBar
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage
from widgets.views import VIEWS, HistoryView, SpectrumView


@dataclass(frozen=True, eq=False)
class Core:
    """The document and what it is seen in: most other parts are about these."""

    preferences: Preferences
    frame: MainWindow
    session: Session
    stage: Stage
    scene: Scene
    notices: Notices
    dialogs: FileDialogs
    records: RecordPanels
    files: ProjectFiles
    showing: Showing
    lessons: Lessons
    appearance: Appearance

    def preferences_dialog(self) -> PreferencesDialog:
        """Make the dialog of the user's choices, which take effect at once."""
        dialog = PreferencesDialog(self.preferences, self.frame)
        dialog.look_changed.connect(self.appearance.apply)
        dialog.budget_changed.connect(self.records.set_budget)
        return dialog


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
    displays: "Displays"


@dataclass(frozen=True, eq=False)
class Displays:
    """What listens to the session and is asked for nothing."""

    panel: PanelDisplay
    status: StatusDisplay
    recording: RecordingDisplay
    editing: Editing


def compose(preferences: Preferences) -> Program:
    """Build the program, with a window that is not shown yet."""
    program = _program(_core(preferences))
    program.frame.fill(
        program.presenting.place, program.records.timeline, program.transport, program.stage
    )
    _join_session(program)
    _join_window(program)
    program.appearance.apply()
    _retranslate(program)
    program.frame.restore()
    program.stage.grid.restoreState(preferences.state("views"))
    program.session.prepare()
    _show_state(program, RunState.IDLE)
    program.displays.recording.begin()
    return program


def _core(preferences: Preferences) -> Core:
    frame = MainWindow(preferences)
    session = Session(preferences.sessions_folder, preferences.budget, preferences.known)
    stage = Stage([kind() for kind in VIEWS])
    scene, notices = Scene(stage), Notices(frame)
    dialogs = FileDialogs(frame, preferences, lambda: session.document.path)
    records = RecordPanels(session, stage, preferences, frame)
    show, keep = records.arrangement.show, records.arrangement.keep
    files = ProjectFiles(session, dialogs, notices, preferences, show, keep)
    session.may_read = files.ask_to_read
    showing = Showing(session, scene)
    lessons = Lessons(CueContext(session, stage, scene, show, files.open_preset), frame)
    appearance = Appearance(preferences, scene)
    return Core(
        preferences, frame, session, stage, scene, notices, dialogs, records, files, showing,
        lessons, appearance,
    )  # fmt: skip


def _program(core: Core) -> Program:
    preferences, frame, session, stage = core.preferences, core.frame, core.session, core.stage
    notices, dialogs, records = core.notices, core.dialogs, core.records
    panel = ExperimentPanel()
    frame.add_docks(panel, records.runs, records.notes, core.lessons.panel)
    presenting = Presenting(frame, frame.docks, core.scene, preferences, notices)
    figures = Figures(stage, dialogs, preferences, notices)
    films = Films(session, stage, figures, notices)
    exports = Exports(session, stage, figures, films, dialogs, notices)
    run_handlers = RunHandlers(session, stage, records.overlays, notices)
    view_handlers = ViewHandlers(session, stage, core.lessons.rehearsal, presenting)
    handlers = {
        **_session_handlers(core),
        **_window_handlers(core, panel, presenting, run_handlers, view_handlers),
    }
    actions = commands.make_actions(frame, handlers)
    filled = {
        **submenus(preferences, core.files, core.appearance, presenting, core.lessons),
        **exports.submenus(),
        **figures.submenus(),
    }
    views = [*stage.grid.toggle_actions(), *(d.toggleViewAction() for d in frame.docks[1:])]
    transport = TransportBar(actions[key] for key in commands.TRANSPORT)
    status = StatusLine(transport)
    displays = Displays(
        PanelDisplay(session, panel, records.timeline, core.scene),
        StatusDisplay(session, status),
        RecordingDisplay(session, transport, core.scene, notices, preferences),
        Editing(session, stage, notices),
    )
    return Program(
        **vars(core),
        panel=panel,
        presenting=presenting,
        figures=figures,
        films=films,
        exports=exports,
        recovery=Recovery(preferences.sessions_folder, session, dialogs, notices),
        run_handlers=run_handlers,
        view_handlers=view_handlers,
        actions=actions,
        menus=Menus(frame.menuBar(), actions, views, filled),
        transport=transport,
        status=status,
        displays=displays,
    )


Handlers = dict[str, Callable[..., object]]


def _session_handlers(core: Core) -> Handlers:
    session, files, lessons = core.session, core.files, core.lessons
    return {
        "run": session.run_or_pause,
        "step": session.step,
        "reset": session.reset,
        "stop": session.runs.stop,
        "bookmark": core.records.add_bookmark,
        "choose_preset": files.ask_preset,
        "new": files.new,
        "open": files.ask_open,
        "save": files.save,
        "save_as": files.ask_save,
        "import_csv": files.ask_csv,
        "download": lambda: ask_download(session, core.notices),
        "undo": session.document.undo_stack.undo,
        "redo": session.document.undo_stack.redo,
        "next_cue": lessons.walk.next,
        "previous_cue": lessons.walk.back,
        "take_doings": lessons.take_doings,
        "rehearse": lessons.rehearsal.start,
    }


def _window_handlers(
    core: Core, panel: ExperimentPanel, presenting: Presenting, runs: RunHandlers,
    views: ViewHandlers,
) -> Handlers:  # fmt: skip
    frame = core.frame
    return {
        "quit": frame.close,
        "branch": runs.branch,
        "race": runs.race,
        "side_by_side": runs.show_side_by_side,
        "arrange": core.stage.grid.arrange,
        "predict": views.predict,
        "back": views.back,
        "full_screen": presenting.set_full_screen,
        "present": presenting.set_presenting,
        "preferences": lambda: show_preferences(core.preferences_dialog()),
        "help": lambda: show_help(frame, core.session, panel),
        "log_folder": open_log_folder,
        "about": lambda: show_about(frame),
    }


# --- who tells whom ---


def _join_session(program: Program) -> None:
    """Join what the session tells with what shows it."""
    session, records, actions = program.session, program.records, program.actions
    document, show_title = session.document, partial(_show_title, program)
    document.experiment_changed.connect(show_title)
    document.path_changed.connect(show_title)
    document.undo_stack.cleanChanged.connect(show_title)
    session.modified_changed.connect(show_title)
    for key, changed in (
        ("undo", document.undo_stack.canUndoChanged),
        ("redo", document.undo_stack.canRedoChanged),
    ):
        changed.connect(actions[key].setEnabled)
        actions[key].setEnabled(False)
    session.cleared.connect(program.stage.setFocus)  # the next key is typed into no field
    session.opened.connect(records.arrangement.restore)
    session.images.ended.connect(records.overlays.refresh)
    session.runs.state_changed.connect(partial(_show_state, program))
    show_run = partial(_show_run_style, program)
    session.runs.run_started.connect(show_run)
    session.book.recording_opened.connect(show_run)
    session.book.run_list.changed.connect(show_run)
    program.transport.speed_changed.connect(session.runs.set_speed)


def _join_window(program: Program) -> None:
    """Join the parts of the window with each other."""
    frame, lessons, actions = program.frame, program.lessons, program.actions
    presenting, appearance, status = program.presenting, program.appearance, program.status
    frame.file_dropped.connect(program.files.open_path)
    frame.language_changed.connect(partial(_retranslate, program))
    frame.ask_before_closing(partial(_may_close, program))
    program.notices.status_set.connect(status.say)
    program.notices.status_flashed.connect(status.announce)
    program.files.explained.connect(program.displays.panel.explain)
    appearance.changed.connect(partial(_show_look, program))
    presenting.changed.connect(lambda: appearance.set_presented(presenting.presented))
    presenting.presenting_changed.connect(actions["present"].setChecked)
    presenting.full_screen_changed.connect(actions["full_screen"].setChecked)
    program.run_handlers.side_by_side_changed.connect(actions["side_by_side"].setChecked)
    lessons.opened.connect(frame.show_lesson)
    lessons.cue_shown.connect(presenting.panel.show_cue)
    lessons.walk.refused.connect(status.announce)
    lessons.walk.replay.frame_ready.connect(program.showing.show_frame)
    program.records.timeline.mark_chosen.connect(lessons.doings.on_mark_chosen)
    program.records.timeline.add_action(actions["branch"])
    frame.addActions(list(actions.values()))
    lessons.panel.add_actions(
        actions[key] for key in ("previous_cue", "next_cue", "take_doings", "rehearse")
    )
    spectrum, history = program.stage.view_of(SpectrumView), program.stage.view_of(HistoryView)
    spectrum.unit_changed.connect(history.set_unit)


def _show_title(program: Program, *_: object) -> None:
    session = program.session
    program.frame.show_title(session.document.path, is_modified=session.is_modified)


def _show_state(program: Program, state: RunState) -> None:
    commands.enable(program.actions, state)
    commands.show_run_action(program.actions["run"], state, program.appearance.theme)


def _show_run_style(program: Program, *_: object) -> None:
    """Draw the run that is shown in its own colour."""
    book = program.session.book
    run = book.run_list.find(book.shown)
    if run is not None:
        program.appearance.set_run_style(run.style)


def _show_look(program: Program, look: Look) -> None:
    for part in (
        program.transport, program.records, program.lessons.panel, program.presenting.panel
    ):  # fmt: skip
        part.set_style(look.style)
    program.panel.restyle()
    commands.set_icons(program.actions, look.theme)
    commands.show_run_action(program.actions["run"], program.session.runs.state, look.theme)


def _retranslate(program: Program) -> None:
    """Set all texts in the present language."""
    commands.retranslate(program.actions)
    program.menus.retranslate()
    program.frame.retranslate()
    program.lessons.retranslate()
    program.records.retranslate()
    _show_title(program)


def _may_close(program: Program) -> bool:
    """End everything, unless the user wants to stay."""
    if not program.files.may_close():
        return False
    program.presenting.leave()
    program.frame.keep()
    program.preferences.set_state("views", program.stage.grid.arrangement())
    program.session.close()
    return True
