"""The gallery: the chapter's figures as tiles; one key or click, and one of them is alive."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QObject,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.dialogs.gallery_search import GalleryEntry, found
from widgets.dialogs.gallery_tile import ENTRY, GAP, PICTURE, TILE, TileDelegate
from widgets.look.tokens import SPACE, TYPE

BESIDE = 230
"""Pixels of the column beside the tiles."""
SIZE = QSize(1560, 860)
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
Paint = Callable[[QPainter, QRectF, str], None]
"""Paints what an experiment is about, into an area, by its name."""


class Shortcut(NamedTuple):
    """Something else to go on with.

    Attributes
    ----------
    group, text
        What it is one of, and what it is called.
    command, argument
        What does it.
    """

    group: str
    text: str
    command: str
    argument: str


class Gallery(QDialog):
    """Lets one choose an experiment, to train it at once or only to open it.

    Parameters
    ----------
    entries
        In the order in which they are shown.
    paint
        Paints the picture of an entry.
    shortcuts
        What stands beside them, by groups.
    """

    def __init__(
        self,
        entries: Sequence[GalleryEntry],
        paint: Paint,
        shortcuts: Sequence[Shortcut] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries, self._paint = entries, paint
        self.is_to_train = False
        """Whether what is chosen is to be trained at once."""
        self.shortcut: Shortcut | None = None
        """What was chosen instead of an experiment."""
        self.setWindowTitle(self.tr("Experiments"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search: 1.3, labels, 随机标签, sjbq"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list = self._make_list()
        foot = self._make_foot()
        column = QVBoxLayout(self)
        column.setSpacing(SPACE.row_gap)
        column.addWidget(self.search)
        middle = QHBoxLayout()
        if shortcuts:
            middle.addLayout(self._beside(shortcuts))
        middle.addWidget(self.list, 1)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.search.textChanged.connect(self._fill)
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.list.doubleClicked.connect(self._train)
        self.train.clicked.connect(self._train)
        self.open_only.clicked.connect(self.accept)
        self._fill()
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() * 0.9))
        self.search.setFocus()

    def _make_foot(self) -> QHBoxLayout:
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setMinimumHeight(3 * TYPE["body"].line)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setProperty("level", "2")
        self.train = QPushButton(self.tr("Open and train"))
        self.open_only = QPushButton(self.tr("Open"))
        self.train.setDefault(True)
        self.train.setToolTip(self.tr("Enter, or a double click"))
        self.open_only.setToolTip(self.tr("Shift+Enter"))
        self.open_only.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.card_gap)
        foot.addWidget(self.text, 1)
        foot.addWidget(self.open_only, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.train, 0, Qt.AlignmentFlag.AlignBottom)
        return foot

    def _make_list(self) -> QListView:
        tiles = QListView()
        tiles.setAccessibleName(self.windowTitle())
        tiles.setViewMode(QListView.ViewMode.IconMode)
        tiles.setResizeMode(QListView.ResizeMode.Adjust)
        tiles.setMovement(QListView.Movement.Static)
        tiles.setUniformItemSizes(True)
        tiles.setGridSize(TILE + QSize(GAP, GAP))
        tiles.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        tiles.setModel(QStandardItemModel(tiles))
        tiles.setItemDelegate(TileDelegate(tiles))
        return tiles

    def _beside(self, shortcuts: Sequence[Shortcut]) -> QVBoxLayout:
        column, group = QVBoxLayout(), ""
        column.setSpacing(2)
        for shortcut in shortcuts:
            if shortcut.group != group:
                group = shortcut.group
                heading = QLabel(group)
                heading.setProperty("level", "3")
                column.addSpacing(SPACE.row_gap)
                column.addWidget(heading)
            button = QPushButton()
            button.setProperty("kind", "line")
            button.setAutoDefault(False)
            button.setFixedWidth(BESIDE)
            room = BESIDE - 2 * SPACE.card_gap
            letters = button.fontMetrics()
            button.setText(letters.elidedText(shortcut.text, Qt.TextElideMode.ElideMiddle, room))
            button.setToolTip(shortcut.text)
            button.clicked.connect(partial(self._take, shortcut))
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _take(self, shortcut: Shortcut, _: bool = False) -> None:
        self.shortcut = shortcut
        self.accept()

    def chosen(self) -> str:
        """Return the name of what is chosen, or an empty text."""
        entry = self._chosen()
        return entry.name if entry is not None else ""

    def _chosen(self) -> GalleryEntry | None:
        entry = self.list.currentIndex().data(ENTRY)
        return entry if isinstance(entry, GalleryEntry) else None

    @Slot()
    def _fill(self) -> None:
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for entry in found(self.search.text(), self._entries):
            item = QStandardItem()
            item.setEditable(False)
            item.setData(entry, ENTRY)
            item.setData(self._picture(entry.name), Qt.ItemDataRole.DecorationRole)
            title = f"{entry.number} {entry.title}".strip()
            item.setData(title, Qt.ItemDataRole.AccessibleTextRole)
            item.setData(entry.description, Qt.ItemDataRole.ToolTipRole)
            model.appendRow(item)
        self.list.setCurrentIndex(model.index(0, 0))
        self._show_chosen()

    def _picture(self, name: str) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(PICTURE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._paint(painter, QRectF(0, 0, PICTURE.width(), PICTURE.height()), name)
        painter.end()
        return picture

    @Slot()
    def _show_chosen(self) -> None:
        entry = self._chosen()
        for button in (self.train, self.open_only):
            button.setEnabled(entry is not None)
        told = self.tr("No experiment has these words.")
        self.text.setText(entry.description if entry is not None else told)

    @Slot()
    def _train(self) -> None:
        if self._chosen() is not None:
            self.is_to_train = True
            self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows go through the tiles while one types, and Shift+Enter open only."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                if self._chosen() is not None:
                    self.accept()
                return True
            at_end = self.search.cursorPosition() == len(self.search.text())
            if event.key() in MOVES or (event.key() == Qt.Key.Key_Right and at_end):
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)
