"""The composition root: builds every part of the program once, and joins what they tell.

Here, and nowhere else, it is said who knows whom. A part gets the few others that it needs; what
it has to tell, it tells by signals, which are joined at the end.
"""

from collections.abc import Callable

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
from app.joints import Joints
from app.lesson.controller import Lessons
from app.lesson.cue_actions import CueContext
from app.program import Core, Displays, Program
from app.runs.controller import RunState
from app.session.session import Session
from app.window import commands
from app.window.appearance import Appearance
from app.window.handlers import RunHandlers, ViewHandlers, show_help, show_preferences
from app.window.main_window import MainWindow
from app.window.menus import Menus
from app.window.panel_display import PanelDisplay
from app.window.presenting import Presenting
from app.window.record_panels import RecordPanels
from app.window.run_display import RunDisplay
from app.window.status_display import RecordingDisplay, StatusDisplay
from app.window.status_line import StatusLine
from app.window.submenus import submenus
from app.window.view_edits import ViewEdits
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.transport_bar import TransportBar
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage
from widgets.views import VIEWS


def compose(preferences: Preferences) -> Program:
    """Build the program, with a window that is not shown yet."""
    program = _program(_core(preferences))
    program.frame.fill(
        program.presenting.place, program.records.timeline, program.transport, program.stage
    )
    joints = Joints(program)
    program.appearance.apply()
    joints.retranslate()
    program.frame.restore()
    program.stage.grid.restoreState(preferences.state("views"))
    program.session.prepare()
    joints.show_state(RunState.IDLE)
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
    showing = RunDisplay(session, scene)
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
        StatusDisplay(session, status, transport),
        RecordingDisplay(session, transport, core.scene, notices, preferences),
        ViewEdits(session, stage, notices),
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
        "next_cue": lessons.player.next,
        "previous_cue": lessons.player.back,
        "take_recorded": lessons.take_recorded,
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
