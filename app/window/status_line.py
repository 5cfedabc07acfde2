"""What the transport bar says of the run: a pure function of what was announced last."""

import math
import time
from collections import deque

from PySide6.QtCore import QTimer

from app.runs.run_states import RunState
from training.engine.stopping import finished
from training.messages.announcements import Frame, Pause, RunEnded, RunPaused, RunStarted
from training.text import Text
from widgets.panels.transport_bar import TransportBar

STATES = {
    RunState.IDLE: Text("Ready"),
    RunState.STARTING: Text("Starting…"),
    RunState.RUNNING: Text("Training"),
    RunState.PAUSED: Text("Paused"),
    RunState.STOPPING: Text("Ending…"),
    RunState.REPLACING: Text("Ending…"),
}
WINDOW = 30
"""Frames over which steps a second are averaged."""
LONG_ENOUGH = 5000
"""Milliseconds that a sentence stays which the next state would replace at once."""


class StatusLine:
    """Turns messages into the texts of the transport bar."""

    def __init__(self, transport: TransportBar) -> None:
        self._transport = transport
        self._times: deque[tuple[float, int]] = deque(maxlen=WINDOW)
        self._start = 0
        self._state = STATES[RunState.IDLE]
        self._is_going = False
        self._rate = 0.0
        self._end: Text | None = None
        self._holding = QTimer(transport, singleShot=True, interval=LONG_ENOUGH)
        self._holding.timeout.connect(self._show)

    def begin(self, started: RunStarted) -> None:
        """Begin with a new run."""
        self._times.clear()
        self._start, self._end, self._rate = 0, None, 0.0
        self._transport.show_device(started.device)

    def show_state(self, state: RunState) -> None:
        """Say what the run is doing; how it ended stays until the next one begins."""
        self._is_going = state is RunState.RUNNING
        if self._is_going:
            self._times.clear()
        elif state is not RunState.STARTING:
            self._transport.stand_still()
        is_over = state is RunState.IDLE and self._end is not None
        self._state = self._end if is_over and self._end else STATES[state]
        if not self._holding.isActive():
            self._show()

    def _show(self) -> None:
        self._transport.show_state(self._state)

    def show_frame(self, frame: Frame, steps: int) -> None:
        """Show step, speed and how far it is to the end."""
        if self._is_going:  # in a pause steps come one by one, whenever they are asked for
            self._rate = self._measured_rate(frame.step)
        total = self._start + steps
        if frame.step > total:  # it was continued after its steps were done
            total += steps * math.ceil((frame.step - total) / max(1, steps))
        self._transport.show_progress(frame.step, total, self._rate, is_going=self._is_going)

    def _measured_rate(self, step: int) -> float:
        # By the clock on the wall: a run that is slowed down has little to show for its seconds.
        self._times.append((time.perf_counter(), step))
        (first_time, first_step), (time_now, _) = self._times[0], self._times[-1]
        return (step - first_step) / (time_now - first_time) if time_now > first_time else 0.0

    def show_recorded(self, name: str, frame: Frame, steps: int) -> None:
        """Show how far a recorded run came."""
        self._times.clear()
        self._rate = 0.0
        self.set(Text("{run}, as it was recorded.", {"run": name}))
        self._transport.show_progress(frame.step, max(steps, frame.step), 0.0)

    def paused(self, paused: RunPaused) -> None:
        """Say why it waits; a condition that was met can be gone beyond."""
        self._transport.stand_still()
        if paused.reason is not Pause.ASKED:
            reason = finished(paused.reason, paused.step)
            self.set(Text("{reason} Space goes on.", {"reason": reason}))

    def ended(self, ended: RunEnded) -> None:
        """Say how it ended."""
        self._end = ended.detail
        self.set(ended.detail)

    def set(self, text: Text) -> None:
        """Show a sentence until the next state."""
        self._holding.stop()
        self._state = text
        self._show()

    def flash(self, text: Text) -> None:
        """Show a sentence long enough to be read, whatever state comes next."""
        self._transport.show_state(text)
        self._holding.start()

    def clear(self, steps: int) -> None:
        """Forget the last run: nothing of it is shown any more."""
        self._times.clear()
        self._end, self._rate = None, 0.0
        self.show_state(RunState.IDLE)
        self._transport.show_progress(0, steps, 0.0)
