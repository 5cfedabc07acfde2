"""The frame: docks round the views, geometry, title, files that are dropped, and closing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from app.desktop.preferences import Preferences
from app.files.project_files import dropped

WIDE = 1600
"""Pixels of a screen that has room for a panel on each side."""
_FEATURES = QDockWidget.DockWidgetFeature


class MainWindow(QMainWindow):
    """Knows where things stand, and not what they are.

    Signals
    -------
    file_dropped
        Path of a file that can be opened.
    language_changed
        All texts are to be set anew.
    """

    file_dropped = Signal(object)
    language_changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._is_new = preferences.state("window").isEmpty()
        self._may_close: Callable[[], bool] = lambda: True
        self._focused: QWidget | None = None
        centre = QWidget()
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)

    # --- where things stand ---

    def add_docks(self, panel: QWidget, runs: QWidget, notes: QWidget, lesson: QWidget) -> None:
        """Put the panel on the left, the others on the right."""
        movable = _FEATURES.DockWidgetMovable
        free = movable | _FEATURES.DockWidgetClosable
        self.panel_dock = _dock("panel", panel, movable)
        self.runs_dock = _dock("runs", runs, free)
        self.notes_dock = _dock("notes", notes, free)
        self.lesson_dock = _dock("lesson", lesson, free)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.panel_dock)
        for dock in self.docks[1:]:
            self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.tabifyDockWidget(self.runs_dock, self.lesson_dock)
        self.notes_dock.hide()
        self.lesson_dock.hide()
        screen = self.screen().availableGeometry()
        if screen.width() < WIDE:  # the views need the room
            self.tabifyDockWidget(self.panel_dock, self.runs_dock)
            self.panel_dock.raise_()
        self.resize(QSize(1760, 960).boundedTo(screen.size() * 0.92))

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """The docks round the views, that of the panel first."""
        return (self.panel_dock, self.runs_dock, self.notes_dock, self.lesson_dock)

    def fill(self, views: QWidget, transport: QWidget, focused: QWidget) -> None:
        """Put the transport below the views and all else; ``focused`` takes the first key."""
        self._column.addWidget(views, 1)
        bar = self.statusBar()  # below the docks too: sentences need the room
        bar.setSizeGripEnabled(False)
        bar.addWidget(transport, 1)
        self._focused = focused

    def show_lesson(self) -> None:
        """Bring the lesson before the runs."""
        self.lesson_dock.show()
        self.lesson_dock.raise_()

    def retranslate(self) -> None:
        """Set the titles of the docks in the present language."""
        self.panel_dock.setWindowTitle(self.tr("Experiment"))
        self.runs_dock.setWindowTitle(self.tr("Runs"))
        self.notes_dock.setWindowTitle(self.tr("Notes"))
        self.lesson_dock.setWindowTitle(self.tr("Lesson"))

    def show_title(self, path: Path | None, *, is_modified: bool) -> None:
        """Name the file of the document, if it has one."""
        name = path.name if path else self.tr("Untitled")
        self.setWindowTitle(f"{name}[*] – Fanhua")
        self.setWindowModified(is_modified)

    # --- from one start to the next ---

    def restore(self) -> None:
        """Take the geometry of the last time."""
        self.restoreGeometry(self._preferences.state("geometry"))
        self.restoreState(self._preferences.state("window"))

    def keep(self) -> None:
        """Note the geometry for the next time."""
        self._preferences.set_state("geometry", self.saveGeometry())
        self._preferences.set_state("window", self.saveState())

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """Say what ends all that is open, and returns False where the window stays."""
        self._may_close = may_close

    # --- Qt ---

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None and self._focused is not None:
            self._focused.setFocus()
        if self._is_new and not event.spontaneous():
            self._is_new = False  # before it is shown the docks take no sizes
            widths = {self.panel_dock: 340, self.runs_dock: 430}
            if self.tabifiedDockWidgets(self.panel_dock):
                del widths[self.runs_dock]
            self.resizeDocks([*widths], [*widths.values()], Qt.Orientation.Horizontal)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # an error in here leaves the window open, and its thread with an owner
        if self._may_close():
            event.accept()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.language_changed.emit()
        super().changeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)


def _dock(key: str, widget: QWidget, features: QDockWidget.DockWidgetFeature) -> QDockWidget:
    dock = QDockWidget()
    dock.setObjectName(key)
    dock.setWidget(widget)
    dock.setFeatures(features)
    return dock
