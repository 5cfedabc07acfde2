"""The page of a handout: texts and settings in it, everything that came from a file escaped."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any

from app.export.handout.collect import Thinned, collect
from app.export.handout.pack import script_json
from app.export.source import NOTHING, Source
from app.export.targets import fresh
from app.export.words import parts
from training.data.collections import Progress
from training.resources import RESOURCES
from training.settings import differences
from training.settings.words import difference_text
from training.text import Problem, Text

FOLDER = RESOURCES / "handout"
WORDS = {
    "play": Text("Play"),
    "pause": Text("Pause"),
    "step": Text("Step {step}"),
    "recorded": Text("recorded at step {step}"),
    "runs": Text("Runs"),
    "front": Text("In front"),
    "fit": Text("Function"),
    "picture": Text("Image"),
    "outline": Text("Outline"),
    "loss": Text("Losses"),
    "accuracy": Text("Accuracy"),
    "spectrum": Text("Spectrum"),
    "history": Text("Error of each frequency"),
    "peaks": Text("When each frequency was learned"),
    "target": Text("target"),
    "network": Text("network"),
    "points": Text("training points"),
    "known": Text("known pixels"),
    "train": Text("training"),
    "test": Text("test"),
    "change": Text("a setting changed"),
    "steps": Text("step"),
    "omega": Text("angular frequency ω"),
    "magnitude": Text("magnitude |F(ω)|"),
    "learned": Text("learned"),
    "never": Text("not learned"),
    "frequency": Text("ω"),
    "amplitude": Text("|F| of the target"),
    "error": Text("relative error"),
    "nothing": Text("Nothing was recorded of this run that can be drawn."),
    "changed": Text("At step {step}: {change}"),
    "parameters": Text("{count} parameters, {steps} steps."),
    "loss_now": Text("training loss {train}, test loss {test}"),
    "loss_only": Text("training loss {train}"),
    "beyond_now": Text("test loss beyond the data {test}"),
    "accuracy_now": Text("training accuracy {train}, test accuracy {test}"),
}
"""What the page's program says."""
LEFT = {name: f"{{{name}}}" for name in ("step", "change", "count", "steps", "train", "test")}
"""Places in those that the page fills itself."""


def write_handout(source: Source, target: Path, progress: Progress) -> None:
    """Write all runs as one HTML file.

    Raises
    ------
    Problem
        When nothing was recorded.
    """
    if not source.runs:
        raise Problem(NOTHING.template)
    runs, thinned = collect(source, progress)
    with fresh(target) as new:
        new.write_text(page(source, runs, thinned), encoding="utf-8", newline="\n")


def page(source: Source, runs: list[dict[str, Any]], thinned: Sequence[Thinned]) -> str:
    """Return the text of the page."""
    say, title = source.say, source.title or source.say(Text("A session of Fanhua"))
    data = {
        "words": {name: say(Text(text.template, LEFT)) for name, text in WORDS.items()},
        "runs": runs,
        "marks": [
            {"run": mark.run, "step": mark.step, "name": mark.name}
            for mark in source.notebook.bookmarks
        ],
    }
    pieces = {name: (FOLDER / f"handout.{name}").read_text("utf-8") for name in ("css", "js")}
    return Template((FOLDER / "handout.html").read_text("utf-8")).substitute(
        language=say(Text("en")),
        title=escape(title),
        css=pieces["css"],
        js=pieces["js"],
        data=script_json(data),
        no_script=escape(say(Text("This page draws with JavaScript, which is switched off here."))),
        notes=_notes(source),
        settings=_settings(source),
        sources=_sources(source, thinned),
        settings_title=escape(say(Text("Settings"))),
        sources_title=escape(say(Text("What this page holds"))),
        notes_title=escape(say(Text("Notes"))),
    )


def _notes(source: Source) -> str:
    return escape(source.notebook.notes.strip())


def _settings(source: Source) -> str:
    """Write all settings of the first run, and how each other run differs from the one before."""
    say, (first, *others) = source.say, source.runs
    names = source.labels
    html = [f'<h3>{escape(names[0])}</h3><div class="parts">']
    for part in parts(first.experiment):
        kind = f" <small>{escape(say(part.kind))}</small>" if part.kind is not None else ""
        rows = "".join(
            f"<dt>{escape(say(label))}</dt><dd>{escape(say(value))}</dd>"
            for label, value in part.rows
        )
        html.append(f"<div><h4>{escape(say(part.title))}{kind}</h4><dl>{rows}</dl></div>")
    html.append("</div>")
    before = first
    for name, run in zip(names[1:], others, strict=True):
        texts = [say(difference_text(d)) for d in differences(before.experiment, run.experiment)]
        if run.origin is not None:
            step = f"{run.origin.step:,}"
            texts.insert(0, say(Text("It left another run at step {step}.", {"step": step})))
        items = "".join(f"<li>{escape(text)}</li>" for text in texts)
        same = escape(say(Text("The same settings.")))
        html.append(
            f"<h3>{escape(name)}</h3>" + (f"<ul>{items}</ul>" if items else f"<p>{same}</p>")
        )
        before = run
    return "\n".join(html)


def _sources(source: Source, thinned: Sequence[Thinned]) -> str:
    """Say what was left out, how exact it is, and where it came from."""
    lines = [source.say(text) for text in _sentences(source, thinned)]
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)


def _sentences(source: Source, thinned: Sequence[Thinned]) -> Iterator[Text]:
    for name, run in zip(source.labels, thinned, strict=True):
        kept, recorded = run.snapshots
        samples, measured = run.samples
        values = {
            "run": name, "kept": f"{kept:,}", "recorded": f"{recorded:,}",
            "samples": f"{samples:,}", "measured": f"{measured:,}",
        }  # fmt: skip
        yield Text(
            "{run}: {kept} of {recorded} recorded moments, and losses at {samples} of {measured} "
            "measured steps.",
            values,
        )
    yield Text(
        "A view shows what was recorded last before the chosen step, and says at which step that "
        "was. Functions and spectra are rounded to 1/65,000 of their range, pixels and the map of "
        "errors to 1/250; losses and training points are as they were recorded. Losses of single "
        "batches are left out."
    )
    yield Text(
        "ω is the angular frequency of sin(ωx), in radians per unit of x; F(ω) is the mean of "
        "y exp(-iωx). A frequency counts as learned from the step at which its relative error "
        "falls below the threshold and stays there for 10 steps."
    )
    today = datetime.now().astimezone().strftime("%Y-%m-%d")
    values = {"version": version("fanhua"), "date": today}
    yield Text("Made with Fanhua {version} on {date}.", values)
