"""The page of a lost password: the printed key, the login, a new password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mairie_quartier.services.context import Context
from mairie_quartier.ui.screens.entrance.attempt_bar import AttemptBar
from mairie_quartier.ui.screens.entrance.attempts import EntryState, Phase
from mairie_quartier.ui.screens.entrance.key_field import KeyField
from mairie_quartier.ui.screens.entrance.page import EntrancePage
from mairie_quartier.ui.screens.entrance.presenter_recovery import (
    RecoveryForm,
    RecoveryPresenter,
)
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.passwords import PasswordField, StrengthMeter
from mairie_quartier.ui.widgets.texts import Label, column, fill

LETTERS = 70


class RecoveryPage(EntrancePage):
    """Key and new password (``attempts.EntryView``).

    Signals (main thread):
        entered(object): the ``Context`` of the session that began.
        left(): back to the login.
    """

    bears_name = False
    entered = Signal(object)
    left = Signal()

    def __init__(self, way: WayIn) -> None:
        super().__init__(way.tr, way.tr.gettext("Mot de passe perdu"), letters=LETTERS)
        self._ = way.tr.gettext
        self.presenter = RecoveryPresenter(way, self)
        self._build(way)
        self._connect()
        self.start_at(self.key)
        self._grade()

    def show_state(self, state: EntryState) -> None:
        """Show where the attempt stands."""
        self.bar.show_state(state)
        self.key.mark(state.wrong_group)
        self.enter_button.setEnabled(state.phase is not Phase.WAITING)
        if state.phase is Phase.INCOMPLETE and not state.wrong_group:
            self._first_to_mend().setFocus()
        if self.bar.banner.isVisible():
            self.keep_in_view(self.bar.banner)

    def let_in(self, context: Context) -> None:
        """Hand the session over, and forget what was typed."""
        self._forget()
        self.entered.emit(context)

    def leave(self) -> None:
        """Go back to the login, and forget what was typed."""
        self._forget()
        self.left.emit()

    def recover(self) -> None:
        """Try the key and give the new password."""
        form = RecoveryForm(
            self.key.typed(), self.login.text(), self.password_field.text(), self.again_field.text()
        )
        self.presenter.recover(form)

    def _forget(self) -> None:
        self.password_field.empty()
        self.again_field.empty()
        for group in self.key.groups:
            group.clear()

    def _first_to_mend(self) -> QWidget:
        if not self.login.text().strip():
            return self.login
        graded = self.password_field.text() != self.again_field.text()
        return self.again_field.edit if graded else self.password_field.edit

    def _grade(self) -> None:
        grade = self.presenter.grade(self.login.text(), self.password_field.text())
        self.meter.show_grade(grade)

    def _build(self, way: WayIn) -> None:
        self.say_lead(
            self._(
                "Reprenez la feuille imprimée à l’installation\u00a0: elle porte huit groupes de "
                "cinq caractères. Demandez-la à votre responsable."
            )
        )
        self.bar = AttemptBar(self.presenter.attempts.second_passed)
        self.key = KeyField(way.tr)
        self.login = QLineEdit()
        self.login.setObjectName("login")
        self.password_field = PasswordField(self._("Nouveau mot de passe"), way.tr)
        self.password_field.edit.setObjectName("newPassword")
        self.again_field = PasswordField(self._("Le même, une seconde fois"), way.tr)
        self.again_field.edit.setObjectName("again")
        self.meter = StrengthMeter("strength", self._("Solidité du mot de passe"))
        self.enter_button = Button(
            self._("Changer le mot de passe"), ButtonKind.PRIMARY, keys=self._("Entrée")
        )
        self.enter_button.setObjectName("recover")
        self.back_button = Button(
            self._("Retour"), ButtonKind.QUIET, icon_name="arrow-left", keys=self._("Alt+←")
        )
        self.back_button.setObjectName("back")
        self._lay_out()

    def _lay_out(self) -> None:
        hint = Label(
            self._("Majuscules ou non, avec ou sans tirets\u00a0: tout est accepté."),
            TextRole.CAPTION,
        )
        key = column(space=Space.S)
        fill(key, [Label(self._("Clé de secours"), TextRole.STRONG), self.key, hint])
        self.body.addWidget(self.bar.banner)
        self.body.addLayout(key)
        password = column(space=Space.S)
        fill(password, [self.password_field, self.meter])
        self.body.addWidget(Field(self._("Votre identifiant"), self.login))
        self.body.addLayout(password)
        fill(
            self.body,
            [
                self.again_field,
                self.bar.work,
            ],
        )
        self.put_band(self.back_button, None, self.enter_button)

    def _connect(self) -> None:
        for edit in (self.login, self.password_field.edit, self.again_field.edit):
            edit.returnPressed.connect(self.recover)
        self.key.confirmed.connect(self.recover)
        self.login.textChanged.connect(self._grade)
        self.password_field.edit.textChanged.connect(self._grade)
        self.enter_button.clicked.connect(self.recover)
        self.back_button.clicked.connect(self.leave)
        bind(self, "Alt+Left", self.leave)
        bind(self, "Esc", self.leave)
