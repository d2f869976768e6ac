"""A press for office papers, and how to read what it drew.  Must not assert anything."""

import re
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

from mairie_quartier import paths
from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.office.press import OfficePress
from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.documents.typography import Typesetter
from mairie_quartier.documents.visitor_press import VisitorPress
from mairie_quartier.i18n import Translator


def office_press() -> OfficePress:
    """Give a press with the shipped faces and French words."""
    press = PaperPress(paths.resources() / "fonts")
    french = Translator("fr", folder=paths.translations())
    return OfficePress(press, french, VisitorPress(press, paths.translations()))


def typesetter() -> Typesetter:
    """Give a typesetter with the shipped faces."""
    return Typesetter(FontShelf(paths.resources() / "fonts"))


@dataclass(frozen=True, slots=True)
class Read:
    """The words of each page, every kind of blank as one space."""

    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """Give all the words."""
        return " ".join(self.pages)


def read(pdf: Pdf) -> Read:
    """Extract the words."""
    pages = PdfReader(BytesIO(pdf.data)).pages
    return Read(tuple(re.sub(r"\s+", " ", page.extract_text()) for page in pages))
