"""What the services ask of the press: papers drawn, with what the agent must know of them.

``documents`` gives the real one, through ``bootstrap``.  Must not know how a paper is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mairie_quartier.domain.language_card import PosterSheet
    from mairie_quartier.domain.logos import Logo
    from mairie_quartier.domain.office_papers import OfficePaper
    from mairie_quartier.domain.papers import PaperOrder
    from mairie_quartier.domain.receipt_content import ReceiptContent
    from mairie_quartier.domain.referral_content import ReferralContent
    from mairie_quartier.domain.visitor_papers import VisitorPaper


class Flaw(StrEnum):
    """What went wrong with a word of a paper (the same words as ``documents.typography``)."""

    LETTER_REPLACED = "letter_replaced"
    INVISIBLE_REMOVED = "invisible_removed"


@dataclass(frozen=True, slots=True)
class FlawedWord:
    """A word of a paper that is not as it was given, for the agent to look at."""

    flaw: Flaw
    text: str


@dataclass(frozen=True, slots=True)
class PrintedTranslation:
    """The second language of a paper: its ISO 639-3 code, and how far it can be trusted.

    ``untranslated`` counts the sentences left in French, marked.
    """

    language: str
    reviewed: bool
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class PressedPaper:
    """A drawn paper: PDF bytes, and what the agent must know before handing it over."""

    data: bytes
    pages: int
    flaws: tuple[FlawedWord, ...] = ()
    translation: PrintedTranslation | None = None


class Press(Protocol):
    """Draws papers; one thread at a time.

    A language in which no paper is written gives French only.
    """

    def get_ready(self, language: str | None = None) -> None:
        """Load what drawing needs, so that the first paper of the day does not wait for it.

        What a visitor's language (ISO 639-3) needs is loaded too.  From any thread.
        """
        ...

    def wear(self, logo: Logo | None) -> None:
        """Put the city's logo on the papers from now on, or none."""
        ...

    def stamp(self, words: str) -> None:
        """Cross every paper out from now on, with these words; none for papers that are valid."""
        ...

    def receipt(self, content: ReceiptContent, order: PaperOrder) -> PressedPaper:
        """Draw a receipt from its frozen content."""
        ...

    def visitor_paper(self, content: VisitorPaper, order: PaperOrder) -> PressedPaper:
        """Draw a list of missing documents, a reminder or the notice of a voided paper."""
        ...

    def office_paper(self, content: OfficePaper) -> PressedPaper:
        """Draw a referral form, an order to a provider or a day sheet, in French."""
        ...

    def referral_copy(self, content: ReferralContent, order: PaperOrder) -> PressedPaper:
        """Draw the copy of a referral that the person keeps."""
        ...

    def language_poster(self, sheet: PosterSheet) -> PressedPaper:
        """Draw the languages of the card, for the wall."""
        ...
