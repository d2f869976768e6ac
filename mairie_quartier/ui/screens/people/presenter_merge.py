"""Make two files one: find the other, compare, say what moves, merge. Qt-free."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.domain.people import Merge, Person
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services import merging, people
from mairie_quartier.services.listings import PersonLine
from mairie_quartier.services.merging import MergePreview
from mairie_quartier.services.people import Suggestion
from mairie_quartier.services.search import find_people
from mairie_quartier.ui.workplace import Workplace

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be the same person: masked when it is only suggested."""

    person_id: PersonId
    suggestion: Suggestion | None = None
    line: PersonLine | None = None


class MergeView(Protocol):
    """What the presenter asks of the page."""

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Show the files that may be the same person."""

    def show_preview(self, preview: MergePreview | None) -> None:
        """Compare both files and say what would move; nothing hides it."""

    def merged(self, kept_id: PersonId) -> None:
        """Leave the page: the files are one."""


class MergePresenter:
    """Leads from one file to the merge with another."""

    def __init__(self, work: Workplace, view: MergeView) -> None:
        self._work = work
        self._ = work.tr.gettext
        self._view = view
        self._person: Person | None = None
        self._preview: MergePreview | None = None
        self._latest = LatestOnly(
            work.lane,
            lambda text: find_people(work.context, text, MOST_FOUND),
            show=self._show_found,
            failed=work.navigator.failed,
        )

    def start(self, person: Person) -> None:
        """Begin with a file; the likeliest doubles are shown, masked."""
        self._person = person
        self._show(None)
        self._suggest()

    def search(self, typed: str) -> None:
        """Find the other file; nothing typed shows the likeliest again."""
        if typed.strip():
            self._latest.ask(typed.strip())
        else:
            self._latest.forget()
            self._suggest()

    def choose(self, candidate: Candidate) -> None:
        """Compare with this file; the opening of it is audited."""
        if self._person is not None:
            self._ask(self._person.id, candidate.person_id)

    def swap(self) -> None:
        """Keep the other file instead."""
        if self._preview is not None:
            self._ask(self._preview.absorbed.id, self._preview.kept.id)

    def merge(self) -> None:
        """Merge as shown."""
        preview = self._preview
        if preview is None:
            return
        context, kept, absorbed = self._work.context, preview.kept.id, preview.absorbed.id
        self._work.lane.submit(
            lambda: merging.merge_people(context, kept, absorbed),
            self._merged,
            self._work.navigator.failed,
        )

    def _suggest(self) -> None:
        person = self._person
        if person is None:
            return
        context, wanted = self._work.context, people.identity(person)
        self._work.lane.submit(
            lambda: people.suggest_duplicates(context, wanted, MOST_FOUND),
            self._show_suggested,
            self._work.navigator.failed,
        )

    def _ask(self, kept: PersonId, absorbed: PersonId) -> None:
        context = self._work.context
        self._work.lane.submit(
            lambda: merging.preview_merge(context, kept, absorbed),
            self._show,
            self._work.navigator.failed,
        )

    def _show(self, preview: MergePreview | None) -> None:
        self._preview = preview
        self._view.show_preview(preview)

    def _show_suggested(self, found: tuple[Suggestion, ...]) -> None:
        self._show_candidates([Candidate(each.person_id, suggestion=each) for each in found])

    def _show_found(self, _typed: str, lines: tuple[PersonLine, ...]) -> None:
        self._show_candidates([Candidate(line.id, line=line) for line in lines])

    def _show_candidates(self, found: list[Candidate]) -> None:
        own = self._person.id if self._person else None
        self._view.show_candidates([each for each in found if each.person_id != own])

    def _merged(self, merge: Merge) -> None:
        self._show(None)
        words = frozenset(("person", "merge", "visit", "request", "referral", "member"))
        self._work.navigator.saved(self._("Les deux fiches sont réunies."), words)
        self._view.merged(merge.kept_id)
