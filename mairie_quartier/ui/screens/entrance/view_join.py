"""Joining the city, from the address to the open desk: three pages and who leads them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mairie_quartier.services.context import Context
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.ui.linking.answers import LinkAnswer
from mairie_quartier.ui.screens.entrance.join_pages import CentrePage, JoinKeyPage, WhoPage
from mairie_quartier.ui.screens.entrance.page import EntrancePage
from mairie_quartier.ui.screens.entrance.presenter_join import JoinPresenter, JoinStep, Who
from mairie_quartier.ui.screens.entrance.presenter_key import KeyCheck
from mairie_quartier.ui.screens.entrance.way_in import WayIn
from mairie_quartier.ui.widgets.texts import column


class JoinAssistant(QWidget):
    """What leads an empty PC into the city (``presenter_join.JoinView``).

    Signals (main thread):
        entered(object): the ``Context`` of the session that began.
        left(): back to the first choice.
    """

    entered = Signal(object)
    left = Signal()

    def __init__(self, way: WayIn, synchroniser: Synchroniser) -> None:
        super().__init__()
        self._tr = way.tr
        self.setObjectName("screen")
        self.pages = QStackedWidget()
        self.key_page: JoinKeyPage | None = None
        self.presenter = JoinPresenter(way, synchroniser, self)
        self.centre = CentrePage(way.tr)
        self.who = WhoPage(way.tr, lambda: self.presenter.grade(self.who.typed()))
        self.who.grade()
        self._connect()
        column(self).addWidget(self.pages)

    def first_focus(self) -> None:
        """Put the focus where the page begins."""
        page = self.pages.currentWidget()
        if isinstance(page, EntrancePage):
            page.first_focus()

    def show_step(self, step: JoinStep) -> None:
        """Go to a page."""
        page = {JoinStep.CENTRE: self.centre, JoinStep.WHO: self.who}.get(step, self.key_page)
        if page is not None:
            self.pages.setCurrentWidget(page)
            page.first_focus()

    def show_agents(self, place: str, agents: list[tuple[str, str]]) -> None:
        """Say which office it is, and list who works there."""
        self.who.show_agents(place, agents)

    def show_missing(self, mistakes: Mapping[LinkAnswer, str]) -> None:
        """Say what to put right on the first page."""
        self.centre.show_missing(mistakes)

    def show_mistakes(self, mistakes: Mapping[Who, str]) -> None:
        """Say what to put right on the second page."""
        self.who.show_mistakes(mistakes)

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        page = self.pages.currentWidget()
        if isinstance(page, CentrePage | WhoPage | JoinKeyPage):
            page.show_failure(words)

    def show_warning(self, words: str) -> None:
        """Say what to mend; empty when nothing."""
        self.who.show_warning(words)

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        page = self.pages.currentWidget()
        if isinstance(page, CentrePage | WhoPage):
            page.show_work(words)

    def show_key(self, check: KeyCheck) -> None:
        """Make the page of the recovery key."""
        self.key_page = JoinKeyPage(check, self._tr)
        self.key_page.noted.connect(self.presenter.finish)
        self.pages.addWidget(self.key_page)

    def let_in(self, context: Context) -> None:
        """Hand the session over."""
        self.entered.emit(context)

    def leave(self) -> None:
        """Go back to the first choice; what is typed stays."""
        self.left.emit()

    def _connect(self) -> None:
        self.centre.completed.connect(lambda: self.presenter.invite(self.centre.typed()))
        self.who.completed.connect(lambda: self.presenter.join(self.who.typed()))
        for page in (self.centre, self.who):
            page.left.connect(self.presenter.back)
            self.pages.addWidget(page)
