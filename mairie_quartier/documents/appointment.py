"""The reminder of an appointment as blocks of rows, in large type: when, where, with what.

Must not decide anything nor draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea, idea_blocks
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import BRING, CALL, CLOCK, PLACE, REQUEST
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Block
from mairie_quartier.documents.visitor_words import AppointmentWords
from mairie_quartier.domain.visitor_papers import AppointmentReminder


@dataclass(frozen=True, slots=True)
class AppointmentLayout:
    """Measure the reminder, in one language."""

    content: AppointmentReminder
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block, in reading order."""
        sections, content = self.sections, self.content
        words = AppointmentWords(sections.tr)
        yield Block(tuple(sections.title(words.name(), content.number)))
        yield from idea_blocks(sections, self._ideas(words))
        yield facts(sections, content.head)

    def _ideas(self, words: AppointmentWords) -> Iterable[Idea]:
        content = self.content
        yield Idea(CLOCK, words.opening(), emphasis=[words.when(content)])
        yield Idea(PLACE, words.where_to_go(), words.place(content.where))
        if content.about:
            yield Idea(REQUEST, words.asked(), [words.data(content.about)])
        boxes = [words.missing(piece) for piece in content.bring]
        yield Idea(BRING, words.bring_heading(), boxes=boxes)
        place = content.head.place
        caller = [words.data(place.name), words.unable()]
        yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(place))
