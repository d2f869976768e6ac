"""The section of this PC: its clock, and the recovery key of its data."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from mairie_quartier.ui.screens.administration.new_key import NewKeyDialog
from mairie_quartier.ui.screens.administration.workstation_presenter import WorkstationPresenter
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.theme.tokens import Space, TextRole, Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.confirm import ConfirmDialog, Question, confirm
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace


class WorkstationSection(QWidget):
    """Two cards: the time, and the key."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self._tr = work.tr
        self.dialog: NewKeyDialog | None = None
        self.question: ConfirmDialog | None = None
        self._build()
        cards = [self._clock_card(), self._key_card()]
        fill(column(self, space=Space.L, margin=Space.L), [*cards, None])
        self._presenter = WorkstationPresenter(work, self)
        self.trust.clicked.connect(self._presenter.trust_clock)
        self.renew.clicked.connect(self._ask_renewal)
        self._presenter.load()

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width: layouts guess it for the narrowest."""
        return QSize(super().minimumSizeHint().width(), 0)

    def refresh(self, changed: frozenset[str]) -> None:
        """Look at the clock again after each visit."""
        if "visit" in changed:
            self._presenter.load()

    def show_clock(self, time: str, words: str) -> None:
        """Show the time of this PC, and what is doubtful about it; empty when nothing is."""
        self.time.setText(time)
        self.doubt.say(words, Tone.WARNING)
        self.trust.setVisible(bool(words))

    def show_key(self, check: KeyCheck) -> None:
        """Show the new key, this once."""
        self.dialog = NewKeyDialog(check, self._tr, self)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _ask_renewal(self) -> None:
        question = Question(
            title=self._("Faire une nouvelle clé de secours\u00a0?"),
            consequence=self._(
                "La clé actuelle n’ouvrira plus rien\u00a0: la feuille imprimée pourra être "
                "détruite. La nouvelle ne sera affichée qu’une fois."
            ),
            agree=self._("Faire une nouvelle clé"),
            stay=self._("Garder la clé actuelle"),
        )
        self.question = confirm(self, question, self._presenter.renew_key)

    def _build(self) -> None:
        self.time = Label("", TextRole.BODY)
        self.time.setObjectName("pcTime")
        self.doubt = Banner("clockDoubt")
        self.trust = Button(self._("L’heure est juste"), icon_name="check")
        self.trust.setObjectName("trustClock")
        self.trust.hide()
        self.renew = Button(self._("Nouvelle clé de secours…"), icon_name="key-round")
        self.renew.setObjectName("renewKey")

    def _clock_card(self) -> QFrame:
        explained = self._(
            "Si l’heure est fausse, corrigez-la d’abord dans les réglages de l’ordinateur. "
            "Les numéros des papiers restent uniques dans tous les cas."
        )
        parts = [self.time, self.doubt, Label(explained, TextRole.QUIET), _start(self.trust)]
        return self._card(self._("Heure du poste"), parts)

    def _key_card(self) -> QFrame:
        explained = self._(
            "Elle rouvre les données si tous les mots de passe sont perdus. Si la feuille est "
            "perdue, ou si quelqu’un d’autre l’a vue, faites une nouvelle clé."
        )
        parts = [Label(explained, TextRole.QUIET), _start(self.renew)]
        return self._card(self._("Clé de secours"), parts)

    def _card(self, title: str, parts: list[QWidget]) -> QFrame:
        card = QFrame()
        card.setProperty("card", "true")
        inside = column(card, space=Space.M, margin=Space.L)
        fill(inside, [Label(title, TextRole.SECTION), *parts])
        return card


def _start(button: Button) -> QWidget:
    """Leave a button as wide as its words."""
    part = QWidget()
    fill(row(part), [button, None])
    return part
