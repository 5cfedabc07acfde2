"""What one part tells and several are to hear; everything else is told straight to who hears it."""

from PySide6.QtCore import QObject, Slot

from app.program import Program
from app.runs.run_states import RunState
from app.window.actions import enable, retranslate_actions, set_icons, show_run_action
from app.window.appearance import Look
from widgets.views import HistoryView, SpectrumView


class Joints(QObject):
    """What the session or one part tells, and several parts are to hear; it ends with the frame."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.frame)
        self._program = program
        self._join_session()
        self._join_window()

    def _join_session(self) -> None:
        program, session, actions = self._program, self._program.session, self._program.actions
        document = session.document
        document.experiment_changed.connect(self._show_title)
        document.path_changed.connect(self._show_title)
        document.undo_stack.cleanChanged.connect(self._show_title)
        session.registry.unsaved.changed.connect(self._show_title)
        for key, changed in (
            ("undo", document.undo_stack.canUndoChanged),
            ("redo", document.undo_stack.canRedoChanged),
        ):
            changed.connect(actions[key].setEnabled)
            actions[key].setEnabled(False)
        session.cleared.connect(program.stage.setFocus)  # the next key is typed into no field
        session.opened.connect(program.records.arrangement.restore)
        session.images.ended.connect(program.records.overlays.refresh)
        session.runs.state_changed.connect(self.show_state)
        session.runs.run_started.connect(self._show_run_style)
        session.registry.viewed.opened.connect(self._show_run_style)
        session.registry.run_list.changed.connect(self._show_run_style)
        program.transport.speed_changed.connect(program.commands.asker("set_speed"))

    def _join_window(self) -> None:
        program, frame, lessons = self._program, self._program.frame, self._program.lessons
        presenting, status, actions = program.presenting, program.status, program.actions
        frame.file_dropped.connect(program.commands.asker("open_file"))
        program.commands.refused.connect(program.notices.show_warning)
        program.stage.grid.arranged.connect(program.commands.asker("arrange_views"))
        program.stage.grid.enlarge_asked.connect(program.commands.asker("enlarge"))
        frame.language_changed.connect(self.retranslate)
        frame.ask_before_closing(self._may_close)
        program.notices.status_set.connect(status.set)
        program.notices.status_flashed.connect(status.flash)
        program.files.explained.connect(program.displays.panel.explain)
        program.appearance.changed.connect(self._show_look)
        presenting.changed.connect(self._on_presentation_changed)
        presenting.presenting_changed.connect(actions["present"].setChecked)
        presenting.full_screen_changed.connect(actions["full_screen"].setChecked)
        program.run_handlers.side_by_side_changed.connect(actions["side_by_side"].setChecked)
        lessons.opened.connect(frame.show_lesson)
        lessons.cue_shown.connect(presenting.panel.show_cue)
        lessons.player.refused.connect(status.flash)
        lessons.player.replay.frame_ready.connect(program.showing.show_frame)
        program.records.timeline.add_action(actions["branch"])
        frame.addActions(list(actions.values()))
        keys = ("previous_cue", "next_cue", "take_recorded", "rehearse")
        lessons.panel.add_actions(actions[key] for key in keys)
        for spectrum in program.stage.views_of(SpectrumView):
            for history in program.stage.views_of(HistoryView):
                spectrum.unit_changed.connect(history.set_unit)

    @Slot()
    def _show_title(self) -> None:
        session = self._program.session
        self._program.frame.show_title(
            session.document.path, is_modified=session.saving.is_modified
        )

    @Slot(object)
    def show_state(self, state: RunState) -> None:
        """Enable what is possible in a state of the run."""
        actions = self._program.actions
        enable(actions, state)
        show_run_action(actions["run"], state, self._program.appearance.theme)

    @Slot()
    def _show_run_style(self) -> None:
        """Draw the run that is shown in its own colour."""
        registry = self._program.registry
        run = registry.run_list.find(registry.viewed.key)
        if run is not None:
            self._program.appearance.set_run_style(run.style)

    @Slot(object)
    def _show_look(self, look: Look) -> None:
        program = self._program
        for part in (
            program.transport, program.records, program.lessons.panel, program.presenting.panel
        ):  # fmt: skip
            part.set_style(look.style)
        set_icons(program.actions, look.theme)
        show_run_action(program.actions["run"], program.runs.state, look.theme)

    @Slot()
    def _on_presentation_changed(self) -> None:
        self._program.appearance.set_presented(self._program.presenting.presented)

    @Slot()
    def retranslate(self) -> None:
        """Set all texts in the present language."""
        program = self._program
        retranslate_actions(program.actions)
        program.menus.retranslate()
        program.frame.retranslate()
        program.lessons.retranslate()
        program.records.retranslate()
        self._show_title()

    def _may_close(self) -> bool:
        """End everything, unless the user wants to stay."""
        program = self._program
        if not program.saves.may_close():
            return False
        program.presenting.leave()
        program.frame.keep()
        program.preferences.set_state("views", program.stage.grid.arrangement())
        program.session.close()
        return True
