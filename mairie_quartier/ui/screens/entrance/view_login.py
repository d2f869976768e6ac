"""The form that logs in: login, password, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mairie_quartier.ui.screens.entrance.attempt_bar import AttemptBar
from mairie_quartier.ui.screens.entrance.attempts import EntryState, Phase
from mairie_quartier.ui.screens.entrance.page import EntrancePage, actions
from mairie_quartier.ui.screens.entrance.presenter import LoginPresenter
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.passwords import PasswordField
from mairie_quartier.ui.widgets.texts import fill

if TYPE_CHECKING:
    from mairie_quartier.services.context import Context


class LoginForm(EntrancePage):
    """Login and password (``attempts.EntryView``).

    Signals (main thread):
        entered(object): the ``Context`` of the session that began.
        key_wanted(): the password is lost.
        restore_wanted(): the data cannot be opened; a backup is wanted.
    """

    entered = Signal(object)
    key_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, way: WayIn) -> None:
        super().__init__(way.tr, way.tr.gettext("Connexion"))
        self._ = way.tr.gettext
        self._can_restore = way.keeper is not None
        self.presenter = LoginPresenter(way, self)
        self._build(way)
        self._connect()
        self.start_at(self.login)
        if way.entrance.door.demonstration:
            self._tell_demonstration()

    def show_state(self, state: EntryState) -> None:
        """Show where the attempt stands."""
        self.bar.show_state(state)
        if state.phase is Phase.REFUSED:
            self.password_field.empty()
            self.password.setFocus()
        elif state.phase is Phase.INCOMPLETE:
            (self.password if self.login.text().strip() else self.login).setFocus()
        elif state.phase is Phase.WAITING and self.enter_button.hasFocus():
            self.password.setFocus()
        self.enter_button.setEnabled(state.phase is not Phase.WAITING)
        self.restore_button.setVisible(self._can_restore and state.phase is Phase.BROKEN)

    def let_in(self, context: Context) -> None:
        """Hand the session over, and forget what was typed."""
        self.login.clear()
        self.password_field.empty()
        self.entered.emit(context)

    def say(self, words: str) -> None:
        """Say something good before the first attempt."""
        self.bar.banner.say(words, Tone.SUCCESS)

    def _tell_demonstration(self) -> None:
        from mairie_quartier.services.demonstration import demonstration_login

        login, password = demonstration_login()
        words = self._(
            "Ce poste contient une démonstration. Identifiant\u00a0: {login}. Mot de passe\u00a0: "
            "{password}"
        )
        self.bar.banner.say(words.format(login=login, password=password), Tone.INFO)

    def enter(self) -> None:
        """Try to log in."""
        self.presenter.enter(self.login.text(), self.password.text())

    def _build(self, way: WayIn) -> None:
        self.login = QLineEdit()
        self.login.setObjectName("login")
        self.password_field = PasswordField(self._("Mot de passe"), way.tr)
        self.password = self.password_field.edit
        self.password.setObjectName("password")
        self.bar = AttemptBar(self.presenter.attempts.second_passed)
        self.enter_button = Button(
            self._("Se connecter"), ButtonKind.PRIMARY, keys=self._("Entrée")
        )
        self.enter_button.setObjectName("enter")
        self.enter_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.key_button = Button(
            self._("Mot de passe perdu"), ButtonKind.QUIET, icon_name="key-round", keys="Alt+P"
        )
        self.key_button.setObjectName("lostPassword")
        self.restore_button = Button(
            self._("Restaurer une sauvegarde"), icon_name="history", keys="Alt+R"
        )
        self.restore_button.setObjectName("restore")
        self.restore_button.hide()
        login_field = Field(self._("Identifiant"), self.login)
        fill(
            self.body,
            [self.bar.banner, login_field, self.password_field, self.enter_button, self.bar.work],
        )
        fill(self.body, [self.restore_button])
        self.foot.addWidget(actions(None, self.key_button, None))

    def _connect(self) -> None:
        self.login.returnPressed.connect(self._go_on)
        self.password.returnPressed.connect(self.enter)
        self.enter_button.clicked.connect(self.enter)
        self.key_button.clicked.connect(self.key_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)
        bind(self, "Alt+P", self.key_button.click)
        bind(self, "Alt+R", self.restore_button.click)

    def _go_on(self) -> None:
        if self.login.text().strip() and not self.password.text():
            self.password.setFocus()
            return
        self.enter()
