"""Asks which setting a race is to vary, over which values."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

_BETWEEN = re.compile(r"[,;，；、\s]+")
_BETWEEN_LISTS = re.compile(r"[;；]+")


@dataclass(frozen=True, slots=True)
class RaceSetting:
    """A setting that can be raced, in the present language.

    Attributes
    ----------
    values
        To begin with.
    choices
        All values there are, with their names; empty for numbers.
    is_list
        A value is itself a list of numbers.
    most_seeds
        More than 0 where so many repetitions are asked for and no values.
    """

    path: str
    title: str
    values: tuple[str, ...]
    choices: Mapping[str, str]
    is_list: bool = False
    most_seeds: int = 0


@dataclass(frozen=True, slots=True)
class AskedRace:
    """What was asked for."""

    path: str
    values: tuple[str, ...]
    pace: str
    side_by_side: bool


RaceCheck = Callable[[AskedRace], str]
"""Returns a sentence that says why a race is not possible, or an empty text."""


class RaceDialog(QDialog):
    """One setting, its values, what is kept equal, and how the runs are shown."""

    def __init__(
        self, settings: Sequence[RaceSetting], check: RaceCheck, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._check = settings, check
        self.setWindowTitle(self.tr("Race"))
        self.setting = QComboBox()
        for setting in settings:
            self.setting.addItem(setting.title)
        self.numbers = QLineEdit()
        self.choices = QListWidget()
        self.seeds = QSpinBox(minimum=2)
        self.seeds.setValue(5)
        self._editors = QStackedWidget()
        for editor in (self.numbers, self.choices, self.seeds):
            self._editors.addWidget(editor)
        self.pace, self.look = QComboBox(), QComboBox()
        self.pace.addItem(self.tr("steps"), "steps")
        self.pace.addItem(self.tr("epochs (passes over the training points)"), "epochs")
        self.look.addItem(self.tr("on top of each other"), False)
        self.look.addItem(self.tr("side by side, with the same axes"), True)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(3 * self.fontMetrics().height())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        start = self.buttons.addButton(
            self.tr("Start race"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._start = start
        self._lay_out()
        self._connect()
        self._show_setting()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Setting"), self.setting)
        self._values_label = QLabel()
        form.addRow(self._values_label, self._editors)
        form.addRow(self.tr("Equal"), self.pace)
        form.addRow(self.tr("Shown"), self.look)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        self.setMinimumWidth(440)

    def _connect(self) -> None:
        self.setting.currentIndexChanged.connect(self._show_setting)
        self.numbers.textChanged.connect(self._on_asked_changed)
        self.choices.itemChanged.connect(self._on_asked_changed)
        self.seeds.valueChanged.connect(self._on_asked_changed)
        self.pace.currentIndexChanged.connect(self._on_asked_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # --- the setting ---

    @property
    def _now(self) -> RaceSetting:
        return self._settings[self.setting.currentIndex()]

    def choose(self, path: str) -> None:
        """Choose a setting, if there is such a one."""
        paths = [setting.path for setting in self._settings]
        if path in paths:
            self.setting.setCurrentIndex(paths.index(path))

    @Slot()
    def _show_setting(self) -> None:
        setting = self._now
        self._values_label.setText(self.tr("Seeds") if setting.most_seeds else self.tr("Values"))
        if setting.most_seeds:
            self.seeds.setMaximum(setting.most_seeds)
            self._show_editor(self.seeds)
        elif setting.choices:
            self._fill_choices(setting)
            self._show_editor(self.choices)
        else:
            texts = [value.strip("[]") for value in setting.values]
            self.numbers.setText(("; " if setting.is_list else ", ").join(texts))
            self._show_editor(self.numbers)
        self._on_asked_changed()

    def _show_editor(self, editor: QWidget) -> None:
        self._editors.setCurrentWidget(editor)
        self._editors.setFixedHeight(editor.sizeHint().height())
        self.adjustSize()

    def _fill_choices(self, setting: RaceSetting) -> None:
        self.choices.clear()
        for value, name in setting.choices.items():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, value)
            is_on = value in setting.values
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.choices.addItem(item)

    # --- what is asked for ---

    def asked(self) -> AskedRace:
        """Return the race as it stands."""
        return AskedRace(
            self._now.path, self._values(), self.pace.currentData(), self.look.currentData()
        )

    def _values(self) -> tuple[str, ...]:
        setting = self._now
        if setting.most_seeds:
            first = int(setting.values[0])
            return tuple(str(first + number) for number in range(self.seeds.value()))
        if setting.choices:
            items = (self.choices.item(row) for row in range(self.choices.count()))
            chosen = (item for item in items if item.checkState() == Qt.CheckState.Checked)
            return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in chosen)
        between = _BETWEEN_LISTS if setting.is_list else _BETWEEN
        texts = [text.strip() for text in between.split(self.numbers.text()) if text.strip()]
        return tuple(_list(text) if setting.is_list else text for text in texts)

    @Slot()
    def _on_asked_changed(self) -> None:
        asked = self.asked()
        problem = self._check(asked)
        count = self.tr("{count} runs train side by side.").format(count=len(asked.values))
        self.message.setText(problem or count)
        self._start.setEnabled(not problem)


def _list(text: str) -> str:
    """Write numbers as the list that a setting takes; what is none stays for the check."""
    parts = [part for part in _BETWEEN.split(text.strip("[]")) if part]
    return f"[{', '.join(part if part.isdigit() else json.dumps(part) for part in parts)}]"
