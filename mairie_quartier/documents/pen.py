"""Put lines of text on a canvas: letters by ReportLab, glyphs by their codes.

Runs are written in the order they are read, each where it stands, so that the text taken out of
the file is in that order too.  Programs that take text out need help with lines that turn: an
invisible mark stands where a number, a sign or a name meets a word of the other direction.  Must
not measure.  Source: ISO 32000-1, 9.4; the marks are those of UAX #9.
"""

from unicodedata import bidirectional

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mairie_quartier.documents.embedding import Embedding
from mairie_quartier.documents.fonts import Face
from mairie_quartier.documents.glyph_row import GlyphRow
from mairie_quartier.documents.typography import Line

Colour = tuple[float, float, float]
Place = tuple[float, float]

RIGHT_MARK = "\u200f"
LEFT_MARK = "\u200e"
_NUMERIC_SIGNS = frozenset({"CS", "ES", "ET", "EN", "AN"})
_PLAIN_ENDS = frozenset({"L", "EN"})
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
        shown = GlyphRow(self._embedding, size, place[1], turns=line.turns)
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
