"""The tour: a fresh PC is set up, then an agent works through the main job, by keyboard alone.

Everything happens in the real windows on a real encrypted store.  What is typed is synthetic.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from mairie_quartier.domain.papers import CopyKind
from mairie_quartier.ui.application import Program
from mairie_quartier.ui.tour.record import Record
from mairie_quartier.ui.tour.typist import Typist
from mairie_quartier.ui.widgets.flow import FlowGrid

LOGIN = "awa"
PASSPHRASE = "Sept-Grands-Chats-Bleus-7"
LONGEST_TAB_CHAIN = 80
KEY_GROUPS = 8


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
    """A named visit with three needs, a household, a missing piece, an interpreter, a referral."""
    typist, record = hands.typist, hands.record
    with record.step("passage nommé, trois besoins"):
        typist.press("F2")
        typist.type("traoré aminata")
        record.picture("passage-personne")
        typist.press("F3")
        record.picture("passage-fiche")
        typist.press("Alt+B")
        typist.type("domicilliation")
        record.picture("passage-suggestions")
        typist.press("Return", "3", "Return")
        record.picture("passage-trois-besoins")
        typist.press("Ctrl+S")
    record.picture("passage-nomme-enregistre")


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
    from mairie_quartier.services.receipts import read_paper

    work = session.work
    with work.context.open() as unit:
        receipts = unit.receipts.matching()
    for receipt in receipts:
        paper = read_paper(work.context, receipt.id)
        drawn = work.press.receipt(paper.content, CopyKind.ORIGINAL)
        hands.record.paper(f"{receipt.kind}-{receipt.number}", drawn.data)


def folder_of(out: Path) -> Path:
    """Give the tour's own data folder, never the agent's."""
    return out / "donnees"
