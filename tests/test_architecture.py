"""Who may import whom, checked in fresh interpreters; the contracts are in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.programs


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("widgets.views, widgets.panels.experiment_panel, widgets.view_grid", "torch"),
        ("app.main_window", "torch"),
        ("training.engine, training.process", "PySide6"),
        ("training.setup, training.catalog, training.messages, training.mailbox", "torch"),
        ("app.main_window", "numba"),
        ("app.window", "pydantic"),  # the window comes first, what is in it behind it
        ("app.window", "training.settings"),
        ("app.__main__", "PySide6"),
        ("app.__main__", "numpy"),
        ("training.process", "numba"),
        ("training.engine", "numba"),
        ("app.cli", "torch"),
        ("app.cli", "PySide6"),
        ("training.process", "torch"),
    ],
)
def test_that_an_import_leaves_the_other_side_out(imported: str, absent: str) -> None:
    code = f"import sys, {imported}; sys.exit(int({absent!r} in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT)
    assert done.returncode == 0
