"""Open referrals, the earliest answer date first, and what the partner answered. Qt-free."""

from typing import Protocol

from mairie_quartier.domain.office_papers import ReferralWanted
from mairie_quartier.domain.referrals import ReferralState
from mairie_quartier.domain.text import clean_text
from mairie_quartier.services.listings import Page, ReferralLine
from mairie_quartier.services.referrals import list_referrals, record_answer
from mairie_quartier.ui.screens.referrals.rows import Detail, ReferralWords
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

RELEVANT = frozenset({"*", "referral", "request", "person", "partner", "visit", "merge"})
PAGE = 30
LONGEST_NOTE = 500


class View(Protocol):
    """The screen as its presenter sees it."""

    @property
    def answering(self) -> bool:
        """Tell whether an answer is being written."""
        ...

    def show_rows(self, rows: tuple[Line, ...], chosen: int) -> None:
        """Show the referrals, one of them current."""
        ...

    def show_meanwhile(self, words: str) -> None:
        """Tell beside the answer being written what another desk noted."""
        ...

    def show_detail(self, detail: Detail | None) -> None:
        """Show what is said of the current one; nothing when there is none."""
        ...

    def answer_kept(self) -> None:
        """Go back to the list: the answer is saved."""
        ...


class ReferralsPresenter:
    """Loads page by page, and records answers."""

    def __init__(self, work: Workplace, view: View) -> None:
        self._work = work
        self._view = view
        self._words = ReferralWords(work.tr, work.labels)
        self._lines: tuple[ReferralLine, ...] = ()
        self._complete = False
        self._loading = False
        self._place = -1
        self._shown: ReferralLine | None = None

    def refresh(self, changed: frozenset[str] = frozenset({"*"})) -> None:
        """Load again, as far as was shown, when something shown here changed."""
        if not changed & RELEVANT:
            return
        size = max(PAGE, len(self._lines))
        context = self._work.context
        self._loading = True
        self._work.lane.submit(
            lambda: list_referrals(context, Page(size=size)),
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
            lambda: list_referrals(context, page),
            lambda lines: self._put((*self._lines, *lines), asked=len(self._lines) + PAGE),
            self._failed,
        )

    def choose(self, place: int) -> None:
        """Say more of a referral."""
        self._place = place
        line = self._shown = self._current()
        today = self._work.context.clock.today()
        self._view.show_detail(None if line is None else self._words.detail(line, today))

    def open_request(self) -> None:
        """Go to the request of the current referral."""
        line = self._current()
        if line is not None:
            self._work.navigator.open_request(line.request_id)

    def open_person(self) -> None:
        """Go to the person of the current referral; an anonymous one has none."""
        line = self._current()
        if line is not None and line.person_id is not None:
            self._work.navigator.open_person(line.person_id)

    def preview_form(self) -> None:
        """Show the form of the current referral, to print it."""
        line = self._current()
        if line is not None:
            self._work.navigator.preview_office_paper(ReferralWanted(line.id))

    def record(self, state: ReferralState, note: str) -> None:
        """Keep what the partner answered."""
        line = self._shown
        if line is None:
            return
        context, words = self._work.context, self._words.saved(line, state)

        def job() -> frozenset[str]:
            return record_answer(context, line.id, state, clean_text(note, LONGEST_NOTE))

        def done(changed: frozenset[str]) -> None:
            self._view.answer_kept()
            self._work.navigator.saved(words, changed)
            self.refresh(changed)

        self._work.lane.submit(job, done, self._work.navigator.failed)

    def _current(self) -> ReferralLine | None:
        return self._lines[self._place] if 0 <= self._place < len(self._lines) else None

    def _put(self, lines: tuple[ReferralLine, ...], *, asked: int) -> None:
        self._loading = False
        self._lines, self._complete = lines, len(lines) < asked
        today, was = self._work.context.clock.today(), self._shown
        rows = tuple(self._words.row(line, today) for line in lines)
        places = [place for place, each in enumerate(lines) if was and each.id == was.id]
        if was is not None and self._view.answering:
            # The answer being written is to this one, wherever it stands now, and if at all.
            self._place = places[0] if places else -1
            self._view.show_rows(rows, self._place)
            self._tell(was, lines[self._place] if places else None)
            return
        chosen = places[0] if places else min(max(self._place, 0), len(lines) - 1)
        self._view.show_rows(rows, chosen)
        self.choose(chosen)

    def _tell(self, was: ReferralLine, now: ReferralLine | None) -> None:
        """Tell who is writing an answer that another was noted meanwhile."""
        if now is None:
            self._view.show_meanwhile(self._words.settled_meanwhile())
        elif now.state is not was.state:
            self._view.show_meanwhile(self._words.answered_meanwhile(now))

    def _failed(self, error: Exception) -> None:
        self._loading = False
        self._work.navigator.failed(error)
