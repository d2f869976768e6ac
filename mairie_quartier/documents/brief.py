"""The simplified page of a paper: large type, a pictogram for each idea, kept by the person.

Must not say anything that the paper does not.  14 points at least, one idea a line, no logo.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.pictograms import DIRECTED, turned
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import (
    Block,
    Column,
    Mark,
    MarkKind,
    Picture,
    Row,
    accented,
    bookmarked,
)
from mairie_quartier.documents.typography import Style
from mairie_quartier.documents.words import PaperWords

PLAIN = Style(14, 20)
PLAIN_STRONG = Style(14, 20, Weight.BOLD)
PLAIN_TITLE = Style(19, 25, Weight.BOLD)
OWN_GAP = 30.0
IDEA_GAP = 15.0
PICTURE_SIDE = 34.0
PICTURE_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea of the page: its picture, its name, its lines, then boxes to tick.

    ``emphasis`` is a last line in heavy type, such as a telephone number.
    """

    picture: Picture
    heading: str
    lines: Sequence[str] = ()
    boxes: Sequence[str] = ()
    emphasis: Sequence[str] = ()

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing under the name."""
        return not (self.lines or self.boxes or self.emphasis)


def simplified(sections: Sections, ideas: Iterable[Idea], *, number: str = "") -> Iterable[Block]:
    """Give the page: its name, what it is worth, the number, then the ideas that say something.

    It is kept whole, below the paper where there is room; a longer one has pages of its own.
    """
    head = Block(tuple(_head(sections, number)), gap=OWN_GAP, new_page=True)
    blocks = [head, *idea_blocks(sections, ideas)]
    rows = [row for each in blocks for row in ((Row(each.gap), *each.rows))][1:]
    whole = Block(tuple(rows), gap=OWN_GAP)
    return [whole] if whole.height <= sections.geometry.text_height else blocks


def _head(sections: Sections, number: str) -> list[Row]:
    _ = sections.tr.gettext
    column = sections.column()
    title = _("Version simplifiée")
    rows = accented(bookmarked(column.text(title, PLAIN_TITLE), title))
    rows += column.text(_("Seul le papier complet en français fait foi."), PLAIN)
    if number:
        rows += [Row(4), *column.text(PaperWords(sections.tr).number(number), PLAIN_STRONG)]
    return rows


def idea_blocks(sections: Sections, ideas: Iterable[Idea]) -> Iterable[Block]:
    """Give a block for each idea that says something."""
    for idea in ideas:
        if not idea.empty:
            yield Block(tuple(_rows(sections, idea)), gap=IDEA_GAP)


def _rows(sections: Sections, idea: Idea) -> list[Row]:
    inset = PICTURE_SIDE + PICTURE_GAP
    column: Column = sections.column(inset)
    rows = column.text(idea.heading, PLAIN_STRONG)
    rows += column.paragraphs(idea.lines, PLAIN)
    for box in idea.boxes:
        rows += column.boxed(box, PLAIN, MarkKind.EMPTY_BOX)
    rows += column.paragraphs(idea.emphasis, PLAIN_STRONG)
    side = PICTURE_SIDE
    picture = idea.picture
    if sections.tr.right_to_left and picture in DIRECTED:
        picture = turned(picture)
    mark = Mark(MarkKind.PICTURE, 0.0, 2.0, side, side, picture)
    first = Row(rows[0].height, rows[0].words, (*rows[0].marks, mark))
    lacking = side + 4 - sum(row.height for row in rows)
    return [first, *rows[1:], *([Row(lacking)] if lacking > 0 else [])]
