"""One visit to note by hand, with the fields of the intake screen in the same order.

Must not know any person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.office.form_lines import Blank, FormLine, Item, Text, Tick
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Mark, MarkKind, Row
from mairie_quartier.documents.typography import Style

HAND = Style(9, 18)
RANK = Style(10, 18, Weight.BOLD)
RANK_WIDTH = 22.0


@dataclass(frozen=True, slots=True)
class BlankVisit:
    """Measures one blank."""

    sections: Sections

    def rows(self, rank: int) -> list[Row]:
        """Give the lines to fill in for the visit of this rank."""
        width = self.sections.geometry.text_width
        (number,) = self.sections.column().text(f"{rank}", RANK)
        heavy = Row(4, marks=(Mark(MarkKind.HEAVY_RULE, 0, 2, width),))
        rows = [row for line in self._lines() for row in self._line(line)]
        first = Row(rows[0].height, number.words + rows[0].words, rows[0].marks)
        return [heavy, first, *rows[1:], Row(4)]

    def _line(self, items: Sequence[Item]) -> list[Row]:
        width = self.sections.geometry.text_width - RANK_WIDTH
        return FormLine(self.sections.setter, HAND, x=RANK_WIDTH, width=width).rows(items)

    def _lines(self) -> list[Sequence[Item]]:
        _ = self.sections.tr.gettext
        return [
            [Text(_("Heure")), Blank(46), Tick(_("guichet")), Tick(_("téléphone")),
             Tick(_("courrier")), Tick(_("ailleurs")), Blank(50), Tick(_("anonyme"))],
            [Text(_("Nom, prénoms")), Blank(200), Text(_("Né(e) le")), Blank()],
            [Text(_("Téléphone")), Blank(90), Text(_("Langue")), Blank(62),
             Tick(_("interprète")), Tick(_("ne lit pas")), Tick(_("contact prudent"))],
            [Text(_("Besoin")), Blank()],
            [Tick(_("informé")), Tick(_("aidé")), Tick(_("déposé")), Tick(_("transmis")),
             Tick(_("orienté")), Tick(_("rendez-vous")), Tick(_("pas d’aide, pourquoi")), Blank()],
            [Text(_("Pièces reçues")), Blank(150), Text(_("manquantes")), Blank()],
            [Text(_("Note")), Blank()],
        ]  # fmt: skip
