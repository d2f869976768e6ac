"""The slip that the partner tears off and sends back: boxes to tick by hand, a number to scan.

Carries no name: the reference alone says whose it is.  Source: DOMAIN 1 (received, appointment,
outcome, refused).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.office.form_lines import (
    Blank,
    FormLine,
    Item,
    Text,
    Tick,
    qr_marks,
    with_marks,
)
from mairie_quartier.documents.sections import SMALL, Sections
from mairie_quartier.documents.sheet import Block, Column, Mark, MarkKind, Row
from mairie_quartier.documents.typography import Style
from mairie_quartier.domain.referral_content import ReferralContent

SLIP = Style(9.6, 16.5)
SLIP_TITLE = Style(11.5, 15, Weight.BOLD)
ADDRESS = Style(9, 11.5)
QR_SIDE: float = 20 * mm
QR_GAP = 14.0


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """Measure the slip."""

    content: ReferralContent
    sections: Sections

    def block(self) -> Block:
        """Give the slip, kept whole at the foot of a page."""
        body = [*self._head(), *self._beside_code()]
        room = QR_SIDE + 4 - sum(row.height for row in body)
        x = self.sections.geometry.text_width - QR_SIDE
        marks = qr_marks(self.content.reference, x=x, drop=2.0, side=QR_SIDE)
        rows = [*self._cut(), *with_marks(body, marks), Row(max(room, 0.0)), *self._answers()]
        return Block(tuple(rows), gap=8, at_foot=True)

    def _cut(self) -> list[Row]:
        _ = self.sections.tr.gettext
        width = self.sections.geometry.text_width
        rows = self.sections.column().text(_("À détacher et à renvoyer"), SMALL)
        return [*rows, Row(7, marks=(Mark(MarkKind.CUT, 0, 1, width),))]

    def _head(self) -> list[Row]:
        """Set what the slip is, and where it goes back to."""
        _ = self.sections.tr.gettext
        title = _("Réponse du partenaire — fiche n° {number}").format(
            number=self.content.reference.replace("-", "\u2011")
        )
        column = Column(self.sections.setter, x=0.0, width=self._left_width)
        return [*column.text(title, SLIP_TITLE), *column.paragraphs(self._address(), ADDRESS)]

    @property
    def _left_width(self) -> float:
        return self.sections.geometry.text_width - QR_SIDE - QR_GAP

    def _address(self) -> list[str]:
        sender = self.content.sender
        address = ", ".join(line.strip() for line in sender.address.splitlines() if line.strip())
        to = self.sections.tr.gettext("À renvoyer à\u00a0: {name}").format(name=sender.name)
        reach = " · ".join(each for each in (sender.phone, sender.email) if each)
        where = ", ".join(each for each in (to, address) if each)
        return [line for line in (where, reach) if line]

    def _beside_code(self) -> list[Row]:
        _ = self.sections.tr.gettext
        return self._line(self._left_width, [Tick(_("Reçu le")), Blank(100)])

    def _answers(self) -> list[Row]:
        _ = self.sections.tr.gettext
        refusals = [_("hors de nos missions"), _("plus de place"), _("il manque des pièces")]
        lines: list[Sequence[Item]] = [
            [Tick(_("Rendez-vous le")), Blank(90), Text(_("à")), Blank(60),
             Text(_("avec")), Blank()],
            [Tick(_("Suite\u00a0:")), Tick(_("demande aboutie")), Tick(_("en cours")),
             Tick(_("la personne n’est pas venue"))],
            [Tick(_("Refusé, parce que\u00a0:")), *(Tick(each) for each in refusals),
             Tick(_("autre\u00a0:")), Blank()],
            [Text(_("Remarque")), Blank()],
            [Text(_("Répondu par")), Blank(150), Text(_("téléphone")), Blank(100),
             Text(_("le")), Blank()],
        ]  # fmt: skip
        width = self.sections.geometry.text_width
        return [row for items in lines for row in self._line(width, items)]

    def _line(self, width: float, items: Sequence[Item]) -> list[Row]:
        return FormLine(self.sections.setter, SLIP, x=0.0, width=width).rows(items)
