"""An invalid experiment cannot exist: what does not fit is made to, or refused in a sentence."""

import ast
from pathlib import Path

import pytest
from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.program import Program
from app.runs.run_states import RunState
from tests.harness.desk import shown, wait_for
from tests.samples import small
from training.catalog.presets import PRESETS, preset
from training.settings import CsvDataset, Experiment, FormulaDataset, ImageDataset, Mlp
from training.settings.fitting import with_data

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "widgets", "training")


def test_that_nothing_is_copied_past_its_checks() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("model_copy", "model_construct")
    ]
    assert found == []


def test_that_a_changed_value_is_checked() -> None:
    with pytest.raises(ValidationError):
        Experiment().evolve(trainer=Experiment().trainer.evolve(loss="cross_entropy"))
    with pytest.raises(ValidationError):
        Experiment().trainer.evolve(steps=0)
    assert Experiment().trainer.evolve(steps=5).steps == 5


@pytest.mark.parametrize("name", PRESETS)
def test_that_each_preset_takes_a_table_an_image_and_a_formula(name: str) -> None:
    experiment = preset(name).experiment
    for dataset in (CsvDataset(), ImageDataset(path="builtin:cat.png"), FormulaDataset()):
        found = with_data(experiment, dataset)
        assert Experiment.model_validate_json(found.model_dump_json()) == found
        assert found.dataset == dataset
        if isinstance(experiment.model, Mlp) and experiment.trainer.loss != "cross_entropy":
            assert (found.model, found.trainer) == (experiment.model, experiment.trainer)


@pytest.mark.parametrize("name", ["random-labels", "matrix-completion", "architecture"])
def test_that_a_table_trains_after_any_preset(
    qtbot: QtBot, unseen: Program, tmp_path: Path, name: str
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("t,y\n" + "".join(f"{n},{n % 5}\n" for n in range(20)))
    unseen.files.open_preset(name)
    unseen.actions["import_csv"]
    unseen.data_files.open_table(table)
    undo = unseen.document.undo_stack.index()
    assert "others now" in unseen.transport.state_text.text()
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.RUNNING)
    unseen.actions["stop"].trigger()
    wait_for(qtbot, unseen, RunState.IDLE)
    assert unseen.document.undo_stack.index() == undo
    unseen.document.undo_stack.undo()
    assert unseen.document.experiment == preset(name).experiment  # one step


def test_that_run_says_why_it_cannot(
    qtbot: QtBot, seen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: said.append(arguments[-1]))
    gone = CsvDataset(path=str(tmp_path / "gone.csv"))
    seen.session.edits.change_settings(with_data(small(), gone))
    qtbot.keyClick(seen.frame, Qt.Key.Key_Space)  # before anything was shown
    assert "gone.csv" in said[-1]
    assert seen.runs.state is RunState.IDLE
    assert not seen.registry.run_list.runs


def test_that_space_is_kept_while_the_run_before_ends(qtbot: QtBot, seen: Program) -> None:
    seen.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, seen)
    seen.actions["run"].trigger()
    wait_for(qtbot, seen, RunState.RUNNING)
    seen.files.open_preset("sin-vx")
    assert seen.runs.state is RunState.STOPPING
    qtbot.keyClick(seen.frame, Qt.Key.Key_Space)
    wait_for(qtbot, seen, RunState.RUNNING)
    run = seen.registry.run_list.find(seen.registry.keys.present)
    assert run is not None
    assert run.experiment == preset("sin-vx").experiment
    seen.actions["stop"].trigger()
    wait_for(qtbot, seen, RunState.IDLE)
