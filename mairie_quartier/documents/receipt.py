"""The receipt as blocks of rows: every section, in the order it is read.

Must not decide what the paper says (the domain did) nor draw (``ink`` does).
Source: CRPA R112-5 for the mentions; L111-2 for the agent; plain-language rules for the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.brief import BriefPart
from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.plain_words import PlainWords
from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.documents.sheet import (
    Block,
    Column,
    Geometry,
    Mark,
    MarkKind,
    Row,
    accented,
    barred,
    beside,
    bookmarked,
)
from mairie_quartier.documents.typography import Style, Typesetter
from mairie_quartier.domain.receipt_content import (
    LegalMentions,
    ReceiptContent,
    ReceiptItem,
    ServiceCard,
)
from mairie_quartier.i18n import Translator

TITLE = Style(23, 28, Weight.BOLD)
NUMBER = Style(14, 19, Weight.BOLD)
HEADING = Style(13, 17, Weight.BOLD)
BODY = Style(10.5, 14.5)
STRONG = Style(10.5, 14.5, Weight.BOLD)
LABEL = Style(9.5, 14.5)
SMALL = Style(8.2, 10.8)

BAR_WIDTH = 2.6
BAR_GAP = 10.0
LABEL_GAP = 10.0


@dataclass(frozen=True, slots=True)
class ReceiptLayout:
    """Measure the sections of one receipt on one page size."""

    content: ReceiptContent
    setter: Typesetter
    geometry: Geometry
    tr: Translator

    def blocks(self) -> Iterable[Block]:
        """Give every block of the receipt, in reading order."""
        words = ReceiptWords(self.tr)
        yield self._title(words)
        yield self._facts(words)
        for rank, item in enumerate(self.content.items, start=1):
            yield self._item(item, rank, words)
            if item.legal is not None:
                yield from self._legal(item.legal, words)
        yield self._notices()
        column = Column(self.setter, x=0.0, width=self.geometry.text_width)
        yield from BriefPart(self.content, column, PlainWords(self.tr, words), self.tr).blocks()

    def _title(self, words: ReceiptWords) -> Block:
        column = self._column()
        kind = words.title(self.content.kind)
        rows = accented(bookmarked(column.text(kind, TITLE), kind))
        number = self.tr.gettext("N° {number}").format(number=self.content.number)
        rows += column.text(number.replace(" ", "\u00a0"), NUMBER)
        rows += [Row(5)]
        rows += column.text(words.lead(self.content.kind), BODY)
        rows += column.text(words.limits(), STRONG)
        return Block(tuple(rows))

    def _facts(self, words: ReceiptWords) -> Block:
        _ = self.tr.gettext
        content = self.content
        agent = ", ".join(each for each in (content.agent.name, content.agent.quality) if each)
        person = content.person or _("Sans nom (passage anonyme)")
        rows = [self._rule(), Row(6)]
        rows += self._pair(_("Personne"), [person], STRONG)
        passage = _("{moment}, {channel}").format(
            moment=words.moment(content), channel=words.channel(content)
        )
        rows += self._pair(_("Passage"), [passage])
        rows += self._pair(_("Lieu"), self._card(content.place))
        rows += self._pair(_("Agent"), [agent])
        return Block((*rows, Row(2)), gap=10)

    def _item(self, item: ReceiptItem, rank: int, words: ReceiptWords) -> Block:
        _ = self.tr.gettext
        label = item.label
        if len(self.content.items) > 1:
            label = _("{rank}. {label}").format(rank=rank, label=item.label)
        rows = [self._rule(), Row(6)]
        rows += bookmarked(self._column().text(label, HEADING), label, level=1)
        rows += [Row(3)]
        rows += self._pair(_("Suite donnée"), words.outcome(item))
        if item.recipient is not None and item.legal is None:
            rows += self._pair(_("Organisme"), self._card(item.recipient))
        if item.legal is None:
            rows += self._pair(_("Délai"), words.foreign_delay(item))
        rows += self._boxes(_("Pièces reçues"), item.pieces_received, MarkKind.TICKED_BOX)
        missing = [words.missing(piece) for piece in item.pieces_missing]
        rows += self._boxes(_("Pièces à apporter"), missing, MarkKind.EMPTY_BOX)
        return Block(tuple(rows), gap=8)

    def _legal(self, legal: LegalMentions, words: ReceiptWords) -> Iterable[Block]:
        """Give the lines of R112-5 along a bar; a page may end between two of them."""
        _ = self.tr.gettext
        inset = BAR_WIDTH + BAR_GAP
        head = [*self._column(inset).text(_("Réponse de la mairie"), HEADING), Row(3)]
        received = [words.day(legal.received_on)]
        head += self._pair(_("Demande reçue le"), received, STRONG, inset=inset)
        head += self._pair(_("Sans réponse"), words.silence(legal), STRONG, inset=inset)
        service = self._card(legal.service)
        rights = _("Attestation") if legal.offers_attestation else _("Pour contester")
        parts = [
            head,
            self._pair(_("Calcul"), words.reckoning(legal), inset=inset),
            self._pair(_("Service chargé du dossier"), service, inset=inset),
            self._pair(rights, words.rights(legal), inset=inset),
        ]
        for part in parts:
            if part:
                gap = 10.0 if part is head else 0.0
                yield Block(tuple(barred(part, x=0.0, width=BAR_WIDTH)), gap=gap)

    def _notices(self) -> Block:
        _ = self.tr.gettext
        texts = [
            *self.content.letterhead.data_notice,
            _("CRPA\u00a0: code des relations entre le public et l’administration."),
        ]
        rows = [self._rule(), Row(5), *self._column().paragraphs(texts, SMALL, gap=2.5)]
        return Block(tuple(rows), gap=14)

    def _column(self, inset: float = 0.0) -> Column:
        return Column(self.setter, x=inset, width=self.geometry.text_width - inset)

    def _pair(
        self, label: str, values: Sequence[str], style: Style = BODY, *, inset: float = 0.0
    ) -> list[Row]:
        """Set a label and its values beside it; nothing where there is no value."""
        rows = self._values(inset).paragraphs([each for each in values if each], style, gap=1.5)
        return self._labelled(label, rows, inset) if rows else []

    def _boxes(self, label: str, values: Iterable[str], kind: MarkKind) -> list[Row]:
        column = self._values(0.0)
        rows = [row for each in values for row in column.boxed(each, BODY, kind)]
        return self._labelled(label, rows, 0.0) if rows else []

    def _labelled(self, label: str, rows: Sequence[Row], inset: float) -> list[Row]:
        width = self.geometry.label_width - LABEL_GAP
        labels = Column(self.setter, x=inset, width=width).text(label, LABEL)
        return [*beside(labels, rows), Row(3.5)]

    def _values(self, inset: float) -> Column:
        x = inset + self.geometry.label_width
        return Column(self.setter, x=x, width=self.geometry.text_width - x)

    def _card(self, card: ServiceCard) -> list[str]:
        """Write a service: name and address, then how to reach it and when."""
        phone = card.phone.replace(" ", "\u00a0")
        if phone:
            phone = self.tr.gettext("Téléphone\u00a0: {phone}").format(phone=phone)
        where = ", ".join(each for each in (card.name, card.address) if each)
        reach = " · ".join(each for each in (phone, card.email) if each)
        return [line for line in (where, reach, card.hours) if line]

    def _rule(self) -> Row:
        return Row(1, marks=(Mark(MarkKind.RULE, 0, 0, self.geometry.text_width),))
