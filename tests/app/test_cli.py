import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.__main__ import main
from app.command_line import project_info
from app.files.experiment_file import experiment_from
from tests.samples import small, started
from training.catalog.presets import FOLDER, PRESETS, preset
from training.messages.readings import Curve
from training.settings import Experiment
from training.store import Membership, Reader, RunInfo, Writer, create, new_key

QUICK = ["--steps", "20", "--set", "model.widths=[8]"]


def cli(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_that_run_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = cli(capsys, "run", "frequency-principle", *QUICK, "--json")
    result: dict[str, Any] = json.loads(out)
    assert code == 0
    assert "steps" in err
    assert result["parameters"] == 8 * 2 + 9
    assert result["steps"] == 20
    assert result["steps_per_second"] > 0
    assert len(result["losses"]["0"]) == 2
    assert result["final_loss"] == result["losses"]["20"]
    assert result["test_loss_of"] == "within the data"
    beyond = result["test_loss_beyond"]
    assert (beyond["first"], beyond["final"]) == (beyond["measured"]["0"], beyond["measured"]["20"])
    assert beyond["final"] != result["final_loss"][1]
    assert [peak["omega"] for peak in result["peaks"]] == [1, 3, 5]
    assert {"amplitude", "learned_at"} <= set(result["peaks"][0])
    assert Experiment.model_validate(result["experiment"]).trainer.steps == 20


def test_that_run_reports_in_words_and_writes_curves(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "curves.csv"
    code, out, _ = cli(capsys, "run", "frequency-principle", *QUICK, "--curves", str(target))
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    assert code == 0
    assert "Finished: 20 steps." in out
    assert " within the data\n" in out
    assert " beyond the data\n" in out
    assert float(rows[20]["test_loss_beyond"]) > 0
    assert [row["step"] for row in rows] == [str(i) for i in range(21)]
    assert float(rows[3]["batch_loss"]) > 0


def test_that_a_file_and_assignments_make_an_experiment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps({"model": {"widths": [4]}, "trainer": {"steps": 3}}))
    arguments = ["--set", "trainer.optimizer.kind=sgd", "--seed", "7", "--json"]
    code, out, _ = cli(capsys, "run", str(file), *arguments)
    experiment = json.loads(out)["experiment"]
    assert code == 0
    assert experiment["trainer"]["optimizer"] == {"kind": "sgd"}
    assert experiment["trainer"]["seed"] == 7


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frequency-principal"], "neither a preset"),
        (["nowhere.json"], "cannot be read"),
        (["frequency-principle", "--set", "trainer.learning_rate=0"], "greater than 0"),
        (["frequency-principle", "--set", "trainer.bogus=1"], "no setting"),
        (["frequency-principle", "--set", "bogus.x=1"], "no group"),
        (["frequency-principle", "--set", "x"], "dotted.key=value"),
        (["frequency-principle", "--set", "dataset.formula=x.__class__"], "Only numbers"),
        (["frequency-principle", "--set", "model.widths=[0]"], "at least 1"),
        (["frequency-principle", "--steps", "0"], "at least 1"),
        (["frequency-principle", "--curves", "/nowhere/x.csv"], "cannot be written"),
        (["frequency-principle", "--set", "dataset.kind=csv", "--set", "dataset.path=/no.csv"],
         "cannot be read"),
    ],
)  # fmt: skip
def test_that_bad_input_is_answered_on_stderr(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    code, out, err = cli(capsys, "run", *arguments)
    assert code == 2
    assert not out
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"model": 3}', "\0\0", "[" * 100_000])
def test_that_files_that_hold_no_experiment_are_answered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content)
    code, _, err = cli(capsys, "run", str(file))
    assert code == 2
    assert "bad.json" in err
    assert "Traceback" not in err


def test_that_a_diverged_run_prints_its_result_and_a_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [
        "run",
        "frequency-principle",
        *QUICK,
        "--set",
        "trainer.learning_rate=1e9",
        "--json",
    ]
    code, out, _ = cli(capsys, *arguments)
    result = json.loads(out)
    assert code == 1
    assert result["end"] == "diverged"
    assert "step 1" in result["detail"]


def test_that_numbers_that_are_none_are_null_and_warned_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["run", "condensation", "--set", "model.initialisation.gamma=20", "--steps", "5"]
    _, out, _ = cli(capsys, *arguments, "--json")

    def refuse(name: str) -> None:
        raise AssertionError(name)

    result = json.loads(out, parse_constant=refuse)
    assert result["neurons"]["alignment"] is None
    assert "0 in 32-bit numbers" in result["warnings"][0]
    assert any("dead" in text for text in result["warnings"])
    assert result["shape"]["largest"] == 0
    assert result["shape"]["largest_inside"] == 0


def test_that_notes_and_condition_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["run", "over-fitting", "--set", "comparison.degree=25", "--steps", "1"]
    _, out, _ = cli(capsys, *arguments, "--json")
    (compared,) = json.loads(out)["comparisons"]
    assert 1 < compared["condition"] < 1e16
    assert "more than 20 points can fix" in compared["notes"][0]
    _, out, _ = cli(capsys, "run", "co2", "--steps", "1", "--json")
    assert any("left out" in note for note in json.loads(out)["notes"])


def test_that_presets_and_schema_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = cli(capsys, "presets")
    assert all(name in out for name in PRESETS)
    _, out, _ = cli(capsys, "schema")
    assert json.loads(out)["title"] == "Experiment"


def test_that_a_run_is_saved_described_and_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, curves = tmp_path / "a.fanhua", tmp_path / "a.csv"
    arguments = ["run", "sin-vx", "--steps", "20", "--set", "model.widths=[4]"]
    assert main([*arguments, "--json", "--save", str(project)]) == 0
    result = json.loads(capsys.readouterr().out)
    assert main(["info", str(project), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["runs"][0]["step"] == 20
    assert told["runs"][0]["curves"]["batch_loss"] == 20
    assert told["runs"][0]["experiment"] == result["experiment"]
    assert main(["info", str(project)]) == 0
    said = capsys.readouterr().out
    assert "  Finished: 20 steps.\n" in said
    assert " parameters on CPU" in said
    assert "Run 1\n" in said
    assert told["runs"][0]["key"][:8] not in said
    assert main(["export", str(project), "--curves", str(curves)]) == 0
    with curves.open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["train_loss"]]
    assert {row["run"] for row in rows} == {"Run 1"}
    stored = {row["step"]: float(row["train_loss"]) for row in rows}
    assert stored == pytest.approx({step: loss for step, (loss, _) in result["losses"].items()})


def test_that_runs_are_named_as_in_the_list_of_the_window(tmp_path: Path) -> None:
    member = Membership(race=new_key(), path="trainer.learning_rate")
    begun = started(small(trainer={"learning_rate": 0.02}))
    runs = [RunInfo.of(new_key(), begun, 0, membership) for membership in (None, member, member)]
    runs = [run.evolve(number=3 + number) for number, run in enumerate(runs)]
    runs.append(runs[0].evolve(key=new_key(), name="good"))
    assert [str(run.title) for run in runs] == [
        "Run 3", "Learning rate 0.02", "Learning rate 0.02", "good",
    ]  # fmt: skip
    path, curves = tmp_path / "a.fanhua", tmp_path / "a.csv"
    sample = Curve(np.array([0]), np.array([0.5], dtype=np.float32))
    connection = create(path)
    with Writer(connection) as writer:
        writer.set_runs(runs)
        for run in runs:
            writer.add_curve(run.key, "train_loss", sample)
    connection.close()
    said = project_info.report(project_info.summary(path))
    assert all(f"{title}\n" in said for title in ("Run 3", "Learning rate 0.02", "good"))
    assert main(["export", str(path), "--curves", str(curves)]) == 0
    with curves.open(newline="") as file:
        labels = [row[0] for row in csv.reader(file)][1:]
    # Two that have a name in common are told apart all the same.
    assert labels == ["Run 3", "Learning rate 0.02 (run 4)", "Learning rate 0.02 (run 5)", "good"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["info", "missing.fanhua"],
        ["info", __file__],
        ["export", __file__, "--curves", "out.csv"],
        ["run", "sin-vx", "--save", "/missing/folder/a.fanhua"],
    ],
)
def test_that_project_files_that_cannot_be_used_are_answered_with_a_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("fanhua: “")


def test_that_an_unknown_command_and_a_missing_display_are_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["foo"]) == 2
    assert "neither a command nor a file" in capsys.readouterr().err
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 2
    assert "no display" in capsys.readouterr().err


def test_that_a_file_in_the_form_of_a_preset_is_an_experiment(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text((FOLDER / "sin-vx.json").read_text(encoding="utf-8"), encoding="utf-8")
    assert experiment_from(str(path)) == preset("sin-vx").experiment


@pytest.mark.programs
def test_that_the_selftest_passes_and_ends_by_itself(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "app", "--selftest"]
    done = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=150
    )
    assert done.returncode == 0, done.stderr
    assert "selftest: every export: passed" in done.stdout
    assert done.stdout.endswith("selftest: passed\n")


def test_that_a_saved_run_holds_its_table(tmp_path: Path) -> None:
    table, project = tmp_path / "a.csv", tmp_path / "a.fanhua"
    table.write_text("t,y\n" + "".join(f"{n},{n % 5}\n" for n in range(20)))
    arguments = ["run", "sunspots", "--steps", "2", "--save", str(project)]
    assert main([*arguments, "--set", f"dataset.path={table}"]) == 0
    reader = Reader.open(project)
    assert [*reader.attachments()] == [(str(table), table.read_bytes())]
    reader.close()


# --- what is there is kept ---


def test_that_a_project_that_is_there_is_replaced_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "a.fanhua"
    arguments = ["run", "sin-vx", "--steps", "3", "--set", "model.widths=[4]"]

    def steps() -> list[int]:
        reader = Reader.open(project)
        found = [run.step for run in reader.runs()[0]]
        reader.close()
        return found

    assert main([*arguments, "--save", str(project)]) == 0
    before = project.read_bytes()
    capsys.readouterr()
    assert main([*arguments, "--save", str(project)]) == 2
    assert "--force replaces it, --append adds" in capsys.readouterr().err
    assert project.read_bytes() == before
    again = ["run", "sin-vx", "--steps", "5", "--set", "model.widths=[4]", "--save", str(project)]
    assert main([*again, "--append"]) == 0
    assert steps() == [3, 5]
    assert main([*again, "--force"]) == 0
    assert steps() == [5]
    capsys.readouterr()
    assert main([*arguments, "--force"]) == 2
    assert "--save" in capsys.readouterr().err


# --- names, and where results go ---


def command(*arguments: str | bytes, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        check=False, stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
        text=True, errors="replace", timeout=120, **options,
    )  # fmt: skip


@pytest.mark.programs
def test_that_a_pipe_that_breaks_and_a_disk_that_is_full_leave_no_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = command("schema", stdout=writer)
    os.close(writer)
    assert done.returncode == 141
    assert done.stderr == ""
    with Path("/dev/full").open("w") as full:
        done = command("presets", stdout=full)
    assert done.returncode == 1
    assert done.stderr == "fanhua: the results cannot be written: No space left on device\n"


@pytest.mark.programs
def test_that_a_letter_that_a_code_page_lacks_is_written_otherwise(tmp_path: Path) -> None:
    missing = str(tmp_path / "课.fanhua")
    done = command("info", missing, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert "\\u8bfe.fanhua" in done.stderr
    assert "Traceback" not in done.stderr


HOSTILE = [
    ["dataset.path=~nosuchuser/x.csv"],
    ["dataset.path={folder}/huge.csv", "dataset.x_column=t", "dataset.y_column=y"],
    ["dataset.x_column=" + "9" * 5000],
    ["dataset.path={folder}/pipe"],
    ["dataset.path=/dev/zero"],
    [f"dataset.path=/tmp/{os.fsdecode(b'%s')}.csv" % os.fsdecode(bytes([0xCA, 0xFD]))],
]


@pytest.mark.skipif(os.name != "posix", reason="pipes have other names elsewhere")
@pytest.mark.parametrize("assignments", HOSTILE, ids=range(len(HOSTILE)))
def test_that_names_and_numbers_from_anywhere_end_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], assignments: list[str]
) -> None:
    rows = "".join(f"{n},{n % 3}\n" for n in range(20))
    (tmp_path / "huge.csv").write_text(f"t,y\n{rows}21,1e308\n22,-1e308\n")
    os.mkfifo(tmp_path / "pipe")
    sets = [part for a in assignments for part in ("--set", a.format(folder=tmp_path))]
    code, out, err = cli(capsys, "run", "sunspots", "--steps", "2", *sets)
    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    (sentence,) = [line for line in err.splitlines() if line.startswith("fanhua: ")]
    assert len(sentence) < 6000


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes elsewhere")
def test_that_a_pipe_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "a.fanhua")
    code, _, err = cli(capsys, "info", str(tmp_path / "a.fanhua"))
    assert code == 2
    assert "not a file" in err


def test_that_a_name_does_nothing_to_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.fanhua"
    name = "\x1b[2Jgone\u202egnitirw\u2028"
    connection = create(path)
    with Writer(connection) as writer:
        writer.set_run(0, RunInfo(key=new_key(), experiment=small(), name=name))
    connection.close()
    _, out, _ = cli(capsys, "info", str(path))
    assert "gone" in out
    assert not {"\x1b", "\u202e", "\u2028"} & {*out}
