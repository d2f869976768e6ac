"""Log in, and unlock: between the pages and ``services.sessions``. Qt-free.

The login is never kept: this PC is shared, and who works here is nobody's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mairie_quartier.ui.screens.entrance.attempts import Attempts, EntryState, EntryView, Phase

if TYPE_CHECKING:
    from datetime import datetime

    from mairie_quartier.domain.agents import Agent
    from mairie_quartier.ui.screens.entrance.way_in import WayIn


class LoginPresenter:
    """Opens the store with a login and a password."""

    def __init__(self, way: WayIn, view: EntryView) -> None:
        self._ = way.tr.gettext
        self._entrance = way.entrance
        self.attempts = Attempts(way, view)

    def enter(self, login: str, password: str) -> None:
        """Try to log in."""
        from mairie_quartier.services.sessions import log_in

        if not self.attempts.are_open:
            return
        login = login.strip()
        if not login or not password:
            words = self._("Tapez votre identifiant et votre mot de passe.")
            self.attempts.show(EntryState(Phase.INCOMPLETE, words))
            return
        entrance = self._entrance
        self.attempts.begin(
            lambda: log_in(entrance, login, password), self._("Ouverture des données…")
        )


class LockPresenter:
    """Opens the store again for the agent who was here, or for another."""

    def __init__(self, way: WayIn, view: EntryView, agent: Agent) -> None:
        self._ = way.tr.gettext
        self._agent = agent
        self._login = LoginPresenter(way, view)
        self._locked_at: datetime = way.entrance.clock.now()
        self._tr = way.tr

    @property
    def attempts(self) -> Attempts:
        """Give the attempts, for the seconds of a wait."""
        return self._login.attempts

    @property
    def since(self) -> str:
        """Say who was here, and since when the PC is locked."""
        return self._("{who} · verrouillé depuis {time}").format(
            who=self._agent.short_name, time=self._tr.clock_time(self._locked_at)
        )

    def unlock(self, password: str) -> None:
        """Try the password of the agent who was here."""
        if not password and self.attempts.are_open:
            words = self._("Tapez votre mot de passe.")
            self.attempts.show(EntryState(Phase.INCOMPLETE, words))
            return
        self._login.enter(self._agent.login, password)

    def enter(self, login: str, password: str) -> None:
        """Try to log another agent in."""
        self._login.enter(login, password)
