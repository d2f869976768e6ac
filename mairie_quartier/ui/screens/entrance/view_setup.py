"""The first-run assistant: its pages in one place, and the presenter that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.jobs.lanes import Lane
from mairie_quartier.services.context import Context
from mairie_quartier.services.ports import Keeper
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.ui.screens.entrance.answers import Answer, Answers, Step
from mairie_quartier.ui.screens.entrance.page import EntrancePage
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.presenter_setup import SetupPresenter
from mairie_quartier.ui.screens.entrance.setup_pages import (
    AgentPage,
    CityPage,
    OfficePage,
    QuestionPage,
)
from mairie_quartier.ui.screens.entrance.view import LoginPage
from mairie_quartier.ui.screens.entrance.view_key import KeyPage
from mairie_quartier.ui.screens.entrance.view_restore import RestorePage
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.screens.entrance.welcome_page import WelcomePage
from mairie_quartier.ui.shortcuts import Shortcut
from mairie_quartier.ui.widgets.texts import column
from mairie_quartier.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mairie_quartier.ui.screens.entrance.view_join import JoinAssistant


class SetupAssistant(QWidget):
    """What a PC without data shows first (``presenter_setup.SetupView``).

    Signals (main thread):
        entered(object): the ``Context`` of the session that began.
        _advanced(int, int): done and total; emitted by the lane's thread.
    """

    entered = Signal(object)
    _advanced = Signal(int, int)

    def __init__(
        self, entrance: Entrance, keeper: Keeper, lane: Lane, tr: Translator, wording: Wording
    ) -> None:
        super().__init__()
        self._ = tr.gettext
        self.way = WayIn(entrance, lane, tr, wording, keeper)
        self._keeper = keeper
        self.setObjectName("screen")
        self.setAccessibleName(self._("Première utilisation"))
        self.presenter = SetupPresenter(self.way, self)
        self.pages = QStackedWidget()
        self.key_page: KeyPage | None = None
        self._joining: JoinAssistant | None = None
        self._build(tr)
        self._connect()
        column(self).addWidget(self.pages)

    def show_step(self, step: Step) -> None:
        """Go to a page."""
        page = self.key_page if step is Step.KEY else self._questions.get(step, self.welcome)
        self._show(page or self.welcome)

    def show_mistakes(self, mistakes: Mapping[Answer, str]) -> None:
        """Say what to put right on this page; empty when nothing."""
        page = self._questions.get(self.presenter.step)
        if page is not None:
            page.show_mistakes(mistakes)

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        page = self.pages.currentWidget()
        if isinstance(page, QuestionPage | WelcomePage | KeyPage):
            page.show_failure(words)

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        if self.pages.currentWidget() is self.welcome:
            self.welcome.show_work(words)
        elif words:
            self.agent.work.begin(words)
        else:
            self.agent.work.end()

    def show_demonstration(self, login: str, password: str) -> None:
        """Say how to come back to the demonstration."""
        self.welcome.show_return(login, password)

    def advance(self, done: int, total: int) -> None:
        """Show how much of the demonstration is written; called from any thread."""
        self._advanced.emit(done, total)

    def show_key(self, check: KeyCheck) -> None:
        """Make the page of the recovery key."""
        self.key_page = KeyPage(check, self.way.tr)
        self.key_page.noted.connect(self.presenter.finish)
        self.pages.addWidget(self.key_page)

    def let_in(self, context: Context) -> None:
        """Hand the session over."""
        self.entered.emit(context)

    def first_focus(self) -> None:
        """Put the focus where the page begins."""
        page = self.pages.currentWidget()
        if isinstance(page, EntrancePage | LoginPage):
            page.first_focus()
        elif self._joining is not None and page is self._joining:
            self._joining.first_focus()

    def shortcuts(self) -> list[Shortcut]:
        """List the keys of the assistant."""
        return [
            Shortcut("Return", self._("Continuer")),
            Shortcut("Alt+Left", self._("Page précédente")),
            Shortcut("Alt+V", self._("Voir ou masquer le mot de passe")),
        ]

    def _answers(self) -> Answers:
        typed: dict[Answer, str] = {}
        for page in self._questions.values():
            typed |= page.typed()
        return Answers(typed)

    def _build(self, tr: Translator) -> None:
        self.welcome = WelcomePage(tr)
        self.city, self.office = CityPage(tr), OfficePage(tr)
        self.agent = AgentPage(tr, lambda: self.presenter.grade(self._answers()))
        self._questions: dict[Step, QuestionPage] = {
            Step.CITY: self.city,
            Step.OFFICE: self.office,
            Step.AGENT: self.agent,
        }
        self.agent.grade()
        for page in (self.welcome, *self._questions.values()):
            self.pages.addWidget(page)

    def _connect(self) -> None:
        self._advanced.connect(self.welcome.work.advance)
        self.welcome.discover_wanted.connect(self.presenter.discover)
        self.welcome.set_up_wanted.connect(self.presenter.start)
        self.welcome.restore_wanted.connect(self._show_backups)
        self.welcome.join_wanted.connect(self._show_joining)
        if self.way.entrance.synchroniser is None:
            self.welcome.withhold_joining()
        for page in self._questions.values():
            page.completed.connect(self._next)
            page.left.connect(self.presenter.back)

    def _next(self) -> None:
        self.presenter.next(self._answers())

    def _show_backups(self) -> None:
        page = RestorePage(self.way, self._keeper)
        page.done.connect(self._show_login)
        page.left.connect(lambda: self._show(self.welcome))
        self.pages.addWidget(page)
        self._show(page)

    def _show_joining(self) -> None:
        from mairie_quartier.ui.screens.entrance.view_join import JoinAssistant

        synchroniser = self.way.entrance.synchroniser
        if synchroniser is None:
            return
        if self._joining is None:
            # Kept from then on: a code that has served must not be asked for again.
            self._joining = JoinAssistant(self.way, synchroniser)
            self._joining.entered.connect(self.entered)
            self._joining.left.connect(lambda: self._show(self.welcome))
            self.pages.addWidget(self._joining)
        self._show(self._joining)

    def _show_login(self, words: str) -> None:
        way = self.way
        page = LoginPage(way.entrance, way.lane, way.tr, way.wording, way.keeper)
        page.entered.connect(self.entered)
        page.say(words)
        self.pages.addWidget(page)
        self._show(page)

    def _show(self, page: EntrancePage | LoginPage | JoinAssistant) -> None:
        self.pages.setCurrentWidget(page)
        page.first_focus()
