"""Find another file to put into a household, as one types. Qt-free."""

from collections.abc import Sequence
from typing import Protocol

from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.services.search import find_people
from mairie_quartier.ui.workplace import Workplace

MOST_FOUND = 6


class LinkView(Protocol):
    """What the presenter asks of the screen."""

    def show_links(self, found: Sequence[PersonLine]) -> None:
        """Show the files found."""


class LinkPresenter:
    """Answers the last words typed."""

    def __init__(self, work: Workplace, view: LinkView) -> None:
        self._view = view
        self._latest: LatestOnly[str, tuple[PersonLine, ...]] = LatestOnly(
            work.lane,
            lambda text: find_people(work.context, text, MOST_FOUND),
            show=lambda _typed, found: view.show_links(found),
            failed=work.navigator.failed,
        )

    def search(self, typed: str) -> None:
        """Find files; nothing typed finds none."""
        if typed.strip():
            self._latest.ask(typed.strip())
        else:
            self._latest.forget()
            self._view.show_links(())
