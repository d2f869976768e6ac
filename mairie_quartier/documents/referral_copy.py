"""The copy of a referral that the person keeps: where to go, what was told, how to withdraw.

Large type, one idea a line, a number to give.  Must not say more than the form itself; the
discreet copy says an address and a telephone number, nothing else.  Sources: DOMAIN 1 (a copy
for the person), DOMAIN 2 (agreement covers sharing and can be withdrawn), plain language.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mairie_quartier.documents.brief import PLAIN, Idea, idea_blocks
from mairie_quartier.documents.pictograms import CALL, NOW, PLACE, REQUEST
from mairie_quartier.documents.plain_words import PlainWords
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import Block, Picture, Stroke
from mairie_quartier.documents.visitor_words import DiscreetWords
from mairie_quartier.domain.papers import Discretion
from mairie_quartier.domain.referral_content import ReferralContent
from mairie_quartier.domain.referrals import Delivery
from mairie_quartier.i18n import Translator

# A box with a tick: what the person agreed to.
AGREEMENT: Picture = (
    Stroke(((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)), closed=True),
    Stroke(((0.28, 0.52), (0.45, 0.3), (0.74, 0.7))),
)


class ReferralCopyWords(PlainWords):
    """The sentences of the copy."""

    def name(self) -> str:
        """Name the paper."""
        return self._("Votre orientation")

    def address_of(self, content: ReferralContent) -> list[str]:
        """Tell where to go; the name of some services would tell why one goes there."""
        receiver = content.receiver
        discreet = content.discretion is Discretion.DISCREET
        lines = [line.strip() for line in receiver.address.splitlines()]
        named = [*([] if discreet else [receiver.name]), *lines]
        written = [self.data(line) for line in named if line]
        if receiver.phone:
            phone = self._("Téléphone\u00a0: {phone}").format(phone=self.phone(receiver.phone))
            written.append(phone)
        return [*written, *self.hours(receiver.hours).splitlines()]

    def form(self, content: ReferralContent) -> list[str]:
        """Tell what becomes of the form, and what it says."""
        told = self._("La fiche dit votre nom, votre demande, vos papiers et votre langue.")
        if content.delivery is Delivery.DIRECT:
            return [self._("La mairie envoie votre fiche à ce service."), told]
        return [
            self._("La mairie n’envoie rien à ce service."),
            self._("Donnez la fiche à ce service, si vous voulez."),
            told,
        ]

    def agreement(self, content: ReferralContent) -> list[str]:
        """Tell that the person agreed, and that they can change their mind."""
        if not content.agreed:
            return []
        on = content.agreement.given_on
        agreed = self._("Vous avez donné votre accord.")
        if on is not None:
            agreed = self._("Vous avez donné votre accord le {day}.").format(day=self.day(on))
        return [
            agreed,
            self._("Vous pouvez changer d’avis à tout moment."),
            self._("Dites-le à la mairie de quartier."),
        ]


def copy_title(content: ReferralContent, tr: Translator) -> str:
    """Name the copy; the discreet one tells nothing to whoever finds it."""
    if content.discretion is Discretion.DISCREET:
        return DiscreetWords(tr).neutral()
    return ReferralCopyWords(tr).name()


@dataclass(frozen=True, slots=True)
class ReferralCopyLayout:
    """Measure the copy in one language; it holds on one page."""

    content: ReferralContent
    sections: Sections

    def blocks(self) -> Iterable[Block]:
        """Give the copy, idea after idea."""
        tr = self.sections.tr
        rows = self.sections.title(copy_title(self.content, tr), self.content.reference)
        if self.content.discretion is Discretion.DISCREET:
            words = DiscreetWords(tr)
            rows += self.sections.column().paragraphs(words.kept(), PLAIN)
            yield Block(tuple(rows))
            yield from idea_blocks(self.sections, self._discreet_ideas(words))
            return
        yield Block(tuple(rows))
        yield from idea_blocks(self.sections, self._ideas(ReferralCopyWords(tr)))
        limits = ReferralCopyWords(tr).limits()
        yield self.sections.notice([limits, *self.content.letterhead.data_notice])

    def _discreet_ideas(self, words: DiscreetWords) -> Iterable[Idea]:
        phone = self.content.sender.phone
        where = ReferralCopyWords(self.sections.tr).address_of(self.content)
        yield Idea(PLACE, words.where_to_go(), where)
        yield Idea(CALL, words.call_heading(), emphasis=[words.phone(phone)] if phone else [])

    def _ideas(self, words: ReferralCopyWords) -> Iterable[Idea]:
        _, content = self.sections.tr.gettext, self.content
        number = content.reference.replace("-", "\u2011")
        yield Idea(PLACE, words.where_to_go(), words.address_of(content))
        yield Idea(REQUEST, words.asked(), [words.data(content.request.plain_label)])
        yield Idea(NOW, _("Votre fiche"), words.form(content))
        yield Idea(AGREEMENT, _("Votre accord"), words.agreement(content))
        caller = words.caller(content.sender, number)
        yield Idea(CALL, words.call_heading(), caller, emphasis=words.phones(content.sender))
