"""Name an anonymous visit afterwards: a known person, or a new file, nothing typed twice. Qt-free.

The visit, its requests, referrals and interpreting need all get the person; papers already
issued stay as they were printed.
"""

from collections.abc import Sequence
from typing import Protocol

from mairie_quartier.domain.identifiers import PersonId, VisitId, new_id
from mairie_quartier.domain.names import display_name
from mairie_quartier.domain.people import Person
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.people import Suggestion, add_person, suggest_duplicates
from mairie_quartier.services.visits import name_visit
from mairie_quartier.ui.typed_person import TypedPerson, read_typed_person
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.workplace import Workplace

NAMED = frozenset({"visit", "request", "referral", "interpreting", "person"})


class NamingView(Protocol):
    """What the part shows."""

    def show_choices(self, lines: Sequence[Line]) -> None:
        """Show who it may be; the last line opens a new file."""
        ...

    def named(self) -> None:
        """Empty the field: the visit has its person."""
        ...


class NamingPresenter:
    """Between the part and the services; other people stay masked until one is chosen."""

    def __init__(self, work: Workplace, view: NamingView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view
        self._visit: VisitId | None = None
        self._typed = TypedPerson()
        self._found: tuple[Suggestion, ...] = ()
        self._look = LatestOnly(
            work.lane,
            lambda typed: suggest_duplicates(work.context, typed.identity),
            show=self._show,
            failed=work.navigator.failed,
        )

    def begin(self, visit: VisitId) -> None:
        """Take the visit to name."""
        self._visit = visit
        self._typed, self._found = TypedPerson(), ()
        self._view.show_choices(())

    def type(self, text: str) -> None:
        """Look for who it may be."""
        self._typed = read_typed_person(text, self._work.context.clock.today())
        if not self._named:
            self._look.forget()
            self._view.show_choices(())
            return
        self._look.ask(self._typed)

    def choose(self, place: int) -> None:
        """Take the person of a line, or open a new file from the last one."""
        if 0 <= place < len(self._found):
            self._attach(self._found[place].person_id, None)
        elif place == len(self._found) and self._named:
            self._attach(PersonId(new_id()), self._typed)

    @property
    def _named(self) -> bool:
        typed = self._typed
        return bool(typed.family_name or typed.first_names or typed.other_script_name)

    def _show(self, typed: TypedPerson, found: tuple[Suggestion, ...]) -> None:
        self._found = found
        new = self._("Ouvrir une nouvelle fiche\u00a0: {name}").format(
            name=display_name(typed.family_name, typed.first_names) or typed.other_script_name
        )
        self._view.show_choices([*(self._line(each) for each in found), Line(new)])

    def _line(self, each: Suggestion) -> Line:
        shown, parts = each.shown, []
        if shown.birth_year is not None:
            parts.append(self._("naissance en {year}").format(year=shown.birth_year))
        if shown.last_digits:
            parts.append(self._("tél. …{digits}").format(digits=shown.last_digits))
        return Line(shown.name, " · ".join(parts))

    def _attach(self, person_id: PersonId, typed: TypedPerson | None) -> None:
        visit = self._visit
        if visit is None:
            return
        context = self._work.context

        def job() -> None:
            if typed is not None:
                add_person(context, self._new_person(person_id, typed))
            name_visit(context, visit, person_id)

        self._work.lane.submit(job, lambda _: self._attached(), self._work.navigator.failed)

    def _new_person(self, person_id: PersonId, typed: TypedPerson) -> Person:
        context = self._work.context
        return Person(
            id=person_id,
            office_id=context.office.id,
            created_at=context.clock.now(),
            last_contact_on=context.clock.today(),
            family_name=typed.family_name,
            first_names=typed.first_names,
            other_script_name=typed.other_script_name,
            birth=typed.birth,
            phone=typed.phone,
        )

    def _attached(self) -> None:
        self._view.named()
        self._work.navigator.saved(self._("Le passage porte maintenant un nom"), NAMED)
