"""Help: how to begin, the keys, lessons, and a page for each preset; made of the tables."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.window.actions import ACTIONS
from training.catalog.presets import Preset, presets
from training.settings import Experiment, differences
from training.settings.words import title, value_text
from training.text import Text
from widgets.text import sentence, translated


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)


def _paragraphs(heading: str, *texts: str) -> str:
    return f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts)


def beginning() -> str:
    """Return the first page."""
    return _paragraphs(
        _tr("How to begin"),
        _tr("Space trains the experiment on the left, and pauses. What you change there while it "
            "trains takes effect at once; settings with ↻ restart it."),
        _tr("The views in the middle can be moved by their titles, enlarged by a double-click, "
            "and hidden; Esc brings everything back."),
        _tr("Every training is a run in the list on the right. The timeline below the views goes "
            "back to any recorded step; B branches there."),
        _tr("Everything is on the disk within a second. Save writes a project that others can "
            "open, with all runs."),
    )  # fmt: skip


def keys() -> str:
    """Return the page of the shortcuts, from the table of actions."""
    rows = []
    for info in ACTIONS.values():
        if info.shortcuts:
            names = [
                QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText)
                for text in info.shortcuts
            ]
            text = QCoreApplication.translate("actions", info.text)
            tip = QCoreApplication.translate("actions", info.tip)
            rows.append(
                f"<tr><td><b>{', '.join(names)}</b>&nbsp;&nbsp;</td><td>{text}: {tip}</td></tr>"
            )
    return f"<h2>{_tr('Keys')}</h2><table cellpadding='3'>{''.join(rows)}</table>"


def lecturing() -> str:
    """Return the page for those who stand before a class."""
    return _paragraphs(
        _tr("Before a class"),
        _tr("F5 presents: large letters and lines, in colours for a projector. With a second "
            "screen the class gets a window of its own there, and this one shows you the next "
            "cue, your notes and the time."),
        _tr("A lesson is a list of cues. Open one of the chapter's, or do what you want to show "
            "and press “Add what I just did”. PageDown and PageUp, a clicker's keys, walk "
            "through it."),
        _tr("Rehearse trains all cues the evening before. In class they play from the recording "
            "at once, marked as recorded; as soon as you touch a setting or press Space, it "
            "trains live from there."),
        _tr("Predict, above a plot, hides the network, the test curve or the future. Let the "
            "class draw into the plot what they expect, and reveal."),
    )  # fmt: skip


def of_preset(preset: Preset) -> str:
    """Return the page of a preset: what it shows, whose settings they are, and which."""
    origins = {"book": Text("The book's settings."), "ours": Text("Our settings.")}
    where = f"{translated(preset.section)}. " if preset.section else ""
    rows = [
        f"<tr><td>{sentence(title(d.path))}&nbsp;&nbsp;</td>"
        f"<td>{sentence(value_text(d.path, d.new))}</td></tr>"
        for d in differences(Experiment(), preset.experiment)
    ]
    settings = ""
    if rows:
        heading = _tr("What differs from the default experiment")
        settings = f"<h3>{heading}</h3><table cellpadding='3'>{''.join(rows)}</table>"
    about = _paragraphs(
        translated(preset.title),
        translated(preset.description),
        where + sentence(origins[preset.origin]),
    )
    return about + settings


def pages() -> dict[str, tuple[str, Callable[[], str]]]:
    """Return the title and the content of each page, by its key."""
    pages: dict[str, tuple[str, Callable[[], str]]] = {
        "beginning": (_tr("How to begin"), beginning),
        "keys": (_tr("Keys"), keys),
        "lecturing": (_tr("Before a class"), lecturing),
    }
    for name, preset in presets().items():
        pages[name] = translated(preset.title), partial(of_preset, preset)
    return pages


class Guide(QDialog):
    """Titles on the left, the chosen page on the right; the window goes on beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = pages()
        self.list, self.page = QListWidget(), QTextBrowser()
        self.list.setAccessibleName(_tr("Pages"))
        for key, (name, _) in self._pages.items():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setMaximumWidth(300)
        self.list.currentItemChanged.connect(self._on_item_changed)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.page, 1)
        QVBoxLayout(self).addLayout(row)
        self.resize(900, 600)
        self.list.setCurrentRow(0)

    def show_page(self, key: str) -> None:
        """Choose a page."""
        self.list.setCurrentRow([*self._pages].index(key))

    @Slot()
    def _on_item_changed(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.page.setHtml(self._pages[item.data(Qt.ItemDataRole.UserRole)][1]())


def page_of(experiment: Experiment) -> str:
    """Return the key of the page about an experiment; empty where it is no preset."""
    return next((n for n, p in presets().items() if p.experiment == experiment), "")


def show_guide(parent: QWidget, page: str) -> None:
    """Open the help at a page, where one is named."""
    guide = Guide(parent)
    if page:
        guide.show_page(page)
    guide.show()
