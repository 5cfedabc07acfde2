"""The left side of the window: an experiment as forms."""

from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from training.analysis.results import Baseline
from training.data.tables import read_table
from training.number_format import readable
from training.settings import Experiment, Mlp, problems
from training.settings.base import union_members
from training.settings.image_models import ImageModel
from training.settings.stds import named_stds, warning
from training.setup.setup import Setup
from training.text import Problem, Text
from widgets.forms.editors import ColumnEditor, StdEditor
from widgets.forms.form import ErrorLabel, Form, UnionForm
from widgets.look.tokens import SPACE
from widgets.panels.owner_line import Owner, OwnerLine
from widgets.panels.sample_page import SamplePage
from widgets.panels.section import Section
from widgets.text import sentence, translated

PARTS = (
    "dataset",
    "model",
    "trainer",
    "comparison",
    "truths",
    "published",
    "spectrum",
    "landscape",
)


BESIDE_BAR = 6
"""Pixels between the fields and the bar that scrolls them."""


class ExperimentPanel(QScrollArea):
    """Forms for dataset, architecture, comparison, trainer and spectrum.

    What is typed is checked as a whole; while anything is wrong a sentence stands beside it and
    the last good experiment stays.
    """

    experiment_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.forms: dict[str, Form | UnionForm] = {}
        self.sections: dict[str, Section] = {}
        self.notes, self.counts, self.problem = QLabel(), QLabel(), ErrorLabel()
        self.baselines, self.explanation = QLabel(), QLabel()
        self.samples, self.owner = SamplePage(), OwnerLine()
        self._explained: Text | None = None
        for label in (self.notes, self.counts, self.baselines, self.explanation):
            label.setWordWrap(True)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(SPACE.panel_padding_x, 8, BESIDE_BAR, 8)
        self._column.addWidget(self.owner)
        self._column.addWidget(self.explanation)
        self._column.addWidget(self.problem)
        self.explanation.hide()
        for part in PARTS:
            self._add_section(part)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.setMinimumWidth(330)
        self._version = 1
        self._setup: Setup | None = None
        self._parameters = 0
        self._norms = 0
        self._warning: Text | None = None
        self._model: Text | None = None
        self.retranslate()

    def _add_section(self, part: str) -> None:
        field = Experiment.model_fields[part]
        members = union_members(field)
        form: Form | UnionForm = UnionForm(members) if members else Form(field.annotation)  # type: ignore[arg-type]
        form.changed.connect(self._on_form_changed)
        section = Section()
        if part == "dataset":
            section.column.addWidget(self.notes)
            section.column.addWidget(self.samples)
        if part == "model":
            section.column.addWidget(self.counts)
        section.column.addWidget(form)
        if part == "comparison":
            section.column.addWidget(self.baselines)
        self._column.addWidget(section)
        self.forms[part], self.sections[part] = form, section

    # --- the experiment ---

    def set_experiment(self, experiment: Experiment) -> None:
        """Show an experiment without telling that it changed."""
        for part, form in self.forms.items():
            form.set_value(getattr(experiment, part))
        self._clear_problems()
        self._offer_columns()
        self._mark_stds(experiment)

    def show_owner(self, owner: Owner | None) -> None:
        """Say whose settings these are; None: those that are trained next."""
        self.owner.show_owner(owner)

    def value(self) -> dict[str, Any]:
        """Return what is typed, as a JSON file would hold it."""
        parts = {part: form.value() for part, form in self.forms.items()}
        return {"version": self._version, **parts}

    def _on_form_changed(self) -> None:
        self._offer_columns()
        experiment = self._checked()
        if experiment is not None:
            self.experiment_changed.emit(experiment)

    def _checked(self) -> Experiment | None:
        """Say what is wrong with what is typed, and nothing else; return the experiment if none."""
        self._clear_problems()
        try:
            return Experiment.model_validate(self.value())
        except ValidationError as error:
            for path, text in problems(error, Experiment):
                self.show_problem(path, text)
            return None

    def show_problem(self, path: tuple[str, ...], text: Text) -> None:
        """Show a sentence beside the setting at ``path``, or on top where there is none."""
        form = self.forms.get(path[0]) if path else None
        if form is not None and form.takes(path[1:]):
            form.show_problem(path[1:], text)
        else:
            self.problem.show_problem(text)

    def _clear_problems(self) -> None:
        self.problem.show_problem(None)
        for form in self.forms.values():
            form.clear_problems()

    def _mark_stds(self, experiment: Experiment) -> None:
        if not isinstance(experiment.model, Mlp):
            return
        for editor in self.forms["model"].findChildren(StdEditor):
            editor.set_marks(named_stds(experiment.model))

    def _offer_columns(self) -> None:
        """Offer the names of a file's columns where a column is to be chosen."""
        dataset = self.forms["dataset"].value()
        if dataset["kind"] != "csv":
            return
        try:
            names = read_table(dataset["path"], dataset["header"]).names
        except Problem:
            return  # said beside the file when the data are made
        for editor in self.forms["dataset"].findChildren(ColumnEditor):
            editor.offer(names)

    # --- what is known of it ---

    @property
    def is_explaining(self) -> bool:
        """Whether it says what a preset shows."""
        return self._explained is not None

    def show_explanation(self, text: Text | None) -> None:
        """Say what a preset shows; None for any other experiment."""
        if text is not None and text is not self._explained:
            self.verticalScrollBar().setValue(0)  # where it stands
        self._explained = text
        self.explanation.setVisible(text is not None)
        self.explanation.setText("" if text is None else sentence(text))

    def show_setup(self, setup: Setup, experiment: Experiment) -> None:
        """Show how much data and how many parameters there are: nothing is wrong with the data."""
        self._offer_columns()  # of a table that may be read now
        self._checked()
        self._setup, self._parameters = setup, experiment.parameter_count
        self._norms = experiment.norm_count
        self._warning = warning(experiment.model)
        model = experiment.model
        self._model = model.title if isinstance(model, ImageModel) else None
        self._show_counts()

    @Slot()
    def forget_setup(self) -> None:
        """Show nothing of data: there are none."""
        self._setup = None
        for widget in (self.notes, self.samples, self.baselines, self.counts):
            widget.hide()

    def _show_counts(self) -> None:
        if self._setup is None:
            return
        self.counts.show()
        data = self._setup.data
        self.samples.show_data(data)
        self.notes.setText(" ".join(sentence(note) for note in data.notes))
        self.notes.setVisible(bool(data.notes))
        self._show_baselines(self._setup.baselines)
        counts = self.tr("{parameters} parameters for {points} training points").format(
            parameters=self._said_parameters(), points=f"{data.count('train'):,}"
        )
        lines = [counts, *map(sentence, filter(None, [self._model, self._warning]))]
        self.counts.setText("\n".join(lines))

    def _said_parameters(self) -> str:
        """Write how many parameters there are as papers count them: batch norm apart."""
        rest = f"{self._parameters - self._norms:,}"
        if not self._norms:
            return rest
        said = self.tr("{parameters} + {norms} (batch norm)")
        return said.format(parameters=rest, norms=f"{self._norms:,}")

    def _show_baselines(self, baselines: tuple[Baseline, ...]) -> None:
        self.baselines.setVisible(bool(baselines))
        lines = []
        for baseline in baselines:
            test = baseline.test_error
            errors = self.tr("training error {train}, test error {test}").format(
                train=readable(baseline.train_error), test="–" if test is None else readable(test)
            )
            if len(baselines) > 1:
                lines.append(sentence(baseline.name))
            lines.append(errors)
            if baseline.condition is not None:
                condition = self.tr("condition number {number}")
                lines.append(condition.format(number=readable(baseline.condition, 2)))
            lines += map(sentence, baseline.notes)
        self.baselines.setText("\n".join(lines))

    # --- language ---

    def retranslate(self) -> None:
        """Set the headings in the present language."""
        for part, section in self.sections.items():
            field = Experiment.model_fields[part]
            title = translated(field.title or part), translated(field.description or "")
            section.set_title(*title)
            form = self.forms[part]
            if isinstance(form, UnionForm):
                form.set_name(*title)
        self._show_counts()
        self.show_explanation(self._explained)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
