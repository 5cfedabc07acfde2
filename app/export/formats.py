"""The formats of what is taken away, as a table: a line here is a line of the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.export.curves import write_curves
from app.export.handout.page import write_handout
from app.export.script.write import write_script
from app.export.source import Source
from app.export.tensorboard_events import write_events
from app.export.weights import write_weights
from training.data.collections import Progress

FormatWriter = Callable[[Source, Path, Progress], None]
"""Writes to a path, tells its progress, and raises Problem where it cannot."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes
    ----------
    title, tip
        Of the line of the menu.
    filter
        Of a dialog that asks for a file.
    ending
        Of the file's name; empty for a folder.
    metavar, help
        Of the option of ``fanhua export``; empty where there is none.
    """

    title: str
    tip: str
    filter: str
    ending: str
    metavar: str = ""
    help: str = ""
    write: FormatWriter | None = None
    """None for a view that is filmed, which needs a window; see ``film_dialog``."""


FORMATS: dict[str, Format] = {
    "curves": Format(
        "Curves as a table…",
        "All that was measured of the shown runs, a row a step, for a spreadsheet or pandas.",
        "Tables (*.csv)", ".csv", "FILE.csv",
        "write the curves: a row a step, a column a series",
        write_curves,
    ),
    "events": Format(
        "Curves for TensorBoard…",
        "A folder with the event files of the shown runs.",
        "", "", "FOLDER",
        "write the curves for TensorBoard, a folder a run",
        write_events,
    ),
    "weights": Format(
        "Weights…",
        "The weights of the run at the step that is shown, or the last recorded before it, which "
        "the PyTorch script loads.",
        "Weights (*.safetensors)", ".safetensors", "FILE.safetensors",
        "write the last weights of the last run, or of --run",
        write_weights,
    ),
    "script": Format(
        "PyTorch script…",
        "A program of its own that trains the run again and gives the same losses.",
        "Programs (*.py)", ".py", "FILE.py",
        "write the last run, or that of --run, as a PyTorch program",
        write_script,
    ),
    "handout": Format(
        "Handout…",
        "A page that replays the shown runs, with their settings in words: one file, for any "
        "browser, without network.",
        "Pages (*.html)", ".html", "FILE.html",
        "write a page that replays the runs, for any browser",
        write_handout,
    ),
    "gif": Format(
        "Animation as GIF…",
        "A view that goes through the recorded steps of the run.",
        "Animations (*.gif)", ".gif",
    ),
    "mp4": Format(
        "Animation as MP4…",
        "A view that goes through the recorded steps of the run, as a video.",
        "Videos (*.mp4)", ".mp4",
    ),
}  # fmt: skip

WITHOUT_WINDOW = {key: form for key, form in FORMATS.items() if form.write is not None}
"""What the command line can write."""


def write(form: Format, source: Source, target: Path, progress: Progress) -> None:
    """Write a format that needs no window.

    Raises
    ------
    Problem
        When there is nothing to write, or the target cannot be written.
    """
    assert form.write is not None
    form.write(source, target, progress)
