"""What stands in the menus that are about the program: recent files, presets, themes, screens."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.desktop import language, theme
from app.desktop.preferences import Preferences
from app.desktop.submenu import Submenu, SubmenuEntry
from app.window.presenting import OTHER, SCREEN_NAMES, Presenting
from training.catalog.lessons import lessons
from widgets.text import translated


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)


def submenus(preferences: Preferences, presenting: Presenting) -> dict[str, Submenu]:
    """Return the menus by their keys."""
    return {
        "recent": Submenu(lambda: _recent(preferences), "open_file"),
        "themes": Submenu(lambda: _themes(preferences), "choose_theme"),
        "languages": Submenu(lambda: _languages(preferences), "choose_language"),
        "screens": Submenu(lambda: _screens(preferences, presenting), "choose_screen"),
        "projected": Submenu(lambda: _projected(preferences), "choose_projected"),
        "lessons": Submenu(_lessons, "open_lesson"),
    }


def _recent(preferences: Preferences) -> Iterator[SubmenuEntry]:
    for path in preferences.recent:
        yield SubmenuEntry(path, Path(path).name, path)


def _themes(preferences: Preferences) -> Iterator[SubmenuEntry]:
    chosen = preferences.text("theme", "system", tuple(theme.THEME_NAMES))
    for key, name in theme.THEME_NAMES.items():
        yield SubmenuEntry(key, _tr(name), "", key == chosen)


def _languages(preferences: Preferences) -> Iterator[SubmenuEntry]:
    chosen = preferences.text("language", language.system_language())
    for key, name in language.LANGUAGES.items():
        yield SubmenuEntry(key, name, "", key == chosen)


def _screens(preferences: Preferences, presenting: Presenting) -> Iterator[SubmenuEntry]:
    chosen = preferences.text("screen", OTHER)
    for key, name in SCREEN_NAMES.items():
        yield SubmenuEntry(key, _tr(name), "", key == chosen)
    for name, screen in presenting.screens().items():
        size = screen.size()
        yield SubmenuEntry(name, f"{name} ({size.width()} × {size.height()})", "", name == chosen)


def _projected(preferences: Preferences) -> Iterator[SubmenuEntry]:
    chosen = preferences.text("projected", "light", tuple(theme.PROJECTED_NAMES))
    for key, name in theme.PROJECTED_NAMES.items():
        yield SubmenuEntry(key, _tr(name), "", key == chosen)


def _lessons() -> Iterator[SubmenuEntry]:
    for name, lesson in lessons().items():
        number = name.partition("-")[0]
        yield SubmenuEntry(name, f"{number}  {translated(lesson.title)}")
