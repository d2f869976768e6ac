"""The notice of a voided paper as blocks of rows: which one, since when, which one instead.

Must not decide anything nor draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea, idea_blocks
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import CALL, NOW, VOID
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Block
from mairie_quartier.documents.visitor_words import VoidingWords
from mairie_quartier.domain.visitor_papers import VoidingNotice


@dataclass(frozen=True, slots=True)
class VoidingLayout:
    """Measure the notice, in one language."""

    content: VoidingNotice
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block, in reading order."""
        sections, content = self.sections, self.content
        words = VoidingWords(sections.tr)
        yield Block(tuple(sections.title(words.name())))
        yield from idea_blocks(sections, self._ideas(words))
        yield facts(sections, content.head)

    def _ideas(self, words: VoidingWords) -> Iterable[Idea]:
        content = self.content
        kind = words.title(content.kind)
        lines = [words.opening(content), words.reason(content.reason), words.advice()]
        yield Idea(VOID, kind, lines)
        yield Idea(NOW, words.now_heading(), [words.instead(content)])
        place = content.head.place
        caller = words.caller(place, content.replaced_by or content.number)
        yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(place))
