"""The pieces all papers are built of: a title, a label with its values, boxes to tick, a notice.

One style for every paper.  Must not word anything, nor draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.sheet import (
    Block,
    Column,
    Geometry,
    Mark,
    MarkKind,
    Row,
    accented,
    beside,
    bookmarked,
)
from mairie_quartier.documents.typography import Style, Typesetter
from mairie_quartier.documents.words import PaperWords
from mairie_quartier.domain.receipt_content import ServiceCard
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
class Sections:
    """Measure sections in one language, on one sheet."""

    setter: Typesetter
    geometry: Geometry
    tr: Translator

    def column(self, inset: float = 0.0) -> Column:
        """Give the whole width, but for an inset."""
        return Column(self.setter, x=inset, width=self.geometry.text_width - inset)

    def title(self, title: str, number: str = "") -> list[Row]:
        """Set the name of the paper, and its number if it has one."""
        rows = accented(bookmarked(self.column().text(title, TITLE), title))
        if number:
            rows += self.column().text(PaperWords(self.tr).number(number), NUMBER)
        return [*rows, Row(5)]

    def heading(self, text: str) -> list[Row]:
        """Set the name of a section after a rule; readers find it in the outline."""
        rows = bookmarked(self.column().text(text, HEADING), text, level=1)
        return [self.rule(), Row(6), *rows, Row(3)]

    def pair(
        self, label: str, values: Iterable[str], style: Style = BODY, *, inset: float = 0.0
    ) -> list[Row]:
        """Set a label and its values beside it; nothing where there is no value."""
        texts = [each for each in values if each]
        rows = self._values(inset).paragraphs(texts, style, gap=1.5)
        return self.labelled(label, rows, inset=inset) if rows else []

    def boxes(self, label: str, values: Iterable[str], kind: MarkKind) -> list[Row]:
        """Set a label and boxes beside it; nothing where there is none."""
        column = self._values(0.0)
        rows = [row for each in values for row in column.boxed(each, BODY, kind)]
        return self.labelled(label, rows) if rows else []

    def labelled(self, label: str, rows: Sequence[Row], *, inset: float = 0.0) -> list[Row]:
        """Put a label beside rows already measured."""
        width = self.geometry.label_width - LABEL_GAP
        labels = Column(self.setter, x=inset, width=width).text(label, LABEL)
        return [*beside(labels, rows), Row(3.5)]

    def card(self, card: ServiceCard) -> list[str]:
        """Write a service: name and address, then how to reach it and when."""
        return PaperWords(self.tr).card(card)

    def notice(self, texts: Iterable[str]) -> Block:
        """Set small print after a rule."""
        rows = self.column().paragraphs([each for each in texts if each], SMALL, gap=2.5)
        return Block((self.rule(), Row(5), *rows), gap=14, closing=True)

    def rule(self) -> Row:
        """Draw a thin line over the whole width."""
        return Row(1, marks=(Mark(MarkKind.RULE, 0, 0, self.geometry.text_width),))

    def _values(self, inset: float) -> Column:
        x = inset + self.geometry.label_width
        return Column(self.setter, x=x, width=self.geometry.text_width - x)
