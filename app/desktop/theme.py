"""Colours of the application: light, dark, or as the system has it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.desktop.preferences import Preferences
from training.resources import RESOURCES
from widgets.plots.style import DARK, DARK_PROJECTED, LIGHT, LIGHT_PROJECTED, PlotStyle

ICONS = RESOURCES / "icons"
PROJECTOR = 1.6
"""Size of text and lines while presenting, against that at the desk."""
USUAL_SIZE = "usual_size"
"""Property of the application: points that its letters have where nobody chose a size."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of widgets and plots."""

    window: str
    base: str
    raised: str
    text: str
    faint: str
    accent: str
    problem: str
    plot: PlotStyle


THEMES = {
    "light": Theme(
        "#f3f4f6", "#ffffff", "#e9ebee", "#1f2328", "#6b7280", "#0072b2", "#b3261e", LIGHT
    ),
    "dark": Theme(
        "#22272d", "#30373f", "#3a424b", "#e6e8ea", "#9aa3ad", "#3a8ac4", "#ff8a80", DARK
    ),
}

PROJECTED = {
    "light": Theme(
        "#ffffff", "#ffffff", "#eceef0", "#000000", "#4a525b", "#00588f", "#a1160f", LIGHT_PROJECTED
    ),
    "dark": Theme(
        "#000000", "#14171a", "#23282d", "#ffffff", "#b4bcc4", "#3a8ac4", "#ff8a80", DARK_PROJECTED
    ),
}
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
    return chosen(preferences.text("theme", "system", (*THEMES, "system")))


def projected(preferences: Preferences) -> Theme:
    """Return the theme that the class sees."""
    name = preferences.text("projected", "light", (*PROJECTED, AS_AT_THE_DESK))
    return preferred(preferences) if name == AS_AT_THE_DESK else PROJECTED[name]


def plots(theme: Theme, preferences: Preferences, *, is_projected: bool) -> PlotStyle:
    """Return how plots look, at the desk or projected."""
    scale = preferences.font_scale * (PROJECTOR if is_projected else 1.0)
    return replace(theme.plot, scale=scale)


def set_font_scale(application: QApplication, scale: float) -> None:
    """Make the letters of all widgets larger or smaller than the desktop has them."""
    usual = application.property(USUAL_SIZE)
    if usual is None:
        usual = application.font().pointSizeF()
        application.setProperty(USUAL_SIZE, usual)
    font = application.font()
    if font.pointSizeF() != usual * scale:
        font.setPointSizeF(usual * scale)
        application.setFont(font)


def apply(application: QApplication, theme: Theme) -> None:
    """Give all widgets the colours of a theme."""
    application.setStyle("Fusion")  # also anew: docks share their room evenly after that alone
    application.setPalette(palette(theme))


def palette(theme: Theme) -> QPalette:
    """Return the colours of widgets."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.base,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.base,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.faint,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: "#ffffff",
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.BrightText: theme.problem,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return result


def icon(name: str, theme: Theme) -> QIcon:
    """Return an icon of the app's own set in the text colour, paler where disabled."""
    source = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, theme.text), (QIcon.Mode.Disabled, theme.faint)):
        pixmap = QPixmap(QSize(48, 48))
        pixmap.loadFromData(source.replace("currentColor", colour).encode(), "SVG")
        result.addPixmap(pixmap, mode)
    return result
