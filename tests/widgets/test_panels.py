import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from widgets.dialogs.race_dialog import RaceDialog, RaceSetting
from widgets.panels.runs_model import NAME, RunRow
from widgets.panels.runs_panel import RunsPanel
from widgets.panels.timeline_bar import NARROWEST, TimelineBar
from widgets.plots.style import LIGHT


def timeline(qtbot: QtBot, count: int) -> TimelineBar:
    bar = TimelineBar()
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.show()
    bar.set_steps(np.arange(count, dtype=np.int64))
    return bar


def test_that_a_click_beside_the_handle_goes_there_at_once(qtbot: QtBot) -> None:
    bar = timeline(qtbot, 200)
    slider = bar.slider
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert abs(slider.value() - 100) <= 2
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 4, 5))
    assert abs(slider.value() - 50) <= 3
    qtbot.mouseMove(slider, middle)  # and the handle is held
    assert abs(slider.value() - 100) <= 3
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    few = timeline(qtbot, 2)
    for x, value in ((few.slider.width() // 3, 1), (5, 0), (few.slider.width() - 5, 2)):
        qtbot.mouseClick(few.slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 5))
        assert few.slider.value() == value


def test_that_the_button_that_plays_shows_that_it_can_be_stopped(qtbot: QtBot) -> None:
    bar = timeline(qtbot, 200)
    before = bar.play.text(), bar.play.toolTip()
    bar.play.click()
    assert bar.play.text() != before[0]
    assert bar.play.toolTip() == "Stop playing."
    bar.play.click()
    assert (bar.play.text(), bar.play.toolTip()) == before


def test_that_docks_give_way_to_the_timeline(qtbot: QtBot) -> None:
    window, bar, dock = QMainWindow(), timeline(qtbot, 200), QDockWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(bar)
    dock.setWidget(RunsPanel())
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.resize(1600, 400)
    window.show()
    window.resizeDocks([dock], [700], Qt.Orientation.Horizontal)
    window.resize(900, 400)
    qtbot.waitUntil(lambda: window.width() <= 1000)
    assert bar.slider.width() >= NARROWEST
    assert dock.width() < 700


def test_that_the_names_of_runs_can_be_read(qtbot: QtBot) -> None:
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.set_style(LIGHT)
    panel.resize(430, 400)
    panel.show()
    panel.set_rows([RunRow("a", "Learning rate 0.02", "", 0, None, None, "", 0, True)])
    wide = panel.table.columnWidth(NAME)
    assert wide >= panel.table.sizeHintForColumn(NAME)
    panel.set_rows([RunRow("a", "Run 1", "", 0, None, None, "", 0, True)])
    assert panel.table.columnWidth(NAME) < wide
    panel.set_rows([RunRow("a", 20 * "long ", "", 0, None, None, "", 0, True)])
    assert panel.table.columnWidth(NAME) < 300


def test_that_a_race_over_seeds_asks_how_many(qtbot: QtBot) -> None:
    settings = (
        RaceSetting("trainer.seed", "Seed", ("0",), {}, most_seeds=20),
        RaceSetting("trainer.learning_rate", "Learning rate", ("0.1", "0.2"), {}),
    )
    dialog = RaceDialog(settings, lambda _: "")
    qtbot.addWidget(dialog)
    assert dialog._values_label.text() == "Seeds"
    dialog.choose("trainer.learning_rate")
    assert dialog._values_label.text() == "Values"


def test_that_the_step_that_is_shown_stays_whatever_steps_there_are(qtbot: QtBot) -> None:
    bar = timeline(qtbot, 10)
    chosen: list[int | None] = []
    bar.step_chosen.connect(chosen.append)
    bar.show_step(8)
    bar.set_steps(np.arange(0, 20, 2))  # thinned, and grown: it has another place
    assert bar._shown == 8
    assert not chosen
    bar.set_steps(np.arange(0, 6, 2))  # some of them are gone
    assert bar._shown == 4
    assert "4" in bar.text.text()
    assert chosen == [4]
    bar.set_steps(np.arange(0))
    assert chosen == [4, None]
