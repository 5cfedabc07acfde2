"""Commands, and what is noted of them for a lesson; without a window."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.commands.commands import Command, Commands, Executed, Origin
from app.lesson.cue_actions import CUES, command_of
from app.lesson.cue_recorder import CueRecorder
from app.session.document import Document
from tests.samples import small
from training.catalog.lessons import (
    Act,
    Cue,
    GoToBookmark,
    Restart,
    SetSettings,
    ShowViews,
    TakePreset,
    Train,
)
from training.messages.announcements import Pause, RunPaused
from training.settings import Experiment
from training.settings.base import union_members
from training.text import Problem


class Runs(QObject):
    run_paused = Signal(object)


class Session(QObject):
    """What a recorder sees of one."""

    def __init__(self) -> None:
        super().__init__()
        self.document, self.runs = Document(small()), Runs()


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session()


@pytest.fixture
def commands(session: Session) -> Commands:
    table = Commands()

    def edit(rate: float) -> None:
        trainer = session.document.experiment.trainer.evolve(learning_rate=rate)
        session.document.replace(session.document.experiment.evolve(trainer=trainer), "edit")
        session.document.end_gesture()

    def take(name: str) -> None:
        session.document.replace(small(model={"widths": [len(name)]}), "preset")
        session.document.end_gesture()

    table.add(
        [
            Command("edit", edit),
            Command("preset", take, lambda name: TakePreset(preset=name)),
            Command("undo", session.document.undo_stack.undo),
            Command("show", lambda *_: None, lambda *keys: ShowViews(views=keys)),
            Command("mark", lambda _: None, lambda name: GoToBookmark(name=name)),
            Command("start", lambda: None, Restart),
            Command("resume", lambda: None),
            Command("train", lambda _: None, lambda goal: goal),
            Command("twice", lambda: (table.execute("show", "fit"), table.execute("edit", 0.5))),
            Command("next", lambda: table.execute("twice", origin=Origin.CUE)),
            Command("refuse", refuse),
        ]
    )
    return table


def refuse() -> None:
    raise Problem("It cannot be.")


@pytest.fixture
def recorder(session: Session, commands: Commands) -> CueRecorder:
    return CueRecorder(session, commands, session)  # type: ignore[arg-type]


def acts(recorder: CueRecorder) -> list[Act]:
    return [cue.act for cue in recorder.take()]


def pause(session: Session, step: int, reason: Pause = Pause.ASKED) -> None:
    session.runs.run_paused.emit(RunPaused(1, step, reason))


# --- commands ---------------------------------------------------------------------------------


def test_that_what_a_command_does_itself_is_of_the_same_origin(commands: Commands) -> None:
    told: list[Executed] = []
    commands.executed.connect(told.append)
    commands.execute("next")
    assert [(done.key, done.origin) for done in told] == [
        ("show", Origin.CUE),
        ("edit", Origin.CUE),
        ("twice", Origin.CUE),
        ("next", Origin.USER),
    ]
    commands.execute("resume", origin=Origin.SCRIPT)
    commands.execute("resume")
    assert [done.origin for done in told[-2:]] == [Origin.SCRIPT, Origin.USER]


def test_that_one_that_cannot_be_done_is_not_told_of(commands: Commands) -> None:
    told: list[Any] = []
    commands.executed.connect(told.append)
    commands.refused.connect(told.append)
    with pytest.raises(Problem):
        commands.execute("refuse", origin=Origin.CUE)
    assert told == []
    commands.asker("refuse")()
    assert [text.template for text in told] == ["It cannot be."]
    commands.execute("resume")
    assert told[-1].origin is Origin.USER  # and the next is nobody else's


def test_that_no_two_commands_have_one_key(commands: Commands) -> None:
    with pytest.raises(ValueError, match="edit"):
        commands.add([Command("edit", lambda: None)])


def test_that_each_kind_of_cue_is_a_command() -> None:
    kinds = union_members(Cue.model_fields["act"])
    assert {*CUES} == {*kinds.values()}
    for kind in kinds.values():
        key, arguments = command_of(kind())
        assert key
        assert isinstance(arguments, tuple)


# --- what is noted ----------------------------------------------------------------------------


def test_that_edits_in_a_row_are_one_cue(commands: Commands, recorder: CueRecorder) -> None:
    for rate in (0.1, 0.2, 0.3):
        commands.execute("edit", rate)
    assert acts(recorder) == [SetSettings(changes=("trainer.learning_rate=0.3",))]


def test_that_an_edit_that_is_taken_back_is_none(commands: Commands, recorder: CueRecorder) -> None:
    commands.execute("show", "loss")
    commands.execute("edit", 0.1)
    commands.execute("undo")
    assert acts(recorder) == [ShowViews(views=("loss",))]
    commands.execute("preset", "mine")
    commands.execute("undo")
    assert acts(recorder) == []


def test_that_what_cues_change_is_not_noted_and_stays_where_one_goes_on(
    commands: Commands, recorder: CueRecorder, session: Session
) -> None:
    commands.execute("edit", 0.1)
    commands.execute("next")
    commands.execute("edit", 0.2)
    assert acts(recorder) == [
        SetSettings(changes=("trainer.learning_rate=0.1",)),
        SetSettings(changes=("trainer.learning_rate=0.2",)),
    ]
    assert session.document.experiment.trainer.learning_rate == 0.2


def test_that_what_a_cue_has_changed_is_no_change_of_the_user(
    commands: Commands, recorder: CueRecorder
) -> None:
    commands.execute("next")
    commands.execute("resume")
    assert acts(recorder) == []


def test_that_the_last_of_a_kind_counts_but_each_bookmark_does(
    commands: Commands, recorder: CueRecorder
) -> None:
    for key, argument in (("show", "fit"), ("show", "loss"), ("mark", "a"), ("mark", "b")):
        commands.execute(key, argument)
    assert acts(recorder) == [
        ShowViews(views=("loss",)),
        GoToBookmark(name="a"),
        GoToBookmark(name="b"),
    ]


def test_that_training_is_noted_when_it_pauses_and_beginning_anew_after_it(
    commands: Commands, recorder: CueRecorder, session: Session
) -> None:
    commands.execute("start")
    pause(session, 40)
    commands.execute("resume")
    pause(session, 90)
    commands.execute("start")
    pause(session, 300, Pause.STEPS)
    assert acts(recorder) == [Train(step=90), Restart(), Train(step=0)]


def test_that_what_a_cue_trains_is_not_noted_though_one_pauses_it(
    commands: Commands, recorder: CueRecorder, session: Session
) -> None:
    commands.execute("start")
    pause(session, 40)
    commands.execute("train", Train(step=100), origin=Origin.CUE)
    commands.execute("show", "fit")
    pause(session, 70)
    assert acts(recorder) == [Train(step=40), ShowViews(views=("fit",))]


def test_that_another_document_begins_anew(
    commands: Commands, recorder: CueRecorder, session: Session
) -> None:
    commands.execute("edit", 0.1)
    session.document.load(small(trainer={"learning_rate": 0.7}), None, None)
    recorder.take()
    commands.execute("edit", 0.2)
    assert acts(recorder) == [SetSettings(changes=("trainer.learning_rate=0.2",))]
    assert isinstance(session.document.experiment, Experiment)
