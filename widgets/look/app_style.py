"""What a style sheet cannot draw: sliders, combo and number boxes, check marks, the focus ring."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QWidget,
)
from typing_extensions import override

from widgets.look.tokens import HEIGHT, RADIUS, Theme

KNOB, TRACK, DETENT = 16, 4, 10
"""Pixels: diameter, thickness, height."""
BOX = 18
CHEVRON = 28
"""Pixels that an arrow has at the right of a box."""
TIGHT = 3
"""Pixels beside a number that has no arrows."""
DETENTS = "detents"
"""Property of a slider: the positions that have names."""

Metric: TypeAlias = QStyle.PixelMetric
Primitive: TypeAlias = QStyle.PrimitiveElement
ComplexControl: TypeAlias = QStyle.ComplexControl
Sub: TypeAlias = QStyle.SubControl
ContentsType: TypeAlias = QStyle.ContentsType
StateFlag: TypeAlias = QStyle.StateFlag


class AppStyle(QProxyStyle):
    """Fusion, with some controls drawn as the design has them.

    Parameters
    ----------
    scale
        Of lengths, as letters are larger or smaller than usual.
    """

    def __init__(self, theme: Theme, scale: float = 1.0) -> None:
        super().__init__("Fusion")
        self._theme, self._scale = theme, scale
        self._metrics = {
            Metric.PM_SliderLength: KNOB,
            Metric.PM_SliderThickness: KNOB + 4,
            Metric.PM_SliderControlThickness: KNOB,
            Metric.PM_IndicatorWidth: BOX,
            Metric.PM_IndicatorHeight: BOX,
            Metric.PM_ExclusiveIndicatorWidth: BOX,
            Metric.PM_ExclusiveIndicatorHeight: BOX,
            Metric.PM_DefaultFrameWidth: 1,
        }
        self._complex: dict[
            ComplexControl, Callable[[QStyleOptionComplex, QPainter, QWidget], None]
        ] = {
            ComplexControl.CC_Slider: self._draw_slider,
            ComplexControl.CC_ComboBox: self._draw_combo,
            ComplexControl.CC_SpinBox: self._draw_spin,
        }
        self._primitives: dict[Primitive, Callable[[QStyleOption, QPainter], None]] = {
            Primitive.PE_FrameFocusRect: self._draw_focus,
            Primitive.PE_IndicatorCheckBox: self._draw_check,
            Primitive.PE_IndicatorRadioButton: self._draw_radio,
            Primitive.PE_IndicatorArrowDown: self._draw_arrow_down,
            Primitive.PE_IndicatorArrowRight: self._draw_arrow_right,
        }

    # --- sizes ---

    @override
    def pixelMetric(
        self,
        metric: Metric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        own = self._metrics.get(metric)
        if own is not None:
            return own if own <= 2 else round(own * self._scale)
        return super().pixelMetric(metric, option, widget)

    @override
    def sizeFromContents(
        self, type: ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        result = super().sizeFromContents(type, option, size, widget)  # type: ignore[arg-type]
        if type in (ContentsType.CT_ComboBox, ContentsType.CT_SpinBox):
            result.setHeight(max(result.height(), round(HEIGHT.control * self._scale)))
            if type == ContentsType.CT_ComboBox:
                result.setWidth(result.width() + 8)
        return result

    @override
    def subControlRect(
        self,
        cc: ComplexControl,
        opt: QStyleOptionComplex,
        sc: Sub,
        widget: QWidget | None = None,
    ) -> QRect:
        arrow = round(CHEVRON * self._scale)
        if cc == ComplexControl.CC_ComboBox and sc in (
            Sub.SC_ComboBoxArrow,
            Sub.SC_ComboBoxEditField,
        ):
            rect, room = QRect(opt.rect), round(10 * self._scale)
            part = (
                rect.adjusted(rect.width() - arrow, 0, 0, 0)
                if sc == Sub.SC_ComboBoxArrow
                else rect.adjusted(room - 4, 2, -arrow, -2)
            )
            return self.visualRect(opt.direction, rect, part)
        if cc == ComplexControl.CC_SpinBox and sc in (
            Sub.SC_SpinBoxUp,
            Sub.SC_SpinBoxDown,
            Sub.SC_SpinBoxEditField,
        ):
            rect = QRect(opt.rect)
            middle = rect.height() // 2
            left = round(8 * self._scale) if _has_buttons(opt) else TIGHT
            arrow = arrow if _has_buttons(opt) else TIGHT
            part = {
                Sub.SC_SpinBoxUp: rect.adjusted(rect.width() - arrow, 0, 0, middle - rect.height()),
                Sub.SC_SpinBoxDown: rect.adjusted(rect.width() - arrow, middle, 0, 0),
                Sub.SC_SpinBoxEditField: rect.adjusted(left, 2, -arrow, -2),
            }[sc]
            return self.visualRect(opt.direction, rect, part)
        return super().subControlRect(cc, opt, sc, widget)  # type: ignore[arg-type]

    # --- drawing ---

    @override
    def drawComplexControl(
        self,
        control: ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._complex.get(control)
        if draw is None or widget is None:
            super().drawComplexControl(control, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(option, painter, widget)
        painter.restore()

    @override
    def drawPrimitive(
        self,
        element: Primitive,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._primitives.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(option, painter)
        painter.restore()

    def _draw_slider(self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget) -> None:
        assert isinstance(option, QStyleOptionSlider)
        if option.orientation != Qt.Orientation.Horizontal:
            super().drawComplexControl(ComplexControl.CC_Slider, option, painter, widget)
            return
        is_on = bool(option.state & StateFlag.State_Enabled)
        rect, knob = QRectF(option.rect), KNOB * self._scale
        y, left, right = rect.center().y(), rect.left() + knob / 2, rect.right() - knob / 2
        span = max(1, option.maximum - option.minimum)

        def at(value: float) -> float:
            return left + (right - left) * (value - option.minimum) / span

        half = TRACK / 2
        here = at(option.sliderPosition)
        accent = self._theme.accent.base if is_on else self._theme.text.disabled
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.surface.track))
        painter.drawRoundedRect(QRectF(left, y - half, right - left, TRACK), half, half)
        painter.setBrush(QColor(accent))
        painter.drawRoundedRect(QRectF(left, y - half, here - left, TRACK), half, half)
        painter.setBrush(QColor(self._theme.border.control))
        for detent in widget.property(DETENTS) or ():
            painter.drawRoundedRect(QRectF(at(detent) - 1, y - DETENT / 2, 2, DETENT), 1, 1)
        painter.setPen(QPen(QColor(accent), 2))
        painter.setBrush(QColor(self._theme.surface.card))
        painter.drawEllipse(QPointF(here, y), knob / 2 - 1, knob / 2 - 1)
        if option.state & StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawEllipse(QPointF(here, y), knob / 2 + 1, knob / 2 + 1)

    def _draw_field(self, option: QStyleOptionComplex, painter: QPainter) -> None:
        """Draw what all boxes have in common."""
        state = option.state
        is_on, has_focus = (
            bool(state & StateFlag.State_Enabled),
            bool(state & StateFlag.State_HasFocus),
        )
        border = self._theme.border.control if is_on else self._theme.border.subtle
        width = 2 if has_focus else 1
        painter.setPen(QPen(QColor(self._theme.focus if has_focus else border), width))
        painter.setBrush(QColor(self._theme.surface.field if is_on else self._theme.surface.panel))
        inset = width / 2
        rect = QRectF(option.rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, RADIUS.control, RADIUS.control)

    def _draw_combo(self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget) -> None:
        assert isinstance(option, QStyleOptionComboBox)
        self._draw_field(option, painter)
        arrow = self.subControlRect(
            ComplexControl.CC_ComboBox, option, Sub.SC_ComboBoxArrow, widget
        )
        self._draw_chevron(option, painter, QRectF(arrow).center(), 1)

    def _draw_spin(self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget) -> None:
        assert isinstance(option, QStyleOptionSpinBox)
        self._draw_field(option, painter)
        if not _has_buttons(option):
            return
        for sub, way in ((Sub.SC_SpinBoxUp, -1), (Sub.SC_SpinBoxDown, 1)):
            rect = QRectF(self.subControlRect(ComplexControl.CC_SpinBox, option, sub, widget))
            self._draw_chevron(option, painter, rect.center() + QPointF(0, -way), way)

    def _draw_chevron(
        self, option: QStyleOption, painter: QPainter, middle: QPointF, way: int
    ) -> None:
        is_on = bool(option.state & StateFlag.State_Enabled)
        text = self._theme.text
        pen = QPen(QColor(text.secondary if is_on else text.disabled), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        across, down = 4 * self._scale, 2 * self._scale * way
        painter.drawPolyline(
            QPolygonF(
                [
                    middle + QPointF(-across, -down),
                    middle + QPointF(0, down),
                    middle + QPointF(across, -down),
                ]
            )
        )

    def _draw_arrow_down(self, option: QStyleOption, painter: QPainter) -> None:
        self._draw_chevron(option, painter, QRectF(option.rect).center(), 1)

    def _draw_arrow_right(self, option: QStyleOption, painter: QPainter) -> None:
        painter.translate(QRectF(option.rect).center())
        painter.rotate(-90)
        self._draw_chevron(option, painter, QPointF(), 1)

    def _draw_focus(self, option: QStyleOption, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, RADIUS.small, RADIUS.small)

    def _colours_of_mark(self, option: QStyleOption) -> tuple[str, str]:
        """Return the border and the ground of a box or disc to mark."""
        state = option.state
        is_marked = bool(state & (StateFlag.State_On | StateFlag.State_NoChange))
        if not state & StateFlag.State_Enabled:
            ground = self._theme.text.disabled if is_marked else self._theme.surface.panel
            return self._theme.text.disabled, ground
        if is_marked:
            return self._theme.accent.base, self._theme.accent.base
        return self._theme.border.control, self._theme.surface.field

    def _draw_check(self, option: QStyleOption, painter: QPainter) -> None:
        border, ground = self._colours_of_mark(option)
        rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(border), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, RADIUS.small, RADIUS.small)
        state = option.state
        pen = QPen(QColor(self._theme.accent.on), 2 * self._scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, side = rect.left(), rect.top(), rect.width()
        marks = {
            StateFlag.State_On: [(0.24, 0.53), (0.42, 0.71), (0.77, 0.32)],
            StateFlag.State_NoChange: [(0.25, 0.5), (0.75, 0.5)],
        }
        for flag, points in marks.items():
            if state & flag:
                painter.drawPolyline(
                    QPolygonF([QPointF(x + a * side, y + b * side) for a, b in points])
                )

    def _draw_radio(self, option: QStyleOption, painter: QPainter) -> None:
        border, ground = self._colours_of_mark(option)
        rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(border), 1))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(rect)
        if option.state & StateFlag.State_On:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.accent.on))
            painter.drawEllipse(rect.center(), rect.width() / 5, rect.width() / 5)


def _has_buttons(option: QStyleOptionComplex) -> bool:
    """Whether a number can be changed by arrows beside it."""
    none = QAbstractSpinBox.ButtonSymbols.NoButtons
    return isinstance(option, QStyleOptionSpinBox) and option.buttonSymbols != none


def palette(theme: Theme) -> QPalette:
    """Return the colours of what neither sheet nor style reaches, and of what is painted."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.surface.panel,
        QPalette.ColorRole.WindowText: theme.text.primary,
        QPalette.ColorRole.Base: theme.surface.field,
        QPalette.ColorRole.AlternateBase: theme.surface.panel,
        QPalette.ColorRole.Text: theme.text.primary,
        QPalette.ColorRole.Button: theme.surface.field,
        QPalette.ColorRole.ButtonText: theme.text.primary,
        QPalette.ColorRole.Mid: theme.border.default,
        QPalette.ColorRole.ToolTipBase: theme.tooltip.surface,
        QPalette.ColorRole.ToolTipText: theme.tooltip.text,
        QPalette.ColorRole.PlaceholderText: theme.text.tertiary,
        QPalette.ColorRole.Highlight: theme.accent.base,
        QPalette.ColorRole.HighlightedText: theme.accent.on,
        QPalette.ColorRole.Link: theme.accent.text,
        QPalette.ColorRole.BrightText: theme.danger.text,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text.disabled))
    return result
