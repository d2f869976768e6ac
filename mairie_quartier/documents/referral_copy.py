"""The copy of a referral that the person keeps: where to go, what was told, how to withdraw.

Large type, one idea a line, a number to give.  Must not say more than the form itself.
Sources: DOMAIN 1 (a copy for the person), DOMAIN 2 (agreement covers sharing and can be
withdrawn), the rules of plain language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mairie_quartier.documents.fonts import Weight
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Block, Row, accented, bookmarked
from mairie_quartier.documents.typography import Style
from mairie_quartier.domain.referral_content import Discretion, ReferralContent
from mairie_quartier.domain.referrals import Delivery
from mairie_quartier.i18n import Translator

COPY_TITLE = Style(22, 28, Weight.BOLD)
COPY_HEADING = Style(14, 20, Weight.BOLD)
COPY_BODY = Style(14, 20)


@dataclass(frozen=True, slots=True)
class ReferralCopyWords:
    """The sentences of the copy, in the language of a translator."""

    content: ReferralContent
    tr: Translator

    def title(self) -> str:
        """Name the paper; the discreet one says nothing to whoever finds it."""
        if self.content.discretion is Discretion.DISCREET:
            return self.tr.gettext("Adresse à garder")
        return self.tr.gettext("Votre orientation")

    def where(self) -> list[str]:
        """Tell where to go."""
        receiver = self.content.receiver
        phone = receiver.phone.replace(" ", "\u00a0")
        if phone:
            phone = self.tr.gettext("Téléphone\u00a0: {phone}").format(phone=phone)
        address = [line.strip() for line in receiver.address.splitlines()]
        # The name of some services tells why one goes there.
        name = "" if self.content.discretion is Discretion.DISCREET else receiver.name
        return [line for line in (name, *address, phone) if line]

    def why(self) -> list[str]:
        """Tell what for."""
        if self.content.discretion is Discretion.DISCREET:
            return []
        return [self.content.request.plain_label]

    def form(self) -> list[str]:
        """Tell what becomes of the form, and who decides it."""
        _ = self.tr.gettext
        if self.content.discretion is Discretion.DISCREET:
            return []
        told = _("La fiche dit votre nom, votre demande, vos papiers et votre langue.")
        if self.content.delivery is Delivery.DIRECT:
            return [_("La mairie envoie votre fiche à ce service."), told]
        return [
            _("La mairie n’envoie rien à ce service."),
            _("Donnez la fiche à ce service, si vous voulez."),
            told,
        ]

    def agreement(self) -> list[str]:
        """Tell that the person agreed, and that they can change their mind."""
        _ = self.tr.gettext
        if not self.content.agreed or self.content.discretion is Discretion.DISCREET:
            return []
        on = self.content.agreement.given_on
        agreed = _("Vous avez donné votre accord.")
        if on is not None:
            agreed = _("Vous avez donné votre accord le {day}.").format(day=self._day(on))
        return [
            agreed,
            _("Vous pouvez changer d’avis à tout moment."),
            _("Dites-le à la mairie de quartier."),
        ]

    def question(self) -> list[str]:
        """Tell whom to call, and which number to give."""
        _ = self.tr.gettext
        sender = self.content.sender
        phone = sender.phone.replace(" ", "\u00a0")
        name = "" if self.content.discretion is Discretion.DISCREET else sender.name
        number = _("Donnez ce numéro\u00a0: {number}").format(
            number=self.content.reference.replace("-", "\u2011")
        )
        return [line for line in (name, phone, number) if line]

    def limits(self) -> str:
        """Say what the paper is not."""
        if self.content.discretion is Discretion.DISCREET:
            return ""
        return self.tr.gettext("Ce papier ne vaut pas décision. Il ne vaut pas titre de séjour.")

    def _day(self, day: date) -> str:
        return self.tr.long_date(day).replace(" ", "\u00a0")


@dataclass(frozen=True, slots=True)
class ReferralCopyLayout:
    """Measure the copy in one language; it holds on one page."""

    content: ReferralContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give the copy, idea after idea."""
        _ = self.sections.tr.gettext
        words = ReferralCopyWords(self.content, self.sections.tr)
        column = self.sections.column()
        title = words.title()
        rows = accented(bookmarked(column.text(title, COPY_TITLE), title))
        yield Block(tuple(rows))
        parts = [
            (_("Où aller"), words.where()),
            (_("Pour quoi"), words.why()),
            (_("Votre fiche"), words.form()),
            (_("Votre accord"), words.agreement()),
            (_("Une question\u00a0?"), words.question()),
        ]
        for heading, sentences in parts:
            if sentences:
                yield self._part(heading, sentences)
        notices = [words.limits(), *self._data_notice()]
        if any(notices):
            yield self.sections.notice(notices)

    def _data_notice(self) -> Sequence[str]:
        discreet = self.content.discretion is Discretion.DISCREET
        return () if discreet else self.content.letterhead.data_notice

    def _part(self, heading: str, sentences: Sequence[str]) -> Block:
        column = self.sections.column()
        rows: list[Row] = bookmarked(column.text(heading, COPY_HEADING), heading, level=1)
        return Block((*rows, *column.paragraphs(sentences, COPY_BODY)), gap=12)
