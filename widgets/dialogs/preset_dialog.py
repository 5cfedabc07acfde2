"""Chooses a preset by what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.look.tokens import TYPE


@dataclass(frozen=True, slots=True)
class PresetEntry:
    """A preset in the present language; ``origin`` says whose settings they are."""

    name: str
    title: str
    section: str
    origin: str
    description: str


class PresetDialog(QDialog):
    """Titles on the left, what the chosen one shows on the right; typing looks for words."""

    def __init__(self, entries: Sequence[PresetEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self.setWindowTitle(self.tr("Presets"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.list = QListWidget()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setMinimumWidth(360)
        font = self.text.font()
        font.setPixelSize(TYPE["heading"].size)
        self.text.setFont(font)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._load = self.buttons.addButton(self.tr("Load"), QDialogButtonBox.ButtonRole.AcceptRole)
        left = QVBoxLayout()
        left.addWidget(self.filter)
        left.addWidget(self.list, 1)
        middle = QHBoxLayout()
        middle.addLayout(left, 1)
        middle.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addLayout(middle, 1)
        column.addWidget(self.buttons)
        self.resize(860, 480)
        self.filter.textChanged.connect(self._fill)
        self.list.currentRowChanged.connect(self._show_chosen)
        self.list.itemDoubleClicked.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._fill()
        self.list.setFocus()

    def chosen(self) -> str:
        """Return the name of the preset that is chosen, or an empty text."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _fill(self) -> None:
        words = self.filter.text().casefold().split()
        self.list.clear()
        for entry in self._entries:
            text = f"{entry.title} {entry.section} {entry.description}".casefold()
            if all(word in text for word in words):
                item = QListWidgetItem(entry.title)
                item.setData(Qt.ItemDataRole.UserRole, entry.name)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        name = self.chosen()
        entry = next((entry for entry in self._entries if entry.name == name), None)
        self._load.setEnabled(entry is not None)
        if entry is None:
            self.text.setText(self.tr("No preset has these words."))
            return
        head = "\n".join(part for part in (entry.title, entry.section, entry.origin) if part)
        self.text.setText(f"{head}\n\n{entry.description}")
