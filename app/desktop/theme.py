"""Colours of the application: light, dark, or as the system has it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.desktop import fonts
from app.desktop.preferences import Preferences
from widgets.look.app_style import AppStyle, palette
from widgets.look.sheet import sheet
from widgets.look.tokens import THEMES, TYPE, Theme
from widgets.plots.style import PlotStyle, style_of

LABELS = 27
"""Letters of a projected label, one over another, are as high as the picture."""
LOOK = "look"
"""Property of the application: theme and scale that its widgets have."""
AT_THE_DESK = ("light", "dark")
PROJECTED = {"light": THEMES["light_projected"], "dark": THEMES["dark_projected"]}
"""For the class, with more contrast."""
AS_AT_THE_DESK = "desk"
PROJECTED_NAMES = {
    "light": "Light, high contrast",
    "dark": "Dark, high contrast",
    AS_AT_THE_DESK: "As at the desk",
}
THEME_NAMES = {"system": "As the system", "light": "Light", "dark": "Dark"}


def chosen(name: str) -> Theme:
    """Return a theme by its name; ``system`` follows the desktop."""
    if name == "system":
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        name = "dark" if is_dark else "light"
    return THEMES[name]


def preferred(preferences: Preferences) -> Theme:
    """Return the theme that the user has chosen."""
    return chosen(preferences.text("theme", "system", (*AT_THE_DESK, "system")))


def projected(preferences: Preferences) -> Theme:
    """Return the theme that the class sees."""
    name = preferences.text("projected", "light", (*PROJECTED, AS_AT_THE_DESK))
    return preferred(preferences) if name == AS_AT_THE_DESK else PROJECTED[name]


def plots(theme: Theme, preferences: Preferences, projected_on: int = 0) -> PlotStyle:
    """Return how plots look: at the desk, or projected on so many pixels from top to bottom."""
    projected = projected_on / LABELS / TYPE["body"].size
    return replace(style_of(theme), scale=preferences.font_scale * (projected or 1.0))


def apply(application: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give all widgets the colours of a theme, and letters ``scale`` times as large as usual.

    The sheet is set last: while there is one, widgets take no other font of the application.
    """
    look = (theme, scale)
    if application.property(LOOK) == look:
        return  # every widget would be asked anew
    application.setProperty(LOOK, look)
    application.setStyleSheet("")
    application.setFont(fonts.letters(scale))
    # Also anew: docks share their room evenly after that alone.
    application.setStyle(AppStyle(theme, scale))
    application.setPalette(palette(theme))
    application.setStyleSheet(sheet(theme, scale))
