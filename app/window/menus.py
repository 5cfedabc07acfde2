"""The menu bar, from lists of keys; some menus are filled when they open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.desktop import language, theme
from app.export import export_dialog, figures
from app.export.formats import FORMATS
from app.files import project_files
from app.window.commands import MENUS
from app.window.presenting import HERE, OTHER
from training.catalog.lessons import lessons
from training.catalog.presets import presets
from widgets.text import translated

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

SUBMENUS = {
    "recent": "Open recent",
    "exports": "Export",
    "figures": "Export figure",
    "copies": "Copy figure",
    "scales": "Pixels of figures",
    "presets": "Presets",
    "themes": "Theme",
    "languages": "Language",
    "screens": "Present on",
    "projected": "Colours for the class",
    "lessons": "Open a lesson",
}
SCREEN_NAMES = {OTHER: "Another screen, if there is one", HERE: "This window"}
PROJECTED_NAMES = {
    "light": "Light, high contrast",
    "dark": "Dark, high contrast",
    theme.AS_AT_THE_DESK: "As at the desk",
}
THEME_NAMES = {"system": "As the system", "light": "Light", "dark": "Dark"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu that is filled: what it stands for, its name, and whether it is chosen."""

    data: str
    name: str
    tip: str = ""
    is_chosen: bool | None = None
    """None where it makes no sense to be chosen."""
    is_possible: bool = True


@dataclass(frozen=True, slots=True)
class Filled:
    """A menu whose lines change: how to list them, and what one of them does."""

    entries: Callable[[], Iterator[Entry]]
    choose: Callable[[str], None]


class Menus:
    """Builds the menu bar of a window and fills what changes."""

    def __init__(
        self, window: "MainWindow", actions: dict[str, QAction], views: list[QAction]
    ) -> None:
        self._window, self._actions, self._views = window, actions, views
        self._titles: dict[str, QMenu] = {}
        self._submenus: dict[str, QMenu] = {}
        self._filled = {
            "recent": Filled(
                self._recent, lambda path: project_files.open_path(window, Path(path))
            ),
            "exports": Filled(self._exports, lambda key: export_dialog.ask(window, key)),
            "figures": Filled(self._shown, lambda key: figures.ask(window, key)),
            "copies": Filled(self._shown, lambda key: figures.copy(window, key)),
            "scales": Filled(
                self._scales, lambda key: window.preferences.set_text("figure_scale", key)
            ),
            "presets": Filled(self._presets, lambda name: project_files.open_preset(window, name)),
            "themes": Filled(self._themes, window.set_theme),
            "languages": Filled(self._languages, self._choose_language),
            "screens": Filled(self._screens, partial(window.preferences.set_text, "screen")),
            "projected": Filled(self._projected, window.set_projected),
            "lessons": Filled(self._lessons, window.lessons.open),
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
        elif key in SUBMENUS:
            self._submenus[key] = menu.addMenu("")
            self._submenus[key].setToolTipsVisible(True)
            self._keep_filled(self._submenus[key], self._filled[key])
        elif key in self._filled:
            self._keep_filled(menu, self._filled[key])
        else:
            menu.addAction(self._actions[key])

    # --- what changes ---

    def _keep_filled(self, menu: QMenu, filled: Filled) -> None:
        group = QActionGroup(menu)
        menu.aboutToShow.connect(lambda: _fill(menu, group, filled))
        menu.triggered.connect(lambda action: filled.choose(action.data()))
        _fill(menu, group, filled)  # macOS shows no menu that is empty

    def _recent(self) -> Iterator[Entry]:
        for path in self._window.preferences.recent:
            yield Entry(path, Path(path).name, path)

    def _exports(self) -> Iterator[Entry]:
        for key, form in FORMATS.items():
            problem = export_dialog.missing(self._window, key)
            tip = problem or QCoreApplication.translate("takeaway", form.tip)
            yield Entry(key, export_dialog.title(form), tip, is_possible=not problem)

    def _shown(self) -> Iterator[Entry]:
        for view in figures.shown(self._window):
            yield Entry(view.key, view.title())

    def _scales(self) -> Iterator[Entry]:
        now = figures.scale(self._window)
        text = QCoreApplication.translate("menus", "{scale}× those of the screen")
        for key in figures.SCALES:
            yield Entry(key, text.format(scale=key), "", key == now)

    def _presets(self) -> Iterator[Entry]:
        for name, preset in presets().items():
            yield Entry(name, translated(preset.title), translated(preset.description))

    def _themes(self) -> Iterator[Entry]:
        now = self._window.preferences.text("theme", "system", (*theme.THEMES, "system"))
        for key, name in THEME_NAMES.items():
            yield Entry(key, QCoreApplication.translate("menus", name), "", key == now)

    def _languages(self) -> Iterator[Entry]:
        now = self._window.preferences.text("language", language.system_language())
        for key, name in language.LANGUAGES.items():
            yield Entry(key, name, "", key == now)

    def _screens(self) -> Iterator[Entry]:
        if not hasattr(self._window, "presenting"):
            return  # the menu is filled before there is anything to present
        now = self._window.preferences.text("screen", OTHER)
        for key, name in SCREEN_NAMES.items():
            yield Entry(key, QCoreApplication.translate("menus", name), "", key == now)
        for name, screen in self._window.presenting.screens().items():
            size = screen.size()
            shown = f"{name} ({size.width()} × {size.height()})"
            yield Entry(name, shown, "", name == now)

    def _projected(self) -> Iterator[Entry]:
        now = self._window.preferences.text("projected", "light", tuple(PROJECTED_NAMES))
        for key, name in PROJECTED_NAMES.items():
            yield Entry(key, QCoreApplication.translate("menus", name), "", key == now)

    def _lessons(self) -> Iterator[Entry]:
        for name, lesson in lessons().items():
            number = name.partition("-")[0]
            yield Entry(name, f"{number}  {translated(lesson.title)}")

    def _choose_language(self, key: str) -> None:
        self._window.preferences.set_text("language", key)
        language.switch(key)

    # --- language ---

    def retranslate(self) -> None:
        """Set all titles in the present language."""
        for title, menu in self._titles.items():
            menu.setTitle(QCoreApplication.translate("menus", title))
        for key, menu in self._submenus.items():
            menu.setTitle(QCoreApplication.translate("menus", SUBMENUS[key]))


def _fill(menu: QMenu, group: QActionGroup, filled: Filled) -> None:
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
