"""What is on screen, resolved from what was done; without Qt."""

import subprocess
import sys

import pytest

from app.session.on_screen import Chosen, OnScreen, edited, resolve
from tests.samples import small
from training.settings import Experiment, FormulaDataset
from training.store import RunInfo

SINE = FormulaDataset(formula="sin(v*x)", v=1.0, points=40)
DOCUMENT, OTHER = small(), small(trainer={"seed": 3})


def run_of(experiment: Experiment, path: str = "", number: int = 0) -> RunInfo:
    member = {"race": "0" * 32, "path": path, "pace": "steps"} if path else None
    return RunInfo.model_validate(
        {
            "key": f"{number:032x}",
            "name": "",
            "experiment": experiment,
            "number": 1,
            "member": member,
        }
    )


def test_that_it_needs_no_qt() -> None:
    code = "import sys, app.session.on_screen; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_that_it_is_the_document_where_no_run_is_shown() -> None:
    for is_edited in (False, True):
        assert resolve(DOCUMENT, is_edited=is_edited) == OnScreen(DOCUMENT)


@pytest.mark.parametrize(
    ("is_under_way", "step", "is_edited", "wanted", "is_live"),
    [
        (False, None, False, OTHER, False),  # a run was chosen
        (False, 7, False, OTHER, False),  # and a step of it
        (False, 7, True, DOCUMENT, False),  # and then something was set
        (False, None, True, DOCUMENT, False),
        (True, None, False, DOCUMENT, True),  # it trains: what is set reaches it
        (True, None, True, DOCUMENT, True),
        (True, 7, False, OTHER, False),  # it trains, and an earlier step is looked at
        (True, 7, True, DOCUMENT, False),
    ],
)
def test_that_what_was_looked_at_last_wins(
    is_under_way: bool, step: int | None, is_edited: bool, wanted: Experiment, is_live: bool
) -> None:
    chosen = Chosen(run_of(OTHER), OTHER, step, 90, is_under_way=is_under_way)
    now = resolve(DOCUMENT, chosen, is_edited=is_edited)
    assert (now.experiment, now.is_document) == (wanted, wanted == DOCUMENT)
    assert (now.step, now.is_live) == (step, is_live)
    assert (now.run, now.trained) == ("0" * 32, OTHER)


def test_that_runs_are_drawn_that_are_ticked_and_have_trained() -> None:
    ticked = [run_of(OTHER, number=n).evolve(step=step) for n, step in enumerate((5, 0, 7))]
    first, untrained, last = (run.key for run in ticked)
    assert resolve(DOCUMENT, None, ticked, is_edited=False).drawn == (first, last)
    chosen = Chosen(ticked[1], OTHER, 40, 90, 60)
    now = resolve(DOCUMENT, chosen, ticked, is_edited=True)
    assert (now.drawn, now.run) == ((first, untrained, last), untrained)
    assert (now.step, now.replay_limit) == (40, 60)


@pytest.mark.parametrize(
    ("is_present", "is_under_way", "step", "limit", "recorded"),
    [
        (True, True, None, None, None),  # it trains, and is seen as it does
        (True, True, 40, None, 40),  # an earlier step of it
        (True, False, None, None, None),  # it has trained last, and is seen as it ended
        (True, False, 40, None, 40),
        (True, False, 40, 40, 40),  # it is replayed
        (True, False, None, 60, 90),
        (True, True, None, 60, None),  # it is replayed no more: it goes on
        (False, False, None, None, 90),  # another one, which was opened
        (False, False, 40, None, 40),
        (False, False, 40, 60, 40),
        (False, True, None, None, 90),
    ],
)
def test_that_a_recording_is_called_one(
    is_present: bool, is_under_way: bool, step: int | None, limit: int | None, recorded: int | None
) -> None:
    chosen = Chosen(
        run_of(OTHER), OTHER, step, 90, limit, is_present=is_present, is_under_way=is_under_way
    )
    assert resolve(DOCUMENT, chosen, is_edited=False).recorded_step == recorded


def test_that_an_edit_in_a_race_holds_for_all_its_runs() -> None:
    document = small().evolve(dataset=SINE)
    member = document.evolve(dataset=SINE.evolve(v=3.0))
    run = run_of(member, path="dataset.v")
    now = resolve(document, Chosen(run, member, is_under_way=True), is_edited=False)
    assert now.experiment == member
    faster = member.evolve(trainer=member.trainer.evolve(learning_rate=0.5))
    assert edited(now, document, run, faster) == document.evolve(trainer=faster.trainer)
    other = member.evolve(dataset=SINE.evolve(v=5.0))
    assert edited(now, document, run, other) == other


def test_that_an_edit_takes_over_what_is_on_screen() -> None:
    run = run_of(OTHER)
    now = resolve(DOCUMENT, Chosen(run, OTHER, 7), is_edited=False)
    new = OTHER.evolve(trainer=OTHER.trainer.evolve(learning_rate=0.5))
    assert edited(now, DOCUMENT, run, new) == new
    assert edited(now, DOCUMENT, None, new) == new
