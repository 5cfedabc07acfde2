"""The arrangement of the views, as a step of undo and in the project."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QObject, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.session.notebook import NotebookKeeper
from widgets.stage.view_grid import ViewGrid


class Arrangement(QObject):
    """Connects a grid of views with undo and notebook."""

    def __init__(self, grid: ViewGrid, keeper: NotebookKeeper, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._grid, self._keeper, self._undo_stack = grid, keeper, undo_stack

    def note(self, before: QByteArray, after: QByteArray) -> None:
        """Let what the user has arranged be a step of undo."""
        self._push(lambda: self._grid.take_arrangement(after), before)

    def _push(self, again: Callable[[], None], before: QByteArray) -> None:
        def back() -> None:
            self._grid.take_arrangement(before)

        self._undo_stack.push(_Arrange(self.tr("Arrange views"), again, back))

    def show(self, keys: Sequence[str]) -> None:
        """Show these views, or the default ones, as a step of undo, unless they are shown."""
        grid = self._grid
        if grid.is_enlarged:
            grid.restore_arrangement()
        if grid.shows(keys):
            return
        before = grid.saveState()
        # A state that is saved before the docks are laid out has no even columns.
        self._push(lambda: grid.take_views(keys), before)
        grid.take_views(keys)

    def keep(self) -> None:
        """Note in the project how the views are arranged."""
        state = self._grid.arrangement().toBase64().data()
        self._keeper.keep_arrangement(state.decode() if isinstance(state, bytes) else "")

    @Slot()
    def restore(self) -> None:
        """Arrange the views as the project says; one that cannot be used changes nothing."""
        arrangement = self._keeper.notebook.arrangement
        if arrangement:
            self._grid.take_arrangement(QByteArray.fromBase64(arrangement.encode()))


class _Arrange(QUndoCommand):
    """What the user has done already: only undo and redo after it do anything."""

    def __init__(self, text: str, again: Callable[[], None], back: Callable[[], None]) -> None:
        super().__init__(text)
        self._again, self._back = again, back
        self._is_done = True

    @override
    def redo(self) -> None:
        if not self._is_done:
            self._again()
        self._is_done = False

    @override
    def undo(self) -> None:
        self._back()
