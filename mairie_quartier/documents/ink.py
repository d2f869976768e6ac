"""Draw measured pages with ReportLab: signs first, then the words in reading order.

Must not measure nor word anything.  The file is reproducible: same pages, same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from mairie_quartier.documents.pen import Pen
from mairie_quartier.documents.sheet import (
    ACCENT,
    PALE,
    Geometry,
    Mark,
    MarkKind,
    Page,
    PlacedRow,
    Stroke,
    Words,
)
from mairie_quartier.documents.tagging import Tag, Tags
from mairie_quartier.domain.logos import Logo

BLACK = (0.0, 0.0, 0.0)
_NO_GAP = 0.5

Strips = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """Dark strips of a code (column, row, length) and its side, both in modules."""

    side: int
    strips: Strips


@dataclass(frozen=True, slots=True)
class Description:
    """What a reader program says of the file."""

    title: str
    author: str
    subject: str
    language: str
    creator: str = "Mairie de quartier"


class Ink:
    """One PDF being drawn."""

    def __init__(self, geometry: Geometry, description: Description, *, face: str) -> None:
        self._geometry = geometry
        self._buffer = BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=(geometry.width, geometry.height),
            pageCompression=1,
            invariant=1,
            lang=description.language,
            initialFontName=face,
        )
        self._canvas.setTitle(description.title)
        self._canvas.setAuthor(description.author)
        self._canvas.setSubject(description.subject)
        self._canvas.setCreator(description.creator)
        self._bookmarks = 0
        self._pen = Pen(self._canvas)
        self._tags = Tags(self._canvas)
        self._tags.begin_part(description.language)

    def finish(self) -> bytes:
        """Close the file and give it."""
        self._pen.finish()
        self._tags.finish()
        self._canvas.save()
        return self._buffer.getvalue()

    def turn(self) -> None:
        """End the page."""
        self._canvas.showPage()
        self._tags.turn()

    def begin_part(self, language: str) -> None:
        """Begin what is in one language (BCP 47): assistive technology reads it so."""
        self._tags.begin_part(language)

    def page(self, page: Page, *, top: float) -> None:
        """Draw the rows of a page; ``top`` is the text area's distance from the page's top."""
        base = self._geometry.height - top
        with self._tags.artifact():
            for placed in page:
                for mark in placed.row.marks:
                    self._mark(mark, base - placed.top)
        for tag, group in _grouped(page):
            for placed in group:
                if placed.row.bookmark:
                    self._bookmark(placed, base - placed.top)
            self.words(((words, base - top) for words, top in _read(group)), tag=tag)

    def words(
        self, words: Iterable[tuple[Words, float]], *, tag: Tag | None = Tag.PARAGRAPH
    ) -> None:
        """Draw lines of text; each with the height its ``drop`` is counted from.

        Without a tag it is decoration, which assistive technology passes over.
        """
        with self._tags.content(tag) if tag else self._tags.artifact():
            for line, base in words:
                place = (self._geometry.margin + line.x, base - line.drop)
                self._pen.write(line.line, line.size, place, ACCENT if line.accent else BLACK)
            self._pen.rest()

    def qr(self, code: QrCode, *, x: float, y: float, side: float) -> None:
        """Draw a code, its lower left corner at ``x, y`` of the page."""
        module = side / code.side
        path = self._canvas.beginPath()
        for column, row, length in code.strips:
            path.rect(x + column * module, y + side - (row + 1) * module, length * module, module)
        with self._tags.artifact():
            self._canvas.setFillColorRGB(*BLACK)
            self._canvas.drawPath(path, stroke=0, fill=1)

    def logo(self, logo: Logo, *, x: float, y: float, height: float) -> None:
        """Draw a logo as high as ``height``, its lower left corner at ``x, y`` of the page."""
        picture = ImageReader(BytesIO(logo.data))
        width = height * logo.width / logo.height
        with self._tags.artifact():
            self._canvas.drawImage(picture, x, y, width=width, height=height, mask="auto")

    def rule(self, y: float, *, heavy: bool = False) -> None:
        """Draw a line between the margins."""
        kind = MarkKind.HEAVY_RULE if heavy else MarkKind.RULE
        with self._tags.artifact():
            self._mark(Mark(kind, 0, 0, self._geometry.text_width), y)

    def stamp(self, word: Words, *, y: float) -> None:
        """Draw a framed word; its frame's top is at ``y``."""
        canvas = self._canvas
        pad = word.size * 0.5
        canvas.setStrokeColorRGB(*BLACK)
        canvas.setLineWidth(1.4)
        x = self._geometry.margin + word.x - pad
        height = word.size * 1.7
        with self._tags.artifact():
            canvas.rect(x, y - height, word.line.width + 2 * pad, height)
        self.words([(word, y)])

    def strike(self) -> None:
        """Cross the page out, so that no copy of it can be taken for a valid one."""
        canvas, page = self._canvas, self._geometry
        canvas.setStrokeColorRGB(*PALE)
        canvas.setLineWidth(5)
        with self._tags.artifact():
            canvas.line(page.margin, page.bottom, page.width - page.margin, page.height - page.top)

    def _bookmark(self, placed: PlacedRow, y: float) -> None:
        self._bookmarks += 1
        key = f"p{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=y + 6)
        self._canvas.addOutlineEntry(placed.row.bookmark, key, level=placed.row.level)

    def _mark(self, mark: Mark, base: float) -> None:
        x, y = self._geometry.margin + mark.x, base - mark.drop
        canvas = self._canvas
        if mark.kind is MarkKind.BAR:
            canvas.setFillColorRGB(*ACCENT)
            canvas.rect(x, y - mark.height, mark.width, mark.height, stroke=0, fill=1)
        elif mark.kind in (MarkKind.EMPTY_BOX, MarkKind.TICKED_BOX):
            self._box(mark, x, y)
        elif mark.kind is MarkKind.PICTURE:
            self._picture(mark, x, y - mark.height)
        else:
            self._line(mark, x, y)

    def _picture(self, mark: Mark, x: float, y: float) -> None:
        """Draw the strokes of a picture, its lower left corner at ``x, y``; black only."""
        canvas = self._canvas
        canvas.setStrokeColorRGB(*BLACK)
        canvas.setFillColorRGB(*BLACK)
        canvas.setLineWidth(mark.width / 18)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in mark.picture:
            self._stroke(stroke, (x, y), (mark.width, mark.height))
        canvas.setLineCap(0)
        canvas.setLineJoin(0)

    def _stroke(
        self, stroke: Stroke, corner: tuple[float, float], size: tuple[float, float]
    ) -> None:
        path = self._canvas.beginPath()
        points = [(corner[0] + px * size[0], corner[1] + py * size[1]) for px, py in stroke.points]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if stroke.closed or stroke.filled:
            path.close()
        self._canvas.drawPath(path, stroke=int(not stroke.filled), fill=int(stroke.filled))

    def _line(self, mark: Mark, x: float, y: float) -> None:
        canvas = self._canvas
        heavy = mark.kind is MarkKind.HEAVY_RULE
        canvas.setStrokeColorRGB(*(ACCENT if heavy else PALE))
        canvas.setLineWidth(1.8 if heavy else 0.7)
        if mark.kind is MarkKind.CUT:
            canvas.setStrokeColorRGB(*BLACK)
            canvas.setDash(4, 3)
        canvas.line(x, y, x + mark.width, y)
        if mark.kind is MarkKind.CUT:
            canvas.setDash()

    def _box(self, mark: Mark, x: float, y: float) -> None:
        canvas = self._canvas
        canvas.setStrokeColorRGB(*BLACK)
        canvas.setLineWidth(0.9)
        canvas.rect(x, y - mark.height, mark.width, mark.height)
        if mark.kind is MarkKind.TICKED_BOX:
            canvas.setLineWidth(1.5)
            side, bottom = mark.width, y - mark.height
            points = [(0.2, 0.5), (0.42, 0.24), (0.84, 0.84)]
            steps = [(x + px * side, bottom + py * side) for px, py in points]
            canvas.lines([(*one, *two) for one, two in pairwise(steps)])


def _grouped(page: Page) -> Iterator[tuple[Tag, list[PlacedRow]]]:
    """Give what is read in one go: a heading, or lines with no gap between them."""
    group: list[PlacedRow] = []
    for placed in page:
        if group and _begins(placed, group):
            yield _tag(group[0]), group
            group = []
        if placed.row.words:
            group.append(placed)
    if group:
        yield _tag(group[0]), group


def _begins(placed: PlacedRow, group: Sequence[PlacedRow]) -> bool:
    """Tell whether a row begins another group: after a gap, at a heading, after one."""
    first, last = group[0].row, group[-1]
    if placed.row.bookmark or not placed.row.words:
        return True
    if placed.top > last.top + last.row.height + _NO_GAP:
        return True
    return bool(first.bookmark) and placed.row.words[0].size != first.words[0].size


def _read(group: Sequence[PlacedRow]) -> Iterator[tuple[Words, float]]:
    """Give words in the order they are read: a label whole, then what is beside it."""
    everything = [(words, placed.top) for placed in group for words in placed.row.words]
    first = group[0].row.words
    if len(first) < 2:
        yield from everything
        return
    label = first[0]
    yield from (each for each in everything if _aligned(each[0], label))
    yield from (each for each in everything if not _aligned(each[0], label))


def _aligned(words: Words, label: Words) -> bool:
    """Tell whether words begin where a label does: at the left, or at the right if it turns."""
    return (
        abs(words.x - label.x) < _NO_GAP
        or abs(words.x + words.line.width - label.x - label.line.width) < _NO_GAP
    )


def _tag(placed: PlacedRow) -> Tag:
    if not placed.row.bookmark:
        return Tag.PARAGRAPH
    return Tag.SUBHEADING if placed.row.level else Tag.HEADING


def measure_qr(matrix: Sequence[Sequence[int]]) -> QrCode:
    """Make strips of a matrix of modules, the quiet zone left out."""
    strips: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        start = -1
        for column, dark in enumerate((*modules, 0)):
            if dark and start < 0:
                start = column
            elif not dark and start >= 0:
                strips.append((start, row, column - start))
                start = -1
    return QrCode(len(matrix), tuple(strips))
