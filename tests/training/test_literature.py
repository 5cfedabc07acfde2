"""Which runs fill a row of a published table, and what differs of those that do not."""

from functools import reduce

import pytest

from training.catalog.presets import preset
from training.settings import Experiment
from training.settings.assign import assigned
from training.settings.literature_match import OwnRun, is_named, row_of
from training.settings.literature_tables import TABLES
from training.setup.races import experiments

ALL = 50_000
TABLE = TABLES["random_labels"]
FULL = preset("random-labels-full").experiment
PARAMETERS = {  # of the paper, in the order of its table
    "Inception": 1_649_402,
    "Inception without batch norm": 1_649_402,
    "AlexNet": 1_387_786,
    "MLP 3x512": 1_735_178,
    "MLP 1x512": 1_209_866,
}
ACCURACIES = """100/89.05 100/89.31 100/86.03 100/85.75 100/9.78  100/83.00 100/82.00 100/10.12
 99.90/81.22 99.82/79.66 100/77.36 100/76.07 99.82/9.86  100/53.35 100/52.39 100/10.48
 99.80/50.39 100/50.51 99.34/10.61"""


def changed(experiment: Experiment, *changes: str) -> Experiment:
    pairs = [change.split("=", 1) for change in changes]
    return reduce(lambda e, pair: assigned(e, *pair), pairs, experiment)


def placed(*changes: str, images: int = ALL) -> tuple[int, str]:
    found = row_of(OwnRun(changed(FULL, *changes), images, 100), TABLE)
    return found.row, ", ".join(map(str, found.differs))


def test_that_the_table_is_the_paper_s() -> None:
    found = [f"{100 * e.train:.2f}/{100 * e.test:.2f}" for e in TABLE.entries if e.train]
    assert found == [
        "/".join(f"{float(v):.2f}" for v in pair.split("/")) for pair in ACCURACIES.split()
    ]


def test_that_the_networks_have_the_parameters_that_the_table_says() -> None:
    models = {
        "Inception": {"model.batch_norm": "true"},
        "Inception without batch norm": {"model.batch_norm": "false"},
        "AlexNet": {"model.kind": "small_alexnet"},
        "MLP 3x512": {"model.kind": "mlp", "model.widths": "[512, 512, 512]"},
        "MLP 1x512": {"model.kind": "mlp", "model.widths": "[512]"},
    }
    said = {str(e.name).rsplit(",", 1)[0]: str(e.traits[0]) for e in TABLE.entries}
    for name, settings in models.items():
        experiment = changed(FULL, *(f"{path}={value}" for path, value in settings.items()))
        own = experiment.parameter_count - experiment.norm_count
        assert (own, said[name]) == (PARAMETERS[name], f"{PARAMETERS[name]:,}")
    assert FULL.norm_count == 3_424


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        (("dataset.crop=random", "trainer.weight_decay=0.0005"), 0),
        (("dataset.crop=random",), 1),
        (("trainer.weight_decay=0.0005",), 2),
        ((), 3),
        (("dataset.label_noise=1",), 4),
    ],
)
def test_that_each_row_of_the_figure_is_filled_by_its_run(
    changes: tuple[str, ...], row: int
) -> None:
    assert placed(*changes) == (row, "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("dataset.flip=true", "Flip on, not off"),
        ("dataset.contents=gaussian", "Pixels normal noise, not true"),
        ("trainer.optimizer.kind=adam", "Optimizer Adam, not SGD with momentum"),
        ("model.width=0.1", "Width 0.1, not 1"),
        ("trainer.learning_rate=0.01", "Learning rate 0.01, not 0.1"),
        ("dataset.normalise=channels", "Normalise each colour, not each image"),
        ("trainer.schedule.kind=constant", "Schedule constant, not falls in each epoch"),
    ],
)
def test_that_one_respect_keeps_a_run_out_of_the_row(change: str, said: str) -> None:
    assert placed(change) == (3, said)


def test_that_a_part_of_the_images_fills_no_row() -> None:
    assert placed(images=1_000) == (3, "1,000 images, not 50,000")


def test_that_random_labels_with_weight_decay_are_no_row_of_the_table() -> None:
    row, said = placed("dataset.label_noise=1", "trainer.weight_decay=0.0005")
    assert (row, said) == (4, "Weight decay 5×10⁻⁴, not 0")


@pytest.mark.parametrize("name", ["batch-size", "architecture", "optimizer", "dropout"])
def test_that_the_full_presets_fill_the_figures_of_the_book(name: str) -> None:
    entry = preset(f"{name}-full")
    assert entry.race is not None
    base = entry.experiment
    sizes = [int(value) for value in entry.race.values] if name == "batch-size" else []
    published = TABLES[base.published.table]
    rows = []
    for number, value in enumerate(entry.race.values):
        experiment = assigned(base, entry.race.path, value)
        assert is_named(experiment, published.entries[number])
        found = row_of(OwnRun(experiment, ALL, published.epochs or 0), published)
        assert found.differs == ()
        rows.append(found.row)
    assert rows == [0, 1, 2]
    assert not sizes or sizes == [8, 64, 1024]


def test_that_the_subset_stands_beside_the_rows() -> None:
    entry = preset("random-labels")
    assert entry.race is not None
    places = [
        row_of(OwnRun(e, 1_000, 80), TABLE) for e in experiments(entry.race, entry.experiment)
    ]
    assert all(found.differs for found in places)
    assert {str(TABLE.entries[p.row].name) for p in (places[0], places[-1])} == {
        "MLP 3x512, true labels", "MLP 3x512, random labels",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("batch-size", [0, 1, 2]),
        ("dropout", [0, 2, 2]),  # 0, 0.3 and 0.5 beside 0.001, 0.01 and 0.1: the nearest
        ("architecture", [0, 1, 2]),  # all are narrower and shorter: that does not tell rows apart
        ("optimizer", [0, 1, 2]),
    ],
)
def test_that_runs_on_a_subset_stand_beside_their_own_rows(name: str, rows: list[int]) -> None:
    entry = preset(name)
    assert entry.race is not None
    published = TABLES[entry.experiment.published.table]
    found = [
        row_of(OwnRun(e, 2_000, 12), published) for e in experiments(entry.race, entry.experiment)
    ]
    assert [at.row for at in found] == rows
    assert all(at.differs for at in found)
