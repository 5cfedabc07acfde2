"""Lessons: walking forth and back, rehearsals, and cues that cannot be done."""

import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.commands.commands import Command
from app.desktop import language
from app.program import Program
from app.runs.run_states import RunState
from tests.app.conftest import OpenWindow
from tests.harness.desk import shown, take, train_to, wait_for
from tests.samples import small
from training.catalog.lessons import (
    Cue,
    Hide,
    Lesson,
    Reveal,
    ShowNote,
    TakePreset,
    Train,
    Unknown,
    lesson,
    lessons,
)
from training.catalog.presets import preset
from training.data.collections import Progress, forget_collections, open_collection, reading
from training.data.collections.formats import CollectionContents
from training.data.collections.trees import Tree
from training.messages.readings import Series
from training.settings import Experiment, LabelledDataset
from training.setup.races import experiments
from training.store import Notebook
from widgets.plots.prediction_parts import PredictionStage
from widgets.views import AccuracyView, LossView


@pytest.fixture
def program(qtbot: QtBot, unseen: Program) -> Program:
    program = unseen
    program.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, program)
    return program


def press(program: Program, key: str = "next_cue") -> None:
    program.actions[key].trigger()


def rest(qtbot: QtBot, program: Program) -> None:
    """Wait until the cue has trained as far as it says."""
    qtbot.waitUntil(lambda: not program.lessons.player.is_busy)


def has_badge(program: Program) -> bool:
    return not program.scene.badge.isHidden()


def loss_curve(program: Program) -> np.ndarray:
    view = program.stage.views["loss"]
    assert isinstance(view, LossView)
    return view.losses.measured(Series.TRAIN_LOSS).steps


def test_that_a_clicker_walks_through_cues(qtbot: QtBot, program: Program) -> None:
    take(
        program,
        {"kind": "note", "text": "What is learned first?"},
        train_to(40),
        {"kind": "set", "changes": ["trainer.learning_rate=0.01"]},
        train_to(90),
        {"kind": "views", "views": ["fit", "loss"], "enlarged": "loss"},
    )
    with qtbot.waitActive(program.frame):
        program.frame.show()
    qtbot.keyClick(program.frame, Qt.Key.Key_PageDown)
    assert program.scene.caption == "What is learned first?"
    press(program)
    rest(qtbot, program)
    assert (program.viewed.step, program.runs.state) == (40, RunState.PAUSED)
    press(program)
    assert program.document.experiment.trainer.learning_rate == 0.01
    press(program)
    rest(qtbot, program)
    assert program.viewed.step == 90
    (change,) = program.registry.archive.reader_of(program.viewed.key).events(  # type: ignore[union-attr]
        program.viewed.key
    )
    assert change.step == 40
    press(program)
    assert program.stage.grid.enlarged == "loss"
    assert program.stage.grid.shown() == ("fit", "loss")
    press(program)  # beyond the last cue there is nothing
    assert program.lessons.player.index == 4


def test_that_a_cue_may_follow_without_a_click(qtbot: QtBot, program: Program) -> None:
    take(program, train_to(20), {"kind": "note", "text": "There."}, train_to(60), waits=False)
    press(program)
    qtbot.waitUntil(lambda: program.lessons.player.index == 2)
    rest(qtbot, program)
    assert program.scene.caption == "There."
    assert program.viewed.step == 60


def test_that_one_trains_to_a_loss(qtbot: QtBot, program: Program) -> None:
    take(program, {"kind": "train", "loss": 0.5})
    press(program)
    rest(qtbot, program)
    run = program.registry.run_list.find(program.viewed.key)
    assert run is not None
    assert run.train_loss is not None
    assert run.train_loss < 0.5
    assert run.step < 1_000_000


def test_that_back_shows_what_was_there_and_forth_plays_it_again(
    qtbot: QtBot, program: Program
) -> None:
    take(
        program,
        train_to(40),
        {"kind": "set", "changes": ["trainer.learning_rate=0.01"]},
        train_to(300),
    )
    for _ in range(3):
        press(program)
        rest(qtbot, program)
    run = program.viewed.key
    press(program, "previous_cue")
    wait_for(qtbot, program, RunState.IDLE)
    assert program.viewed.key == run
    assert program.viewed.step == 40
    assert has_badge(program)
    assert "40" in program.scene.badge.text()
    assert loss_curve(program).max() <= 40  # the future is not known yet
    press(program)
    rest(qtbot, program)
    assert program.runs.state is RunState.IDLE  # nothing trained: it was recorded
    assert program.viewed.step == 300
    assert loss_curve(program).max() == 300
    press(program, "previous_cue")
    press(program, "previous_cue")
    assert program.document.experiment.trainer.learning_rate == 0.001
    press(program, "previous_cue")
    assert program.viewed.key == ""
    assert program.lessons.player.index == -1


def test_that_a_rehearsal_plays_at_once_and_turns_live_when_touched(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    take(
        program,
        train_to(50),
        {"kind": "set", "changes": ["trainer.learning_rate=0.005"]},
        train_to(400),
    )
    press(program, "rehearse")
    qtbot.waitUntil(lambda: not program.lessons.rehearsal.is_going)
    acts = [cue.act for cue in program.lessons.player.lesson.cues if isinstance(cue.act, Train)]
    recorded = [act.recording for act in acts]
    assert [(r.begin, r.end) for r in recorded if r is not None] == [(0, 50), (50, 400)]
    path = tmp_path / "evening.fanhua"
    program.saving.save_project(path)
    assert program.saving.wait_saved()
    program.session.open_project(path)
    shown(qtbot, program)
    program.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, program)
    wait_for(qtbot, program, RunState.IDLE)
    count = len(program.registry.run_list.runs)
    press(program)
    qtbot.waitUntil(lambda: program.lessons.player.replay.is_playing)
    rest(qtbot, program)
    press(program)
    press(program)
    rest(qtbot, program)
    assert program.viewed.step == 400
    assert len(program.registry.run_list.runs) == count
    assert has_badge(program)
    program.document.change(
        program.document.experiment.evolve(
            trainer=program.document.experiment.trainer.evolve(learning_rate=0.002)
        )
    )
    wait_for(qtbot, program, RunState.RUNNING)  # it trains on from where it was
    qtbot.waitUntil(lambda: (program.viewed.step or 0) > 420)
    assert not has_badge(program)
    run = program.registry.run_list.find(program.viewed.key)
    assert run is not None
    assert run.origin is not None
    assert run.origin.step == 400
    assert run.latest.trainer.learning_rate == 0.002
    assert loss_curve(program)[0] == 0  # with its past


def test_that_space_turns_a_replay_live(qtbot: QtBot, program: Program) -> None:
    take(program, train_to(400))
    press(program)
    rest(qtbot, program)
    press(program, "previous_cue")
    wait_for(qtbot, program, RunState.IDLE)
    press(program)
    assert program.lessons.player.replay.is_playing
    qtbot.waitUntil(lambda: (program.viewed.step or 0) > 20)
    press(program, "run")
    wait_for(qtbot, program, RunState.RUNNING)
    assert not program.lessons.player.replay.is_playing
    run = program.registry.run_list.find(program.viewed.key)
    assert run is not None
    assert run.origin is not None
    assert 20 < run.origin.step <= 400


def test_that_a_race_is_replayed_with_all_its_runs(qtbot: QtBot, program: Program) -> None:
    take(
        program,
        {"kind": "race", "path": "trainer.learning_rate", "values": ["0.001", "0.01"]},
        train_to(200),
    )
    press(program)
    press(program)
    rest(qtbot, program)
    assert [run.step for run in program.registry.run_list.runs] == [200, 200]
    press(program, "previous_cue")
    wait_for(qtbot, program, RunState.IDLE)
    press(program)
    qtbot.waitUntil(lambda: (program.viewed.step or 0) > 20)
    (overlay,) = program.stage.views["loss"].overlays
    step = program.viewed.step or 0
    assert overlay.series[Series.TRAIN_LOSS].steps.max() <= step
    rest(qtbot, program)
    assert len(program.registry.run_list.runs) == 2
    press(program, "run")  # and goes on live, both of them
    wait_for(qtbot, program, RunState.RUNNING)
    qtbot.waitUntil(lambda: all(r.step > 220 for r in program.registry.run_list.runs[2:]))
    assert len(program.registry.run_list.runs) == 4


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ({"kind": "views", "views": ["gone"]}, "view “gone”"),
        ({"kind": "set", "changes": ["trainer.gone=3"]}, "gone"),
        ({"kind": "set", "changes": ["trainer.learning_rate=-3"]}, "learning_rate"),
        ({"kind": "set", "changes": ["nonsense"]}, "dotted.key=value"),
        ({"kind": "preset", "preset": "gone"}, "preset “gone”"),
        ({"kind": "bookmark", "name": "gone"}, "bookmark “gone”"),
        ({"kind": "race", "path": "trainer.gone", "values": ["1", "2"]}, "gone"),
        ({"kind": "hide", "view": "fit", "part": "gone"}, "gone"),
        ({"kind": "hide", "view": "spectrum_history"}, "spectrum_history"),
        ({"kind": "dance", "with": "stars"}, "does not know"),
    ],
)
def test_that_a_cue_which_cannot_be_done_is_said_and_passed_over(
    qtbot: QtBot, program: Program, act: dict[str, object], said: str
) -> None:
    take(program, act, {"kind": "note", "text": "on"})
    before = program.document.experiment
    press(program)
    assert said in program.transport.state_text.text()
    assert program.document.experiment == before
    press(program)
    assert program.scene.caption == "on"


def test_that_a_cue_of_a_newer_version_is_kept() -> None:
    content = {"act": {"kind": "dance", "with": "stars"}, "note": "later"}
    found = Lesson.model_validate({"cues": [content]})
    (cue,) = found.cues
    assert isinstance(cue.act, Unknown)
    assert "stars" in cue.act.content
    again = Notebook.model_validate_json(Notebook(lesson=found).model_dump_json())
    assert again.lesson == found


def test_that_a_deleted_rehearsal_is_trained_live(qtbot: QtBot, program: Program) -> None:
    take(program, train_to(30))
    press(program)
    rest(qtbot, program)
    run = program.viewed.key
    press(program, "previous_cue")
    wait_for(qtbot, program, RunState.IDLE)
    program.registry.delete([run])
    press(program)
    rest(qtbot, program)
    assert program.runs.state is RunState.PAUSED
    assert program.viewed.step == 30


def test_that_a_lesson_is_made_of_what_was_done(qtbot: QtBot, program: Program) -> None:
    program.lessons.recorder.take()
    trainer = program.document.experiment.trainer
    for rate in (0.002, 0.004):
        changed = trainer.evolve(learning_rate=rate)
        experiment = program.document.experiment.evolve(trainer=changed)
        program.panel.experiment_changed.emit(experiment)
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    qtbot.waitUntil(lambda: (program.viewed.step or 0) > 20)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    step = program.viewed.step
    program.stage.views["fit"].enlarge_asked.emit()
    press(program, "take_recorded")
    first, second, third = (cue.act for cue in program.lessons.player.lesson.cues)
    assert first.model_dump()["changes"] == ("trainer.learning_rate=0.004",)
    assert second.model_dump()["step"] == step
    assert third.model_dump()["enlarged"] == "fit"
    program.document.undo_stack.undo()
    assert not program.lessons.player.lesson.cues


def test_that_a_cue_is_edited_in_the_list(qtbot: QtBot, program: Program) -> None:
    take(program, train_to(40), {"kind": "pause"})
    panel = program.lessons.panel
    panel.list.setCurrentRow(0)
    value = panel.form.value()
    panel.form.set_value(Cue.model_validate({**value, "note": "Say this.", "waits": False}))
    panel.form.changed.emit()
    assert program.lessons.player.lesson.cues[0].note == "Say this."
    panel._move(1)
    assert [cue.act.kind for cue in program.lessons.player.lesson.cues] == ["pause", "train"]
    panel.remove.click()
    assert [cue.act.kind for cue in program.lessons.player.lesson.cues] == ["pause"]
    panel._insert("note")
    assert [cue.act.kind for cue in program.lessons.player.lesson.cues] == ["pause", "note"]
    assert panel.list.currentRow() == 1


def _notes(found: Lesson) -> list[str]:
    return [cue.act.text for cue in found.cues if isinstance(cue.act, ShowNote)]


def test_that_lessons_of_the_app_speak_both_languages(qtbot: QtBot, program: Program) -> None:
    program.lessons.open("1.5-implicit-bias")
    english = program.lessons.player.lesson
    assert english == lesson("1.5-implicit-bias")
    program.scene.show_caption(_notes(english)[0])
    try:
        language.switch("zh_CN")
        qtbot.waitUntil(lambda: program.lessons.player.lesson.title != english.title)
        chinese = program.lessons.player.lesson
        assert program.scene.caption == _notes(chinese)[0] != _notes(english)[0]
        pairs = zip(english.cues, chinese.cues, strict=True)
        assert all(one.note != other.note for one, other in pairs if one.note)
    finally:
        language.switch("en")
    qtbot.waitUntil(lambda: program.lessons.player.lesson == english)


def test_that_what_the_class_predicts_is_noted_as_cues(qtbot: QtBot, program: Program) -> None:
    shown(qtbot, program)
    program.lessons.recorder.take()
    loss, fit = program.stage.views["loss"].prediction, program.stage.views["fit"].prediction
    assert loss is not None
    assert fit is not None
    loss.button.fill_menu()
    loss.button.parts_menu.actions()[0].trigger()
    fit.ask_next()
    loss.button.click()
    assert (loss.stage, fit.stage) == (PredictionStage.REVEALED, PredictionStage.HIDDEN)
    loss.button.click()  # a lesson has nothing for that
    assert loss.stage is PredictionStage.NONE
    assert [cue.act for cue in program.lessons.recorder.take()] == [
        Hide(view="loss", part="test"),
        Hide(view="fit", part=""),
        Reveal(view="loss"),
    ]


@pytest.mark.parametrize("name", lessons())
def test_that_every_cue_of_the_apps_lessons_can_be_performed(
    qtbot: QtBot,
    open_window: OpenWindow,
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = open_window(tmp_path)  # cues name all views, and hide what is seen
    shown(qtbot, program)
    refused: list[object] = []
    program.lessons.player.refused.connect(refused.append)
    player = program.lessons.player
    as_if_trained = Command("train", lambda _: player._rest())
    monkeypatch.setitem(program.commands._table, "train", as_if_trained)
    program.lessons.open(name)
    for _ in program.lessons.player.lesson.cues:
        press(program)
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not program.session.data.is_waiting)
    assert refused == []
    assert program.lessons.player.index == len(program.lessons.player.lesson.cues) - 1
    assert isinstance(program.document.experiment, Experiment)


def test_that_a_run_that_cannot_begin_is_not_begun_again(qtbot: QtBot, program: Program) -> None:
    ended: list[object] = []
    program.runs.run_ended.connect(ended.append)
    take(program, {"kind": "set", "changes": ["trainer.device=cuda"]}, train_to(10))
    press(program)
    press(program)
    rest(qtbot, program)
    qtbot.wait(500)
    assert len(ended) == (0 if torch.cuda.is_available() else 1)


def test_that_a_cue_is_over_when_its_run_is_ended_and_no_other_begins(
    qtbot: QtBot, program: Program
) -> None:
    take(program, train_to(30), train_to(1_000_000))
    press(program)
    rest(qtbot, program)
    press(program)
    wait_for(qtbot, program, RunState.RUNNING)
    program.actions["stop"].trigger()
    rest(qtbot, program)
    wait_for(qtbot, program, RunState.IDLE)
    qtbot.wait(300)
    assert program.runs.state is RunState.IDLE
    assert len(program.registry.run_list.runs) == 1


def test_that_a_cue_that_follows_one_that_is_there_already_is_performed_once(
    qtbot: QtBot, program: Program
) -> None:
    take(
        program,
        train_to(30),
        train_to(30),
        {"kind": "note", "text": "a"},
        train_to(60),
        waits=False,
    )
    rests: list[int] = []
    program.lessons.player.rested.connect(lambda: rests.append(program.lessons.player.index))
    press(program)
    qtbot.waitUntil(lambda: program.lessons.player.index == 3)
    rest(qtbot, program)
    qtbot.wait(100)
    assert rests == [0, 1, 2, 3]


def test_that_a_recording_waits_for_the_end_of_the_run_before(
    qtbot: QtBot, program: Program
) -> None:
    take(program, train_to(60))
    press(program)
    rest(qtbot, program)
    recording = program.lessons.player.recordings[0]
    recorded = {**train_to(60), "recording": recording.model_dump()}
    experiment = program.document.experiment
    cues = [
        {"act": {"kind": "set", "changes": ["trainer.seed=1"]}},  # another run, which is paused
        {"act": {"kind": "set", "changes": [f"trainer.seed={experiment.trainer.seed}"]}},
        {"act": recorded},
    ]
    program.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))
    program.lessons.player.begin_anew()
    press(program)
    press(program)
    wait_for(qtbot, program, RunState.PAUSED)
    program.runs.stop()
    assert program.runs.state is RunState.STOPPING
    press(program)
    assert not program.lessons.player.replay.is_playing
    qtbot.waitUntil(lambda: program.lessons.player.replay.is_playing)
    rest(qtbot, program)
    assert program.viewed.key == recording.run
    assert program.viewed.step == 60


def test_that_a_race_of_batch_sizes_trains_to_the_step_of_the_run_on_screen_and_no_further(
    qtbot: QtBot, program: Program
) -> None:
    program.document.change(small(trainer={"steps": 100, "batch_size": 16}, dataset={"points": 16}))
    shown(qtbot, program)
    values = ["4", "16"]
    sizes = {"kind": "race", "path": "trainer.batch_size", "values": values, "pace": "epochs"}
    take(program, sizes, train_to(30), train_to(0), train_to(0))
    press(program)
    steps = []
    for _ in range(3):
        press(program)
        rest(qtbot, program)
        steps.append([run.step for run in program.registry.run_list.runs])
    assert steps == [[30, 7], [400, 100], [400, 100]]


def test_that_what_is_looked_at_changes_no_goal(qtbot: QtBot, program: Program) -> None:
    take(program, train_to(40), train_to(60))
    press(program)
    rest(qtbot, program)
    program.viewed.timeline.seek(20)
    press(program)
    rest(qtbot, program)
    assert program.registry.present_step == 60


def test_that_lessons_train_to_steps_that_their_presets_have() -> None:
    for name, found in lessons().items():
        steps = 0
        for cue in found.cues:
            if isinstance(cue.act, TakePreset):
                taken = preset(cue.act.preset)
                base, race = taken.experiment, taken.race
                trained = experiments(race, base)[0] if race is not None else base
                steps = trained.trainer.steps
            if isinstance(cue.act, Train):
                assert cue.act.step <= steps, name


def test_that_a_race_is_not_trained_to_a_loss(qtbot: QtBot, program: Program) -> None:
    race = {"kind": "race", "path": "trainer.learning_rate", "values": ["0.001", "0.01"]}
    take(program, race, {"kind": "train", "loss": 0.5})
    press(program)
    press(program)
    rest(qtbot, program)
    assert "not to a loss" in program.transport.state_text.text()
    assert program.runs.state is RunState.PAUSED
    assert program.viewed.step == 0


def test_that_what_cues_do_is_no_doing(qtbot: QtBot, program: Program) -> None:
    doings = program.lessons.recorder
    doings.take()
    program.stage.views["fit"].enlarge_asked.emit()
    take(
        program,
        {"kind": "set", "changes": ["trainer.learning_rate=0.01"]},
        {"kind": "views", "views": ["fit", "loss"], "enlarged": "loss"},
        train_to(30),
    )
    for _ in range(3):
        press(program)
        rest(qtbot, program)
    press(program, "previous_cue")
    press(program, "previous_cue")
    press(program, "previous_cue")
    (only,) = doings.take()
    assert only.act.model_dump()["enlarged"] == "fit"


def test_that_a_replay_marks_what_was_changed(qtbot: QtBot, program: Program) -> None:
    take(
        program,
        train_to(40),
        {"kind": "set", "changes": ["trainer.learning_rate=0.01"]},
        train_to(200),
    )
    for _ in range(3):
        press(program)
        rest(qtbot, program)
    view = program.stage.views["loss"]
    assert isinstance(view, LossView)
    assert [mark.step for mark in view._changes.marks] == [40]
    for _ in range(3):
        press(program, "previous_cue")
    wait_for(qtbot, program, RunState.IDLE)
    press(program)
    rest(qtbot, program)
    assert view._changes.marks == ()  # it was changed afterwards
    press(program)
    press(program)
    rest(qtbot, program)
    assert [mark.step for mark in view._changes.marks] == [40]


def test_that_a_click_while_images_are_read_is_performed_when_they_are_there(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    read = reading.read_contents

    def wait(tree: Tree, progress: Progress) -> CollectionContents:
        may_end.wait(60)
        return read(tree, progress)

    forget_collections()
    monkeypatch.setattr(reading, "read_contents", wait)
    player = program.lessons.player
    program.lessons.open("1.4.1-batch-size")
    press(program)
    qtbot.waitUntil(lambda: program.session.data.is_waiting)
    first = player.index
    press(program)
    assert player.index == first
    may_end.set()
    qtbot.waitUntil(lambda: player.index > first)
    program.runs.stop()
    rest(qtbot, program)


def test_that_a_preset_is_on_screen_when_the_next_cue_follows_at_once(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    program = open_window(tmp_path, (LossView, AccuracyView), is_shown=False)
    images = preset("optimizer").experiment.dataset
    assert isinstance(images, LabelledDataset)
    open_collection(images.path)
    take(
        program,
        {"kind": "preset", "preset": "optimizer"},
        {"kind": "hide", "view": "accuracy", "part": "test"},
    )
    refused: list[object] = []
    program.lessons.player.refused.connect(refused.append)
    press(program)
    press(program)
    assert refused == []


@pytest.mark.parametrize("pause", [0, 30, 120, 400])
def test_that_one_trains_on_with_new_weights(qtbot: QtBot, program: Program, pause: int) -> None:
    take(program, train_to(30), {"kind": "set", "changes": ["model.widths=[9]"]}, train_to(60))
    press(program)
    rest(qtbot, program)
    press(program)
    qtbot.wait(pause)
    press(program)
    rest(qtbot, program)
    assert program.document.experiment.model.widths == (9,)
    assert program.viewed.step == 60
    _, second = program.registry.run_list.runs
    assert second.latest.model.widths == (9,)
