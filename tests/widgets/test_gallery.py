"""The gallery: what is found, how one goes through it, and what its tiles show."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.files.gallery import entries, paint_preset
from training.catalog.presets import PRESETS, preset
from widgets.dialogs.gallery import Gallery, Shortcut
from widgets.dialogs.gallery_search import GalleryEntry, found, initials
from widgets.plots.style import DARK, LIGHT

LABELS = GalleryEntry(
    "labels", "1.3", "随机标签", "第 1.3 节", "网络记住了它们。", ("Random labels",)
)
RUNGE = GalleryEntry("runge", "1.2", "Runge: more degrees", "ours", "Errors of a polynomial.")
BATCH = GalleryEntry("batch", "1.5", "Batch size", "1.3 times", "Small batches.")
SHORTCUTS = (
    Shortcut("Recent", "a.fanhua", "open_file", "/somewhere/a.fanhua"),
    Shortcut("Lessons", 20 * "A long title ", "open_lesson", "1.1"),
)
ALL = (RUNGE, LABELS, BATCH)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["runge", "labels", "batch"]),
        ("1.3", ["labels", "batch"]),  # its number first, then where the text has it
        ("labels", ["labels"]),
        ("随机标签", ["labels"]),
        ("sjbq", ["labels"]),
        ("SJ", ["labels"]),
        ("polynomial", ["runge"]),
        ("more DEGREES", ["runge"]),
        ("nothing of this", []),
    ],
)
def test_that_a_query_finds_what_is_meant(query: str, names: list[str]) -> None:
    assert [entry.name for entry in found(query, ALL)] == names


def test_that_initials_are_those_of_pinyin() -> None:
    assert initials("随机标签") == "sjbq"
    assert initials("ReLU 网络") == "relu wl"


def made(qtbot: QtBot) -> Gallery:
    gallery = Gallery(ALL, lambda painter, area, name: None, SHORTCUTS)
    qtbot.addWidget(gallery)
    gallery.show()
    return gallery


def test_that_one_types_at_once_and_goes_through_tiles_with_arrows(qtbot: QtBot) -> None:
    gallery = made(qtbot)
    assert gallery.focusWidget() is gallery.search
    assert gallery.chosen() == "runge"
    qtbot.keyClick(gallery.search, Qt.Key.Key_Right)
    assert gallery.chosen() == "labels"
    qtbot.keyClicks(gallery.search, "batch")
    assert gallery.chosen() == "batch"
    assert gallery.text.text() == BATCH.description
    qtbot.keyClick(gallery.search, Qt.Key.Key_Return)
    assert (gallery.result(), gallery.is_to_train) == (1, True)


def test_that_shift_enter_opens_only_and_nothing_found_opens_nothing(qtbot: QtBot) -> None:
    gallery = made(qtbot)
    qtbot.keyClick(gallery.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (gallery.result(), gallery.is_to_train) == (1, False)
    gallery = made(qtbot)
    gallery.search.setText("nothing of this")
    assert not gallery.chosen()
    assert not gallery.train.isEnabled()
    qtbot.keyClick(gallery.search, Qt.Key.Key_Return)
    assert gallery.isVisible()
    assert gallery.text.text()


def test_that_a_tile_says_what_it_is_to_who_cannot_see_it(qtbot: QtBot) -> None:
    gallery = made(qtbot)
    index = gallery.list.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1.3 随机标签"
    assert not gallery.grab().isNull()


@pytest.mark.parametrize("style", [LIGHT, DARK])
@pytest.mark.parametrize("name", PRESETS)
def test_that_each_experiment_has_a_picture(qtbot: QtBot, name: str, style: object) -> None:
    picture = QImage(228, 96, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    paint_preset(painter, QRectF(0, 0, 228, 96), preset(name), style)  # type: ignore[arg-type]
    painter.end()
    painted = [
        (x, y) for x in range(0, 228, 2) for y in range(96) if picture.pixelColor(x, y).alpha() > 60
    ]
    assert len(painted) > 10


def test_that_the_gallery_has_all_experiments_in_the_order_of_the_chapter(qtbot: QtBot) -> None:
    told = entries()
    assert {entry.name for entry in told} == {*PRESETS}
    numbers = [entry.number for entry in told if entry.number]
    assert numbers == sorted(numbers)
    assert all(entry.number for entry in told[: len(numbers)])


def test_that_projects_and_lessons_stand_beside_the_experiments(qtbot: QtBot) -> None:
    gallery = made(qtbot)
    buttons = {button.toolTip(): button for button in gallery.findChildren(QPushButton)}
    for shortcut in SHORTCUTS:
        assert shortcut.text in buttons
    buttons["a.fanhua"].click()
    assert gallery.result() == 1
    assert gallery.shortcut == SHORTCUTS[0]
    assert not gallery.is_to_train
