"""What is taken away, opened with something else: pandas, TensorBoard, safetensors."""

import csv
import locale
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.command_line.headless import run_headless
from app.export import formats, tensorboard
from app.export.formats import FORMATS
from app.export.source import Source
from app.program import Program
from app.runs.run_states import RunState
from tests.app.conftest import entries
from tests.harness.desk import shown, wait_for
from tests.harness.learners import learner_of
from tests.samples import small
from training.data.collections import Cancelled
from training.messages.readings import Curve
from training.store import Reader, RunInfo, Writer, create, new_key
from training.text import Problem

LOSSES = ("batch_loss", "train_loss", "test_loss", "test_loss_beyond")


def ignore(done: int, total: int) -> None:
    pass


def write(key: str, project: Path, target: Path) -> None:
    formats.write(FORMATS[key], Source.of_project(project), target, ignore)


def stored(project: Path) -> tuple[RunInfo, dict[str, Curve]]:
    reader = Reader.open(project)
    (run,) = reader.runs()[0]
    series = reader.series(run.key)
    reader.close()
    return run, series


# --- curves ---


def test_that_pandas_reads_the_curves_as_they_were_recorded(project: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    target = tmp_path / "curves.csv"
    write("curves", project, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pandas.read_csv(target)
    _, series = stored(project)
    assert set(table["run"]) == {"Run 1"}
    assert [n for n in table if table[n].dtype.kind not in "fi"] == ["run"]
    for name in LOSSES:
        known = table[["step", name]].dropna()
        assert np.array_equal(known["step"], series[name].steps)
        assert np.array_equal(known[name].astype("f4"), series[name].values)
    errors = table[[name for name in table if name.startswith("spectrum_error[omega=")]].dropna()
    assert np.array_equal(errors.to_numpy("f4"), series["spectrum_error"].values)
    assert "spectrum_error[omega=3]" in errors
    assert "spectrum_error[omega=2, not in target]" in errors


def test_that_numbers_have_points_where_people_write_commas(project: Path, tmp_path: Path) -> None:
    before, number = QLocale(), locale.setlocale(locale.LC_NUMERIC)
    target = tmp_path / "curves.csv"
    QLocale.setDefault(QLocale(QLocale.Language.German))
    with suppress(locale.Error):  # that system has no German
        locale.setlocale(locale.LC_NUMERIC, "de_DE.UTF-8")
    try:
        write("curves", project, target)
    finally:
        QLocale.setDefault(before)
        locale.setlocale(locale.LC_NUMERIC, number)
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert {len(row) for row in rows} == {len(head)}
    assert all(float(row[head.index("batch_loss")]) > 0 for row in rows[:5])


def test_that_a_spreadsheet_computes_nothing_that_is_a_name(tmp_path: Path) -> None:
    path, target = tmp_path / "a.fanhua", tmp_path / "a.csv"
    run = RunInfo(key=new_key(), name="=1+cmd", experiment=small(), number=1)
    connection = create(path)
    with Writer(connection) as writer:
        writer.set_run(0, run)
        writer.add_curve(run.key, "train_loss", Curve(np.array([0]), np.array([0.5], "f4")))
    connection.close()
    write("curves", path, target)
    assert target.read_text("utf-8-sig").splitlines()[1].startswith("'=1+cmd,0,0.5")


# --- event files ---


def test_that_checksums_are_those_of_castagnoli() -> None:
    rows = np.frombuffer(b"123456789" + bytes(9), dtype=np.uint8).reshape(2, 9)
    (masked, _) = (struct.unpack("<I", row.tobytes())[0] for row in tensorboard.masked_crc(rows))
    crc = (masked - tensorboard.MASK) & 0xFFFFFFFF
    assert (crc >> 17 | crc << 15) & 0xFFFFFFFF == 0xE3069283  # RFC 3720, B.4


def test_that_tensorboard_reads_the_curves(project: Path, tmp_path: Path) -> None:
    module = "tensorboard.backend.event_processing.event_accumulator"
    accumulator = pytest.importorskip(module, exc_type=ImportError)
    write("events", project, tmp_path)
    (folder,) = tmp_path.iterdir()
    assert folder.name == "01 Run 1"
    events = accumulator.EventAccumulator(str(folder), size_guidance={"scalars": 0})
    events.Reload()
    run, series = stored(project)
    tags = events.Tags()["scalars"]
    assert len(tags) == len(LOSSES) + series["spectrum_error"].values.shape[1]
    for name in LOSSES:
        found = events.Scalars(name)
        assert [event.step for event in found] == series[name].steps.tolist()
        assert np.array_equal(np.array([e.value for e in found], "f4"), series[name].values)
    assert "spectrum_error/omega=3" in tags
    times = [event.wall_time for event in events.Scalars("batch_loss")]
    assert times[0] == run.started
    assert times[-1] == pytest.approx(run.started + run.elapsed, abs=run.elapsed / 100 + 1e-6)


def test_that_large_steps_and_odd_values_survive_in_event_files(tmp_path: Path) -> None:
    module = "tensorboard.backend.event_processing.event_file_loader"
    loader = pytest.importorskip(module, exc_type=ImportError)
    steps = np.array([0, 1, 127, 128, 16_383, 16_384, 2**31, 2**40], dtype=np.int64)
    values = np.array([0, np.nan, np.inf, -1e-40, 3e38, 1, 2, 3], dtype=np.float32)
    path = tmp_path / tensorboard.NAME
    parts = tensorboard.scalars("损失" * 40, steps, values, steps.astype(float))
    path.write_bytes(tensorboard.header(5.0) + b"".join(parts))
    first, *events = loader.RawEventFileLoader(str(path)).Load()
    assert b"brain.Event:2" in first
    found = [*loader.LegacyEventFileLoader(str(path)).Load()][1:]
    assert sorted(event.step for event in found) == steps.tolist()
    assert len(events) == len(steps)
    by_step = {event.step: event.summary.value[0] for event in found}
    assert {value.tag for value in by_step.values()} == {"损失" * 40}
    for step, value in zip(steps.tolist(), values, strict=True):
        assert np.array_equal(np.float32(by_step[step].simple_value), value, equal_nan=True)


def test_that_names_of_folders_are_allowed_on_every_system(tmp_path: Path) -> None:
    names = ["a/b:c*?", "..", "con. ", "x" * 200]
    path = tmp_path / "a.fanhua"
    connection = create(path)
    with Writer(connection) as writer:
        runs = [
            RunInfo(key=new_key(), name=name, experiment=small(), number=n)
            for n, name in enumerate(names, 1)
        ]
        writer.set_runs(runs)
    connection.close()
    write("events", path, tmp_path / "out")
    found = sorted(folder.name for folder in (tmp_path / "out").iterdir())
    assert found == ["01 a_b_c__", "02", "03 con", "04 " + "x" * 77]


# --- weights ---


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"model": {"antisymmetric": True, "bias": False, "output_bias": False}},
        {"model": {"split": 2}, "trainer": {"optimizer": {"kind": "sgd"}, "batch_size": 5}},
    ],
)
def test_that_weights_are_those_of_the_last_step(tmp_path: Path, changes: Any) -> None:
    from safetensors import safe_open

    experiment = small(**changes)
    experiment = small(**{**changes, "trainer": {**changes.get("trainer", {}), "steps": 40}})
    path, target = tmp_path / "a.fanhua", tmp_path / "a.safetensors"
    run_headless(experiment, path)
    write("weights", path, target)
    learner = learner_of(experiment)
    learner.advance(40)
    parameters = list(learner.model.parameters())
    with safe_open(target, "pt") as file:
        assert file.metadata()["step"] == "40"
        assert type(experiment).model_validate_json(file.metadata()["experiment"]) == experiment
        tensors = [file.get_tensor(name) for name in file.keys()]  # noqa: SIM118
    assert len(tensors) == len(parameters)
    sums = [
        sorted(float(t.detach().double().sum()) for t in part) for part in (tensors, parameters)
    ]
    assert sums[0] == pytest.approx(sums[1], rel=1e-5, abs=1e-6)


# --- the command line and the window ---


def test_that_the_command_line_writes_all_that_it_is_asked_for(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = {key: tmp_path / f"out{form.ending}" for key, form in FORMATS.items() if form.metavar}
    options = [text for key, path in targets.items() for text in (f"--{key}", str(path))]
    assert main(["export", str(project), *options]) == 0
    assert all(path.exists() for path in targets.values())
    assert capsys.readouterr().out == ""
    assert main(["export", str(project)]) == 2
    assert "--curves" in capsys.readouterr().err
    assert main(["export", str(project), "--run", "7", "--curves", str(tmp_path / "x.csv")]) == 2
    assert "has no such run" in capsys.readouterr().err


FILES = [key for key, form in FORMATS.items() if form.ending and form.metavar]


@pytest.mark.parametrize("key", FILES)
def test_that_a_target_that_cannot_be_written_is_said_in_words(
    key: str, project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / f"folder{FORMATS[key].ending}"
    folder.mkdir()
    for target in (tmp_path / "missing" / "a", folder):
        with pytest.raises(Problem, match="cannot be written"):
            write(key, project, target)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


@pytest.mark.parametrize("key", FILES)
def test_that_a_full_disk_leaves_what_was_there(key: str, project: Path, small_disk: Path) -> None:
    target = small_disk / "a"
    target.write_bytes(b"before")
    (small_disk / "ballast").write_bytes(bytes(1_000_000))
    room = small_disk / "room"
    with suppress(OSError), room.open("wb") as file:
        while True:
            file.write(bytes(4096))
            file.flush()
    with pytest.raises(Problem, match=r"cannot be written.*[Ss]pace"):
        write(key, project, target)
    assert target.read_bytes() == b"before"
    assert {path.name for path in small_disk.iterdir()} == {"a", "ballast", "room"}


def test_that_cancelling_leaves_what_was_there(project: Path, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    target = tmp_path / "a.csv"
    target.write_text("before")
    with pytest.raises(Cancelled):
        formats.write(FORMATS["curves"], Source.of_project(project), target, cancel)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def trained(qtbot: QtBot, program: Program, **changes: Any) -> None:
    program.document.change(small(trainer={"steps": 50}, **changes))
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)


def test_that_the_menu_says_why_nothing_can_be_taken_away_yet(unseen: Program) -> None:
    found = entries(unseen)
    assert list(found) == list(FORMATS)
    assert not any(action.isEnabled() for action in found.values())
    assert {action.toolTip() for action in found.values()} == {
        "Nothing was recorded yet. Train first."
    }


def test_that_the_window_writes_what_is_on_screen(
    qtbot: QtBot, unseen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, unseen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    found = entries(unseen)
    assert found["curves"].isEnabled()
    found["curves"].trigger()
    qtbot.waitUntil(lambda: "mine.csv" in unseen.transport.state_text.text())
    lines = (tmp_path / "mine.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 51
    assert "mine.csv" in unseen.transport.state_text.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "runs"))
    found["events"].trigger()
    qtbot.waitUntil(lambda: not unseen.session.jobs.is_going)
    assert (tmp_path / "runs" / "01 Run 1" / tensorboard.NAME).stat().st_size > 1000


def test_that_the_window_says_what_cannot_be_written(
    qtbot: QtBot, unseen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, unseen)
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _, __, text: said.append(text))
    assert not unseen.exports.export_and_wait("curves", tmp_path / "nowhere" / "a.csv")
    assert "cannot be written" in said[0]
