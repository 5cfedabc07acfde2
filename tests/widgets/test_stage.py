from dataclasses import replace
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from tests.samples import small, started
from training.catalog.presets import PRESETS, preset
from training.setup.prepare import prepare
from widgets.plots.overlay import Overlay
from widgets.plots.style import LIGHT
from widgets.stage.small_multiples import best_columns
from widgets.stage.stage import Stage
from widgets.views import VIEWS, ConfusionView, FitView, LossView, SamplesView


def made(qtbot: QtBot) -> Stage:
    stage = Stage([kind() for kind in VIEWS])
    qtbot.addWidget(stage)
    stage.set_style(LIGHT)
    stage.resize(900, 700)
    stage.show()
    return stage


@pytest.mark.usefixtures("downloaded")
def test_that_the_views_show_every_preset_one_after_the_other(qtbot: QtBot) -> None:
    stage = made(qtbot)
    for name in PRESETS:
        entry = preset(name)
        stage.forget()
        stage.grid.arrange(entry.views)
        stage.show_setup(prepare(entry.experiment))  # an exception fails the test
        assert all(stage.grid.docks[key].isVisibleTo(stage.grid) for key in entry.views), name


def test_that_a_view_that_fails_leaves_no_other_with_old_data(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, begin = made(qtbot), started()
    stage.show_setup(begin.setup)

    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(stage.views_of(FitView)[0], "show_setup", fail)
    shown: list[object] = []
    monkeypatch.setattr(stage.views_of(LossView)[0], "show_setup", shown.append)
    other = prepare(small(dataset={"points": 33}))
    with pytest.raises(RuntimeError):
        stage.show_setup(other)
    assert shown == [other]


def test_that_runs_of_other_data_or_another_loss_are_not_on_the_same_axes(qtbot: QtBot) -> None:
    stage = made(qtbot)
    setup = started().setup
    stage.show_setup(setup)
    stage.set_loss("mse")
    images = replace(setup, data=SimpleNamespace())  # type: ignore[arg-type]
    same, other, strange = (
        Overlay(name, 1, data, {}, {}, loss=loss)
        for name, data, loss in (("a", setup, "mse"), ("b", setup, "l1"), ("c", images, "mse"))
    )
    stage.show_overlays((same, other, strange), "mine")
    fit, loss = stage.views["fit"], stage.views["loss"]
    assert [o.name for o in fit.overlays] == ["a", "b"]
    assert [o.name for o in loss.overlays] == ["a"]
    assert "b" in loss.legend.text()
    stage.set_loss("l1")
    assert [o.name for o in loss.overlays] == ["b"]


def test_that_a_view_that_draws_one_run_names_no_other(qtbot: QtBot) -> None:
    for kind in (ConfusionView, SamplesView):
        view = kind()
        qtbot.addWidget(view)
        view.show_overlays((Overlay("theirs", 1, started().setup, {}, {}),), "mine")
        assert "mine" in view.legend.text()
        assert "theirs" not in view.legend.text()


@pytest.mark.parametrize(
    ("count", "size", "columns"),
    [
        (1, (900, 600), 1),
        (2, (900, 300), 2),
        (2, (300, 900), 1),
        (6, (900, 400), 3),
        (0, (9, 9), 1),
    ],
)
def test_that_panels_are_about_as_wide_as_they_read_best(
    count: int, size: tuple[int, int], columns: int
) -> None:
    assert best_columns(count, *size) == columns
