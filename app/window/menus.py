"""The menu bar, from lists of keys; some menus are filled when they open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from app.commands.commands import Commands
from app.desktop.submenu import Submenu
from app.window.actions import MENUS

SUBMENUS = {
    "recent": "Open recent",
    "exports": "Export",
    "figures": "Export figure",
    "copies": "Copy figure",
    "scales": "Pixels of figures",
    "themes": "Theme",
    "languages": "Language",
    "screens": "Present on",
    "projected": "Colours for the class",
    "lessons": "Open a lesson",
}


class Menus:
    """Builds a menu bar and fills what changes when it opens."""

    def __init__(
        self,
        bar: QMenuBar,
        actions: Mapping[str, QAction],
        views: Sequence[QAction],
        submenus: Mapping[str, Submenu],
        commands: Commands,
    ) -> None:
        self._commands = commands
        self._actions, self._views, self._filled = actions, views, submenus
        self._titles: dict[str, QMenu] = {}
        self._submenus: dict[str, QMenu] = {}
        for title, keys in MENUS.items():
            menu = bar.addMenu("")
            menu.setToolTipsVisible(True)
            self._titles[title] = menu
            for key in keys:
                self._add(menu, key)

    def _add(self, menu: QMenu, key: str) -> None:
        if key == "-":
            menu.addSeparator()
        elif key == "views":
            menu.addActions(self._views)
        elif key in SUBMENUS:
            self._submenus[key] = menu.addMenu("")
            self._submenus[key].setToolTipsVisible(True)
            self._keep_filled(self._submenus[key], self._filled[key])
        elif key in self._filled:
            self._keep_filled(menu, self._filled[key])
        else:
            menu.addAction(self._actions[key])

    # --- what changes ---

    def _keep_filled(self, menu: QMenu, filled: Submenu) -> None:
        group = QActionGroup(menu)
        menu.aboutToShow.connect(lambda: _fill(menu, group, filled))
        ask = self._commands.asker(filled.command)
        menu.triggered.connect(lambda action: ask(action.data()))
        _fill(menu, group, filled)  # macOS shows no menu that is empty

    # --- language ---

    def retranslate(self) -> None:
        """Set all titles in the present language."""
        for title, menu in self._titles.items():
            menu.setTitle(QCoreApplication.translate("menus", title))
        for key, menu in self._submenus.items():
            menu.setTitle(QCoreApplication.translate("menus", SUBMENUS[key]))


def _fill(menu: QMenu, group: QActionGroup, filled: Submenu) -> None:
    menu.clear()
    for entry in filled.entries():
        action = menu.addAction(entry.name)
        action.setData(entry.data)
        action.setToolTip(entry.tip)
        action.setEnabled(entry.is_possible)
        if entry.is_chosen is not None:
            action.setCheckable(True)
            action.setChecked(entry.is_chosen)
            group.addAction(action)
    if menu.isEmpty():
        menu.addAction(QCoreApplication.translate("menus", "Nothing yet")).setEnabled(False)
