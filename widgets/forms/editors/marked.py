"""A slider of standard deviations on which the named initialisations are marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from training.number_format import readable
from training.text import Text
from widgets.forms.editors.numbers import SliderEditor
from widgets.look.app_style import DETENTS
from widgets.text import sentence

SliderMark = tuple[Text, float]
SMALL = 0.85
"""Size of a name, against that of letters elsewhere."""
TALL, GAP = 52, 6
"""Pixels: height of the slider with its names, between two names."""


class NamesBelow(QWidget):
    """Writes under a slider what its marked places are called; places side by side share a line."""

    def __init__(self, editor: "StdEditor") -> None:
        super().__init__(editor.slider)
        self._editor = editor
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        editor.slider.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # the layout sizes the slider after the editor
            self.resize(self._editor.slider.size())
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        slider, option = self._editor.slider, QStyleOptionSlider()
        slider.initStyleOption(option)
        handle = slider.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, slider)
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(max(1, round(SMALL * font.pixelSize())))
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        letters = painter.fontMetrics()
        taken, base = -100.0, self.height() - letters.descent()
        for part, name in self._editor.names():
            width = letters.horizontalAdvance(name)
            x = handle / 2 + part * (self.width() - handle) - width / 2
            x = min(max(x, taken), self.width() - width)  # beside its neighbour, and whole
            if x >= taken:
                painter.drawText(round(x), base, name)
                taken = x + width + GAP
        painter.end()


class StdEditor(SliderEditor):
    """A logarithmic slider; a menu beside it sets one of the marked values."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(low, high, is_log=True)
        self.marks: Sequence[SliderMark] = ()
        self._names = NamesBelow(self)
        self.slider.setMinimumHeight(TALL)
        upper = QHBoxLayout()  # the slider gets a row of its own: its marks need the room
        upper.addWidget(self.line, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(self.slider)
        self.line.setMaximumWidth(16_777_215)
        self.row.addLayout(column, 1)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(QMenu(self.button))
        self.button.hide()
        upper.addWidget(self.button)
        self.button.menu().triggered.connect(self._on_chosen)

    def set_marks(self, marks: Sequence[SliderMark]) -> None:
        """Mark values by their names."""
        if list(marks) == list(self.marks):
            return
        self.marks = marks
        self.button.setVisible(bool(marks))
        self.button.menu().clear()
        for name, value in marks:
            action = QAction(f"{sentence(name)}: {readable(value)}", self.button.menu())
            action.setData(value)
            self.button.menu().addAction(action)
        self.slider.setProperty(DETENTS, [round(part * self.STEPS) for part, _ in self.names()])
        self._names.update()

    def names(self) -> list[tuple[float, str]]:
        """Return the marked places on the slider, from 0 to 1, and what each is called."""
        found: dict[float, list[str]] = {}
        for name, value in sorted(self.marks, key=lambda mark: mark[1]):
            is_named = name.template[0].isupper()
            found.setdefault(round(self.part_of(value), 3), []).append(
                sentence(name).split(" ")[0] if is_named else readable(value, 6)
            )
        return [(part, ", ".join(dict.fromkeys(names))) for part, names in found.items()]

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.set_value(float(f"{action.data():.4g}"))
        self.changed.emit()
