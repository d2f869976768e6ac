"""Go through the open conflicts, choose one value or a third, several at once.  Qt-free.

Whatever arrives meanwhile, what is being typed stays: the view is told which conflict it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from mairie_quartier.domain.operations import SHARED_WORDS
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.errors import UserMistake
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services import conflicts
from mairie_quartier.services.conflicts import AlreadySettled, Choice, ConflictLine
from mairie_quartier.ui.screens.conflicts.kinds import Kind
from mairie_quartier.ui.screens.conflicts.thirds import Thirds
from mairie_quartier.ui.screens.conflicts.words import BulkQuestion, ConflictDetail, ConflictWords
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

NOT_UNDONE: Final = SHARED_WORDS - {"partner"}
"""What is changed back on its own screen (``store.undo``)."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read: the lines, how many there are in all, what was closed by the way."""

    lines: tuple[ConflictLine, ...]
    total: int
    changed: frozenset[str]


class ConflictsView(Protocol):
    """The screen as its presenter sees it."""

    def show_rows(self, rows: tuple[Line, ...], chosen: int, count: str) -> None:
        """Show the conflicts, one of them current, and how many there are."""
        ...

    def show_detail(self, key: UUID | None, detail: ConflictDetail | None, typed: str) -> None:
        """Show a conflict; ``typed`` begins a third value where another was not begun."""
        ...

    def show_third_error(self, message: str) -> None:
        """Say what is wrong with the third value; nothing when it is right."""
        ...

    def show_bulk(self, count: int) -> None:
        """Offer to settle so many at once; too few, and nothing is offered."""
        ...

    def ask(self, question: BulkQuestion, agreed: Callable[[], None]) -> None:
        """Ask before what concerns several files."""
        ...

    def settled(self) -> None:
        """Go back to the list: a choice was kept."""
        ...


class ConflictsPresenter:
    """Between the screen and the services."""

    def __init__(self, work: Workplace, view: ConflictsView) -> None:
        self._work = work
        self._view = view
        self.words = ConflictWords(work.tr, work.labels)
        self.thirds = Thirds(work.tr, work.context.clock)
        self._records: tuple[UUID, ...] = ()
        self._lines: tuple[ConflictLine, ...] = ()
        self._total = 0
        self._place = -1
        self._latest = LatestOnly[int, Looked](
            work.lane, self._look, show=self._show, failed=work.navigator.failed
        )

    def open(self, records: tuple[UUID, ...]) -> None:
        """Show the conflicts of some records; of all, if none is given."""
        if records != self._records:
            self._lines, self._place = (), -1
        self._records = records
        self.load()

    def load(self) -> None:
        """Read again, as far as was shown."""
        self._latest.ask(max(conflicts.PAGE, len(self._lines)))

    def more(self) -> None:
        """Read the next page."""
        if len(self._lines) < self._total:
            self._latest.ask(len(self._lines) + conflicts.PAGE)

    def choose(self, place: int) -> None:
        """Show a conflict of the list."""
        self._place = place
        line = self._current()
        if line is None:
            self._view.show_detail(None, None, "")
            return
        self._view.show_detail(line.id, self.words.detail(line), self._begun(line))

    def settle(self, choice: Choice) -> None:
        """Keep one of the two values."""
        line = self._current()
        if line is None or not line.choosable:
            return
        verb = conflicts.choose_kept if choice is Choice.KEPT else conflicts.choose_other
        self._keep(line, lambda: verb(self._work.context, line.id))

    def settle_third(self, typed: str) -> None:
        """Write a value that is neither."""
        line = self._current()
        if line is None or not line.choosable:
            return
        field = self.words.values.names.of(line.word, line.field)
        try:
            value = self.thirds.read(field, typed)
        except UserMistake as error:
            self._refuse(error)
            return
        self._view.show_third_error("")
        self._keep(line, lambda: conflicts.choose_third(self._work.context, line.id, value))

    def settle_all(self, choice: Choice) -> None:
        """Ask, then settle every line that may be settled with others."""
        lines = self._safe()
        if len(lines) < 2:
            return
        left = self._total - len(lines)
        question = self.words.bulk(choice, len(lines), left)
        self._view.ask(question, lambda: self._settle_lines(lines, choice))

    def open_file(self) -> None:
        """Show the request or the person's file that the conflict is about."""
        line = self._current()
        if line is None:
            return
        if line.request_id is not None:
            self._work.navigator.open_request(line.request_id)
        elif line.person_id is not None:
            self._work.navigator.open_person(line.person_id)

    def _settle_lines(self, lines: tuple[ConflictLine, ...], choice: Choice) -> None:
        context, keys = self._work.context, tuple(line.id for line in lines)
        lasting = any(line.word in NOT_UNDONE for line in lines)
        self._work.lane.submit(
            lambda: conflicts.choose_in_bulk(context, keys, choice),
            lambda changed: self._kept(
                self.words.settled_many(len(keys)), changed, lasting=lasting
            ),
            self._failed,
        )

    def _keep(self, line: ConflictLine, job: Callable[[], frozenset[str]]) -> None:
        words, lasting = self.words.settled(line), line.word in NOT_UNDONE
        self._work.lane.submit(
            job, lambda changed: self._kept(words, changed, lasting=lasting), self._failed
        )

    def _kept(self, words: str, changed: frozenset[str], *, lasting: bool) -> None:
        self._view.settled()
        if lasting:
            self._work.navigator.done(words)
            self._work.navigator.spread(changed)
        else:
            self._work.navigator.saved(words, changed)
        self.load()

    def _failed(self, error: Exception) -> None:
        """Say why nothing was kept; beside the third value where it is about that."""
        if isinstance(error, AlreadySettled):
            self.load()
        self._work.navigator.failed(error)

    def _refuse(self, error: UserMistake) -> None:
        message = self._work.wording.of(error)
        said = " ".join(part for part in (message.what, message.next_step) if part)
        self._view.show_third_error(self.thirds.say(error) or said)

    def _begun(self, line: ConflictLine) -> str:
        """Give what a third value begins with: the one in use; of a note, both."""
        field = self.words.values.names.of(line.word, line.field)
        if not field.typed or not line.readable:
            return ""
        kept = self.thirds.text(field, line.kept.value)
        if field.kind is not Kind.NOTE:
            return kept
        return "\n".join(part for part in (kept, str(line.other.value or "")) if part)

    def _safe(self) -> tuple[ConflictLine, ...]:
        return tuple(line for line in self._lines if line.safe_in_bulk and line.choosable)

    def _current(self) -> ConflictLine | None:
        return self._lines[self._place] if 0 <= self._place < len(self._lines) else None

    def _look(self, wanted: int) -> Looked:
        context = self._work.context
        settles = may(context.agent.roles, Act.SETTLE_CONFLICTS)
        changed = conflicts.close_agreed(context) if settles else frozenset[str]()
        if self._records:
            found = conflicts.disputes_among(context, self._records)
            return Looked(found, len(found), changed)
        lines: tuple[ConflictLine, ...] = ()
        while len(lines) < wanted:
            page = conflicts.list_open(context, lines[-1].id if lines else None)
            lines += page
            if len(page) < conflicts.PAGE:
                break
        return Looked(lines, conflicts.count_open(context), changed)

    def _show(self, _wanted: int, looked: Looked) -> None:
        was = self._current()
        self._lines, self._total = looked.lines, looked.total
        places = [place for place, each in enumerate(self._lines) if was and each.id == was.id]
        chosen = places[0] if places else min(max(self._place, 0), len(self._lines) - 1)
        rows = tuple(self.words.row(line) for line in self._lines)
        self._view.show_bulk(len(self._safe()))
        self._view.show_rows(rows, chosen, self.words.count(self._total))
        self.choose(chosen)
        if looked.changed:
            self._work.navigator.spread(looked.changed)
