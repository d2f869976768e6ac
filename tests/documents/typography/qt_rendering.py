"""The same line set by Qt, with the same files: its glyphs, from left to right.

Qt shapes, orders and places by itself; it is only told which face writes which letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from mairie_quartier import paths
from mairie_quartier.documents.fonts import Face
from mairie_quartier.documents.typography import Line, Typesetter, direction

SIZE = 200
LINE_END = "\u2028"


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


def glyphs_of_qt(setter: Typesetter, text: str, lines: Sequence[Line]) -> list[list[Placed]]:
    """Give what Qt draws of a paragraph, broken where ours is."""
    right = direction.begins_right(text, paper_right=setter.rtl)
    apart = direction.isolated(text, begins_right=right) if direction.turns(text) else text
    parts = _parts(apart, lines)
    layout = QTextLayout("".join(parts))
    option = QTextOption()
    sides = Qt.LayoutDirection
    option.setTextDirection(sides.RightToLeft if right else sides.LeftToRight)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(_formats(parts, lines))
    layout.beginLayout()
    rows: list[QTextLine] = []
    while (row := layout.createLine()).isValid():
        row.setLineWidth(1e7)
        rows.append(row)
    layout.endLayout()
    return [_read(row, line) for row, line in zip(rows, lines, strict=True)]


def _read(row: QTextLine, line: Line) -> list[Placed]:
    base, spaces = row.ascent() + row.y(), _spaces(line)
    found = [
        Placed(place.x(), base - place.y(), number)
        for run in row.glyphRuns()
        for number, place in zip(run.glyphIndexes(), run.positions(), strict=True)
        if number not in spaces
    ]
    return sorted(found)


def _parts(apart: str, lines: Sequence[Line]) -> list[str]:
    """Split what Qt is given as our lines are: what is not drawn goes with what is before it."""
    parts: list[str] = []
    start = 0
    for line in lines:
        end, shown = start, 0
        while shown < len(line.text):
            shown += apart[end] not in direction.INVISIBLE
            end += 1
        while end < len(apart) and apart[end] in " \u2069":
            end += 1
        parts.append(apart[start:end])
        start = end
    return [*map(_ended, parts[:-1]), parts[-1]]


def _ended(part: str) -> str:
    """End a line as Qt is told to: by a separator, of the same direction as a space."""
    head, space, tail = part.rpartition(" ")
    ends = space and not tail.strip("\u2069")
    return f"{head}{LINE_END}{tail}" if ends else f"{part}{LINE_END}"


def _columns(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _formats(parts: Sequence[str], lines: Sequence[Line]) -> list[QTextLayout.FormatRange]:
    """Say which face writes which letters; what is not drawn goes with its neighbour."""
    ranges: list[QTextLayout.FormatRange] = []
    place = 0
    last: Face | None = None
    for part, line in zip(parts, lines, strict=True):
        faces = [run.face for run in line.runs for _ in run.text]
        plain = all(not run.glyphs for run in line.runs)
        shown = 0
        for letter in part:
            face = faces[min(shown, len(faces) - 1)]
            if face is not last:
                ranges.append(QTextLayout.FormatRange())
                ranges[-1].start, ranges[-1].length = place, 0
                ranges[-1].format = _format(face, kerning=not plain)
            ranges[-1].length += _columns(letter)
            place, last = place + _columns(letter), face
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
