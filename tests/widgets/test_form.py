from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSlider, QSpinBox
from pytestqt.qtbot import QtBot

from tests.harness.experiments import experiments
from tests.samples import small
from training.catalog.presets import preset
from training.settings import Experiment, Mlp, PointsDataset, Spectrum, Trainer, differences
from training.setup.prepare import prepare
from training.text import Text
from widgets.forms.editors import NumberEditor, SliderEditor, WidthsEditor
from widgets.forms.editors.numbers import number_or_text
from widgets.forms.form import Form
from widgets.panels.experiment_panel import ExperimentPanel


@pytest.fixture
def panel(qtbot: QtBot) -> ExperimentPanel:
    panel = ExperimentPanel()
    qtbot.addWidget(panel)
    panel.set_experiment(Experiment())
    return panel


def row(panel: ExperimentPanel, path: str) -> Any:
    part: Any = panel
    for name in path.split("."):
        forms = part.forms if hasattr(part, "forms") else None
        if forms is not None:
            part = forms[name]
        else:
            form = part.form() if hasattr(part, "form") else part
            part = form.rows[name].part
    return part


@given(experiment=experiments)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_what_a_form_shows_is_what_it_returns(
    panel: ExperimentPanel, experiment: Experiment
) -> None:
    panel.set_experiment(experiment)
    shown = Experiment.model_validate(panel.value())
    for difference in differences(experiment, shown):
        # Numbers are shown with ten digits.
        old, new = (np.array(value, dtype=float) for value in (difference.old, difference.new))
        assert new == pytest.approx(old, rel=1e-9)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e-12, "1e-12"),
        (1e-5, "1e-5"),
        (2.5e-7, "2.5e-7"),
        (0.0002, "0.0002"),
        (15.70796327, "15.70796327"),
        (1_000_000.0, "1000000"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1e12, "1e12"),
    ],
)
def test_that_a_field_shows_a_number_whole(qtbot: QtBot, value: float, text: str) -> None:
    for editor in (NumberEditor(), SliderEditor(1e-6, 1.0, is_log=True)):
        qtbot.addWidget(editor)
        editor.resize(260, 30)
        editor.show()
        editor.set_value(value)
        line = editor.line
        assert line.text() == text
        assert editor.value() == pytest.approx(value, rel=1e-9)
        assert line.fontMetrics().horizontalAdvance(text) + 8 <= line.width()


def test_that_typing_changes_the_experiment_once_the_typing_pauses(
    qtbot: QtBot, panel: ExperimentPanel
) -> None:
    editor = row(panel, "dataset.formula")
    editor.line.clear()
    with qtbot.waitSignal(panel.experiment_changed) as caught:
        qtbot.keyClicks(editor.line, "cos(2x)")
    assert caught.args[0].dataset.formula == "cos(2x)"


def test_that_a_wrong_formula_is_answered_beside_it_and_the_rest_stays(
    qtbot: QtBot, panel: ExperimentPanel
) -> None:
    editor = row(panel, "dataset.formula")
    with qtbot.assertNotEmitted(panel.experiment_changed):
        editor.line.setText("sin(x")
        editor.changed.emit()
    problem = panel.forms["dataset"].form().rows["formula"].problem
    assert "not a complete formula" in problem.text()
    assert not problem.isHidden()
    editor.line.setText("sin(x)")
    editor.changed.emit()
    assert problem.isHidden()


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("trainer.learning_rate", "0", "greater than 0"),
        ("trainer.learning_rate", "abc", "number"),
        ("dataset.noise", "-1", "at least 0"),
        ("model.initialisation.std", "nan", "finite"),
        ("trainer.optimizer.beta1", "1", "less than 1"),
    ],
)
def test_that_numbers_out_of_bounds_are_answered_beside_them(
    panel: ExperimentPanel, path: str, text: str, words: str
) -> None:
    editor = row(panel, path)
    editor.line.setText(text)
    editor.changed.emit()
    assert words in editor.parent().problem.text()


def test_that_a_choice_of_kind_shows_its_own_settings(qtbot: QtBot, panel: ExperimentPanel) -> None:
    optimizer = row(panel, "trainer.optimizer")
    with qtbot.waitSignal(panel.experiment_changed) as caught:
        optimizer.choice.combo.setCurrentIndex(optimizer.choice.combo.findData("momentum"))
    assert caught.args[0].trainer.optimizer.momentum == 0.9
    assert "momentum" in optimizer.form().rows


def test_that_a_log_slider_and_its_field_agree(qtbot: QtBot) -> None:
    editor = SliderEditor(1e-6, 1.0, is_log=True)
    qtbot.addWidget(editor)
    editor.set_value(1e-3)
    assert editor.slider.value() == 500
    editor.slider.setValue(0)
    assert editor.value() == pytest.approx(1e-6)
    editor.set_value(50.0)  # beyond the slider, not beyond the field
    assert editor.value() == 50.0
    assert editor.slider.value() == 1000


def test_that_arrow_keys_change_a_number(qtbot: QtBot) -> None:
    editor = NumberEditor()
    qtbot.addWidget(editor)
    editor.set_value(1.0)
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert editor.value() == pytest.approx(1.1)


def test_that_layers_are_added_and_removed(qtbot: QtBot) -> None:
    editor = WidthsEditor()
    qtbot.addWidget(editor)
    editor.set_value((5, 6))
    qtbot.mouseClick(editor.more, Qt.MouseButton.LeftButton)
    assert editor.value() == [5, 6, 6]
    for _ in range(2):
        qtbot.mouseClick(editor.fewer, Qt.MouseButton.LeftButton)
    assert editor.value() == [5]
    assert not editor.fewer.isEnabled()


def test_that_points_can_be_pasted(panel: ExperimentPanel) -> None:
    panel.set_experiment(Experiment(dataset=PointsDataset()))
    editor = row(panel, "dataset.points")
    editor.text.setPlainText("0, 1\n1\t2\n\n2;3.5")
    assert editor.value() == [[0, 1], [1, 2], [2, 3.5]]


@pytest.mark.parametrize("kind", [QSpinBox, QComboBox, QSlider])
def test_that_the_wheel_scrolls_the_panel_and_changes_nothing(
    qtbot: QtBot, panel: ExperimentPanel, kind: type
) -> None:
    before = panel.value()
    with qtbot.assertNotEmitted(panel.experiment_changed):
        for widget in panel.findChildren(kind):
            event = QWheelEvent(
                QPointF(3, 3), QPointF(3, 3), QPoint(0, -120), QPoint(0, -120),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, event)
    assert panel.value() == before


def test_that_parameters_stand_beside_points(panel: ExperimentPanel) -> None:
    experiment = Experiment()
    panel.show_setup(prepare(experiment), experiment)
    assert panel.counts.text() == "101,001 parameters for 101 training points"


def test_that_parameters_of_batch_norm_are_said_apart(panel: ExperimentPanel) -> None:
    experiment = preset("random-labels-full").experiment
    setup = prepare(Experiment())
    panel.show_setup(setup, experiment)
    said = "1,649,402 + 3,424 (batch norm) parameters for 101 training points"
    assert panel.counts.text().startswith(said)


def test_that_a_problem_without_a_row_is_shown_on_top(panel: ExperimentPanel) -> None:
    panel.show_problem(("nowhere",), Text("Something is {what}.", {"what": "wrong"}))
    assert panel.problem.text() == "Something is wrong."


def test_that_every_control_has_a_name_and_a_help_text(panel: ExperimentPanel) -> None:
    experiment = small()
    panel.set_experiment(experiment)
    for form in panel.forms.values():
        for name, line in (form.form() if hasattr(form, "form") else form).rows.items():
            assert line.label.text(), name
            assert line.part.accessibleName(), name
            assert line.part.toolTip(), name


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        (QLocale.Language.German, "0,01", 0.01),
        (QLocale.Language.German, "0.01", 0.01),
        (QLocale.Language.German, "1.000,5", "1.000,5"),
        (QLocale.Language.English, "1,000", "1,000"),  # a thousand? it is asked about
        (QLocale.Language.English, "1e-3", 0.001),
    ],
)
def test_that_a_decimal_comma_is_one_where_it_is_written_so(
    language: QLocale.Language, typed: str, value: object
) -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(language))
        assert number_or_text(typed) == value
    finally:
        QLocale.setDefault(before)


def test_that_no_control_is_offered_that_changes_nothing(qtbot: QtBot) -> None:
    form = Form(Mlp)
    qtbot.addWidget(form)
    form.more.setChecked(True)
    offered = []
    for model in (Mlp(), Mlp(antisymmetric=True), Mlp(split=2, widths=(4,))):
        form.set_value(model)
        assert Mlp.model_validate(form.value()) == model
        names = ("antisymmetric_form", "split_noise")
        offered.append([name for name in names if not form.rows[name].isHidden()])
    assert offered == [[], ["antisymmetric_form"], ["split_noise"]]


def test_that_what_is_changed_often_is_shown_at_once_and_the_rest_on_demand(qtbot: QtBot) -> None:
    form = Form(Trainer)
    qtbot.addWidget(form)
    form.set_value(Trainer())

    def shown() -> set[str]:
        return {name for name, row in form.rows.items() if not row.isHidden()}

    often = {"optimizer", "learning_rate", "batch_size", "steps", "target_loss"}
    assert shown() == often
    rest = set(form.rows) - often - Trainer().without_effect
    assert str(len(rest)) in form.more.text()
    form.more.click()
    assert shown() == often | rest
    form.more.click()
    form.show_problem(("seed",), Text("no"))  # what is wrong is seen
    assert "seed" in shown()


def test_that_a_form_without_such_settings_shows_all(qtbot: QtBot) -> None:
    form = Form(Spectrum)
    qtbot.addWidget(form)
    assert form.more.isHidden()
    assert not any(row.isHidden() for row in form.rows.values())
