"""The receipt as blocks of rows: every section, in the order it is read.

Must not decide what the paper says (the domain did) nor draw (``ink`` does).
Source: CRPA R112-5 for the mentions; L111-2 for the agent; plain-language rules for the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import Idea
from mairie_quartier.documents.heading import facts
from mairie_quartier.documents.pictograms import BRING, CALL, NOW, PLACE, REQUEST, UNTIL
from mairie_quartier.documents.plain_words import PlainWords
from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.documents.sections import (
    BAR_GAP,
    BAR_WIDTH,
    BODY,
    HEADING,
    STRONG,
    Sections,
)
from mairie_quartier.documents.sheet import Block, MarkKind, Row, barred, bookmarked
from mairie_quartier.documents.words import PaperWords
from mairie_quartier.domain.receipt_content import LegalMentions, ReceiptContent, ReceiptItem
from mairie_quartier.domain.visitor_papers import PaperHead
from mairie_quartier.i18n import SOURCE_LANGUAGE, Translator


@dataclass(frozen=True, slots=True)
class ReceiptLayout:
    """Measure the sections of one receipt, in one language."""

    content: ReceiptContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block of the receipt, in reading order."""
        words = ReceiptWords(self.sections.tr)
        yield self._title(words)
        yield facts(self.sections, self._head(), channel=" · ".join(words.channel(self.content)))
        for rank, item in enumerate(self.content.items, start=1):
            yield from self._item(item, rank, words)
            if item.legal is not None:
                yield from self._legal(item.legal, words)
        yield self._notices()

    def _title(self, words: ReceiptWords) -> Block:
        column = self.sections.column()
        rows = self.sections.title(words.title(self.content.kind), self.content.number)
        rows += column.text(words.lead(self.content.kind), BODY)
        rows += column.text(words.limits(), STRONG)
        return Block(tuple(rows))

    def _head(self) -> PaperHead:
        content = self.content
        return PaperHead(
            content.issued_at, content.place, content.letterhead, content.agent, content.person
        )

    def _item(self, item: ReceiptItem, rank: int, words: ReceiptWords) -> Iterable[Block]:
        """Give a request and what came of it; a page may end between two of its lines."""
        sections = self.sections
        _ = sections.tr.gettext
        label = words.data(item.label)
        if len(self.content.items) > 1:
            label = f"{rank}. {label}"
        outcome = sections.pair(_("Suite donnée"), [" ".join(words.outcome(item))])
        yield Block((*sections.heading(label), *outcome), gap=8)
        received = [words.data(label) for label in item.pieces_received]
        missing = [words.missing(piece) for piece in item.pieces_missing]
        parts = [
            *self._elsewhere(item, words),
            sections.boxes(_("Documents reçus"), received, MarkKind.TICKED_BOX),
            sections.boxes(_("Documents à apporter"), missing, MarkKind.EMPTY_BOX),
        ]
        yield from (Block(tuple(rows)) for rows in parts if rows)

    def _elsewhere(self, item: ReceiptItem, words: ReceiptWords) -> list[list[Row]]:
        """Say who decides what we do not acknowledge, and what of its delay."""
        if item.legal is not None:
            return []
        _ = self.sections.tr.gettext
        body = self.sections.card(item.recipient) if item.recipient is not None else []
        return [
            self.sections.pair(_("Organisme"), body),
            self.sections.pair(_("Délai"), words.foreign_delay(item)),
        ]

    def _legal(self, legal: LegalMentions, words: ReceiptWords) -> Iterable[Block]:
        """Give the lines of R112-5 along a bar; a page may end between two of them."""
        sections = self.sections
        _ = sections.tr.gettext
        inset = BAR_WIDTH + BAR_GAP
        title = _("Réponse de la mairie")
        head = bookmarked(sections.column(inset).text(title, HEADING), title, level=1)
        head += [Row(3)]
        received = [words.day(legal.received_on)]
        head += sections.pair(_("Demande reçue le"), received, STRONG, inset=inset)
        head += sections.pair(_("Sans réponse"), words.silence(legal), STRONG, inset=inset)
        service = sections.card(legal.service)
        rights = _("Attestation") if legal.offers_attestation else _("Pour contester")
        parts = [
            head,
            sections.pair(_("Calcul"), [" ".join(words.reckoning(legal))], inset=inset),
            sections.pair(_("Service chargé du dossier"), service, inset=inset),
            sections.pair(rights, words.rights(legal), inset=inset),
        ]
        for part in parts:
            if part:
                gap = 10.0 if part is head else 0.0
                yield Block(tuple(barred(part, x=0.0, width=BAR_WIDTH)), gap=gap)

    def _notices(self) -> Block:
        """Give the city's own notice, which is French, and what the letters CRPA stand for."""
        tr = self.sections.tr
        notice = self.content.letterhead.data_notice if tr.language == SOURCE_LANGUAGE else ()
        return self.sections.notice([*notice, PaperWords(tr).code()])


def receipt_ideas(content: ReceiptContent, tr: Translator) -> Iterable[Idea]:
    """Give the ideas of the simplified page: asked, now, until when, bring, where, whom to call."""
    words = PlainWords(tr)
    items = content.items
    if len(items) == 1:
        yield from _only_item(items[0], words)
    else:
        for rank, item in enumerate(items, start=1):
            heading = f"{rank}. {words.data(item.plain_label)}"
            yield Idea(REQUEST, heading, words.plain_now(item), words.bring(item.pieces_missing))
    if any(item.pieces_missing for item in items):
        yield Idea(PLACE, words.where_to_go(), words.place(content.place))
    legal = items[0].legal if len(items) == 1 else None
    service = legal.service if legal else content.place
    yield Idea(
        CALL,
        words.call_heading(),
        words.caller(service, content.number),
        emphasis=words.phones(service),
    )


def _only_item(item: ReceiptItem, words: PlainWords) -> Iterable[Idea]:
    yield Idea(REQUEST, words.asked(), [words.data(item.plain_label)])
    yield Idea(NOW, words.now_heading(), words.plain_now(item))
    yield Idea(UNTIL, words.until_heading(), words.until(item.legal) if item.legal else [])
    yield Idea(BRING, words.bring_heading(), boxes=words.bring(item.pieces_missing))
