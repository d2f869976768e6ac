"""Labels and values set close: an office form holds on one page where its words allow.

Must not word anything.  All lengths are points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.office.form_lines import FormLine, Item
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Column, Row, beside, bookmarked
from mairie_quartier.documents.typography import Style

FIELD = Style(9.6, 12.8)
FIELD_STRONG = Style(9.6, 12.8, Weight.BOLD)
NAME = Style(8.6, 12.8)
PART = Style(11.5, 15, Weight.BOLD)
FIELD_GAP = 2.0
COLUMN_GAP = 18.0


@dataclass(frozen=True, slots=True)
class Fields:
    """Measures the fields of a form with the sections of its press."""

    sections: Sections

    @property
    def label_width(self) -> float:
        """Give the width of the column of labels."""
        return self.sections.geometry.label_width * 0.86

    def heading(self, text: str) -> list[Row]:
        """Set the name of a section after a rule."""
        rows = bookmarked(self.sections.column().text(text, PART), text, level=1)
        return [self.sections.rule(), Row(4), *rows, Row(1)]

    def pair(self, label: str, values: Iterable[str], style: Style = FIELD) -> list[Row]:
        """Set a label, and its values beside it, one below the other; nothing for no value."""
        texts = [each for each in values if each]
        rows = self._column().paragraphs(texts, style)
        return self._labelled(label, rows) if rows else []

    def joined(self, label: str, values: Iterable[str], style: Style = FIELD) -> list[Row]:
        """Set a label, and its values one after the other beside it."""
        return self.pair(label, [" · ".join(each for each in values if each)], style)

    def line(self, label: str, items: Sequence[Item]) -> list[Row]:
        """Set a label, and beside it boxes and blanks to fill in by hand; nothing for no item."""
        if not items:
            return []
        column = self._column()
        line = FormLine(self.sections.setter, FIELD, x=column.x, width=column.width)
        return self._labelled(label, line.rows(items))

    def halves(self, left: Sequence[Row], right: Sequence[Row]) -> list[Row]:
        """Put two columns side by side; measure them with ``half``."""
        return beside(left, right)

    def half(self, place: int) -> Column:
        """Give the left (0) or the right (1) half of the width."""
        width = (self.sections.geometry.text_width - COLUMN_GAP) / 2
        x = place * (width + COLUMN_GAP)
        return Column(self.sections.setter, x=x, width=width)

    def _labelled(self, label: str, rows: Sequence[Row]) -> list[Row]:
        names = Column(self.sections.setter, x=0.0, width=self.label_width - 8)
        return [*beside(names.text(label, NAME), rows), Row(FIELD_GAP)]

    def _column(self) -> Column:
        x = self.label_width
        return Column(self.sections.setter, x=x, width=self.sections.geometry.text_width - x)
