"""The referral form (*fiche d'orientation*) with its return slip, whole at the foot of its page.

Must not decide what it says (``domain.referral_content``) nor draw.  Source: DOMAIN 1, last
paragraph: what a referral slip carries.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.office.fields import FIELD, FIELD_STRONG, NAME, Fields
from mairie_quartier.documents.office.form_lines import Blank, FormLine, Item, Text, Tick
from mairie_quartier.documents.office.referral_words import ReferralWords
from mairie_quartier.documents.office.return_slip import ReturnSlip
from mairie_quartier.documents.sections import SMALL, STRONG, Sections
from mairie_quartier.documents.sheet import Block, Row
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.receipt_content import ServiceCard
from mairie_quartier.domain.referral_content import ReferralContent


@dataclass(frozen=True, slots=True)
class ReferralLayout:
    """Measure the sections of one form."""

    content: ReferralContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block of the form, in reading order."""
        words, fields = ReferralWords(self.sections.tr), Fields(self.sections)
        yield self._title(words)
        yield self._way(words, fields)
        yield self._person(words, fields)
        yield self._request(words, fields)
        yield self._agreement(words, fields)
        yield ReturnSlip(self.content, self.sections).block()

    def _title(self, words: ReferralWords) -> Block:
        rows = self.sections.title(words.title(), self.content.reference)[:-1]
        lead = " ".join(words.lead(self.content))
        return Block((*rows, Row(3), *self.sections.column().text(lead, STRONG)))

    def _way(self, words: ReferralWords, fields: Fields) -> Block:
        content, _ = self.content, self.sections.tr.gettext
        sender = self._service(fields, 0, _("Orienté par"), content.sender)
        sender += fields.half(0).text(words.agent(content.agent), FIELD)
        receiver = self._service(fields, 1, _("Orienté vers"), content.receiver)
        rows = [self.sections.rule(), Row(5), *fields.halves(sender, receiver), Row(6)]
        rows += fields.pair(_("Première réception"), words.first_receipt(content), FIELD_STRONG)
        rows += fields.joined(_("Fiche faite le"), [words.made(content)])
        urgency = [Tick(words.urgency(each), each is content.urgency) for each in Urgency]
        rows += fields.line(_("Urgence"), urgency)
        return Block(tuple(rows), gap=5)

    def _service(self, fields: Fields, place: int, label: str, card: ServiceCard) -> list[Row]:
        words, column = ReferralWords(self.sections.tr), fields.half(place)
        name, *lines = words.service(card)
        rows = [*column.text(label, NAME), *column.text(name, FIELD_STRONG)]
        return rows + column.paragraphs(lines, FIELD)

    def _person(self, words: ReferralWords, fields: Fields) -> Block:
        content, _ = self.content, self.sections.tr.gettext
        need = content.understanding
        rows = fields.heading(_("La personne"))
        rows += fields.pair(_("Nom"), words.person(content), FIELD_STRONG)
        rows += fields.joined(_("Pour la joindre"), [" ".join(words.reach(content))])
        spoken = words.languages(need.language, need.second_language)
        rows += fields.joined(_("Langue"), [*spoken, words.literacy(need.literacy)])
        rows += fields.joined(_("Interprète"), words.interpreter(content))
        needs = [words.access_need(each) for each in need.access_needs]
        rows += fields.joined(_("Accès"), needs)
        return Block(tuple(rows), gap=4)

    def _request(self, words: ReferralWords, fields: Fields) -> Block:
        request, _ = self.content.request, self.sections.tr.gettext
        rows = fields.heading(_("La demande"))
        rows += fields.pair(_("Objet"), [words.object(self.content)], FIELD_STRONG)
        rows += fields.pair(_("Motif"), [request.reason])
        held = [Tick(each, ticked=True) for each in request.pieces_held]
        rows += fields.line(_("Pièces reçues"), held)
        rows += fields.line(_("Pièces manquantes"), [Tick(each) for each in request.pieces_missing])
        return Block(tuple(rows), gap=4)

    def _agreement(self, words: ReferralWords, fields: Fields) -> Block:
        sections, _ = self.sections, self.sections.tr.gettext
        rows = fields.heading(_("L’accord de la personne"))
        rows += sections.column().text(" ".join(words.agreement(self.content)), FIELD)
        if not self.content.agreed:
            asked, signed = _("Accord donné au partenaire le"), _("signature")
            line = FormLine(sections.setter, FIELD, x=0.0, width=sections.geometry.text_width)
            items: list[Item] = [Text(asked), Blank(90), Text(signed), Blank(150)]
            rows += [Row(5), *line.rows(items)]
        notice = sections.column().paragraphs(self.content.letterhead.data_notice, SMALL)
        return Block((*rows, Row(3), *notice), gap=3)
