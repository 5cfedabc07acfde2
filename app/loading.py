"""Reading a collection of images behind a dialog that shows how far it is and can be cancelled."""

from PySide6.QtCore import QCoreApplication, QEventLoop, QThread, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from training.collections import Cancelled, CollectionError, is_open, open_collection
from training.text import Problem

SHOWN_AFTER = 300
"""Milliseconds; what takes less needs no dialog."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("loading", text)


class OpeningThread(QThread):
    """Opens one collection.

    Signals
    -------
    progressed
        How much is done, and of how much.
    """

    progressed = Signal(int, int)

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self.problem: Problem | None = None

    def run(self) -> None:
        """Read; called by Qt in the new thread."""
        try:
            open_collection(self._path, self._report)
        except CollectionError as error:
            self.problem = error
        except Cancelled:
            self.problem = Problem("The images were not read: it was cancelled.")

    def _report(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        self.progressed.emit(done, total)


class ReadingDialog(QProgressDialog):
    """How far it is."""

    @Slot(int, int)
    def take(self, done: int, total: int) -> None:
        """Show progress, told by another thread."""
        self.setMaximum(max(1, total))
        self.setValue(done)


def open_images(parent: QWidget, path: str) -> None:
    """Open a collection, unless it is open; the window answers meanwhile.

    Raises
    ------
    Problem
        When it cannot be used, or the user wants it no more.
    """
    if is_open(path):
        return
    thread, loop = OpeningThread(path), QEventLoop()
    dialog = ReadingDialog(_tr("Reading images…"), _tr("Cancel"), 0, 1, parent)
    dialog.setWindowModality(dialog.windowModality().WindowModal)
    dialog.setMinimumDuration(SHOWN_AFTER)
    dialog.setAutoReset(False)
    thread.progressed.connect(dialog.take)
    dialog.canceled.connect(thread.requestInterruption)
    thread.finished.connect(loop.quit)
    thread.start()
    loop.exec()
    thread.wait()
    dialog.close()
    dialog.deleteLater()
    if thread.problem is not None:
        raise thread.problem
