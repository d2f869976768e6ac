"""The press: fonts and codes kept ready, one call a paper.

Built once by ``bootstrap``.  Must not read the store or the clock: the same content gives the
same bytes, but for the mark of a duplicate or of a voided paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno

from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.framing import Framing
from mairie_quartier.documents.ink import QrCode, measure_qr
from mairie_quartier.documents.paper import PaperPart, PaperSpec, sender_of
from mairie_quartier.documents.receipt import ReceiptLayout
from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.documents.typography import PaperWarning
from mairie_quartier.domain.papers import CopyKind, PageSize
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.i18n import Translator

CODES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Pdf:
    """A drawn paper; the warnings are for the agent, before it is handed over."""

    data: bytes
    pages: int
    warnings: tuple[PaperWarning, ...] = ()


class PaperPress:
    """Draw papers.  For one thread at a time."""

    def __init__(self, fonts: Path) -> None:
        """Open the shipped faces in ``fonts``; raise ``OSError`` where they are missing."""
        self._shelf = FontShelf(fonts)
        self._codes: dict[str, QrCode] = {}

    def draw(self, spec: PaperSpec, parts: Sequence[PaperPart]) -> Pdf:
        """Draw any paper: its parts one after the other, the first one authoritative."""
        code = self._code(spec.code) if spec.code else None
        framing = Framing(spec, parts, self._shelf, code)
        data, pages = framing.draw()
        return Pdf(data, pages, framing.warnings())

    def receipt(
        self,
        content: ReceiptContent,
        tr: Translator,
        *,
        copy: CopyKind = CopyKind.ORIGINAL,
        size: PageSize = PageSize.A4,
    ) -> Pdf:
        """Draw a receipt from its frozen content."""
        sender = sender_of(content.letterhead, content.place)
        spec = PaperSpec(sender, content.number, content.number, copy, size)
        title = ReceiptWords(tr).title(content.kind)
        part = PaperPart(tr, title, lambda sections: ReceiptLayout(content, sections).blocks())
        return self.draw(spec, [part])

    def _code(self, number: str) -> QrCode:
        code = self._codes.get(number)
        if code is None:
            made = segno.make(number, error="m", micro=False, boost_error=False)
            code = measure_qr(made.matrix)
            while len(self._codes) >= CODES_KEPT:
                del self._codes[next(iter(self._codes))]
            self._codes[number] = code
        return code
