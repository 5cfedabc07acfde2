"""Fixtures, and what a test may not leave behind: threads, processes, windows."""

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from platformdirs import user_cache_path
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
if WORKERS > 1:  # one for each core: none takes those of the others; NumPy reads it when it comes
    for name in ("FANHUA_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")

from tests.harness.bot import PatientBot  # noqa: E402
from tests.harness.engines import EnginePool, OwnEngine  # noqa: E402
from tests.harness.selection import (  # noqa: E402, F401 - hooks of pytest
    forbid,
    marks,
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
    pytest_xdist_auto_num_workers,
)
from training.data import sources  # noqa: E402

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

settings.register_profile("project", deadline=None, max_examples=60)
settings.load_profile("project")

FOLDER = Path.cwd()
LONGEST_COMPILATION = 600
"""Seconds, beside other work."""
COMPILE = f"from training.learner.kernel import cache; cache.kernel(patience={LONGEST_COMPILATION})"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the kernel once, before workers come that would each do so."""
    from training.learner.kernel import cache

    if "PYTEST_XDIST_WORKER" not in os.environ and not cache.is_kept():
        subprocess.run([sys.executable, "-c", COMPILE], check=True)


def pytest_collection_finish() -> None:
    """Let garbage collections pass over what was imported: each would look at all of it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Fail a test that goes to another folder and stays: those after it would start elsewhere."""
    yield
    left_in = Path.cwd()
    os.chdir(FOLDER)
    assert left_in == FOLDER, f"left in {left_in}"


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Have the app's own QApplication in tests."""
    from app.desktop.application import Application

    return Application


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Look as the app does: its letters have other widths than those of the desktop."""
    from app.desktop import fonts, theme
    from widgets.look.tokens import THEMES

    fonts.load()
    theme.apply(qapp, THEMES["light"])
    return qapp


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Wait with patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def files() -> Iterator[None]:
    """Let paths stand for what is on the disk again, whatever a window made of them."""
    yield
    sources.use(sources.on_disk)


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Have a home of this worker's own; only the kernel in the user's cache is for all."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(user_cache_path()))
        patch.setenv("HOME", str(folder))
        for name in ("CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name))
        yield folder


@pytest.fixture(autouse=True, scope="session")
def compiled(home: Path) -> None:
    """Have the kernel before the first test: a run that begins without it goes another way."""
    from training.learner.kernel import cache

    assert cache.kernel(patience=LONGEST_COMPILATION) is not None


@pytest.fixture(scope="session")
def pool() -> Iterator[EnginePool]:
    """Keep engines that tests share."""
    pool = EnginePool()
    yield pool
    pool.close()


@pytest.fixture(autouse=True)
def engines(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, pool: EnginePool
) -> None:
    """Share engines, but where a test is about their beginning or end.

    About their beginning: ``fresh_engines``; about their end: ``own_engines``.
    """
    allowed = marks(request.node)
    forbid(monkeypatch, allowed)
    if {"window", "engine"} & {*allowed} and "fresh_engines" not in request.fixturenames:
        from app.runs import controller

        is_own = "own_engines" in request.fixturenames
        monkeypatch.setattr(controller, "EngineProcess", OwnEngine if is_own else pool.take)


@pytest.fixture
def fresh_engines() -> None:
    """Start an engine of its own wherever the app does."""


@pytest.fixture
def own_engines() -> None:
    """Start an engine of its own wherever the app does, which warmed up before."""


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest, pool: EnginePool) -> Iterator[None]:
    threads = set(threading.enumerate())
    # Views refer to themselves in circles, and a test's window is garbage as soon as it returns:
    # left to chance, it is torn down in the middle of painting, which Qt does not survive.
    gc.disable()
    yield
    left = [t for t in threading.enumerate() if t not in threads and not t.daemon]
    assert not left, f"threads left behind: {left}"
    children = {*multiprocessing.active_children()} - pool.processes
    assert not children, f"processes left behind: {children}"
    if "qtbot" in request.fixturenames:
        from PySide6.QtCore import QEvent
        from PySide6.QtWidgets import QApplication, QMainWindow

        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert not shown, f"windows left behind: {shown}"
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        request.node.funcargs.clear()  # what the test had is garbage as well, and not frozen
        gc.collect()
        gc.freeze()  # what was imported meanwhile is not looked at again
        kept = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)]
        assert not kept, f"windows kept: {kept}"
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
    from training.data.collections import reading
    from training.data.sources import place
    from training.settings import LabelledDataset

    monkeypatch.setattr(reading, "file_of", lambda _: place(LabelledDataset().path))


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
