"""Rows, blocks and pages: what is measured first and drawn afterwards, in reading order.

A block is kept together where a page can hold it; a longer one is split so that neither page
has a lone line.  Must not know what a paper says.  All lengths are points, from the top left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reportlab.lib.units import mm

from mairie_quartier.documents.typography import Line, Style, Typesetter
from mairie_quartier.domain.papers import PageSize

# Small print this near to the top of a page has next to nothing above it, in points.
CARRIED = 110.0
TIGHTER = (0.8, 0.6, 0.4, 0.25)
# What is higher than this is room to write in, not room between lines.
HIGHEST_GAP = 8.0
LONE_LINES = 2
ACCENT = (0.09, 0.20, 0.33)
PALE = (0.62, 0.66, 0.70)


@dataclass(frozen=True, slots=True)
class Geometry:
    """One page: its size, margins, and the column of labels at the left of the text."""

    width: float
    height: float
    margin: float
    top: float
    bottom: float
    label_width: float

    @property
    def text_width(self) -> float:
        """Give the width between the margins."""
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> float:
        """Give the height between the running head and the foot."""
        return self.height - self.top - self.bottom


GEOMETRIES = {
    PageSize.A4: Geometry(210 * mm, 297 * mm, 18 * mm, 23 * mm, 22 * mm, 43 * mm),
    PageSize.A5: Geometry(148 * mm, 210 * mm, 14 * mm, 20 * mm, 20 * mm, 31 * mm),
}


class MarkKind(StrEnum):
    """A drawn sign: all are read without colour."""

    RULE = "rule"
    HEAVY_RULE = "heavy_rule"
    CUT = "cut"
    BAR = "bar"
    EMPTY_BOX = "empty_box"
    TICKED_BOX = "ticked_box"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points of the unit square (origin at its lower left); closed, filled or not.

    ``filled`` gives an area without an outline.
    """

    points: tuple[tuple[float, float], ...]
    closed: bool = False
    filled: bool = False


Picture = tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at ``x`` from the margin and ``drop`` below the row's top."""

    kind: MarkKind
    x: float
    drop: float
    width: float
    height: float = 0.0
    picture: Picture = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at ``x`` from the margin, its baseline ``drop`` below the row's top."""

    line: Line
    size: float
    x: float
    drop: float
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of the page as high as ``height``; ``bookmark`` names it in the reader's outline."""

    height: float
    words: tuple[Words, ...] = ()
    marks: tuple[Mark, ...] = ()
    bookmark: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together; ``gap`` is left above, but not at the top of a page.

    A block ``at_foot`` (a slip to tear off) goes down to the foot of its page; one that is
    ``closing`` (small print) ought not to be carried over to a page almost for itself.
    """

    rows: tuple[Row, ...]
    gap: float = 0.0
    new_page: bool = False
    at_foot: bool = False
    closing: bool = False

    @property
    def height(self) -> float:
        """Give the height without the gap."""
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and its distance from the top of the text area."""

    row: Row
    top: float


Page = tuple[PlacedRow, ...]


class Stack:
    """Fill pages with blocks, in order."""

    def __init__(self, height: float, *, first_height: float) -> None:
        """Take the height of text on every page, and what is left of it on the first.

        ``carried`` counts the closing blocks that came to stand at the top of a later page.
        """
        self._height = height
        self._top = height - first_height
        self._pages: list[list[PlacedRow]] = [[]]
        self.carried = 0

    def pages(self) -> tuple[Page, ...]:
        """Give what was placed so far."""
        return tuple(tuple(page) for page in self._pages)

    def add(self, block: Block) -> None:
        """Place a block: here, on the next page, or split over several."""
        if block.new_page and self._pages[-1]:
            self._turn()
        gap = block.gap if self._pages[-1] else 0.0
        room = self._height - self._top - gap
        whole_elsewhere = block.height <= self._height
        if block.height > room and (whole_elsewhere or not _can_begin(block.rows, room)):
            self._turn()
            gap = 0.0
        if block.at_foot:
            gap = max(gap, self._height - self._top - block.height)
        self._top += gap
        if block.closing and len(self._pages) > 1 and self._top < CARRIED:
            self.carried += 1
        self._place(list(block.rows))

    def _place(self, rows: list[Row]) -> None:
        while rows:
            room = self._height - self._top
            count = _count_fitting(rows, room)
            left = len(rows) - count
            if 0 < left < LONE_LINES and count > LONE_LINES:
                count -= LONE_LINES - left
            for row in rows[: max(count, 1)]:
                self._pages[-1].append(PlacedRow(row, self._top))
                self._top += row.height
            rows = rows[max(count, 1) :]
            if rows:
                self._turn()

    def _turn(self) -> None:
        self._pages.append([])
        self._top = 0.0


class Column:
    """Make rows from text, in a strip ``width`` wide that begins at ``x``."""

    def __init__(self, setter: Typesetter, *, x: float, width: float) -> None:
        self.setter = setter
        self.x = x
        self.width = width

    def text(self, text: str, style: Style, *, indent: float = 0.0) -> list[Row]:
        """Set a paragraph, one row a line."""
        lines = self.setter.lines(text, style, self.width - indent)
        drop = style.size * 0.98
        return [
            Row(style.leading, (Words(line, style.size, self.x + indent, drop),)) for line in lines
        ]

    def paragraphs(self, texts: Iterable[str], style: Style, *, gap: float = 0.0) -> list[Row]:
        """Set several paragraphs, a gap between them."""
        rows: list[Row] = []
        for text in texts:
            if rows and gap:
                rows.append(Row(gap))
            rows.extend(self.text(text, style))
        return rows

    def boxed(self, text: str, style: Style, kind: MarkKind) -> list[Row]:
        """Set a paragraph after a small box, ticked or not."""
        side = style.size * 0.72
        rows = self.text(text, style, indent=style.size * 1.35)
        mark = Mark(kind, self.x, style.size * 0.28, side, side)
        return [Row(rows[0].height, rows[0].words, (mark,)), *rows[1:]]


def beside(labels: Sequence[Row], values: Sequence[Row]) -> list[Row]:
    """Put a label's rows at the left of its value's rows; a gap between values stays a gap."""
    rows: list[Row] = []
    lefts = iter(labels)
    for right in values:
        gap = not (right.words or right.marks)
        left = Row(0.0) if gap else next(lefts, Row(0.0))
        height = max(left.height, right.height)
        rows.append(Row(height, left.words + right.words, left.marks + right.marks))
    return [*rows, *lefts]


def barred(rows: Sequence[Row], *, x: float, width: float) -> list[Row]:
    """Draw a bar along rows; it stays whole where a page ends."""
    return [
        Row(
            row.height,
            row.words,
            (*row.marks, Mark(MarkKind.BAR, x, 0.0, width, row.height)),
            row.bookmark,
            row.level,
        )
        for row in rows
    ]


def bookmarked(rows: list[Row], name: str, *, level: int = 0) -> list[Row]:
    """Name rows in the reader program's outline."""
    first = rows[0]
    return [Row(first.height, first.words, first.marks, name, level), *rows[1:]]


def accented(rows: list[Row]) -> list[Row]:
    """Set rows in the accent colour, dark enough to print black."""
    return [
        Row(
            row.height,
            tuple(Words(each.line, each.size, each.x, each.drop, True) for each in row.words),
            row.marks,
            row.bookmark,
            row.level,
        )
        for row in rows
    ]


def mirrored(rows: Sequence[Row], *, x: float = 0.0, width: float) -> list[Row]:
    """Turn rows round inside a strip, for a paper read from right to left.

    What was laid from the left edge of the strip is then as far from its right edge; the words
    and pictures themselves are not turned.
    """
    edge = 2 * x + width
    return [
        replace(
            row,
            words=tuple(replace(each, x=edge - each.x - each.line.width) for each in row.words),
            marks=tuple(replace(mark, x=edge - mark.x - mark.width) for mark in row.marks),
        )
        for row in rows
    ]


def stacked(blocks: Sequence[Block], height: float, *, first_height: float) -> tuple[Page, ...]:
    """Fill pages; where small print would be carried over, closer together if that spares it."""
    loose = _stack(blocks, height, first_height)
    closing = [rank for rank, block in enumerate(blocks) if block.closing]
    if not loose.carried:
        return loose.pages()
    for share in TIGHTER:
        before = [_tightened(block, share) for block in blocks[: closing[-1] + 1]]
        tight = _stack([*before, *blocks[closing[-1] + 1 :]], height, first_height)
        if tight.carried < loose.carried:
            return tight.pages()
    return loose.pages()


def _stack(blocks: Sequence[Block], height: float, first_height: float) -> Stack:
    stack = Stack(height, first_height=first_height)
    for block in blocks:
        stack.add(block)
    return stack


def _tightened(block: Block, share: float) -> Block:
    """Leave less room between blocks and between lines of different paragraphs."""
    rows = tuple(row if row.words else _shrunk(row, share) for row in block.rows)
    return replace(block, rows=rows, gap=block.gap * share)


def _shrunk(row: Row, share: float) -> Row:
    """Make an empty strip less high, with the bar that runs along it; a rule keeps its place."""
    if row.height > HIGHEST_GAP or any(mark.kind is not MarkKind.BAR for mark in row.marks):
        return row
    height = row.height * share
    return replace(row, height=height, marks=tuple(replace(m, height=height) for m in row.marks))


def _can_begin(rows: Sequence[Row], room: float) -> bool:
    """Tell whether a heading and two lines hold in the room."""
    return sum(row.height for row in rows[: LONE_LINES + 1]) <= room


def _count_fitting(rows: Sequence[Row], room: float) -> int:
    used = 0.0
    for count, row in enumerate(rows):
        used += row.height
        if used > room + 0.01:
            return count
    return len(rows)
