"""Legends and buttons above a plot."""

from html import unescape

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from widgets.plots.legend import DASHES, LINE, Legend, LegendEntry, RunLegend, item
from widgets.plots.style import DARK, LIGHT
from widgets.views.view_bar import NOTE, ViewBar

SHORT = [LegendEntry("network", LINE, "network"), LegendEntry("target", DASHES, "target")]
WIDE = 2000


def plain(text: str) -> str:
    return unescape(text).replace("\N{NO-BREAK SPACE}", " ")


def test_that_a_legend_shows_colour_sign_and_name(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    assert legend.show_entries(SHORT, LIGHT, WIDE)
    for entry in SHORT:
        assert f'color:{getattr(LIGHT, entry.colour)}">{entry.sign}' in legend.text()
        assert entry.name in legend.text()
    assert not legend.is_long


def test_that_a_legend_is_written_only_when_it_changes(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    assert legend.show_entries(SHORT, LIGHT, WIDE)
    assert not legend.show_entries(SHORT, LIGHT, WIDE)
    assert legend.show_entries(SHORT, DARK, WIDE)
    assert legend.show_entries(SHORT, DARK, WIDE - 1)
    font = QFont(legend.font())
    font.setPointSizeF(2 * font.pointSizeF())
    legend.setFont(font)
    assert legend.show_entries(SHORT, DARK, WIDE - 1)


def test_that_a_legend_wraps_where_one_line_is_too_narrow(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_entries(SHORT, LIGHT, 100)
    assert legend.is_long
    assert "network" in legend.text()


@pytest.mark.parametrize("name", ["<b>&co", "Learning rate 0.0005", 40 * "long"])
def test_that_a_name_is_text_and_no_markup(qtbot: QtBot, name: str) -> None:
    metrics = QFontMetrics(QFont())
    assert plain(item("#123456", LINE, name, metrics, WIDE)).endswith(name)
    narrow = item("#123456", LINE, name, metrics, 30)
    assert "<b>" not in narrow
    assert "…" in narrow


def test_that_runs_are_named_and_those_left_out_told_of(qtbot: QtBot) -> None:
    legend = RunLegend()
    qtbot.addWidget(legend)
    legend.show_runs([(1, "Run 1"), (2, "Run 2")], ["other & co"], LIGHT, WIDE)
    assert LIGHT.run_colour(1) in legend.text()
    assert plain(legend.text()).endswith("not drawn, of another loss: other & co")


def test_that_buttons_and_note_leave_the_legend_less_room(qtbot: QtBot) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar.legend)
    qtbot.addWidget(bar.note)
    free = bar._room(500)
    bar.note.setText("a note")
    assert bar._room(500) == free - NOTE
    button = bar.add_toggle(True)
    qtbot.addWidget(button)
    assert button.isChecked()
    assert bar._room(500) == free - NOTE - button.sizeHint().width() - bar.spacing()
    bar.hide_all()
    assert bar.legend.isHidden()
    assert button.isHidden()
