"""A lesson: a prepared sequence of cues, through which a lecturer walks with a clicker."""

import json
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator

from training.catalog.presets import PRESETS
from training.resources import RESOURCES
from training.settings import Settings, setting
from training.settings.race import MOST_SEEDS, Race
from training.settings.run_key import RunKey
from training.text import Problem

FOLDER = RESOURCES / "lessons"
MOST_CUES = 300
LONGEST = 4000
"""Characters of a note."""


class Recording(Settings):
    """Where a rehearsal recorded what a cue trains: the steps ``begin`` to ``end`` of a run."""

    run: RunKey
    begin: int = Field(ge=0)
    end: int = Field(ge=0)


# --- what a cue does -------------------------------------------------------------------------


class TakePreset(Settings):
    """Begins with an experiment that comes with the app."""

    model_config = ConfigDict(title="Choose a preset")
    kind: Literal["preset"] = "preset"
    preset: str = setting(
        PRESETS[0], "preset", "The experiment that comes with the app.", live=True, editor="preset"
    )


class SetSettings(Settings):
    """Changes settings: before a run, or while it trains."""

    model_config = ConfigDict(title="Change settings")
    kind: Literal["set"] = "set"
    changes: tuple[Annotated[str, Field(max_length=100_000)], ...] = setting(
        (),
        "settings",
        "One a line, as on the command line: trainer.learning_rate=0.01",
        live=True,
        editor="lines",
        max_length=200,
    )


class PlanRace(Settings):
    """Lets the next run from step 0 be a race."""

    model_config = ConfigDict(title="Prepare a race")
    kind: Literal["race"] = "race"
    path: str = setting(
        "trainer.learning_rate", "setting", "The setting that the runs differ in.",
        live=True, max_length=200,
    )  # fmt: skip
    values: tuple[Annotated[str, Field(max_length=200)], ...] = setting(
        ("0.001", "0.01"), "values", "One a line.", live=True, editor="lines",
        min_length=2, max_length=MOST_SEEDS,
    )  # fmt: skip
    pace: Literal["steps", "epochs"] = setting(
        "steps", "keep equal", "What the runs keep equal while they train.",
        live=True, labels={"steps": "steps", "epochs": "epochs"},
    )  # fmt: skip

    @property
    def race(self) -> Race:
        """The race that is prepared."""
        return Race(path=self.path, values=self.values, pace=self.pace)


class Train(Settings):
    """Trains to a step or to a training loss, whichever comes first, and pauses there."""

    model_config = ConfigDict(title="Train")
    kind: Literal["train"] = "train"
    step: int = setting(
        0, "to step", "Pause at this step; 0: until the run pauses by itself.",
        live=True, ge=0, le=2**31 - 1,
    )  # fmt: skip
    loss: float = setting(
        0.0, "to training loss", "Pause when the training loss falls below this; 0: for no loss.",
        live=True, ge=0,
    )  # fmt: skip
    recording: Recording | None = Field(None, json_schema_extra={"editor": "hidden"})


class Halt(Settings):
    """Pauses the run."""

    model_config = ConfigDict(title="Pause")
    kind: Literal["pause"] = "pause"


class Restart(Settings):
    """Goes back to step 0, to the same initial weights."""

    model_config = ConfigDict(title="Back to step 0")
    kind: Literal["restart"] = "restart"


class ShowViews(Settings):
    """Shows these views; or gives one of them all the room."""

    model_config = ConfigDict(title="Show views")
    kind: Literal["views"] = "views"
    views: tuple[Annotated[str, Field(max_length=50)], ...] = setting(
        (), "views", "The views that are shown; none: the default ones.",
        live=True, editor="views", max_length=50,
    )  # fmt: skip
    enlarged: str = setting(
        "", "enlarged", "The view that fills the window.",
        live=True, editor="view", max_length=50,
    )  # fmt: skip


class GoToBookmark(Settings):
    """Shows a step that has a name."""

    model_config = ConfigDict(title="Go to a bookmark")
    kind: Literal["bookmark"] = "bookmark"
    name: str = setting("", "bookmark", "Its name.", live=True, max_length=200)


class ShowNote(Settings):
    """Shows a sentence to the class, below the views; none takes it away."""

    model_config = ConfigDict(title="Show a note")
    kind: Literal["note"] = "note"
    text: str = setting(
        "", "text", "What the class reads; empty removes the note before.",
        live=True, editor="text", max_length=LONGEST,
    )  # fmt: skip


class Hide(Settings):
    """Hides a part of a view, for the class to predict it."""

    model_config = ConfigDict(title="Predict")
    kind: Literal["hide"] = "hide"
    view: str = setting("fit", "view", "Where it is hidden.", live=True, editor="view")
    part: str = setting(
        "",
        "part",
        "What is hidden: test, future, network; empty: what the view hides first.",
        live=True,
        max_length=50,
    )


class Reveal(Settings):
    """Shows what was hidden, over what the class predicted."""

    model_config = ConfigDict(title="Reveal")
    kind: Literal["reveal"] = "reveal"
    view: str = setting("fit", "view", "Where it is shown.", live=True, editor="view")


class Unknown(Settings):
    """What this version cannot do; it is kept as it was and skipped."""

    model_config = ConfigDict(title="Unknown")
    kind: Literal["unknown"] = "unknown"
    content: str = Field("", json_schema_extra={"editor": "hidden"})


Act = Annotated[
    TakePreset | SetSettings | PlanRace | Train | Halt | Restart | ShowViews | GoToBookmark
    | ShowNote | Hide | Reveal | Unknown,
    Field(discriminator="kind"),
]  # fmt: skip


# --- cues and lessons ------------------------------------------------------------------------


class Cue(Settings):
    """One step of a lesson.

    Attributes
    ----------
    note
        What only the lecturer reads.
    waits
        It begins when the clicker is pressed, not right after the one before.
    """

    act: Act = Field(
        ..., title="cue", description="What happens.", json_schema_extra={"live": True}
    )
    note: str = setting(
        "", "for you", "Only the lecturer reads it.", live=True, editor="text", max_length=LONGEST
    )
    waits: bool = setting(
        True, "on a click", "Off: it follows the previous cue at once.", live=True
    )


class Lesson(Settings):
    """An ordered list of cues. A cue that this version does not know is kept and skipped."""

    title: str = Field("", max_length=200)
    section: str = Field("", max_length=200)
    cues: Annotated[tuple[Cue, ...], Field(max_length=MOST_CUES)] = ()

    @field_validator("cues", mode="before")
    @classmethod
    def _keep_unknown(cls, values: Any) -> Any:
        return tuple(map(_known, values)) if isinstance(values, list | tuple) else values


def _known(value: Any) -> Any:
    if isinstance(value, Cue):
        return value
    try:
        return Cue.model_validate_json(json.dumps(value))
    except (ValidationError, TypeError, ValueError):
        return Cue(act=Unknown(content=json.dumps(value, default=str)[:LONGEST]))


# --- those that come with the app --------------------------------------------------------------

LESSONS = (
    "1.1-introduction",
    "1.2-classical-theory",
    "1.3-puzzle",
    "1.4.1-batch-size",
    "1.4.2-dropout",
    "1.4.3-architecture",
    "1.4.4-optimizer",
    "1.4.5-frequency",
    "1.5-implicit-bias",
)
"""Names in the order of the menu; each is a JSON file in ``resources/lessons``."""


@cache
def lesson(name: str) -> Lesson:
    """Read a lesson that comes with the app; raise Problem for a name that is none."""
    if name not in LESSONS:
        raise Problem("There is no lesson “{name}”.", name=name)
    return Lesson.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def lessons() -> dict[str, Lesson]:
    """Read all lessons that come with the app, in the order of the menu."""
    return {name: lesson(name) for name in LESSONS}
