"""What the first screen shows and where it leads. Qt-free; decides no rule of the field.

Loads the first page of each list; nothing depends on the size of the store.
"""

from typing import Protocol

from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.domain.office_papers import DaySheetWanted
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.desk import (
    PAGE,
    DeskOverview,
    due_after,
    look_at_desk,
    requests_of_visit,
    visits_after,
)
from mairie_quartier.services.drafts import drop_draft, keep_draft, resume_draft
from mairie_quartier.services.faults import StoreFault
from mairie_quartier.services.listings import DraftLine, DueKind, DueLine, VisitLine
from mairie_quartier.ui.screens.desk.board import Access, Board, BoardWords, More, Tile
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

RELEVANT = frozenset(
    {"*", "visit", "request", "piece", "person", "receipt", "voiding", "referral", "draft"}
    | {"interpreting", "member", "merge", "office"}
)


class View(Protocol):
    """The first screen as its presenter sees it."""

    def show_board(self, board: Board) -> None:
        """Show the day, counters, drafts and warnings."""
        ...

    def show_due(self, lines: tuple[Line, ...], more: More) -> None:
        """Show what is due."""
        ...

    def show_visits(self, lines: tuple[Line, ...], more: More) -> None:
        """Show today's visits."""
        ...

    def show_trouble(self, text: str) -> None:
        """Say that nothing can be saved or read; empty when it is over."""
        ...

    def offer_back(self, title: str) -> None:
        """Offer to put a dropped draft back; empty: nothing to put back."""
        ...

    def focus_list(self, tile: Tile) -> None:
        """Go to a list of this screen."""
        ...


class DeskPresenter:
    """Looks at the desk, and leads to what is chosen."""

    def __init__(self, work: Workplace, view: View) -> None:
        self._work = work
        self._view = view
        self._words = BoardWords(work.tr, work.labels)
        self._drafts: tuple[DraftLine, ...] = ()
        self._due: tuple[DueLine, ...] = ()
        self._visits: tuple[VisitLine, ...] = ()
        self._dropped: IntakeForm | None = None
        self._latest = LatestOnly[None, DeskOverview](
            work.lane,
            lambda _: look_at_desk(work.context),
            show=lambda _, overview: self._show(overview),
            failed=self._failed,
        )

    def refresh(self, changed: frozenset[str] = frozenset({"*"})) -> None:
        """Look again when something shown here changed."""
        if changed & RELEVANT:
            self._latest.ask(None)

    def more_due(self) -> None:
        """Show the next page of what is due."""
        shown = len(self._due)
        self._work.lane.submit(
            lambda: due_after(self._work.context, shown), self._add_due, self._failed
        )

    def more_visits(self) -> None:
        """Show the next page of today's visits."""
        last = self._visits[-1].id
        self._work.lane.submit(
            lambda: visits_after(self._work.context, last), self._add_visits, self._failed
        )

    def resume(self, place: int) -> None:
        """Take up a draft."""
        self._work.navigator.new_visit(self._drafts[place].id)

    def drop(self, place: int) -> None:
        """Drop a draft; it can be put back until the next one is dropped."""
        draft = self._drafts[place].id
        context = self._work.context

        def job() -> IntakeForm:
            form = resume_draft(context, draft)
            drop_draft(context, draft)
            return form

        title = self._words.draft(self._drafts[place]).title

        def done(form: IntakeForm) -> None:
            self._dropped = form
            self._view.offer_back(title)
            self.refresh()

        self._work.lane.submit(job, done, self._failed)

    def put_back(self) -> None:
        """Keep the dropped draft again."""
        if self._dropped is None:
            return
        form, self._dropped = self._dropped, None
        self._view.offer_back("")
        self._work.lane.submit(
            lambda: keep_draft(self._work.context, form), lambda _: self.refresh(), self._failed
        )

    def open_due(self, place: int) -> None:
        """Go where the thing due is dealt with."""
        line = self._due[place]
        if line.kind is DueKind.INTERPRETER:
            self._work.navigator.show_screen("interpreting")
        elif line.kind is DueKind.REFERRAL:
            self._work.navigator.show_screen("referrals")
        elif line.request_id is not None:
            self._work.navigator.open_request(line.request_id)

    def open_visit(self, place: int) -> None:
        """Open the person of a visit; of an anonymous one, its first request."""
        line = self._visits[place]
        if line.person_id is not None:
            self._work.navigator.open_person(line.person_id)
            return
        self._work.lane.submit(
            lambda: requests_of_visit(self._work.context, line.id), self._open_first, self._failed
        )

    def open_tile(self, tile: Tile) -> None:
        """Go to what a counter counts."""
        if tile in (Tile.VISITS, Tile.DUE):
            self._view.focus_list(tile)
        else:
            self._work.navigator.show_screen(tile.value)

    def preview_day_sheet(self) -> None:
        """Show the day sheet, to print it; those who may not read visits have none."""
        if may(self._work.context.agent.roles, Act.READ_VISITS):
            self._work.navigator.preview_office_paper(DaySheetWanted())

    def store_failed(self, error: StoreFault) -> None:
        """Say that nothing can be kept, until the desk can be looked at again."""
        self._view.show_trouble(self._work.wording.of(error).text)

    def may_open(self, tile: Tile) -> bool:
        """Tell whether this agent can go where the counter leads."""
        acts = {Tile.REFERRALS: Act.REFER, Tile.INTERPRETING: Act.BOOK_INTERPRETER}
        return may(self._work.context.agent.roles, acts.get(tile, Act.READ_VISITS))

    def _open_first(self, requests: tuple[RequestId, ...]) -> None:
        if requests:
            self._work.navigator.open_request(requests[0])

    def _show(self, overview: DeskOverview) -> None:
        context = self._work.context
        self._drafts = overview.drafts
        self._due, self._visits = (), ()
        counters, number = overview.counters, self._work.tr.number
        reads = may(context.agent.roles, Act.READ_VISITS)
        self._view.show_trouble("")
        self._view.show_board(
            Board(
                today=self._words.day(context.clock.today()),
                place=context.office.name,
                tiles={
                    Tile.VISITS: (
                        number(counters.visits_today),
                        self._words.needs(counters.needs_today),
                    ),
                    Tile.DUE: (number(counters.due), ""),
                    Tile.REFERRALS: (number(counters.open_referrals), ""),
                    Tile.INTERPRETING: (number(counters.open_interpreting), ""),
                },
                drafts=tuple(self._words.draft(line) for line in self._drafts),
                access=Access.VISITS if reads else Access.COUNTERS,
                warning=self._clock_warning(overview),
            )
        )
        self._add_due(overview.due)
        self._add_visits(overview.visits)

    def _clock_warning(self, overview: DeskOverview) -> str:
        if not overview.clock_doubtful:
            return ""
        return self._work.tr.gettext(
            "L’horloge de ce poste a reculé. Les numéros restent uniques, mais les échéances"
            " peuvent être fausses\u00a0: vérifiez la date et l’heure du poste."
        )

    def _add_due(self, page: tuple[DueLine, ...]) -> None:
        self._due += page
        today = self._work.context.clock.today()
        lines = tuple(self._words.due(line, today) for line in self._due)
        self._view.show_due(lines, More.YES if len(page) == PAGE else More.NONE)

    def _add_visits(self, page: tuple[VisitLine, ...]) -> None:
        self._visits += page
        lines = tuple(self._words.visit(line) for line in self._visits)
        self._view.show_visits(lines, More.YES if len(page) == PAGE else More.NONE)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, StoreFault):
            self.store_failed(error)
        else:
            self._work.navigator.failed(error)
