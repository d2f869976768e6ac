"""The first-run assistant: discover, set up, or go to the backups. Qt-free.

Nothing is written before the last answer; what fails leaves every answer as typed.
"""

import logging
from collections.abc import Mapping
from typing import Protocol

from mairie_quartier.domain.passwords import grade_password
from mairie_quartier.errors import DeskError
from mairie_quartier.services.context import Context
from mairie_quartier.services.sessions import set_up
from mairie_quartier.ui.screens.entrance.answers import Answer, Answers, Proofreader, Step
from mairie_quartier.ui.screens.entrance.password_words import PasswordWords
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.widgets.grade import Grade

_log = logging.getLogger(__name__)
ORDER = tuple(Step)


class SetupView(Protocol):
    """The pages of the assistant; they keep what is typed."""

    def show_step(self, step: Step) -> None:
        """Go to a page."""
        ...

    def show_mistakes(self, mistakes: Mapping[Answer, str]) -> None:
        """Say what to put right on this page; empty when nothing."""
        ...

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        ...

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        ...

    def show_demonstration(self, login: str, password: str) -> None:
        """Say how to come back to the demonstration."""
        ...

    def advance(self, done: int, total: int) -> None:
        """Show how much of the demonstration is written; called from any thread."""
        ...

    def show_key(self, check: KeyCheck) -> None:
        """Show the recovery key, this once."""
        ...

    def let_in(self, context: Context) -> None:
        """Hand the session over."""
        ...


class SetupPresenter:
    """Leads from page to page, then makes the store."""

    def __init__(self, way: WayIn, view: SetupView) -> None:
        self._ = way.tr.gettext
        self._way = way
        self._view = view
        self._proofreader = Proofreader(way.tr)
        self._words = PasswordWords(way.tr)
        self._busy = False
        self._context: Context | None = None
        self._check: KeyCheck | None = None
        self.step = Step.WELCOME

    def start(self) -> None:
        """Begin the set-up."""
        if not self._busy:
            self._go(Step.CITY)

    def next(self, answers: Answers) -> None:
        """Go on if the page is complete; make the store after the last answer."""
        if self._busy:
            return
        mistakes = self._proofreader.mistakes(self.step, answers)
        self._view.show_mistakes(mistakes)
        if mistakes:
            return
        if self.step is Step.AGENT:
            self._make(answers)
        else:
            self._go(ORDER[ORDER.index(self.step) + 1])

    def back(self) -> None:
        """Go back a page; there is none once the store is made."""
        if self._busy or self.step in (Step.WELCOME, Step.KEY):
            return
        self._go(ORDER[ORDER.index(self.step) - 1])

    def grade(self, answers: Answers) -> Grade:
        """Grade the password as it is typed."""
        typed = answers.of(Answer.PASSWORD)
        return self._words.grade(grade_password(typed, answers.names), typed)

    def discover(self) -> None:
        """Make a store of demonstration and go in."""
        if self._busy:
            return
        self._begin(self._("Préparation des données de démonstration…"))
        self._way.lane.submit(_demonstration_login, self._fill_demonstration, self._failed)

    def finish(self, typed: str) -> None:
        """Go in once the key was noted."""
        if self._context is None or self._check is None:
            return
        words = self._check.problem(typed)
        self._view.show_failure(words)
        if not words:
            self._view.let_in(self._context)

    def _make(self, answers: Answers) -> None:
        self._begin(self._("Création du fichier chiffré…"))
        entrance, form = self._way.entrance, answers.form()

        def made(result: tuple[Context, str]) -> None:
            self._end()
            self._context = result[0]
            self._check = KeyCheck(result[1], form.city.city, form.office_name, self._way.tr)
            self._view.show_key(self._check)
            self._go(Step.KEY)

        self._way.lane.submit(lambda: set_up(entrance, form), made, self._failed)

    def _fill_demonstration(self, return_by: tuple[str, str]) -> None:
        self._view.show_demonstration(*return_by)
        entrance, view = self._way.entrance, self._view

        def job() -> Context:
            # Imported late: the invention of a city is of no use to a login.
            from mairie_quartier.services.demonstration import found_demonstration

            return found_demonstration(entrance, view.advance)

        self._way.lane.submit(job, self._discovered, self._failed)

    def _discovered(self, context: Context) -> None:
        self._end()
        self._view.let_in(context)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, DeskError):
            _log.error("unexpected exception in the set-up", exc_info=error)
        words = self._way.wording.of(error).text
        kept = self._("Vos réponses sont gardées.") if self.step is not Step.WELCOME else ""
        self._view.show_failure(" ".join(part for part in (words, kept) if part))

    def _go(self, step: Step) -> None:
        self.step = step
        self._view.show_failure("")
        self._view.show_step(step)

    def _begin(self, words: str) -> None:
        self._busy = True
        self._view.show_failure("")
        self._view.show_work(words)

    def _end(self) -> None:
        self._busy = False
        self._view.show_work("")


def _demonstration_login() -> tuple[str, str]:
    from mairie_quartier.services.demonstration import demonstration_login

    return demonstration_login()
