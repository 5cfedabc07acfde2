"""The composition root: builds every part of the program once, and joins what they tell.

Here it is said who knows whom; only a session and its registry of runs build what is theirs alone.
A part gets the few others that it needs; what
it has to tell, it tells by signals, which are joined at the end.
"""

from collections.abc import Sequence

from app.command_table import commands_of
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
from app.joints import Joints
from app.lesson.controller import Lessons
from app.lesson.cue_actions import CueContext
from app.program import Core, Displays, Program
from app.runs.run_states import RunState
from app.session.session import Session
from app.window.actions import TRANSPORT, make_actions
from app.window.appearance import Appearance
from app.window.handlers import RunHandlers, ViewHandlers
from app.window.main_window import MainWindow
from app.window.menus import Menus
from app.window.panel_display import PanelDisplay
from app.window.presenting import Presenting
from app.window.record_panels import RecordPanels
from app.window.run_display import RunDisplay
from app.window.status_display import RecordingDisplay, StatusDisplay
from app.window.status_line import StatusLine
from app.window.submenus import submenus
from app.window.title_display import TitleDisplay
from app.window.view_edits import ViewEdits
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.transport_bar import TransportBar
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage
from widgets.views import VIEWS, View


def compose(preferences: Preferences, views: Sequence[type[View]] = VIEWS) -> Program:
    """Build the program, with a window that is not shown yet and has views of these classes."""
    program = _program(_core(preferences, views))
    program.commands.add(commands_of(program))
    program.frame.fill(program.presenting.place, program.transport, program.stage)
    joints = Joints(program)
    program.appearance.apply()
    joints.retranslate()
    program.frame.restore()
    program.stage.grid.restoreState(preferences.state("views"))
    program.session.prepare()
    joints.show_state(RunState.IDLE)
    program.displays.recording.begin()
    return program


def _core(preferences: Preferences, views: Sequence[type[View]]) -> Core:
    frame, commands = MainWindow(preferences), Commands()
    session = Session(preferences.sessions_folder, preferences.budget, preferences.known)
    stage = Stage([kind() for kind in views])
    scene, notices = Scene(stage), Notices(frame)
    dialogs = FileDialogs(frame, preferences, lambda: session.document.path)
    records = RecordPanels(session, stage, preferences, commands, frame)
    show, keep = records.arrangement.show, records.arrangement.keep
    saves = Saves(session, dialogs, notices, preferences, keep)
    data_files = DataFiles(session, dialogs, notices, preferences)
    files = ProjectFiles(session, dialogs, notices, preferences, saves, data_files, show)
    session.may_read = files.ask_to_read
    showing = RunDisplay(session, scene)
    lessons = Lessons(CueContext(session, stage, scene, show), commands, frame)
    appearance = Appearance(preferences, scene)
    return Core(
        preferences, commands, frame, session, stage, scene, notices, dialogs, records, saves,
        data_files, files, showing, lessons, appearance,
    )  # fmt: skip


def _program(core: Core) -> Program:
    preferences, frame, session, stage = core.preferences, core.frame, core.session, core.stage
    commands, notices, dialogs = core.commands, core.notices, core.dialogs
    records = core.records
    panel = ExperimentPanel()
    frame.add_docks(panel, records.runs, records.notes, core.lessons.panel)
    presenting = Presenting(frame, frame.docks, core.scene, preferences, notices)
    figures = Figures(stage, dialogs, preferences, notices)
    films = Films(session, stage, figures, notices, commands)
    exports = Exports(session, stage, figures, films, dialogs, notices)
    actions = make_actions(frame, commands)
    filled = {
        **submenus(preferences, presenting),
        **exports.submenus(),
        **figures.submenus(),
    }
    views = [*stage.grid.toggle_actions(), *(d.toggleViewAction() for d in frame.docks[1:])]
    transport = TransportBar((actions[key] for key in TRANSPORT), records.timeline)
    status = StatusLine(transport)
    displays = Displays(
        TitleDisplay(session, core.scene),
        PanelDisplay(session, panel, records.timeline, core.scene, commands),
        StatusDisplay(session, status, transport),
        RecordingDisplay(session, transport, core.scene, notices, preferences),
        ViewEdits(session, stage, commands, notices),
    )
    return Program(
        **vars(core),
        panel=panel,
        presenting=presenting,
        figures=figures,
        films=films,
        exports=exports,
        recovery=Recovery(preferences.sessions_folder, session, dialogs, notices),
        run_handlers=RunHandlers(session, stage, records.overlays, commands),
        view_handlers=ViewHandlers(session, stage, core.lessons.rehearsal, presenting, commands),
        actions=actions,
        menus=Menus(frame.menuBar(), actions, views, filled, commands),
        transport=transport,
        status=status,
        displays=displays,
    )
