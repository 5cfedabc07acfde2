"""The experiments that come with the app, as a gallery to choose from."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from training.catalog.lessons import lessons
from training.catalog.presets import Preset, preset, presets
from training.data.datasets import load
from training.settings import LabelledDataset
from training.settings.literature_tables import TABLES
from training.text import Problem, Text
from widgets.dialogs.gallery import Gallery, Shortcut
from widgets.dialogs.gallery_search import GalleryEntry
from widgets.plots import thumbnail
from widgets.plots.style import PlotStyle
from widgets.text import sentence, translated

RECENT = 6
"""Projects that are offered."""
ORIGINS = {"book": Text("The book's settings."), "ours": Text("Our settings.")}
LAST = "9"
"""Where experiments without a number come."""


def ask_experiment(
    parent: QWidget | None, style: PlotStyle, recent: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Let the user choose what to go on with: a preset by what it shows, a project, a lesson.

    Returns
    -------
    tuple of tuples of str
        Keys of commands with their arguments, to be done in turn; none where nothing was chosen.
    """

    def paint(painter: QPainter, area: QRectF, name: str) -> None:
        paint_preset(painter, area, preset(name), style)

    gallery = Gallery(entries(), paint, [*_projects(recent), *_lessons()], parent)
    is_accepted = gallery.exec() == Gallery.DialogCode.Accepted
    name, shortcut = gallery.chosen(), gallery.shortcut
    start = (("start",),) if gallery.is_to_train else ()
    gallery.deleteLater()
    if not is_accepted:
        return ()
    if shortcut is not None:
        return ((shortcut.command, shortcut.argument),)
    return (("open_preset", name), *start)


def _projects(recent: Sequence[str]) -> Iterator[Shortcut]:
    group = QCoreApplication.translate("gallery", "Recent projects")
    for path in recent[:RECENT]:
        yield Shortcut(group, Path(path).name, "open_file", path)


def _lessons() -> Iterator[Shortcut]:
    group = QCoreApplication.translate("gallery", "Lessons")
    for name, lesson in lessons().items():
        number = name.partition("-")[0]
        yield Shortcut(group, f"{number}  {translated(lesson.title)}", "open_lesson", name)


def entries() -> list[GalleryEntry]:
    """Return all experiments in the present language, in the order of the chapter."""
    named = sorted(presets().items(), key=lambda item: item[1].number or LAST)
    return [_entry(name, found) for name, found in named]


def _entry(name: str, found: Preset) -> GalleryEntry:
    section = translated(found.section) if found.section else ""
    origin = sentence(ORIGINS[found.origin])
    return GalleryEntry(
        name,
        found.number,
        translated(found.title),
        " · ".join(filter(None, (section, origin))),
        translated(found.description),
        (found.title, found.section),
    )


def paint_preset(painter: QPainter, area: QRectF, found: Preset, style: PlotStyle) -> None:
    """Paint the data of a preset; of images, which are not read for that, what is published."""
    experiment = found.experiment
    if isinstance(experiment.dataset, LabelledDataset):
        table = TABLES.get(experiment.published.table)
        values = [entry.test for entry in table.entries] if table is not None else []
        bars = tuple(value for value in values if value is not None)
        if bars:
            thumbnail.paint_bars(painter, area, bars, style)
        else:
            thumbnail.paint_images(painter, area, style)
        return
    try:
        thumbnail.paint(painter, area, load(experiment.dataset), style)
    except Problem:
        return  # a tile without a picture can be chosen as well
