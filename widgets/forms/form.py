"""Forms generated from settings models: a row a setting, an error beside it, unions as a choice."""

from contextlib import suppress
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from training.settings import Settings
from training.settings.base import shared_values, union_members
from training.text import Text
from widgets.forms.editors import ChoiceEditor, Editor, make_editor
from widgets.forms.more_button import MoreButton
from widgets.look.tokens import HEIGHT, SPACE
from widgets.text import sentence, translated

RESTARTS = "↻"
LABEL_WIDTHS = (104, 62)
"""Pixels for the labels of a form, and of one in a form."""

Path = tuple[str, ...]


class ErrorLabel(QLabel):
    """A sentence below a row that says what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self._problem: Text | None = None
        self.setWordWrap(True)
        self.setForegroundRole(QPalette.ColorRole.BrightText)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def show_problem(self, problem: Text | None) -> None:
        """Show a sentence, or nothing."""
        self._problem = problem
        self.setText(sentence(problem) if problem else "")
        self.setVisible(problem is not None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_problem(self._problem)
        super().changeEvent(event)


class FormRow(QWidget):
    """Label, editor, unit and problem of one setting."""

    changed = Signal()

    def __init__(self, name: str, field: FieldInfo, depth: int) -> None:
        super().__init__()
        self.name, self._field = name, field
        self.problem = ErrorLabel()
        self.label = QLabel()
        members = union_members(field)
        self.part: Editor | UnionForm | Form
        if members:
            self.part = UnionForm(members, depth + 1)
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Settings):
            self.part = Form(field.annotation, depth + 1)
        else:
            self.part = make_editor(field)
        self.part.changed.connect(self.changed)
        self._lay_out(depth)
        self.retranslate()

    def _lay_out(self, depth: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        self.label.setWordWrap(True)
        self.label.setFixedWidth(LABEL_WIDTHS[min(depth, 1)])
        self.label.setMinimumHeight(HEIGHT.control)  # its letters stand on the line of the field's
        self.label.setProperty("level", "2")
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.part, 0, 1)
        grid.addWidget(self.problem, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def retranslate(self) -> None:
        """Set label and help in the present language."""
        extra = _extra(self._field)
        title = translated(self._field.title or self.name)
        unit = f" ({translated(str(extra['unit']))})" if "unit" in extra else ""
        restarts = "" if extra.get("live") else f"  {RESTARTS}"
        self.label.setText(f"{title}{unit}{restarts}")
        help_text = translated(self._field.description or "")
        if restarts:
            help_text += "\n" + self.tr("{sign} A change restarts the run from step 0.").format(
                sign=RESTARTS
            )
        self.label.setToolTip(help_text)
        self.part.setToolTip(help_text)
        self.part.setAccessibleName(title)
        if isinstance(self.part, Editor | UnionForm):
            self.part.set_name(title, help_text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_problem(self, path: Path, problem: Text) -> None:
        """Show a problem here, or in the row of the nested form that it belongs to."""
        if isinstance(self.part, Form | UnionForm) and self.part.takes(path):
            self.part.show_problem(path, problem)
        else:
            self.problem.show_problem(problem)

    def clear_problems(self) -> None:
        """Take all sentences away."""
        self.problem.show_problem(None)
        if isinstance(self.part, Form | UnionForm):
            self.part.clear_problems()


class Form(QWidget):
    """The rows of one settings model."""

    changed = Signal()

    def __init__(self, model: type[Settings], depth: int = 0) -> None:
        super().__init__()
        self.model = model
        self.rows: dict[str, FormRow] = {}
        self._hidden: dict[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.row_gap)
        self.more = MoreButton()
        self._rest = _rest(model)
        """Settings that are shown on demand."""
        for is_rest in (False, True):
            if is_rest:
                column.addWidget(self.more)
            for name, field in model.model_fields.items():
                if name == "kind" or _is_hidden(field) or (name in self._rest) != is_rest:
                    continue
                row = FormRow(name, field, depth)
                row.changed.connect(self.changed)
                column.addWidget(row)
                self.rows[name] = row
        self._idle: frozenset[str] = frozenset()
        """Settings without effect."""
        self.more.toggled.connect(self._show_rows)
        self._show_rows()

    def value(self) -> dict[str, Any]:
        """Return what is typed, as JSON would hold it."""
        return {**self._hidden, **{name: row.part.value() for name, row in self.rows.items()}}

    def set_value(self, settings: Settings) -> None:
        """Show settings without telling that they changed."""
        self._hidden = {
            name: settings.model_dump(mode="json")[name]
            for name, field in type(settings).model_fields.items()
            if name == "kind" or _is_hidden(field)
        }
        for name, row in self.rows.items():
            row.part.set_value(getattr(settings, name))
        self._idle = settings.without_effect
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        rest = [name for name in self._rest if name in self.rows and name not in self._idle]
        self.more.set_count(len(rest))
        for name, row in self.rows.items():
            is_asked = name not in self._rest or self.more.isChecked()
            row.setVisible(is_asked and name not in self._idle)

    def takes(self, path: Path) -> bool:
        """Tell whether a path begins with one of the rows."""
        return bool(path) and path[0] in self.rows

    def show_problem(self, path: Path, problem: Text) -> None:
        """Show a problem in the row that it belongs to, and that row."""
        if path[0] in self._rest:
            self.more.setChecked(True)
        self.rows[path[0]].show_problem(path[1:], problem)

    def clear_problems(self) -> None:
        """Take all sentences away."""
        for row in self.rows.values():
            row.clear_problems()


class UnionForm(QFrame):
    """A choice of kinds, and the form of the chosen one below it."""

    changed = Signal()

    def __init__(self, members: dict[str, type[Settings]], depth: int = 0) -> None:
        super().__init__()
        self._members, self._depth = members, depth
        self._forms: dict[str, Form] = {}
        self._shown = ""
        self.choice = ChoiceEditor({kind: _title(member) for kind, member in members.items()})
        self.choice.changed.connect(self._on_choice_changed)
        self.setFocusProxy(self.choice)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.choice)
        self._indented = QVBoxLayout()
        self._indented.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._indented)

    def set_name(self, name: str, description: str) -> None:
        """Name the choice."""
        self.choice.set_name(name, description)

    def _form(self, kind: str) -> Form:
        """Return the form of a kind; made when first needed."""
        if kind not in self._forms:
            form = Form(self._members[kind], self._depth)
            form.changed.connect(self.changed)
            self._indented.addWidget(form)
            self._forms[kind] = form
        self._shown = kind
        for name, form in self._forms.items():
            form.setVisible(name == kind and bool(form.rows))
        return self._forms[kind]

    def form(self) -> Form:
        """Return the form that is shown."""
        return self._form(self.choice.value())

    def value(self) -> dict[str, Any]:
        """Return what is typed, as JSON would hold it."""
        kind = self.choice.value()
        return {**self._form(kind).value(), "kind": kind}

    def set_value(self, settings: Settings) -> None:
        """Show settings without telling that they changed."""
        kind: str = settings.kind  # type: ignore[attr-defined]
        self.choice.set_value(kind)
        self._form(kind).set_value(settings)

    def _on_choice_changed(self) -> None:
        kind, before = self.choice.value(), self._shown
        if kind not in self._forms:  # the first time a kind is chosen it begins with its defaults
            self._form(kind).set_value(self._members[kind]())
        if before:
            values = self._forms[before].value()
            kept = shared_values(values, self._members[before], self._members[kind])
            with suppress(ValidationError):  # what is typed may be wrong; it is said there
                settings = self._members[kind](**{**self._form(kind).value(), **kept})
                self._form(kind).set_value(settings)
        self._form(kind)
        self.changed.emit()

    def takes(self, path: Path) -> bool:
        """Tell whether a path leads into the shown form."""
        return self.form().takes(path)

    def show_problem(self, path: Path, problem: Text) -> None:
        """Show a problem in the row that it belongs to."""
        self.form().show_problem(path, problem)

    def clear_problems(self) -> None:
        """Take all sentences away."""
        self.form().clear_problems()


def _rest(model: type[Settings]) -> frozenset[str]:
    """Return the settings that few change in class; none where nothing is changed often."""
    fields = model.model_fields.items()
    often = {name for name, field in fields if _extra(field).get("often")}
    rest = frozenset(name for name, _ in fields if name not in often)
    return rest if often else frozenset()


def _extra(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    return extra if isinstance(extra, dict) else {}


def _title(member: type[Settings]) -> str:
    return str(member.model_config.get("title") or member.__name__)


def _is_hidden(field: FieldInfo) -> bool:
    return _extra(field).get("editor") == "hidden"
