"""The runs of the session as a table for Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap
from typing_extensions import override

from training.number_format import readable
from widgets.plots.style import LIGHT, PlotStyle

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
SWATCH = QSize(26, 12)
NAME, DIFFERENCE, STEP, TRAIN, TEST = range(5)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in words and numbers."""

    key: str
    title: str
    difference: str
    step: int
    train_loss: float | None
    test_loss: float | None
    detail: str
    style: int
    is_shown: bool


def _shown(rows: Sequence[RunRow]) -> int:
    return sum(row.is_shown for row in rows)


class RunsModel(QAbstractTableModel):
    """The rows as a table; what the user edits is only told."""

    renamed = Signal(str, str)
    shown_changed = Signal(str, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[RunRow, ...] = ()
        self._style = LIGHT

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Take other rows; those that stay keep selection and place."""
        rows = tuple(rows)
        if [row.key for row in rows] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        old, self.rows = self.rows, rows
        if _shown(old) != _shown(rows):  # a run alone has another colour than beside others
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, TEST))
            return
        for number, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number, 0), self.index(number, TEST))

    def set_style(self, style: PlotStyle) -> None:
        """Take the colours of the runs."""
        self._style = style
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return TEST + 1

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Run"),
            self.tr("Differs by"),
            self.tr("Steps"),
            self.tr("Training"),
            self.tr("Test"),
        )[section]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        value = self._common(row, column, role)
        if value is None and column == NAME:
            value = self._of_name(row, role)
        if value is None and column >= STEP and role == Qt.ItemDataRole.TextAlignmentRole:
            value = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return value

    def _common(self, row: RunRow, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(row, column)
            case Qt.ItemDataRole.UserRole:
                return self._value(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (row.title, row.difference, row.detail) if part)
        return None

    def _of_name(self, row: RunRow, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.is_shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole:
                return self._swatch(row)
        return None

    @staticmethod
    def _value(row: RunRow, column: int) -> Any:
        nowhere = float("inf")
        return (
            row.title,
            row.difference,
            row.step,
            nowhere if row.train_loss is None else row.train_loss,
            nowhere if row.test_loss is None else row.test_loss,
        )[column]

    @staticmethod
    def _text(row: RunRow, column: int) -> str:
        def loss(value: float | None) -> str:
            return "" if value is None else readable(value, 2)

        texts = (row.title, row.difference, f"{row.step:,}", loss(row.train_loss))
        return (*texts, loss(row.test_loss))[column]

    def _swatch(self, row: RunRow) -> QIcon:
        """Paint how a run is drawn: in the network's colour where no other one is."""
        is_alone = row.is_shown and _shown(self.rows) == 1
        style = self._style
        pen = style.run_pen(row.style, 3)
        if is_alone:
            pen = style.pen("network_alone", 3)
        pixmap = QPixmap(SWATCH)
        pixmap.fill(self._style.background)  # seen on the selection's colour too
        painter = QPainter(pixmap)
        painter.setPen(pen)
        painter.drawLine(0, SWATCH.height() // 2, SWATCH.width(), SWATCH.height() // 2)
        painter.end()
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        return icon

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.shown_changed.emit(row.key, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and str(value).strip() != row.title:
            self.renamed.emit(row.key, str(value).strip())
            return True
        return False
