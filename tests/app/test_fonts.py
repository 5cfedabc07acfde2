"""The letters of the app are its own, the same on every desktop."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from app.desktop import fonts
from widgets.look.tokens import TYPE

RESOURCES = Path(fonts.__file__).parents[2] / "resources"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@pytest.mark.parametrize("file", ["FanhuaSansSC-Regular.otf", "FanhuaSansSC-SemiBold.ttf"])
def test_that_the_font_has_every_chinese_letter_of_the_app(qtbot: QtBot, file: str) -> None:
    font = QRawFont(str(fonts.FONTS / file), 12)
    paths = [*RESOURCES.glob("translations/*.ts"), *RESOURCES.glob("lessons/*.json")]
    letters = {c for path in paths for c in CHINESE.findall(path.read_text(encoding="utf-8"))}
    assert len(letters) > 500
    missing = [letter for letter in letters if not font.supportsCharacter(ord(letter))]
    assert not missing, "run resources/fonts/make_subset.py"


def test_that_digits_are_equally_wide(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(fonts.letters())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


@pytest.mark.parametrize("weight", sorted({letters.weight for letters in TYPE.values()}))
def test_that_each_weight_is_drawn_by_a_font_of_the_app(qtbot: QtBot, weight: int) -> None:
    font = fonts.letters()
    font.setWeight(QFont.Weight(weight))
    assert QFontInfo(font).family().startswith("Inter")
    assert QFontInfo(font).weight() == weight


def test_that_an_unusable_font_blocks_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Broken.ttf").write_bytes(b"no font")
    assert fonts.load(tmp_path) == ["Broken.ttf"]
