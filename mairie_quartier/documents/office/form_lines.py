"""Lines to fill in by hand: words, boxes to tick and blanks, one after the other.

Must not know what a form asks.  All lengths are points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import segno

from mairie_quartier.documents.ink import measure_qr
from mairie_quartier.documents.sheet import Mark, MarkKind, Row, Words
from mairie_quartier.documents.typography import Style, Typesetter

BOX_GAP = 4.0
ITEM_GAP = 11.0
BLANK_DROP = 2.6
LEAST_BLANK = 24.0
QR_OVERLAP = 0.12


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A box and its words; ticked already where the program knows the answer."""

    words: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, close to the words before it; no width takes the rest of the line."""

    width: float = 0.0


Item = Text | Tick | Blank


class FormLine:
    """Sets items from left to right, and goes on below where they do not fit."""

    def __init__(self, setter: Typesetter, style: Style, *, x: float, width: float) -> None:
        self._setter = setter
        self._style = style
        self._start = x
        self._end = x + width
        self._x = x
        self._words: list[Words] = []
        self._marks: list[Mark] = []
        self._rows: list[Row] = []

    def rows(self, items: Iterable[Item]) -> list[Row]:
        """Give the rows of a line of items."""
        for item in items:
            if isinstance(item, Blank):
                self._blank(item)
            else:
                self._text(item)
        self._turn()
        return self._rows

    def _text(self, item: Text | Tick) -> None:
        box = self._style.size * 0.78 if isinstance(item, Tick) else 0.0
        indent = box + BOX_GAP if box else 0.0
        lines = self._setter.lines(item.words, self._style, self._end - self._start - indent)
        alone = len(lines) > 1
        if self._x > self._start and (alone or self._x + indent + lines[0].width > self._end):
            self._turn()
        if isinstance(item, Tick):
            kind = MarkKind.TICKED_BOX if item.ticked else MarkKind.EMPTY_BOX
            drop = self._style.leading * 0.5 - box * 0.42
            self._marks.append(Mark(kind, self._x, drop, box, box))
        for rank, line in enumerate(lines):
            if rank:
                self._turn()
            x = self._x + indent
            self._words.append(Words(line, self._style.size, x, self._baseline()))
            self._x = self._x if rank < len(lines) - 1 else x + line.width + ITEM_GAP
        if alone:
            self._turn()

    def _blank(self, item: Blank) -> None:
        start = self._x - ITEM_GAP + BOX_GAP if self._x > self._start else self._x
        wanted = item.width or LEAST_BLANK
        if start + wanted > self._end + 0.5:
            self._turn()
            start = self._x
        width = item.width or self._end - start
        drop = self._baseline() + BLANK_DROP
        self._marks.append(Mark(MarkKind.RULE, start, drop, width))
        self._x = start + width + ITEM_GAP

    def _baseline(self) -> float:
        return self._style.leading * 0.5 + self._style.size * 0.36

    def _turn(self) -> None:
        if self._words or self._marks:
            row = Row(self._style.leading, tuple(self._words), tuple(self._marks))
            self._rows.append(row)
        self._words, self._marks, self._x = [], [], self._start


def qr_marks(number: str, *, x: float, drop: float, side: float) -> tuple[Mark, ...]:
    """Draw a code inside a paper as dark strips, the quiet zone left to the caller."""
    code = measure_qr(segno.make(number, error="m", micro=False, boost_error=False).matrix)
    module = side / code.side
    # Strips overlap by a hair, else screens show light lines between the rows.
    tall = module + QR_OVERLAP
    return tuple(
        Mark(MarkKind.BAR, x + column * module, drop + row * module, length * module, tall)
        for column, row, length in code.strips
    )


def with_marks(rows: Sequence[Row], marks: Iterable[Mark]) -> list[Row]:
    """Put marks, measured from the top of the first row, beside rows."""
    first = rows[0]
    marked = Row(first.height, first.words, (*first.marks, *marks), first.bookmark, first.level)
    return [marked, *rows[1:]]
