"""Editors of numbers: typed, on a slider, whole, or several."""

import math
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QSlider,
    QSpinBox,
)

from training.number_format import typed
from widgets.forms.editors.base import Editor, TextEditor

LEAST, MOST = 64, 160
"""Pixels of the field beside a slider."""
AROUND = 20
"""Pixels of a field that are no letters: frame, margins, the cursor."""


class NumberEditor(TextEditor):
    """A number typed in any notation; arrow keys change it by a tenth."""

    def value(self) -> Any:
        """Return the number, or the text where it is none."""
        text = self.line.text().strip().replace(",", ".").replace("−", "-")
        try:
            return float(text)
        except ValueError:
            return text

    def text_of(self, value: Any) -> str:
        """Write a number short."""
        return typed(value)

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802
        """Change the number by the arrow keys."""
        factor = {Qt.Key.Key_Up: 1.1, Qt.Key.Key_Down: 1 / 1.1}.get(event.key())
        value = self.value()
        if factor is None or not isinstance(value, float):
            super().keyPressEvent(event)
            return
        self.line.setText(typed(value * factor, 4))
        self.changed.emit()


class SliderEditor(NumberEditor):
    """A number with a slider, linear or logarithmic; the field admits more than the slider."""

    STEPS = 1000

    def __init__(self, low: float, high: float, *, is_log: bool) -> None:
        super().__init__()
        self._low, self._high, self._is_log = low, high, is_log
        self.slider = self.guarded(QSlider(Qt.Orientation.Horizontal))
        self.slider.setRange(0, self.STEPS)
        self.slider.setPageStep(self.STEPS // 20)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.slider.installEventFilter(self)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a drag keys are the window's
        self.row.insertWidget(0, self.slider, 1)
        self.line.textChanged.connect(self._fit_line)
        self._fit_line()
        self.slider.setMinimumWidth(40)
        self.changed.connect(self._place_slider)

    def set_value(self, value: Any) -> None:
        """Show a number in field and slider."""
        super().set_value(value)
        self._place_slider()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the arrow keys for a slider that Tab led to: Right is the window's elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _fit_line(self) -> None:
        """Let the field be as wide as its number, and the slider take the rest."""
        letters = self.line.fontMetrics().horizontalAdvance(self.line.text())
        self.line.setFixedWidth(min(max(LEAST, letters + AROUND), MOST))

    def _place_slider(self) -> None:
        value = self.value()
        if not isinstance(value, float) or math.isnan(value):
            return
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(self.part_of(value) * self.STEPS))

    def part_of(self, value: float) -> float:
        """Return where on the slider a number is, from 0 to 1."""
        value = min(max(value, self._low), self._high)
        if self._is_log:
            return math.log(value / self._low) / math.log(self._high / self._low)
        return (value - self._low) / (self._high - self._low)

    def _on_slider_moved(self, position: int) -> None:
        part = position / self.STEPS
        value = (
            self._low * (self._high / self._low) ** part
            if self._is_log
            else self._low + part * (self._high - self._low)
        )
        self.line.setText(typed(value, 3))
        self.changed.emit()


class IntegerEditor(Editor):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.spin = self.guarded(QSpinBox())
        # Wider than the bounds: what is out of them is answered with a sentence, not changed.
        self.spin.setRange(min(0, low - 1), 2**31 - 1)
        self.spin.setKeyboardTracking(False)
        self.spin.setStepType(
            QSpinBox.StepType.AdaptiveDecimalStepType
            if high > 1000
            else QSpinBox.StepType.DefaultStepType
        )
        self.spin.valueChanged.connect(self.changed)
        self.spin.lineEdit().returnPressed.connect(self.spin.clearFocus)
        self.row.addWidget(self.spin, 1)
        self.setFocusProxy(self.spin)

    def value(self) -> Any:
        """Return the number."""
        return self.spin.value()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)


class ListEditor(TextEditor):
    """Numbers separated by commas."""

    def value(self) -> Any:
        """Return the numbers; what is none stays text."""
        parts = [p.strip() for p in self.line.text().replace(";", ",").split(",")]
        return [number_or_text(p) for p in parts if p]

    def set_value(self, value: Any) -> None:
        """Show numbers."""
        super().set_value(list(value))

    def text_of(self, value: Any) -> str:
        """Write numbers with commas between them."""
        return ", ".join(map(typed, value))


def number_or_text(text: str) -> Any:
    """Read a number, or return the text where it is none.

    With a comma for the point where the desktop writes it so; elsewhere “1,000” is a thousand to
    many, and is better asked about.
    """
    has_comma = QLocale().decimalPoint() == "," and text.count(",") == 1 and "." not in text
    try:
        return float(text.replace(",", ".") if has_comma else text)
    except ValueError:
        return text
