"""The tour: a fresh PC is set up, then an agent works through the main job, by keyboard alone.

Everything happens in the real windows on a real encrypted store.  What is typed is synthetic.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget

from mairie_quartier.domain.identifiers import PartnerId, new_id
from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.domain.referrals import Partner
from mairie_quartier.services.directory import save_partner
from mairie_quartier.ui.application import Program
from mairie_quartier.ui.tour.record import Record
from mairie_quartier.ui.tour.typist import Typist
from mairie_quartier.ui.widgets.flow import FlowGrid

LOGIN = "awa"
PASSPHRASE = "Sept-Grands-Chats-Bleus-7"  # noqa: S105 -- of the tour's own store
LONGEST_TAB_CHAIN = 80
KEY_GROUPS = 8
CENTRE = {
    "address": "accueil.ville-exemple.example",
    "enrol_code": "K7TM-2Q4X-9DHR",
    "desk_name": "Guichet 1",
}


@dataclass(slots=True)
class Hands:
    """The typist, the record and the program they work on."""

    program: Program
    typist: Typist
    record: Record

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of this object name has the focus."""
        for _ in range(LONGEST_TAB_CHAIN):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return
            self.typist.press("Tab")
        raise LookupError(name)

    def fill_in(self, **fields: str) -> None:
        """Fill fields in their tab order, replacing what was proposed."""
        for name, text in fields.items():
            self.tab_to(name)
            focused = QApplication.focusWidget()
            if isinstance(focused, QLineEdit) and focused.text():
                focused.selectAll()
            self.typist.type(text)


def set_up_the_pc(hands: Hands) -> None:
    """Lead the first-run assistant to its end."""
    record, typist = hands.record, hands.typist
    record.picture("bienvenue")
    _look_at_joining(hands)
    with record.step("installer le poste"):
        hands.tab_to("setUp")
        typist.press("Return")
        hands.fill_in(city="Ville-Exemple", dpo_contact="dpo@ville-exemple.example")
        record.picture("installation-commune")
        typist.press("Return")
        hands.fill_in(
            office_name="Mairie de quartier de Bacalan",
            office_code="BAC",
            office_address="12 place des Exemples, 33300 Ville-Exemple",
            office_phone="05 36 49 00 12",
        )
        record.picture("installation-bureau")
        typist.press("Return")
        hands.fill_in(
            first_name="Awa",
            last_name="Diop",
            quality="agente d’accueil",
            login=LOGIN,
            password=PASSPHRASE,
            again=PASSPHRASE,
        )
        record.picture("installation-agent")
        typist.press("Return")
        _note_the_key(hands)
    record.picture("accueil-vide")


def _look_at_joining(hands: Hands) -> None:
    """Show how an empty PC joins the city, and turn back."""
    with hands.record.step("rejoindre la ville"):
        hands.tab_to("join")
        hands.typist.press("Return")
        hands.fill_in(**CENTRE)
    hands.record.picture("rejoindre-la-ville")
    hands.typist.press("Alt+Left")


def _look_at_linking(hands: Hands) -> None:
    """Show the synchronisation's screen, and how a PC that stands alone is linked."""
    with hands.record.step("écran : synchronisation"):
        hands.typist.press("F9")
    hands.record.picture("synchronisation")
    with hands.record.step("relier le poste"):
        hands.typist.press("Ctrl+E")
        hands.fill_in(**CENTRE)
    hands.record.picture("relier-le-poste")
    hands.typist.press("Esc")


def log_in_again(hands: Hands) -> None:
    """Lock the PC and open it with the password."""
    with hands.record.step("verrouiller"):
        hands.typist.press("Ctrl+L")
    hands.record.picture("verrouillage")
    with hands.record.step("se connecter"):
        hands.typist.type(PASSPHRASE)
        hands.typist.press("Return")


def record_anonymous_visit(hands: Hands) -> None:
    """An anonymous visit with one need: ten keystrokes at most."""
    typist, record = hands.typist, hands.record
    with record.step("passage anonyme, un besoin"):
        typist.press("F2")
        record.picture("passage-vide")
        typist.press("Return")
        typist.type("rsa")
        typist.press("Return", "1", "Return")
        typist.press("Ctrl+S")
    record.picture("passage-anonyme-enregistre")


def record_named_visit(hands: Hands) -> None:
    """A named visit: household, interpreter, three needs, a missing piece, a referral."""
    typist, record = hands.typist, hands.record
    with record.step("passage nommé : qui"):
        typist.press("F2")
        typist.type("Traoré Aminata 12/5/1987")
        record.picture("passage-personne")
        typist.press("F3")
        hands.fill_in(phone="06 39 98 12 34")
        hands.tab_to("addMember")
        typist.press("Return")
        hands.tab_to("member1First")
        typist.type("Moussa")
        record.picture("passage-fiche-et-foyer")
    with record.step("passage nommé : interprète"):
        typist.press("F4")
        typist.type("bambara")
        typist.press("Return")
        record.picture("passage-interprete")
    _record_three_needs(hands)
    with record.step("passage nommé : enregistrer et imprimer"):
        typist.press("Ctrl+P")
    record.picture("papiers")
    typist.press("Esc")
    record.picture("passage-nomme-enregistre")


def _record_three_needs(hands: Hands) -> None:
    typist, record = hands.typist, hands.record
    with record.step("passage nommé : trois besoins"):
        typist.press("Alt+B")
        typist.type("domicilliation")
        record.picture("passage-suggestions")
        typist.press("Return", "3", "Tab", "M")
        record.picture("passage-piece-manquante")
        typist.press("Alt+B")
        typist.type("rsa")
        typist.press("Return", "4", "Return")
        typist.type("cours de français")
        typist.press("Return", "5", "Return")
        typist.type("promo")
        typist.press("Return")
        typist.type("apprendre à lire")
        record.picture("passage-trois-besoins")
        typist.press("Alt+B")


def record_common_case(hands: Hands) -> None:
    """The common case: a known person, one need, a receipt: twenty-five keystrokes at most."""
    typist, record = hands.typist, hands.record
    with record.step("personne connue, un besoin, récépissé"):
        typist.press("F2")
        typist.type("aminata traore")
        record.picture("passage-meme-personne")
        typist.press("Ctrl+Return")
        record.picture("passage-personne-connue")
        typist.press("Alt+B")
        typist.type("carte famille")
        typist.press("Return", "1", "Return")
        typist.press("Ctrl+P")
    record.picture("recepisse")
    typist.press("Esc")


def look_around(hands: Hands) -> None:
    """Every other screen, in the order of the list, then what opens over them."""
    typist, record = hands.typist, hands.record
    names = ("accueil", "personnes", "orientations", "interpretes", "annuaire", "administration")
    for place, name in enumerate(names, start=1):
        with record.step(f"écran : {name}"):
            typist.press(f"Ctrl+{place}")
        record.picture(name)
    _turn_administration(hands)
    _look_at_linking(hands)
    with record.step("trouver une personne"):
        typist.press("Ctrl+K")
        typist.type("traore ami")
        record.picture("recherche")
        typist.press("Return")
    record.picture("fiche")
    with record.step("ouvrir une demande"):
        typist.press("Ctrl+K")
        typist.type(_last_number(hands))
        typist.press("Return")
    record.picture("demande")
    typist.press("F1")
    record.picture("raccourcis")
    typist.press("Esc", "F12")
    record.picture("masque")
    typist.press("F12")


def _turn_administration(hands: Hands) -> None:
    """Show each section of the administration."""
    tabs = hands.program.window.findChild(QTabWidget, "administrationTabs")
    if tabs is None:
        return
    for place in range(1, tabs.count()):
        hands.typist.press("Right")
        hands.record.picture(f"administration-{place}")


def _last_number(hands: Hands) -> str:
    """Give the number that the last paper bears, as it is read on the sheet."""
    session = hands.program.session
    if session is None:
        return ""
    with session.context.open() as unit:
        return unit.receipts.matching()[-1].number


def _note_the_key(hands: Hands) -> None:
    """Read the recovery key as a screen reader would, and copy the group that is asked."""
    hands.record.picture("cle-de-secours")
    hands.tab_to("noted")
    hands.typist.press("Space")
    hands.tab_to("askedGroup")
    question = QApplication.focusWidget()
    asked = int("".join(filter(str.isdigit, question.accessibleName()))) if question else 0
    shown = (grid.accessibleName().split() for grid in hands.program.window.findChildren(FlowGrid))
    groups = next(words for words in shown if len(words) == KEY_GROUPS)
    hands.typist.type(groups[asked - 1])
    hands.typist.press("Return")


def keep_papers(hands: Hands) -> None:
    """Keep every paper that the visits gave, as it would be printed."""
    session = hands.program.session
    if session is None:
        return
    work = session.work
    with work.context.open() as unit:
        receipts = unit.receipts.matching()
    for receipt in receipts:
        content = ReceiptContent.from_json(receipt.content)
        drawn = work.press.receipt(content, PaperOrder())
        hands.record.paper(f"{receipt.kind}-{receipt.number}", drawn.data)


def give_a_directory(hands: Hands) -> None:
    """Put one partner in the directory: the tour shows referrals, not how one is entered."""
    session = hands.program.session
    if session is not None:
        partner = Partner(
            id=PartnerId(new_id()),
            name="Promofemmes",
            kind="Association",
            phone="05 36 49 10 01",
            hours="Mo-Fr 09:00-17:00",
            languages=("bam", "arb"),
        )
        save_partner(session.context, partner)
