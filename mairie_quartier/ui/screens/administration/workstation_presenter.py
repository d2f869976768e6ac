"""Say that the clock is right, make a new recovery key.  Qt-free."""

from typing import Protocol

from mairie_quartier.services.settings import read_city
from mairie_quartier.services.workstation import clock_is_doubtful, renew_recovery, trust_clock
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.workplace import Workplace


class WorkstationView(Protocol):
    """What the section shows."""

    def show_clock(self, time: str, words: str) -> None:
        """Show the time of this PC, and what is doubtful about it; empty when nothing is."""
        ...

    def show_key(self, check: KeyCheck) -> None:
        """Show the new key, this once."""
        ...


class WorkstationPresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: WorkstationView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view

    def load(self) -> None:
        """Look at the clock."""
        context, lane = self._work.context, self._work.lane
        lane.submit(lambda: clock_is_doubtful(context), self._show_clock, self._failed)

    def trust_clock(self) -> None:
        """Say that the clock is right now."""
        context, lane = self._work.context, self._work.lane
        lane.submit(lambda: trust_clock(context), self._trusted, self._failed)

    def renew_key(self) -> None:
        """Make a new recovery key; the old one dies."""
        context, door = self._work.context, self._work.entrance.door

        def renew() -> tuple[str, str]:
            city = read_city(context).city
            return renew_recovery(context, door), city

        self._work.lane.submit(renew, self._made, self._failed)

    def _failed(self, error: Exception) -> None:
        self._work.navigator.failed(error)

    def _show_clock(self, doubtful: bool) -> None:
        clock, tr = self._work.context.clock, self._work.tr
        time = self._("{day}, {time}").format(
            day=tr.weekday_date(clock.today()), time=tr.clock_time(clock.now())
        )
        words = ""
        if doubtful:
            words = self._(
                "Des passages ont été enregistrés avec une heure plus tardive\u00a0: l’horloge "
                "avançait alors, ou elle retarde maintenant. Tant que le doute dure, chaque "
                "nouveau passage est signalé."
            )
        self._view.show_clock(time, words)

    def _trusted(self, _changed: frozenset[str]) -> None:
        self._work.navigator.done(self._("Heure du poste confirmée"))
        self._work.navigator.spread(frozenset({"visit"}))
        self.load()

    def _made(self, made: tuple[str, str]) -> None:
        code, city = made
        self._view.show_key(KeyCheck(code, city, self._work.context.office.name, self._work.tr))
