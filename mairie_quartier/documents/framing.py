"""A paper on its way to the sheet: its parts are stacked on pages, then framed and drawn.

Letterhead on the first page, running head on the others, a foot on each.  Must not know what
the paper says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from mairie_quartier.documents.fonts import FontShelf, Weight
from mairie_quartier.documents.ink import Description, Ink, QrCode
from mairie_quartier.documents.paper import PaperPart, PaperSpec
from mairie_quartier.documents.sections import SMALL, Sections
from mairie_quartier.documents.sheet import Block, Column, Page, Row, Words, mirrored, stacked
from mairie_quartier.documents.typography import PaperWarning, Style, Typesetter
from mairie_quartier.documents.words import PaperWords
from mairie_quartier.domain.papers import CopyKind, Discretion
from mairie_quartier.i18n import Translator

EDGE = 14 * mm
SMALL_SHEET = 160 * mm
CITY = Style(15, 19, Weight.BOLD)
PLACE = Style(11, 15)
LINES = Style(9, 12)
STAMP = Style(13, 13, Weight.BOLD)
HEAD_GAP = 16.0
ABOVE_ALL = 4.5 * mm
"""Where a stamp begins that stands above the letterhead: as high as office printers reach."""
LOGO_SHARE = 0.32


@dataclass(frozen=True, slots=True)
class _Laid:
    """One part, measured."""

    part: PaperPart
    setter: Typesetter
    pages: tuple[Page, ...]


class Framing:
    """One document being made."""

    def __init__(
        self,
        spec: PaperSpec,
        parts: Sequence[PaperPart],
        shelf: FontShelf,
        code: QrCode | None,
    ) -> None:
        self._spec = spec
        self._parts = parts
        self._code = code
        self._shelf = shelf
        self._geometry = spec.page
        self._setters = [typesetter(shelf, part.tr) for part in parts]
        self._qr_side = 20 * mm if self._geometry.width < SMALL_SHEET else 24 * mm

    def draw(self) -> tuple[bytes, int]:
        """Measure, then draw every page; give the file and the number of pages."""
        head = self._letterhead()
        laid = self._laid(self._head_height(head))
        count = sum(len(each.pages) for each in laid)
        ink = Ink(self._geometry, self._description(), face=self._shelf.main(Weight.REGULAR).name)
        rank = 0
        for each in laid:
            if rank:
                ink.begin_part(_bcp47(each.part.tr))
            for page in each.pages:
                rank += 1
                if self._spec.copy is CopyKind.VOIDED or self._spec.stamp:
                    ink.strike()
                if rank == 1:
                    self._draw_letterhead(ink, head)
                else:
                    self._draw_running_head(ink, each)
                ink.page(page, top=self._geometry.top)
                self._draw_foot(ink, each, (rank, count))
                ink.turn()
        return ink.finish(), count

    def warnings(self) -> tuple[PaperWarning, ...]:
        """Give what went wrong in any part, each once."""
        return tuple(dict.fromkeys(each for setter in self._setters for each in setter.warnings))

    def _laid(self, head_height: float) -> list[_Laid]:
        geometry = self._geometry
        first = geometry.text_height - (head_height - (geometry.top - EDGE))
        laid: list[_Laid] = []
        for part, setter in zip(self._parts, self._setters, strict=True):
            blocks: list[Block] = []
            for block in part.blocks(Sections(setter, geometry, part.tr)):
                if setter.rtl:
                    rows = tuple(mirrored(block.rows, width=geometry.text_width))
                    block = replace(block, rows=rows)
                blocks.append(block)
            pages = stacked(blocks, geometry.text_height, first_height=first)
            laid.append(_Laid(part, setter, pages))
            first = geometry.text_height
        return laid

    def _letterhead(self) -> list[Row]:
        sender = self._spec.sender
        logo_width, _height = self._logo_size()
        start = logo_width + HEAD_GAP if logo_width else 0.0
        width = self._geometry.text_width - start
        if self._code is not None:
            width -= self._qr_side + HEAD_GAP
        column = Column(self._setters[0], x=start, width=width)
        rows = column.text(sender.name, CITY)
        if sender.place:
            rows += column.text(sender.place, PLACE)
        return [*rows, Row(2), *column.paragraphs(sender.lines, LINES)]

    def _logo_size(self) -> tuple[float, float]:
        """Give width and height of the logo on paper; as high as the code, never too wide."""
        logo = self._spec.logo
        if logo is None:
            return 0.0, 0.0
        room: float = self._geometry.text_width * LOGO_SHARE
        height = min(self._qr_side, room * logo.height / logo.width)
        return height * logo.width / logo.height, height

    def _head_height(self, rows: list[Row]) -> float:
        tall: float = max(sum(row.height for row in rows), self._logo_size()[1])
        if self._code is not None:
            tall = max(tall, self._qr_side)
        return tall + HEAD_GAP + 10

    def _draw_letterhead(self, ink: Ink, rows: list[Row]) -> None:
        geometry = self._geometry
        y = geometry.height - EDGE
        if self._code is not None:
            x = geometry.width - geometry.margin - self._qr_side
            ink.qr(self._code, x=x, y=y - self._qr_side, side=self._qr_side)
        if self._spec.logo is not None:
            height = self._logo_size()[1]
            ink.logo(self._spec.logo, x=geometry.margin, y=y - height, height=height)
        drawn: list[tuple[Words, float]] = []
        top = y
        for row in rows:
            drawn += [(words, top) for words in row.words]
            top -= row.height
        ink.words(drawn)
        rule = y - self._head_height(rows) + HEAD_GAP
        ink.rule(rule, heavy=True)
        self._draw_stamp(ink, PaperWords(self._parts[0].tr).mark(self._spec.copy), rule - 20)
        self._draw_stamp(ink, self._spec.stamp, geometry.height - ABOVE_ALL)

    def _draw_stamp(self, ink: Ink, word: str, y: float) -> None:
        if not word:
            return
        (line,) = self._setters[0].lines(word, STAMP, self._geometry.text_width)
        x = self._geometry.text_width - line.width - STAMP.size * 0.5
        ink.stamp(Words(line, STAMP.size, x, STAMP.size * 1.2), y=y)

    def _mark_word(self, tr: Translator) -> str:
        words = (PaperWords(tr).mark(self._spec.copy), self._spec.stamp)
        return " · ".join(each for each in words if each)

    def _draw_running_head(self, ink: Ink, laid: _Laid) -> None:
        spec = self._spec
        names = (spec.sender.name, laid.part.title)
        # Where there is no room for all, the number is what a page that was lost is found by.
        told = [[*names, spec.number], [names[1], spec.number], [names[0], spec.number]]
        texts = [" · ".join(each for each in parts if each) for parts in told]
        y = self._geometry.height - EDGE
        self._ends(ink, laid, (texts, self._mark_word(laid.part.tr)), y)
        ink.rule(y - 14)

    def _draw_foot(self, ink: Ink, laid: _Laid, place: tuple[int, int]) -> None:
        _ = laid.part.tr.gettext
        y = EDGE + 8
        ink.rule(y + 5)
        page = _("page {rank} sur {pages}").format(rank=place[0], pages=place[1])
        self._ends(ink, laid, ([self._spec.number or laid.part.title], page), y)

    def _ends(self, ink: Ink, laid: _Laid, texts: tuple[Sequence[str], str], y: float) -> None:
        """Draw small words at both ends of a line: where reading starts, and where it ends.

        Where it starts, the first text that one line holds is drawn.
        """
        width = self._geometry.text_width
        (end,) = laid.setter.lines(texts[1], SMALL, width)
        for text in texts[0]:
            start, *more = laid.setter.lines(text, SMALL, width - end.width - 12)
            if not more:
                break
        drop = SMALL.size
        opposite, near = width - end.width, 0.0
        if laid.part.tr.right_to_left:
            opposite, near = 0.0, width - start.width
        words = [Words(start, SMALL.size, near, drop), Words(end, SMALL.size, opposite, drop)]
        ink.words(((each, y) for each in words), tag=None)

    def _description(self) -> Description:
        part, number = self._parts[0], self._spec.number
        language = _bcp47(part.tr)
        if self._spec.discretion is Discretion.DISCREET:
            return Description(number or part.title, "", "", language, creator="")
        return Description(
            title=f"{part.title} {number}".strip(),
            author=self._spec.sender.name,
            subject=part.title,
            language=language,
        )


def typesetter(shelf: FontShelf, tr: Translator) -> Typesetter:
    """Give what sets the text of one part, in its language."""
    return Typesetter(shelf, language=_bcp47(tr), rtl=tr.right_to_left)


def _bcp47(tr: Translator) -> str:
    return tr.language.replace("_", "-")
