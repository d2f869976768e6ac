"""Put lines of text on a canvas: letters by ReportLab, glyphs by their codes.

Runs are written in the order they are read, each where it stands, so that the text taken out of
the file is in that order too.  Two programs need help with lines that turn: a font is chosen
anew before each word, and an invisible mark stands where a number or a sign meets a
right-to-left word.  Must not measure.  Source: ISO 32000-1, 9.4.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mairie_quartier.documents.embedding import EmbeddedFace, Embedding
from mairie_quartier.documents.fonts import Face
from mairie_quartier.documents.shaping import Glyph
from mairie_quartier.documents.typography import Line, Run

Colour = tuple[float, float, float]
Place = tuple[float, float]

RIGHT_MARK = "\u200f"
LEFT_MARK = "\u200e"
_NUMERIC_SIGNS = frozenset({"CS", "ES", "ET", "EN", "AN"})
_PLAIN_ENDS = frozenset({"L", "EN"})
_LEAST_MOVE = 0.01
_LONGEST_STEP = 60
_NEAR = 0.005
_ASIDE = 0.01


class Pen:
    """Writes on one canvas; ``rest`` before anything else is drawn there, ``finish`` at the end."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._embedding = Embedding()
        self._text: PDFTextObject | None = None
        self._font: tuple[str, float] = ("", 0.0)
        self._colour: Colour | None = None
        self._blank: Face | None = None

    def write(self, line: Line, size: float, place: Place, colour: Colour) -> None:
        """Write a line whose left end and baseline are at ``place``."""
        if line.runs and not line.runs[0].glyphs:
            self._letters(line, size, place, colour)
        else:
            self._glyphs(line, size, place, colour)

    def rest(self) -> None:
        """Close what was begun."""
        if self._text is not None:
            self._canvas.drawText(self._text)
        self._text = None

    def finish(self) -> None:
        """Put the faces in the file."""
        # ReportLab has no other way to hand a font of our own to its document.
        self._embedding.add_to(self._canvas._doc)

    def _letters(self, line: Line, size: float, place: Place, colour: Colour) -> None:
        text = self._text
        if text is None:
            text = self._text = self._canvas.beginText()
            self._font, self._colour = ("", 0.0), None
        if colour != self._colour:
            self._colour = colour
            text.setFillColorRGB(*colour)
        text.setTextOrigin(*place)
        for run in line.runs:
            if self._font != (run.face.name, size):
                self._font = (run.face.name, size)
                text.setFont(*self._font)
            text.textOut(run.text)

    def _glyphs(self, line: Line, size: float, place: Place, colour: Colour) -> None:
        self.rest()
        faces = (run.face for run in line.runs if run.face.blank is not None)
        self._blank = blank = next(faces, self._blank)
        marks = _marks(line) if line.turns and blank is not None else {}
        shown = _Shown(self._embedding, size, place[1], turns=line.turns)
        for rank, run in enumerate(line.runs):
            x = place[0] + run.x
            before, after = marks.get(rank, ("", ""))
            if before and blank is not None and run.level % 2 == 0:
                shown.mark(blank, x - _ASIDE * size, before)
            if not _is_gap(line, rank):
                shown.run(run, x)
            if before and blank is not None and run.level % 2 == 1:
                shown.mark(blank, x - _ASIDE * size, before)
            if after and blank is not None:
                shown.mark(blank, x + run.width + _ASIDE * size, after)
        paint = f"{colour[0]:g} {colour[1]:g} {colour[2]:g} rg"
        self._canvas.addLiteral(f"BT {paint} {shown.operators()} ET")


class _Shown:
    """The operators of one line."""

    def __init__(self, embedding: Embedding, size: float, y: float, *, turns: bool) -> None:
        self._embedding = embedding
        self._turns = turns
        self._size = size
        self._y = y
        self._face: Face | None = None
        self._x = float("-inf")
        self._parts: list[str] = []

    def operators(self) -> str:
        """Give what was shown, for a text object."""
        return " ".join(self._parts)

    def run(self, run: Run, x: float) -> None:
        """Show a run, its left end at ``x``."""
        if run.level % 2 == 0 and any(len(glyph.text) != 1 for glyph in run.glyphs):
            said = ("\ufeff" + run.text).encode("utf-16-be").hex().upper()
            self._parts.append(f"/Span <</ActualText <{said}>>> BDC")
            self._glyphs(run.face, x, run.glyphs)
            self._parts.append("EMC")
            return
        size = self._size * run.face.scale
        for word in _words(run, alone=self._turns):
            if self._turns:
                self._face = None
            self._glyphs(run.face, x + word.x * size / 1000, word.glyphs)

    def mark(self, face: Face, x: float, mark: str) -> None:
        """Show nothing, that reads as a mark."""
        self._glyphs(face, x, (Glyph(face.blank or 0, 0.0, 0.0, 0.0, mark, neutral=True),))

    def _glyphs(self, face: Face, x: float, glyphs: Sequence[Glyph]) -> None:
        """Show glyphs from ``x`` on; go on where the pen already is there."""
        embedded, size = self._embedding.face(face), self._size * face.scale
        goes_on = abs(x - self._x) < _NEAR
        if not goes_on:
            self._parts.append(f"1 0 0 1 {x:.3f} {self._y:.3f} Tm")
        if face is not self._face or not goes_on:
            self._parts.append(f"/{embedded.name} {size:g} Tf")
        self._parts.append(_show(glyphs, embedded, size))
        self._face = face
        self._x = x + sum(glyph.advance for glyph in glyphs) * size / 1000


class _Word(NamedTuple):
    """Glyphs shown together, and where they begin in their run, in thousandths."""

    x: float
    glyphs: tuple[Glyph, ...]


def _words(run: Run, *, alone: bool = False) -> list[_Word]:
    """Split a run at its signs and spaces, in the order of reading.

    In a line that turns, one program reads the signs and the digits of other scripts backwards:
    each of them is then shown ``alone``.
    """
    turned = run.level % 2 == 1
    if not turned and not alone:
        return [_Word(0.0, run.glyphs)]
    words: list[_Word] = []
    x = 0.0
    for single, group in groupby(run.glyphs, key=lambda glyph: _stands_alone(glyph, turned)):
        glyphs = tuple(group)
        for part in (glyphs,) if not single else ((each,) for each in glyphs):
            words.append(_Word(x, part))
            x += sum(glyph.advance for glyph in part)
    return words[::-1] if turned else words


def _stands_alone(glyph: Glyph, turned: bool) -> bool:
    return glyph.neutral and (turned or not glyph.text.isdecimal() or not glyph.text.isascii())


def _show(glyphs: Sequence[Glyph], face: EmbeddedFace, size: float) -> str:
    """Write glyphs from the pen's place on, marks moved to where they sit."""
    shown: list[str] = []
    row: list[str] = []
    move = rise = 0.0
    for glyph in glyphs:
        if glyph.y != rise:
            if row:
                shown.append(f"[{''.join(row)}] TJ")
                row = []
            rise = glyph.y
            shown.append(f"{rise * size / 1000:.3f} Ts")
        row.extend(_moves(move - glyph.x))
        move = 0.0
        row.append(f"<{face.code(glyph.number, glyph.text):04X}>")
        move += face.advance(glyph.number) + glyph.x - glyph.advance
    row.extend(_moves(move))
    if row:
        shown.append(f"[{''.join(row)}] TJ")
    if rise:
        shown.append("0 Ts")
    return " ".join(shown)


def _moves(back: float) -> Iterator[str]:
    """Move the pen, forward by small steps: a program takes a long one for a space."""
    while back < -_LONGEST_STEP:
        yield f"-{_LONGEST_STEP} "
        back += _LONGEST_STEP
    if abs(back) >= _LEAST_MOVE:
        yield f"{back:.2f} "


def _is_gap(line: Line, rank: int) -> bool:
    """Tell a space after a name that turns: the programs see the gap, and add a space to it."""
    if rank == 0 or line.runs[rank].level or line.runs[rank].text != " ":
        return False
    return line.runs[rank - 1].level % 2 == 1


def _marks(line: Line) -> dict[int, tuple[str, str]]:
    """Find the marks at the left and the right of runs, by rank."""
    levels = [run.level for run in line.runs]
    lowest = min(levels)
    marks: dict[int, tuple[str, str]] = {}
    for rank, run in enumerate(line.runs):
        leftward = run.level % 2 == 0
        begins = rank == 0 or levels[rank - 1] % 2 != run.level % 2
        ends = rank == len(levels) - 1 or levels[rank + 1] % 2 != run.level % 2
        end = bidirectional(run.text[-1])
        if lowest and leftward:
            closed = not ends or end in _PLAIN_ENDS
            marks[rank] = (RIGHT_MARK if begins else "", "" if closed else LEFT_MARK)
        elif begins and not lowest and not leftward:
            marks[rank] = ("", LEFT_MARK)
        elif not leftward and end in _NUMERIC_SIGNS:
            marks[rank] = (RIGHT_MARK, "")
    return marks
