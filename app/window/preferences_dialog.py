"""Choices of the user: look, language, size of letters, what is recorded, where it trains."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel

from app.desktop import language
from app.desktop.preferences import BUDGETS, FONT_SIZES
from app.window.menus import PROJECTED_NAMES, THEME_NAMES
from training import machine
from training.messages.budget import BUDGET

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

DEVICE_NAMES = {
    "auto": "Automatic: whichever is faster",
    "cpu": "CPU",
    "cuda": "CUDA (NVIDIA)",
    "mps": "MPS (Apple)",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences", text)


class PreferencesDialog(QDialog):
    """Takes each choice at once; there is nothing to confirm."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._preferences = window, window.preferences
        self.setWindowTitle(_tr("Preferences"))
        self._form = QFormLayout(self)
        self.boxes: dict[str, QComboBox] = {}
        menus = {key: QCoreApplication.translate("menus", n) for key, n in THEME_NAMES.items()}
        shown = {key: QCoreApplication.translate("menus", n) for key, n in PROJECTED_NAMES.items()}
        self._add("theme", _tr("Theme"), menus, "system")
        self._add("projected", _tr("Colours for the class"), shown, "light")
        self._add("language", _tr("Language"), language.LANGUAGES, language.system_language())
        sizes = {str(size): f"{size} %" for size in FONT_SIZES}
        self._add("font_size", _tr("Size of letters"), sizes, "100")
        budgets = {str(b): _tr("{size} MB a run").format(size=b // 10**6) for b in BUDGETS}
        self._add("budget", _tr("Recording"), budgets, str(BUDGET))
        self._add("device", _tr("Train on"), {k: _tr(n) for k, n in DEVICE_NAMES.items()}, "auto")
        counts = range(1, machine.available() + 1)
        threads = {"": _tr("As many as there are cores"), **{str(n): str(n) for n in counts}}
        self._add("threads", _tr("Threads"), threads, "")
        later = QLabel(_tr("Device and threads count from the next start of the app."))
        later.setWordWrap(True)
        self._form.addRow(later)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self._form.addRow(buttons)

    def _add(self, key: str, title: str, names: Mapping[str, str], default: str) -> None:
        box = QComboBox()
        for value, name in names.items():
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(self._preferences.text(key, default))))
        box.setAccessibleName(title)
        box.currentIndexChanged.connect(lambda: self._take(key, box.currentData()))
        self._form.addRow(title, box)
        self.boxes[key] = box

    def _take(self, key: str, value: str) -> None:
        self._preferences.set_text(key, value)
        if key == "language":
            language.switch(value)
        elif key == "budget":
            self._window.records.set_budget(int(value))
        else:
            self._window.restyle()


def show_preferences(window: "MainWindow") -> None:
    """Show the dialog until it is closed."""
    dialog = PreferencesDialog(window)
    dialog.exec()
    dialog.deleteLater()
