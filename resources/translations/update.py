"""Regenerate the Simplified Chinese translation: ``python resources/translations/update.py``.

What is translated is kept, what is new is added as unfinished, what is no longer used is dropped.
lupdate finds the texts that ``app`` and ``widgets`` translate literally; those that come out of
tables and models are written into a temporary file for it.
"""

import ast
import json
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.desktop.theme import PROJECTED_NAMES, THEME_NAMES
from app.export.formats import FORMATS
from app.window.actions import ACTIONS, MENUS
from app.window.menus import SUBMENUS
from app.window.preferences_dialog import DEVICE_NAMES
from app.window.presenting import SCREEN_NAMES
from training.catalog.lessons import Cue, ShowNote, lessons
from training.catalog.presets import presets
from training.engine.stopping import FINISHED
from training.settings import Experiment, Settings
from training.settings.base import _TEMPLATES, union_members
from training.settings.labelled import CIFAR10
from training.store.schema import DAMAGED, DAMAGED_FILE

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
TS = FOLDER / "fanhua_zh_CN.ts"

# function -> position of the text; contexts are those with which widgets translate it.
SENTENCES = {
    **dict.fromkeys(
        (
            "Text",
            "Problem",
            "FormulaError",
            "SourceError",
            "TableError",
            "DataError",
            "DeviceError",
            "StoreError",
            "CheckpointError",
            "CollectionError",
        ),
        0,
    ),
    "field_error": 1,
}
OWN_FUNCTION = "_tr"
"""With which modules of the app translate, each in a context that it names there."""

Entry = tuple[str, str]
"""Context and English text."""


def models(model: type[Settings], seen: dict[type[Settings], None]) -> None:
    """Collect all settings models that can be reached from one, in order."""
    if model in seen:
        return
    seen[model] = None
    for field in model.model_fields.values():
        for member in union_members(field).values():
            models(member, seen)
        if isinstance(field.annotation, type) and issubclass(field.annotation, Settings):
            models(field.annotation, seen)


def texts_of_model(model: type[Settings]) -> Iterator[str]:
    """Yield the title of a model and label, help, unit and choices of its settings."""
    yield str(model.model_config.get("title") or "")
    for field in model.model_fields.values():
        extra: Any = field.json_schema_extra or {}
        yield field.title or ""
        yield field.description or ""
        yield extra.get("unit", "")
        yield from extra.get("labels", {}).values()
        if "zero" in extra:
            yield extra["zero"]


def texts_in_calls(path: Path, functions: dict[str, int]) -> Iterator[str]:
    """Yield the literal texts that are handed to some functions in a source file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        position = functions.get(node.func.id)
        if position is None or len(node.args) <= position:
            continue
        match node.args[position]:
            case ast.Constant(value=str(text)):
                yield text


def own_context(path: Path) -> str:
    """Return the context in which a module's own function translates; empty where it has none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(
                name=name, body=[ast.Return(ast.Call(args=[ast.Constant(str(context)), _]))]
            ) if name == OWN_FUNCTION:
                return context
    return ""


def texts_of_engine() -> Iterator[str]:
    """Yield all that ``widgets.text`` translates: settings, presets, sentences."""
    found: dict[type[Settings], None] = {}
    models(Experiment, found)
    models(Cue, found)
    for model in found:
        yield from texts_of_model(model)
    for preset in presets().values():
        yield from (preset.title, preset.description, preset.section)
    for lesson in lessons().values():
        yield from (lesson.title, lesson.section)
        for cue in lesson.cues:
            yield cue.note
            yield cue.act.text if isinstance(cue.act, ShowNote) else ""
    for folder in ("training", "app", "widgets"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from texts_in_calls(path, SENTENCES)
    yield from _TEMPLATES.values()
    yield from FINISHED.values()
    yield from (DAMAGED, DAMAGED_FILE)
    yield from CIFAR10


def entries() -> list[Entry]:
    """List context and text of all that is translated by a variable, each once."""
    contexts: dict[str, list[str]] = {
        "training": [*texts_of_engine()],
        "actions": [t for info in ACTIONS.values() for t in (info.text, info.tip)] + ["Pause"],
        "preferences": [*DEVICE_NAMES.values()],
        "menus": [
            *MENUS,
            *SUBMENUS.values(),
            *THEME_NAMES.values(),
            *SCREEN_NAMES.values(),
            *PROJECTED_NAMES.values(),
        ],
        "takeaway": [
            *(text for form in FORMATS.values() for text in (form.title, form.tip, form.filter)),
        ],
    }
    for path in sorted((ROOT / "app").rglob("*.py")):
        if context := own_context(path):
            contexts.setdefault(context, []).extend(texts_in_calls(path, {OWN_FUNCTION: 0}))
    pairs = ((context, text) for context, texts in contexts.items() for text in texts if text)
    return list(dict.fromkeys(pairs))


def write_calls(path: Path) -> None:
    """Write the entries as calls that lupdate understands."""
    lines = [
        f"QCoreApplication.translate({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})"
        for context, text in entries()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(tool: str, *arguments: str) -> None:
    """Run one of PySide's tools in the root of the repository."""
    program = shutil.which(tool, path=sysconfig.get_path("scripts")) or tool
    subprocess.run([program, "-silent", *arguments], cwd=ROOT, check=True)


def extract(ts: Path) -> None:
    """Bring a translation file up to date with the sources; translations in it are kept."""
    sources = [
        path.relative_to(ROOT).as_posix()
        for folder in ("app", "widgets")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "tables.py"
        write_calls(calls)
        run(
            "pyside6-lupdate", "-no-obsolete", "-locations", "none",
            "-disable-heuristic", "similartext", "-source-language", "en",
            "-target-language", "zh_CN", *sources, str(calls), "-ts", str(ts),
        )  # fmt: skip


def compile_translations(ts: Path, qm: Path) -> None:
    """Compile a translation file for Qt."""
    run("pyside6-lrelease", str(ts), "-qm", str(qm))


if __name__ == "__main__":
    extract(TS)
    compile_translations(TS, TS.with_suffix(".qm"))
