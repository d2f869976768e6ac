"""A paper for the visitor: French, whole and authoritative, then the same in their language.

The simplified page is in the visitor's language, in French where there is no other.  Must not
word a paper nor draw.  Source: CRPA L111-1 (a translation goes with the French text, never
instead of it).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea, simplified
from mairie_quartier.documents.paper import PaperPart
from mairie_quartier.documents.sections import BAR_GAP, BAR_WIDTH, BODY, SMALL, STRONG, Sections
from mairie_quartier.documents.sheet import Block, Row, barred
from mairie_quartier.documents.words import PaperWords
from mairie_quartier.i18n import PaperTranslator, Translator


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a paper; ``visitor`` is None on a paper in French only."""

    french: Translator
    visitor: PaperTranslator | None = None


@dataclass(frozen=True, slots=True)
class VisitorText:
    """What a paper says in any language; no ideas, no simplified page."""

    title: Callable[[Translator], str]
    blocks: Callable[[Sections], Iterable[Block]]
    ideas: Callable[[Translator], Iterable[Idea]] | None = None
    number: str = ""


def visitor_parts(text: VisitorText, languages: Languages) -> Sequence[PaperPart]:
    """Give the parts of a paper for the visitor, French first."""
    visitor = languages.visitor
    if visitor is None:
        return [_part(text, languages.french, lambda sections: _whole(text, sections))]
    return [
        _part(text, languages.french, text.blocks),
        _part(text, visitor, lambda sections: _translated(text, sections, languages)),
    ]


def _part(
    text: VisitorText, tr: Translator, blocks: Callable[[Sections], Iterable[Block]]
) -> PaperPart:
    return PaperPart(tr, text.title(tr), blocks)


def _whole(text: VisitorText, sections: Sections) -> Iterable[Block]:
    yield from text.blocks(sections)
    if text.ideas is not None:
        yield from simplified(sections, text.ideas(sections.tr), number=text.number)


def _translated(text: VisitorText, sections: Sections, languages: Languages) -> Iterable[Block]:
    yield _worth(sections, languages)
    yield from _whole(text, sections)
    visitor = languages.visitor
    if visitor is not None and visitor.missing:
        words = (PaperWords(languages.french), PaperWords(visitor))
        yield sections.notice(_once(each.untranslated() for each in words))


def _worth(sections: Sections, languages: Languages) -> Block:
    """Say in both languages, above the translation, what it is worth and who has read it."""
    inset = BAR_WIDTH + BAR_GAP
    column = sections.column(inset)
    french, visitor = PaperWords(languages.french), PaperWords(sections.tr)
    rows = column.text(" ".join(visitor.translation()), STRONG)
    rows += column.text(visitor.data(" ".join(french.translation())), BODY)
    if languages.visitor is not None:
        review = languages.visitor.review
        rows += column.paragraphs(
            _once([visitor.review(review), visitor.data(french.review(review))]), SMALL
        )
    return Block((*barred(rows, x=0.0, width=BAR_WIDTH), Row(8)))


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
