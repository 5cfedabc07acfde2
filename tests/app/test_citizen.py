"""Preferences, help, about, reports, and reach by keyboard and screen reader."""

import os
import sys
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desktop import errors, language
from app.desktop.about import About, why_no_cuda
from app.desktop.preferences import Preferences
from app.desktop.report import ReportDialog, report, take_crash
from app.program import Program
from app.window.guide import Guide, pages
from app.window.preferences_dialog import PreferencesDialog
from training import machine
from training.catalog.presets import PRESETS
from widgets.plots.style import DARK


@pytest.fixture
def program(program: Program) -> Program:
    program.frame.resize(1600, 900)
    return program


def choose(dialog: PreferencesDialog, key: str, value: str) -> None:
    box = dialog.boxes[key]
    box.setCurrentIndex(box.findData(value))


# --- preferences ---


def test_that_choices_take_effect_at_once_and_are_kept(
    qtbot: QtBot, unseen: Program, tmp_path: Path
) -> None:
    dialog = unseen.preferences_dialog()
    qtbot.addWidget(dialog)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.font().pixelSize()
    try:
        choose(dialog, "font_size", "150")
        assert application.font().pixelSize() == round(1.5 * before)
        assert unseen.stage.views["fit"].style_now.scale == 1.5
        choose(dialog, "theme", "dark")
        assert unseen.stage.views["fit"].style_now.background == DARK.background
        choose(dialog, "language", "zh_CN")
        qtbot.waitUntil(lambda: unseen.frame.panel_dock.windowTitle() == "实验")
        choose(dialog, "budget", "1000000000")
        assert unseen.registry.budget == 1_000_000_000
        choose(dialog, "device", "cpu")
        choose(dialog, "threads", "1")
        kept = Preferences(tmp_path / "own" / "fanhua.ini")
        assert kept.font_scale == 1.5
        assert kept.machine == {"FANHUA_DEVICE": "cpu", "FANHUA_THREADS": "1"}
    finally:
        language.switch("en")
        choose(dialog, "font_size", "100")
    assert application.font().pixelSize() == before


def test_that_nonsense_in_the_environment_is_said_and_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FANHUA_THREADS", "many")
    monkeypatch.setenv("FANHUA_DEVICE", "moon")
    assert machine.cores() == (os.cpu_count() or 1)
    assert machine.preferred_device() == "auto"
    assert len(machine.problems(os.environ)) == 2
    monkeypatch.setenv("FANHUA_THREADS", "1")
    monkeypatch.setenv("FANHUA_DEVICE", "cpu")
    assert (machine.cores(), machine.preferred_device()) == (1, "cpu")
    assert machine.problems(os.environ) == []


# --- help and about ---


def test_that_help_has_a_page_for_each_preset(qtbot: QtBot, unseen: Program) -> None:
    found = pages()
    assert set(PRESETS) <= found.keys()
    for _, page in found.values():
        text = page()
        assert text.startswith("<h2>")
        assert len(text) > 100
    assert "Space" in found["keys"][1]()
    guide = Guide(unseen.frame)
    qtbot.addWidget(guide)
    guide.show_page("runge")
    assert "1.92" in guide.page.toPlainText()
    assert "Points" in guide.page.toPlainText()  # the settings in words


def test_that_about_says_where_it_trains_and_why(qtbot: QtBot, unseen: Program) -> None:
    about = About(unseen.frame)
    qtbot.addWidget(about)
    about.show()
    qtbot.waitUntil(lambda: "CUDA" in about.device.text())
    assert "threads" in about.device.text()
    about.close()


@pytest.mark.parametrize(
    ("device", "said"),
    [
        ({"preferred": "cpu", "devices": ["cpu", "cuda"], "cuda_build": "13.0"}, "preferences"),
        ({"preferred": "auto", "devices": ["cpu"], "cuda_build": ""}, "built for the CPU"),
        ({"preferred": "auto", "devices": ["cpu"], "cuda_build": "13.0"}, "no NVIDIA driver"),
        ({"preferred": "auto", "devices": ["cpu", "cuda"], "cuda_build": "13.0"}, "H100"),
    ],
)
@pytest.mark.skipif(sys.platform == "darwin", reason="there it says that macOS has none")
def test_that_the_reason_is_the_true_one(device: dict[str, object], said: str) -> None:
    assert said in why_no_cuda({"gpu": "H100", "torch": "2.13.0", **device})


# --- reports ---


def test_that_a_report_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "fanhua.log"
    log.write_text("first\n" * 100 + "the end\n", encoding="utf-8")
    dialog = ReportDialog("Sorry.", report("ValueError: no", log), tmp_path)
    qtbot.addWidget(dialog)
    (copy,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy report"]
    copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("ValueError: no")
    assert "torch" in text
    assert text.endswith("the end")
    assert text.count("first") < 100


def test_that_an_unexpected_error_shows_its_report(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(what: str) -> None:
        raise RuntimeError(f"the {what} fell")

    def dialogs() -> list[ReportDialog]:
        found = QApplication.topLevelWidgets()
        return [w for w in found if isinstance(w, ReportDialog) and w.isVisible()]

    monkeypatch.setattr(threading, "excepthook", errors._on_exception_in_thread)
    for what in ("moon", "sun"):
        thread = threading.Thread(target=fall, args=(what,))  # whichever thread it is
        thread.start()
        thread.join()
    assert not dialogs()  # not in the middle of what went wrong
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    (dialog,) = dialogs()
    qtbot.waitUntil(lambda: "the sun fell" in dialog.text.toPlainText())
    assert "the moon fell" in dialog.text.toPlainText()
    assert "test_citizen.py" in dialog.text.toPlainText()
    assert not dialog.isModal()  # the window answers meanwhile
    dialog.close()
    qtbot.waitUntil(lambda: errors._shown is None)


def test_that_a_crash_is_told_at_the_next_start_once(tmp_path: Path) -> None:
    (tmp_path / "crash.log").write_text("Fatal Python error: Segmentation fault\n", "utf-8")
    assert "Segmentation" in take_crash(tmp_path)
    assert take_crash(tmp_path) == ""
    assert take_crash(tmp_path / "nowhere") == ""
    assert "Segmentation" in (tmp_path / "crash-old.log").read_text("utf-8")


# --- reach ---

CONTROLS = (
    QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractSlider, QPlainTextEdit,
)  # fmt: skip


def controls(program: Program) -> list[QWidget]:
    """Return what can be operated, without the parts that Qt makes of it."""
    found = [w for kind in CONTROLS for w in program.frame.findChildren(kind)]
    parts = (QComboBox, QAbstractSpinBox)
    return [
        w
        for w in found
        if not isinstance(w.parent(), parts)
        and not isinstance(w, QScrollBar)
        and not w.objectName().startswith(("qt_", "Scroll"))
        and w.isVisible()
    ]


def name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    signs = text.strip("+−-▲▼▶⚑… ")
    return widget.accessibleName() or signs or widget.toolTip()


def test_that_every_control_has_a_name(qtbot: QtBot, program: Program) -> None:
    program.frame.lesson_dock.show()
    program.frame.notes_dock.show()
    for preset in ("", "architecture", "image", "elephant"):
        if preset:
            program.files.open_preset(preset)
            qtbot.wait(300)
        nameless = [(type(w).__name__, w.parent().objectName(), w) for w in controls(program)
                    if not name(w)]  # fmt: skip
        assert not nameless, preset
    assert all(view.accessibleName() for view in program.stage.views.values())


def test_that_the_keyboard_reaches_every_control(qtbot: QtBot, program: Program) -> None:
    program.frame.lesson_dock.show()
    program.frame.lesson_dock.raise_()
    unreachable = [
        w for w in controls(program)
        if w.isEnabled() and w.focusPolicy() == Qt.FocusPolicy.NoFocus
        and not isinstance(w, QLineEdit)
        and not _has_action(w) and not _is_in_title(w)
    ]  # fmt: skip
    assert not unreachable, [(type(w).__name__, name(w)) for w in unreachable]


def _has_action(widget: QWidget) -> bool:
    """Tell whether a menu does the same."""
    return isinstance(widget, QToolButton) and widget.defaultAction() is not None


def _is_in_title(widget: QWidget) -> bool:
    """Tell whether it is a dock's close button, which the menu View has too."""
    return (
        type(widget).__name__ == "QDockWidgetTitleButton"
        or "Dock" in type(widget.parent()).__name__
    )


# --- nothing is cut off ---


def test_that_no_text_is_clipped(qtbot: QtBot, program: Program) -> None:
    try:
        for tongue, size in product(("en", "zh_CN"), ((1280, 720), (1920, 1080))):
            language.switch(tongue)
            program.frame.resize(*size)
            qtbot.wait(200)
            clipped = [*_clipped(program)]
            assert not clipped, (tongue, size)
    finally:
        language.switch("en")


def _clipped(program: Program) -> Iterator[tuple[str, str, int, int]]:
    for widget in program.frame.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton | QCheckBox):
            continue
        text = widget.text()
        is_elided = type(widget).__name__ == "QElidingLabel"
        is_own = widget.objectName().startswith("qt_")
        if not text or is_elided or is_own or "<" in text or widget.parent() is None:
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.sizeHint().width() if not wraps else _longest_word(widget, text)
        if needed > widget.width() + 1:
            place = widget.mapTo(program.frame, QPoint())
            yield (text, type(widget.parent()).__name__, needed - widget.width(), place.x())


def _longest_word(widget: QWidget, text: str) -> int:
    metrics = widget.fontMetrics()
    is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
    words = [*text] if is_chinese else text.split()
    return max((metrics.horizontalAdvance(word) for word in words), default=0)
