"""Make ``resources/fonts/scripts`` from Debian's packages of Noto: what each file comes from.

Run by hand when a face changes, never by the program nor its tests::

    apt-get download fonts-noto-core fonts-noto-cjk unicode-data
    for deb in *.deb; do dpkg -x "$deb" noto; done
    uv run --with fonttools==4.68.0 packaging/fonts.py noto

Most files are copied as they are.  The Han face is cut down to the characters of the Chinese
national table (8,105, where rare names are), to the core of all East Asian countries, and to the
Korean syllables of KS X 1001; its outlines become quadratic, which every PDF program draws.
Sources: Unihan's kTGH and kIICore; KS X 1001.
"""

import bz2
import shutil
import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts" / "scripts"
WEIGHTS = ("Regular", "Bold")
BOTH_WEIGHTS = (
    *("NotoNaskhArabic", "NotoSans", "NotoSansAdlam", "NotoSansArmenian", "NotoSansBengali"),
    *("NotoSansDevanagari", "NotoSansEthiopic", "NotoSansGeorgian", "NotoSansGujarati"),
    *("NotoSansGurmukhi", "NotoSansHebrew", "NotoSansKannada", "NotoSansKhmer", "NotoSansLao"),
    *("NotoSansMalayalam", "NotoSansMyanmar", "NotoSansOriya", "NotoSansSinhala"),
    *("NotoSansTamil", "NotoSansTelugu", "NotoSansThaana", "NotoSansThai"),
)
REGULAR_ONLY = ("NotoSansNKo", "NotoSansSyriac", "NotoSansTifinagh")
HAN_LISTS = ("kTGH", "kIICore")
HAN_BLOCKS = (
    range(0x20, 0x7F),  # ASCII
    range(0x2010, 0x2040),  # dashes, quotes, ellipsis
    range(0x3000, 0x3130),  # signs, kana, bopomofo
    range(0xFF00, 0xFFEF),  # wide and narrow forms
)
CURVE_ERROR = 1.0


def main() -> None:
    """Copy what is copied and make the Han faces."""
    root = Path(sys.argv[1]) / "usr" / "share"
    names = [f"{name}-{weight}" for name in BOTH_WEIGHTS for weight in WEIGHTS]
    for name in [*names, *(f"{name}-Regular" for name in REGULAR_ONLY)]:
        shutil.copyfile(root / "fonts/truetype/noto" / f"{name}.ttf", TARGET / f"{name}.ttf")
    wanted = han_letters(root / "unicode") | korean_letters()
    for weight in WEIGHTS:
        source = root / "fonts/opentype/noto" / f"NotoSansCJK-{weight}.ttc"
        make_han(source, wanted, TARGET / f"NotoSansSC-{weight}.ttf")


def han_letters(folder: Path) -> set[int]:
    """Give the characters of the two tables, and the signs that go with them."""
    found = {code for block in HAN_BLOCKS for code in block}
    for name in ("Unihan_OtherMappings", "Unihan_DictionaryLikeData", "Unihan_IRGSources"):
        text = bz2.decompress((folder / f"{name}.txt.bz2").read_bytes()).decode("utf-8")
        rows = (line.split("\t") for line in text.splitlines() if line.startswith("U+"))
        found |= {int(row[0][2:], 16) for row in rows if row[1] in HAN_LISTS}
    return found


def korean_letters() -> set[int]:
    """Give the 2,350 syllables of KS X 1001."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF))
    return {ord(pair.decode("euc_kr")) for pair in pairs}


def make_han(source: Path, wanted: set[int], target: Path) -> None:
    """Cut the simplified Chinese face of a collection down, and give it quadratic outlines."""
    fonts = TTCollection(str(source), lazy=True).fonts
    font = next(each for each in fonts if "Sans CJK SC" in each["name"].getDebugName(4))
    options = Options()
    options.hinting = False
    options.layout_features = ["ccmp", "kern"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    _make_quadratic(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(str(target))


def _make_quadratic(font: TTFont) -> None:
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    for name, glyph in glyphs.items():
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    _describe_quadratic(font)


def _describe_quadratic(font: TTFont) -> None:
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints"),
        *("maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"),
    ):
        setattr(profile, field, 0)
    profile.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


if __name__ == "__main__":
    main()
