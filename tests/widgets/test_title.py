"""What stands above the views: which experiment it is, and the formula as it is set."""

import pytest
from pytestqt.qtbot import QtBot

from app.window.title_display import heading_of
from tests.harness.recorded import changed
from tests.samples import small
from training.catalog.nearest_preset import nearest
from training.catalog.presets import PRESETS, preset
from training.settings import Experiment, PointsDataset
from training.text import Text
from widgets.look.typeset import MINUS, THIN, typeset
from widgets.plots.style import LIGHT
from widgets.stage.title_block import Heading, TitleBlock

X = "<i>x</i>"


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("sin(x) + sin(3x)", f"sin{THIN}{X} + sin{THIN}3{X}"),
        ("x**2", f"{X}<sup>2</sup>"),
        ("1/(1+25x^2)", f"1/(1 + 25{X}<sup>2</sup>)"),
        ("-2x", f"{MINUS}2{X}"),
        ("1-(x-1)", f"1 {MINUS} ({X} {MINUS} 1)"),
        ("(x+1)*(x-1)", f"({X} + 1)({X} {MINUS} 1)"),
        ("cos(x)**2", f"(cos{THIN}{X})<sup>2</sup>"),
        ("floor(2x)/2", f"(floor{THIN}2{X})/2"),
        ("exp(-x**2/2)", f"exp({MINUS}{X}<sup>2</sup>/2)"),
        ("abs(x)", f"|{X}|"),
        ("pi*x", f"π{THIN}{X}"),
        ("sin(", ""),
        ("<b>", ""),
    ],
)
def test_that_formulas_are_set_as_mathematics(formula: str, wanted: str) -> None:
    assert typeset(formula) == wanted


@pytest.mark.parametrize("name", PRESETS)
def test_that_each_preset_is_known_by_its_settings(name: str) -> None:
    found = nearest(preset(name).experiment)
    assert found is not None
    assert found[0].experiment == preset(name).experiment
    assert found[1] == ()


def test_that_what_was_changed_is_said() -> None:
    begun = preset("frequency-principle").experiment
    heading = heading_of(changed(begun, trainer={"learning_rate": 0.5}))
    assert heading.title == Text("Frequency principle")
    assert "Learning rate" in " ".join(map(str, heading.lines))
    many = changed(begun, trainer={"learning_rate": 0.5, "steps": 7, "seed": 9, "batch_size": 3})
    assert str(heading_of(many).lines[-1]) == "3 more changes"
    assert "the book's settings" in map(str, heading_of(begun).lines)


def test_that_data_of_ones_own_are_called_so() -> None:
    own = Experiment(dataset=PointsDataset(points=((0.0, 1.0), (0.25, 7.5), (1.0, 2.0))))
    heading = heading_of(own)
    assert heading.number == ""
    assert str(heading.title) == "An experiment of your own"


def test_that_a_title_never_moves_what_is_below(qtbot: QtBot) -> None:
    block = TitleBlock()
    qtbot.addWidget(block)
    block.set_style(LIGHT)
    height = block.sizeHint().height()
    block.resize(1200, height)
    block.show()
    block.show_heading(Heading("1.5", Text(30 * "long "), (Text("a"), Text("b")), "sin(x)"))
    assert block.sizeHint().height() == height
    assert block.formula.isVisible()
    assert block.accessibleName().startswith("1.5 long")
    block.show_heading(Heading("", Text("short"), (), "+".join(60 * ["sin(3x)"])))
    assert block.sizeHint().height() == height
    assert not block.formula.isVisible()  # it is in the panel, and no half of it is shown here
    assert not block.number.isVisible()


def test_that_the_formula_of_the_experiment_is_shown() -> None:
    assert heading_of(small()).formula == small().dataset.formula  # type: ignore[union-attr]
