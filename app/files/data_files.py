"""Taking data from files that the user chooses: tables and images."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.files.file_dialogs import FileDialogs
from app.session.open_files import named
from app.session.session import Session
from training.data.datasets import load
from training.data.tables import read_table
from training.settings import CsvDataset, ImageDataset, Spectrum
from training.settings.fitting import with_data
from training.text import Problem, Text

TABLES = (".csv", ".tsv", ".txt", ".dat")
IMAGES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


class DataFiles:
    """Takes the data of the document from files; network and trainer stay where they can."""

    def __init__(
        self, session: Session, dialogs: FileDialogs, notices: Notices, preferences: Preferences
    ) -> None:
        self._session, self._document = session, session.document
        self._dialogs, self._notices, self._preferences = dialogs, notices, preferences

    def ask_table(self) -> Path | None:
        """Let the user choose a table."""
        kinds = _tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)")
        return self._dialogs.to_open(_tr("Import CSV"), kinds)

    def open_table(self, path: Path) -> None:
        """Take the data from a table; network and trainer stay."""
        changed: dict[str, object] = {}
        if not isinstance(self._document.experiment.dataset, CsvDataset):
            changed["spectrum"] = Spectrum(bins=120, peak_choice="largest")
        dataset = CsvDataset(path=named(path))
        self._take_data(dataset, path, partial(read_table, dataset.path), **changed)

    def open_image(self, path: Path) -> None:
        """Take the data from an image; network and trainer stay."""
        dataset = ImageDataset(path=named(path))
        self._take_data(dataset, path, partial(load, dataset))

    def _take_data(
        self,
        dataset: CsvDataset | ImageDataset,
        path: Path,
        check: Callable[[], object],
        **changes: object,
    ) -> None:
        """Take the data from a file as it is now, and say what had to change with them.

        A file that ``check`` refuses changes nothing.
        """
        before, session = self._document.experiment, self._session
        try:
            with session.files.reading(dataset.path, chosen=path):
                check()
                experiment = with_data(before, dataset, **changes)
        except Problem as problem:
            values = {"name": Path(dataset.path).name, "problem": problem.text}
            self._notices.show_warning(Text("{name}: {problem}", values))
            return
        if experiment == before:
            session.prepare()  # the same file, of another content perhaps
        session.document.change(experiment)
        self._preferences.add_recent(path)
        if (experiment.model, experiment.trainer) != (before.model, before.trainer):
            text = Text("Network and loss are others now: those before do not go with these data.")
            self._notices.flash_status(text)
