"""Make the fonts of the app: ``python make_subset.py FOLDER``, with the published ones in FOLDER.

They are ``Inter_300Light.ttf``, ``Inter_400Regular.ttf``, ``Inter_500Medium.ttf``,
``Inter_600SemiBold.ttf``, ``STIXTwoText_400Regular.ttf``, ``STIXTwoText_400Regular_Italic.ttf`` and
``NotoSansSC_600SemiBold.ttf``, as npm's packages ``@expo-google-fonts/inter``, ``…/stix-two-text``
and ``…/noto-sans-sc`` hold them, and ``NotoSansCJK-Regular.ttc`` of
https://github.com/notofonts/noto-cjk; one that is not in FOLDER stays as it is. All are under the
SIL Open Font License (OFL.txt). Needs ``pip install fonttools``.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-not-found]

HERE = Path(__file__).resolve().parent
LATIN = (
    (0x20, 0x7E),
    (0xA0, 0x17F),  # Latin-1 and extended A
    (0x391, 0x3C9),  # Greek
    (0x2010, 0x2027),  # dashes, quotes, dots
    (0x2030, 0x203A),
    (0x2070, 0x209C),  # super- and subscripts
    (0x2190, 0x2199),  # arrows
    (0x21A9, 0x21BB),
    (0x2200, 0x22FF),  # operators
    (0x2318, 0x2318),
    (0x25A0, 0x25FF),
    (0x2605, 0x2606),
    (0x2713, 0x2717),
)
FEATURES = ["kern", "liga", "calt", "tnum", "ccmp", "locl", "mark", "mkmk", "sups", "subs", "case"]


@dataclass(frozen=True)
class Source:
    """A published font, and what is made of it."""

    file: str
    made: str
    is_chinese: bool = False


SOURCES = (
    Source("Inter_300Light.ttf", "Inter-Light.ttf"),
    Source("Inter_400Regular.ttf", "Inter-Regular.ttf"),
    Source("Inter_500Medium.ttf", "Inter-Medium.ttf"),
    Source("Inter_600SemiBold.ttf", "Inter-SemiBold.ttf"),
    Source("STIXTwoText_400Regular.ttf", "STIXTwoText-Regular.ttf"),
    Source("STIXTwoText_400Regular_Italic.ttf", "STIXTwoText-Italic.ttf"),
    Source("NotoSansCJK-Regular.ttc", "FanhuaSansSC-Regular.otf", is_chinese=True),
    Source("NotoSansSC_600SemiBold.ttf", "FanhuaSansSC-SemiBold.ttf", is_chinese=True),
)
FAMILY = "Fanhua Sans SC"
"""Of the Chinese fonts: each holds the 3,755 characters of GB 2312's first level, which are 99.7 %
of those in use, and all that the app itself writes."""
SIMPLIFIED = "Noto Sans CJK SC"


def latin() -> str:
    """Return the characters of the Latin fonts."""
    return "".join(chr(code) for first, last in LATIN for code in range(first, last + 1))


def chinese() -> str:
    """Return the characters of GB 2312 rows 16 to 55, its punctuation, and what the app writes."""
    rows = [*range(1, 4), *range(16, 56)]
    cells = (bytes([0xA0 + row, 0xA0 + cell]) for row in rows for cell in range(1, 95))
    level = "".join(cell.decode("gb2312", errors="ignore") for cell in cells)
    own = [*HERE.parent.glob("translations/*.ts"), *HERE.parent.glob("lessons/*.json")]
    return level + "".join(path.read_text(encoding="utf-8") for path in own)


def opened(path: Path) -> TTFont:
    """Read a font, or the one for simplified Chinese of a collection."""
    if path.suffix != ".ttc":
        return TTFont(path)
    fonts = TTCollection(path).fonts
    return next(f for f in fonts if f["name"].getDebugName(1) == SIMPLIFIED)


def named(font: TTFont, family: str) -> TTFont:
    """Give a font a family name of its own: it is not the whole one."""
    weight = "SemiBold" if font["OS/2"].usWeightClass == 600 else ""
    names = {1: f"{family} {weight}".strip(), 16: family, 17: weight or "Regular"}
    names[3] = names[4] = names[1]
    names[6] = family.replace(" ", "") + (f"-{weight}" if weight else "")
    font["OS/2"].achVendID = "FANH"  # Qt takes two weights of two makers for two families
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID].encode(record.getEncoding())
    return font


def make(folder: Path, source: Source) -> None:
    """Write the subset of a font."""
    font = opened(folder / source.file)
    options = subset.Options(
        hinting=False, desubroutinize=True, name_IDs=["*"], notdef_outline=True
    )
    options.layout_features = [] if source.is_chinese else FEATURES
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=chinese() if source.is_chinese else latin())
    subsetter.subset(font)
    (named(font, FAMILY) if source.is_chinese else font).save(HERE / source.made)


if __name__ == "__main__":
    for one in SOURCES:
        if (Path(sys.argv[1]) / one.file).exists():
            make(Path(sys.argv[1]), one)
