"""What the class sees: the views, what is told of them, and whether they are a recording."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QApplication, QLabel, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from training.text import Text
from widgets.plots.style import PlotStyle
from widgets.stage.stage import Stage
from widgets.stage.title_block import TitleBlock
from widgets.stage.work_strip import WorkStrip
from widgets.text import sentence


class Scene(QWidget):
    """Moves as a whole between the window and the screen of the class."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage, self.title = stage, TitleBlock()
        self.missing = QLabel()
        """Says why there is nothing to show; it stands in the place of the views then."""
        self.missing.setWordWrap(True)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.missing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing.setContentsMargins(48, 24, 48, 24)
        self.missing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._front = QStackedLayout()
        self._front.addWidget(stage)
        self._front.addWidget(self.missing)
        self.work = WorkStrip()
        self.caption = ""
        self._step: int | None = None
        self._reason: Text | None = None
        self._text, self.badge = QLabel(), self.title.badge
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setContentsMargins(24, 8, 24, 10)
        self._text.hide()
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addLayout(self._front, 1)
        column.addWidget(self.work)
        column.addWidget(self._text)

    def set_presented(self, is_on: bool) -> None:
        """Show one view large and two beside it, and nothing that is pressed; or all as it was."""
        self.stage.set_presented(is_on)

    def show_missing(self, reason: Text | None) -> None:
        """Say in place of the views why there is nothing to show; None: show them again."""
        self._reason = reason
        front = self.stage if reason is None else self.missing
        self.missing.setText("" if reason is None else sentence(reason))
        if front is not self._front.currentWidget():
            focused = QApplication.focusWidget()
            is_here = focused is None or self.isAncestorOf(focused)
            self._front.setCurrentWidget(front)
            if is_here:  # else Qt gives it to a field, into which the next key would be typed
                front.setFocus()

    def show_caption(self, text: str) -> None:
        """Let the class read a sentence; an empty one takes it away."""
        self.caption = text
        self._text.setText(text)
        self._text.setVisible(bool(text))

    @Slot(object)
    def show_recorded(self, step: int | None) -> None:
        """Say that what is shown was recorded, at a step; None: it is live."""
        self._step = step
        said = "" if step is None else self.tr("● recorded, step {step}")
        self.title.show_badge(said.format(step=f"{step:,}") if said else "")

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.title.set_style(style)
        self._text.setFont(style.font(14))
        self.missing.setFont(style.font(14))
        self.work.setFont(style.font(9))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_recorded(self._step)
            self.show_missing(self._reason)
        super().changeEvent(event)
