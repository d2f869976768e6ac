"""The press of the desk: every paper behind one door, opened at the first need.

A start needs no paper, so nothing of ReportLab, HarfBuzz or the fonts is imported before one is
drawn or :meth:`DeskPress.get_ready` is called, which may happen on another thread meanwhile.
Must not decide what a paper says.
"""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from mairie_quartier import paths
from mairie_quartier.i18n import SOURCE_LANGUAGE, Translator

if TYPE_CHECKING:
    from datetime import tzinfo

    from mairie_quartier.documents.office.press import OfficePress
    from mairie_quartier.documents.press import PaperPress
    from mairie_quartier.documents.visitor_press import VisitorPress
    from mairie_quartier.domain.language_card import PosterSheet
    from mairie_quartier.domain.logos import Logo
    from mairie_quartier.domain.office_papers import OfficePaper
    from mairie_quartier.domain.papers import PaperOrder
    from mairie_quartier.domain.receipt_content import ReceiptContent
    from mairie_quartier.domain.referral_content import ReferralContent
    from mairie_quartier.domain.visitor_papers import VisitorPaper
    from mairie_quartier.services.press import PressedPaper


class DeskPress:
    """Draws papers; ``zone`` is the office's."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._logo: Logo | None = None
        self._stamp = ""
        # Held while the press is opened: one thread gets it ready, another one draws.
        self._opening = RLock()
        self._opened: _Drawing | None = None

    def get_ready(self, language: str | None = None) -> None:
        """Load what drawing needs; of a visitor's language (ISO 639-3) too where it is known.

        Nothing is drawn, nothing of a paper is kept.  From any thread.
        """
        self._drawing().visitor.get_ready(language)

    def wear(self, logo: Logo | None) -> None:
        """Put the city's logo on the papers from now on, or none."""
        with self._opening:
            self._logo = logo
            if self._opened is not None:
                self._opened.press.wear(logo)

    def stamp(self, words: str) -> None:
        """Cross every paper out from now on, with these words; none for papers that are valid."""
        with self._opening:
            self._stamp = words
            if self._opened is not None:
                self._opened.press.stamp(words)

    def receipt(self, content: ReceiptContent, order: PaperOrder) -> PressedPaper:
        """Draw a receipt from its frozen content."""
        return self._drawing().visitor.receipt(content, order)

    def visitor_paper(self, content: VisitorPaper, order: PaperOrder) -> PressedPaper:
        """Draw one of the visitor's smaller papers."""
        return self._drawing().visitor.visitor_paper(content, order)

    def office_paper(self, content: OfficePaper) -> PressedPaper:
        """Draw a paper for a partner, a provider or the desk."""
        return self._drawing().office.paper(content)

    def referral_copy(self, content: ReferralContent, order: PaperOrder) -> PressedPaper:
        """Draw the copy of a referral that the person keeps."""
        return self._drawing().office.copy(content, order)

    def language_poster(self, sheet: PosterSheet) -> PressedPaper:
        """Draw the languages of the card, for the wall."""
        return self._drawing().office.poster(sheet)

    def _drawing(self) -> _Drawing:
        with self._opening:
            if self._opened is None:
                self._opened = _open(self._zone)
                self._opened.press.wear(self._logo)
                self._opened.press.stamp(self._stamp)
            return self._opened


class _Drawing:
    """The press, once it is open."""

    def __init__(self, press: PaperPress, visitor: VisitorPress, zone: tzinfo) -> None:
        self.press = press
        self.visitor = visitor
        self._zone = zone

    @cached_property
    def office(self) -> OfficePress:
        """Open the papers of the office; only the thread that draws asks for them."""
        from mairie_quartier.documents.office.press import OfficePress

        french = Translator(SOURCE_LANGUAGE, folder=paths.translations(), zone=self._zone)
        return OfficePress(self.press, french, self.visitor)


def _open(zone: tzinfo) -> _Drawing:
    from mairie_quartier.documents.press import PaperPress
    from mairie_quartier.documents.visitor_press import VisitorPress

    press = PaperPress(paths.resources() / "fonts")
    return _Drawing(press, VisitorPress(press, paths.translations(), zone), zone)
