"""The lock page: who was here, since when; the same agent goes on, another comes in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mairie_quartier.domain.agents import Agent
from mairie_quartier.i18n import Translator
from mairie_quartier.jobs.lanes import Lane
from mairie_quartier.services.context import Context
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.ui.screens.entrance.attempt_bar import AttemptBar
from mairie_quartier.ui.screens.entrance.attempts import EntryState, Phase
from mairie_quartier.ui.screens.entrance.page import EntrancePage, actions
from mairie_quartier.ui.screens.entrance.presenter import LockPresenter
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.passwords import PasswordField
from mairie_quartier.ui.widgets.texts import fill
from mairie_quartier.ui.wording import Wording


class LockPage(EntrancePage):
    """Covers everything until a password opens the store again (``attempts.EntryView``).

    Signals (main thread):
        unlocked(object): the ``Context`` of the same agent; the screens are as they were.
        other_agent(object): the ``Context`` of another agent.
    """

    unlocked = Signal(object)
    other_agent = Signal(object)

    def __init__(
        self, entrance: Entrance, lane: Lane, tr: Translator, wording: Wording, agent: Agent
    ) -> None:
        super().__init__(tr, tr.gettext("Poste verrouillé"))
        self._ = tr.gettext
        self._agent = agent
        way = WayIn(entrance, lane, tr, wording)
        self.presenter = LockPresenter(way, self, agent)
        self._build(way)
        self._connect()
        self._show_other(other=False)

    def show_state(self, state: EntryState) -> None:
        """Show where the attempt stands."""
        self.bar.show_state(state)
        if state.phase is Phase.REFUSED:
            self.password_field.empty()
        if state.phase in (Phase.REFUSED, Phase.INCOMPLETE, Phase.WAITING):
            self.password_field.edit.setFocus()
        self.enter_button.setEnabled(state.phase is not Phase.WAITING)

    def let_in(self, context: Context) -> None:
        """Hand the session over, to the agent who was here or to another."""
        self.password_field.empty()
        same = context.agent.id == self._agent.id
        (self.unlocked if same else self.other_agent).emit(context)

    def enter(self) -> None:
        """Try to open the store again."""
        if self.login_field.isHidden():
            self.presenter.unlock(self.password_field.text())
        else:
            self.presenter.enter(self.login.text(), self.password_field.text())

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of this page."""
        return [
            Shortcut("Return", self._("Déverrouiller")),
            Shortcut("Alt+V", self._("Voir ou masquer le mot de passe")),
            Shortcut("Alt+A", self._("Un autre agent se connecte")),
        ]

    def _build(self, way: WayIn) -> None:
        self.say_lead(self.presenter.since)
        self.bar = AttemptBar(self.presenter.attempts.second_passed)
        self.login = QLineEdit()
        self.login.setObjectName("login")
        self.login_field = Field(
            self._("Identifiant"),
            self.login,
            self._("Les brouillons de {who} restent enregistrés.").format(
                who=self._agent.short_name
            ),
        )
        self.password_field = PasswordField(self._("Mot de passe"), way.tr)
        self.password_field.edit.setObjectName("password")
        self.enter_button = Button("", ButtonKind.PRIMARY)
        self.enter_button.setObjectName("unlock")
        self.enter_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.other_button = Button("", ButtonKind.QUIET)
        self.other_button.setObjectName("otherAgent")
        fill(
            self.body,
            [
                self.bar.banner,
                self.login_field,
                self.password_field,
                self.enter_button,
                self.bar.work,
            ],
        )
        self.foot.addWidget(actions(None, self.other_button, None))

    def _connect(self) -> None:
        self.login.returnPressed.connect(self.password_field.edit.setFocus)
        self.password_field.edit.returnPressed.connect(self.enter)
        self.enter_button.clicked.connect(self.enter)
        self.other_button.clicked.connect(self._turn)
        bind(self, "Alt+A", self._turn)

    def _turn(self) -> None:
        self._show_other(other=self.login_field.isHidden())
        self.first_focus()

    def _show_other(self, *, other: bool) -> None:
        """Ask for the login of another agent, or only for the password of the same."""
        self.login_field.setVisible(other)
        self.login.clear()
        self.password_field.empty()
        words = self._("Se connecter") if other else self._("Déverrouiller")
        key = self._("Entrée")
        self.enter_button.setText(f"{words}   {key}")
        self.enter_button.setAccessibleName(words)
        turn = self._("Revenir à {who}").format(who=self._agent.short_name)
        words = turn if other else self._("Un autre agent se connecte")
        self.other_button.setText(f"{words}   Alt+A")
        self.other_button.setAccessibleName(words)
        self.start_at(self.login if other else self.password_field.edit)
