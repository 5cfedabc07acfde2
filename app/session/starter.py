"""How the user begins runs: anew, where one was, as a race, as a branch."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.runs import run_starts
from app.runs.registry import RunRegistry
from app.runs.run_plan import RunPlan, raced
from app.runs.run_states import ACTIVE, RunState
from app.session.document import Document
from app.session.preparation import Preparation
from training.settings import Experiment, is_live
from training.settings.race import Race
from training.text import Problem


class RunStarter(QObject):
    """Makes plans of runs from what is on screen, and has them begun.

    Parameters
    ----------
    prepare
        Makes the data of the document, where they are not there.

    Signals
    -------
    waiting
        Whether a run begins when the images are read, of which Space decided.
    """

    waiting = Signal(bool)

    def __init__(
        self,
        document: Document,
        registry: RunRegistry,
        data: Preparation,
        prepare: Callable[[], None],
    ) -> None:
        super().__init__()
        self._document, self._registry = document, registry
        self._data, self._prepare = data, prepare
        self._runs, self._viewed = registry.runs, registry.viewed
        self.pending_race: Race | None = None
        """The race that the next run from step 0 is to be, once."""
        self.waits_for_images = False
        """Whether Space was pressed while images were read: it runs when they are."""

    def forget(self) -> None:
        """Begin nothing that was asked for of a document before."""
        self.pending_race, self.waits_for_images = None, False

    @property
    def begins_anew(self) -> bool:
        """Whether the run that was asked for last begins with initial weights."""
        plan = self._runs.plan
        return plan is not None and not any(plan.starts)

    # --- begin, go on ---

    def start(self) -> None:
        """Begin a run, after the end of the one before; or when the images are read."""
        if self._can_begin():
            self._runs.start(self._plan())

    def start_paused(self) -> None:
        """Begin a run, or what is replayed, paused: cues say how far it trains."""
        self._runs.start(replace(self._plan(), paused=True))

    def resume(self) -> None:
        """Go on after a pause."""
        self._viewed.show_present()
        self._runs.resume()

    def single_step(self) -> None:
        """Do one step in a pause, or begin a run that is paused."""
        if self._runs.state is RunState.PAUSED:
            self._viewed.show_present()
            self._runs.advance()
        elif self._runs.state is RunState.IDLE and self._can_begin():
            self.start_paused()

    def images_ended(self) -> None:
        """Begin what was asked for while images were read."""
        is_running = self._runs.state in ACTIVE
        if self.waits_for_images and self._data.setup is not None and not is_running:
            self.waits_for_images = False
            self.start()

    def _can_begin(self) -> bool:
        """Whether there are data to train on; say why where there are none."""
        self._prepare()
        if self._data.problem is not None:
            self._registry.refused.emit(self._data.problem)
        elif self._data.setup is None:  # it runs when the images are read, or no more
            self.waits_for_images = not self.waits_for_images
            self.waiting.emit(self.waits_for_images)
        return self._data.setup is not None

    def _plan(self) -> RunPlan:
        """Go on with a run that was interrupted and is shown, else begin one."""
        experiment = self._document.experiment
        recorded = self._taken_over(experiment)
        if recorded is not None and self.pending_race is None:
            return recorded
        race, self.pending_race = self.pending_race, None
        return run_starts.interrupted(self._viewed.place, experiment) or raced(experiment, race)

    def _taken_over(self, experiment: Experiment) -> RunPlan | None:
        try:
            return run_starts.taken_over(self._viewed.place, experiment)
        except Problem as problem:
            self._registry.refused.emit(problem.text)
            return None

    def turn_live(self, experiment: Experiment) -> None:
        """Let what is replayed train when the user touches its settings."""
        if self._viewed.timeline.replay_limit is None:
            return
        run = self._registry.run_list.find(self._viewed.key)
        plan = self._taken_over(experiment)
        if run is None or plan is None or not is_live(run.latest, experiment):
            plan = raced(experiment, None)
        self._runs.start(plan)

    # --- in another way ---

    def reset(self) -> None:
        """Go back to the same initial weights; a race begins again as a race."""
        self._runs.start(RunPlan(self._document.experiment, paused=True, race=self._runs.race))

    def race(self, race: Race) -> None:
        """Train several runs side by side, which vary a setting; it was checked before."""
        self._runs.start(RunPlan(self._document.experiment, race=race))

    def branch(self) -> None:
        """Go on from the step that is shown as a run of its own, paused, to change a setting.

        Raises
        ------
        Problem
            When nothing was recorded so early.
        """
        plan = run_starts.branched(self._viewed.place)
        self._runs.start(plan)
        self._document.change(plan.experiment)

    def train_again(self, key: str) -> None:
        """Take a run's settings and begin another run with them, paused."""
        run = self._registry.run_list.find(key)
        if run is not None:
            self._document.change(run.latest)
            self.reset()

    def duplicate(self, key: str) -> None:
        """Begin a second run where a run is, with all that was recorded of it, paused."""
        run = self._registry.run_list.find(key)
        if run is not None:
            self._runs.start(run_starts.doubled(self._registry.archive, run))
            self._document.change(run.latest)
