"""The reminder of an appointment as blocks of rows: when, where, with what.

Must not decide anything nor draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import BRING, CALL, CLOCK, PLACE, REQUEST
from mairie_quartier.documents.sections import BODY, NUMBER, Sections
from mairie_quartier.documents.sheet import Block, MarkKind, Row
from mairie_quartier.documents.visitor_words import AppointmentWords
from mairie_quartier.domain.visitor_papers import AppointmentReminder
from mairie_quartier.i18n import Translator


@dataclass(frozen=True, slots=True)
class AppointmentLayout:
    """Measure the reminder, in one language."""

    content: AppointmentReminder
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block, in reading order."""
        sections, content = self.sections, self.content
        words = AppointmentWords(sections.tr)
        _ = sections.tr.gettext
        rows = sections.title(words.name(), content.number)
        rows += sections.column().text(words.opening(), BODY)
        yield Block(tuple(rows))
        rows = [sections.rule(), Row(6)]
        rows += sections.pair(_("Quand"), [words.when(content)], NUMBER)
        rows += sections.pair(_("Où aller"), words.card(content.where))
        rows += sections.pair(words.asked(), [words.data(content.about)])
        bring = [words.missing(piece) for piece in content.bring]
        rows += sections.boxes(words.bring_heading(), bring, MarkKind.EMPTY_BOX)
        yield Block(tuple(rows), gap=10)
        yield facts(sections, content.head)
        yield sections.notice(words.prevented(content.head.place.phone))


def appointment_ideas(content: AppointmentReminder, tr: Translator) -> Iterable[Idea]:
    """Give the ideas of the simplified page."""
    words = AppointmentWords(tr)
    yield Idea(REQUEST, words.asked(), [words.data(content.plain_about)])
    yield Idea(CLOCK, words.name(), emphasis=[words.when(content)])
    yield Idea(PLACE, words.where_to_go(), words.place(content.where))
    yield Idea(BRING, words.bring_heading(), boxes=words.bring_all(content.bring))
    place = content.head.place
    caller = [words.data(place.name), words.unable()]
    yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(place))
