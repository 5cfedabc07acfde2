"""Views on their own, without the app around them."""

from pytestqt.qtbot import QtBot

from widgets.plots.style import LIGHT
from widgets.views import View


def made(qtbot: QtBot, kind: type[View]) -> View:
    """Return a view that is shown, and closed when the test is over."""
    view = kind()
    qtbot.addWidget(view)
    view.set_style(LIGHT)
    view.resize(400, 300)
    view.show()
    return view
