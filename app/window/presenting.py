"""Full screen and presenting: large text, no panels, perhaps on a screen of its own; and back."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from training.text import Text
from widgets.panels.presenter_panel import PresenterPanel
from widgets.stage.audience_scene import Scene

OTHER, HERE = "other", "here"
"""Screens to present on besides those that are named: another one if there is one; this one."""
SCREEN_NAMES = {OTHER: "Another screen, if there is one", HERE: "This window"}


class Presented(Enum):
    """Where the scene is shown to a class."""

    NOT = "not"
    HERE = "here"
    APART = "apart"


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
    frame
        The window of the lecturer.
    panels
        What the class should not see.

    Signals
    -------
    changed
        What is presented, and where, is another thing now: colours and sizes change with it.
    presenting_changed, full_screen_changed
        Whether it is on.
    """

    changed = Signal()
    presenting_changed = Signal(bool)
    full_screen_changed = Signal(bool)

    def __init__(
        self, frame: QMainWindow, panels: Sequence[QWidget], scene: Scene,
        preferences: Preferences, notices: Notices,
    ) -> None:  # fmt: skip
        super().__init__(frame)
        self._frame, self._panels, self._scene = frame, panels, scene
        self._preferences, self._notices = preferences, notices
        self._hidden: list[QWidget] = []
        self.is_presenting = False
        self._was_maximised = False
        self.panel = PresenterPanel()
        self.place = QStackedWidget()
        """Where the views are, or what stands for them while the class has them."""
        self.place.addWidget(scene)
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

    @property
    def presented(self) -> Presented:
        """Where the class sees the scene now."""
        if not self.is_presenting:
            return Presented.NOT
        return Presented.APART if self.has_audience else Presented.HERE

    # --- full screen ---

    def set_full_screen(self, is_on: bool) -> None:
        """Use the whole screen or go back."""
        if is_on == self._frame.isFullScreen():
            return
        if is_on:
            self._was_maximised = self._frame.isMaximized()
            self._frame.showFullScreen()
        elif self._was_maximised:
            self._frame.showMaximized()
        else:
            self._frame.showNormal()
        self.full_screen_changed.emit(is_on)

    # --- presenting ---

    def screens(self) -> dict[str, QScreen]:
        """Return the screens that the window is not on, by their names."""
        own = self._frame.screen()
        return {screen.name(): screen for screen in QGuiApplication.screens() if screen is not own}

    def chosen_screen(self) -> QScreen | None:
        """Return the screen to present on; None: that of the window."""
        wanted, others = self._preferences.text("screen", OTHER), self.screens()
        if wanted == HERE:
            return None
        return others.get(wanted) or next(iter(others.values()), None)

    def set_presenting(self, is_on: bool) -> None:
        """Show what the class should see, large; or everything."""
        if is_on == self.is_presenting:
            return
        self.is_presenting = is_on
        self._scene.set_presented(is_on)
        screen = self.chosen_screen() if is_on else None
        if screen is not None:
            self._open_audience(screen)
        elif self.has_audience:
            self._close_audience()
        else:
            self._present_here(is_on)
        self.presenting_changed.emit(is_on)

    def _present_here(self, is_on: bool) -> None:
        # Small first: what does not fit into the window makes it grow.
        if is_on:
            self.set_full_screen(True)
        self.changed.emit()
        if is_on:
            self._hidden = [panel for panel in self._panels if not panel.isHidden()]
        for panel in self._hidden:
            panel.setVisible(not is_on)
        self._frame.menuBar().setVisible(not is_on)
        self._frame.statusBar().setVisible(not is_on)
        if not is_on:
            self.set_full_screen(False)

    def _open_audience(self, screen: QScreen) -> None:
        self._screen = screen
        self._audience = Audience(self.leave)
        self._audience.setWindowTitle(self._frame.windowTitle())
        self._audience.addActions(self._frame.actions())  # a clicker works wherever the focus is
        self._audience.column.addWidget(self._scene)
        self._scene.show()
        self.place.setCurrentWidget(self.panel)
        self._audience.setGeometry(screen.geometry())
        self._audience.setScreen(screen)
        self._audience.showFullScreen()
        self.panel.mirror.watch(self._scene)
        self.panel.begin()
        self.changed.emit()
        self._frame.activateWindow()

    def _close_audience(self) -> None:
        audience, self._audience, self._screen = self._audience, None, None
        assert audience is not None
        self.panel.mirror.watch(None)
        self.panel.end()
        self.place.insertWidget(0, self._scene)
        self.place.setCurrentWidget(self._scene)
        self.changed.emit()
        audience.hide()
        audience.deleteLater()

    @Slot(QScreen)
    def _on_screen_removed(self, screen: QScreen) -> None:
        """Bring everything home: what is on a screen that is gone cannot be reached."""
        if screen is self._screen:
            self.set_presenting(False)
            text = Text("The screen of the class was unplugged; the views are back here.")
            self._notices.flash_status(text)

    def leave(self) -> None:
        """Leave presenting, else full screen."""
        if self.is_presenting:
            self.set_presenting(False)
        else:
            self.set_full_screen(False)
