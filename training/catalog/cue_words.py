"""Short sentences that describe what a cue does."""

import json
from contextlib import suppress
from functools import reduce, singledispatch

from training.catalog.lessons import (
    GoToBookmark,
    PlanRace,
    SetSettings,
    ShowNote,
    ShowViews,
    TakePreset,
    Train,
)
from training.catalog.presets import PRESETS, preset
from training.settings import Settings
from training.settings.words import title
from training.text import Text

SHORT = 24
"""Characters of a value that are written."""


@singledispatch
def words(act: Settings) -> Text:
    """Describe an act; by default by the title of its class."""
    return Text(str(type(act).model_config.get("title")))


@words.register
def _(act: TakePreset) -> Text:
    name = preset(act.preset).title if act.preset in PRESETS else act.preset
    return Text("Preset: {name}", {"name": Text(name)})


@words.register
def _(act: SetSettings) -> Text:
    if not act.changes:
        return Text("Change settings")
    return reduce(
        lambda first, rest: Text("{first}, {rest}", {"first": first, "rest": rest}),
        map(_change, act.changes),
    )


def _change(change: str) -> Text:
    path, _, value = change.partition("=")
    if value.startswith("{"):  # a group of settings, by its kind
        with suppress(ValueError):
            value = str(json.loads(value).get("kind", value))
    short = value if len(value) <= SHORT else value[: SHORT - 1] + "…"
    return Text("{setting} {value}", {"setting": _title(path), "value": short})


def _title(path: str) -> Text:
    try:
        return title(path.strip().removesuffix(".kind"))
    except KeyError:
        return Text("{value}", {"value": path})


@words.register
def _(act: PlanRace) -> Text:
    values = {"setting": _title(act.path), "values": ", ".join(act.values)}
    return Text("Race: {setting} {values}", values)


@words.register
def _(act: Train) -> Text:
    values = {"step": act.step, "loss": act.loss}
    if act.step and act.loss:
        return Text("Train to step {step:,} or loss {loss:g}", values)
    if act.step:
        return Text("Train to step {step:,}", values)
    return Text("Train to loss {loss:g}", values) if act.loss else Text("Train to the end")


@words.register
def _(act: ShowViews) -> Text:
    return Text("Enlarge a view") if act.enlarged else Text("Show views")


@words.register
def _(act: GoToBookmark) -> Text:
    return Text("Bookmark: {name}", {"name": act.name})


@words.register
def _(act: ShowNote) -> Text:
    return Text("Note: {text}", {"text": act.text}) if act.text else Text("Take the note away")
