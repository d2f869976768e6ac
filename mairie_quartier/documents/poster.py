"""The poster of the languages for the wall: the visitor points, the agent types the number.

The same languages and numbers as the card on the screen (``domain/language_card.py``).  One
page; an A3 sheet is the A4 one enlarged.  Must not say anything of anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from reportlab.lib.units import mm

from mairie_quartier.documents.fonts import FontShelf, Weight
from mairie_quartier.documents.ink import Description, Ink
from mairie_quartier.documents.sheet import (
    Geometry,
    Mark,
    MarkKind,
    Page,
    Picture,
    PlacedRow,
    Row,
    Stroke,
    Words,
)
from mairie_quartier.documents.typography import PaperWarning, Style, Typesetter
from mairie_quartier.domain.language_card import PosterSheet, Tongue, card_tongues
from mairie_quartier.i18n import Translator

MARGIN = 11 * mm
TITLE, HINT = 27.0, 12.0
HEAD = 20 * mm
GAP = 2 * mm
SMALLEST = 5.0
LINE = 1.3

# An open book that is struck out: who cannot read needs no words.
CANNOT_READ: Picture = (
    Stroke(((0.5, 0.76), (0.5, 0.14))),
    Stroke(
        (
            *((0.5, 0.76), (0.34, 0.84), (0.06, 0.84), (0.06, 0.22), (0.34, 0.22), (0.5, 0.14)),
            *((0.66, 0.22), (0.94, 0.22), (0.94, 0.84), (0.66, 0.84), (0.5, 0.76)),
        )
    ),
    Stroke(((0.16, 0.66), (0.38, 0.66))),
    Stroke(((0.16, 0.5), (0.38, 0.5))),
    Stroke(((0.62, 0.66), (0.84, 0.66))),
    Stroke(((0.62, 0.5), (0.84, 0.5))),
    Stroke(((0.04, 0.02), (0.08, -0.02), (0.96, 0.98), (0.92, 1.02)), filled=True),
)


@dataclass(frozen=True, slots=True)
class Cells:
    """A grid of languages: how many beside each other, and the points of its texts."""

    columns: int
    height: float
    name: float
    question: float
    caption: float


PAPER_CELLS = Cells(3, 20 * mm, 18.0, 10.5, 7.5)
OTHER_CELLS = Cells(4, 7.2 * mm, 10.0, 0.0, 6.5)


def draw_poster(
    shelf: FontShelf, tr: Translator, sheet: PosterSheet
) -> tuple[bytes, tuple[PaperWarning, ...]]:
    """Draw the poster; give the file, and what is not as it should be in it."""
    poster = _Poster(Typesetter(shelf), tr, sqrt(2) if sheet is PosterSheet.A3 else 1.0)
    title = tr.gettext("Quelle langue parlez-vous\u00a0?")
    description = Description(title, "", title, tr.language.replace("_", "-"))
    ink = Ink(poster.geometry, description, face=shelf.main(Weight.REGULAR).name)
    ink.page(poster.page(title), top=poster.geometry.top)
    ink.turn()
    return ink.finish(), tuple(poster.setter.warnings)


class _Poster:
    """One poster being measured; every length is of an A4 sheet times ``scale``."""

    def __init__(self, setter: Typesetter, tr: Translator, scale: float) -> None:
        self.setter = setter
        self._ = tr.gettext
        self._scale = scale
        margin = MARGIN * scale
        self.geometry = Geometry(210 * mm * scale, 297 * mm * scale, margin, margin, margin, 0.0)

    def page(self, title: str) -> Page:
        """Place the title, the languages of the papers, then the others."""
        tongues = card_tongues()
        placed = [PlacedRow(self._head(title), 0.0)]
        top = HEAD * self._scale
        top = self._grid([each for each in tongues if each.on_paper], PAPER_CELLS, placed, top)
        top += GAP * self._scale
        self._grid([each for each in tongues if not each.on_paper], OTHER_CELLS, placed, top)
        return tuple(placed)

    def _head(self, title: str) -> Row:
        hint = self._("Montrez votre langue.")
        words = (
            self._centred(title, TITLE, (0.0, self.geometry.text_width), 8.5 * mm, bold=True),
            self._centred(hint, HINT, (0.0, self.geometry.text_width), 14.5 * mm),
        )
        return Row(HEAD * self._scale, words)

    def _grid(
        self, tongues: Sequence[Tongue], cells: Cells, placed: list[PlacedRow], top: float
    ) -> float:
        """Place rows of languages; give where the next thing may begin."""
        for start in range(0, len(tongues), cells.columns):
            line = tongues[start : start + cells.columns]
            words = [
                each for at, tongue in enumerate(line) for each in self._cell(tongue, cells, at)
            ]
            marks = [self._box(cells, at) for at in range(len(line))]
            if cells is PAPER_CELLS and len(line) < cells.columns:
                words += self._reading_words(cells)
                marks += [self._box(cells, cells.columns - 1), self._reading_mark(cells)]
            placed.append(PlacedRow(Row(0.0, tuple(words), tuple(marks)), top))
            top += (cells.height + GAP / 2) * self._scale
        return top

    def _cell(self, tongue: Tongue, cells: Cells, place: int) -> list[Words]:
        """Set the number and the French name, the own name, and the question."""
        span = self._span(cells, place)
        caption = f"{tongue.typed_number} · {tongue.french}"
        height = cells.height
        if not tongue.question:
            own = self._centred(tongue.own, cells.name, span, height * 0.46, bold=True)
            return [own, self._centred(caption, cells.caption, span, height * 0.86)]
        return [
            self._centred(caption, cells.caption, span, height * 0.2),
            self._centred(tongue.own, cells.name, span, height * 0.55, bold=True),
            self._centred(tongue.question, cells.question, span, height * 0.84),
        ]

    def _reading_words(self, cells: Cells) -> list[Words]:
        left, width = self._span(cells, cells.columns - 1)
        span = (left + width * 0.34, width * 0.66)
        return [self._centred(self._("Je ne sais pas lire"), 13.0, span, cells.height * 0.58)]

    def _reading_mark(self, cells: Cells) -> Mark:
        left, width = self._span(cells, cells.columns - 1)
        side = cells.height * 0.7 * self._scale
        drop = cells.height * 0.15 * self._scale
        return Mark(MarkKind.PICTURE, left + width * 0.08, drop, side, side, CANNOT_READ)

    def _span(self, cells: Cells, place: int) -> tuple[float, float]:
        """Give where a cell begins, and its width."""
        gap = GAP * self._scale
        width = (self.geometry.text_width + gap) / cells.columns
        return place * width, width - gap

    def _box(self, cells: Cells, place: int) -> Mark:
        left, width = self._span(cells, place)
        return Mark(MarkKind.EMPTY_BOX, left, 0.0, width, cells.height * self._scale)

    def _centred(
        self, text: str, size: float, span: tuple[float, float], drop: float, *, bold: bool = False
    ) -> Words:
        """Set one line in the middle of its span, smaller where it would not fit."""
        weight = Weight.BOLD if bold else Weight.REGULAR
        left, width = span
        room = width * 0.96
        while True:
            points = size * self._scale
            lines = self.setter.lines(text, Style(points, points * LINE, weight), room)
            if len(lines) == 1 or size <= SMALLEST:
                break
            size -= 0.5
        x = left + (width - lines[0].width) / 2
        return Words(lines[0], points, x, drop * self._scale)
