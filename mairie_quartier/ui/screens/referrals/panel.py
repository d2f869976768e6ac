"""What is said of one referral, and the partner's answer: a key, then a short note."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mairie_quartier.domain.referrals import ReferralState
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.referrals.presenter import LONGEST_NOTE
from mairie_quartier.ui.screens.referrals.rows import OUTCOMES, Detail
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.facts import Facts
from mairie_quartier.ui.widgets.flow import FlowGrid
from mairie_quartier.ui.widgets.guarded import GuardedField
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, Rule, column, fill, row

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswerPanel(QWidget):
    """The partner's telephone, the facts, the answers.

    Signals (main thread):
        recorded(object, str): the answer's state and the note.
        left(): the agent goes back to the list.
    """

    recorded = Signal(object, str)
    left = Signal()

    def __init__(self, tr: Translator, labels: Labels, keys: Mapping[ReferralState, str]) -> None:
        super().__init__()
        self._ = tr.gettext
        self._labels = labels
        self._state = ReferralState.RECEIVED
        self.setObjectName("answerPanel")
        self.setAccessibleName(self._("Réponse du partenaire"))
        self._facts()
        self._answers(keys)
        self._note_page(tr)
        layout = column(self, space=Space.M)
        self.links = self._links()
        fill(layout, [self.who, self.partner, self.phone, self.answers, self.note_page])
        fill(layout, [Rule(), self.facts, self.links])
        self.ask()

    def show_detail(self, detail: Detail) -> None:
        """Show another referral, its answers not yet chosen."""
        self.who.setText(detail.who)
        self.partner.setText(detail.partner)
        self.phone.setText(detail.phone or self._("Téléphone non noté"))
        self.phone.setAccessibleName(f"{detail.partner} : {self.phone.text()}")
        self.facts.show_facts(detail.facts)
        self.person.setEnabled(detail.named)
        self.ask()

    def ask(self) -> None:
        """Show the answers to choose from."""
        for part in (self.answers, self.facts, self.links):
            part.show()
        self.note_page.hide()
        self.meanwhile.say("")
        self.note.clear()

    @property
    def answering(self) -> bool:
        """Tell whether an answer is being written."""
        return not self.note_page.isHidden()

    def ask_note(self, state: ReferralState) -> None:
        """Ask for a short note, ready to save."""
        self._state = state
        self.chosen.setText(self._labels.referral_state(state))
        for part in (self.answers, self.facts, self.links):
            part.hide()
        self.note_page.show()
        self.note.setFocus()

    def first_focus(self) -> None:
        """Start on the first answer."""
        self.ask()
        self.buttons[OUTCOMES[0]].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter in the note; go back one step on Escape."""
        if event.key() in _ENTER and self.note.hasFocus() and not event.isAutoRepeat():
            self._save()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.ask()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        self.recorded.emit(self._state, self.note.text())

    def _facts(self) -> None:
        self.who = Label("", TextRole.SECTION)
        self.who.setWordWrap(True)
        self.partner = Label("", TextRole.STRONG)
        self.partner.setWordWrap(True)
        self.phone = Label("", TextRole.TITLE)
        self.phone.setObjectName("partnerPhone")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Facts()

    def _links(self) -> QWidget:
        self.form = Button(self._("Fiche d’orientation"), icon_name="printer", keys="Ctrl+P")
        self.form.setObjectName("referralForm")
        self.request = Button(self._("Ouvrir la demande"), ButtonKind.QUIET, keys="O")
        self.request.setObjectName("openRequest")
        self.person = Button(self._("Ouvrir le dossier"), ButtonKind.QUIET, keys="P")
        self.person.setObjectName("openPerson")
        return FlowGrid([self.form, self.request, self.person], letters=30, most=2)

    def _answers(self, keys: Mapping[ReferralState, str]) -> None:
        self.answers = QWidget()
        self.buttons = {
            state: Button(words, keys=keys[state]) for state, words in self._short().items()
        }
        for state, button in self.buttons.items():
            button.setObjectName(f"answer_{state.value}")
            button.clicked.connect(partial(self._pressed, state))
        question = Label(self._("Qu’a répondu le partenaire\u00a0?"), TextRole.STRONG)
        question.setWordWrap(True)
        layout = column(self.answers, space=Space.S)
        fill(layout, [question, FlowGrid(list(self.buttons.values()), letters=15, most=3)])

    def _short(self) -> dict[ReferralState, str]:
        return {
            ReferralState.RECEIVED: self._("Reçue"),
            ReferralState.APPOINTMENT: self._("Rendez-vous"),
            ReferralState.DONE: self._("Aboutie"),
            ReferralState.REFUSED: self._("Refusée"),
            ReferralState.CANCELLED: self._("Annulée"),
        }

    def _pressed(self, state: ReferralState, _checked: bool = False) -> None:
        self.ask_note(state)

    def _note_page(self, tr: Translator) -> None:
        self.note_page = QWidget()
        self.chosen = Label("", TextRole.SECTION)
        self.meanwhile = Banner("answeredMeanwhile")
        self.chosen.setObjectName("chosenAnswer")
        self.chosen.setWordWrap(True)
        self.note = LineEntry(LONGEST_NOTE)
        self.note.setObjectName("answerNote")
        field = GuardedField(
            tr,
            self._("Note (facultative)"),
            self.note,
            self._("La personne peut demander à la lire."),
        )
        self.save = Button(
            self._("Enregistrer"), ButtonKind.PRIMARY, icon_name="check", keys=self._("Entrée")
        )
        self.save.setObjectName("saveAnswer")
        self.save.clicked.connect(self._save)
        back = Button(self._("Retour"), ButtonKind.QUIET, keys=self._("Échap"))
        back.clicked.connect(self.first_focus)
        buttons = row(space=Space.S)
        fill(buttons, [self.save, back, None])
        layout = column(self.note_page, space=Space.S)
        fill(layout, [self.chosen, self.meanwhile, field, buttons])
