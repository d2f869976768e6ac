"""The list of missing documents as blocks of rows, in large type: it is simple as it is.

Must not decide which documents are due (the domain did) nor draw.  Source: CRPA L114-5.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import PLAIN, PLAIN_STRONG, Idea, idea_blocks
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import BRING, CALL, PLACE
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Block
from mairie_quartier.documents.visitor_words import MissingWords
from mairie_quartier.domain.visitor_papers import MissingList


@dataclass(frozen=True, slots=True)
class MissingLayout:
    """Measure the list, in one language."""

    content: MissingList
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block, in reading order."""
        sections, content = self.sections, self.content
        words = MissingWords(sections.tr)
        rows = sections.title(words.name(), content.number)
        rows += sections.column().text(words.opening(), PLAIN)
        if content.due_on is not None:
            rows += sections.column().text(words.due(content.due_on), PLAIN_STRONG)
        yield Block(tuple(rows))
        yield from idea_blocks(sections, self._ideas(words))
        yield facts(sections, content.head)
        yield sections.notice([words.copies(), words.code()])

    def _ideas(self, words: MissingWords) -> Iterable[Idea]:
        for item in self.content.items:
            boxes = [words.missing(piece) for piece in item.pieces]
            yield Idea(BRING, words.data(item.label), boxes=boxes)
        place = self.content.head.place
        yield Idea(PLACE, words.where_to_go(), words.place(place))
        caller = words.caller(place, self.content.number)
        yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(place))
