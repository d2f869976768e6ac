"""The simplified part of a receipt: large type, cut off and kept by the person.

Must not say anything that the receipt does not.  14 points at least, one idea a line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.plain_words import PlainWords
from mairie_quartier.documents.sheet import (
    Block,
    Column,
    Mark,
    MarkKind,
    Row,
    accented,
    bookmarked,
)
from mairie_quartier.documents.typography import Style
from mairie_quartier.domain.receipt_content import ReceiptContent, ReceiptItem
from mairie_quartier.i18n import Translator

PLAIN = Style(14, 20)
PLAIN_STRONG = Style(14, 20, Weight.BOLD)
PLAIN_TITLE = Style(19, 25, Weight.BOLD)
REMARK = Style(10.5, 14.5)


@dataclass(frozen=True, slots=True)
class BriefPart:
    """Measure the simplified part in the full width of the page."""

    content: ReceiptContent
    column: Column
    words: PlainWords
    tr: Translator

    def blocks(self) -> Iterable[Block]:
        """Give the part in large type that can be cut off and kept, whole on a page if it can."""
        head, call = self._head(), self._call()
        if len(self.content.items) == 1:
            whole = Block((*head, *self._item(self.content.items[0]), *call), gap=16)
            yield whole
            return
        yield Block(tuple(head), gap=16, new_page=True)
        for rank, item in enumerate(self.content.items, start=1):
            yield Block(tuple(self._entry(item, rank)), gap=9)
        yield Block(tuple(call))

    def _head(self) -> list[Row]:
        _ = self.tr.gettext
        title = _("En bref")
        number = _("N° {number}").format(number=self.content.number)
        rows = [Row(4, marks=(Mark(MarkKind.CUT, 0, 1, self.column.width),)), Row(12)]
        rows += accented(bookmarked(self.column.text(title, PLAIN_TITLE), title))
        rows += self.column.text(_("Version simplifiée. Le papier complet fait foi."), REMARK)
        rows += [Row(4), *self.column.text(number.replace(" ", "\u00a0"), PLAIN_STRONG)]
        return rows

    def _item(self, item: ReceiptItem) -> list[Row]:
        """Set the only request of a paper, a heading for each idea."""
        _ = self.tr.gettext
        rows = self._part(_("Ma demande"), [item.plain_label])
        rows += self._part(_("Maintenant"), self.words.now(item))
        boxes = self._boxes(item)
        if boxes:
            rows += [Row(7), *self.column.text(_("Je dois apporter"), PLAIN_STRONG), *boxes]
        until = self.words.until(item.legal) if item.legal else []
        return [*rows, *self._part(_("Jusqu’à quand"), until)]

    def _entry(self, item: ReceiptItem, rank: int) -> list[Row]:
        """Set one of several requests, as short as can be."""
        _ = self.tr.gettext
        label = _("{rank}. {label}").format(rank=rank, label=item.plain_label)
        rows = self.column.text(label, PLAIN_STRONG)
        rows += self.column.paragraphs(self.words.now(item), PLAIN)
        boxes = self._boxes(item)
        if boxes:
            rows += [*self.column.text(_("Je dois apporter"), PLAIN), *boxes]
        return rows

    def _part(self, heading: str, sentences: Sequence[str]) -> list[Row]:
        if not sentences:
            return []
        rows = [Row(7), *self.column.text(heading, PLAIN_STRONG)]
        return [*rows, *self.column.paragraphs(sentences, PLAIN)]

    def _boxes(self, item: ReceiptItem) -> list[Row]:
        boxes = [
            self.column.boxed(each, PLAIN, MarkKind.EMPTY_BOX) for each in self.words.bring(item)
        ]
        return [row for rows in boxes for row in rows]

    def _call(self) -> list[Row]:
        _ = self.tr.gettext
        items = self.content.items
        legal = items[0].legal if len(items) == 1 else None
        service = legal.service if legal else self.content.place
        rows = self._part(_("J’ai une question"), [service.name])
        if service.phone:
            phone = service.phone.replace(" ", "\u00a0")
            rows += self.column.text(phone, PLAIN_STRONG)
        number = _("Je donne mon numéro\u00a0: {number}").format(number=self.content.number)
        return [*rows, *self.column.text(number, PLAIN)]
