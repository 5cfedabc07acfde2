"""What a project says of a run besides its numbers."""

import time
import uuid
from typing import Annotated, Literal

from pydantic import Field

from training.messages import RunEnded, RunStarted
from training.settings import Experiment, Settings

RunKey = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""Names a run in all files, for ever: 32 hexadecimal digits."""


class Origin(Settings):
    """Where a branch left another run."""

    run: RunKey
    step: int = Field(ge=0)


class RunInfo(Settings):
    """One training of an experiment, as the list of runs shows it.

    ``experiment`` is that at step 0, or at the step of the branch; changes during the run are
    events. ``style`` numbers colour and line style.
    """

    key: RunKey
    name: str = Field(default="", max_length=200)
    experiment: Experiment
    origin: Origin | None = None
    device: str = Field(default="", max_length=200)
    parameters: int = Field(default=0, ge=0)
    started: float = Field(default=0.0, ge=0)
    step: int = Field(default=0, ge=0)
    elapsed: float = Field(default=0.0, ge=0)
    end: Literal["", "finished", "stopped", "diverged", "failed"] = ""
    detail: str = Field(default="", max_length=1000)
    style: int = Field(default=0, ge=0)
    is_shown: bool = True

    @staticmethod
    def of(key: str, started: RunStarted, origin: Origin | None = None) -> "RunInfo":
        """Describe a run that has just begun."""
        return RunInfo(
            key=key,
            experiment=started.experiment,
            origin=origin,
            device=str(started.device),
            parameters=started.parameters,
            started=time.time(),
        )

    def at_end(self, ended: RunEnded, elapsed: float) -> "RunInfo":
        """Describe the run when it has ended; ``elapsed`` in seconds."""
        changes = {
            "step": ended.step,
            "elapsed": elapsed,
            "end": ended.reason.value,
            "detail": str(ended.detail)[:1000],
        }
        return self.model_copy(update=changes)


def new_key() -> str:
    """Make the name of a run that no other run has."""
    return uuid.uuid4().hex
