"""Colours and sizes of everything in a window: at the desk, presented here, or to a class."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.desktop import theme
from app.desktop.preferences import Preferences
from app.window.presenting import Presented
from widgets.look.app_style import palette
from widgets.look.tokens import Theme
from widgets.plots.style import PlotStyle
from widgets.stage.audience_scene import Scene


@dataclass(frozen=True, slots=True)
class Look:
    """What everything but the views is to look like."""

    theme: Theme
    style: PlotStyle


class Appearance(QObject):
    """Gives application and scene their look; everything else listens.

    Signals
    -------
    changed
        The Look of now.
    """

    changed = Signal(object)

    def __init__(self, preferences: Preferences, scene: Scene) -> None:
        super().__init__(scene)
        self._preferences, self._scene = preferences, scene
        self._presented = Presented.NOT
        self._run_style = 0

    @property
    def theme(self) -> Theme:
        """That of the window: one for the class while it is presented in it."""
        is_here = self._presented is Presented.HERE
        return (theme.projected if is_here else theme.preferred)(self._preferences)

    def set_presented(self, presented: Presented) -> None:
        """Take where the scene is shown."""
        self._presented = presented
        self.apply()

    def set_run_style(self, number: int) -> None:
        """Draw the run that is shown in its own colour."""
        if number != self._run_style:
            self._run_style = number
            self._apply_to_scene()

    def choose_theme(self, name: str) -> None:
        """Take light, dark or the system's colours, and keep the choice."""
        self._preferences.set_text("theme", name)
        self.apply()

    def choose_projected(self, name: str) -> None:
        """Take the colours for the class, and keep the choice."""
        self._preferences.set_text("projected", name)
        self.apply()

    def apply(self) -> None:
        """Give everything its colours and sizes anew."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        chosen = self.theme
        theme.apply(application, chosen, self._preferences.font_scale)
        self._apply_to_scene()
        style = theme.plots(chosen, self._preferences)
        self.changed.emit(Look(chosen, style))

    def _apply_to_scene(self) -> None:
        """Give what the class sees its look: at the desk, or projected."""
        is_projected = self._presented is not Presented.NOT
        chosen = (theme.projected if is_projected else theme.preferred)(self._preferences)
        height = self._scene.screen().geometry().height() if is_projected else 0
        style = theme.plots(chosen, self._preferences, height)
        pixels = self._scene.devicePixelRatioF()
        style = replace(style, run=self._run_style, pixels=pixels)
        self._scene.setPalette(palette(chosen))
        self._scene.stage.set_style(style)
        self._scene.set_style(style)
