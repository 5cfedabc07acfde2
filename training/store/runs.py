"""What a project says of a run besides its numbers."""

from typing import Annotated, Literal

from pydantic import Field

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
