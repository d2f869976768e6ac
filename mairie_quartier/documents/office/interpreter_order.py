"""The order to an interpreting provider (*demande d'interprète*), with its reply to fill in.

Must not decide what it says (``domain.interpreter_content``) nor draw.  Source: DOMAIN 3.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.office.fields import FIELD, FIELD_STRONG, Fields
from mairie_quartier.documents.office.form_lines import Blank, FormLine, Item, Text, Tick
from mairie_quartier.documents.office.order_words import OrderWords
from mairie_quartier.documents.sections import HEADING, STRONG, Sections
from mairie_quartier.documents.sheet import Block, Mark, MarkKind, Row
from mairie_quartier.documents.typography import Style
from mairie_quartier.domain.interpreter_content import OrderContent
from mairie_quartier.domain.interpreting import PreferredSex, Urgency
from mairie_quartier.domain.languages import language

LANGUAGE = Style(15, 20, Weight.BOLD)
HAND = Style(10.5, 20)


@dataclass(frozen=True, slots=True)
class OrderLayout:
    """Measure the sections of one order."""

    content: OrderContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block of the order, in reading order."""
        words, fields = OrderWords(self.sections.tr), Fields(self.sections)
        yield self._title(words)
        for part in (self._need, self._meeting, self._person, self._office, self._ethics):
            yield part(words, fields)
        yield self._reply()

    def _title(self, words: OrderWords) -> Block:
        rows = self.sections.title(words.title(), self.content.reference)
        if self.content.booking.provider:
            rows += self.sections.column().text(words.to(self.content), STRONG)
        return Block(tuple(rows))

    def _need(self, words: OrderWords, fields: Fields) -> Block:
        sections, content = self.sections, self.content
        _ = sections.tr.gettext
        first = words.languages(content.language, None)[0]
        rows = [sections.rule(), Row(6)]
        rows += fields.pair(_("Langue"), [first[:1].upper() + first[1:]], LANGUAGE)
        if content.second_language:
            rows += fields.pair(_("Autre langue"), [language(content.second_language).french])
        rows += fields.pair(_("Comment"), [words.way(content.way)], FIELD_STRONG)
        if content.preferred_sex is not PreferredSex.NONE:
            rows += fields.pair(_("Souhait"), [words.preferred_sex(content.preferred_sex)])
        urgency = [Tick(words.urgency(each), each is content.urgency) for each in Urgency]
        rows += fields.line(_("Urgence"), urgency)
        return Block(tuple(rows), gap=8)

    def _meeting(self, words: OrderWords, fields: Fields) -> Block:
        """Set when and where; what is not known yet is a blank to write in."""
        booking, _ = self.content.booking, self.sections.tr.gettext
        rows = fields.heading(_("Le rendez-vous"))
        day = booking.on and words.tr.weekday_date(booking.on).replace(" ", "\u00a0")
        rows += self._known(fields, _("Date"), [day or ""], blank=150)
        rows += self._known(fields, _("Heure"), [words.time(booking.at) if booking.at else ""])
        length = words.duration(booking.minutes) if booking.minutes else ""
        rows += self._known(fields, _("Durée prévue"), [length, *words.signing(self.content)])
        place = [line.strip() for line in booking.place.splitlines()]
        where = ", ".join(each for each in place if each)
        rows += self._known(fields, _("Lieu"), [where], blank=250)
        return Block(tuple(rows), gap=6)

    def _person(self, words: OrderWords, fields: Fields) -> Block:
        content, _ = self.content, self.sections.tr.gettext
        rows = fields.heading(_("La personne"))
        rows += fields.pair(_("Initiales"), [words.person(content)])
        rows += fields.pair(_("Lecture"), [words.spoken_literacy(content)])
        needs = [words.access_need(each) for each in content.access_needs]
        rows += fields.joined(_("Accès"), needs)
        rows += fields.joined(_("Sujets"), content.subjects)
        rows += self.sections.column().text(words.minimal(), FIELD)
        return Block(tuple(rows), gap=6)

    def _office(self, words: OrderWords, fields: Fields) -> Block:
        sections, content = self.sections, self.content
        _ = sections.tr.gettext
        rows = fields.heading(_("Le demandeur"))
        rows += fields.pair(_("Service"), sections.card(content.office))
        rows += fields.pair(_("Agent"), [words.agent(content.agent)])
        rows += fields.pair(_("Demande faite le"), [words.moment(content.issued_at)])
        rows += self._known(fields, _("Facturation"), [content.booking.billing], blank=150)
        return Block(tuple(rows), gap=6)

    def _ethics(self, words: OrderWords, fields: Fields) -> Block:
        rows = fields.heading(self.sections.tr.gettext("L’interprète s’engage"))
        rows += self.sections.column().paragraphs(words.ethics(), FIELD)
        return Block(tuple(rows), gap=6)

    def _known(
        self, fields: Fields, label: str, values: list[str], *, blank: float = 80
    ) -> list[Row]:
        """Set what is known, or a blank to write it in."""
        rows = fields.pair(label, values, FIELD_STRONG)
        return rows or fields.line(label, [Blank(blank)])

    def _reply(self) -> Block:
        """Set what the provider answers, at the foot of the page."""
        _ = self.sections.tr.gettext
        width = self.sections.geometry.text_width
        lines: list[list[Item]] = [
            [Tick(_("Confirmé — interprète")), Blank(150), Text(_("téléphone")), Blank()],
            [Tick(_("Autre date possible")), Blank(130), Tick(_("Impossible, parce que")), Blank()],
        ]
        rows = [Row(8, marks=(Mark(MarkKind.CUT, 0, 1, width),))]
        rows += self.sections.column().text(_("Réponse du prestataire"), HEADING)
        for items in lines:
            rows += FormLine(self.sections.setter, HAND, x=0.0, width=width).rows(items)
        return Block(tuple(rows), gap=10, at_foot=True)
