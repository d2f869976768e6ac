"""What one row of a list says, in words: made by presenters, painted by ``line_list``.

Qt-free, so that a presenter can be tested without a window.  Holds no key of any record: a
presenter knows by its place what a row stands for.
"""

from dataclasses import dataclass
from enum import Enum

from mairie_quartier.ui.theme.tokens import Tone


class LineKind(Enum):
    """A row to choose, or the heading of the rows below it."""

    CHOICE = "choice"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in a word; its shape and colour follow its tone."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a lead ("10 h 42"), a title, details, a mark, something large at the end."""

    title: str
    detail: str = ""
    caption: str = ""
    lead: str = ""
    aside: str = ""
    mark: Mark | None = None
    kind: LineKind = LineKind.CHOICE

    @property
    def spoken(self) -> str:
        """Say the whole row, for assistive technology."""
        mark = self.mark.text if self.mark else ""
        parts = (self.lead, self.title, mark, self.detail, self.caption, self.aside)
        return ". ".join(part for part in parts if part)


def heading(title: str) -> Line:
    """Give a heading row."""
    return Line(title=title, kind=LineKind.HEADING)
