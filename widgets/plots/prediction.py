"""Predict, then reveal: a part of a view is hidden, the class draws it, and both are compared."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QGraphicsRectItem
from superqt import QElidingLabel

from training.arrays import Floats
from training.number_format import readable
from training.text import Problem
from widgets.plots.legend import LINE, LegendEntry
from widgets.plots.prediction_button import PredictionButton
from widgets.plots.prediction_parts import (
    HideablePart,
    Predictable,
    PredictionStage,
    PredictionState,
)
from widgets.plots.sketch import SketchDifference, difference, points_of, with_stroke
from widgets.plots.style import PlotStyle

FAR = 1e6
"""Times the width of the view that the curtain reaches."""
WHOLE = 0.95
"""Part of the axis from which a sketch counts as one of all of it."""


class Prediction(QObject):
    """The prediction in one view.

    Signals
    -------
    changed
        Hidden, revealed, or taken away.
    hide_asked
        Key of a part that is to be hidden, empty for the first one; nothing is hidden yet.
    reveal_asked
        What is hidden is to be revealed.
    clear_asked
        The prediction is to be taken away.
    """

    changed = Signal()
    hide_asked = Signal(str)
    reveal_asked = Signal()
    clear_asked = Signal()

    def __init__(
        self, view: Predictable, parts: Mapping[str, HideablePart], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view, self.parts = view, parts
        self.state = PredictionState()
        """How far it is, to come back to it."""
        self._stroke: list[tuple[float, float]] = []
        self._line = pg.PlotCurveItem()
        self._curtain = QGraphicsRectItem()
        for z, item in ((50, self._curtain), (60, self._line)):
            item.setZValue(z)
            view.plot.addItem(item, ignoreBounds=True)
            item.hide()
        self.sentence_label = QElidingLabel()
        self.sentence_label.setContentsMargins(6, 0, 6, 0)
        self.sentence_label.hide()
        self.button = PredictionButton(parts)
        self.button.part_chosen.connect(self.hide_asked)
        self.button.advance_asked.connect(self.ask_next)
        self.button.language_changed.connect(self._announce)

    @property
    def stage(self) -> PredictionStage:
        """How far it is."""
        return self.state.stage

    @property
    def is_hiding(self) -> bool:
        """Whether something is hidden: nothing may tell of it."""
        return self.stage is PredictionStage.HIDDEN

    @property
    def is_shown(self) -> bool:
        """Whether a sketch may be drawn."""
        return self.stage is not PredictionStage.NONE

    @property
    def hidden_group(self) -> int | None:
        """Number of the curve that is hidden of other runs too."""
        return self._part.group if self.is_hiding else None

    @property
    def is_under_mouse(self) -> bool:
        """Whether the mouse is over the plot."""
        return bool(self._view.plot.underMouse())

    @property
    def _part(self) -> HideablePart:
        return self.parts[self.state.part]

    # --- hide, draw, reveal ---

    @Slot()
    def ask_next(self) -> None:
        """Ask for what comes next: hide the first part, reveal what is hidden, or take it away."""
        match self.stage:
            case PredictionStage.NONE:
                self.hide_asked.emit("")
            case PredictionStage.HIDDEN:
                self.reveal_asked.emit()
            case PredictionStage.REVEALED:
                self.clear_asked.emit()

    def hide(self, part: str = "") -> None:
        """Hide a part, by default the first one, and let the class draw.

        Raises
        ------
        Problem
            When the view has no such part.
        """
        part = part or next(iter(self.parts), "")
        if part not in self.parts:
            raise Problem("Nothing called “{part}” can be hidden in this view.", part=part)
        self.clear()
        begin = self.parts[part].begin
        self.state = PredictionState(PredictionStage.HIDDEN, part, begin() if begin else 0.0)
        self._hold_axes()
        for item in self._part.items:
            item.hide()
        self._draw_curtain()
        self._view.plot.box.drag = self._on_dragged
        self._view.plot.setCursor(Qt.CursorShape.CrossCursor)
        self._announce()

    def restore(self, state: PredictionState) -> None:
        """Hide and draw what was hidden and drawn then."""
        self.clear()
        if state.stage is PredictionStage.NONE:
            return
        self.hide(state.part)
        self.state = replace(state, stage=PredictionStage.HIDDEN)
        self._draw_line(state.sketch)
        self._line.setVisible(len(state.sketch) > 0)
        self._draw_curtain()
        if state.stage is PredictionStage.REVEALED:
            self.reveal()

    def _on_dragged(self, event: Any) -> None:
        """Take a stroke; where it goes it replaces what was drawn before."""
        if event.isStart():
            self._stroke = [self._at(event.buttonDownPos())]
        self._stroke.append(self._at(event.pos()))
        sketch = with_stroke(self.state.sketch, np.array(self._stroke))
        if event.isFinish():
            self.state, self._stroke = replace(self.state, sketch=sketch), []
        self._draw_line(sketch)
        self._line.show()

    def _at(self, position: Any) -> tuple[float, float]:
        point = self._view.plot.box.mapToView(position)
        return point.x(), point.y()

    def reveal(self) -> None:
        """Show what was hidden, over what was drawn, and say how far apart they are."""
        if not self.is_hiding:
            return
        self.state = replace(self.state, stage=PredictionStage.REVEALED)
        for item in self._part.items:
            item.show()
        self._curtain.hide()
        self._view.plot.box.drag = None
        self._view.plot.setCursor(Qt.CursorShape.ArrowCursor)
        self._show_all()
        self._announce()

    def clear(self) -> None:
        """Take sketch and curtain away."""
        if not self.is_shown:
            return
        self.reveal()
        self.state = PredictionState()
        self._line.setData([], [])
        self._line.hide()
        self._view.plot.follow_again()
        self._announce()

    def begin_run(self) -> None:
        """Keep what is hidden, in the axes in which the class draws; an old sketch goes."""
        if self.is_hiding:
            self._hold_axes()
        else:
            self.clear()

    # --- axes ---

    def _hold_axes(self) -> None:
        """Let the axes stay where the class draws, as far as the run is to go."""
        room, plot = self._part.room, self._view.plot
        plot.is_following = False
        if room is not None:
            plot.box.setRange(xRange=room(), padding=0)

    def _show_all(self) -> None:
        """Let the axes hold sketch and truth."""
        points = np.concatenate([self._truth(), self.state.sketch])
        if not len(points):
            return
        (left, right), (bottom, top) = self._view.plot.box.viewRange()
        low, high = points.min(axis=0), points.max(axis=0)
        self._view.plot.box.setRange(
            xRange=(min(left, low[0]), max(right, high[0])),
            yRange=(min(bottom, low[1]), max(top, high[1])),
            padding=0,
        )

    # --- how far apart ---

    def _truth(self) -> Floats:
        """Return the curve to be predicted, shape (n, 2): of the future, after the curtain."""
        points = points_of(self._part.truth())
        return points if self._part.begin is None else points[points[:, 0] >= self.state.begin]

    def difference(self) -> SketchDifference | None:
        """Compare sketch and truth; None where there is nothing to compare."""
        return difference(self.state.sketch, self._truth())

    def _sentence(self) -> str:
        if self.is_hiding:
            return self.tr("Draw with the mouse what you expect; what you draw again replaces it.")
        gap = self.difference() if self.is_shown else None
        if gap is None:
            return ""
        if self._view.is_log():
            text = self.tr("Guess and truth differ by a factor of {number} on average")
            number = readable(10**gap.distance)
        else:
            text = self.tr("Guess and truth are {number} apart on average")
            number = readable(gap.distance)
        told = text.format(number=number)
        if gap.share < WHOLE:
            told += self.tr(", over {share} % of the axis").format(share=f"{100 * gap.share:.0f}")
        return told + "."

    # --- look ---

    def entries(self) -> list[LegendEntry]:
        """Return what the legend says of the sketch."""
        return [LegendEntry("guess", LINE, self.tr("guess"))] if self.is_shown else []

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._line.setPen(style.pen("guess"))
        self._curtain.setPen(Qt.PenStyle.NoPen)
        self._curtain.setBrush(QBrush(style.colour("background")))
        self.sentence_label.setFont(style.font(10))

    def refresh(self) -> None:
        """Follow what the view draws: the truth may have gone on."""
        if self.stage is PredictionStage.REVEALED:
            self.sentence_label.setText(self._sentence())

    def _draw_line(self, sketch: Floats) -> None:
        self._line.setData(*sketch.T)

    def _draw_curtain(self) -> None:
        self._curtain.setVisible(self._part.begin is not None)
        if self._part.begin is not None:
            (left, right), (bottom, top) = self._view.plot.box.viewRange()
            far = FAR * max(right - left, top - bottom, 1.0)
            self._curtain.setRect(QRectF(self.state.begin, -far, far, 2 * far))

    @Slot()
    def _announce(self) -> None:
        self.button.show_stage(self.stage)
        told = self._sentence()
        self.sentence_label.setText(told)
        self.sentence_label.setVisible(bool(told))
        self.changed.emit()
