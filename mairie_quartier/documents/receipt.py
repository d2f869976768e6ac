"""The receipt as blocks of rows: every section, in the order it is read.

Must not decide what the paper says (the domain did) nor draw (``ink`` does).
Source: CRPA R112-5 for the mentions; L111-2 for the agent; plain-language rules for the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    Words,
    barred,
    beside,
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
PLAIN = Style(14, 20)
PLAIN_STRONG = Style(14, 20, Weight.BOLD)
PLAIN_TITLE = Style(19, 25, Weight.BOLD)

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
                yield self._legal(item.legal, words)
        yield self._notices()
        yield from self._simplified(words)

    def _title(self, words: ReceiptWords) -> Block:
        column = self._column()
        kind = words.title(self.content.kind)
        rows = _accented(_bookmarked(column.text(kind, TITLE), kind))
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
        rows += self._pair(_("Date"), [words.moment(content)])
        rows += self._pair(_("Lieu"), self._card(content.place))
        rows += self._pair(_("Moyen"), [words.channel(content)])
        rows += self._pair(_("Agent"), [agent])
        return Block((*rows, Row(2)), gap=10)

    def _item(self, item: ReceiptItem, rank: int, words: ReceiptWords) -> Block:
        _ = self.tr.gettext
        label = item.label
        if len(self.content.items) > 1:
            label = _("{rank}. {label}").format(rank=rank, label=item.label)
        rows = [self._rule(), Row(6)]
        rows += _bookmarked(self._column().text(label, HEADING), label, level=1)
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

    def _legal(self, legal: LegalMentions, words: ReceiptWords) -> Block:
        _ = self.tr.gettext
        inset = BAR_WIDTH + BAR_GAP
        rows = self._column(inset).text(_("Réponse de la mairie"), HEADING)
        rows += [Row(3)]
        received = [words.day(legal.received_on)]
        rows += self._pair(_("Demande reçue le"), received, STRONG, inset=inset)
        rows += self._pair(_("Sans réponse"), words.silence(legal), STRONG, inset=inset)
        rows += self._pair(_("Calcul"), words.reckoning(legal), inset=inset)
        rows += self._pair(_("Service chargé du dossier"), self._card(legal.service), inset=inset)
        label = _("Attestation") if legal.offers_attestation else _("Pour contester")
        rows += self._pair(label, words.rights(legal), inset=inset)
        return Block(tuple(barred(rows, x=0.0, width=BAR_WIDTH)), gap=12)

    def _notices(self) -> Block:
        _ = self.tr.gettext
        texts = [
            *self.content.letterhead.data_notice,
            _("CRPA : code des relations entre le public et l’administration."),
        ]
        rows = [self._rule(), Row(5), *self._column().paragraphs(texts, SMALL, gap=2.5)]
        return Block(tuple(rows), gap=14)

    def _simplified(self, words: ReceiptWords) -> Iterable[Block]:
        """Give the part in large type that can be cut off and kept."""
        _ = self.tr.gettext
        title = _("En bref")
        column = self._column()
        number = self.tr.gettext("N° {number}").format(number=self.content.number)
        head = [Row(4, marks=(Mark(MarkKind.CUT, 0, 1, self.geometry.text_width),)), Row(12)]
        head += _accented(_bookmarked(column.text(title, PLAIN_TITLE), title))
        head += column.text(_("Version simplifiée. Le papier complet fait foi."), BODY)
        head += [Row(4), *column.text(number.replace(" ", "\u00a0"), PLAIN_STRONG)]
        plain = PlainWords(self.tr, words)
        parts = [self._plain_item(item, plain) for item in self.content.items]
        first = parts[0] if parts else []
        yield Block((*head, *first), gap=16)
        for part in parts[1:]:
            yield Block(tuple(part), gap=6)
        yield Block(tuple(self._plain_call()), gap=10)

    def _plain_item(self, item: ReceiptItem, plain: PlainWords) -> list[Row]:
        _ = self.tr.gettext
        column = self._column()
        rows = [Row(10), *column.text(_("Ma demande"), PLAIN_STRONG)]
        rows += column.text(item.plain_label, PLAIN)
        rows += [Row(6), *column.text(_("Maintenant"), PLAIN_STRONG)]
        rows += column.paragraphs(plain.now(item), PLAIN)
        bring = plain.bring(item)
        if bring:
            rows += [Row(6), *column.text(_("Je dois apporter"), PLAIN_STRONG)]
            rows += [row for each in bring for row in column.boxed(each, PLAIN, MarkKind.EMPTY_BOX)]
        until = plain.until(item.legal) if item.legal else []
        if until:
            rows += [Row(6), *column.text(_("Jusqu’à quand"), PLAIN_STRONG)]
            rows += column.paragraphs(until, PLAIN)
        return rows

    def _plain_call(self) -> list[Row]:
        _ = self.tr.gettext
        column = self._column()
        place = self.content.place
        legal = next((item.legal for item in self.content.items if item.legal), None)
        service = legal.service if legal and len(self.content.items) == 1 else place
        rows = column.text(_("J’ai une question"), PLAIN_STRONG)
        rows += column.text(service.name, PLAIN)
        if service.phone:
            rows += column.text(service.phone.replace(" ", "\u00a0"), PLAIN_STRONG)
        rows += column.text(
            _("Je donne mon numéro : {number}").format(number=self.content.number), PLAIN
        )
        return rows

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
        """Write a service in lines: name, address, then how to reach it."""
        phone = card.phone.replace(" ", "\u00a0")
        if phone:
            phone = self.tr.gettext("Téléphone : {phone}").format(phone=phone)
        reach = " · ".join(each for each in (phone, card.email) if each)
        return [line for line in (card.name, card.address, reach, card.hours) if line]

    def _rule(self) -> Row:
        return Row(1, marks=(Mark(MarkKind.RULE, 0, 0, self.geometry.text_width),))


def _bookmarked(rows: list[Row], name: str, *, level: int = 0) -> list[Row]:
    first = rows[0]
    return [Row(first.height, first.words, first.marks, name, level), *rows[1:]]


def _accented(rows: list[Row]) -> list[Row]:
    """Set rows in the accent colour, dark enough to print black."""
    return [
        Row(
            row.height,
            tuple(Words(each.line, each.size, each.x, each.drop, True) for each in row.words),
            row.marks,
            row.bookmark,
            row.level,
        )
        for row in rows
    ]
