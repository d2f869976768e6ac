"""The shipped faces, and which of them can write a word.

A word that the main face cannot write whole is given to Noto Sans or to its script's own Noto
face, so that a name prints in any script; what nobody can write becomes a visible sign and is
reported.  Must not use the PC's fonts.  Source of the ranges: Unicode blocks.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REPLACEMENT = "\ufffd"

# First and last letter of each script's blocks, in order, and the face that draws them.
_SCRIPT_FACES = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0590, 0x05FF, "NotoSansHebrew"),
    (0x0600, 0x06FF, "NotoSansArabicUI"),
    (0x0750, 0x077F, "NotoSansArabicUI"),
    (0x07C0, 0x07FF, "NotoSansNKo"),
    (0x08A0, 0x08FF, "NotoSansArabicUI"),
    (0x0900, 0x097F, "NotoSansDevanagariUI"),
    (0x0980, 0x09FF, "NotoSansBengaliUI"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhiUI"),
    (0x0A80, 0x0AFF, "NotoSansGujaratiUI"),
    (0x0B80, 0x0BFF, "NotoSansTamilUI"),
    (0x0C00, 0x0C7F, "NotoSansTeluguUI"),
    (0x0D80, 0x0DFF, "NotoSansSinhalaUI"),
    (0x0E00, 0x0E7F, "NotoSansThaiUI"),
    (0x0E80, 0x0EFF, "NotoSansLaoUI"),
    (0x1000, 0x109F, "NotoSansMyanmarUI"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmerUI"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"),
    (0x2D30, 0x2D7F, "NotoSansTifinagh"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic"),
    (0xFB50, 0xFDFF, "NotoSansArabicUI"),
    (0xFE70, 0xFEFF, "NotoSansArabicUI"),
    (0x1E900, 0x1E95F, "NotoSansAdlam"),
)
_FIRST_LETTERS = tuple(first for first, _, _ in _SCRIPT_FACES)


class Weight(StrEnum):
    """How heavy the letters are."""

    REGULAR = "Regular"
    BOLD = "Bold"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, ready to measure: widths are in thousandths of the size."""

    name: str
    widths: dict[int, float]

    def writes(self, text: str) -> bool:
        """Tell whether every letter has its glyph."""
        widths = self.widths
        return all(ord(letter) in widths for letter in text)

    def width(self, text: str, size: float) -> float:
        """Measure in points."""
        widths = self.widths
        return sum([widths[ord(letter)] for letter in text]) * size / 1000


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face."""

    face: Face
    text: str


class FontShelf:
    """Every shipped face, opened the first time it is needed and then kept."""

    def __init__(self, folder: Path) -> None:
        """Open the two main faces; raise ``OSError`` where they are missing."""
        self._folder = folder
        self._faces: dict[str, Face] = {}
        self._main = {
            weight: self._open("interface", f"AtkinsonHyperlegibleNext-{weight.value}")
            for weight in Weight
        }

    def main(self, weight: Weight) -> Face:
        """Give the face of ordinary text."""
        return self._main[weight]

    def runs(self, word: str, weight: Weight) -> tuple[Run, ...]:
        """Write a word with as few faces as possible; replace what no face has."""
        main = self._main[weight]
        if main.writes(word):
            return (Run(main, word),)
        wide = self._open("scripts", f"NotoSans-{weight.value}")
        if wide.writes(word):
            return (Run(wide, word),)
        runs: list[Run] = []
        for letter in word:
            face = self._face_of(letter, main, wide)
            if face is None:
                face, letter = wide, REPLACEMENT
            if runs and runs[-1].face is face:
                runs[-1] = Run(face, runs[-1].text + letter)
            else:
                runs.append(Run(face, letter))
        return tuple(runs)

    def _face_of(self, letter: str, main: Face, wide: Face) -> Face | None:
        code = ord(letter)
        place = bisect_right(_FIRST_LETTERS, code) - 1
        candidates = [main, wide]
        if place >= 0 and code <= _SCRIPT_FACES[place][1]:
            candidates.insert(0, self._open("scripts", f"{_SCRIPT_FACES[place][2]}-Regular"))
        return next((face for face in candidates if code in face.widths), None)

    def _open(self, folder: str, name: str) -> Face:
        face = self._faces.get(name)
        if face is None:
            path = self._folder / folder / f"{name}.ttf"
            if not path.is_file():
                raise FileNotFoundError(path)
            font = TTFont(name, str(path))
            pdfmetrics.registerFont(font)
            face = Face(name, _widths(font))
            self._faces[name] = face
        return face


def _widths(font: TTFont) -> dict[int, float]:
    """Keep the advance of the letters that the face really has."""
    known = font.face.charWidths
    return {code: float(known[code]) for code in font.face.charToGlyph if code in known}
