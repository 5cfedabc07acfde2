"""Full screen and presenting: large text, no panels, and the way back."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMainWindow, QWidget


class Presenting:
    """Knows what a window hid, to bring it back."""

    def __init__(
        self, window: QMainWindow, panels: Sequence[QWidget], restyle: Callable[[], None]
    ) -> None:
        self._window, self._panels, self._restyle = window, panels, restyle
        self._hidden: list[QWidget] = []
        self.is_presenting = False
        self._was_maximised = False

    def set_full_screen(self, is_on: bool) -> None:
        """Use the whole screen or go back."""
        if is_on == self._window.isFullScreen():
            return
        if is_on:
            self._was_maximised = self._window.isMaximized()
            self._window.showFullScreen()
        elif self._was_maximised:
            self._window.showMaximized()
        else:
            self._window.showNormal()
        self._check("full_screen", is_on)

    def set_presenting(self, is_on: bool) -> None:
        """Show what the class should see, large; or everything."""
        if is_on == self.is_presenting:
            return
        self.is_presenting = is_on
        # Small first: what does not fit into the window makes it grow.
        if is_on:
            self.set_full_screen(True)
        self._restyle()
        if is_on:
            self._hidden = [panel for panel in self._panels if not panel.isHidden()]
        for panel in self._hidden:
            panel.setVisible(not is_on)
        self._window.menuBar().setVisible(not is_on)
        self._check("present", is_on)
        if not is_on:
            self.set_full_screen(False)

    def leave(self) -> None:
        """Leave presenting, else full screen."""
        if self.is_presenting:
            self.set_presenting(False)
        else:
            self.set_full_screen(False)

    def _check(self, key: str, is_on: bool) -> None:
        for action in self._window.actions():
            if action.objectName() == key:
                action.setChecked(is_on)
