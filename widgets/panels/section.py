"""A part of a panel with a heading that folds it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from widgets.look.tokens import SPACE


class Section(QWidget):
    """A heading, and what it folds away.

    Signals
    -------
    toggled
        Whether it is open.
    """

    toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.heading = QToolButton()
        self.heading.setProperty("kind", "heading")
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        policy = QSizePolicy.Policy
        self.heading.setSizePolicy(policy.Expanding, policy.Fixed)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, SPACE.group_padding_y)
        self.column.setSpacing(SPACE.row_gap)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.row_gap)
        whole.addWidget(self.heading)
        whole.addWidget(self.content)
        self.heading.toggled.connect(self._on_toggled)
        self._on_toggled(True)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self.heading.isChecked()

    def open(self, is_open: bool = True) -> None:
        """Show its content, or fold it away."""
        self.heading.setChecked(is_open)

    def set_title(self, title: str, description: str) -> None:
        """Name it."""
        self.heading.setText(title)
        self.heading.setToolTip(description)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        arrow = Qt.ArrowType
        self.heading.setArrowType(arrow.DownArrow if is_open else arrow.RightArrow)
        self.content.setVisible(is_open)
        self.toggled.emit(is_open)
