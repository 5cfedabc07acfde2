"""Who may import whom, checked in fresh interpreters; the contracts are in pyproject.toml."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.house import drawn, floors, picture
from tests.harness.imports import ROOMS, circles
from tests.harness.type_names import defined_twice, type_names

ROOT = Path(__file__).resolve().parent.parent
SHARED = {"Mean", "Relu", "Residual", "Together"}
"""Type names that two modules define; CONTEXT.md says why."""
pytestmark = pytest.mark.programs


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("widgets.views, widgets.panels.experiment_panel, widgets.stage.view_grid", {"torch"}),
        ("app.window.main_window", {"torch", "numba"}),
        ("training.engine.engine, training.link.process", {"PySide6", "numba"}),
        ("training.setup.prepare, training.catalog.lessons, training.link.mailbox", {"torch"}),
        # the window comes first, what is in it behind it
        ("app.start", {"pydantic", "training.settings"}),
        ("app.__main__", {"PySide6", "numpy"}),
        ("app.command_line.cli", {"torch", "PySide6"}),
        ("training.link.process", {"torch"}),
    ],
)
def test_that_an_import_leaves_the_other_side_out(imported: str, absent: set[str]) -> None:
    code = f"import sys, {imported}; print(*({absent!r} & {{*sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert done.stdout.split() == []


def test_that_the_picture_of_the_house_is_true() -> None:
    assert drawn() == picture()


def test_that_a_room_lies_above_those_that_it_needs() -> None:
    needs = {"roof": {"stairs"}, "stairs": {"cellar"}, "cellar": set[str](), "shed": {"cellar"}}
    assert floors(needs) == {"roof": 3, "stairs": 2, "cellar": 1, "shed": 2}


def test_that_no_modules_need_each_other() -> None:
    assert circles(*ROOMS) == set()


def test_that_circles_for_the_type_checker_and_inside_functions_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "ringed"
    package.mkdir()
    (package / "__init__.py").touch()
    checked = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ringed import b\n"
    (package / "a.py").write_text(checked)
    (package / "b.py").write_text("def late():\n    from ringed import c\n    return c\n")
    (package / "c.py").write_text("from ringed import a\n")
    (package / "d.py").write_text("from ringed import a\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert circles("ringed") == {frozenset({"ringed.a", "ringed.b", "ringed.c"})}


def test_that_a_type_name_has_one_meaning() -> None:
    found = defined_twice()
    assert {name: places for name, places in found.items() if name not in SHARED} == {}
    words = (ROOT / "CONTEXT.md").read_text(encoding="utf-8")
    assert {name for name in SHARED if name in found and f"`{name}`" in words} == SHARED


def test_that_classes_and_aliases_are_type_names_and_constants_are_none() -> None:
    source = (
        "class Run:\n    Inner = int\nSteps = list[int]\nAt: type = int\nMOST = 2\n_Own = int\n"
    )
    assert type_names(source) == {"Run", "Steps", "At"}


def test_that_each_package_says_what_lives_there_and_what_never_does() -> None:
    files = [f for room in ("app", "training", "widgets") for f in Path(room).rglob("__init__.py")]
    silent = [str(f) for f in files if "never" not in (docstring(f) or "").lower()]
    assert not silent


def docstring(file: Path) -> str | None:
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
