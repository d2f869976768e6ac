"""The list of people: search as one types, else the latest contacts, page by page. Qt-free."""

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial
from typing import Protocol

from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.listings import Page, PersonLine
from mairie_quartier.services.people import list_people
from mairie_quartier.services.search import find_people
from mairie_quartier.ui.workplace import Workplace

PAGE_SIZE = 50
MOST_FOUND = 50


class PeopleState(Enum):
    """What the list says of itself."""

    LATEST = auto()
    FOUND = auto()
    TOO_MANY = auto()
    NOBODY_YET = auto()
    NOTHING_FOUND = auto()


class PeopleView(Protocol):
    """What the presenter asks of the screen."""

    def show_people(self, lines: Sequence[PersonLine], *, complete: bool) -> None:
        """Show these people instead."""

    def add_people(self, lines: Sequence[PersonLine], *, complete: bool) -> None:
        """Show these people after the others."""

    def show_state(self, state: PeopleState) -> None:
        """Say what the list is."""


class PeoplePresenter:
    """Answers what is typed; the last question typed is the one answered."""

    def __init__(self, work: Workplace, view: PeopleView) -> None:
        self._work = work
        self._view = view
        self._typed = ""
        self._shown = 0
        self._round = 0
        self._latest = LatestOnly(
            work.lane,
            lambda text: find_people(work.context, text, MOST_FOUND),
            show=self._show_found,
            failed=work.navigator.failed,
        )

    def search(self, typed: str) -> None:
        """Find people by what is typed; nothing typed gives the latest contacts."""
        self._typed = typed.strip()
        self._round += 1
        if self._typed:
            self._latest.ask(self._typed)
            return
        self._latest.forget()
        self._ask_page(0)

    def refresh(self) -> None:
        """Read again what is shown."""
        self.search(self._typed)

    def more(self) -> None:
        """Load the next page of the latest contacts."""
        if not self._typed:
            self._ask_page(self._shown)

    def open(self, line: PersonLine) -> None:
        """Show a person's file."""
        self._work.navigator.open_person(line.id)

    def _ask_page(self, first: int) -> None:
        page = Page(str(first) if first else "", PAGE_SIZE)
        self._work.lane.submit(
            lambda: list_people(self._work.context, page),
            partial(self._show_page, self._round, first),
            self._work.navigator.failed,
        )

    def _show_page(self, asked_in: int, first: int, lines: tuple[PersonLine, ...]) -> None:
        if asked_in != self._round:
            return
        complete = len(lines) < PAGE_SIZE
        self._shown = first + len(lines)
        if first:
            self._view.add_people(lines, complete=complete)
            return
        self._view.show_people(lines, complete=complete)
        self._view.show_state(PeopleState.LATEST if lines else PeopleState.NOBODY_YET)

    def _show_found(self, typed: str, lines: tuple[PersonLine, ...]) -> None:
        if typed != self._typed:
            return
        self._view.show_people(lines, complete=True)
        if not lines:
            self._view.show_state(PeopleState.NOTHING_FOUND)
        elif len(lines) == MOST_FOUND:
            self._view.show_state(PeopleState.TOO_MANY)
        else:
            self._view.show_state(PeopleState.FOUND)
