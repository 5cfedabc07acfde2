"""One editor for each kind of setting: ``value``, ``set_value``, ``changed``.

An editor holds what the user typed, right or wrong; whether it may be used is decided by the
settings models alone. ``value`` is what the JSON file would hold. Never here: what a setting means.
"""

from typing import Any

from pydantic.fields import FieldInfo

from widgets.forms.editors.base import Editor, TextEditor
from widgets.forms.editors.choices import (
    BoolEditor,
    ChoiceEditor,
    CollectionEditor,
    ColumnEditor,
    FileEditor,
    ImageFileEditor,
)
from widgets.forms.editors.cues import OfferingEditor, PresetEditor, ViewEditor, ViewsEditor
from widgets.forms.editors.lists import (
    LinesEditor,
    NamesEditor,
    ParagraphEditor,
    PointsEditor,
    WidthsEditor,
)
from widgets.forms.editors.marked import StdEditor
from widgets.forms.editors.numbers import IntegerEditor, ListEditor, NumberEditor, SliderEditor

__all__ = [
    "ChoiceEditor",
    "ColumnEditor",
    "Editor",
    "NumberEditor",
    "OfferingEditor",
    "SliderEditor",
    "StdEditor",
    "WidthsEditor",
    "bounds",
    "make_editor",
]


def bounds(field: FieldInfo) -> dict[str, Any]:
    """Collect ``ge``, ``gt``, ``le``, ``lt`` of a field."""
    limits = {}
    for item in field.metadata:
        for name in ("ge", "gt", "le", "lt"):
            if getattr(item, name, None) is not None:
                limits[name] = getattr(item, name)
    return limits


def _integer(field: FieldInfo, _: dict[str, Any]) -> Editor:
    limits = bounds(field)
    return IntegerEditor(limits.get("ge", 0), min(limits.get("le", 2**31 - 1), 2**31 - 1))


def _slider(_: FieldInfo, extra: dict[str, Any]) -> Editor:
    low, high = extra["slider"]
    return SliderEditor(low, high, is_log=extra["editor"] == "log")


def _std(_: FieldInfo, extra: dict[str, Any]) -> Editor:
    low, high = extra["slider"]
    return StdEditor(low, high)


BY_NAME = {
    "log": _slider,
    "slider": _slider,
    "std": _std,
    "formula": lambda *_: TextEditor(),
    "file": lambda *_: FileEditor(),
    "image_file": lambda *_: ImageFileEditor(),
    "collection": lambda *_: CollectionEditor(),
    "names": lambda *_: NamesEditor(),
    "column": lambda *_: ColumnEditor(),
    "widths": lambda *_: WidthsEditor(),
    "points": lambda *_: PointsEditor(),
    "peaks": lambda *_: ListEditor(),
    "lines": lambda *_: LinesEditor(),
    "text": lambda *_: ParagraphEditor(),
    "preset": lambda *_: PresetEditor(),
    "view": lambda *_: ViewEditor(),
    "views": lambda *_: ViewsEditor(),
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
