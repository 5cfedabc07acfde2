"""One editor for each kind of setting: ``value``, ``set_value``, ``changed``.

An editor holds what the user typed, right or wrong; whether it may be used is decided by the
settings models alone. ``value`` is what the JSON file would hold.
"""

import math
from typing import Any, TypeVar

from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from widgets.text import translated

Guarded = TypeVar("Guarded", bound=QWidget)

TYPING_PAUSE = 300
"""Milliseconds without a key after which typed text is taken."""


class _WheelGuard(QObject):
    """Lets the wheel scroll the panel: over a number or list it must not change it unseen."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ignore the wheel, so that the scroll area below takes it."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Editor(QWidget):
    """Base of the editors."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self._wheel_guard = _WheelGuard(self)

    def guarded(self, widget: Guarded) -> Guarded:
        """Return a spin box, combo box or slider that leaves the wheel alone."""
        widget.installEventFilter(self._wheel_guard)
        return widget

    def value(self) -> Any:
        """Return the typed value as JSON would hold it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without telling that it changed."""
        raise NotImplementedError


class TextEditor(Editor):
    """A line of text, taken when the typing pauses."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMinimumWidth(40)
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.line.textEdited.connect(self._pause.start)
        self.line.editingFinished.connect(self._on_line_finished)

    def _on_line_finished(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def value(self) -> Any:
        """Return the text."""
        return self.line.text()

    def set_value(self, value: Any) -> None:
        """Show a text; one that means the same is left as the user typed it."""
        if self.value() != value:
            self.line.setText(self.text_of(value))

    def text_of(self, value: Any) -> str:
        """Write a value as text."""
        return str(value)


class NumberEditor(TextEditor):
    """A number typed in any notation; arrow keys change it by a tenth."""

    def value(self) -> Any:
        """Return the number, or the text where it is none."""
        text = self.line.text().strip().replace(",", ".").replace("−", "-")
        try:
            return float(text)
        except ValueError:
            return text

    def text_of(self, value: Any) -> str:
        """Write a number short."""
        return f"{value:.10g}"

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802
        """Change the number by the arrow keys."""
        factor = {Qt.Key.Key_Up: 1.1, Qt.Key.Key_Down: 1 / 1.1}.get(event.key())
        value = self.value()
        if factor is None or not isinstance(value, float):
            super().keyPressEvent(event)
            return
        self.line.setText(f"{value * factor:.4g}")
        self.changed.emit()


class SliderEditor(NumberEditor):
    """A number with a slider, linear or logarithmic; the field admits more than the slider."""

    STEPS = 1000

    def __init__(self, low: float, high: float, *, is_log: bool) -> None:
        super().__init__()
        self._low, self._high, self._is_log = low, high, is_log
        self.slider = self.guarded(QSlider(Qt.Orientation.Horizontal))
        self.slider.setRange(0, self.STEPS)
        self.slider.setPageStep(self.STEPS // 20)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.slider.installEventFilter(self)
        self.row.insertWidget(0, self.slider, 1)
        self.line.setMaximumWidth(64)
        self.slider.setMinimumWidth(40)
        self.changed.connect(self._place_slider)

    def set_value(self, value: Any) -> None:
        """Show a number in field and slider."""
        super().set_value(value)
        self._place_slider()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the arrow keys for the slider: Right is also the shortcut of a single step."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _place_slider(self) -> None:
        value = self.value()
        if not isinstance(value, float) or math.isnan(value):
            return
        value = min(max(value, self._low), self._high)
        part = (
            math.log(value / self._low) / math.log(self._high / self._low)
            if self._is_log
            else (value - self._low) / (self._high - self._low)
        )
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(part * self.STEPS))

    def _on_slider_moved(self, position: int) -> None:
        part = position / self.STEPS
        value = (
            self._low * (self._high / self._low) ** part
            if self._is_log
            else self._low + part * (self._high - self._low)
        )
        self.line.setText(f"{value:.3g}")
        self.changed.emit()


class IntegerEditor(Editor):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.spin = self.guarded(QSpinBox())
        self.spin.setRange(low, high)
        self.spin.setKeyboardTracking(False)
        self.spin.setStepType(
            QSpinBox.StepType.AdaptiveDecimalStepType
            if high > 1000
            else QSpinBox.StepType.DefaultStepType
        )
        self.spin.valueChanged.connect(self.changed)
        self.row.addWidget(self.spin, 1)
        self.setFocusProxy(self.spin)

    def value(self) -> Any:
        """Return the number."""
        return self.spin.value()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)


class BoolEditor(Editor):
    """A check box."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.toggled.connect(self.changed)
        self.row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        """Return whether it is checked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Check it or not."""
        with QSignalBlocker(self.box):
            self.box.setChecked(value)


class ChoiceEditor(Editor):
    """One of a few named values."""

    def __init__(self, labels: dict[str, str]) -> None:
        super().__init__()
        self.combo = self.guarded(QComboBox())
        self._labels = labels
        for value, label in labels.items():
            self.combo.addItem(translated(label), value)
        self.combo.currentIndexChanged.connect(self.changed)
        self.combo.setMinimumContentsLength(6)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)

    def value(self) -> Any:
        """Return the chosen value."""
        return self.combo.currentData()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Name the choices in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for index, label in enumerate(self._labels.values()):
                self.combo.setItemText(index, translated(label))
        super().changeEvent(event)

    def set_value(self, value: Any) -> None:
        """Choose a value."""
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(value))


class ListEditor(TextEditor):
    """Numbers separated by commas."""

    def value(self) -> Any:
        """Return the numbers; what is none stays text."""
        parts = [p.strip() for p in self.line.text().replace(";", ",").split(",")]
        return [_number(p) for p in parts if p]

    def set_value(self, value: Any) -> None:
        """Show numbers."""
        super().set_value(list(value))

    def text_of(self, value: Any) -> str:
        """Write numbers with commas between them."""
        return ", ".join(f"{v:g}" for v in value)


class WidthsEditor(Editor):
    """A number of neurons for each hidden layer, and buttons for more and fewer layers."""

    MOST = 8

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setSpacing(3)
        self.row.addLayout(self._grid, 1)
        self.spins: list[QSpinBox] = []
        self.fewer, self.more = QToolButton(), QToolButton()
        self.fewer.setText("−")
        self.more.setText("+")
        for button, action in ((self.fewer, self._remove), (self.more, self._add)):
            button.clicked.connect(action)
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> Any:
        """Return the widths."""
        return [spin.value() for spin in self.spins]

    def set_value(self, value: Any) -> None:
        """Show widths."""
        while len(self.spins) > len(value):
            self._drop_last()
        while len(self.spins) < len(value):
            self._append(1)
        for spin, width in zip(self.spins, value, strict=True):
            with QSignalBlocker(spin):
                spin.setValue(width)
        self._enable()

    def _append(self, width: int) -> None:
        spin = self.guarded(QSpinBox())
        spin.setRange(1, 5000)
        spin.setKeyboardTracking(False)
        spin.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        spin.setValue(width)
        spin.setAccessibleName(f"{len(self.spins) + 1}")
        spin.valueChanged.connect(self.changed)
        index = len(self.spins)
        self._grid.addWidget(spin, index // 2, index % 2)
        spin.setMinimumWidth(58)
        self.spins.append(spin)

    def _drop_last(self) -> None:
        spin = self.spins.pop()
        self._grid.removeWidget(spin)
        spin.deleteLater()

    def _add(self) -> None:
        self._append(self.spins[-1].value())
        self._enable()
        self.changed.emit()

    def _remove(self) -> None:
        self._drop_last()
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self.fewer.setEnabled(len(self.spins) > 1)
        self.more.setEnabled(len(self.spins) < self.MOST)


class PointsEditor(Editor):
    """Points as lines ``x, y``, to be typed or pasted."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(110)
        self.row.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.text.textChanged.connect(self._pause.start)

    def value(self) -> Any:
        """Return the points; a line that is none stays a text."""
        lines = [line.strip() for line in self.text.toPlainText().splitlines()]
        return [_point(line) for line in lines if line]

    def set_value(self, value: Any) -> None:
        """Show points."""
        points = [list(point) for point in value]
        if self.value() != points:
            with QSignalBlocker(self.text):
                self.text.setPlainText("\n".join(f"{x:.6g}, {y:.6g}" for x, y in points))


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("…")
        self.button.setMaximumWidth(32)
        self.button.clicked.connect(self._on_button_clicked)
        self.row.addWidget(self.button)

    def _on_button_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a table"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)"),
        )
        if path:
            self.line.setText(path)
            self.changed.emit()


class ColumnEditor(Editor):
    """A column of a table, by its name or number."""

    def __init__(self) -> None:
        super().__init__()
        self.combo = self.guarded(QComboBox())
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self.changed)
        line = self.combo.lineEdit()
        assert line is not None
        line.editingFinished.connect(self.changed)

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer the names of a table's columns."""
        text = self.combo.currentText()
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItems(list(names))
            self.combo.setEditText(text)

    def value(self) -> Any:
        """Return the name or number."""
        return self.combo.currentText()

    def set_value(self, value: Any) -> None:
        """Show a name or number."""
        with QSignalBlocker(self.combo):
            self.combo.setEditText(value)


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def _point(line: str) -> Any:
    parts = line.replace(";", ",").replace("\t", ",").split(",")
    return [_number(part.strip()) for part in parts]


def bounds(field: FieldInfo) -> dict[str, Any]:
    """Collect ``ge``, ``gt``, ``le``, ``lt`` of a field."""
    found = {}
    for item in field.metadata:
        for name in ("ge", "gt", "le", "lt"):
            if getattr(item, name, None) is not None:
                found[name] = getattr(item, name)
    return found


def _integer(field: FieldInfo, _: dict[str, Any]) -> Editor:
    limits = bounds(field)
    return IntegerEditor(limits.get("ge", 0), min(limits.get("le", 2**31 - 1), 2**31 - 1))


def _slider(_: FieldInfo, extra: dict[str, Any]) -> Editor:
    low, high = extra["slider"]
    return SliderEditor(low, high, is_log=extra["editor"] == "log")


BY_NAME = {
    "log": _slider,
    "slider": _slider,
    "formula": lambda *_: TextEditor(),
    "file": lambda *_: FileEditor(),
    "column": lambda *_: ColumnEditor(),
    "widths": lambda *_: WidthsEditor(),
    "points": lambda *_: PointsEditor(),
    "peaks": lambda *_: ListEditor(),
}
BY_TYPE = {
    bool: lambda *_: BoolEditor(),
    int: _integer,
    float: lambda *_: NumberEditor(),
    str: lambda *_: TextEditor(),
}


def make_editor(field: FieldInfo) -> Editor:
    """Make the editor of a plain field: by its ``editor``, its ``labels`` or its type."""
    extra: dict[str, Any] = (
        field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    )
    if extra.get("editor") in BY_NAME:
        return BY_NAME[extra["editor"]](field, extra)
    if "labels" in extra:
        return ChoiceEditor(extra["labels"])
    return BY_TYPE[field.annotation](field, extra)  # type: ignore[index]
