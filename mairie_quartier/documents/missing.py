"""The list of missing documents as blocks of rows.

Must not decide which documents are due (the domain did) nor draw.  Source: CRPA L114-5.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import BRING, CALL, PLACE, REQUEST, UNTIL
from mairie_quartier.documents.sections import BODY, STRONG, Sections
from mairie_quartier.documents.sheet import Block, MarkKind, Row
from mairie_quartier.documents.visitor_words import MissingWords
from mairie_quartier.domain.visitor_papers import IncompleteRequest, MissingList
from mairie_quartier.i18n import Translator


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
        rows += sections.column().text(words.opening(), BODY)
        if content.due_on is not None:
            rows += sections.column().text(words.due(content.due_on), STRONG)
        yield Block(tuple(rows))
        yield facts(sections, content.head)
        for item in content.items:
            yield self._item(item, words)
        yield sections.notice([words.copies(), words.code()])

    def _item(self, item: IncompleteRequest, words: MissingWords) -> Block:
        column = self.sections.column()
        rows: list[Row] = self.sections.heading(words.data(item.label))
        for piece in item.pieces:
            rows += column.boxed(words.missing(piece), BODY, MarkKind.EMPTY_BOX)
            rows += [Row(3)]
        return Block(tuple(rows), gap=8)


def missing_ideas(content: MissingList, tr: Translator) -> Iterable[Idea]:
    """Give the ideas of the simplified page."""
    words = MissingWords(tr)
    for item in content.items:
        yield Idea(REQUEST, words.data(item.plain_label), [words.opening()])
        yield Idea(BRING, words.bring_heading(), boxes=words.bring_all(item.pieces))
    if content.due_on is not None:
        yield Idea(UNTIL, words.until_heading(), [words.due(content.due_on)])
    yield Idea(PLACE, words.where_to_go(), words.place(content.head.place))
    place = content.head.place
    caller = words.caller(place, content.number)
    yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(place))
