"""Lessons: walking forth and back, rehearsals, and cues that cannot be done."""

import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desktop import language
from app.runs.controller import RunState
from app.window.main_window import MainWindow
from tests.app.test_main_window import shown, wait_for
from tests.samples import small
from training.catalog.lessons import (
    Cue,
    Lesson,
    ShowNote,
    TakePreset,
    Train,
    Unknown,
    lesson,
    lessons,
)
from training.catalog.presets import preset
from training.data.collections import Progress, forget_collections, reading
from training.data.collections.formats import Contents
from training.data.collections.trees import Tree
from training.messages.announcements import Series
from training.settings import Experiment
from training.setup.races import experiments
from training.store import Notebook
from widgets.views import LossView


@pytest.fixture
def window(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.resize(1400, 800)
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    return window


def take(window: MainWindow, *acts: dict[str, object], **cue: object) -> None:
    cues = [{"act": act, **cue} for act in acts]
    window.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))


def press(window: MainWindow, key: str = "next_cue") -> None:
    window.actions_by_key[key].trigger()


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the cue has trained as far as it says."""
    qtbot.waitUntil(lambda: not window.lessons.walk.is_busy)


def train(step: int) -> dict[str, object]:
    return {"kind": "train", "step": step}


def loss_curve(window: MainWindow) -> np.ndarray:
    view = window.views["loss"]
    assert isinstance(view, LossView)
    return view._measured[Series.TRAIN_LOSS].steps.values


def test_that_a_clicker_walks_through_cues(qtbot: QtBot, window: MainWindow) -> None:
    take(
        window,
        {"kind": "note", "text": "What is learned first?"},
        train(40),
        {"kind": "set", "changes": ["trainer.learning_rate=0.01"]},
        train(90),
        {"kind": "views", "views": ["fit", "loss"], "enlarged": "loss"},
    )
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert window.scene.caption == "What is learned first?"
    press(window)
    rest(qtbot, window)
    assert (window.session.book.step, window.runs.state) == (40, RunState.PAUSED)
    press(window)
    assert window.document.experiment.trainer.learning_rate == 0.01
    press(window)
    rest(qtbot, window)
    assert window.session.book.step == 90
    (change,) = window.session.book.archive.reader_of(window.session.book.shown).events(  # type: ignore[union-attr]
        window.session.book.shown
    )
    assert change.step == 40
    press(window)
    assert window.grid.enlarged == "loss"
    assert window.grid.shown() == ("fit", "loss")
    press(window)  # beyond the last cue there is nothing
    assert window.lessons.walk.index == 4


def test_that_a_cue_may_follow_without_a_click(qtbot: QtBot, window: MainWindow) -> None:
    take(window, train(20), {"kind": "note", "text": "There."}, train(60), waits=False)
    press(window)
    qtbot.waitUntil(lambda: window.lessons.walk.index == 2)
    rest(qtbot, window)
    assert window.scene.caption == "There."
    assert window.session.book.step == 60


def test_that_one_trains_to_a_loss(qtbot: QtBot, window: MainWindow) -> None:
    take(window, {"kind": "train", "loss": 0.5})
    press(window)
    rest(qtbot, window)
    run = window.session.book.run_list.find(window.session.book.shown)
    assert run is not None
    assert run.train_loss is not None
    assert run.train_loss < 0.5
    assert run.step < 1_000_000


def test_that_back_shows_what_was_there_and_forth_plays_it_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    take(window, train(40), {"kind": "set", "changes": ["trainer.learning_rate=0.01"]}, train(300))
    for _ in range(3):
        press(window)
        rest(qtbot, window)
    run = window.session.book.shown
    press(window, "previous_cue")
    wait_for(qtbot, window, RunState.IDLE)
    assert window.session.book.shown == run
    assert window.session.book.step == 40
    assert window.scene.badge.isVisible()
    assert "40" in window.scene.badge.text()
    assert loss_curve(window).max() <= 40  # the future is not known yet
    press(window)
    rest(qtbot, window)
    assert window.runs.state is RunState.IDLE  # nothing trained: it was recorded
    assert window.session.book.step == 300
    assert loss_curve(window).max() == 300
    press(window, "previous_cue")
    press(window, "previous_cue")
    assert window.document.experiment.trainer.learning_rate == 0.001
    press(window, "previous_cue")
    assert window.session.book.shown == ""
    assert window.lessons.walk.index == -1


def test_that_a_rehearsal_plays_at_once_and_turns_live_when_touched(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    take(
        window,
        train(50),
        {"kind": "set", "changes": ["trainer.learning_rate=0.005"]},
        train(400),
    )
    press(window, "rehearse")
    qtbot.waitUntil(lambda: not window.lessons.rehearsal.is_going)
    acts = [cue.act for cue in window.lessons.walk.lesson.cues if isinstance(cue.act, Train)]
    recorded = [act.recording for act in acts]
    assert [(r.begin, r.end) for r in recorded if r is not None] == [(0, 50), (50, 400)]
    path = tmp_path / "evening.fanhua"
    window.session.save_project(path)
    assert window.session.book.wait_saved()
    window.session.open_project(path)
    shown(qtbot, window)
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    wait_for(qtbot, window, RunState.IDLE)
    count = len(window.session.book.run_list.runs)
    press(window)
    qtbot.waitUntil(lambda: window.lessons.walk.replay.is_playing)
    rest(qtbot, window)
    press(window)
    press(window)
    rest(qtbot, window)
    assert window.session.book.step == 400
    assert len(window.session.book.run_list.runs) == count
    assert window.scene.badge.isVisible()
    window.session.replace(
        window.document.experiment.evolve(
            trainer=window.document.experiment.trainer.evolve(learning_rate=0.002)
        )
    )
    wait_for(qtbot, window, RunState.RUNNING)  # it trains on from where it was
    qtbot.waitUntil(lambda: (window.session.book.step or 0) > 420)
    assert not window.scene.badge.isVisible()
    run = window.session.book.run_list.find(window.session.book.shown)
    assert run is not None
    assert run.origin is not None
    assert run.origin.step == 400
    assert run.latest.trainer.learning_rate == 0.002
    assert loss_curve(window)[0] == 0  # with its past


def test_that_space_turns_a_replay_live(qtbot: QtBot, window: MainWindow) -> None:
    take(window, train(400))
    press(window)
    rest(qtbot, window)
    press(window, "previous_cue")
    wait_for(qtbot, window, RunState.IDLE)
    press(window)
    assert window.lessons.walk.replay.is_playing
    qtbot.waitUntil(lambda: (window.session.book.step or 0) > 20)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    wait_for(qtbot, window, RunState.RUNNING)
    assert not window.lessons.walk.replay.is_playing
    run = window.session.book.run_list.find(window.session.book.shown)
    assert run is not None
    assert run.origin is not None
    assert 20 < run.origin.step <= 400


def test_that_a_race_is_replayed_with_all_its_runs(qtbot: QtBot, window: MainWindow) -> None:
    take(
        window,
        {"kind": "race", "path": "trainer.learning_rate", "values": ["0.001", "0.01"]},
        train(200),
    )
    press(window)
    press(window)
    rest(qtbot, window)
    assert [run.step for run in window.session.book.run_list.runs] == [200, 200]
    press(window, "previous_cue")
    wait_for(qtbot, window, RunState.IDLE)
    press(window)
    qtbot.waitUntil(lambda: (window.session.book.step or 0) > 20)
    (overlay,) = window.views["loss"].overlays
    step = window.session.book.step or 0
    assert overlay.series[Series.TRAIN_LOSS].steps.max() <= step
    rest(qtbot, window)
    assert len(window.session.book.run_list.runs) == 2
    qtbot.keyClick(window, Qt.Key.Key_Space)  # and goes on live, both of them
    wait_for(qtbot, window, RunState.RUNNING)
    qtbot.waitUntil(lambda: all(r.step > 220 for r in window.session.book.run_list.runs[2:]))
    assert len(window.session.book.run_list.runs) == 4


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
    qtbot: QtBot, window: MainWindow, act: dict[str, object], said: str
) -> None:
    take(window, act, {"kind": "note", "text": "on"})
    before = window.document.experiment
    press(window)
    assert said in window.transport.state_text.text()
    assert window.document.experiment == before
    press(window)
    assert window.scene.caption == "on"


def test_that_a_cue_of_a_newer_version_is_kept() -> None:
    content = {"act": {"kind": "dance", "with": "stars"}, "note": "later"}
    found = Lesson.model_validate({"cues": [content]})
    (cue,) = found.cues
    assert isinstance(cue.act, Unknown)
    assert "stars" in cue.act.content
    again = Notebook.model_validate_json(Notebook(lesson=found).model_dump_json())
    assert again.lesson == found


def test_that_a_deleted_rehearsal_is_trained_live(qtbot: QtBot, window: MainWindow) -> None:
    take(window, train(30))
    press(window)
    rest(qtbot, window)
    run = window.session.book.shown
    press(window, "previous_cue")
    wait_for(qtbot, window, RunState.IDLE)
    window.session.book.delete([run])
    press(window)
    rest(qtbot, window)
    assert window.runs.state is RunState.PAUSED
    assert window.session.book.step == 30


def test_that_a_lesson_is_made_of_what_was_done(qtbot: QtBot, window: MainWindow) -> None:
    window.lessons.doings.take()
    trainer = window.document.experiment.trainer
    for rate in (0.002, 0.004):
        changed = trainer.evolve(learning_rate=rate)
        window.session.replace(window.document.experiment.evolve(trainer=changed))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.RUNNING)
    qtbot.waitUntil(lambda: (window.session.book.step or 0) > 20)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    step = window.session.book.step
    window.grid.enlarge("fit")
    press(window, "take_doings")
    first, second, third = (cue.act for cue in window.lessons.walk.lesson.cues)
    assert first.model_dump()["changes"] == ("trainer.learning_rate=0.004",)
    assert second.model_dump()["step"] == step
    assert third.model_dump()["enlarged"] == "fit"
    window.document.undo_stack.undo()
    assert not window.lessons.walk.lesson.cues


def test_that_a_cue_is_edited_in_the_list(qtbot: QtBot, window: MainWindow) -> None:
    take(window, train(40), {"kind": "pause"})
    panel = window.lessons.panel
    panel.list.setCurrentRow(0)
    value = panel.form.value()
    panel.form.set_value(Cue.model_validate({**value, "note": "Say this.", "waits": False}))
    panel.form.changed.emit()
    assert window.lessons.walk.lesson.cues[0].note == "Say this."
    panel._move(1)
    assert [cue.act.kind for cue in window.lessons.walk.lesson.cues] == ["pause", "train"]
    panel.remove.click()
    assert [cue.act.kind for cue in window.lessons.walk.lesson.cues] == ["pause"]
    panel._insert("note")
    assert [cue.act.kind for cue in window.lessons.walk.lesson.cues] == ["pause", "note"]
    assert panel.list.currentRow() == 1


def _notes(found: Lesson) -> list[str]:
    return [cue.act.text for cue in found.cues if isinstance(cue.act, ShowNote)]


def test_that_lessons_of_the_app_speak_both_languages(qtbot: QtBot, window: MainWindow) -> None:
    window.lessons.open("1.5-implicit-bias")
    english = window.lessons.walk.lesson
    assert english == lesson("1.5-implicit-bias")
    window.scene.show_caption(_notes(english)[0])
    try:
        language.switch("zh_CN")
        qtbot.waitUntil(lambda: window.lessons.walk.lesson.title != english.title)
        chinese = window.lessons.walk.lesson
        assert window.scene.caption == _notes(chinese)[0] != _notes(english)[0]
        pairs = zip(english.cues, chinese.cues, strict=True)
        assert all(one.note != other.note for one, other in pairs if one.note)
    finally:
        language.switch("en")
    qtbot.waitUntil(lambda: window.lessons.walk.lesson == english)


@pytest.mark.parametrize("name", lessons())
def test_that_every_cue_of_the_apps_lessons_can_be_performed(
    qtbot: QtBot, window: MainWindow, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[object] = []
    window.lessons.walk.refused.connect(refused.append)
    walk = window.lessons.walk
    monkeypatch.setattr(walk, "_start", lambda act: walk._arrive())  # as if it had trained
    window.lessons.open(name)
    for _ in window.lessons.walk.lesson.cues:
        press(window)
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not window.session.is_waiting)
    assert refused == []
    assert window.lessons.walk.index == len(window.lessons.walk.lesson.cues) - 1
    assert isinstance(window.document.experiment, Experiment)


def test_that_a_run_that_cannot_begin_is_not_begun_again(qtbot: QtBot, window: MainWindow) -> None:
    ended: list[object] = []
    window.runs.run_ended.connect(ended.append)
    take(window, {"kind": "set", "changes": ["trainer.device=cuda"]}, train(10))
    press(window)
    press(window)
    rest(qtbot, window)
    qtbot.wait(500)
    assert len(ended) == (0 if torch.cuda.is_available() else 1)


def test_that_a_recording_waits_for_the_end_of_the_run_before(
    qtbot: QtBot, window: MainWindow
) -> None:
    take(window, train(60))
    press(window)
    rest(qtbot, window)
    recording = window.lessons.walk.recordings[0]
    recorded = {**train(60), "recording": recording.model_dump()}
    experiment = window.document.experiment
    cues = [
        {"act": {"kind": "set", "changes": ["trainer.seed=1"]}},  # another run, which is paused
        {"act": {"kind": "set", "changes": [f"trainer.seed={experiment.trainer.seed}"]}},
        {"act": recorded},
    ]
    window.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))
    window.lessons.walk.begin_anew()
    press(window)
    press(window)
    wait_for(qtbot, window, RunState.PAUSED)
    window.runs.stop()
    assert window.runs.state is RunState.STOPPING
    press(window)
    assert not window.lessons.walk.replay.is_playing
    qtbot.waitUntil(lambda: window.lessons.walk.replay.is_playing)
    rest(qtbot, window)
    assert window.session.book.shown == recording.run
    assert window.session.book.step == 60


def test_that_a_race_of_batch_sizes_trains_to_the_step_of_the_run_on_screen_and_no_further(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.replace(small(trainer={"steps": 100, "batch_size": 16}, dataset={"points": 16}))
    shown(qtbot, window)
    values = ["4", "16"]
    sizes = {"kind": "race", "path": "trainer.batch_size", "values": values, "pace": "epochs"}
    take(window, sizes, train(30), train(0), train(0))
    press(window)
    steps = []
    for _ in range(3):
        press(window)
        rest(qtbot, window)
        steps.append([run.step for run in window.session.book.run_list.runs])
    assert steps == [[30, 7], [400, 100], [400, 100]]


def test_that_what_is_looked_at_changes_no_goal(qtbot: QtBot, window: MainWindow) -> None:
    take(window, train(40), train(60))
    press(window)
    rest(qtbot, window)
    window.session.book.timeline.go(20)
    press(window)
    rest(qtbot, window)
    assert window.session.book.present_step == 60


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


def test_that_a_race_is_not_trained_to_a_loss(qtbot: QtBot, window: MainWindow) -> None:
    race = {"kind": "race", "path": "trainer.learning_rate", "values": ["0.001", "0.01"]}
    take(window, race, {"kind": "train", "loss": 0.5})
    press(window)
    press(window)
    rest(qtbot, window)
    assert "not to a loss" in window.transport.state_text.text()
    assert window.runs.state is RunState.PAUSED
    assert window.session.book.step == 0


def test_that_what_cues_do_is_no_doing(qtbot: QtBot, window: MainWindow) -> None:
    doings = window.lessons.doings
    doings.take()
    window.grid.enlarge("fit")
    take(
        window,
        {"kind": "set", "changes": ["trainer.learning_rate=0.01"]},
        {"kind": "views", "views": ["fit", "loss"], "enlarged": "loss"},
        train(30),
    )
    for _ in range(3):
        press(window)
        rest(qtbot, window)
    press(window, "previous_cue")
    press(window, "previous_cue")
    press(window, "previous_cue")
    (only,) = doings.take()
    assert only.act.model_dump()["enlarged"] == "fit"


def test_that_a_replay_marks_what_was_changed(qtbot: QtBot, window: MainWindow) -> None:
    take(window, train(40), {"kind": "set", "changes": ["trainer.learning_rate=0.01"]}, train(200))
    for _ in range(3):
        press(window)
        rest(qtbot, window)
    view = window.views["loss"]
    assert isinstance(view, LossView)
    assert [mark.step for mark in view._changes.marks] == [40]
    for _ in range(3):
        press(window, "previous_cue")
    wait_for(qtbot, window, RunState.IDLE)
    press(window)
    rest(qtbot, window)
    assert view._changes.marks == ()  # it was changed afterwards
    press(window)
    press(window)
    rest(qtbot, window)
    assert [mark.step for mark in view._changes.marks] == [40]


def test_that_a_click_while_images_are_read_is_performed_when_they_are_there(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    read = reading.read_contents

    def wait(tree: Tree, progress: Progress) -> Contents:
        may_end.wait(60)
        return read(tree, progress)

    forget_collections()
    monkeypatch.setattr(reading, "read_contents", wait)
    walk = window.lessons.walk
    window.lessons.open("1.4.1-batch-size")
    press(window)
    qtbot.waitUntil(lambda: window.session.is_waiting)
    first = walk.index
    press(window)
    assert walk.index == first
    may_end.set()
    qtbot.waitUntil(lambda: walk.index > first)
    window.runs.stop()
    rest(qtbot, window)


@pytest.mark.parametrize("pause", [0, 30, 120, 400])
def test_that_one_trains_on_with_new_weights(qtbot: QtBot, window: MainWindow, pause: int) -> None:
    take(window, train(30), {"kind": "set", "changes": ["model.widths=[9]"]}, train(60))
    press(window)
    rest(qtbot, window)
    press(window)
    qtbot.wait(pause)
    press(window)
    rest(qtbot, window)
    assert window.document.experiment.model.widths == (9,)
    assert window.session.book.step == 60
    _, second = window.session.book.run_list.runs
    assert second.latest.model.widths == (9,)
