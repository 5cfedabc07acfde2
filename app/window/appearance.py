"""Colours and sizes of everything in a window: at the desk, presented here, or to a class."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.desktop import theme
from app.window import commands

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def shown(window: "MainWindow") -> theme.Theme:
    """Return the theme of the window: one for the class while it is presented in it."""
    here = window.presenting.is_presenting and not window.presenting.has_audience
    return theme.projected(window.preferences) if here else theme.preferred(window.preferences)


def restyle(window: "MainWindow") -> None:
    """Give everything its colours and sizes anew."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    preferences, presenting = window.preferences, window.presenting
    here, now = presenting.is_presenting and not presenting.has_audience, shown(window)
    theme.apply(application, now)
    theme.set_font_scale(application, preferences.font_scale)
    restyle_plots(window)
    style = theme.plots(now, preferences, is_projected=here)
    for part in (window.transport, window.records, window.lessons.panel, presenting.panel):
        part.set_style(style)
    window.panel.restyle()
    commands.set_icons(window.actions_by_key, now)
    commands.show_run_action(window.actions_by_key["run"], window.runs.state, now)


def restyle_plots(window: "MainWindow") -> None:
    """Give what the class sees its look: at the desk, or projected."""
    is_projected, preferences = window.presenting.is_presenting, window.preferences
    chosen = theme.projected(preferences) if is_projected else theme.preferred(preferences)
    style = theme.plots(chosen, preferences, is_projected=is_projected)
    pixels = window.scene.devicePixelRatioF()
    style = replace(style, run=window.run_style, pixels=pixels)
    window.scene.setPalette(theme.palette(chosen))
    window.stage.set_style(style)
    window.scene.set_style(style)
