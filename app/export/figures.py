"""Taking figures away: a view as a file, or to paste."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.desktop.submenu import Submenu, SubmenuEntry
from app.files.file_dialogs import FileDialogs
from training.disk import not_written, write_bytes
from training.text import Text
from widgets.stage.stage import Stage
from widgets.views import View, figure_export

SCALES = ("1", "2", "4", "8")
SCALE = "2"
"""Pixels of a figure for each of the screen: sharp on paper and on a projector."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("figures", text)


class Figures:
    """Writes and copies the views of a stage."""

    def __init__(
        self, stage: Stage, dialogs: FileDialogs, preferences: Preferences, notices: Notices
    ) -> None:
        self._stage, self._dialogs = stage, dialogs
        self._preferences, self._notices = preferences, notices

    def shown(self) -> list[View]:
        """Return the views that can be seen."""
        return [view for view in self._stage.views.values() if view.isVisible()]

    def scale(self) -> str:
        """Return how many pixels a figure has for each of the screen, as the user chose."""
        return self._preferences.text("figure_scale", SCALE, SCALES)

    def set_scale(self, scale: str) -> None:
        """Keep how many pixels a figure has for each of the screen."""
        self._preferences.set_text("figure_scale", scale)

    def ask(self, key: str) -> None:
        """Let the user choose a file, and write a view to it."""
        formats = ";;".join([_tr("Pixels (*.png)"), _tr("Drawing (*.svg)"), _tr("Page (*.pdf)")])
        path = self._dialogs.to_write(_tr("Export figure"), f"{key}.png", formats)
        if path is not None:
            self.write(key, path)

    def write(self, key: str, path: Path) -> bool:
        """Write a view to a file whose ending says how; say what is wrong with it in a dialog."""
        suffix = path.suffix.lower()
        if suffix not in figure_export.FORMATS:
            values = {"name": path.name, "endings": ", ".join(figure_export.FORMATS)}
            self._notices.show_warning(
                Text("“{name}” is no figure. Choose one of {endings}.", values)
            )
            return False
        view = self._stage.views[key]
        try:
            write_bytes(path, figure_export.content(view, suffix, float(self.scale())))
        except OSError as error:
            self._notices.show_warning(not_written(path, error).text)
            return False
        return True

    def copy(self, key: str) -> None:
        """Put a view on the clipboard, to paste it elsewhere."""
        view = self._stage.views[key]
        QGuiApplication.clipboard().setImage(figure_export.image(view, float(self.scale())))

    def submenus(self) -> dict[str, Submenu]:
        """Return the menus of figures by their keys."""
        return {
            "figures": Submenu(self._entries, "export_figure"),
            "copies": Submenu(self._entries, "copy_figure"),
            "scales": Submenu(self._scales, "choose_scale"),
        }

    def _entries(self) -> Iterator[SubmenuEntry]:
        for view in self.shown():
            yield SubmenuEntry(view.key, view.title())

    def _scales(self) -> Iterator[SubmenuEntry]:
        text = QCoreApplication.translate("menus", "{scale}× those of the screen")
        for key in SCALES:
            yield SubmenuEntry(key, text.format(scale=key), "", key == self.scale())
