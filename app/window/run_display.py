"""What the views are told: of the run on screen, of its recording, and of nothing else."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.recording.recordings import measured_at
from app.runs.run_states import RunState
from app.session.on_screen import OnScreen
from app.session.session import Session
from app.session.setups import DataSettings
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import RESTARTING, Curve, Readings, Series
from training.setup.prepare import data_settings
from training.setup.setup import Setup
from training.store import StoreError
from widgets.stage.audience_scene import Scene


class RunDisplay(QObject):
    """Brings what a session tells into a scene."""

    def __init__(self, session: Session, scene: Scene) -> None:
        super().__init__(scene)
        self._session, self._registry = session, session.registry
        self._viewed = session.registry.viewed
        self._scene, self._stage = scene, scene.stage
        self._live: Frame | None = None
        self._live_of = ""
        """The run that this Frame is of."""
        self._drawn: DataSettings = ()
        """Of what experiment the views show the data."""
        session.setup_changed.connect(self._on_setup_changed)
        session.data.missing.connect(scene.show_missing)
        session.cleared.connect(self._on_cleared)
        self._viewed.losses.grew.connect(self._stage.show_frame)
        self._viewed.opened.connect(self._on_recording_opened)
        self._viewed.timeline.moved.connect(self._on_timeline_moved)
        self._registry.runs.run_started.connect(self._on_run_started)
        self._registry.runs.frame_ready.connect(self._on_frame_ready)
        self._registry.runs.state_changed.connect(self._on_run_state_changed)
        session.screen.changed.connect(self._on_screen_changed)
        self._stage.needs_changed.connect(self._on_needs_changed)

    @property
    def _now(self) -> OnScreen:
        return self._session.screen.current

    @Slot(object)
    def _on_screen_changed(self, on_screen: OnScreen) -> None:
        self._stage.set_loss((on_screen.trained or on_screen.experiment).trainer.loss)

    @Slot()
    def _on_needs_changed(self) -> None:
        self._session.runs.watch(self._stage.needs)

    # --- data without a run ---

    @Slot(object)
    def _on_setup_changed(self, setup: Setup) -> None:
        if self._session.is_running:
            return  # the run tells of them when it has taken them
        if not self._viewed.key or self._now.is_document:
            self._scene.show_missing(None)
            self._stage.show_setup(setup)
            self._drawn = setup.made_of

    @Slot()
    def _on_cleared(self) -> None:
        self._live = None
        self._stage.forget()

    # --- a run ---

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        if not self._viewed.is_of(started.run_id):
            return  # another run of a race, which is drawn behind this one
        past = self._registry.past(started)
        self._begin(past[0] if past is not None else started)
        if past is not None:
            self.show_frame(past[1])

    def _begin(self, started: RunStarted) -> None:
        self._live = None
        self._scene.show_missing(None)
        self._stage.begin_run(started)
        self._drawn = started.setup.made_of

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        if self._viewed.is_of(frame.run_id):  # else another one is looked at
            self.show_frame(frame)

    @Slot(object)
    def show_frame(self, frame: Frame) -> None:
        """Show what the run on screen has come to."""
        self._draw(self._viewed.losses.behind(frame))

    def _draw(self, frame: Frame) -> None:
        self._live, self._live_of = frame, self._viewed.key
        if not self._viewed.timeline.is_live:  # what is recorded stays on screen while curves go on
            frame = self._beside_the_past(frame)
        elif frame.setup is not None:
            self._drawn = frame.setup.made_of
        self._stage.show_frame(frame)

    def _beside_the_past(self, frame: Frame) -> Frame:
        """Return what of a live Frame goes with a recorded step."""
        series = frame.series
        if self._drawn != self._newest_data():
            series = {name: curve for name, curve in series.items() if name not in RESTARTING}
        return replace(frame, readings=Readings(), setup=None, series=series, restarted=frozenset())

    def _newest_data(self) -> DataSettings:
        run = self._registry.run_list.find(self._viewed.key)
        return data_settings(run.latest) if run is not None else ()

    @Slot(object, object)
    def _on_recording_opened(self, started: RunStarted, frame: Frame) -> None:
        self._begin(started)
        self._draw(frame)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        """Show what was set last, though the run ended before it heard of it."""
        if state is RunState.IDLE and self._viewed.timeline.is_live:
            self._show_data(None)

    # --- back in time ---

    @Slot(object)
    def _on_timeline_moved(self, recorded: Frame | None) -> None:
        self._show_data(recorded)
        frame = recorded
        if frame is None and self._live is not None and self._live_of == self._viewed.key:
            frame = replace(self._live, series={}, marks=(), setup=None, restarted=frozenset())
        self._stage.show_recorded(frame, recorded.step if recorded is not None else None)

    def _show_data(self, recorded: Frame | None) -> None:
        """Show the data of the step that is looked at, and what was measured on them."""
        wanted = data_settings(self._now.experiment)
        setup = self._session.screen.setup if self._now.run and wanted != self._drawn else None
        if setup is None or not self._viewed.goes_with(setup.data):
            return
        self._drawn = wanted
        step = recorded.step if recorded is not None else None
        series = {n: c for n, c in self._measured(step).items() if n in RESTARTING}
        run_id = recorded.run_id if recorded is not None else -1
        measured = Frame(run_id, step or 0, 0.0, series, restarted=RESTARTING)
        self._stage.show_data(setup, measured)

    def _measured(self, step: int | None) -> dict[Series, Curve]:
        """Return the curves of the run that hold at a step, whole; None: at the newest."""
        live = self._session.live.find(self._viewed.key)
        if step is None and live is not None:
            return dict(live[1].series)
        reader, run = self._registry.archive.reader_of(self._viewed.key), self._viewed.key
        try:
            return measured_at(reader, run, step) if reader is not None else {}
        except StoreError:
            return {}
