"""A random walk over all that one can do; ``FANHUA_WALKS=20 FANHUA_WALK_STEPS=2000`` for all."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.app.conftest import OpenWindow
from tests.harness.walk import Walk

WALKS = int(os.environ.get("FANHUA_WALKS", "2"))
STEPS = int(os.environ.get("FANHUA_WALK_STEPS", "60"))


@pytest.mark.timeout(60 + STEPS)
@pytest.mark.parametrize("seed", range(WALKS))
def test_that_what_was_told_as_saved_stays_whatever_one_does(
    qtbot: QtBot,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    walk = Walk(open_window, tmp_path, seed, monkeypatch)
    try:
        walk.go(STEPS)
    except BaseException:
        print("seed", seed, "did", walk.done[-30:])
        raise
