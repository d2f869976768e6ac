"""What any paper is made of: a frame around it, and one part for each language.

The frame is the sender, the number, the mark of a copy and the sheet; a part is the words in one
language.  ``press`` draws them.  Must not know what a paper says.  A paper for the visitor has a
French part, which alone is authoritative (CRPA L111-1), and may have one in their language.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import GEOMETRIES, Block, Geometry
from mairie_quartier.domain.logos import Logo
from mairie_quartier.domain.papers import CopyKind, Discretion, PageSize
from mairie_quartier.domain.receipt_content import Letterhead, ServiceCard
from mairie_quartier.i18n import Translator


@dataclass(frozen=True, slots=True)
class Sender:
    """The head of the first page: the city, the office, and lines to reach them."""

    name: str
    place: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """All that is drawn around the words.

    ``number`` is for the running head and the foot, ``code`` for the QR code; either may be
    empty.  ``geometry`` stands for a sheet that is neither A4 nor A5 upright.  What
    is discreet says nothing of itself in the description of the file either, and has no logo.
    ``stamp`` crosses every page out, and says why.
    """

    sender: Sender
    number: str = ""
    code: str = ""
    copy: CopyKind = CopyKind.ORIGINAL
    size: PageSize = PageSize.A4
    geometry: Geometry | None = None
    discretion: Discretion = Discretion.OPEN
    logo: Logo | None = None
    stamp: str = ""

    @property
    def page(self) -> Geometry:
        """Give the sheet that is drawn on."""
        return self.geometry or GEOMETRIES[self.size]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """The paper in one language; a part begins on a page of its own.

    ``title`` names the paper in that language, in the running head and in the description of the
    file.  ``blocks`` gives the words, measured with the sections it is handed.
    """

    tr: Translator
    title: str
    blocks: Callable[[Sections], Iterable[Block]]


def sender_of(letterhead: Letterhead, place: ServiceCard) -> Sender:
    """Give the head of an ordinary paper of the city."""
    lines = tuple(line for line in (*letterhead.lines, letterhead.website) if line)
    return Sender(letterhead.city, place.name, lines)
