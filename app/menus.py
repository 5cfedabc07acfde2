"""The menu bar, from lists of keys; some menus are filled when they open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app import files, language, theme
from app.actions import MENUS
from training.catalog import presets
from widgets.text import translated

if TYPE_CHECKING:
    from app.main_window import MainWindow

SUBMENUS = {"recent": "Open recent", "themes": "Theme", "languages": "Language"}
THEME_NAMES = {"system": "As the system", "light": "Light", "dark": "Dark"}


class Menus:
    """Builds the menu bar of a window and fills what changes."""

    def __init__(
        self, window: "MainWindow", actions: dict[str, QAction], views: list[QAction]
    ) -> None:
        self._window, self._actions, self._views = window, actions, views
        self._titles: dict[str, QMenu] = {}
        self._submenus: dict[str, QMenu] = {}
        self._groups: list[QActionGroup] = []
        self._fillers: dict[str, Callable[[QMenu], None]] = {
            "recent": self._fill_recent,
            "presets": self._fill_presets,
            "themes": self._fill_themes,
            "languages": self._fill_languages,
        }
        for title, keys in MENUS.items():
            menu = window.menuBar().addMenu("")
            menu.setToolTipsVisible(True)
            self._titles[title] = menu
            for key in keys:
                self._add(menu, key)

    def _add(self, menu: QMenu, key: str) -> None:
        if key == "-":
            menu.addSeparator()
        elif key == "views":
            menu.addActions(self._views)
        elif key == "presets":
            self._fill_presets(menu)
        elif key in SUBMENUS:
            submenu = menu.addMenu("")
            self._submenus[key] = submenu
            submenu.aboutToShow.connect(lambda: self._refill(key))
        else:
            menu.addAction(self._actions[key])

    def _refill(self, key: str) -> None:
        menu = self._submenus[key]
        menu.clear()
        self._fillers[key](menu)

    # --- what changes ---

    def _fill_recent(self, menu: QMenu) -> None:
        for path in self._window.preferences.recent:
            action = menu.addAction(Path(path).name)
            action.setToolTip(path)
            action.setData(path)
            action.triggered.connect(self._on_recent_chosen)
        menu.setEnabled(True)
        if menu.isEmpty():
            menu.addAction(QCoreApplication.translate("menus", "No files yet")).setEnabled(False)

    def _fill_presets(self, menu: QMenu) -> None:
        menu.clear()
        for name, preset in presets().items():
            action = menu.addAction(translated(preset.title))
            action.setToolTip(translated(preset.description))
            action.setData(name)
            action.triggered.connect(self._on_preset_chosen)

    def _fill_themes(self, menu: QMenu) -> None:
        now = self._window.preferences.text("theme", "system", (*theme.THEMES, "system"))
        names = {k: QCoreApplication.translate("menus", n) for k, n in THEME_NAMES.items()}
        self._fill_choice(menu, names, now, self._on_theme_chosen)

    def _fill_languages(self, menu: QMenu) -> None:
        now = self._window.preferences.text("language", language.system_language())
        self._fill_choice(menu, language.LANGUAGES, now, self._on_language_chosen)

    def _fill_choice(
        self, menu: QMenu, names: dict[str, str], now: str, chosen: Callable[[QAction], None]
    ) -> None:
        group = QActionGroup(menu)
        for key, name in names.items():
            action = group.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == now)
            action.setData(key)
            menu.addAction(action)
        group.triggered.connect(chosen)

    def _sender_data(self) -> str:
        action = self._window.sender()
        assert isinstance(action, QAction)
        return str(action.data())

    def _on_recent_chosen(self) -> None:
        files.open_path(self._window, Path(self._sender_data()))

    def _on_preset_chosen(self) -> None:
        files.open_preset(self._window, self._sender_data())

    def _on_theme_chosen(self, action: QAction) -> None:
        self._window.set_theme(action.data())

    def _on_language_chosen(self, action: QAction) -> None:
        self._window.preferences.set_text("language", action.data())
        language.switch(action.data())

    # --- language ---

    def retranslate(self) -> None:
        """Set all titles in the present language."""
        for title, menu in self._titles.items():
            menu.setTitle(QCoreApplication.translate("menus", title))
        for key, menu in self._submenus.items():
            menu.setTitle(QCoreApplication.translate("menus", SUBMENUS[key]))
        self._fill_presets(self._titles["&Experiment"])
