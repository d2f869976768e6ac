"""The same line set by Qt, with the same files: its glyphs, from left to right.

Qt shapes, orders and places by itself; it is only told which face writes which letters.
"""

from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from mairie_quartier import paths
from mairie_quartier.documents.fonts import Face
from mairie_quartier.documents.typography import Line, Typesetter, direction

SIZE = 200


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """One glyph, its origin in pixels from the left of its line and above its baseline."""

    x: float
    y: float
    number: int


def our_glyphs(line: Line) -> list[Placed]:
    """Give what we draw, spaces and what has no shape left out."""
    found: list[Placed] = []
    for run in line.runs:
        x, font, size = run.x, run.face.font, SIZE * run.face.scale
        if not run.glyphs:
            for letter in run.text:
                found.append(Placed(x, 0.0, font.get_nominal_glyph(ord(letter))))
                x += run.face.width(letter, SIZE)
        for glyph in run.glyphs:
            if glyph.number != run.face.blank or glyph.advance:
                at = x + glyph.x * size / 1000
                found.append(Placed(at, glyph.y * size / 1000, glyph.number))
            x += glyph.advance * size / 1000
    return sorted(each for each in found if each.number not in _spaces(line))


def glyphs_of_qt(setter: Typesetter, text: str, line: Line) -> list[Placed]:
    """Give what Qt draws of a paragraph on one line."""
    right = direction.begins_right(text, paper_right=setter.rtl)
    apart = direction.isolated(text, begins_right=right) if direction.turns(text) else text
    layout = QTextLayout(apart)
    option = QTextOption()
    sides = Qt.LayoutDirection
    option.setTextDirection(sides.RightToLeft if right else sides.LeftToRight)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(_formats(apart, line))
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(1e7)
    layout.endLayout()
    return _read(layout, row, line)


def _read(layout: QTextLayout, row: QTextLine, line: Line) -> list[Placed]:
    left, base, spaces = row.naturalTextRect().x(), row.ascent(), _spaces(line)
    return sorted(
        Placed(place.x() - left, base - place.y(), number)
        for run in layout.glyphRuns()
        for number, place in zip(run.glyphIndexes(), run.positions(), strict=True)
        if number not in spaces
    )


def _formats(apart: str, line: Line) -> list[QTextLayout.FormatRange]:
    """Say which face writes which letters; what only steers goes with its neighbour."""
    faces = [run.face for run in line.runs for _ in run.text]
    plain = all(not run.glyphs for run in line.runs)
    ranges: list[QTextLayout.FormatRange] = []
    shown = place = 0
    last: Face | None = None
    for letter in apart:
        face = faces[min(shown, len(faces) - 1)]
        length = len(letter.encode("utf-16-le")) // 2
        if face is not last:
            ranges.append(QTextLayout.FormatRange())
            ranges[-1].start = place
            ranges[-1].length = 0
            ranges[-1].format = _format(face, kerning=not plain)
        ranges[-1].length += length
        place, last = place + length, face
        shown += letter not in direction.INVISIBLE
    return ranges


def _format(face: Face, *, kerning: bool) -> QTextCharFormat:
    font = QFont(_family(face))
    font.setPixelSize(round(SIZE * face.scale))
    font.setBold(face.name.endswith("Bold"))
    font.setKerning(kerning)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    given = QTextCharFormat()
    given.setFont(font)
    return given


@cache
def _load(name: str) -> None:
    folder = "interface" if name.startswith("Atkinson") else "scripts"
    path = paths.resources() / "fonts" / folder / f"{name}.ttf"
    assert QFontDatabase.addApplicationFont(str(path)) >= 0


def _family(face: Face) -> str:
    _load(face.name)
    return str(face.font.face.get_name(hb.OTNameIdPredefined.FONT_FAMILY))


def _spaces(line: Line) -> set[int]:
    """Give the glyphs of the space; in no face is another letter drawn by them."""
    return {run.face.font.get_nominal_glyph(0x20) for run in line.runs}
