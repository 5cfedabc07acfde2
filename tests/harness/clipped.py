"""Finds what is written and cannot be read: words that are cut by their own widget, or overlap."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from superqt import QElidingLabel

ARROW = 44
"""Pixels of a box with choices that are none of its text."""
ROUNDING = 2
"""Pixels by which a hint may be more than what is there."""


def clipped(window: QWidget) -> Iterator[str]:
    """Yield what is cut in a window, each a class and its text.

    What is elided on purpose and says the whole in a tip is none of it.
    """
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not _is_scrolled_away(widget):
            yield from _clipped(widget)


def _is_scrolled_away(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty()


def _clipped(widget: QWidget) -> Iterator[str]:
    check = next((check for kind, check in CHECKS if isinstance(widget, kind)), None)
    if check is not None:
        yield from check(type(widget).__name__, widget)


def _elided(name: str, label: QElidingLabel) -> Iterator[str]:
    if label._elidedText() != label.text() and not (label.toolTip() or label.property("level")):
        yield f"{name}: {label.text()!r} is elided and no tip says it"


def _clipped_choice(name: str, box: QComboBox) -> Iterator[str]:
    room = box.width() - ARROW
    if box.fontMetrics().horizontalAdvance(box.currentText()) > room + ROUNDING:
        yield f"{name}: {box.currentText()!r} in {room} pixels"


def _clipped_button(name: str, button: QAbstractButton) -> Iterator[str]:
    if button.text() and button.width() + ROUNDING < button.sizeHint().width():
        yield f"{name}: {button.text()!r} in {button.width()} pixels"


def _clipped_label(name: str, label: QLabel) -> Iterator[str]:
    if label.textFormat() == Qt.TextFormat.RichText or not label.text():
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + ROUNDING:
            yield f"{name}: {label.text()!r} in {label.height()} pixels of height"
    elif label.sizeHint().width() > label.width() + ROUNDING:
        yield f"{name}: {label.text()!r} in {label.width()} pixels"


def _clipped_number(name: str, field: QSpinBox | QLineEdit) -> Iterator[str]:
    line = field.lineEdit() if isinstance(field, QSpinBox) else field
    text = line.text()
    is_number = text.replace(".", "").replace("−", "").replace("-", "").isdigit()
    room = line.width() - 4
    if is_number and line.fontMetrics().horizontalAdvance(text) > room + ROUNDING:
        yield f"{name}: {text!r} in {room} pixels"


def _clipped_cells(name: str, table: QTableView) -> Iterator[str]:
    model = table.model()
    header = table.horizontalHeader()
    for column in range(model.columnCount()):
        if table.isColumnHidden(column):
            continue
        head = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        needed = header.fontMetrics().horizontalAdvance(head)
        if needed > table.columnWidth(column) and not header.isHidden():
            yield f"{name}: head {head!r} in {table.columnWidth(column)} pixels"


CHECKS: tuple[tuple[type[QWidget], Callable[[str, Any], Iterator[str]]], ...] = (
    (QElidingLabel, _elided),
    (QLabel, _clipped_label),
    (QComboBox, _clipped_choice),
    (QAbstractButton, _clipped_button),
    (QSpinBox, _clipped_number),
    (QLineEdit, _clipped_number),
    (QTableView, _clipped_cells),
)
"""The first that fits a widget looks at it."""


def overlapping(window: QWidget) -> Iterator[str]:
    """Yield pairs of texts of one parent that lie on each other."""
    kinds = QLabel | QAbstractButton | QComboBox | QLineEdit
    for parent in window.findChildren(QWidget):
        if isinstance(parent, QHeaderView) or not parent.isVisible():
            continue
        shown = [
            child
            for child in parent.children()
            if isinstance(child, kinds) and child.isVisible() and not child.geometry().isEmpty()
        ]
        for number, one in enumerate(shown):
            for other in shown[number + 1 :]:
                common: QRect = one.geometry().intersected(other.geometry())
                if common.width() > ROUNDING and common.height() > ROUNDING:
                    at = parent.mapTo(window, QPoint(common.x(), common.y())).toTuple()
                    yield f"{_said(one)} and {_said(other)} overlap at {at}"


def _said(widget: QWidget) -> str:
    text = widget.text() if hasattr(widget, "text") else ""
    return f"{type(widget).__name__} {text!r}"
