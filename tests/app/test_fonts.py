import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop import fonts

RESOURCES = Path(fonts.__file__).parents[2] / "resources"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def test_that_the_font_has_every_chinese_letter_of_the_app(qtbot: QtBot) -> None:
    font = QRawFont(str(fonts.FONT), 12)
    paths = [*RESOURCES.glob("translations/*.ts"), *RESOURCES.glob("lessons/*.json")]
    letters = {c for path in paths for c in CHINESE.findall(path.read_text(encoding="utf-8"))}
    assert len(letters) > 500
    missing = [letter for letter in letters if not font.supportsCharacter(ord(letter))]
    assert not missing, "run resources/fonts/make_subset.py"


def test_that_the_font_is_taken_only_where_the_system_has_none(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = qapp.font()
    with monkeypatch.context() as patch:
        patch.setattr(QFontDatabase, "families", lambda *_: ["Noto Sans CJK SC"])
        assert not fonts.ensure_chinese(qapp)
    assert qapp.font() == before
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    try:
        assert fonts.ensure_chinese(qapp)
        assert "Fanhua Sans SC" in qapp.font().families()
        assert QFontInfo(qapp.font()).family() != "Fanhua Sans SC"  # Latin letters stay theirs
    finally:
        QFontDatabase.removeAllApplicationFonts()
        qapp.setFont(before)


def test_that_an_unusable_font_blocks_nothing(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    monkeypatch.setattr(fonts, "FONT", Path("/nowhere.otf"))
    assert not fonts.ensure_chinese(qapp)
