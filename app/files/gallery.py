"""The experiments that come with the app, as a gallery to choose from."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from training.catalog.presets import Preset, preset, presets
from training.data.datasets import load
from training.settings import LabelledDataset
from training.settings.literature_tables import TABLES
from training.text import Problem
from widgets.dialogs.gallery import Gallery
from widgets.dialogs.gallery_search import GalleryEntry
from widgets.plots import thumbnail
from widgets.plots.style import PlotStyle
from widgets.text import translated

LAST = "9"
"""Where experiments without a number come."""


def ask_experiment(parent: QWidget | None, style: PlotStyle) -> tuple[str, bool]:
    """Let the user choose a preset by what it shows.

    Returns
    -------
    tuple of str and bool
        Its name, empty for none, and whether it is to be trained at once.
    """

    def paint(painter: QPainter, area: QRectF, name: str) -> None:
        paint_preset(painter, area, preset(name), style)

    gallery = Gallery(entries(), paint, parent)
    is_accepted = gallery.exec() == Gallery.DialogCode.Accepted
    name, is_to_train = gallery.chosen(), gallery.is_to_train
    gallery.deleteLater()
    return (name, is_to_train) if is_accepted else ("", False)


def entries() -> list[GalleryEntry]:
    """Return all experiments in the present language, in the order of the chapter."""
    named = sorted(presets().items(), key=lambda item: item[1].number or LAST)
    return [_entry(name, found) for name, found in named]


def _entry(name: str, found: Preset) -> GalleryEntry:
    section = translated(found.section) if found.section else ""
    origin = _origins()[found.origin]
    return GalleryEntry(
        name,
        found.number,
        translated(found.title),
        " · ".join(filter(None, (section, origin))),
        translated(found.description),
        (found.title, found.section),
    )


def _origins() -> dict[str, str]:
    say = QCoreApplication.translate
    return {
        "book": say("gallery", "The book's settings."),
        "ours": say("gallery", "Our settings."),
    }


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
