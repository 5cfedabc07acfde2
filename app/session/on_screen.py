"""What is on screen: one run at one step, with the settings and the data as they were then.

It holds experiments and keys, no arrays: what data an experiment has is a function of it, and
``Setups`` remembers them; what was recorded of a run is read by its key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from training.settings import Experiment
from training.settings.race import with_setting_of
from training.store import RunInfo
from training.text import Text


@dataclass(frozen=True, slots=True)
class Chosen:
    """A run that the views show, and where of it.

    Attributes
    ----------
    trained
        What it was trained with at the step that is shown.
    step
        The recorded step that is looked at; None: the newest.
    newest
        The step to which it has come.
    replay_limit
        The step up to which it is known, as if nothing came after it; None: all of it.
    is_present
        Whether it is the one that trains, or has trained last.
    is_under_way
        Whether it trains, or may go on at once.
    """

    run: RunInfo
    trained: Experiment
    step: int | None = None
    newest: int = 0
    replay_limit: int | None = None
    is_present: bool = False
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class OnScreen:
    """One value for all that shows.

    Attributes
    ----------
    experiment
        What was set at the step that is shown; the document's where no run is shown.
    run
        Key of the run, or empty.
    name
        Its name.
    step
        The recorded step that is looked at; None: the newest.
    recorded_step
        The step of a recording that is shown; None where what is shown is live, or no run.
    is_live
        Whether the run trains, or may go on at once, and its newest step is shown.
    is_document
        Whether the experiment is that of the document.
    trained
        What the run was trained with at that step; None where no run is shown.
    drawn
        Keys of the runs that are drawn, in the order of the list; it may be one of them.
    replay_limit
        The step up to which runs are drawn, as if nothing came after it; None: all of them.
    """

    experiment: Experiment
    run: str = ""
    name: Text | None = None
    step: int | None = None
    recorded_step: int | None = None
    is_live: bool = False
    is_document: bool = True
    trained: Experiment | None = None
    drawn: tuple[str, ...] = ()
    replay_limit: int | None = None


def resolve(
    document: Experiment,
    chosen: Chosen | None = None,
    ticked: Sequence[RunInfo] = (),
    *,
    is_edited: bool,
) -> OnScreen:
    """Say what is on screen.

    Parameters
    ----------
    document
        The experiment that is edited, and would be trained next.
    chosen
        The run that the views show; None: none.
    ticked
        The runs that are ticked in the list.
    is_edited
        Whether the document was changed since the run was chosen: it is what is looked at then.
    """
    if chosen is None:
        return OnScreen(document, drawn=tuple(run.key for run in ticked if run.step))
    run, step = chosen.run, chosen.step
    is_live = chosen.is_under_way and step is None
    if is_live:  # what is typed has not reached it yet
        member = run.member
        shown = with_setting_of(document, member.path, run.latest) if member else document
    else:
        shown = document if is_edited else chosen.trained
    return OnScreen(
        shown,
        run.key,
        run.title,
        step,
        _recorded_step(chosen),
        is_live=is_live,
        is_document=shown == document,
        trained=chosen.trained,
        drawn=tuple(other.key for other in ticked if other.step or other.key == run.key),
        replay_limit=chosen.replay_limit,
    )


def _recorded_step(chosen: Chosen) -> int | None:
    goes_on = chosen.is_under_way or chosen.replay_limit is None
    if chosen.is_present and goes_on:
        return chosen.step
    return chosen.newest if chosen.step is None else chosen.step


def edited(
    on_screen: OnScreen, document: Experiment, run: RunInfo | None, new: Experiment
) -> Experiment:
    """Return what the document becomes when settings that are on screen are edited.

    An edit takes over what is on screen. In a race that trains, the value that it varies stays
    that of the document: what is edited holds for all its runs.
    """
    if not on_screen.is_live or run is None or run.member is None:
        return new
    path = run.member.path
    if with_setting_of(new, path, on_screen.experiment) != new:
        return new  # it is that value which was edited
    return with_setting_of(new, path, document)
