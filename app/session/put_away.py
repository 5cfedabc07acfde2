"""Runs that are put away while other data are set than they were trained on."""

from collections.abc import Callable

from app.runs.registry import RunRegistry
from app.session.screen import Screen
from app.session.setups import measured_on
from training.settings import Experiment
from training.setup.setup import Setup


class PutAway:
    """Shows a run with the data on which it was trained, and not with others.

    It is put away when others are set, and comes back when they are what they were.
    """

    def __init__(
        self, registry: RunRegistry, screen: Screen, show_no_run: Callable[[], None]
    ) -> None:
        self._registry, self._screen, self._show_no_run = registry, screen, show_no_run
        self._run: str = ""
        self._step: int | None = None

    def forget(self) -> None:
        """Let none come back."""
        self._run, self._step = "", None

    def data_made(self, experiment: Experiment, setup: Setup, *, is_replacing: bool) -> None:
        """Put the run away that does not go with these data, or bring it back that does.

        ``is_replacing``: they are about to be a run's, or a cue's, which says itself what is shown.
        """
        registry, on_screen = self._registry, self._screen.current
        if not registry.viewed.goes_with(setup.data):
            self.forget()
            self._show_no_run()
        elif is_replacing or registry.viewed.timeline.replay_limit is not None:
            return
        elif on_screen.trained is None:
            self._bring_back(experiment)
        elif self._screen.is_edited and measured_on(on_screen.trained) != measured_on(experiment):
            self._run, self._step = on_screen.run, on_screen.step
            self._show_no_run()

    def _bring_back(self, experiment: Experiment) -> None:
        run, step = self._registry.run_list.find(self._run), self._step
        if run is None:
            return
        trained = self._screen.trained_at(run, step)
        if measured_on(trained) != measured_on(experiment):
            return
        self.forget()
        self._registry.viewed.show(run.key)
        if step is not None:
            self._registry.viewed.timeline.seek(step)
