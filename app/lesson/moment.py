"""What is on screen before a cue, to be brought back."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray

from app.lesson.cue_actions import CueContext
from training.settings import Experiment
from training.settings.race import Race
from widgets.plots.prediction_parts import PredictionState


@dataclass(frozen=True, slots=True)
class Moment:
    """What is on screen at some time.

    Attributes
    ----------
    predictions
        What is hidden from the class, by the keys of the views.
    """

    experiment: Experiment
    run: str
    step: int | None
    race: Race | None
    arrangement: QByteArray
    enlarged: str
    caption: str
    predictions: dict[str, PredictionState]


def moment_of(context: CueContext) -> Moment:
    """Return what is on screen now."""
    session, grid, views = context.session, context.stage.grid, context.stage.views
    return Moment(
        session.document.experiment,
        session.registry.viewed.key,
        session.registry.viewed.step,
        session.starter.pending_race,
        grid.arrangement(),
        grid.enlarged,
        context.scene.caption,
        {key: v.prediction.state for key, v in views.items() if v.prediction is not None},
    )


def bring_back_settings(moment: Moment, context: CueContext) -> None:
    """Bring back all but the run, which is shown when the one that trains has ended."""
    session, grid = context.session, context.stage.grid
    session.apply_cue_settings(moment.experiment)
    session.starter.pending_race = moment.race
    grid.take_arrangement(moment.arrangement)
    if moment.enlarged:
        grid.enlarge(moment.enlarged)
    context.scene.show_caption(moment.caption)


def bring_back_run(moment: Moment, context: CueContext) -> None:
    """Show the run and step, and what was hidden."""
    session = context.session
    if moment.run and moment.step is not None:
        session.registry.viewed.open(moment.run, moment.step)
    else:
        session.show_no_run()
    for key, view in context.stage.views.items():
        if view.prediction is not None and key in moment.predictions:
            view.prediction.restore(moment.predictions[key])
