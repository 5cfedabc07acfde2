"""Reading and fetching images behind a dialog that shows how far it is and can be cancelled."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEventLoop,
    Qt,
    QThread,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMessageBox, QWidget
from typing_extensions import override

from training.collections import Cancelled, Progress, is_open, open_collection
from training.collections.download import CIFAR10, PREFIX, download, file_of
from training.text import Problem
from widgets.calm_progress import CalmProgress
from widgets.text import sentence

if TYPE_CHECKING:
    from app.main_window import MainWindow

log = logging.getLogger(__name__)

SHOWN_AFTER = 300
"""Milliseconds; what takes less needs no dialog."""
PARTS = 1000
WAIT = 2.0
"""Seconds after which the time that is left can be told."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("loading", text)


class ReadingThread(QThread):
    """Does something long beside the window.

    Parameters
    ----------
    work
        Is given what it tells its progress to.

    Signals
    -------
    progressed
        How much is done, and of how much, in parts of ``PARTS``.
    """

    progressed = Signal(int)

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self.problem: Problem | None = None
        self.is_cancelled = False

    def run(self) -> None:
        """Work; called by Qt in the new thread."""
        try:
            self._work(self._report)
        except Problem as error:
            self.problem = error
        except Cancelled:
            self.is_cancelled = True
        except Exception as error:  # whatever it is: nobody may take it for done
            log.exception("work beside the window failed")
            self.problem = Problem("{reason}", reason=f"{type(error).__name__}: {error}")

    def _report(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        self.progressed.emit(round(PARTS * done / max(1, total)))


class ProgressDialog(CalmProgress):
    """How far it is, and how long it is going to take."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, _tr("Cancel"), PARTS, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOWN_AFTER)
        self.is_run_asked = False
        """Whether Space was pressed meanwhile: it runs when this is over."""
        self._text, self._clock = text, QElapsedTimer()
        self._clock.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.is_run_asked = True
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def take(self, done: int) -> None:
        """Show progress, told by another thread."""
        self.setValue(done)
        seconds = self._clock.elapsed() / 1000
        if done and seconds > WAIT:
            left = _tr("{seconds} s left").format(seconds=round(seconds * (PARTS - done) / done))
            self.setLabelText(f"{self._text}\n{left}")


def wait_for(
    parent: QWidget,
    text: str,
    work: Callable[[Progress], object],
    run: Callable[[], object] = lambda: None,
) -> bool:
    """Let a thread work behind a dialog; return False where the user cancelled it.

    ``run`` is called soon after the end where Space was pressed meanwhile.

    Raises
    ------
    Problem
        When it failed.
    """
    thread, loop = ReadingThread(work), QEventLoop()
    dialog = ProgressDialog(text, parent)
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
    if dialog.is_run_asked and not thread.is_cancelled:
        QTimer.singleShot(0, parent, run)
    return not thread.is_cancelled


def open_images(window: "MainWindow", path: str) -> None:
    """Open a collection, unless it is open; the window answers meanwhile.

    Raises
    ------
    Problem
        When it cannot be used, or the user wants it no more.
    """
    if is_open(path):
        return
    run = window.actions_by_key["run"].trigger
    if not wait_for(window, _tr("Reading images…"), partial(open_collection, path), run):
        raise Problem("The images were not read: it was cancelled.")


def ask_download(window: "MainWindow") -> None:
    """Fetch CIFAR-10 after asking, and say where it is."""
    target = file_of(f"{PREFIX}cifar-10")
    if target.exists():
        text = _tr("CIFAR-10 is on this computer already: {path}").format(path=str(target))
        QMessageBox.information(window, "Fanhua", text)
        return
    question = _tr("Download CIFAR-10 from {url}? It has 170 MB.").format(url=CIFAR10.url)
    if QMessageBox.question(window, "Fanhua", question) != QMessageBox.StandardButton.Yes:
        return
    try:
        is_done = wait_for(window, _tr("Downloading CIFAR-10…"), partial(download, CIFAR10, target))
    except Problem as problem:
        QMessageBox.warning(window, "Fanhua", sentence(problem.text))
        return
    if is_done:
        window.session.prepare()
