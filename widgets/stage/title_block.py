"""The line above the views: figure number, the sentence that the picture says, and the formula."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from superqt import QElidingLabel
from typing_extensions import override

from training.text import Text
from widgets.look.tokens import HEIGHT, MATH, SPACE
from widgets.look.typeset import typeset
from widgets.plots.style import PlotStyle
from widgets.text import sentence

MARGIN = 16
NARROW = 900
"""Pixels of the width up to which title and number are a size smaller."""
SMALLER = 0.77
LARGEST = 1.25
"""Scale up to which there is more room than the letters need."""
WIDEST_FORMULA = 0.45
"""Part of the width that a formula has at most; a wider one is left to the panel."""
FUNCTION = "<i>f</i>(<i>x</i>) = "


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said above the views.

    Attributes
    ----------
    number
        Of the figure or section of the chapter; empty for none.
    title
        What the picture says, or whose data these are.
    lines
        What follows below it: where it comes from, how large it is, what was changed.
    formula
        The target, as it is typed; empty where it has none.
    """

    number: str
    title: Text
    lines: tuple[Text, ...] = ()
    formula: str = ""


class TitleBlock(QWidget):
    """Shows a heading; it is as high whatever that says, so that nothing below it moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("title_block")
        self.number, self.formula = QLabel(), QLabel()
        self.badge = QLabel()
        """Says that what is shown was recorded; a formula gives way to it."""
        self.badge.hide()
        self.title, self.line = QElidingLabel(), QElidingLabel()
        for label, level in ((self.number, "3"), (self.line, "2")):
            label.setProperty("level", level)
        for label in (self.title, self.line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            policy = QSizePolicy.Policy
            label.setSizePolicy(policy.Ignored, policy.Preferred)
        self.formula.setTextFormat(Qt.TextFormat.RichText)
        self._heading = Heading("", Text(""))
        self._style: PlotStyle | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.line)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(SPACE.panel_padding_x)
        row.addWidget(self.number)
        row.addLayout(words, 1)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.formula)

    def show_heading(self, heading: Heading) -> None:
        """Show another heading."""
        if heading != self._heading:
            self._heading = heading
            self.retranslate()

    def show_badge(self, text: str) -> None:
        """Say something about all that is shown; nothing hides it."""
        self.badge.setText(text)
        self.badge.setVisible(bool(text))
        self._fit()

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        heading = self._heading
        self.number.setText(heading.number)
        self.number.setVisible(bool(heading.number))
        title = sentence(heading.title)
        self.title.setText(title)
        self.title.setToolTip(title)
        line = " · ".join(map(sentence, heading.lines))
        self.line.setText(line)
        self.line.setToolTip(line)
        formula = typeset(heading.formula) if heading.formula else ""
        self.formula.setText(FUNCTION + formula if formula else "")
        self.formula.setToolTip(heading.formula)
        self.setAccessibleName(" ".join(filter(None, (heading.number, title))))
        self.setAccessibleDescription(line)
        self._fit()

    def set_style(self, style: PlotStyle) -> None:
        """Take sizes."""
        self._style = style
        self.line.setFont(style.font_of("body"))
        self.badge.setFont(style.font_of("small"))
        self.badge.setStyleSheet(
            f"background: {style.text}; color: {style.background};"
            "padding: 2px 10px; border-radius: 6px;"
        )
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        """Choose sizes for the width: a narrow window has smaller ones."""
        style = self._style
        if style is None:
            return
        smaller = SMALLER if self.width() < NARROW * style.scale else 1.0
        for label, name in ((self.number, "figure_number"), (self.title, "title")):
            font = style.font_of(name)
            font.setPixelSize(round(font.pixelSize() * smaller))
            label.setFont(font)
        font = QFont(style.font_of("formula"))
        font.setFamilies(list(MATH))
        font.setPixelSize(round(font.pixelSize() * smaller))
        self.formula.setFont(font)
        badge = self.badge.sizeHint().width() if self.badge.text() else 0
        fits = self.formula.sizeHint().width() + badge < WIDEST_FORMULA * self.width()
        self.formula.setVisible(bool(self.formula.text()) and fits)

    @override
    def sizeHint(self) -> QSize:
        scale = self._style.scale if self._style is not None else 1.0
        least = QFontMetrics(self.title.font()).height() + QFontMetrics(self.line.font()).height()
        usual = HEIGHT.title_block * min(scale, LARGEST)  # projected, the views need the room
        return QSize(400, max(round(usual), least + MARGIN))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
