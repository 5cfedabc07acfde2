"""Full screen and presenting: large text, no panels, perhaps on a screen of its own; and back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from training.text import Text
from widgets.panels.presenter_panel import PresenterPanel

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

OTHER, HERE = "other", "here"
"""Screens to present on besides those that are named: another one if there is one; this one."""


class Audience(QWidget):
    """A window that shows the class what it should see, and nothing else."""

    def __init__(self, on_closed: Callable[[], None]) -> None:
        super().__init__()
        self._on_closed = on_closed
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(QSize(320, 240))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # what it shows goes home first
        self._on_closed()


class Presenting(QObject):
    """Knows what a window hid, to bring it back.

    Parameters
    ----------
    window
        The window of the lecturer.
    panels
        What the class should not see.
    restyle
        Gives everything its sizes and colours anew.
    """

    def __init__(
        self, window: "MainWindow", panels: Sequence[QWidget], restyle: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._panels, self._restyle = window, panels, restyle
        self._hidden: list[QWidget] = []
        self.is_presenting = False
        self._was_maximised = False
        self.panel = PresenterPanel()
        self.place = QStackedWidget()
        """Where the views are, or what stands for them while the class has them."""
        self.place.addWidget(window.scene)
        self.place.addWidget(self.panel)
        self._audience: Audience | None = None
        self._screen: QScreen | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._on_screen_removed)

    @property
    def has_audience(self) -> bool:
        """Whether the class has a window of its own."""
        return self._audience is not None

    # --- full screen ---

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

    # --- presenting ---

    def screens(self) -> dict[str, QScreen]:
        """Return the screens that the window is not on, by their names."""
        own = self._window.screen()
        return {screen.name(): screen for screen in QGuiApplication.screens() if screen is not own}

    def chosen_screen(self) -> QScreen | None:
        """Return the screen to present on; None: that of the window."""
        wanted, others = self._window.preferences.text("screen", OTHER), self.screens()
        if wanted == HERE:
            return None
        return others.get(wanted) or next(iter(others.values()), None)

    def set_presenting(self, is_on: bool) -> None:
        """Show what the class should see, large; or everything."""
        if is_on == self.is_presenting:
            return
        self.is_presenting = is_on
        screen = self.chosen_screen() if is_on else None
        if screen is not None:
            self._open_audience(screen)
        elif self.has_audience:
            self._close_audience()
        else:
            self._present_here(is_on)
        self._check("present", is_on)

    def _present_here(self, is_on: bool) -> None:
        # Small first: what does not fit into the window makes it grow.
        if is_on:
            self.set_full_screen(True)
        self._restyle()
        if is_on:
            self._hidden = [panel for panel in self._panels if not panel.isHidden()]
        for panel in self._hidden:
            panel.setVisible(not is_on)
        self._window.menuBar().setVisible(not is_on)
        if not is_on:
            self.set_full_screen(False)

    def _open_audience(self, screen: QScreen) -> None:
        self._screen = screen
        self._audience = Audience(self.leave)
        self._audience.setWindowTitle(self._window.windowTitle())
        self._audience.addActions(self._window.actions())  # a clicker works wherever the focus is
        self._audience.column.addWidget(self._window.scene)
        self._window.scene.show()
        self.place.setCurrentWidget(self.panel)
        self._audience.setGeometry(screen.geometry())
        self._audience.setScreen(screen)
        self._audience.showFullScreen()
        self.panel.mirror.watch(self._window.scene)
        self.panel.begin()
        self._restyle()
        self._window.activateWindow()

    def _close_audience(self) -> None:
        audience, self._audience, self._screen = self._audience, None, None
        assert audience is not None
        self.panel.mirror.watch(None)
        self.panel.end()
        self.place.insertWidget(0, self._window.scene)
        self.place.setCurrentWidget(self._window.scene)
        self._restyle()
        audience.hide()
        audience.deleteLater()

    @Slot(QScreen)
    def _on_screen_removed(self, screen: QScreen) -> None:
        """Bring everything home: what is on a screen that is gone cannot be reached."""
        if screen is self._screen:
            self.set_presenting(False)
            text = Text("The screen of the class was unplugged; the views are back here.")
            self._window.status.announce(text)

    def leave(self) -> None:
        """Leave presenting, else full screen."""
        if self.is_presenting:
            self.set_presenting(False)
        else:
            self.set_full_screen(False)

    def _check(self, key: str, is_on: bool) -> None:
        self._window.actions_by_key[key].setChecked(is_on)
