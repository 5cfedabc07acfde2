"""What every view has to have, and what it refuses."""

import inspect

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.samples import small, started
from training.data.kinds import Data1D, ImageData
from training.messages.announcements import Frame
from training.setup.setup import Setup
from widgets.plots.live_plot import LivePlot
from widgets.views import VIEWS, FitView
from widgets.views.data_view import DataView
from widgets.views.measured_view import MeasuredView
from widgets.views.view import View


class Incomplete(View):
    """Has a title and nothing else."""

    key = "incomplete"

    @override
    def title(self) -> str:
        return "Incomplete"


class Complete(Incomplete):
    @override
    def retranslate(self) -> None: ...

    @override
    def forget(self) -> None: ...

    @override
    def absorb(self, frame: Frame) -> None: ...

    @override
    def redraw(self) -> None: ...

    @override
    def read_out(self, x: float, y: float) -> str:
        return f"{x} {y}"


class Numbers(Complete, DataView[Data1D]):
    draws = (Data1D,)

    @override
    def take_data(self, data: Data1D, setup: Setup) -> None:
        self.taken = data


def test_that_a_view_without_all_methods_cannot_be_made(qtbot: QtBot) -> None:
    with pytest.raises(TypeError, match="Incomplete lacks absorb, forget, read_out, redraw"):
        Incomplete()
    with pytest.raises(TypeError, match=r"MeasuredView lacks .*y_label"):
        MeasuredView()
    qtbot.addWidget(Complete())


@pytest.mark.parametrize("kind", VIEWS)
def test_that_the_views_of_the_table_lack_nothing(kind: type[View]) -> None:
    members = inspect.getmembers(kind, lambda m: getattr(m, "__isabstractmethod__", False))
    assert members == []
    assert all(issubclass(data, object) for data in kind.draws)


def test_that_a_view_takes_the_data_it_draws_and_refuses_others(qtbot: QtBot) -> None:
    view = Numbers()
    qtbot.addWidget(view)
    setup = started(small()).setup
    view.show_setup(setup)
    assert view.taken is setup.data
    image = started(small(dataset={"kind": "image", "size": 12})).setup
    assert isinstance(image.data, ImageData)
    with pytest.raises(TypeError, match="Numbers does not draw ImageData"):
        view.show_setup(image)
    assert view.taken is setup.data


def test_that_the_read_out_follows_the_mouse_and_what_is_drawn(qtbot: QtBot) -> None:
    plot = LivePlot()
    qtbot.addWidget(plot)
    said = ["first"]
    plot.readout.describe_by(lambda x, y: f"{said[0]} {x} {y}")
    plot.readout.refresh()
    assert plot.readout.text() == ""  # the mouse is elsewhere
    plot.hovered.emit(QPointF(1.0, 2.0))
    assert plot.readout.text() == "first 1.0 2.0"
    said[0] = "then"
    plot.readout.refresh()
    assert plot.readout.text() == "then 1.0 2.0"
    plot.hovered.emit(None)
    assert plot.readout.text() == ""


def test_that_a_hidden_view_is_drawn_once_when_it_is_shown(qtbot: QtBot) -> None:
    view = FitView()
    qtbot.addWidget(view)
    drawn: list[int] = []
    view.redraw = lambda: drawn.append(1)
    view.mark_stale()
    view.mark_stale()
    assert not drawn
    view.show()
    assert drawn == [1]
