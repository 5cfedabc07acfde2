"""Films of views: their pictures are counted by others, and the window is as it was afterwards."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.export import film_dialog, films
from app.program import Program
from app.runs.run_states import RunState
from tests.app.conftest import entries
from tests.harness.desk import shown, wait_for
from tests.samples import small
from widgets.views import figure_export

SIZE = (1400, 900)


@pytest.fixture
def ready(program: Program, project: Path) -> Program:
    """A window that shows a recorded run."""
    program.frame.resize(*SIZE)
    program.files.open_path(project)
    assert len(program.viewed.timeline.steps) > 20
    return program


def pictures(path: Path) -> list[np.ndarray[Any, Any]]:
    with Image.open(path) as image:
        found = []
        for number in range(image.n_frames):
            image.seek(number)
            found.append(np.asarray(image.convert("RGB")))
        return found


def test_that_recorded_steps_are_chosen_evenly_or_in_log() -> None:
    steps = np.array([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000])
    assert film_dialog.chosen(steps, 3, is_log=False).tolist() == [0, 256, 1000]
    assert film_dialog.chosen(steps, 4, is_log=True).tolist() == [0, 8, 64, 1000]
    assert film_dialog.chosen(steps, 500, is_log=True).tolist() == steps.tolist()
    assert film_dialog.chosen(steps[:1], 5, is_log=True).tolist() == [0]
    assert film_dialog.chosen(steps[:0], 5, is_log=True).tolist() == []


def test_that_a_gif_has_a_picture_for_each_chosen_step(
    ready: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path, view = tmp_path / "fit.gif", ready.stage.views["fit"]
    timeline = ready.session.registry.viewed.timeline
    before = view.grab().toImage()
    ticks: list[int] = []
    clock = QTimer(interval=1)
    clock.timeout.connect(lambda: ticks.append(1))
    clock.start()
    plan = film_dialog.Plan("fit", pictures=12, seconds=3)
    steps = film_dialog.chosen(timeline.steps, 12, is_log=True)
    assert ready.films.film(plan, path)
    clock.stop()
    assert len(ticks) >= len(steps) // 2  # the window answers meanwhile
    found = pictures(path)
    assert len(found) == len(steps)
    size = figure_export.size(view)
    assert found[0].shape == (size.height() + film_dialog.CAPTION, size.width(), 3)
    assert (found[0] != found[-1]).mean() > 0.001
    if shutil.which("identify"):
        said = subprocess.run(["identify", str(path)], capture_output=True, text=True, check=True)
        assert len(said.stdout.splitlines()) == len(steps)
    assert timeline.is_live
    assert view.grab().toImage() == before
    assert [each.name for each in tmp_path.glob("fit*")] == ["fit.gif"]


def test_that_the_step_that_was_shown_is_shown_again(ready: Program, tmp_path: Path) -> None:
    timeline = ready.session.registry.viewed.timeline
    timeline.seek(7)
    assert ready.films.film(film_dialog.Plan("loss", pictures=3), tmp_path / "loss.gif")
    assert timeline.step == 7


def test_that_a_video_has_a_picture_for_each_chosen_step(ready: Program, tmp_path: Path) -> None:
    ffmpeg = pytest.importorskip("imageio_ffmpeg")
    path = tmp_path / "fit.mp4"
    assert ready.films.film(film_dialog.Plan("fit", pictures=10, seconds=2), path)
    steps = film_dialog.chosen(ready.session.registry.viewed.timeline.steps, 10, is_log=True)
    count, seconds = ffmpeg.count_frames_and_secs(str(path))
    assert count == len(steps)
    assert seconds == pytest.approx(2, abs=0.05)
    size = figure_export.size(ready.stage.views["fit"])
    height, width = (size.height() + film_dialog.CAPTION) // 2 * 2, size.width() // 2 * 2
    decode = [ffmpeg.get_ffmpeg_exe(), "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(decode, capture_output=True, check=True).stdout
    found = np.frombuffer(raw, dtype=np.uint8).reshape(len(steps), height, width, 3)
    assert (np.abs(found[0].astype(int) - found[-1]) > 30).mean() > 0.001


@pytest.mark.parametrize("ending", films.KINDS)
def test_that_cancelling_leaves_what_was_there(
    ready: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"fit{ending}"
    path.write_text("before")
    real = film_dialog.Filming._take

    def take(self: film_dialog.Filming) -> None:
        if self._next == 3:
            self._dialog.cancel()
        real(self)

    monkeypatch.setattr(film_dialog.Filming, "_take", take)
    assert not ready.films.film(film_dialog.Plan("fit", pictures=10), path)
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.glob("fit*")] == [path.name]
    assert ready.session.registry.viewed.timeline.is_live


@pytest.mark.parametrize("ending", films.KINDS)
def test_that_a_full_disk_is_said_and_leaves_what_was_there(
    ready: Program, small_disk: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[-1]))
    path = small_disk / f"fit{ending}"
    path.write_text("before")
    (small_disk / "ballast").write_bytes(bytes(2_080_000))
    assert not ready.films.film(film_dialog.Plan("fit", pictures=12, scale=2), path)
    assert "cannot be written" in said[0]
    assert path.read_text() == "before"
    assert not [*small_disk.glob("*.new")]


def test_that_the_menu_says_what_a_video_needs(
    ready: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "find_spec", lambda _: None)
    found = entries(ready)
    assert found["gif"].isEnabled()
    assert not found["mp4"].isEnabled()
    assert "pip install imageio-ffmpeg" in found["mp4"].toolTip()


def test_that_while_it_trains_all_but_films_can_be_taken(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    qtbot.waitUntil(lambda: len(program.viewed.timeline.steps) > 3)
    found = entries(program)
    assert not found["gif"].isEnabled()
    assert "Pause first" in found["gif"].toolTip()
    for key in ("curves", "events", "weights", "script", "handout"):
        assert found[key].isEnabled()  # from what was recorded
        assert program.exports.export_and_wait(key, tmp_path / f"a.{key}")
    assert program.runs.state is RunState.RUNNING
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)


def test_that_a_film_is_asked_for(
    ready: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        film_dialog.FilmDialog, "exec", lambda _: film_dialog.FilmDialog.DialogCode.Accepted
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "film"), ""))
    entries(ready)["gif"].trigger()
    assert (tmp_path / "film.gif").stat().st_size > 1000


def test_that_everything_is_written_without_a_question(ready: Program, tmp_path: Path) -> None:
    found = ready.exports.export_everything(tmp_path)
    assert {path.name for path in found} >= {
        "curves.csv", "events", "weights.safetensors", "script.py", "handout.html", "gif.gif",
        "fit.png", "loss.svg", "spectrum.pdf",
    }  # fmt: skip
    assert all(path.exists() for path in found)


@pytest.mark.parametrize("ending", [".svg", ".pdf"])
def test_that_drawings_are_rendered_by_other_programs(
    ready: Program, tmp_path: Path, ending: str
) -> None:
    program = {".svg": "rsvg-convert", ".pdf": "pdftocairo"}[ending]
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} here")
    path, out = tmp_path / f"fit{ending}", tmp_path / "other.png"
    assert ready.figures.write("fit", path)
    ways = {
        ".svg": [program, str(path), "-o", str(out)],
        ".pdf": [program, "-png", "-singlefile", "-r", "96", str(path), str(out.with_suffix(""))],
    }
    subprocess.run(ways[ending], check=True, capture_output=True)
    view = ready.stage.views["fit"]
    with Image.open(out) as image:
        size = figure_export.size(view)
        assert np.allclose(image.size, (size.width(), size.height()), atol=2)
        theirs = np.asarray(image.convert("RGB")).astype(int)
    assert ready.figures.write("fit", tmp_path / "own.png")
    with Image.open(tmp_path / "own.png") as image:
        own = np.asarray(image.convert("RGB").resize(theirs.shape[1::-1])).astype(int)
    is_red = [(p[:, :, 0] > 150) & (p[:, :, 1] < 140) & (p[:, :, 2] < 100) for p in (own, theirs)]
    assert min(found.sum() for found in is_red) > 100  # the network's curve
    places = [np.argwhere(found).mean(axis=0) for found in is_red]
    assert np.abs(places[0] - places[1]).max() < 20
