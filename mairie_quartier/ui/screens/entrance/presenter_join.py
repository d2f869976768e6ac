"""An empty PC joins the city: the centre, who is in front of it, the recovery key.  Qt-free.

The address is checked before the code is given to it.  Once the code has served, what the centre
answered is kept in memory alone until the store is made: whatever fails then can be tried again
without another code, as long as the program runs.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Protocol

from mairie_quartier.domain.passwords import grade_password
from mairie_quartier.domain.synchronising import EnrolForm, Greeting, Invitation, Invited
from mairie_quartier.errors import DeskError
from mairie_quartier.services.context import Context
from mairie_quartier.services.joining import ask_to_join, find_invited, join_city, names_of
from mairie_quartier.services.sync_faults import NobodyToJoin, NotOfTheOffice
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import check_centre
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped, missing
from mairie_quartier.ui.linking.words import Hitch, LinkWords
from mairie_quartier.ui.screens.entrance.password_words import PasswordWords
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.widgets.grade import Grade

_log = logging.getLogger(__name__)


class JoinStep(Enum):
    """The pages, in order."""

    CENTRE = "centre"
    WHO = "who"
    KEY = "key"


class Who(StrEnum):
    """The fields of the second page; the value is its control's name."""

    AGENT = auto()
    PASSWORD = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class WhoTyped:
    """Who is in front of the PC, and the password they chose for it."""

    login: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)


class JoinView(Protocol):
    """The pages; they keep what is typed."""

    def show_step(self, step: JoinStep) -> None:
        """Go to a page."""
        ...

    def show_agents(self, place: str, agents: list[tuple[str, str]]) -> None:
        """Say which office it is, and list who works there: login and words."""
        ...

    def show_missing(self, mistakes: Mapping[LinkAnswer, str]) -> None:
        """Say what to put right on the first page; empty when nothing."""
        ...

    def show_mistakes(self, mistakes: Mapping[Who, str]) -> None:
        """Say what to put right on the second page; empty when nothing."""
        ...

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        ...

    def show_warning(self, words: str) -> None:
        """Say what to mend, on the second page; empty when nothing."""
        ...

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        ...

    def show_key(self, check: KeyCheck) -> None:
        """Show the recovery key, this once."""
        ...

    def let_in(self, context: Context) -> None:
        """Hand the session over."""
        ...

    def leave(self) -> None:
        """Go back to the first choice."""
        ...


class JoinPresenter:
    """Leads from page to page, then makes the store."""

    def __init__(self, way: WayIn, synchroniser: Synchroniser, view: JoinView) -> None:
        self._ = way.tr.gettext
        self._way = way
        self._synchroniser = synchroniser
        self._view = view
        self._words = LinkWords(way.tr, way.wording)
        self._grades = PasswordWords(way.tr)
        self._busy = False
        self._typed: LinkTyped | None = None
        self._invitation: Invitation | None = None
        self._context: Context | None = None
        self._check: KeyCheck | None = None
        self.step = JoinStep.CENTRE

    def invite(self, typed: LinkTyped) -> None:
        """Check the address, then give the code; the same code is not given twice."""
        if self._busy:
            return
        mistakes = missing(self._way.tr, typed)
        self._view.show_missing(mistakes)
        self._view.show_failure("")
        if mistakes:
            return
        known = self._invitation if typed == self._typed else None
        if known is not None and known.agents:
            self._go(JoinStep.WHO)
        elif known is not None:
            self._ask(typed, known.link.ca, known)
        else:
            self._check_address(typed)

    def join(self, typed: WhoTyped) -> None:
        """Make the store of who is in front of the PC."""
        if self._busy or self._invitation is None:
            return
        mistakes = self._mistakes(typed)
        self._view.show_mistakes(mistakes)
        self._view.show_failure("")
        if mistakes:
            return
        entrance, synchroniser, invitation = (
            self._way.entrance,
            self._synchroniser,
            self._invitation,
        )

        def job() -> tuple[Context, str]:
            return join_city(
                entrance, synchroniser, invitation, login=typed.login, password=typed.password
            )

        self._begin(self._("Création du fichier chiffré…"))
        self._way.lane.submit(job, self._joined, self._failed)

    def back(self) -> None:
        """Go back a page; there is none once the store is made."""
        if self._busy or self.step is JoinStep.KEY:
            return
        if self.step is JoinStep.CENTRE:
            self._view.leave()
        else:
            self._go(JoinStep.CENTRE)

    def grade(self, typed: WhoTyped) -> Grade:
        """Grade the password as it is typed."""
        return self._grades.grade(
            grade_password(typed.password, self._names(typed.login)), typed.password
        )

    def finish(self, typed: str) -> None:
        """Go in once the key was noted."""
        if self._context is None or self._check is None:
            return
        words = self._check.problem(typed)
        self._view.show_failure(words)
        if not words:
            self._view.let_in(self._context)

    def _check_address(self, typed: LinkTyped) -> None:
        synchroniser = self._synchroniser

        def job() -> tuple[EnrolForm, Greeting]:
            form = typed.read()
            return form, check_centre(synchroniser, form.url, form.ca)

        def greeted(found: tuple[EnrolForm, Greeting]) -> None:
            self._view.show_warning(self._words.clock(found[1].ahead))
            self._ask(typed, found[0].ca)

        self._begin(self._("Vérification de l’adresse…"))
        self._way.lane.submit(job, greeted, lambda error: self._say(self._hitch(error, typed)))

    def _ask(self, typed: LinkTyped, ca: str, known: Invitation | None = None) -> None:
        form = EnrolForm(typed.url, typed.code.strip(), typed.desk_name.strip(), ca)
        synchroniser = self._synchroniser

        def failed(error: Exception) -> None:
            hitch = self._hitch(error, typed)
            self._say(hitch if known else self._words.after_the_code(error, hitch))

        self._begin(self._("Demande à la ville…"))
        self._way.lane.submit(
            lambda: ask_to_join(synchroniser, form, known),
            lambda invitation: self._invited(typed, invitation),
            failed,
        )

    def _invited(self, typed: LinkTyped, invitation: Invitation) -> None:
        self._end()
        self._typed, self._invitation = typed, invitation
        if not invitation.agents:
            self._say(Hitch(self._way.wording.of(NobodyToJoin(invitation.office.name)).text))
            return
        place = self._("{office}, {city}").format(
            office=invitation.office.name, city=invitation.link.city
        )
        agents = [(agent.login, self._described(agent)) for agent in invitation.agents]
        self._view.show_agents(place, agents)
        self._go(JoinStep.WHO)

    def _described(self, agent: Invited) -> str:
        name = " ".join(part for part in (agent.first_name, agent.last_name) if part)
        if agent.administers:
            text = self._("{name} ({login}), administre les postes")
        else:
            text = self._("{name} ({login})")
        return text.format(name=name, login=agent.login)

    def _joined(self, result: tuple[Context, str]) -> None:
        self._end()
        self._context, code = result
        city = self._invitation.link.city if self._invitation else ""
        self._check = KeyCheck(code, city, self._context.office.name, self._way.tr)
        # The token is in the encrypted store now: nothing else keeps it.
        self._invitation = self._typed = None
        self._view.show_key(self._check)
        self._go(JoinStep.KEY)

    def _mistakes(self, typed: WhoTyped) -> dict[Who, str]:
        found: dict[Who, str] = {}
        if not typed.login:
            found[Who.AGENT] = self._("Choisissez votre nom.")
        if not grade_password(typed.password, self._names(typed.login)).is_accepted:
            found[Who.PASSWORD] = self._("Choisissez un mot de passe plus difficile à deviner.")
        if typed.password != typed.again:
            found[Who.AGAIN] = self._(
                "Ce n’est pas le même mot de passe\u00a0: tapez-le à nouveau."
            )
        return found

    def _names(self, login: str) -> tuple[str, ...]:
        if self._invitation is None or not login:
            return ()
        try:
            return names_of(find_invited(self._invitation, login))
        except (NobodyToJoin, NotOfTheOffice):
            return (login,)

    def _hitch(self, error: Exception, typed: LinkTyped) -> Hitch:
        _note(error)
        return self._words.hitch(error, typed, self._way.entrance.clock.now())

    def _say(self, hitch: Hitch) -> None:
        self._end()
        if hitch.answer is None:
            self._view.show_failure(hitch.text)
        else:
            self._view.show_missing({hitch.answer: hitch.text})

    def _failed(self, error: Exception) -> None:
        self._end()
        _note(error)
        words = self._way.wording.of(error).text
        kept = self._("Vous pouvez réessayer sans autre code.")
        self._view.show_failure(f"{words} {kept}")

    def _go(self, step: JoinStep) -> None:
        self.step = step
        self._view.show_failure("")
        self._view.show_step(step)

    def _begin(self, words: str) -> None:
        self._busy = True
        self._view.show_work(words)

    def _end(self) -> None:
        self._busy = False
        self._view.show_work("")


def _note(error: Exception) -> None:
    if not isinstance(error, DeskError):
        _log.error("unexpected exception while joining", exc_info=error)
