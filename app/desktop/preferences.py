"""Choices of the user that are no part of an experiment; a broken file never blocks a start."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path, user_log_path
from PySide6.QtCore import QByteArray, QSettings

from training import machine
from training.messages.budget import BUDGET

NAME = "fanhua"
RECENT = 8
KNOWN = 200
FONT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Per cent."""
BUDGETS = (50_000_000, BUDGET, 1_000_000_000, 5_000_000_000)


def _texts(value: object) -> list[str]:
    """Return the texts of a list; Qt writes one alone as itself."""
    value = [value] if isinstance(value, str) else value
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def log_folder() -> Path:
    """Return where log files go."""
    return user_log_path(NAME, appauthor=False)


class KnownPaths:
    """Paths that were chosen; the oldest are forgotten."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    @property
    def _paths(self) -> list[str]:
        return _texts(self._settings.value("known", []))

    def add(self, path: str) -> None:
        """Remember one more."""
        paths = [path, *(older for older in self._paths if older != path)]
        self._settings.setValue("known", paths[:KNOWN])


class Preferences:
    """Theme, language, recent files, window state, in one INI file.

    Parameters
    ----------
    path
        Of the file; the user's configuration folder by default. Sessions are kept beside it, or
        in the user's data folder.
    """

    def __init__(self, path: Path | None = None) -> None:
        folder = user_data_path(NAME, appauthor=False)
        self.sessions_folder = (path.parent if path else folder) / "sessions"
        path = path or user_config_path(NAME, appauthor=False) / "fanhua.ini"
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str, allowed: tuple[str, ...] | None = None) -> str:
        """Return a text; the default where it is missing or not allowed."""
        value = self._settings.value(key, default)
        if not isinstance(value, str) or (allowed is not None and value not in allowed):
            return default
        return value

    def set_text(self, key: str, value: str) -> None:
        """Keep a text."""
        self._settings.setValue(key, value)

    @property
    def budget(self) -> int:
        """Bytes for the checkpoints of a run."""
        return int(self.text("budget", str(BUDGET), tuple(map(str, BUDGETS))))

    @property
    def font_scale(self) -> float:
        """How large letters and lines are at the desk; 1 is as the desktop has it."""
        return int(self.text("font_size", "100", tuple(map(str, FONT_SIZES)))) / 100

    @property
    def machine(self) -> dict[str, str]:
        """The environment by which the engine knows where to train."""
        device = self.text("device", "auto", machine.DEVICES)
        threads = self.text("threads", "")
        variables = {machine.DEVICE: "" if device == "auto" else device, machine.THREADS: threads}
        return {name: value for name, value in variables.items() if value}

    def state(self, key: str) -> QByteArray:
        """Return the bytes of a window's state, empty where there are none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Keep the bytes of a window's state."""
        self._settings.setValue(key, value)

    @property
    def folder(self) -> Path:
        """Where dialogs begin: where a file was last chosen, at first the user's documents."""
        folders = (Path(self.text("folder", "")), user_documents_path(), Path.home())
        return next((path for path in folders if path.is_absolute() and path.is_dir()), Path())

    @folder.setter
    def folder(self, path: Path) -> None:
        self._settings.setValue("folder", str(path.resolve()))

    @property
    def known(self) -> "KnownPaths":
        """Collections of images that were chosen on this computer."""
        return KnownPaths(self._settings)

    @property
    def recent(self) -> list[str]:
        """Paths of files that were opened or saved, newest first."""
        return _texts(self._settings.value("recent", []))

    def add_recent(self, path: Path) -> None:
        """Put a path on top of the recent ones."""
        text = str(path.resolve())
        paths = [text, *(p for p in self.recent if p != text)]
        self._settings.setValue("recent", paths[:RECENT])
