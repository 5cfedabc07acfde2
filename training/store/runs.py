"""Descriptions of runs in a project."""

import math
import time
import uuid
from typing import Any, Literal

from pydantic import Field, model_validator

from training.messages.announcements import End, Frame, RunEnded, RunStarted
from training.messages.readings import Series
from training.settings import Experiment, Settings
from training.settings.race import has_setting, member_title
from training.settings.run_key import RunKey
from training.store.sentences import NOTHING, Sentence
from training.text import Text


class BranchPoint(Settings):
    """Where a branch left another run."""

    run: RunKey
    step: int = Field(ge=0)


class Membership(Settings):
    """The race that a run was part of, the setting that was raced, and what was kept equal."""

    race: RunKey
    path: str = Field(max_length=200)
    pace: Literal["steps", "epochs"] = "steps"


class RunInfo(Settings):
    """One training of an experiment, as the list of runs shows it.

    ``experiment`` is that at step 0; changes during the run are events, and ``changed`` is the
    experiment after the last one. A branch has the beginning of the run that it left as its own.
    ``number`` counts the runs of a project; ``style`` numbers colour and line style. Losses are
    those measured last.
    """

    key: RunKey
    number: int = Field(default=0, ge=0)
    name: str = Field(default="", max_length=200)
    experiment: Experiment
    changed: Experiment | None = None
    origin: BranchPoint | None = None
    member: Membership | None = None
    device: Sentence = NOTHING
    parameters: int = Field(default=0, ge=0)
    started: float = Field(default=0.0, ge=0)
    step: int = Field(default=0, ge=0)
    elapsed: float = Field(default=0.0, ge=0)
    train_loss: float | None = None
    test_loss: float | None = None
    end: Literal["", "finished", "stopped", "diverged", "failed"] = ""
    detail: Sentence = NOTHING
    style: int = Field(default=0, ge=0)
    is_shown: bool = True

    @model_validator(mode="after")
    def _check_member(self) -> "RunInfo":
        if self.member is not None and not has_setting(self.experiment, self.member.path):
            raise ValueError("the setting that was raced is none of the experiment")
        return self

    @property
    def latest(self) -> Experiment:
        """The experiment after the last change."""
        return self.changed or self.experiment

    @property
    def title(self) -> Text:
        """The name; without one, what it has of a race, or its number."""
        if self.name:
            return Text("{value}", {"value": self.name})
        if self.member is not None:
            return member_title(self.experiment, self.member.path)
        return Text("Run {number}", {"number": self.number})

    @staticmethod
    def of(
        key: str, started: RunStarted, style: int = 0, member: Membership | None = None
    ) -> "RunInfo":
        """Describe a run that has just begun."""
        return RunInfo(
            key=key,
            experiment=started.experiment,
            member=member,
            device=started.device,
            parameters=started.parameters,
            started=time.time(),
            style=style,
        )

    def branch(self, key: str, started: RunStarted, style: int) -> "RunInfo":
        """Describe a run that has just left this one."""
        changes = {
            "key": key,
            "name": "",
            "changed": started.experiment,
            "origin": BranchPoint(run=self.key, step=started.step),
            "member": None,
            "device": started.device,
            "started": time.time(),
            "step": started.step,
            "style": style,
            "is_shown": True,
            **GOING_ON,
        }
        return self.evolve(**changes)


GOING_ON: dict[str, object] = {"end": "", "detail": NOTHING}
"""Columns of a run that has not ended."""


def figures(frame: Frame) -> dict[str, Any]:
    """Return step, elapsed time and the newest losses of a Frame, as columns."""
    columns: dict[str, Any] = {"step": frame.step, "elapsed": frame.elapsed}
    for field, series in (("train_loss", Series.TRAIN_LOSS), ("test_loss", Series.TEST_LOSS)):
        curve = frame.series.get(series)
        if curve is not None and len(curve.values) and math.isfinite(curve.values[-1]):
            columns[field] = float(curve.values[-1])
    return columns


def ending(ended: RunEnded) -> dict[str, object]:
    """Return the columns of a run that has ended."""
    told: dict[str, object] = {"detail": ended.detail}
    if ended.step is not None:
        told["step"] = ended.step
    # A run whose engine has died can be resumed from its last checkpoint.
    return {**told, "end": "" if ended.reason is End.LOST else ended.reason.value}


def new_key() -> str:
    """Return a new unique key."""
    return uuid.uuid4().hex
