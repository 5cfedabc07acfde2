"""Editors of lists: the widths of layers, points."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
)

from training.number_format import typed
from widgets.forms.editors.base import TYPING_PAUSE, Editor, TextEditor
from widgets.forms.editors.numbers import number_or_text

COLUMNS = 3
CHIP = 38
"""Pixels of a width, at least."""


class WidthsEditor(Editor):
    """A number of neurons for each hidden layer, and buttons for more and fewer layers."""

    MOST = 8

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setSpacing(3)
        self.row.addLayout(self._grid, 1)
        self.spins: list[QSpinBox] = []
        self.fewer, self.more = QToolButton(), QToolButton()
        self.fewer.setText("−")
        self.more.setText("+")
        for button, action in ((self.fewer, self._remove), (self.more, self._add)):
            button.clicked.connect(action)
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> Any:
        """Return the widths."""
        return [spin.value() for spin in self.spins]

    def set_value(self, value: Any) -> None:
        """Show widths."""
        while len(self.spins) > len(value):
            self._drop_last()
        while len(self.spins) < len(value):
            self._append(1)
        for spin, width in zip(self.spins, value, strict=True):
            with QSignalBlocker(spin):
                spin.setValue(width)
        self._enable()

    def _append(self, width: int) -> None:
        spin = self.guarded(QSpinBox())
        spin.setRange(0, 999_999)  # what is out of bounds is answered with a sentence
        spin.setKeyboardTracking(False)
        spin.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        spin.setValue(width)
        spin.setAccessibleName(f"{len(self.spins) + 1}")
        spin.valueChanged.connect(self.changed)
        spin.lineEdit().returnPressed.connect(spin.clearFocus)
        index = len(self.spins)
        self._grid.addWidget(spin, index // COLUMNS, index % COLUMNS)
        spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # its room is that of a number
        spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        spin.setMinimumWidth(CHIP)
        self.spins.append(spin)

    def _drop_last(self) -> None:
        spin = self.spins.pop()
        self._grid.removeWidget(spin)
        spin.deleteLater()

    def _add(self) -> None:
        self._append(self.spins[-1].value())
        self._enable()
        self.changed.emit()

    def _remove(self) -> None:
        self._drop_last()
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self.fewer.setEnabled(len(self.spins) > 1)
        self.more.setEnabled(len(self.spins) < self.MOST)


class ParagraphEditor(Editor):
    """A text of several lines, taken when the typing pauses."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(110)
        self.row.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.text.textChanged.connect(self._pause.start)

    def value(self) -> Any:
        """Return the text."""
        return self.text.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show a text without telling that it changed."""
        if self.value() != value:
            with QSignalBlocker(self.text):
                self.text.setPlainText(self.text_of(value))

    def text_of(self, value: Any) -> str:
        """Write a value."""
        return str(value)


class LinesEditor(ParagraphEditor):
    """Texts, one a line."""

    def value(self) -> Any:
        """Return the lines that are not empty."""
        return [line.strip() for line in self.text.toPlainText().splitlines() if line.strip()]

    def set_value(self, value: Any) -> None:
        """Show lines."""
        super().set_value(list(value))

    def text_of(self, value: Any) -> str:
        """Write one below the other."""
        return "\n".join(value)


class PointsEditor(ParagraphEditor):
    """Points as lines ``x, y``, to be typed or pasted."""

    def value(self) -> Any:
        """Return the points; a line that is none stays a text."""
        lines = [line.strip() for line in self.text.toPlainText().splitlines()]
        return [_point(line) for line in lines if line]

    def set_value(self, value: Any) -> None:
        """Show points."""
        super().set_value([list(point) for point in value])

    def text_of(self, value: Any) -> str:
        """Write one a line."""
        return "\n".join(f"{typed(x)}, {typed(y)}" for x, y in value)


def _point(line: str) -> Any:
    parts = line.replace(";", ",").replace("\t", ",").split(",")
    return [number_or_text(part.strip()) for part in parts]


class NamesEditor(TextEditor):
    """Names separated by commas."""

    def value(self) -> Any:
        """Return the names."""
        return [name.strip() for name in self.line.text().split(",") if name.strip()]

    def set_value(self, value: Any) -> None:
        """Show names."""
        super().set_value(list(value))

    def text_of(self, value: Any) -> str:
        """Write names with commas between them."""
        return ", ".join(value)
