"""Fetching what does not come with the app, after asking."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from app.desktop.long_jobs import Result
from app.files import project_files
from training.data.collections.download import CIFAR10, PREFIX, download, file_of
from training.text import Text

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("loading", text)


def ask_download(window: "MainWindow") -> None:
    """Fetch CIFAR-10 beside the window, after asking where it is not there yet."""
    target = file_of(f"{PREFIX}cifar-10")
    if target.exists():
        text = _tr("CIFAR-10 is on this computer already: {path}").format(path=str(target))
        QMessageBox.information(window, "Fanhua", text)
        return
    question = _tr("Download CIFAR-10 from {url}? It has 170 MB.").format(url=CIFAR10.url)
    if QMessageBox.question(window, "Fanhua", question) == QMessageBox.StandardButton.Yes:
        work = partial(download, CIFAR10, target)
        window.session.work.begin(Text("Downloading CIFAR-10…"), work, partial(_end, window))


def _end(window: "MainWindow", result: Result) -> None:
    if result.problem is not None:
        project_files.complain(window, result.problem.text)
    elif result.is_done:
        window.session.prepare()
