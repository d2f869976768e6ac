"""The press: fonts and codes kept ready, one call a paper.

Built once by ``bootstrap``.  Must not read the store or the clock: the same content gives the
same bytes, but for the mark of a duplicate or of a voided paper.
"""

from dataclasses import dataclass
from pathlib import Path

import segno
from reportlab.lib.units import mm

from mairie_quartier.documents.fonts import FontShelf, Weight
from mairie_quartier.documents.ink import Description, Ink, QrCode, measure_qr
from mairie_quartier.documents.receipt import SMALL, ReceiptLayout
from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.documents.sheet import (
    GEOMETRIES,
    Column,
    Geometry,
    Page,
    Row,
    Stack,
    Words,
)
from mairie_quartier.documents.typography import PaperWarning, Style, Typesetter
from mairie_quartier.domain.papers import CopyKind, PageSize
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.i18n import Translator

CODES_KEPT = 64
EDGE = 14 * mm
QR_SIDES = {PageSize.A4: 24 * mm, PageSize.A5: 20 * mm}
CITY = Style(15, 19, Weight.BOLD)
LINES = Style(9, 12)
STAMP = Style(13, 13, Weight.BOLD)
HEAD_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Pdf:
    """A drawn paper; the warnings are for the agent, before it is handed over."""

    data: bytes
    pages: int
    warnings: tuple[PaperWarning, ...] = ()


class PaperPress:
    """Draw papers.  For one thread at a time."""

    def __init__(self, fonts: Path) -> None:
        """Open the shipped faces in ``fonts``; raise ``OSError`` where they are missing."""
        self._shelf = FontShelf(fonts)
        self._codes: dict[str, QrCode] = {}

    def receipt(
        self,
        content: ReceiptContent,
        tr: Translator,
        *,
        copy: CopyKind = CopyKind.ORIGINAL,
        size: PageSize = PageSize.A4,
    ) -> Pdf:
        """Draw a receipt from its frozen content."""
        setter = Typesetter(self._shelf)
        drawing = _Drawing(content, tr, copy, size, setter)
        data, pages = drawing.draw(self._code(content.number))
        return Pdf(data, pages, tuple(setter.warnings))

    def _code(self, number: str) -> QrCode:
        code = self._codes.get(number)
        if code is None:
            made = segno.make(number, error="m", micro=False, boost_error=False)
            code = measure_qr(made.matrix)
            while len(self._codes) >= CODES_KEPT:
                del self._codes[next(iter(self._codes))]
            self._codes[number] = code
        return code


class _Drawing:
    """One receipt on its way to paper: letterhead, sections, running head and foot."""

    def __init__(
        self,
        content: ReceiptContent,
        tr: Translator,
        copy: CopyKind,
        size: PageSize,
        setter: Typesetter,
    ) -> None:
        self.content = content
        self.tr = tr
        self.copy = copy
        self.size = size
        self.setter = setter
        self.geometry: Geometry = GEOMETRIES[size]
        self.title = ReceiptWords(tr).title(content.kind)

    def draw(self, code: QrCode) -> tuple[bytes, int]:
        """Measure, then draw every page; give the file and the number of pages."""
        head = self._letterhead()
        pages = self._stacked(self._head_height(head))
        ink = Ink(
            self.geometry, self._description(), face=self.setter.shelf.main(Weight.REGULAR).name
        )
        for rank, page in enumerate(pages, start=1):
            if self.copy is CopyKind.VOIDED:
                ink.strike()
            if rank == 1:
                self._draw_letterhead(ink, head, code)
            else:
                self._draw_running_head(ink)
            ink.page(page, top=self.geometry.top)
            self._draw_foot(ink, rank, len(pages))
            ink.turn()
        return ink.finish(), len(pages)

    def _stacked(self, head_height: float) -> tuple[Page, ...]:
        geometry = self.geometry
        first = geometry.text_height - (head_height - (geometry.top - EDGE))
        stack = Stack(geometry.text_height, first_height=first)
        for block in ReceiptLayout(self.content, self.setter, geometry, self.tr).blocks():
            stack.add(block)
        return stack.pages()

    def _letterhead(self) -> list[Row]:
        letterhead = self.content.letterhead
        width = self.geometry.text_width - QR_SIDES[self.size] - HEAD_GAP
        column = Column(self.setter, x=0.0, width=width)
        rows = column.text(letterhead.city, CITY)
        rows += column.text(self.content.place.name, Style(11, 15))
        rows += [Row(2)]
        rows += column.paragraphs([*letterhead.lines, letterhead.website], LINES)
        return rows

    def _head_height(self, rows: list[Row]) -> float:
        tall: float = max(sum(row.height for row in rows), QR_SIDES[self.size])
        return tall + HEAD_GAP + 10

    def _draw_letterhead(self, ink: Ink, rows: list[Row], code: QrCode) -> None:
        geometry = self.geometry
        y = geometry.height - EDGE
        ink.qr(
            code,
            x=geometry.width - geometry.margin - QR_SIDES[self.size],
            y=y - QR_SIDES[self.size],
            side=QR_SIDES[self.size],
        )
        drawn: list[tuple[Words, float]] = []
        top = y
        for row in rows:
            drawn += [(words, top) for words in row.words]
            top -= row.height
        ink.words(drawn)
        rule = y - self._head_height(rows) + HEAD_GAP
        ink.rule(rule, heavy=True)
        self._draw_stamp(ink, rule - 20)

    def _draw_stamp(self, ink: Ink, y: float) -> None:
        word = self._mark_word()
        if not word:
            return
        (line,) = self.setter.lines(word, STAMP, self.geometry.text_width)
        x = self.geometry.text_width - line.width - STAMP.size * 0.5
        ink.stamp(Words(line, STAMP.size, x, STAMP.size * 1.2), y=y)

    def _mark_word(self) -> str:
        _ = self.tr.gettext
        return {
            CopyKind.ORIGINAL: "",
            CopyKind.DUPLICATE: _("DUPLICATA"),
            CopyKind.VOIDED: _("ANNULÉ"),
        }[self.copy]

    def _draw_running_head(self, ink: Ink) -> None:
        _ = self.tr.gettext
        text = _("{city} · {title} n° {number}").format(
            city=self.content.letterhead.city, title=self.title, number=self.content.number
        )
        y = self.geometry.height - EDGE
        self._ends(ink, text, self._mark_word(), y)
        ink.rule(y - 14)

    def _draw_foot(self, ink: Ink, rank: int, pages: int) -> None:
        _ = self.tr.gettext
        y = EDGE + 12
        ink.rule(y + 5)
        page = _("page {rank} sur {pages}").format(rank=rank, pages=pages)
        self._ends(ink, self.content.number, page, y)

    def _ends(self, ink: Ink, left: str, right: str, y: float) -> None:
        """Draw small words at both ends of a line."""
        width = self.geometry.text_width
        (end,) = self.setter.lines(right, SMALL, width)
        start = self.setter.lines(left, SMALL, width - end.width - 12)[0]
        drop = SMALL.size
        words = [
            Words(start, SMALL.size, 0.0, drop),
            Words(end, SMALL.size, width - end.width, drop),
        ]
        ink.words((each, y) for each in words)

    def _description(self) -> Description:
        number = self.content.number
        return Description(
            title=f"{self.title} {number}",
            author=self.content.letterhead.city,
            subject=self.title,
            language=self.tr.language,
        )
