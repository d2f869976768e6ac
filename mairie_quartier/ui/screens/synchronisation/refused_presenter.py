"""What the centre refused: go through all of it, take it up, give it up.  Qt-free."""

from collections.abc import Callable
from typing import Protocol

from mairie_quartier.services.synchronisation import (
    PAGE,
    RefusedLine,
    give_up,
    list_refused,
    send_again,
)
from mairie_quartier.ui.screens.synchronisation.refused_words import GivingUp, RefusedWords
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace


class RefusedView(Protocol):
    """The part of the screen, as its presenter sees it."""

    def show_lines(self, lines: list[Line], chosen: int, *, complete: bool) -> None:
        """Show what was put aside; ``complete``: there is no more."""
        ...

    def ask(self, question: GivingUp, agreed: Callable[[], None]) -> None:
        """Ask before something is given up."""
        ...

    def settled(self) -> None:
        """Tell that something left the list."""
        ...


class RefusedPresenter:
    """Between the part and the services."""

    def __init__(self, work: Workplace, view: RefusedView) -> None:
        self._work = work
        self._ = work.tr.gettext
        self._view = view
        self._words = RefusedWords(work.tr, work.labels)
        self._lines: tuple[RefusedLine, ...] = ()
        self._complete = True
        self._place = 0

    def take(self, first: tuple[RefusedLine, ...]) -> None:
        """Show the first page again, and as many more as were in sight."""
        wanted = len(self._lines)
        was = self._at(self._place)
        self._lines, self._complete = first, len(first) < PAGE
        places = [
            place
            for place, each in enumerate(first)
            if was is not None and each.operation.dseq == was.operation.dseq
        ]
        self._place = places[0] if places else min(self._place, max(len(first) - 1, 0))
        self._show()
        if wanted > len(first):
            self.more()

    def choose(self, place: int) -> None:
        """Remember which one is current."""
        self._place = place

    def more(self) -> None:
        """Read the next page."""
        if self._complete or not self._lines:
            return
        context, last = self._work.context, self._lines[-1].operation.dseq

        def add(found: tuple[RefusedLine, ...]) -> None:
            if self._lines and self._lines[-1].operation.dseq == last:
                self._lines += found
                self._complete = len(found) < PAGE
                self._show()

        self._work.lane.submit(
            lambda: list_refused(context, last), add, self._work.navigator.failed
        )

    def take_up(self) -> None:
        """Record anew what was refused."""
        line = self._at(self._place)
        if line is None:
            return
        context, dseq = self._work.context, line.operation.dseq
        self._work.lane.submit(
            lambda: send_again(context, dseq), self._taken_up, self._work.navigator.failed
        )

    def give_up(self) -> None:
        """Ask, then leave it refused for good."""
        line = self._at(self._place)
        if line is None:
            return
        context, dseq = self._work.context, line.operation.dseq

        def agreed() -> None:
            self._work.lane.submit(
                lambda: give_up(context, dseq),
                lambda _nothing: self._given_up(),
                self._work.navigator.failed,
            )

        self._view.ask(self._words.giving_up(line), agreed)

    def _taken_up(self, changed: frozenset[str]) -> None:
        self._work.navigator.done(self._("Opération reprise\u00a0: elle sera renvoyée"))
        self._work.navigator.spread(changed)
        self._view.settled()

    def _given_up(self) -> None:
        self._work.navigator.done(self._("Opération abandonnée."))
        self._view.settled()

    def _show(self) -> None:
        lines = [self._words.refused(each) for each in self._lines]
        self._view.show_lines(lines, self._place if lines else -1, complete=self._complete)

    def _at(self, place: int) -> RefusedLine | None:
        return self._lines[place] if 0 <= place < len(self._lines) else None
