"""Make the Chinese font of the app: ``python make_subset.py NotoSansCJK-Regular.ttc``.

It holds the 3,755 characters of GB 2312's first level, which are 99.7 % of those in use, and all
that the app itself writes. Needs ``pip install fonttools``; the source is Noto Sans CJK, SIL Open
Font License, https://github.com/notofonts/noto-cjk.
"""

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-not-found]

FOLDER = Path(__file__).resolve().parent
FAMILY = "Fanhua Sans SC"
SIMPLIFIED = "Noto Sans CJK SC"


def first_level() -> str:
    """Return the characters of GB 2312 rows 16 to 55, and its punctuation."""
    rows = [*range(1, 4), *range(16, 56)]
    cells = (bytes([0xA0 + row, 0xA0 + cell]) for row in rows for cell in range(1, 95))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def own() -> str:
    """Return all characters that the app's translation and lessons use."""
    paths = [*FOLDER.parent.glob("translations/*.ts"), *FOLDER.parent.glob("lessons/*.json")]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def named(font: TTFont, family: str) -> TTFont:
    """Give a font a family name of its own: it is not the whole one."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            text = family.replace(" ", "") if record.nameID == 6 else family
            record.string = text.encode(record.getEncoding())
    return font


def main(source: str) -> None:
    """Write the subset."""
    fonts = TTCollection(source).fonts
    font = next(f for f in fonts if f["name"].getDebugName(1) == SIMPLIFIED)
    options = subset.Options(
        hinting=False, desubroutinize=True, name_IDs=["*"], notdef_outline=True
    )
    options.layout_features = []
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=first_level() + own())
    subsetter.subset(font)
    named(font, FAMILY).save(FOLDER / "FanhuaSansSC-Regular.otf")


if __name__ == "__main__":
    main(sys.argv[1])
