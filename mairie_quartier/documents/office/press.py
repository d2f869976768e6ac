"""Office papers as files: which parts each one has, on which sheet.

Must not measure nor draw: ``documents.press`` does.  The form is in French; only the person's
copy is in their language too.
"""

from dataclasses import dataclass

from mairie_quartier.documents.office.day_sheet import DaySheetLayout
from mairie_quartier.documents.office.day_sheet_words import DaySheetWords
from mairie_quartier.documents.office.interpreter_order import OrderLayout
from mairie_quartier.documents.office.order_words import OrderWords
from mairie_quartier.documents.office.referral_form import ReferralLayout
from mairie_quartier.documents.office.referral_words import ReferralWords
from mairie_quartier.documents.paper import PaperPart, PaperSpec, Sender, sender_of
from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.documents.referral_copy import ReferralCopyLayout, copy_title
from mairie_quartier.documents.visitor import Languages, VisitorText, visitor_parts
from mairie_quartier.documents.visitor_press import VisitorPress, pressed
from mairie_quartier.domain.day_sheet_content import DaySheetContent
from mairie_quartier.domain.interpreter_content import OrderContent
from mairie_quartier.domain.language_card import PosterSheet
from mairie_quartier.domain.office_papers import OfficePaper
from mairie_quartier.domain.papers import Discretion, PaperOrder
from mairie_quartier.domain.referral_content import ReferralContent
from mairie_quartier.i18n import Translator
from mairie_quartier.services.ports import PressedPaper


@dataclass(frozen=True, slots=True)
class OfficePress:
    """Draws papers in French with the press it is handed; ``french`` reads the domain ``desk``."""

    press: PaperPress
    french: Translator
    visitor: VisitorPress

    def paper(self, content: OfficePaper) -> PressedPaper:
        """Draw a form, an order or a day sheet, with what the agent must know of it."""
        return pressed(self.draw(content), Languages(self.french), PaperOrder())

    def copy(self, content: ReferralContent, order: PaperOrder) -> PressedPaper:
        """Draw the copy that the person keeps, with what the agent must know of it."""
        languages = self.visitor.languages(order)
        return pressed(self.referral_copy(content, languages), languages, order)

    def poster(self, sheet: PosterSheet) -> PressedPaper:
        """Draw the languages of the card, for the wall."""
        drawn = self.press.language_poster(self.french, sheet)
        return pressed(drawn, Languages(self.french), PaperOrder())

    def draw(self, content: OfficePaper) -> Pdf:
        """Draw a form, an order or a day sheet."""
        if isinstance(content, ReferralContent):
            return self._referral(content)
        if isinstance(content, OrderContent):
            return self._order(content)
        return self._day_sheet(content)

    def referral_copy(self, content: ReferralContent, languages: Languages) -> Pdf:
        """Draw the copy that the person keeps."""
        text = VisitorText(
            title=lambda tr: copy_title(content, tr),
            blocks=lambda sections: ReferralCopyLayout(content, sections).blocks(),
            number=content.reference,
        )
        sender = sender_of(content.letterhead, content.sender)
        if content.discretion is Discretion.DISCREET:
            sender = Sender(content.letterhead.city)
        spec = PaperSpec(
            sender, content.reference, content.reference, discretion=content.discretion
        )
        return self.press.draw(spec, visitor_parts(text, languages))

    def _referral(self, content: ReferralContent) -> Pdf:
        title = ReferralWords(self.french).title()
        part = PaperPart(self.french, title, lambda s: ReferralLayout(content, s).blocks())
        sender = sender_of(content.letterhead, content.sender)
        return self.press.draw(PaperSpec(sender, content.reference, content.reference), [part])

    def _order(self, content: OrderContent) -> Pdf:
        title = OrderWords(self.french).title()
        part = PaperPart(self.french, title, lambda s: OrderLayout(content, s).blocks())
        sender = sender_of(content.letterhead, content.office)
        return self.press.draw(PaperSpec(sender, content.reference, content.reference), [part])

    def _day_sheet(self, content: DaySheetContent) -> Pdf:
        """Draw the sheet of the day; it has no number."""
        title = DaySheetWords(self.french).title()
        part = PaperPart(self.french, title, lambda s: DaySheetLayout(content, s).blocks())
        return self.press.draw(PaperSpec(Sender(content.city, content.office.name)), [part])
