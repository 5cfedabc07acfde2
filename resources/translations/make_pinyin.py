"""Make the table of first letters of Chinese characters: ``python make_pinyin.py``.

By it a lecturer finds “随机标签” with ``sjbq``. It holds the characters of GB 2312's first level.
Needs ``pip install pypinyin``.
"""

import json
from pathlib import Path

from pypinyin import Style, lazy_pinyin  # type: ignore[import-not-found]

FILE = Path(__file__).with_name("pinyin.json")


def first_level() -> str:
    """Return the characters of GB 2312 rows 16 to 55."""
    cells = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(16, 56) for cell in range(1, 95))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


if __name__ == "__main__":
    table: dict[str, str] = {}
    for character in first_level():
        letter = lazy_pinyin(character, style=Style.FIRST_LETTER)[0]
        table[letter] = table.get(letter, "") + character
    FILE.write_text(json.dumps(table, ensure_ascii=False, indent=0), encoding="utf-8")
