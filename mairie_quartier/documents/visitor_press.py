"""Papers for the visitor as files, in French and in the language that was asked for.

Must not measure nor draw: ``documents.press`` does.
"""

from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.documents.visitor import Languages
from mairie_quartier.domain.paper_languages import paper_language
from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.visitor_papers import (
    AppointmentReminder,
    MissingList,
    VisitorPaper,
)
from mairie_quartier.i18n import SOURCE_LANGUAGE, PaperTranslator, Translator
from mairie_quartier.services.ports import Flaw, FlawedWord, PressedPaper, PrintedTranslation

# What stands on any paper, in letters that every face has beside its own.
SPECIMEN = "Aa 0123456789"


@dataclass(slots=True)
class VisitorPress:
    """Draws with the press it is handed; ``translations`` is the folder of the catalogues."""

    press: PaperPress
    translations: Path
    zone: tzinfo | None = None
    _french: Translator = field(init=False)

    def __post_init__(self) -> None:
        """Open the French words: the papers' language, whatever the screen's."""
        self._french = Translator(
            SOURCE_LANGUAGE, folder=self.translations, domain="papers", zone=self.zone
        )

    def receipt(self, content: ReceiptContent, order: PaperOrder) -> PressedPaper:
        """Draw a receipt from its frozen content."""
        languages = self.languages(order)
        return pressed(self.press.receipt(content, languages, order), languages, order)

    def visitor_paper(self, content: VisitorPaper, order: PaperOrder) -> PressedPaper:
        """Draw one of the smaller papers."""
        languages = self.languages(order)
        if isinstance(content, MissingList):
            drawn = self.press.missing_list(content, languages, order)
        elif isinstance(content, AppointmentReminder):
            drawn = self.press.appointment(content, languages, order)
        else:
            drawn = self.press.voiding_notice(content, languages, order)
        return pressed(drawn, languages, order)

    def get_ready(self, language: str | None = None) -> None:
        """Load the words, the calendar and the faces of French, and of a language."""
        self.press.get_ready(self._french, SPECIMEN)
        found = paper_language(language) if language else None
        visitor = self.languages(PaperOrder(language=language)).visitor
        if found is not None and visitor is not None:
            self.press.get_ready(visitor, f"{found.own} {SPECIMEN}")

    def languages(self, order: PaperOrder) -> Languages:
        """Open the languages of an order, anew for each paper: each counts what it lacks."""
        found = paper_language(order.language) if order.language else None
        if found is None:
            return Languages(self._french)
        visitor = PaperTranslator(
            found.catalogue, locale=found.locale, folder=self.translations, zone=self.zone
        )
        return Languages(self._french, visitor)


def pressed(drawn: Pdf, languages: Languages, order: PaperOrder) -> PressedPaper:
    """Give the drawn paper with what the agent must know of it."""
    flaws = tuple(FlawedWord(Flaw(each.fault.value), each.text) for each in drawn.warnings)
    visitor = languages.visitor
    if visitor is None or order.language is None:
        return PressedPaper(drawn.data, drawn.pages, flaws)
    said = PrintedTranslation(order.language, visitor.review.done, len(visitor.missing))
    return PressedPaper(drawn.data, drawn.pages, flaws, said)
