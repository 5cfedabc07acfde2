import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.command_line.headless import run_headless
from app.desktop import language
from app.files.gallery import entries
from app.program import Program
from app.window.actions import MENUS
from resources.translations.update import TS, compile_translations, extract
from tests.app.conftest import FEW, OpenWindow
from tests.samples import small
from training.engine.stopping import finished
from training.messages.announcements import Pause
from training.text import Text
from widgets.forms.form import Form, UnionForm
from widgets.text import sentence, translated

Messages = dict[tuple[str, str], str]


def messages(path: Path) -> Messages:
    """Map context and source of a .ts file to the translation, empty where it is unfinished."""
    found = {}
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            text = "" if translation.get("type") else translation.text or ""
            found[context.findtext("name", ""), message.findtext("source", "")] = text
    return found


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


@pytest.fixture
def english() -> Iterator[None]:
    """Have English again afterwards."""
    yield
    language.switch("en")
    QApplication.processEvents()


def test_that_a_fresh_extraction_finds_nothing_new_unfinished_or_unused(tmp_path: Path) -> None:
    fresh = tmp_path / TS.name
    shutil.copy(TS, fresh)
    extract(fresh)
    committed = messages(TS)
    assert messages(fresh) == committed, "run python resources/translations/update.py"
    assert [key for key, text in committed.items() if not text] == []
    assert len(committed) > 300


def test_that_the_extraction_sees_models_tables_sentences_and_literals() -> None:
    expected = {
        ("training", "Learning rate"),
        ("training", "SGD with momentum"),
        ("training", "mean squared error"),
        ("training", "neurons"),
        ("training", "Frequency principle"),
        ("training", "This must be greater than {gt}."),
        ("training", "The interval must end to the right of where it begins."),
        ("training", "Stopped at step {step}."),
        ("actions", "Pause"),
        ("menus", "&File"),
        ("menus", "Dark"),
        ("training", "Paused"),
        ("files", "Open"),
        ("FitView", "Fit"),
    }
    assert expected <= set(messages(TS))


def test_that_the_translations_name_no_place_on_a_machine() -> None:
    text = TS.read_text(encoding="utf-8")
    assert "<location" not in text
    assert str(TS.parent) not in text


def test_that_the_compiled_file_says_what_the_translations_say(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    compile_translations(TS, fresh)
    for path in (fresh, TS.with_suffix(".qm")):
        compiled = QTranslator()
        assert compiled.load(str(path))
        said = {key: compiled.translate(*key) for key in messages(TS)}
        assert said == messages(TS), f"{path.name}: run python resources/translations/update.py"


def test_that_source_and_translation_have_the_same_placeholders_and_accelerators() -> None:
    for (_, source), text in messages(TS).items():
        assert placeholders(source) == placeholders(text)
        assert source.count("&") == text.count("&"), source
        assert source.endswith("…") == text.endswith("…"), source
        assert source.endswith(".") == text.endswith(("。", "...")), source


def test_that_menu_accelerators_are_unique() -> None:
    both = [(s, t) for (context, s), t in messages(TS).items() if context == "menus" and "&" in s]
    for titles in zip(*both, strict=True):
        keys = [title.partition("&")[2][:1].lower() for title in titles]
        assert len(set(keys)) == len(keys) == len(MENUS)


def texts(program: Program) -> dict[str, list[str]]:
    """Read what the window shows, by the kind of place."""
    sections = program.panel.sections.values()
    forms = program.panel.forms
    dataset, trainer = forms["dataset"], forms["trainer"]
    assert isinstance(dataset, UnionForm)
    assert isinstance(trainer, Form)
    rows = [*dataset.form().rows.values(), *trainer.rows.values()]
    transport = program.transport
    return {
        "menus": [action.text() for action in program.frame.menuBar().actions()],
        "actions": [action.text() for action in program.actions.values()],
        "headings": [section.heading.text() for section in sections],
        "counts": [program.panel.counts.text()],
        "labels": [row.label.text() for row in rows if row.name != "v"],
        "help": [row.label.toolTip() for row in rows],
        "views": [dock.windowTitle() for dock in program.stage.grid.docks.values()],
        "legends": [view.legend.text() for view in program.stage.views.values() if view.entries()],
        "transport": [transport.step_text.text(), transport.speed_text.text()],
        "status": [transport.state_text.text(), transport.device_text.text()],
        "problems": [dataset.form().rows["formula"].problem.text()],
        "title": [program.frame.windowTitle(), program.frame.panel_dock.windowTitle()],
    }


def is_chinese(text: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", text) is not None


@pytest.mark.usefixtures("english")
def test_that_the_language_changes_in_the_open_window_and_back(
    qtbot: QtBot, program: Program
) -> None:
    program.frame.resize(1600, 900)  # where legends have room for their words
    QApplication.processEvents()
    program.transport.show_device(Text("CPU, 1 thread"))
    program.panel.show_problem(
        ("dataset", "formula"), Text("The formula is empty. Type one, for example sin(v x).")
    )
    before = texts(program)
    language.switch("zh_CN")
    qtbot.waitUntil(lambda: program.frame.menuBar().actions()[0].text() == "文件(&F)")
    QApplication.processEvents()
    chinese = texts(program)
    for place, shown in chinese.items():
        english = [text for text in shown if not is_chinese(text) and text != "Dropout"]
        assert not english, place
    assert "频率原则" in [entry.title for entry in entries()]
    assert all(is_chinese(entry.line) and "ettings" not in entry.line for entry in entries())
    assert "学习率" in chinese["labels"]
    assert chinese["views"][:4] == ["拟合", "损失", "频谱", "频谱演化"]
    assert len({*chinese["views"]}) == len(program.stage.grid.docks)  # each has a name of its own
    assert chinese["transport"] == ["第 0 步", "全速"]
    language.switch("en")
    qtbot.waitUntil(lambda: program.frame.menuBar().actions()[0].text() == "&File")
    QApplication.processEvents()
    assert texts(program) == before


def test_that_a_window_made_in_chinese_offers_chinese_choices(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    language.switch("zh_CN")
    try:
        program = open_window(tmp_path, FEW, is_shown=False)
        dataset = program.panel.forms["dataset"]
        assert isinstance(dataset, UnionForm)
        combo = dataset.choice.combo
        assert [combo.itemText(i) for i in range(combo.count())] == [
            "公式",
            "自定义点",
            "CSV 文件",
            "图像",
            "大象",
            "手绘轮廓",
            "输入求和",
            "矩阵补全",
            "带标签的图像",
        ]
    finally:
        language.switch("en")


def test_that_sentences_of_the_engine_are_filled_in_after_translation(qtbot: QtBot) -> None:
    language.switch("zh_CN")
    try:
        assert sentence(finished(Pause.STEPS, 7)) == "完成：共 7 步。"
        assert translated("Learning rate") == "学习率"
    finally:
        language.switch("en")
    assert sentence(finished(Pause.STEPS, 7)) == "Finished: 7 steps."


@pytest.mark.usefixtures("english")
def test_that_what_was_recorded_of_a_run_is_said_in_the_language_of_today(
    qtbot: QtBot, unseen: Program, tmp_path: Path
) -> None:
    path = tmp_path / "a.fanhua"
    run_headless(small(trainer={"steps": 5}), path)
    unseen.files.open_path(path)
    runs = unseen.records.runs.model
    assert [row.detail for row in runs.rows] == ["Finished: 5 steps."]
    language.switch("zh_CN")
    qtbot.waitUntil(lambda: runs.rows[0].detail == "完成：共 5 步。")
