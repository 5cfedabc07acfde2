"""Figures of views: what is in the files, and what happens where none can be written."""

import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QMessageBox

from app.export import figures
from app.program import Program
from tests.app.conftest import FEW, OpenWindow
from training.messages.announcements import Frame
from training.messages.readings import Fit, Readings
from widgets.views import FitView, HistoryView, SpectrumView, figure_export

SVG = "{http://www.w3.org/2000/svg}"


SIZE = (1400, 900)


@pytest.fixture
def program(open_window: OpenWindow, tmp_path: Path) -> Program:
    program = open_window(tmp_path / "own", (*FEW, SpectrumView, HistoryView))
    program.frame.resize(*SIZE)
    return program


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.5])
def test_that_pixels_are_as_many_as_asked_for(program: Program, scale: float) -> None:
    view = program.stage.views["fit"]
    found = QImage.fromData(figure_export.content(view, ".png", scale))
    assert found.size() == figure_export.size(view) * scale
    places = product(range(0, found.width(), 3), range(0, found.height(), 3))
    assert len({found.pixel(*place) for place in places}) > 5


def test_that_lines_are_as_wide_beside_the_rest_in_many_pixels(program: Program) -> None:
    view = program.stage.views["fit"]
    assert isinstance(view, FitView)
    assert view._data is not None
    values = np.full(len(view._data.grid), 1.5, dtype=np.float32)
    view.show_frame(Frame(1, 1, 0.0, {}, Readings(Fit(values))))
    shares = []
    for scale in (1.0, 4.0):
        found = QImage.fromData(figure_export.content(view, ".png", scale))
        found = found.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(found.constBits(), np.uint8).reshape(found.height(), -1)
        pixels = rows[:, : 3 * found.width()].reshape(found.height(), found.width(), 3)
        orange = np.array(QColor(view.style_now.network).getRgb()[:3])
        ground = np.array(QColor(view.style_now.background).getRgb()[:3])
        away = np.abs(pixels.astype(int) - orange).sum(axis=2)
        shares.append((away < 0.5 * np.abs(ground - orange).sum()).mean())  # edges are smooth
    assert shares[1] == pytest.approx(shares[0], rel=0.35)
    assert view.style_now.pixels == view.devicePixelRatioF()


def test_that_a_drawing_has_lines_letters_and_no_pixels(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "fit.svg"
    assert program.figures.write("fit", path)
    root = ElementTree.fromstring(path.read_bytes())
    texts = {"".join(item.itertext()).strip() for item in root.iter(f"{SVG}text")}
    assert {"Fit", "network", "target", "x"} <= texts
    assert len([*root.iter(f"{SVG}path"), *root.iter(f"{SVG}polyline")]) > 10
    assert not [*root.iter(f"{SVG}image")]
    (target,) = (path for path in root.iter(f"{SVG}path") if len(path.attrib["d"]) > 3000)
    assert "vector-effect" not in target.keys()  # noqa: SIM118 - which only browsers know
    places = [float(x) for x in re.findall(r"(-?[\d.]+),", target.attrib["d"])]
    assert 0 < min(places) < max(places) <= program.stage.views["fit"].width()


def test_that_a_page_is_as_large_as_the_view(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "loss.pdf"
    assert program.figures.write("loss", path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert [*tmp_path.glob("*.new")] == []


def test_that_the_view_is_as_it_was_afterwards(program: Program) -> None:
    view = program.stage.views["loss"]
    before = view.grab().toImage()
    figure_export.content(view, ".svg", 1.0)
    assert view.header.more.isVisible()
    assert view.grab().toImage() == before


def test_that_every_view_can_be_taken_away(open_window: OpenWindow, tmp_path: Path) -> None:
    program = open_window(tmp_path)
    program.frame.resize(*SIZE)
    for key, view in program.stage.views.items():
        for suffix in figure_export.FORMATS:
            assert len(figure_export.content(view, suffix, 1.0)) > 500, key


def test_that_a_copied_figure_can_be_pasted(program: Program) -> None:
    program.figures.copy("spectrum")
    pasted = QGuiApplication.clipboard().image()
    size = figure_export.size(program.stage.views["spectrum"])
    assert pasted.size() == size * float(figures.SCALE)


def test_that_the_menu_chooses_how_many_pixels_a_figure_has(
    program: Program, tmp_path: Path
) -> None:
    menu = program.menus._submenus["scales"]
    menu.aboutToShow.emit()
    assert [action.data() for action in menu.actions() if action.isChecked()] == [figures.SCALE]
    next(action for action in menu.actions() if action.data() == "4").trigger()
    assert program.figures.write("fit", tmp_path / "fit.png")
    size = figure_export.size(program.stage.views["fit"])
    assert QImage(str(tmp_path / "fit.png")).size() == size * 4


@pytest.mark.parametrize("name", ["fit.gif", "fit", "nowhere/fit.png"])
def test_that_a_file_that_cannot_be_written_is_refused_in_words(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _, __, text: said.append(text))
    assert not program.figures.write("fit", tmp_path / name)
    assert len(said) == 1
    assert Path(name).name in said[0]
    assert not (tmp_path / name).exists()


def test_that_the_menus_name_the_views_that_are_seen(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path)
    assert [view.key for view in program.figures.shown()] == [
        "fit",
        "loss",
        "spectrum",
        "spectrum_history",
    ]
