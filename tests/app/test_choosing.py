"""Where file dialogs begin, and what a chosen name is completed with."""

from pathlib import Path

import pytest
from platformdirs import user_documents_path
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.desktop import preferences
from tests.harness.desk import Desk

FILTERS = "Pixels (*.png);;Drawing (*.svg)"


def answer(monkeypatch: pytest.MonkeyPatch, name: object, used: str = "") -> list[Path]:
    """Let the user choose a name; return the paths that dialogs suggest."""
    suggested: list[Path] = []

    def choose(_: object, __: str, where: str, ___: str) -> tuple[str, str]:
        suggested.append(Path(where))
        return str(name), used

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return suggested


def test_that_dialogs_begin_in_the_documents_then_where_the_user_was_then_beside_the_project(
    quiet_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    monkeypatch.setattr(preferences, "user_documents_path", lambda: documents)
    suggested = answer(monkeypatch, tmp_path / "a.svg")
    assert quiet_desk.dialogs.to_write("", "fit.png", FILTERS) == tmp_path / "a.svg"
    quiet_desk.dialogs.to_write("", "fit.png", FILTERS)
    quiet_desk.document.saved_as(tmp_path / "own" / "a.fanhua", None, 0)
    quiet_desk.dialogs.to_write("", "fit.png", FILTERS)
    assert [path.parent for path in suggested] == [documents, tmp_path, tmp_path / "own"]


def test_that_a_folder_that_is_gone_is_left(quiet_desk: Desk, tmp_path: Path) -> None:
    quiet_desk.preferences.folder = tmp_path / "gone"
    assert quiet_desk.preferences.folder in {user_documents_path(), Path.home()}


@pytest.mark.parametrize(
    ("name", "used", "completed"),
    [
        ("fit", "Drawing (*.svg)", "fit.svg"),
        ("fit", "", "fit.png"),
        ("fit.SVG", "Pixels (*.png)", "fit.SVG"),
        ("week 2.5", "Pixels (*.png)", "week 2.5.png"),
    ],
)
def test_that_a_name_gets_an_ending(
    quiet_desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    used: str,
    completed: str,
) -> None:
    answer(monkeypatch, tmp_path / name, used)
    assert quiet_desk.dialogs.to_write("", "fit.png", FILTERS) == tmp_path / completed


def test_that_what_the_longer_name_has_is_not_replaced_unasked(
    quiet_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fit.png").touch()
    answer(monkeypatch, tmp_path / "fit")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    assert quiet_desk.dialogs.to_write("", "fit.png", FILTERS) is None
    assert quiet_desk.dialogs.to_write("", "fit.png", "Tables (*.csv)") == tmp_path / "fit.csv"
