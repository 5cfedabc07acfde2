"""The views in the middle of the window: docks that can be moved, hidden and enlarged."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow
from typing_extensions import override

from training.data.kinds import Data
from widgets.plots.style import PlotStyle
from widgets.stage.view_slot import ViewSlot
from widgets.views import View

PRESENTED = 3
"""Views that the class sees at most."""
FOCUS = (6800, 3200)
"""Parts of the width of the first view and of those beside it."""


class ViewGrid(QMainWindow):
    """A window in the window, whose docks hold the views two by two.

    Signals
    -------
    arranged
        Arrangements before and after the user moved, resized, showed or hid views.
    enlarge_asked
        Key of a view that is to have all the room, or no more.
    """

    arranged = Signal(QByteArray, QByteArray)
    enlarge_asked = Signal(str)

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setDockNestingEnabled(True)
        keys = list(dict.fromkeys(view.key for view in views))
        self.slots = {key: ViewSlot([view for view in views if view.key == key]) for key in keys}
        self.docks: dict[str, QDockWidget] = {}
        self._before_enlarging: QByteArray | None = None
        self.enlarged = ""
        """Key of the view that has all the room, or empty."""
        self._before_shown: tuple[str, ...] = ()
        self._before_presenting: QByteArray | None = None
        self._presented: Sequence[QDockWidget] = ()
        self._sharing = QTimer(self, singleShot=True, interval=0)
        self._sharing.timeout.connect(self._share_room)
        self._settled = QByteArray()
        """The arrangement that was told of last."""
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._is_asked = False
        self._known_hidden: list[str] = []
        for key, slot in self.slots.items():
            self._add(key, slot)
        self.arrange()
        self.retranslate()

    def _add(self, key: str, slot: ViewSlot) -> None:
        dock = QDockWidget()
        dock.setObjectName(key)
        dock.setWidget(slot)
        dock.setTitleBarWidget(slot.headers)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        for view in slot.views:
            view.enlarge_asked.connect(self._on_view_enlarge_asked)
        dock.installEventFilter(self)
        dock.dockLocationChanged.connect(self._note_change)
        dock.visibilityChanged.connect(self._on_visibility_changed)
        self.docks[key] = dock

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        for slot in self.slots.values():
            slot.set_style(style)

    def arrange(self, keys: Sequence[str] = ()) -> None:
        """Put views into two columns: those that are named, else those shown by default."""
        self._set_enlarged("")
        shown = keys or self._defaults
        docks = [self.docks[key] for key in shown if key in self.docks]
        lefts, rights = docks[0::2], docks[1::2]
        self._lay_out(lefts, rights)
        if not rights:
            return
        self.resizeDocks([lefts[0], rights[0]], [1000, 1000], Qt.Orientation.Horizontal)
        for column in (lefts, rights):
            self.resizeDocks(column, [1000] * len(column), Qt.Orientation.Vertical)

    def _lay_out(self, lefts: Sequence[QDockWidget], rights: Sequence[QDockWidget]) -> None:
        """Show docks in two columns.

        None is seen before all have their places: side by side they would make the window wider,
        and it stays so.
        """
        for dock in self.docks.values():
            self.removeDockWidget(dock)
        for dock in (
            *lefts,
            *rights,
            *(d for d in self.docks.values() if d not in (*lefts, *rights)),
        ):
            self.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, dock)
        if rights:
            self.splitDockWidget(lefts[0], rights[0], Qt.Orientation.Horizontal)
        for column in (lefts, rights):
            for above, below in pairwise(column):
                self.splitDockWidget(above, below, Qt.Orientation.Vertical)
        for dock in (*lefts, *rights):
            dock.show()

    # --- for the class ---

    def set_presented(self, is_on: bool) -> None:
        """Give the first view that is shown most of the room, and two others the rest."""
        if is_on:
            self._before_presenting = self.arrangement()
            shown = self.shown()
            self._set_enlarged("")
            self._present([self.docks[key] for key in shown[:PRESENTED]])
        elif self._before_presenting is not None:
            before, self._before_presenting = self._before_presenting, None
            self._presented = ()
            self.take_arrangement(before)

    def _present(self, docks: Sequence[QDockWidget]) -> None:
        self._lay_out(docks[:1], docks[1:])
        self._presented = docks
        self._sharing.start()
        self._forget_change()

    @Slot()
    def _share_room(self) -> None:
        """Give the views for the class their parts; anew with each size of the window."""
        focus, sides = next(iter(self._presented), None), self._presented[1:]
        if focus is not None and sides:
            self.resizeDocks([focus, sides[0]], [*FOCUS], Qt.Orientation.Horizontal)
            self.resizeDocks(sides, [1000] * len(sides), Qt.Orientation.Vertical)

    # --- what the user arranged ---

    def take_views(self, keys: Sequence[str]) -> None:
        """Arrange as told, in even columns."""
        self.arrange(keys)
        self._forget_change()

    def take_arrangement(self, arrangement: QByteArray) -> None:
        """Arrange the views as told; what cannot be used changes nothing."""
        self._set_enlarged("")
        self.restoreState(arrangement)
        self._forget_change()

    def shows(self, keys: Sequence[str]) -> bool:
        """Tell whether these views are shown, and no others; none stands for the default ones."""
        return {*(keys or self._defaults)} == {*self.docks} - {*self._hidden()}

    def shown(self) -> tuple[str, ...]:
        """Return the keys of the views that are shown, or would be if none were enlarged."""
        if self.is_enlarged:
            return self._before_shown
        return tuple(key for key, dock in self.docks.items() if not dock.isHidden())

    @property
    def _defaults(self) -> list[str]:
        return [key for key, slot in self.slots.items() if slot.views[0].is_default]

    def _note_change(self) -> None:
        """Look at the arrangement when the present event is over, and tell of it."""
        if self.isVisible() and not self.is_enlarged:
            self._is_asked = True
            self._settling.start()

    def _on_visibility_changed(self) -> None:
        """Docks are also seen and unseen with the whole window; then none was hidden itself."""
        if self._hidden() != self._known_hidden:
            self._note_change()

    def _hidden(self) -> list[str]:
        return [key for key, dock in self.docks.items() if dock.isHidden()]

    def _forget_change(self) -> None:
        """Look at it too, but tell nobody: it was not the user's doing."""
        self._is_asked = False
        self._settling.start()

    @Slot()
    def _settle(self) -> None:
        if self.is_enlarged or not self.isVisible():
            return
        before, self._settled = self._settled, self.saveState()
        self._known_hidden = self._hidden()
        if self._is_asked and not before.isEmpty() and before != self._settled:
            self.arranged.emit(before, self._settled)
        self._is_asked = False

    # --- enlarging ---

    @property
    def is_enlarged(self) -> bool:
        """Whether one view has all the room."""
        return bool(self.enlarged)

    def enlarge(self, chosen: str) -> None:
        """Give one view all the room."""
        if not self.is_enlarged:
            self._before_shown = self.shown()
            self._before_enlarging = self.saveState()
        self._set_enlarged(chosen)
        for key, dock in self.docks.items():
            dock.setVisible(key == chosen)

    def restore_arrangement(self) -> None:
        """Bring all views back to where they were."""
        if self._before_enlarging is not None:
            self.take_arrangement(self._before_enlarging)

    def _set_enlarged(self, key: str) -> None:
        if not key:
            self._before_enlarging = None
        self.enlarged = key

    def _on_view_enlarge_asked(self) -> None:
        view = self.sender()
        if isinstance(view, View):
            self.enlarge_asked.emit(view.key)

    def toggle_enlarged(self, key: str) -> None:
        """Give a view all the room, or bring all views back."""
        if self.is_enlarged:
            self.restore_arrangement()
        else:
            self.enlarge(key)

    def close_view(self, key: str) -> None:
        """Hide a view, as its user asks; the others come back where it was enlarged."""
        if self.is_enlarged:
            self.restore_arrangement()
        else:
            self.docks[key].close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._forget_change()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._presented:
            self._sharing.start()  # not in here: Qt is laying docks out
        self._forget_change()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._note_change()  # a line between two views was moved

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick and isinstance(watched, QDockWidget):
            self.enlarge_asked.emit(watched.objectName())
            return True
        return super().eventFilter(watched, event)

    # --- menu, state, language ---

    def toggle_actions(self) -> list[QAction]:
        """Return an action for each view that shows and hides it."""
        return [dock.toggleViewAction() for dock in self.docks.values()]

    def arrangement(self) -> QByteArray:
        """Return the arrangement to be kept: not that for the class, nor with one enlarged."""
        return self._before_presenting or self._before_enlarging or self.saveState()

    def show_for(self, data: Data) -> None:
        """Choose the views that draw such data, and name their slots after them."""
        for slot in self.slots.values():
            slot.show_for(data)
        self._show_titles()

    def titles(self) -> dict[str, str]:
        """Return the translated names of the views, by their keys."""
        return {key: (slot.view or slot.views[0]).title() for key, slot in self.slots.items()}

    def _show_titles(self) -> None:
        for key, title in self.titles().items():
            self.docks[key].setWindowTitle(title)
        for slot in self.slots.values():
            slot.show_title()

    def retranslate(self) -> None:
        """Set the titles in the present language."""
        self._show_titles()
        for slot in self.slots.values():
            slot.retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
