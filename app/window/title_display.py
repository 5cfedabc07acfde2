"""The title above the views: which experiment is on screen, and what was changed in it."""

from PySide6.QtCore import QObject, Slot

from app.session.on_screen import OnScreen
from app.session.session import Session
from training.catalog.nearest_preset import nearest
from training.settings import Experiment, FormulaDataset
from training.settings.words import difference_text
from training.text import Text
from widgets.stage.audience_scene import Scene
from widgets.stage.title_block import Heading

OWN = Text("An experiment of your own")
MOST = 2
"""Changed settings that are named; more are counted."""
ORIGINS = {"book": Text("the book's settings"), "ours": Text("our settings")}


def heading_of(experiment: Experiment) -> Heading:
    """Say which preset an experiment is, or was before it was changed."""
    dataset = experiment.dataset
    formula = dataset.formula if isinstance(dataset, FormulaDataset) else ""
    found = nearest(experiment)
    if found is None:
        return Heading("", OWN, (_size(experiment),), formula)
    preset, changes = found
    section = (Text(preset.section),) if preset.section else ()
    said = tuple(map(difference_text, changes))
    if len(said) > MOST:
        said = (*said[: MOST - 1], Text("{count} more changes", {"count": len(said) - MOST + 1}))
    lines = (*section, _size(experiment), *(said or (ORIGINS[preset.origin],)))
    return Heading(preset.number, Text(preset.title), lines, formula)


def _size(experiment: Experiment) -> Text:
    return Text("{count} parameters", {"count": f"{experiment.parameter_count:,}"})


class TitleDisplay(QObject):
    """Connects the title with what is on screen."""

    def __init__(self, session: Session, scene: Scene) -> None:
        super().__init__(scene)
        self._title = scene.title
        session.screen.changed.connect(self._on_screen_changed)
        self._on_screen_changed(session.screen.current)

    @Slot(object)
    def _on_screen_changed(self, on_screen: OnScreen) -> None:
        self._title.show_heading(heading_of(on_screen.experiment))
