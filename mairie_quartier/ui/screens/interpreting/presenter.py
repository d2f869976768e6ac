"""Interpreters to find, the most urgent first, and how each need ended. Qt-free."""

from collections.abc import Callable
from typing import Protocol

from mairie_quartier.domain.interpreting import Understanding, UnmetReason
from mairie_quartier.domain.office_papers import OrderWanted
from mairie_quartier.services.interpreting import list_interpreting, record_met, record_unmet
from mairie_quartier.services.listings import InterpretingLine, Page
from mairie_quartier.ui.screens.interpreting.booking import TypedBooking, read_booking
from mairie_quartier.ui.screens.interpreting.rows import Detail, InterpretingWords
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

RELEVANT = frozenset({"*", "interpreting", "person", "visit", "merge"})
PAGE = 30


class View(Protocol):
    """The screen as its presenter sees it."""

    def show_rows(self, rows: tuple[Line, ...]) -> None:
        """Show the needs."""
        ...

    def show_detail(self, detail: Detail | None) -> None:
        """Show what is said of the current one; nothing when there is none."""
        ...

    def show_wrong(self, wrong: frozenset[str]) -> None:
        """Say which fields of the order were not understood."""
        ...

    def need_closed(self) -> None:
        """Go back to the list: the end of the need is saved."""
        ...


class InterpretingPresenter:
    """Loads page by page, and closes needs."""

    def __init__(self, work: Workplace, view: View) -> None:
        self._work = work
        self._view = view
        self._words = InterpretingWords(work.tr, work.labels)
        self._lines: tuple[InterpretingLine, ...] = ()
        self._complete = False
        self._loading = False
        self._place = -1

    def refresh(self, changed: frozenset[str] = frozenset({"*"})) -> None:
        """Load again, as far as was shown, when something shown here changed."""
        if not changed & RELEVANT:
            return
        size = max(PAGE, len(self._lines))
        context = self._work.context
        self._loading = True
        self._work.lane.submit(
            lambda: list_interpreting(context, Page(size=size)),
            lambda lines: self._put(lines, asked=size),
            self._failed,
        )

    def more(self) -> None:
        """Load the next page, once."""
        if self._complete or self._loading:
            return
        self._loading = True
        context, page = self._work.context, Page(after=str(len(self._lines)), size=PAGE)
        self._work.lane.submit(
            lambda: list_interpreting(context, page),
            lambda lines: self._put((*self._lines, *lines), asked=len(self._lines) + PAGE),
            self._failed,
        )

    def choose(self, place: int) -> None:
        """Say more of a need."""
        self._place = place
        line = self._current()
        today = self._work.context.clock.today()
        self._view.show_detail(None if line is None else self._words.detail(line, today))

    def open_person(self) -> None:
        """Go to the person of the current need; an anonymous one has none."""
        line = self._current()
        if line is not None and line.person_id is not None:
            self._work.navigator.open_person(line.person_id)

    def preview_order(self, typed: TypedBooking) -> None:
        """Show the order of the current need, to print it; say what was not understood."""
        line = self._current()
        if line is None:
            return
        read = read_booking(typed, self._work.context.clock.today())
        self._view.show_wrong(read.wrong)
        if not read.wrong:
            self._work.navigator.preview_office_paper(OrderWanted(line.id, read.booking))

    def close_met(self, understanding: Understanding) -> None:
        """Keep that the interpreting took place, and whether it was understood."""
        context = self._work.context
        self._close(
            lambda line: record_met(context, line.id, understanding),
            self._work.labels.understanding(understanding),
        )

    def close_unmet(self, reason: UnmetReason) -> None:
        """Keep that nobody interpreted, and why."""
        context = self._work.context
        self._close(
            lambda line: record_unmet(context, line.id, reason), self._work.labels.unmet(reason)
        )

    def _close(self, record: Callable[[InterpretingLine], frozenset[str]], ended: str) -> None:
        line = self._current()
        if line is None:
            return
        words = self._words.saved(line, ended)

        def done(changed: frozenset[str]) -> None:
            self._view.need_closed()
            self._work.navigator.saved(words, changed)
            self.refresh(changed)

        self._work.lane.submit(lambda: record(line), done, self._work.navigator.failed)

    def _current(self) -> InterpretingLine | None:
        return self._lines[self._place] if 0 <= self._place < len(self._lines) else None

    def _put(self, lines: tuple[InterpretingLine, ...], *, asked: int) -> None:
        self._loading = False
        self._lines, self._complete = lines, len(lines) < asked
        today = self._work.context.clock.today()
        self._view.show_rows(tuple(self._words.row(line, today) for line in lines))
        self.choose(min(self._place, len(lines) - 1))

    def _failed(self, error: Exception) -> None:
        self._loading = False
        self._work.navigator.failed(error)
