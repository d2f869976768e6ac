"""The receipt as blocks of rows: every section, in the order it is read.

Must not decide what the paper says (the domain did) nor draw (``ink`` does).
Source: CRPA R112-5 for the mentions; L111-2 for the agent; plain-language rules for the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import BriefPart
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
from mairie_quartier.documents.sheet import Block, MarkKind, Row, barred
from mairie_quartier.domain.receipt_content import LegalMentions, ReceiptContent, ReceiptItem


@dataclass(frozen=True, slots=True)
class ReceiptLayout:
    """Measure the sections of one receipt, in one language."""

    content: ReceiptContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give every block of the receipt, in reading order."""
        tr = self.sections.tr
        words = ReceiptWords(tr)
        yield self._title(words)
        yield self._facts(words)
        for rank, item in enumerate(self.content.items, start=1):
            yield self._item(item, rank, words)
            if item.legal is not None:
                yield from self._legal(item.legal, words)
        yield self._notices()
        column = self.sections.column()
        yield from BriefPart(self.content, column, PlainWords(tr, words), tr).blocks()

    def _title(self, words: ReceiptWords) -> Block:
        column = self.sections.column()
        rows = self.sections.title(words.title(self.content.kind), self.content.number)
        rows += column.text(words.lead(self.content.kind), BODY)
        rows += column.text(words.limits(), STRONG)
        return Block(tuple(rows))

    def _facts(self, words: ReceiptWords) -> Block:
        sections, content = self.sections, self.content
        _ = sections.tr.gettext
        agent = ", ".join(each for each in (content.agent.name, content.agent.quality) if each)
        person = content.person or _("Sans nom (passage anonyme)")
        rows = [sections.rule(), Row(6)]
        rows += sections.pair(_("Personne"), [person], STRONG)
        passage = _("{moment}, {channel}").format(
            moment=words.moment(content), channel=words.channel(content)
        )
        rows += sections.pair(_("Passage"), [passage])
        rows += sections.pair(_("Lieu"), sections.card(content.place))
        rows += sections.pair(_("Agent"), [agent])
        return Block((*rows, Row(2)), gap=10)

    def _item(self, item: ReceiptItem, rank: int, words: ReceiptWords) -> Block:
        sections = self.sections
        _ = sections.tr.gettext
        label = item.label
        if len(self.content.items) > 1:
            label = _("{rank}. {label}").format(rank=rank, label=item.label)
        rows = sections.heading(label)
        rows += sections.pair(_("Suite donnée"), words.outcome(item))
        if item.recipient is not None and item.legal is None:
            rows += sections.pair(_("Organisme"), sections.card(item.recipient))
        if item.legal is None:
            rows += sections.pair(_("Délai"), words.foreign_delay(item))
        rows += sections.boxes(_("Pièces reçues"), item.pieces_received, MarkKind.TICKED_BOX)
        missing = [words.missing(piece) for piece in item.pieces_missing]
        rows += sections.boxes(_("Pièces à apporter"), missing, MarkKind.EMPTY_BOX)
        return Block(tuple(rows), gap=8)

    def _legal(self, legal: LegalMentions, words: ReceiptWords) -> Iterable[Block]:
        """Give the lines of R112-5 along a bar; a page may end between two of them."""
        sections = self.sections
        _ = sections.tr.gettext
        inset = BAR_WIDTH + BAR_GAP
        head = [*sections.column(inset).text(_("Réponse de la mairie"), HEADING), Row(3)]
        received = [words.day(legal.received_on)]
        head += sections.pair(_("Demande reçue le"), received, STRONG, inset=inset)
        head += sections.pair(_("Sans réponse"), words.silence(legal), STRONG, inset=inset)
        service = sections.card(legal.service)
        rights = _("Attestation") if legal.offers_attestation else _("Pour contester")
        parts = [
            head,
            sections.pair(_("Calcul"), words.reckoning(legal), inset=inset),
            sections.pair(_("Service chargé du dossier"), service, inset=inset),
            sections.pair(rights, words.rights(legal), inset=inset),
        ]
        for part in parts:
            if part:
                gap = 10.0 if part is head else 0.0
                yield Block(tuple(barred(part, x=0.0, width=BAR_WIDTH)), gap=gap)

    def _notices(self) -> Block:
        _ = self.sections.tr.gettext
        return self.sections.notice(
            [
                *self.content.letterhead.data_notice,
                _("CRPA\u00a0: code des relations entre le public et l’administration."),
            ]
        )
