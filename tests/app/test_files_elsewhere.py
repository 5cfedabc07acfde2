"""Files that a project or an experiment names which somebody else made: nothing is read unasked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.program import Program
from app.runs.run_states import RunState
from tests.harness.desk import BUTTONS, Desk, answer, save, shown, wait_for
from tests.samples import small
from training.data import sources
from training.data.collections import forget_collections
from training.settings import CsvDataset, Experiment, ImageDataset, LabelledDataset
from training.settings.fitting import with_data
from training.store import Reader, Writer, create_journal, open_to_write
from widgets.forms.form import UnionForm

ROWS = "t,y\n" + "".join(f"{n},{n * n % 7}\n" for n in range(30))


@pytest.fixture
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private table in the user's home."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    table = home / "marks.csv"
    table.write_text(ROWS)
    return table


def foreign(path: Path, experiment: Experiment) -> Path:
    """Make a project as somebody else would, whose experiment names a file."""
    create_journal(path)
    connection = open_to_write(path)
    with Writer(connection) as writer:
        writer.set_meta("experiment", experiment.model_dump_json())
    connection.pragma("journal_mode", "DELETE")
    connection.close()
    return path


def of_table(path: str) -> Experiment:
    return with_data(small(), CsvDataset(path=path))


def attached(path: Path) -> list[str]:
    reader = Reader.open(path)
    found = [name for name, _ in reader.attachments()]
    reader.close()
    return found


def test_that_a_foreign_project_reads_and_embeds_nothing_without_permission(
    qtbot: QtBot,
    seen: Program,
    marks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = answer(monkeypatch, BUTTONS.No, BUTTONS.No)
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[-1]))
    seen.files.open_path(foreign(tmp_path / "a.fanhua", of_table("~/marks.csv")))
    shown(qtbot, seen)
    assert "~/marks.csv" in asked[0]
    assert seen.session.setup is None or seen.session.setup.data.count("train") != 24
    qtbot.keyClick(seen.frame, Qt.Key.Key_Space)
    assert "~/marks.csv" in asked[1]
    assert "permission" in said[-1]
    assert seen.runs.state is RunState.IDLE
    save(qtbot, seen, tmp_path / "b.fanhua")
    assert attached(tmp_path / "b.fanhua") == []
    assert marks.read_text() not in (tmp_path / "b.fanhua").read_bytes().decode("latin-1")


def test_that_what_is_allowed_is_read_and_trained_on(
    qtbot: QtBot,
    desk: Desk,
    marks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert marks.exists()
    asked = answer(monkeypatch, BUTTONS.No, BUTTONS.Yes)
    desk.files.open_path(foreign(tmp_path / "a.fanhua", of_table("~/marks.csv")))
    shown(qtbot, desk)
    desk.run()
    wait_for(qtbot, desk, RunState.PAUSED)
    assert len(asked) == 2
    assert desk.session.setup is not None
    assert desk.session.setup.data.count("train") == 24
    save(qtbot, desk, tmp_path / "b.fanhua")
    assert attached(tmp_path / "b.fanhua") == ["~/marks.csv"]


def test_that_a_table_imported_before_is_private_again_in_another_document(
    qtbot: QtBot,
    quiet_desk: Desk,
    marks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quiet_desk.files.open_path(marks)
    shown(qtbot, quiet_desk)
    asked = answer(monkeypatch, BUTTONS.Discard, BUTTONS.No)
    quiet_desk.files.open_path(foreign(tmp_path / "a.fanhua", of_table(str(marks))))
    shown(qtbot, quiet_desk)
    assert str(marks) in asked[1]
    save(qtbot, quiet_desk, tmp_path / "b.fanhua")
    assert attached(tmp_path / "b.fanhua") == []


def test_that_commands_that_pass_the_form_by_do_not_read_either(
    qtbot: QtBot,
    desk: Desk,
    marks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert marks.exists()
    answer(monkeypatch, BUTTONS.No)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    desk.files.open_path(foreign(tmp_path / "a.fanhua", of_table("~/marks.csv")))
    shown(qtbot, desk)
    with qtbot.waitSignal(desk.runs.run_ended) as ended:
        desk.session.starter.reset()
    assert "permission" in str(ended.args[0].detail)


@pytest.mark.parametrize("kind", ["table", "image", "images"])
def test_that_no_path_of_a_file_is_touched_on_opening(
    qtbot: QtBot,
    unseen: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    """A name of a pipe, a device or another computer waits for ever, or does something."""
    pipe = tmp_path / "elsewhere" / "pipe"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    made = {
        "table": CsvDataset(path=str(pipe)),
        "image": ImageDataset(path=str(pipe)),
        "images": LabelledDataset(path=str(pipe)),
    }
    touched: list[str] = []

    def watch(name: str, arguments: tuple[object, ...]) -> None:
        if is_watching and name in ("open", "os.listdir", "os.scandir"):
            touched.append(str(arguments[0]))

    looked: list[str] = []
    stat = os.stat
    monkeypatch.setattr(os, "stat", lambda p, *a, **k: (looked.append(str(p)), stat(p, *a, **k))[1])
    project = foreign(tmp_path / "a.fanhua", with_data(Experiment(), made[kind]))
    is_watching = True
    sys.addaudithook(watch)
    answer(monkeypatch, BUTTONS.No)
    unseen.files.open_path(project)
    shown(qtbot, unseen)
    is_watching = False
    assert not [path for path in (*touched, *looked) if str(pipe.parent) in path]


def test_that_images_that_the_user_chose_once_are_known_for_ever(
    qtbot: QtBot,
    quiet_desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = str(tmp_path / "pictures")
    quiet_desk.session.files.allow(folder, is_for_ever=True)
    answer(monkeypatch)  # nothing is asked
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    experiment = with_data(Experiment(), LabelledDataset(path=folder))
    quiet_desk.files.open_path(foreign(tmp_path / "a.fanhua", experiment))
    shown(qtbot, quiet_desk)
    forget_collections()


# --- what a path stands for ---


def test_that_a_run_trains_on_what_is_on_screen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(ROWS)
    desk.files.open_path(table)
    shown(qtbot, desk)
    table.write_text("t,y\n1,2\n2,3\n3,5\n")  # another program; the stick is pulled out
    desk.session.edits.change_settings(small().evolve(dataset=desk.document.experiment.dataset))
    shown(qtbot, desk)
    desk.run()
    with qtbot.waitSignal(desk.runs.run_started) as started:
        pass
    assert started.args[0].setup.data.count("train") == 24
    desk.files.open_path(table)  # and is read again when the user says so
    shown(qtbot, desk)
    assert desk.session.setup is not None
    assert desk.session.setup.data.count("train") == 2


def test_that_an_import_that_fails_leaves_what_the_path_stood_for(
    qtbot: QtBot, quiet_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "a.csv"
    table.write_text(ROWS)
    quiet_desk.files.open_path(table)
    shown(qtbot, quiet_desk)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    table.write_bytes(b"\0\0")
    quiet_desk.files.open_path(table)
    quiet_desk.session.prepare()
    assert quiet_desk.session.setup is not None
    assert quiet_desk.session.setup.data.count("train") == 24


def test_that_a_table_is_in_a_project_that_is_saved_at_once(
    qtbot: QtBot, quiet_desk: Desk, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text(ROWS)
    quiet_desk.files.open_path(table)
    shown(qtbot, quiet_desk)
    save(qtbot, quiet_desk, tmp_path / "b.fanhua")
    assert attached(tmp_path / "b.fanhua") == [str(table)]


# --- the command line ---


def written(path: Path, experiment: Experiment) -> Path:
    path.write_text(experiment.model_dump_json())
    return path


def test_that_the_command_line_reads_what_lies_beside_the_experiment_alone(
    marks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "lesson"
    folder.mkdir()
    elsewhere = written(folder / "a.json", of_table("~/marks.csv"))
    assert main(["run", str(elsewhere), "--steps", "3"]) == 2
    assert "--read-files" in capsys.readouterr().err
    assert main(["run", str(elsewhere), "--steps", "3", "--read-files"]) == 0
    assert main(["run", str(elsewhere), "--steps", "3", "--set", f"dataset.path={marks}"]) == 0
    (folder / "own.csv").write_text(ROWS)
    own = written(folder / "b.json", of_table(str(folder / "own.csv")))
    assert main(["run", str(own), "--steps", "3"]) == 0


def test_that_a_project_is_exported_with_the_tables_that_are_in_it(
    tmp_path: Path, marks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment = written(tmp_path / "a.json", of_table(str(marks)))
    project = tmp_path / "a.fanhua"
    assert main(["run", str(experiment), "--steps", "3", "--save", str(project)]) == 0
    marks.unlink()
    script = tmp_path / "a.py"
    assert main(["export", str(project), "--script", str(script)]) == 0, capsys.readouterr().err
    assert script.exists()


def test_that_the_engine_reads_no_file_that_it_was_not_handed() -> None:
    given = sources.GivenSources()
    sources.use(given.find)
    with pytest.raises(sources.SourceError, match="not passed to the engine"):
        sources.content("/etc/hostname", 100)
    given.add({"/etc/hostname": b"a"})
    assert sources.content("/etc/hostname", 100) == b"a"


def test_that_a_device_ends_a_command_with_a_sentence(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    experiment = written(tmp_path / "a.json", of_table(str(pipe)))
    command = [sys.executable, "-m", "app", "run", str(experiment), "--steps", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_that_what_is_allowed_at_the_question_is_shown_at_once(
    qtbot: QtBot,
    seen: Program,
    marks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert marks.exists()
    names: list[str] = []

    def question(*_: object) -> QMessageBox.StandardButton:
        qtbot.wait(200)  # as the user reads it, all timers go on
        names.append(seen.panel.counts.text() if seen.panel.counts.isVisible() else "")
        return BUTTONS.Yes

    monkeypatch.setattr(QMessageBox, "question", question)
    seen.files.open_path(foreign(tmp_path / "a.fanhua", of_table("~/marks.csv")))
    assert names == [""]  # nothing is told of the points of before
    assert seen.stage.isVisible()
    assert "24 training points" in seen.panel.counts.text()
    dataset = seen.panel.forms["dataset"]
    assert isinstance(dataset, UnionForm)
    assert not dataset.form().rows["path"].problem.text()


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_that_a_table_whose_name_is_no_unicode_is_imported_trained_on_and_kept(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """As an archive from a computer with GBK leaves it."""
    table = Path(os.fsdecode(os.fsencode(tmp_path) + "/成绩.csv".encode("gbk")))
    table.write_text(ROWS)
    desk.files.open_path(table)
    shown(qtbot, desk)
    dataset = desk.document.experiment.dataset
    assert isinstance(dataset, CsvDataset)
    assert dataset.path.endswith("成绩.csv")
    desk.session.edits.change_settings(small().evolve(dataset=dataset))
    shown(qtbot, desk)
    desk.run()
    wait_for(qtbot, desk, RunState.PAUSED)
    project = Path(os.fsdecode(os.fsencode(tmp_path) + "/课.fanhua".encode("gbk")))
    save(qtbot, desk, project)
    assert attached(project) == [dataset.path]
    desk.files.open_path(project)
    shown(qtbot, desk)
    assert desk.session.setup is not None
    assert desk.session.setup.data.count("train") == 24
