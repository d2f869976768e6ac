"""Office papers as files: which parts each one has, on which sheet.

Must not measure nor draw: ``documents.press`` does.
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
from mairie_quartier.documents.referral_copy import ReferralCopyLayout, ReferralCopyWords
from mairie_quartier.domain.day_sheet_content import DaySheetContent
from mairie_quartier.domain.interpreter_content import OrderContent
from mairie_quartier.domain.referral_content import Discretion, ReferralContent
from mairie_quartier.i18n import Translator


@dataclass(frozen=True, slots=True)
class OfficePress:
    """Draws papers in French with the press it is handed; ``french`` reads the domain ``desk``."""

    press: PaperPress
    french: Translator

    def referral_form(self, content: ReferralContent) -> Pdf:
        """Draw the form and its return slip."""
        spec = PaperSpec(
            sender_of(content.letterhead, content.sender), content.reference, content.reference
        )
        title = ReferralWords(self.french).title()
        part = PaperPart(self.french, title, lambda s: ReferralLayout(content, s).blocks())
        return self.press.draw(spec, [part])

    def interpreter_order(self, content: OrderContent) -> Pdf:
        """Draw an order to a provider."""
        sender = sender_of(content.letterhead, content.office)
        spec = PaperSpec(sender, content.reference, content.reference)
        title = OrderWords(self.french).title()
        part = PaperPart(self.french, title, lambda s: OrderLayout(content, s).blocks())
        return self.press.draw(spec, [part])

    def day_sheet(self, content: DaySheetContent) -> Pdf:
        """Draw the sheet of the day; it has no number."""
        title = DaySheetWords(self.french).title()
        part = PaperPart(self.french, title, lambda s: DaySheetLayout(content, s).blocks())
        return self.press.draw(PaperSpec(Sender(content.city, content.office.name)), [part])

    def referral_copy(self, content: ReferralContent, *languages: Translator) -> Pdf:
        """Draw the person's copy: one part for each language, French first."""
        parts = [_copy_part(content, tr) for tr in languages]
        sender = sender_of(content.letterhead, content.sender)
        if content.discretion is Discretion.DISCREET:
            sender = Sender(content.letterhead.city)
        return self.press.draw(PaperSpec(sender, content.reference, content.reference), parts)


def _copy_part(content: ReferralContent, tr: Translator) -> PaperPart:
    title = ReferralCopyWords(content, tr).title()
    return PaperPart(tr, title, lambda s: ReferralCopyLayout(content, s).blocks())
