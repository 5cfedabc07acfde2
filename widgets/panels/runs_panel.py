"""The runs of the session: what differs, how far they came, which are shown."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from superqt import QElidingLabel
from typing_extensions import override

from widgets.look.tokens import HEIGHT
from widgets.panels.runs_model import (
    DIFFERENCE,
    NAME,
    SORT,
    STEP,
    SWATCH,
    TEST,
    TRAIN,
    RunRow,
    RunsModel,
)
from widgets.plots.style import PlotStyle

LONG_NAME = "Hidden layers 100, 100"
"""The names have the room of their longest, but no more than this one's, and its swatch's."""

WIDEST = {STEP: "100,000", TRAIN: "8.8×10⁻⁴", TEST: "8.8×10⁻⁴"}
"""Texts for which columns of numbers have room."""
BESIDE = 12
"""Pixels beside a number."""


class RunsPanel(QWidget):
    """List of runs with a filter; two that are selected are compared below.

    Signals
    -------
    chosen, train_again_asked, duplicate_asked
        Key of a run.
    delete_asked
        Keys of runs.
    compare_asked
        Keys of the two selected runs in their order, or an empty list.
    budget_chosen
        Bytes for the checkpoints of a run.
    """

    chosen = Signal(str)
    train_again_asked = Signal(str)
    duplicate_asked = Signal(str)
    delete_asked = Signal(list)
    compare_asked = Signal(list)
    budget_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bytes = 0
        self.model = RunsModel(self)  # it goes with it, and what listens to it too
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._sorted.setFilterFixedString)
        self.table = self._make_table()
        self.table.clicked.connect(self._on_clicked)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.again, self.duplicate = QAction(self), QAction(self)
        self.delete = QAction(self)
        self.delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.again.triggered.connect(lambda: self._tell_first(self.train_again_asked))
        self.duplicate.triggered.connect(lambda: self._tell_first(self.duplicate_asked))
        self.delete.triggered.connect(lambda: self.delete_asked.emit(self.selected()))
        self.table.addActions([self.again, self.duplicate, self.delete])
        self.comparison = QTableWidget(0, 3)
        self.comparison.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.comparison.verticalHeader().hide()
        self.comparison.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.comparison.hide()
        self.budget = QComboBox()
        self.budget.activated.connect(lambda _: self.budget_chosen.emit(self.budget.currentData()))
        self.used = QElidingLabel()
        self.used.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        foot = QHBoxLayout()
        foot.addWidget(self.budget)
        foot.addWidget(self.used, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.comparison, 2)
        layout.addLayout(foot)
        self.retranslate()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._sorted)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setIconSize(SWATCH)
        table.setWordWrap(False)
        table.setMinimumWidth(120)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setSectionResizeMode(DIFFERENCE, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(NAME, 100)
        return table

    @override
    def sizeHint(self) -> QSize:
        return QSize(430, 400)

    # --- what is told ---

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Take the runs; what was selected stays selected."""
        selected, keys_before = self.selected(), {row.key for row in self.model.rows}
        titles = [row.title for row in self.model.rows]
        self.model.set_rows(rows)
        if titles != [row.title for row in rows]:
            self._fit_names()
        if selected != self.selected():
            self._select(selected)
        new = [number for number, row in enumerate(self.model.rows) if row.key not in keys_before]
        if new:
            index = self._sorted.mapFromSource(self.model.index(new[-1], NAME))
            self.table.scrollTo(index)

    def _fit_names(self) -> None:
        """Give the names the room that they need, within bounds; the differences have the rest."""
        swatch = 3 * SWATCH.width()  # the swatch, the check box and what is between
        most = self.table.fontMetrics().horizontalAdvance(LONG_NAME) + swatch
        needed = self.table.sizeHintForColumn(NAME)
        self.table.setColumnWidth(NAME, min(max(needed, 100), most))

    def _select(self, keys: Sequence[str]) -> None:
        selection = self.table.selectionModel()
        for number, row in enumerate(self.model.rows):
            if row.key in keys:
                index = self._sorted.mapFromSource(self.model.index(number, 0))
                selection.select(
                    index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows
                )

    def set_comparison(self, titles: Sequence[str], rows: Sequence[tuple[str, str, str]]) -> None:
        """Show in what two runs differ; no titles hides the table."""
        self.comparison.setVisible(bool(titles))
        self.comparison.setRowCount(len(rows))
        self.comparison.setHorizontalHeaderLabels([self.tr("Setting"), *titles])
        for number, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.comparison.setItem(number, column, item)

    def set_budget(self, budget: int, choices: Sequence[int] = ()) -> None:
        """Take how many bytes the checkpoints of a run may have, and what may be chosen."""
        for choice in choices:
            self.budget.addItem("", choice)
        self.budget.setCurrentIndex(self.budget.findData(budget))
        self.retranslate()

    def set_size(self, size: int) -> None:
        """Show how many bytes the session has on the disk."""
        self._bytes = size
        text = self.tr("{size} MB recorded").format(size=f"{size / 1e6:,.1f}")
        if text != self.used.text():
            self.used.setText(text)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.setFont(style.font(9))
        self.model.set_style(style)
        self.table.verticalHeader().setDefaultSectionSize(round(HEIGHT.row * style.scale))
        letters = self.table.fontMetrics()
        for column, widest in WIDEST.items():
            room = letters.horizontalAdvance(widest) + round(BESIDE * style.scale)
            self.table.setColumnWidth(column, room)
        self._fit_names()

    # --- what is done ---

    def selected(self) -> list[str]:
        """Return the keys of the selected runs, in the order of the list."""
        chosen = {
            self._sorted.mapToSource(index).row()
            for index in self.table.selectionModel().selectedRows()
        }
        return [self.model.rows[number].key for number in sorted(chosen)]

    def _on_clicked(self, index: QModelIndex) -> None:
        if len(self.selected()) == 1:
            self.chosen.emit(self.model.rows[self._sorted.mapToSource(index).row()].key)

    def _on_selection_changed(self) -> None:
        keys = self.selected()
        self.compare_asked.emit(keys if len(keys) == 2 else [])

    def _tell_first(self, asked: SignalInstance) -> None:
        for key in self.selected()[:1]:
            asked.emit(key)

    # --- texts ---

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.again.setText(self.tr("Train again with these settings"))
        self.duplicate.setText(self.tr("Duplicate"))
        self.duplicate.setToolTip(self.tr("A second run that is at the same step and can go on."))
        self.delete.setText(self.tr("Delete"))
        self.table.setToolTip(
            self.tr(
                "A click shows a run while none is training; two that are selected are compared."
            )
        )
        for index in range(self.budget.count()):
            size = f"{self.budget.itemData(index) / 1e6:,.0f}"
            self.budget.setItemText(index, self.tr("{size} MB a run").format(size=size))
        self.budget.setToolTip(
            self.tr(
                "Room for the states that a run can be gone on from. "
                "Where it is used up, states in between are given up."
            )
        )
        self.set_size(self._bytes)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, TEST)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
