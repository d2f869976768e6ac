"""The shipped faces: opened when first needed, measured by HarfBuzz, chosen by script.

Must not use the PC's fonts, nor decide how text is split.  The two faces of ordinary text are
also known to ReportLab, which draws them letter by letter; every other face is drawn by glyph.
Source of the script names: ISO 15924, as HarfBuzz gives them.
"""

from enum import StrEnum
from functools import cached_property
from pathlib import Path
from unicodedata import category

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mairie_quartier.documents.shaping import Direction, Shaped, shape

WORDS_KEPT = 4096
REPLACEMENT = "\ufffd"

_ZERO_WIDTH = (0x200B, 0x200C, 0x200D, 0xFEFF)

# The face of each script; Latin, Cyrillic and Greek are written by the main or the wide face.
SCRIPT_FACES = {
    "Adlm": "NotoSansAdlam",
    "Arab": "NotoNaskhArabic",
    "Armn": "NotoSansArmenian",
    "Beng": "NotoSansBengali",
    "Deva": "NotoSansDevanagari",
    "Ethi": "NotoSansEthiopic",
    "Geor": "NotoSansGeorgian",
    "Gujr": "NotoSansGujarati",
    "Guru": "NotoSansGurmukhi",
    "Bopo": "NotoSansSC",
    "Hang": "NotoSansSC",
    "Hani": "NotoSansSC",
    "Hira": "NotoSansSC",
    "Kana": "NotoSansSC",
    "Hebr": "NotoSansHebrew",
    "Khmr": "NotoSansKhmer",
    "Knda": "NotoSansKannada",
    "Laoo": "NotoSansLao",
    "Mlym": "NotoSansMalayalam",
    "Mymr": "NotoSansMyanmar",
    "Nkoo": "NotoSansNKo",
    "Orya": "NotoSansOriya",
    "Sinh": "NotoSansSinhala",
    "Syrc": "NotoSansSyriac",
    "Taml": "NotoSansTamil",
    "Telu": "NotoSansTelugu",
    "Tfng": "NotoSansTifinagh",
    "Thaa": "NotoSansThaana",
    "Thai": "NotoSansThai",
}
# Naskh letters are small in their square: enlarged, they read as well as their neighbours.
_SCALES = {"NotoNaskhArabic": 1.14}
_MAIN = "AtkinsonHyperlegibleNext"
_WIDE = "NotoSans"


class Weight(StrEnum):
    """How heavy the letters are."""

    REGULAR = "Regular"
    BOLD = "Bold"


class Face:
    """One font file; nothing of it is read before it is asked for.

    ``scale`` is how much larger than its neighbours it is drawn.
    """

    def __init__(self, name: str, path: Path) -> None:
        """Take a file that exists; ``name`` is unique on the shelf."""
        self.name = name
        self.scale = _SCALES.get(name.rpartition("-")[0], 1.0)
        self._path = path

        self._shaped: dict[tuple[str, Direction], Shaped] = {}

    @cached_property
    def font(self) -> hb.Font:
        """Give HarfBuzz's font, in the file's own units."""
        return hb.Font(hb.Face(hb.Blob.from_file_path(str(self._path))))

    @cached_property
    def units(self) -> int:
        """Give the units of the em square."""
        return int(self.font.face.upem)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Give the code points that have a glyph."""
        return frozenset(self.font.face.unicodes)

    @cached_property
    def blank(self) -> int | None:
        """Give a glyph that draws nothing and takes no room, if the file has one."""
        font = self.font
        named = filter(None, map(font.get_nominal_glyph, _ZERO_WIDTH))
        for glyph in (*named, *range(1, font.face.glyph_count)):
            if not font.get_glyph_h_advance(glyph):
                extents = font.get_glyph_extents(glyph)
                if not extents.width and not extents.height:
                    return int(glyph)
        return None

    @cached_property
    def widths(self) -> dict[int, float]:
        """Give the advance of every letter, in thousandths of the size."""
        font, scale = self.font, 1000 / self.units
        glyphs = ((code, font.get_nominal_glyph(code)) for code in self.coverage)
        return {code: font.get_glyph_h_advance(glyph) * scale for code, glyph in glyphs}

    @cached_property
    def simple(self) -> frozenset[int]:
        """Give the code points that need no shaping: no mark sits on another letter."""
        return frozenset(code for code in self.coverage if not category(chr(code)).startswith("M"))

    def draws(self, text: str) -> bool:
        """Tell whether the text can be drawn letter by letter."""
        simple = self.simple
        return all(ord(letter) in simple for letter in text)

    def writes(self, text: str) -> bool:
        """Tell whether every letter has its glyph."""
        coverage = self.coverage
        return all(ord(letter) in coverage for letter in text)

    def width(self, text: str, size: float) -> float:
        """Measure text that the face writes, letter by letter, in points."""
        widths = self.widths
        return sum([widths[ord(letter)] for letter in text]) * size / 1000

    def shape(self, text: str, direction: Direction) -> Shaped:
        """Give the glyphs of a text that the face writes; a word met again is remembered."""
        key = (text, direction)
        shaped = self._shaped.get(key)
        if shaped is None:
            if len(self._shaped) >= WORDS_KEPT:
                self._shaped.clear()
            shaped = self._shaped[key] = shape(self.font, text, direction, blank=self.blank)
        return shaped


class FontShelf:
    """Every shipped face, opened the first time it is needed and then kept."""

    def __init__(self, folder: Path) -> None:
        """Open the two main faces; raise ``OSError`` where they are missing."""
        self._folder = folder
        self._faces: dict[str, Face] = {}
        self._main = {weight: self._main_face(weight) for weight in Weight}

    def main(self, weight: Weight) -> Face:
        """Give the face of ordinary text."""
        return self._main[weight]

    def wide(self, weight: Weight) -> Face:
        """Give the face of the Latin, Greek and Cyrillic letters that the main one lacks."""
        return self._open(f"scripts/{_WIDE}-{weight.value}")

    def of_script(self, script: str, weight: Weight) -> Face | None:
        """Give the face of a script, in its regular weight where it has no other."""
        name = SCRIPT_FACES.get(script)
        if name is None:
            return None
        for wanted in (weight, Weight.REGULAR):
            place = f"scripts/{name}-{wanted.value}"
            if place in self._faces or (self._folder / f"{place}.ttf").is_file():
                return self._open(place)
        return None

    def is_main(self, face: Face) -> bool:
        """Tell whether ReportLab knows the face."""
        return face in self._main.values()

    def _main_face(self, weight: Weight) -> Face:
        face = self._open(f"interface/{_MAIN}-{weight.value}")
        pdfmetrics.registerFont(TTFont(face.name, str(self._path(face.name))))
        return face

    def _path(self, name: str) -> Path:
        return self._folder / "interface" / f"{name}.ttf"

    def _open(self, place: str) -> Face:
        face = self._faces.get(place)
        if face is None:
            path = self._folder / f"{place}.ttf"
            if not path.is_file():
                raise FileNotFoundError(path)
            # One face for all, should two threads open it at the same moment.
            face = self._faces.setdefault(place, Face(path.stem, path))
        return face
