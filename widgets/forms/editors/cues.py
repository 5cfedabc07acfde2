"""Editors of what cues name: presets and views."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton

from training.catalog.presets import presets
from widgets.forms.editors.base import Editor
from widgets.forms.editors.choices import ChoiceEditor


class PresetEditor(ChoiceEditor):
    """One of the experiments that come with the app."""

    def __init__(self) -> None:
        super().__init__({name: preset.title for name, preset in presets().items()})


class OfferingEditor(Editor):
    """Chooses among what it is offered."""

    def offer(self, titles: Mapping[str, str]) -> None:
        """Take the names of what can be chosen, by their keys."""
        raise NotImplementedError


class ViewEditor(OfferingEditor):
    """One view, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.combo = self.guarded(QComboBox())
        self.combo.currentIndexChanged.connect(self.changed)
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)

    def offer(self, titles: Mapping[str, str]) -> None:
        """Name the views that can be chosen."""
        value = self.value()
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItem("–", "")
            for key, title in titles.items():
                self.combo.addItem(title, key)
        self.set_value(value)

    def value(self) -> Any:
        """Return the key of the view."""
        return self.combo.currentData() or ""

    def set_value(self, value: Any) -> None:
        """Choose a view; one that is not known is kept as it is."""
        with QSignalBlocker(self.combo):
            if self.combo.findData(value) < 0:
                self.combo.addItem(str(value) or "–", value)
            self.combo.setCurrentIndex(self.combo.findData(value))


class ViewsEditor(OfferingEditor):
    """Some views."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.button)
        self.button.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        policy = QSizePolicy.Policy
        self.button.setSizePolicy(policy.Ignored, policy.Fixed)  # it may name ten views
        self.row.addWidget(self.button, 1)
        self.setFocusProxy(self.button)
        self._keys: list[str] = []
        self._titles: dict[str, str] = {}

    def offer(self, titles: Mapping[str, str]) -> None:
        """Name the views that can be chosen."""
        self._titles = dict(titles)
        self._show()

    def _fill(self) -> None:
        self._menu.clear()
        for key, title in self._titles.items():
            action = self._menu.addAction(title)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key in self._keys)

    def _on_triggered(self) -> None:
        self._keys = [a.data() for a in self._menu.actions() if a.isChecked()]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        names = [self._titles.get(key, key) for key in self._keys]
        self.button.setText(", ".join(names) or "–")

    def value(self) -> Any:
        """Return the keys."""
        return list(self._keys)

    def set_value(self, value: Any) -> None:
        """Choose views."""
        self._keys = list(value)
        self._show()
