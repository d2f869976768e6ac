"""The notice of a voided paper as blocks of rows: which one, since when, which one instead.

Must not decide anything nor draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import CALL, VOID
from mairie_quartier.documents.sections import BODY, STRONG, Sections
from mairie_quartier.documents.sheet import Block
from mairie_quartier.documents.visitor_words import VoidingWords
from mairie_quartier.domain.visitor_papers import VoidingNotice
from mairie_quartier.i18n import Translator


@dataclass(frozen=True, slots=True)
class VoidingLayout:
    """Measure the notice, in one language."""

    content: VoidingNotice
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block, in reading order."""
        sections, content = self.sections, self.content
        words = VoidingWords(sections.tr)
        column = sections.column()
        rows = sections.title(words.name())
        rows += column.text(words.title(content.kind), BODY)
        rows += column.text(words.opening(content), STRONG)
        rows += column.paragraphs(words.rest(content), BODY)
        yield Block(tuple(rows))
        yield facts(sections, content.head)


def voiding_ideas(content: VoidingNotice, tr: Translator) -> Iterable[Idea]:
    """Give the ideas of the simplified page."""
    words = VoidingWords(tr)
    yield Idea(VOID, words.opening(content), words.rest(content))
    place = content.head.place
    number = content.replaced_by or content.number
    caller = words.caller(place, number)
    yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(place))
