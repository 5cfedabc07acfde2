"""What is said of runs, recording and saving: in the status line, on the scene, in a dialog."""

from PySide6.QtCore import QObject, Slot

from app.desktop.long_jobs import JobStatus
from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.recording.save_job import Saved
from app.runs.rows import run_title
from app.runs.run_states import RunState
from app.session.on_screen import OnScreen
from app.session.session import Session
from app.window.status_line import StatusLine
from training.messages.announcements import End, Frame, RunEnded, RunPaused, RunStarted
from training.text import Text
from widgets.panels.transport_bar import TransportBar
from widgets.stage.audience_scene import Scene
from widgets.text import sentence


class StatusDisplay(QObject):
    """Says what runs do."""

    def __init__(self, session: Session, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._registry, self._status = session, session.registry, status
        self._viewed = session.registry.viewed
        session.starter.waiting.connect(self._on_waiting)
        session.restarted.connect(self._on_restarted)
        session.kept.connect(self._on_kept)
        session.cleared.connect(self._on_cleared)
        runs = session.runs
        runs.state_changed.connect(self._on_run_state_changed)
        runs.run_started.connect(self._on_run_started)
        runs.frame_ready.connect(self._on_frame_ready)
        runs.run_paused.connect(self._on_run_paused)
        runs.run_ended.connect(self._on_run_ended)
        runs.member_ended.connect(self._on_member_ended)
        self._viewed.opened.connect(self._on_recording_opened)
        status.show_state(runs.state)

    @Slot(bool)
    def _on_waiting(self, is_waiting: bool) -> None:
        """Say what Space decided while images are read."""
        begins = Text("Training begins when the images are read.")
        self._status.set(begins if is_waiting else Text("Training does not begin by itself."))

    @Slot()
    def _on_restarted(self) -> None:
        self._status.flash(Text("Restarted from step 0: this setting needs new weights."))

    @Slot()
    def _on_kept(self) -> None:
        text = Text("The run goes on as it was: this setting needs new weights, R begins anew.")
        self._status.flash(text)

    @Slot()
    def _on_cleared(self) -> None:
        self._status.clear(self._session.document.experiment.trainer.steps)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        self._status.show_state(state)

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        if self._viewed.is_of(started.run_id):  # else it is drawn behind the one that is shown
            self._status.begin(started)

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        if self._viewed.is_of(frame.run_id):  # else another run is looked at
            self._status.show_frame(frame, self._viewed.planned_steps)

    @Slot(object, object)
    def _on_recording_opened(self, started: RunStarted, frame: Frame) -> None:
        run = self._registry.run_list.find(self._viewed.key)
        name = run_title(run) if run is not None else ""
        self._status.show_recorded(name, frame, started.experiment.trainer.steps)

    @Slot(object)
    def _on_run_paused(self, paused: RunPaused) -> None:
        self._status.paused(paused)

    @Slot(object)
    def _on_run_ended(self, ended: RunEnded) -> None:
        if (
            self._viewed.key and self._session.runs.state is not RunState.REPLACING
        ):  # else it was left behind
            self._status.ended(ended)

    @Slot(object)
    def _on_member_ended(self, ended: RunEnded) -> None:
        run = self._registry.run_list.find(self._registry.keys.key_of(ended.run_id))
        if run is not None and ended.reason is not End.STOPPED:
            values = {"run": run_title(run), "detail": ended.detail}
            self._status.flash(Text("{run}: {detail}", values))


class RecordingDisplay(QObject):
    """Says how recording, saving and long work go."""

    def __init__(
        self,
        session: Session,
        transport: TransportBar,
        scene: Scene,
        notices: Notices,
        preferences: Preferences,
    ) -> None:
        super().__init__(transport)
        self._registry, self._transport, self._scene = session.registry, transport, scene
        self._notices, self._preferences = notices, preferences
        archive = session.registry.archive
        session.runs.recording_changed.connect(self._on_recording_changed)
        archive.recording_failed.connect(self._on_recording_changed)
        archive.saved.connect(self._on_saved)
        archive.save_failed.connect(notices.show_warning)
        session.registry.refused.connect(notices.show_warning)
        session.jobs.advanced.connect(self._on_job_advanced)
        scene.work.cancel_asked.connect(session.jobs.cancel)
        session.screen.changed.connect(self._on_screen_changed)

    def begin(self) -> None:
        """Say it where the disk cannot be written from the beginning."""
        self._on_recording_changed(self._registry.archive.journal.problem)

    @Slot(object)
    def _on_job_advanced(self, status: JobStatus | None) -> None:
        if status is None:
            self._scene.work.hide()
        else:
            self._scene.work.show_work(sentence(status.text), status.part, status.seconds)

    @Slot(object)
    def _on_recording_changed(self, problem: Text | None) -> None:
        self._transport.show_warning(problem)
        if problem is not None:
            self._notices.set_status(problem)

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        self._preferences.add_recent(saved.path)
        self._notices.set_status(Text("Saved as “{path}”.", {"path": str(saved.path)}))
        if saved.missing:
            names = ", ".join(sentence(run.title) for run in saved.missing)
            text = Text(
                "Not in the saved file: {names}. What was recorded of them cannot be read any "
                "more: the project that was open was changed, or its disk was taken away.",
                {"names": names},
            )
            self._notices.show_warning(text)
        problem = self._registry.recording_problem
        if problem is not None:
            text = Text(
                "What was trained last is not in the saved file: {problem} Make room on that "
                "disk, and save again when the warning below has gone.",
                {"problem": problem},
            )
            self._notices.show_warning(text)

    @Slot(object)
    def _on_screen_changed(self, on_screen: OnScreen) -> None:
        """Say to the class whether a recording is shown."""
        self._scene.show_recorded(on_screen.recorded_step)
