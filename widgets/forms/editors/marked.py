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
from widgets.text import sentence

SliderMark = tuple[Text, float]


class MarksAbove(QWidget):
    """Draws ticks over a slider, each with the first letter of its name."""

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
        painter.setPen(self.palette().text().color())
        taken, base = -100.0, painter.fontMetrics().ascent()
        for name, value in sorted(self._editor.marks, key=lambda mark: mark[1]):
            x = handle / 2 + self._editor.part_of(value) * (self.width() - handle)
            painter.drawLine(round(x), base + 2, round(x), base + 6)
            short = name.template[0] if name.template[0].isupper() else readable(value, 6)
            width = painter.fontMetrics().horizontalAdvance(short)
            if x - width / 2 > taken:  # those of neighbours would lie on each other
                painter.drawText(round(x - width / 2), base, short)
                taken = x + width / 2


class StdEditor(SliderEditor):
    """A logarithmic slider; a menu beside it sets one of the marked values."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(low, high, is_log=True)
        self.marks: Sequence[SliderMark] = ()
        self._ticks = MarksAbove(self)
        self.slider.setMinimumHeight(44)
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
        self._ticks.update()

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.set_value(float(f"{action.data():.4g}"))
        self.changed.emit()
