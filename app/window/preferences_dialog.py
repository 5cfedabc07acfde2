"""Choices of the user: look, language, size of letters, what is recorded, where it trains."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from app.desktop import language
from app.desktop.preferences import BUDGETS, FONT_SIZES, Preferences
from app.desktop.theme import PROJECTED_NAMES, THEME_NAMES
from training import machine
from training.messages.budget import BUDGET

DEVICE_NAMES = {
    "auto": "Automatic: whichever is faster",
    "cpu": "CPU",
    "cuda": "CUDA (NVIDIA)",
    "mps": "MPS (Apple)",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences", text)


class PreferencesDialog(QDialog):
    """Takes each choice at once; there is nothing to confirm.

    Signals
    -------
    look_changed
        Colours or sizes were chosen.
    budget_changed
        Bytes that are recorded of a run.
    """

    look_changed = Signal()
    budget_changed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
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
            self.budget_changed.emit(int(value))
        else:
            self.look_changed.emit()
