"""Fetching what does not come with the app, after asking."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from app.desktop.long_jobs import Result
from app.desktop.notices import Button, Notices
from app.session.session import Session
from training.data.collections.download import CIFAR10, PREFIX, download, file_of
from training.text import Text


def _tr(text: str) -> str:
    return QCoreApplication.translate("loading", text)


def ask_download(session: Session, notices: Notices) -> None:
    """Fetch CIFAR-10 beside the window, after asking where it is not there yet."""
    target = file_of(f"{PREFIX}cifar-10")
    if target.exists():
        text = _tr("CIFAR-10 is on this computer already: {path}").format(path=str(target))
        notices.show_information(text)
        return
    question = _tr("Download CIFAR-10 from {url}? It has 170 MB.").format(url=CIFAR10.url)
    if notices.ask(question, Button.Yes | Button.No) == Button.Yes:
        work = partial(download, CIFAR10, target)
        session.jobs.begin(Text("Downloading CIFAR-10…"), work, partial(_end, session, notices))


def _end(session: Session, notices: Notices, result: Result) -> None:
    if result.problem is not None:
        notices.show_warning(result.problem.text)
    elif result.is_done:
        session.prepare()
