"""Legends, and the line above a plot."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.harness.colour import difference
from widgets.plots.chips import Chips
from widgets.plots.legend import DASHES, LINE, NOTHING_DRAWN, POINT, STAR, LegendEntry
from widgets.plots.style import DARK, LIGHT
from widgets.views.view_header import COMMANDS, ViewHeader

SHORT = [LegendEntry("network", LINE, "network"), LegendEntry("target", DASHES, "target")]
SAME = 10.0
"""CIEDE2000."""
LONG = [LegendEntry("network", LINE, f"a curve of some name {n}") for n in range(6)]


def made(qtbot: QtBot, entries: list[LegendEntry], width: int = 600) -> Chips:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.show_entries(entries, LIGHT)
    chips.resize(width, chips.sizeHint().height())
    chips.show()
    return chips


def shows(chips: Chips, colour: str) -> bool:
    """Tell whether a colour is seen, as smooth edges leave it."""
    picture = chips.grab().toImage()
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    seen = {picture.pixelColor(*place).name() for place in places}
    return min(difference(colour, other) for other in seen) < SAME


def test_that_chips_show_colour_and_name(qtbot: QtBot) -> None:
    chips = made(qtbot, SHORT)
    assert chips.text() == "network, target"
    assert chips.accessibleDescription() == chips.text()
    assert shows(chips, LIGHT.network)
    assert shows(chips, LIGHT.target)
    assert not shows(chips, LIGHT.test)
    assert not chips.left_out()


@pytest.mark.parametrize("sign", [LINE, DASHES, POINT, STAR, NOTHING_DRAWN])
def test_that_each_sign_is_drawn(qtbot: QtBot, sign: str) -> None:
    chips = made(qtbot, [LegendEntry("test", sign, "")], 100)
    assert shows(chips, LIGHT.test) == (sign != NOTHING_DRAWN)


def test_that_a_legend_is_written_only_when_it_changes(qtbot: QtBot) -> None:
    chips = made(qtbot, SHORT)
    assert not chips.show_entries(SHORT, LIGHT)
    assert chips.show_entries(SHORT, DARK)
    assert chips.show_entries(LONG, DARK)


def test_that_a_legend_never_moves_the_plot(qtbot: QtBot) -> None:
    chips = made(qtbot, SHORT, 200)
    height = chips.sizeHint().height()
    chips.show_entries(LONG, LIGHT)
    assert chips.sizeHint().height() == chips.minimumSizeHint().height() == height
    assert chips.minimumSizeHint().width() < 60


def test_that_what_has_no_room_is_counted_and_named_in_a_tip(qtbot: QtBot) -> None:
    chips = made(qtbot, LONG, 400)
    left = chips.left_out()
    assert 0 < len(left) < len(LONG)
    assert chips.toolTip().splitlines() == list(left)
    font = QFont(chips.font())
    font.setPixelSize(2 * font.pixelSize())
    chips.setFont(font)
    assert len(chips.left_out()) > len(left)


def test_that_a_long_name_is_elided_and_told_whole(qtbot: QtBot) -> None:
    name = "<b>&co " + 40 * "long"
    chips = made(qtbot, [LegendEntry("network", LINE, name)])
    assert chips.sizeHint().width() < 300
    assert chips.toolTip() == name


def test_that_runs_have_their_own_colours_beside_others(qtbot: QtBot) -> None:
    entries = [LegendEntry("network", LINE, "mine", 2), LegendEntry("network", LINE, "theirs", 5)]
    chips = made(qtbot, [*entries, LegendEntry("test", DASHES, "test")])
    chips.show_entries(entries, replace(LIGHT, is_alone=False, run=2))
    assert shows(chips, LIGHT.runs[2])
    assert shows(chips, LIGHT.runs[5])
    assert not shows(chips, LIGHT.network_alone)
    assert not shows(chips, LIGHT.test_alone)


def test_that_controls_keep_their_words_and_the_legend_gives_way(qtbot: QtBot) -> None:
    header = ViewHeader()
    qtbot.addWidget(header)
    header.set_title("A view")
    button = header.add_mode()
    button.setText("Edit points")
    header.chips.show_entries(LONG, LIGHT)
    header.resize(420, 36)
    header.show()
    assert button.width() >= button.sizeHint().width()
    assert header.title.width() >= header.title.sizeHint().width()
    assert header.chips.left_out()


def test_that_the_menu_offers_what_can_be_done_with_a_view(qtbot: QtBot) -> None:
    header = ViewHeader()
    qtbot.addWidget(header)
    asked: list[str] = []
    header.command_asked.connect(asked.append)
    toggle = header.add_toggle(True)
    header.add_menu(QMenu("Predict", header))
    for action in header.menu.actions():
        if not action.isSeparator() and not action.isCheckable() and action.menu() is None:
            action.trigger()
    assert tuple(asked) == COMMANDS
    assert header.menu.actions()[0] is toggle
    assert header.more in header.controls()
    assert all(isinstance(control, QToolButton) for control in header.controls())
