"""The day sheet (*feuille du jour*): what is known today, then visits to note by hand.

A power cut must not close the desk.  Must not decide what it says nor draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.office.blank_visit import BlankVisit
from mairie_quartier.documents.office.day_sheet_words import DaySheetWords
from mairie_quartier.documents.sections import HEADING, NUMBER, SMALL, Sections
from mairie_quartier.documents.sheet import Block, Column, Row, beside, bookmarked
from mairie_quartier.documents.typography import Style
from mairie_quartier.domain.day_sheet_content import DaySheetContent

CELL = Style(9.2, 12)
CELL_STRONG = Style(9.2, 12, Weight.BOLD)
COLUMN_NAME = Style(8.2, 11)
SHARES = (0.10, 0.28, 0.42, 0.20)
CELL_GAP = 8.0
BLANK_VISITS = 10

Cells = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class DaySheetLayout:
    """Measure the sheet: lists first, blanks from a new page on."""

    content: DaySheetContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block of the sheet, in reading order."""
        _ = self.sections.tr.gettext
        words, content = DaySheetWords(self.sections.tr), self.content
        yield self._title(words)
        yield from self._appointments(words)
        dues = [words.due(line) for line in content.matters]
        heads = (_("Date"), _("Personne"), _("Quoi"), _("Téléphone"))
        yield from self._table(_("À faire aujourd’hui"), heads, dues)
        yield from self._remark(words.left_out(content.matters_left_out))
        visits = [words.visit(line) for line in content.visits]
        heads = (_("Heure"), _("Personne"), _("Besoins"), _("Papiers"))
        yield from self._table(_("Passages déjà notés"), heads, visits)
        yield from self._remark(words.left_out(content.visits_left_out))
        yield from self._blanks()

    def _appointments(self, words: DaySheetWords) -> Iterable[Block]:
        """Give the day's appointments, first of all; no heading for none."""
        _ = self.sections.tr.gettext
        if self.content.appointments:
            heads = (_("Heure"), _("Personne"), _("Quoi et où"), _("Téléphone"))
            lines = [words.appointment(line) for line in self.content.appointments]
            yield from self._table(_("Rendez-vous du jour"), heads, lines)

    def _title(self, words: DaySheetWords) -> Block:
        column = self.sections.column()
        rows = self.sections.title(words.title())[:-1]
        rows += column.text(words.day_line(self.content), NUMBER)
        rows += column.paragraphs([words.made(self.content), words.care()], CELL)
        return Block(tuple(rows))

    def _table(self, title: str, heads: Cells, lines: Sequence[Cells]) -> Iterable[Block]:
        _ = self.sections.tr.gettext
        if not lines:
            nothing = self.sections.column().text(_("Rien."), CELL)
            yield Block((*self._heading(title), *nothing), gap=10)
            return
        rows = [*self._heading(title), *self._cells(heads, COLUMN_NAME, COLUMN_NAME)]
        # The first line stays with the heading: neither ends a page without the other.
        yield Block((*rows, *self._line(lines[0])), gap=10)
        for line in lines[1:]:
            yield Block(tuple(self._line(line)))

    def _heading(self, title: str) -> list[Row]:
        rows = bookmarked(self.sections.column().text(title, HEADING), title, level=1)
        return [*rows, Row(2)]

    def _line(self, cells: Cells) -> list[Row]:
        return [self.sections.rule(), Row(2.5), *self._cells(cells, CELL, CELL_STRONG), Row(3)]

    def _cells(self, cells: Cells, style: Style, name: Style) -> list[Row]:
        rows: list[Row] = []
        x, width = 0.0, self.sections.geometry.text_width
        for place, (share, text) in enumerate(zip(SHARES, cells, strict=True)):
            column = Column(self.sections.setter, x=x, width=width * share - CELL_GAP)
            if text:
                rows = beside(rows, column.text(text, name if place == 1 else style))
            x += width * share
        return rows

    def _remark(self, text: str) -> Iterable[Block]:
        if text:
            yield Block(tuple(self.sections.column().text(text, SMALL)), gap=3)

    def _blanks(self) -> Iterable[Block]:
        _ = self.sections.tr.gettext
        column = self.sections.column()
        rows = self._heading(_("Passages à noter à la main"))
        hint = _("Un seul besoin et sa suite suffisent. Un enfant n’interprète jamais.")
        rows += column.text(hint, CELL)
        visit = BlankVisit(self.sections)
        yield Block((*rows, *visit.rows(1)), new_page=True)
        for rank in range(2, BLANK_VISITS + 1):
            yield Block(tuple(visit.rows(rank)))
