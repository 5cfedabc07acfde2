"""What the transport bar says of the run: a pure function of what was announced last."""

from collections import deque

from app.runs import RunState
from training.messages import Frame, Pause, RunEnded, RunPaused, RunStarted
from training.stopping import finished
from training.text import Text
from widgets.panels.transport_bar import TransportBar

STATES = {
    RunState.IDLE: Text("Ready"),
    RunState.STARTING: Text("Starting…"),
    RunState.RUNNING: Text("Training"),
    RunState.PAUSED: Text("Paused"),
    RunState.STOPPING: Text("Ending…"),
}
WINDOW = 30
"""Frames over which steps a second are averaged."""


class StatusLine:
    """Turns messages into the texts of the transport bar."""

    def __init__(self, transport: TransportBar) -> None:
        self._transport = transport
        self._times: deque[tuple[float, int]] = deque(maxlen=WINDOW)
        self._start = 0

    def begin(self, started: RunStarted) -> None:
        """Begin with a new run."""
        self._times.clear()
        self._start = 0
        self._transport.show_device(started.device)

    def show_state(self, state: RunState) -> None:
        """Say what the run is doing."""
        self.say(STATES[state])

    def show_frame(self, frame: Frame, steps: int) -> None:
        """Show step, speed and how far it is to the end."""
        self._times.append((frame.elapsed, frame.step))
        (first_time, first_step), (time, step) = self._times[0], self._times[-1]
        rate = (step - first_step) / (time - first_time) if time > first_time else 0.0
        total = self._start + steps
        while frame.step > total:  # it was continued after its steps were done
            total += steps
        self._transport.show_progress(frame.step, total, rate)

    def paused(self, paused: RunPaused) -> None:
        """Say why it waits; a condition that was met can be gone beyond."""
        if paused.reason is not Pause.ASKED:
            reason = finished(paused.reason, paused.step)
            self.say(Text("{reason} Space goes on.", {"reason": reason}))

    def ended(self, ended: RunEnded) -> None:
        """Say how it ended; a divergence stays until the next run."""
        self.say(ended.detail)

    def say(self, text: Text) -> None:
        """Show a sentence."""
        self._transport.show_state(text)
