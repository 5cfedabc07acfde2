"""Which tests are slow, and why: ``--quick`` leaves those out, and what was left out is said.

A mark is a promise the other way round too: a test without it can open no window and start no
engine, see ``forbid``.
"""

import os
from collections import Counter
from typing import Any

import pytest

SLOW = {
    "window": "open the whole window",
    "engine": "start an engine process",
    "desktop": "drive the app on a screen of its own",
    "training": "train for seconds",
    "programs": "wait for other programs",
    "package": "build the app",
}
"""Marks, and what tests with that mark do."""
MOST_WORKERS = 8
LEFT_OUT = "left_out"
_left_out = pytest.StashKey[dict[str, int]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know ``--quick``."""
    help_text = "leave out tests that " + ", ".join(SLOW.values())
    parser.addoption("--quick", action="store_true", help=help_text)


def pytest_configure(config: pytest.Config) -> None:
    """Know the marks."""
    for mark, words in SLOW.items():
        config.addinivalue_line("markers", f"{mark}: tests that {words}")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Take a worker for each core, and one that waits for a screen; none for single tests."""
    is_single = any("::" in argument for argument in config.args)
    return 0 if is_single else min(MOST_WORKERS, os.cpu_count() or 1) + 1


def marks(item: pytest.Item) -> list[str]:
    """Return the marks by which a test is slow."""
    return [mark for mark in SLOW if item.get_closest_marker(mark) is not None]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses window or engine; leave slow tests out where that is asked for."""
    for item in items:
        if "open_window" in getattr(item, "fixturenames", ()):
            item.add_marker("window")
        if "open_desk" in getattr(item, "fixturenames", ()):
            item.add_marker("engine")
    items.sort(key=lambda item: "desktop" not in marks(item))  # the longest of all come first
    slow = [item for item in items if marks(item)]
    if not config.getoption("--quick"):
        slow = [item for item in slow if "package" in marks(item)]
        if "not package" not in config.option.markexpr:
            slow = []
    config.stash[_left_out] = Counter(marks(item)[-1] for item in slow)
    if slow:
        config.hook.pytest_deselected(items=slow)
        left = {*slow}
        items[:] = [item for item in items if item not in left]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker tell what it left out."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[LEFT_OUT] = dict(session.config.stash.get(_left_out, {}))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker left out: each the same."""
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get(LEFT_OUT, {})


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was left out and what was skipped."""
    for mark, count in config.stash.get(_left_out, {}).items():
        terminalreporter.write_line(f"left out: {count} tests that {SLOW[mark]}")
    skipped = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in skipped.items():
        terminalreporter.write_line(f"skipped: {count} tests, {reason.removeprefix('Skipped: ')}")


def forbid(monkeypatch: pytest.MonkeyPatch, allowed: list[str]) -> None:
    """Let a test do nothing of what it is not marked for."""
    from app.window.main_window import MainWindow
    from training.link.process import EngineProcess

    def refuse(words: str) -> Any:
        def refused(*_: object, **__: object) -> None:
            raise AssertionError(f"only a test that is marked as such may {words}")

        return refused

    if "window" not in allowed:
        monkeypatch.setattr(MainWindow, "__init__", refuse(SLOW["window"]))
    if not {"window", "engine"} & {*allowed}:
        monkeypatch.setattr(EngineProcess, "__init__", refuse(SLOW["engine"]))
