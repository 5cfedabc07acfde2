"""The window: builds panels and views from the tables and wires signals; decides nothing."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from app.desktop.about import open_log_folder, show_about
from app.desktop.long_jobs import Advance
from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.export.export_dialog import Exports
from app.export.figures import Figures
from app.export.film_dialog import Films
from app.files.downloads import ask_download
from app.files.file_dialogs import FileDialogs
from app.files.project_files import ProjectFiles, dropped
from app.files.recovery import Recovery
from app.lesson.controller import Lessons
from app.lesson.cue_actions import CueContext
from app.recording.save_job import Saved
from app.runs.controller import RunState
from app.runs.overlays import run_title
from app.session.on_screen import OnScreen
from app.session.session import Session
from app.window import commands
from app.window.appearance import Appearance, Look
from app.window.guide import page_of, show_guide
from app.window.menus import Menus
from app.window.preferences_dialog import PreferencesDialog
from app.window.presenting import Presenting
from app.window.race_setup import ask_race, made
from app.window.record_panels import RecordPanels
from app.window.run_display import Showing
from app.window.status_line import StatusLine
from app.window.submenus import submenus
from app.window.view_edits import Editing
from training.data.kinds import Setup
from training.messages.announcements import End, Frame, RunEnded, RunPaused, RunStarted
from training.settings import Experiment
from training.setup.prepare import data_settings
from training.text import Problem, Text
from widgets.panels.experiment_panel import ExperimentPanel
from widgets.panels.owner_line import Owner
from widgets.panels.transport_bar import TransportBar
from widgets.stage.audience_scene import Scene
from widgets.stage.stage import Stage
from widgets.text import sentence
from widgets.views import VIEWS, HistoryView, SpectrumView, View

WIDE = 1600
"""Pixels of a screen that has room for a panel on each side."""


class MainWindow(QMainWindow):
    """Panels, views and transport of one document."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.session = Session(preferences.sessions_folder, preferences.budget, preferences.known)
        self.document, self.runs = self.session.document, self.session.runs
        self.stage = Stage([kind() for kind in VIEWS])
        self.grid = self.stage.grid
        self.scene = Scene(self.stage)
        self.panel = ExperimentPanel()
        self.notices = Notices(self)
        self.dialogs = FileDialogs(self, preferences, lambda: self.document.path)
        self.records = RecordPanels(self.session, self.stage, preferences, self)
        arrangement = self.records.arrangement
        self.files = ProjectFiles(
            self.session,
            self.dialogs,
            self.notices,
            preferences,
            arrangement.show,
            arrangement.keep,
        )
        self.session.may_read = self.files.ask_to_read
        self.recovery = Recovery(
            preferences.sessions_folder, self.session, self.dialogs, self.notices
        )
        self.showing = Showing(self.session, self.scene)
        context = CueContext(
            self.session, self.stage, self.scene, arrangement.show, self.files.open_preset
        )
        self.lessons = Lessons(context, self)
        self.figures = Figures(self.stage, self.dialogs, preferences, self.notices)
        self.films = Films(self.session, self.stage, self.figures, self.notices)
        self.exports = Exports(
            self.session, self.stage, self.figures, self.films, self.dialogs, self.notices
        )
        self.appearance = Appearance(preferences, self.scene)
        self.actions_by_key = commands.make_actions(self, self._handlers())
        self.addActions(list(self.actions_by_key.values()))
        self.transport = TransportBar(self.actions_by_key[key] for key in commands.TRANSPORT)
        self._explained_at = 0
        self._subject = self.document.experiment.dataset.subject
        """What the words on screen are about."""
        self._is_new = preferences.state("window").isEmpty()
        self.status = StatusLine(self.transport)
        self._lay_out()
        docks = (self.panel_dock, self.runs_dock, self.notes_dock, self.lesson_dock)
        toggles = [dock.toggleViewAction() for dock in docks[1:]]
        self.presenting = Presenting(self, docks, self.scene, preferences, self.notices)
        filled = {
            **submenus(preferences, self.files, self.appearance, self.presenting, self.lessons),
            **self.exports.submenus(),
            **self.figures.submenus(),
        }
        views = [*self.grid.toggle_actions(), *toggles]
        self.menus = Menus(self.menuBar(), self.actions_by_key, views, filled)
        self._column.insertWidget(0, self.presenting.place, 1)
        self._connect()
        self.appearance.apply()
        self.retranslate()
        self._restore_window()
        self.panel.set_experiment(self.document.experiment)
        self.session.prepare()
        self._on_run_state_changed(RunState.IDLE)
        self._on_recording_changed(self.session.book.archive.journal.problem)

    @property
    def views(self) -> dict[str, View]:
        """The views of the present data, by their keys."""
        return self.stage.views

    # --- building ---

    def _lay_out(self) -> None:
        centre = QWidget()
        self._column = column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.records.timeline)
        self.setCentralWidget(centre)
        bar = self.statusBar()  # below the docks too: sentences need the room
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.transport, 1)
        features = QDockWidget.DockWidgetFeature
        self.panel_dock = self._dock("panel", self.panel, features.DockWidgetMovable)
        free = features.DockWidgetMovable | features.DockWidgetClosable
        self.runs_dock = self._dock("runs", self.records.runs, free)
        self.notes_dock = self._dock("notes", self.records.notes, free)
        self.lesson_dock = self._dock("lesson", self.lessons.panel, free)
        keys = ("previous_cue", "next_cue", "take_doings", "rehearse")
        self.lessons.panel.add_actions(self.actions_by_key[key] for key in keys)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.panel_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.runs_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.notes_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.lesson_dock)
        self.tabifyDockWidget(self.runs_dock, self.lesson_dock)
        self.notes_dock.hide()
        self.lesson_dock.hide()
        screen = self.screen().availableGeometry()
        if screen.width() < WIDE:  # the views need the room
            self.tabifyDockWidget(self.panel_dock, self.runs_dock)
            self.panel_dock.raise_()
        self.resize(QSize(1760, 960).boundedTo(screen.size() * 0.92))
        self.records.timeline.add_action(self.actions_by_key["branch"])
        self.setAcceptDrops(True)

    @staticmethod
    def _dock(key: str, widget: QWidget, features: QDockWidget.DockWidgetFeature) -> QDockWidget:
        dock = QDockWidget()
        dock.setObjectName(key)
        dock.setWidget(widget)
        dock.setFeatures(features)
        return dock

    def _handlers(self) -> dict[str, Any]:
        return {
            "run": self.session.run_or_pause,
            "step": self.session.step,
            "reset": self.session.reset,
            "stop": self.runs.stop,
            "branch": self._on_branch_asked,
            "race": self._on_race_asked,
            "bookmark": self.records.add_bookmark,
            "choose_preset": self.files.ask_preset,
            "new": self.files.new,
            "open": self.files.ask_open,
            "save": self.files.save,
            "save_as": self.files.ask_save,
            "import_csv": self.files.ask_csv,
            "download": lambda: ask_download(self.session, self.notices),
            "quit": self.close,
            "undo": self.document.undo_stack.undo,
            "redo": self.document.undo_stack.redo,
            "arrange": self.grid.arrange,
            "side_by_side": self._on_side_by_side_asked,
            "predict": self._on_predict_asked,
            "full_screen": self._on_full_screen_asked,
            "present": self._on_present_asked,
            "back": self._on_back_asked,
            "next_cue": self.lessons.walk.next,
            "previous_cue": self.lessons.walk.back,
            "take_doings": self.lessons.take_doings,
            "rehearse": self.lessons.rehearsal.start,
            "preferences": self._on_preferences_asked,
            "help": self._on_help_asked,
            "log_folder": open_log_folder,
            "about": lambda: show_about(self),
        }

    def _connect(self) -> None:
        document, runs = self.document, self.runs
        document.experiment_changed.connect(self._show_title)
        document.experiment_changed.connect(self._on_experiment_changed)
        document.path_changed.connect(self._show_title)
        document.undo_stack.cleanChanged.connect(self._show_title)
        document.undo_stack.canUndoChanged.connect(self.actions_by_key["undo"].setEnabled)
        document.undo_stack.canRedoChanged.connect(self.actions_by_key["redo"].setEnabled)
        self.actions_by_key["undo"].setEnabled(False)
        self.actions_by_key["redo"].setEnabled(False)
        self.panel.experiment_changed.connect(self.session.edit_settings)
        self.panel.owner.take_over_asked.connect(self._on_take_over_asked)
        self.session.screen.changed.connect(self._on_screen_changed)
        self.session.setup_changed.connect(self._on_setup_changed)
        self.session.problem_found.connect(self.panel.show_problem)
        self.session.restarted.connect(self._on_restarted)
        self.session.kept.connect(self._on_kept)
        self.session.replaced.connect(self._on_replaced)
        self.session.cleared.connect(self._on_cleared)
        runs.state_changed.connect(self._on_run_state_changed)
        self.lessons.walk.refused.connect(self.status.announce)
        self._connect_parts()
        runs.run_started.connect(self._on_run_started)
        runs.frame_ready.connect(self._on_frame_ready)
        runs.run_paused.connect(self._on_run_paused)
        runs.run_ended.connect(self._on_run_ended)
        runs.member_ended.connect(self._on_member_ended)
        self.transport.speed_changed.connect(runs.set_speed)
        runs.recording_changed.connect(self._on_recording_changed)
        archive = self.session.book.archive
        archive.recording_failed.connect(self._on_recording_changed)
        archive.saved.connect(self._on_saved)
        archive.save_failed.connect(self._on_save_failed)
        self.session.book.recording_opened.connect(self._on_recording_opened)
        self.session.modified_changed.connect(self._show_title)
        self.session.opened.connect(self.records.arrangement.restore)
        document.undo_stack.indexChanged.connect(self._on_undo_index_changed)
        self.session.book.refused.connect(self._on_refused)
        timeline = self.session.book.timeline
        timeline.moved.connect(self._show_badge)
        self.session.book.recording_opened.connect(self._show_badge)
        runs.run_started.connect(self._show_badge)
        self.session.cleared.connect(self._show_badge)
        self.session.book.run_list.changed.connect(self._show_run_style)
        self.stage.needs_changed.connect(self._on_needs_changed)
        self._connect_work()
        self._connect_views()

    def _connect_parts(self) -> None:
        self.notices.status_set.connect(self.status.say)
        self.notices.status_flashed.connect(self.status.announce)
        self.files.explained.connect(self._on_explained)
        self.appearance.changed.connect(self._on_look_changed)
        self.presenting.changed.connect(self._on_presentation_changed)
        self.presenting.presenting_changed.connect(self.actions_by_key["present"].setChecked)
        self.presenting.full_screen_changed.connect(self.actions_by_key["full_screen"].setChecked)
        self.lessons.opened.connect(self._on_lesson_opened)
        self.lessons.cue_shown.connect(self.presenting.panel.show_cue)
        self.lessons.walk.replay.frame_ready.connect(self.showing.show_frame)
        self.records.timeline.mark_chosen.connect(self.lessons.doings.on_mark_chosen)

    def _connect_work(self) -> None:
        self.session.missing.connect(self.panel.forget_setup)
        self.session.waiting.connect(self._on_waiting)
        self.session.images.ended.connect(self.records.overlays.refresh)
        self.session.work.advanced.connect(self._on_work_advanced)
        self.scene.work.cancel_asked.connect(self.session.work.cancel)

    def _connect_views(self) -> None:
        self.editing = Editing(self.session, self.stage, self.notices)
        spectrum, history = self.stage.view_of(SpectrumView), self.stage.view_of(HistoryView)
        spectrum.unit_changed.connect(history.set_unit)

    # --- what the session tells ---

    @Slot(object)
    def _on_setup_changed(self, setup: Setup) -> None:
        if self.session.screen.now.is_document:
            self.panel.show_setup(setup, self.document.experiment)

    @Slot(object)
    def _on_screen_changed(self, now: OnScreen) -> None:
        """Show the settings of what is on screen, and whose they are."""
        self.panel.set_experiment(now.experiment)
        self.panel.show_owner(None if now.is_document else Owner(now.name, now.step, now.is_live))
        self.records.timeline.set_trains(now.is_live or not now.run)
        if now.is_live:
            return  # it tells of its data when it has taken them
        setup = self.session.setup if now.is_document else self.session.screen.setup
        if setup is not None and setup.made_of == data_settings(now.experiment):
            self.panel.show_setup(setup, now.experiment)

    @Slot()
    def _on_take_over_asked(self) -> None:
        self.session.replace(self.session.screen.now.experiment)

    @Slot(bool)
    def _on_waiting(self, is_waiting: bool) -> None:
        """Say what Space decided while images are read."""
        begins = Text("Training begins when the images are read.")
        self.status.say(begins if is_waiting else Text("Training does not begin by itself."))

    @Slot(object)
    def _on_work_advanced(self, advance: Advance | None) -> None:
        if advance is None:
            self.scene.work.hide()
        else:
            self.scene.work.show_work(sentence(advance.text), advance.part, advance.seconds)

    @Slot(object)
    def _on_explained(self, text: Text) -> None:
        """Say what a preset shows, until it is undone or another experiment is opened."""
        self._explained_at = self.document.undo_stack.index()
        self._subject = self.document.experiment.dataset.subject
        self.panel.show_explanation(text)

    @Slot(object)
    def _on_experiment_changed(self, experiment: Experiment) -> None:
        """Say nothing of a preset or a lesson beside other data than they are about."""
        known, now = self._subject, experiment.dataset.subject
        if not (known.startswith(now) or now.startswith(known)):
            self._subject = now
            self.panel.show_explanation(None)
            self.scene.show_caption("")

    @Slot(int)
    def _on_undo_index_changed(self, index: int) -> None:
        if index < self._explained_at:
            self.panel.show_explanation(None)

    @Slot()
    def _on_cleared(self) -> None:
        self.stage.setFocus()  # the next key is the window's, and typed into no field
        self.status.clear(self.document.experiment.trainer.steps)

    @Slot()
    def _on_restarted(self) -> None:
        self.status.announce(Text("Restarted from step 0: this setting needs new weights."))

    @Slot()
    def _on_kept(self) -> None:
        text = Text("The run goes on as it was: this setting needs new weights, R begins anew.")
        self.status.announce(text)

    @Slot()
    def _on_replaced(self) -> None:
        """Show nothing more of the document before."""
        self.show_side_by_side(False)
        if self.grid.is_enlarged or not self.grid.shows(()):
            self.grid.take_views(())
            self.stage.setFocus()  # docks that were laid out anew have lost it
        self.panel.show_explanation(None)
        self.scene.show_caption("")

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        commands.enable(self.actions_by_key, state)
        commands.show_run_action(self.actions_by_key["run"], state, self.appearance.theme)
        self.status.show_state(state)

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        if not self.session.book.is_shown(started.run_id):
            return  # another run of a race, which is drawn behind this one
        self.status.begin(started)
        self._show_run_style()

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        if not self.session.book.is_shown(frame.run_id):
            return  # another run is looked at; this one is read again from its recording
        self.status.show_frame(frame, self.session.book.planned_steps)

    @Slot(object, object)
    def _on_recording_opened(self, started: RunStarted, frame: Frame) -> None:
        self._show_run_style()
        run = self.session.book.run_list.find(self.session.book.shown)
        name = run_title(run) if run is not None else ""
        self.status.show_recorded(name, frame, started.experiment.trainer.steps)

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        self.preferences.add_recent(saved.path)
        self.status.say(Text("Saved as “{path}”.", {"path": str(saved.path)}))
        if saved.missing:
            names = ", ".join(sentence(run.title) for run in saved.missing)
            text = Text(
                "Not in the saved file: {names}. What was recorded of them cannot be read any "
                "more: the project that was open was changed, or its disk was taken away.",
                {"names": names},
            )
            self.notices.show_warning(text)
        problem = self.session.book.recording_problem
        if problem is not None:
            text = Text(
                "What was trained last is not in the saved file: {problem} Make room on that "
                "disk, and save again when the warning below has gone.",
                {"problem": problem},
            )
            self.notices.show_warning(text)

    @Slot(object)
    def _on_save_failed(self, problem: Text) -> None:
        self.notices.show_warning(problem)

    @Slot(object)
    def _on_recording_changed(self, problem: Text | None) -> None:
        self.transport.show_warning(problem)
        if problem is not None:
            self.status.say(problem)

    @Slot(object)
    def _on_refused(self, problem: Text) -> None:
        self.notices.show_warning(problem)

    @Slot()
    def _show_run_style(self) -> None:
        """Draw the run that is shown in its own colour."""
        run = self.session.book.run_list.find(self.session.book.shown)
        if run is not None:
            self.appearance.set_run_style(run.style)

    @Slot()
    def _show_badge(self) -> None:
        """Say to the class whether a recording is shown."""
        self.scene.show_recorded(self.session.book.recorded_step)

    @Slot(object)
    def _on_run_paused(self, paused: RunPaused) -> None:
        self.status.paused(paused)

    @Slot(object)
    def _on_run_ended(self, ended: RunEnded) -> None:
        if self.session.book.shown and not self.runs.is_replacing:  # else it was left behind
            self.status.ended(ended)

    @Slot(object)
    def _on_member_ended(self, ended: RunEnded) -> None:
        run = self.session.book.run_list.find(self.session.book.key_of(ended.run_id))
        if run is not None and ended.reason is not End.STOPPED:
            values = {"run": run_title(run), "detail": ended.detail}
            self.status.announce(Text("{run}: {detail}", values))

    @Slot()
    def _on_needs_changed(self) -> None:
        self.runs.watch(self.stage.needs)

    # --- look ---

    @Slot(object)
    def _on_look_changed(self, look: Look) -> None:
        parts = (self.transport, self.records, self.lessons.panel, self.presenting.panel)
        for part in parts:
            part.set_style(look.style)
        self.panel.restyle()
        commands.set_icons(self.actions_by_key, look.theme)
        commands.show_run_action(self.actions_by_key["run"], self.runs.state, look.theme)

    @Slot()
    def _on_presentation_changed(self) -> None:
        presenting = self.presenting
        self.appearance.set_presented(
            is_presenting=presenting.is_presenting, has_audience=presenting.has_audience
        )

    @Slot()
    def _on_lesson_opened(self) -> None:
        self.lesson_dock.show()
        self.lesson_dock.raise_()

    # --- what is asked for ---

    def _on_preferences_asked(self) -> None:
        dialog = self.preferences_dialog()
        dialog.exec()
        dialog.deleteLater()

    def preferences_dialog(self) -> PreferencesDialog:
        """Make the dialog of the user's choices, which take effect at once."""
        dialog = PreferencesDialog(self.preferences, self)
        dialog.look_changed.connect(self.appearance.apply)
        dialog.budget_changed.connect(self.records.set_budget)
        return dialog

    def _on_help_asked(self) -> None:
        """Open the help: at the preset that is on screen, where it is one."""
        page = page_of(self.document.experiment) if self.panel.is_explaining else ""
        show_guide(self, page)

    def _on_race_asked(self) -> None:
        experiment = self.document.experiment
        asked = ask_race(self, experiment, self.runs.race)
        if asked is None:
            return
        try:
            self.session.race(made(asked, experiment))
        except Problem as problem:
            self.notices.show_warning(problem.text)
            return
        self.show_side_by_side(asked.side_by_side)

    def _on_branch_asked(self) -> None:
        try:
            self.session.branch()
        except Problem as problem:
            self.notices.show_warning(problem.text)

    def show_side_by_side(self, is_on: bool) -> None:
        """Show small multiples of all shown runs, or the views of one."""
        self.actions_by_key["side_by_side"].setChecked(is_on)
        self._on_side_by_side_asked(is_on)

    def _on_side_by_side_asked(self, is_on: bool) -> None:
        self.stage.show_side_by_side(is_on)
        self.records.overlays.want_multiples(is_on)

    def _on_predict_asked(self) -> None:
        """Go on with the prediction under the mouse, or that which was begun, or the first one."""
        guesses = [v.guess for v in self.views.values() if v.guess is not None and v.isVisible()]
        ordered = sorted(guesses, key=lambda g: (not g.is_under_mouse, not g.is_shown))
        if ordered:
            ordered[0].go_on()

    def _on_full_screen_asked(self, is_on: bool) -> None:
        self.presenting.set_full_screen(is_on)

    def _on_present_asked(self, is_on: bool) -> None:
        self.presenting.set_presenting(is_on)

    def _on_back_asked(self) -> None:
        if self.grid.is_enlarged:
            self.grid.restore_arrangement()
        elif self.lessons.rehearsal.is_going:
            self.lessons.rehearsal.cancel()
        elif self.session.work.is_going:
            self.session.work.cancel()
        else:
            self.presenting.leave()

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        commands.retranslate(self.actions_by_key)
        self.menus.retranslate()
        self.panel_dock.setWindowTitle(self.tr("Experiment"))
        self.runs_dock.setWindowTitle(self.tr("Runs"))
        self.notes_dock.setWindowTitle(self.tr("Notes"))
        self.lesson_dock.setWindowTitle(self.tr("Lesson"))
        self.lessons.retranslate()
        self.records.retranslate()
        self._show_title()

    @Slot()
    def _show_title(self) -> None:
        path = self.document.path
        name = path.name if path else self.tr("Untitled")
        self.setWindowTitle(f"{name}[*] – Fanhua")
        self.setWindowModified(self.session.is_modified)

    # --- Qt ---

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None:
            self.stage.setFocus()
        if self._is_new and not event.spontaneous():
            self._is_new = False  # before it is shown the docks take no sizes
            widths = {self.panel_dock: 340, self.runs_dock: 430}
            if self.tabifiedDockWidgets(self.panel_dock):
                del widths[self.runs_dock]
            self.resizeDocks([*widths], [*widths.values()], Qt.Orientation.Horizontal)

    def _restore_window(self) -> None:
        self.restoreGeometry(self.preferences.state("geometry"))
        self.restoreState(self.preferences.state("window"))
        self.grid.restoreState(self.preferences.state("views"))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # an error in here leaves the window open, and its thread with an owner
        if not self.files.may_close():
            return
        self.presenting.leave()
        self.preferences.set_state("geometry", self.saveGeometry())
        self.preferences.set_state("window", self.saveState())
        self.preferences.set_state("views", self.grid.arrangement())
        self.session.close()
        event.accept()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "menus"):
            self.retranslate()
        super().changeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.open_path(path)
