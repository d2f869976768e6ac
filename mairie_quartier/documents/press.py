"""The press: fonts and codes kept ready, one call a paper.

Built once by ``bootstrap``.  Must not read the store or the clock: the same content gives the
same bytes, but for the mark of a duplicate or of a voided paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import segno

from mairie_quartier.documents.appointment import AppointmentLayout
from mairie_quartier.documents.discreet import (
    DiscreetText,
    discreet_blocks,
    discreet_missing,
    discreet_receipt,
    discreet_reminder,
    discreet_title,
    discreet_voiding,
)
from mairie_quartier.documents.fonts import FontShelf, Weight
from mairie_quartier.documents.framing import Framing, typesetter
from mairie_quartier.documents.ink import QrCode, measure_qr
from mairie_quartier.documents.missing import MissingLayout
from mairie_quartier.documents.paper import PaperPart, PaperSpec, Sender, sender_of
from mairie_quartier.documents.poster import draw_poster
from mairie_quartier.documents.receipt import ReceiptLayout, receipt_ideas
from mairie_quartier.documents.receipt_words import ReceiptWords
from mairie_quartier.documents.typography import PaperWarning, Style
from mairie_quartier.documents.visitor import Languages, VisitorText, visitor_parts
from mairie_quartier.documents.visitor_words import AppointmentWords, MissingWords, VoidingWords
from mairie_quartier.documents.voiding import VoidingLayout
from mairie_quartier.domain.language_card import PosterSheet
from mairie_quartier.domain.logos import Logo
from mairie_quartier.domain.papers import Discretion, PaperOrder
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.visitor_papers import (
    AppointmentReminder,
    MissingList,
    VoidingNotice,
)
from mairie_quartier.i18n import Translator

ORDINARY = PaperOrder()
CODES_KEPT = 64
_WIDE_ENOUGH = 500.0


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
        self._logo: Logo | None = None
        self._stamp = ""

    def wear(self, logo: Logo | None) -> None:
        """Put the city's logo on the papers from now on, or none."""
        self._logo = logo

    def stamp(self, words: str) -> None:
        """Cross every paper out from now on, with these words; none for papers that are valid."""
        self._stamp = words

    def get_ready(self, tr: Translator, specimen: str) -> None:
        """Load the calendar of a language, and the faces that write ``specimen``."""
        tr.weekday_date(date.min)
        setter = typesetter(self._shelf, tr)
        for weight in Weight:
            setter.lines(specimen, Style(10, 12, weight), _WIDE_ENOUGH)

    def draw(self, spec: PaperSpec, parts: Sequence[PaperPart]) -> Pdf:
        """Draw any paper: its parts one after the other, the first one authoritative."""
        if spec.discretion is Discretion.OPEN:
            spec = replace(spec, logo=self._logo)
        if self._stamp:
            spec = replace(spec, stamp=self._stamp)
        code = self._code(spec.code) if spec.code else None
        framing = Framing(spec, parts, self._shelf, code)
        data, pages = framing.draw()
        return Pdf(data, pages, framing.warnings())

    def receipt(
        self,
        content: ReceiptContent,
        languages: Languages | Translator,
        order: PaperOrder = ORDINARY,
    ) -> Pdf:
        """Draw a receipt from its frozen content."""
        text = VisitorText(
            title=lambda tr: ReceiptWords(tr).title(content.kind),
            blocks=lambda sections: ReceiptLayout(content, sections).blocks(),
            ideas=lambda tr: receipt_ideas(content, tr),
            number=content.number,
        )
        sender = sender_of(content.letterhead, content.place)
        return self._visitor(text, sender, discreet_receipt(content), (languages, order))

    def missing_list(
        self,
        content: MissingList,
        languages: Languages | Translator,
        order: PaperOrder = ORDINARY,
    ) -> Pdf:
        """Draw the list of the documents to bring."""
        text = VisitorText(
            title=lambda tr: MissingWords(tr).name(),
            blocks=lambda sections: MissingLayout(content, sections).blocks(),
        )
        sender = sender_of(content.head.letterhead, content.head.place)
        return self._visitor(text, sender, discreet_missing(content), (languages, order))

    def appointment(
        self,
        content: AppointmentReminder,
        languages: Languages | Translator,
        order: PaperOrder = ORDINARY,
    ) -> Pdf:
        """Draw the reminder of an appointment."""
        text = VisitorText(
            title=lambda tr: AppointmentWords(tr).name(),
            blocks=lambda sections: AppointmentLayout(content, sections).blocks(),
        )
        sender = sender_of(content.head.letterhead, content.head.place)
        return self._visitor(text, sender, discreet_reminder(content), (languages, order))

    def voiding_notice(
        self,
        content: VoidingNotice,
        languages: Languages | Translator,
        order: PaperOrder = ORDINARY,
    ) -> Pdf:
        """Draw the notice of a voided paper."""
        text = VisitorText(
            title=lambda tr: VoidingWords(tr).name(),
            blocks=lambda sections: VoidingLayout(content, sections).blocks(),
        )
        sender = sender_of(content.head.letterhead, content.head.place)
        return self._visitor(text, sender, discreet_voiding(content), (languages, order))

    def language_poster(self, tr: Translator, sheet: PosterSheet) -> Pdf:
        """Draw the languages of the card, for the wall."""
        data, warnings = draw_poster(self._shelf, tr, sheet)
        return Pdf(data, 1, warnings)

    def _visitor(
        self,
        text: VisitorText,
        sender: Sender,
        left: DiscreetText,
        wish: tuple[Languages | Translator, PaperOrder],
    ) -> Pdf:
        """Draw a paper for the visitor, or what is left of it on the discreet one."""
        languages, order = wish
        if isinstance(languages, Translator):
            languages = Languages(languages)
        number = left.number or left.void
        if order.discretion is Discretion.DISCREET:
            sender = Sender(sender.name)
            text = VisitorText(discreet_title, lambda each: discreet_blocks(left, each))
        spec = PaperSpec(
            sender, number, number, order.copy, order.size, discretion=order.discretion
        )
        return self.draw(spec, visitor_parts(text, languages))

    def _code(self, number: str) -> QrCode:
        code = self._codes.get(number)
        if code is None:
            made = segno.make(number, error="m", micro=False, boost_error=False)
            code = measure_qr(made.matrix)
            while len(self._codes) >= CODES_KEPT:
                del self._codes[next(iter(self._codes))]
            self._codes[number] = code
        return code
