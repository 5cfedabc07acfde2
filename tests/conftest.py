"""Fixtures, and what a test may not leave behind: threads, processes, windows."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

settings.register_profile("project", deadline=None, max_examples=60)
settings.load_profile("project")


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Have the app's own QApplication in tests."""
    from app.application import Application

    return Application


@pytest.fixture(autouse=True, scope="session")
def compiled() -> None:
    """Have the kernel before the first test: a run that begins without it goes another way."""
    from training.fused import ready

    ready.kernel(patience=120)


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    threads = set(threading.enumerate())
    # Views refer to themselves in circles, and a test's window is garbage as soon as it returns:
    # left to chance, it is torn down in the middle of painting, which Qt does not survive.
    gc.disable()
    yield
    left = [t for t in threading.enumerate() if t not in threads and not t.daemon]
    assert not left, f"threads left behind: {left}"
    children = multiprocessing.active_children()
    assert not children, f"processes left behind: {children}"
    if "qtbot" in request.fixturenames:
        from PySide6.QtCore import QEvent
        from PySide6.QtWidgets import QApplication

        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert not shown, f"windows left behind: {shown}"
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    gc.enable()


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Send configuration and logs of the app to a folder of the test."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


@pytest.fixture
def downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the subset that comes with the app stand for what would have to be downloaded."""
    from training.collections import reading
    from training.settings import LabelledDataset
    from training.tables import resolve

    monkeypatch.setattr(reading, "file_of", lambda _: resolve(LabelledDataset().path))


@pytest.fixture(autouse=True)
def no_questions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Discard what a dialog asks that a test does not answer, and fail that test."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtWidgets import QMessageBox

    asked: list[object] = []

    def unanswered(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(arguments[1:])
        return QMessageBox.StandardButton.Discard

    for name in ("question", "warning", "information", "critical"):
        monkeypatch.setattr(QMessageBox, name, unanswered)
    yield
    assert not asked, f"nobody answered: {asked}"
