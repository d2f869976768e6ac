"""What is set: runs of one face, lines, and what the agent must be told of them.

Must not set nor draw.  Lengths are points.
"""

from dataclasses import dataclass
from enum import StrEnum

from mairie_quartier.documents.fonts import Face, Weight
from mairie_quartier.documents.shaping import Glyph


class PaperFault(StrEnum):
    """What the agent must be told of a paper before handing it over."""

    LETTER_REPLACED = "letter_replaced"
    INVISIBLE_REMOVED = "invisible_removed"


@dataclass(frozen=True, slots=True)
class PaperWarning:
    """A word of the paper that is not as it should be; ``text`` is the word as given."""

    fault: PaperFault
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """Size and line height in points, and weight."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face and one direction, at ``x`` from the start of their line.

    ``glyphs`` are in order from the left; a run without any is drawn letter by letter.
    """

    face: Face
    text: str
    width: float = 0.0
    x: float = 0.0
    level: int = 0
    glyphs: tuple[Glyph, ...] = ()

    def at(self, x: float) -> "Run":
        """Give the same run elsewhere on its line."""
        return Run(self.face, self.text, self.width, x, self.level, self.glyphs)


@dataclass(frozen=True, slots=True)
class Line:
    """Runs in the order they are read, each where it stands, and the width of all."""

    runs: tuple[Run, ...]
    width: float

    @property
    def text(self) -> str:
        """Give the letters in the order they are read."""
        return "".join(run.text for run in self.runs)

    @property
    def turns(self) -> bool:
        """Tell whether some of it is read from right to left."""
        return any(run.level for run in self.runs)
