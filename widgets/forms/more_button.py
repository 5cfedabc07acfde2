"""What shows the settings that few change in class."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton
from typing_extensions import override


class MoreButton(QToolButton):
    """Says how many there are, and folds them in and out; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("kind", "more")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._count = 0
        self.toggled.connect(self._show)
        self._show()

    def set_count(self, count: int) -> None:
        """Take how many settings it shows."""
        self._count = count
        self._show()

    def _show(self) -> None:
        arrow = Qt.ArrowType
        self.setArrowType(arrow.DownArrow if self.isChecked() else arrow.RightArrow)
        self.setText(self.tr("More ({count})").format(count=self._count))
        self.setToolTip(self.tr("Settings that are changed less often."))
        self.setVisible(self._count > 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
