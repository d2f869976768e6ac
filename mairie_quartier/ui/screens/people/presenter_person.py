"""A person's file: read it, edit it in place, follow its household. Qt-free.

Every field is saved as soon as it is left. Reading again what is on the screen is not an
opening: only :meth:`PersonPresenter.open` is audited as one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.identifiers import MemberId, MergeId, PersonId
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.people import Kinship, Member, Merge, NamelessPerson, Person
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.text import clean_line, clean_text
from mairie_quartier.errors import UserMistake
from mairie_quartier.services import merging, people
from mairie_quartier.services.handover import ToldHandover, past_handovers
from mairie_quartier.services.listings import AuditLine, Page, PastVisit
from mairie_quartier.services.people import PersonFile
from mairie_quartier.services.ports import NotFound
from mairie_quartier.services.timeline import read_timeline
from mairie_quartier.ui.workplace import Workplace

LONGEST_LINE = 200
LONGEST_NOTE = 4000
VISITS_SHOWN = 20
WATCHED = frozenset(
    {"person", "member", "merge", "visit", "request", "piece", "receipt", "voiding"}
    | {"referral", "interpreting", "conflict"}
)


class FutureBirth(UserMistake):
    """A birth date that lies after today."""


class HoldsNir(UserMistake):
    """Free text that looks like a social-security number: it is not kept."""


class TextField(StrEnum):
    """A field of the file that is typed; the value is its name in :class:`Person`."""

    FAMILY_NAME = "family_name"
    USED_NAME = "used_name"
    FIRST_NAMES = "first_names"
    OTHER_SCRIPT_NAME = "other_script_name"
    BIRTH = "birth"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TOWN = "town"
    DOMICILED_AT = "domiciled_at"
    CONTACT_NOTE = "contact_note"
    NOTE = "note"


FREE_TEXT = frozenset((TextField.NOTE, TextField.CONTACT_NOTE))


@dataclass(frozen=True, slots=True)
class OpenFile:
    """All that the screen shows of a person; ``openings`` is empty for those not allowed.

    ``handovers`` tells who handed the file over and why, latest first.
    """

    file: PersonFile
    visits: tuple[PastVisit, ...]
    merges: tuple[Merge, ...]
    openings: tuple[AuditLine, ...]
    handovers: tuple[ToldHandover, ...]
    companions_by_id: dict[PersonId, Person]

    @property
    def person(self) -> Person:
        """Give the person."""
        return self.file.person


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member as typed."""

    kinship: Kinship
    family_name: str
    first_names: str
    birth_typed: str


class PersonView(Protocol):
    """What the presenter asks of the screen."""

    def show_file(self, shown: OpenFile) -> None:
        """Show the file; what is being typed stays."""

    def add_visits(self, visits: Sequence[PastVisit], *, complete: bool) -> None:
        """Show older visits after the others."""

    def show_field_error(self, field: TextField, error: Exception | None) -> None:
        """Say what is wrong with a field; nothing when it is right."""

    def show_member_error(self, error: Exception) -> None:
        """Say what is wrong with the new member."""

    def member_added(self) -> None:
        """Empty the form of the new member."""

    def show_gone(self) -> None:
        """Say that the file is no longer on this PC."""


class PersonPresenter:
    """Keeps one file on the screen in step with the store."""

    def __init__(self, work: Workplace, view: PersonView) -> None:
        self._work = work
        self._ = work.tr.gettext
        self._view = view
        self._shown: OpenFile | None = None

    @property
    def person(self) -> Person | None:
        """Give the person on the screen."""
        return self._shown.person if self._shown else None

    def may(self, act: Act) -> bool:
        """Tell whether the agent's roles permit the act (services refuse it anyway)."""
        return may(self._work.context.agent.roles, act)

    def open(self, person_id: PersonId) -> None:
        """Open a file; audited."""
        self._read(lambda: people.open_person(self._work.context, person_id))

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the file again if it may have changed."""
        shown = self._shown
        if shown is not None and changed & WATCHED:
            key = shown.person.id
            self._work.lane.submit(
                lambda: self._gather(people.reread_person(self._work.context, key)),
                self._show,
                partial(self._not_read, key),
            )

    def more_visits(self, after: PastVisit) -> None:
        """Load older visits."""
        person = self.person
        if person is None:
            return
        page, key = Page(str(after.id), VISITS_SHOWN), person.id
        self._work.lane.submit(
            lambda: read_timeline(self._work.context, key, page),
            lambda found: self._view.add_visits(found, complete=len(found) < VISITS_SHOWN),
            self._work.navigator.failed,
        )

    def type_in(self, field: TextField, typed: str) -> None:
        """Save a typed field that was left; what cannot be kept is said beside it."""
        person = self.person
        if person is None:
            return
        try:
            value = self._read_field(field, typed)
            if value == getattr(person, field):
                self._view.show_field_error(field, None)
                return
            _with(person, field, value)
        except UserMistake as error:
            self._view.show_field_error(field, error)
            return
        self._view.show_field_error(field, None)
        self.change(lambda now: _with(now, field, value))

    def change(self, change: Callable[[Person], Person]) -> None:
        """Save a chosen field."""
        shown = self._shown
        if shown is None or change(shown.person) == shown.person:
            return
        key = shown.person.id
        self._shown = replace(shown, file=replace(shown.file, person=change(shown.person)))
        self._save(
            lambda: people.change_person(self._work.context, key, change),
            self._("Fiche enregistrée."),
        )

    def add_member(self, typed: NewMember) -> None:
        """Add a member to the household."""
        person = self.person
        if person is None:
            return
        try:
            birth = self._read_birth(typed.birth_typed)
            family = clean_line(typed.family_name, LONGEST_LINE)
            first = clean_line(typed.first_names, LONGEST_LINE)
            if not family and not first:
                raise NamelessPerson(person.id)
        except UserMistake as error:
            self._view.show_member_error(error)
            return
        self._join(
            lambda: people.add_member(
                self._work.context, person.id, typed.kinship, names=(family, first), birth=birth
            )
        )

    def link(self, other_id: PersonId, kinship: Kinship) -> None:
        """Put another file into the household."""
        person = self.person
        if person is not None and other_id != person.id:
            key = person.id
            self._join(lambda: people.link_people(self._work.context, key, other_id, kinship))

    def remove_member(self, member_id: MemberId) -> None:
        """Take a member out of the household."""
        self._save(
            lambda: people.remove_member(self._work.context, member_id),
            self._("Membre retiré du foyer."),
        )

    def undo_merge(self, merge_id: MergeId) -> None:
        """Give both files of a merge back."""
        self._work.lane.submit(
            lambda: merging.undo_merge(self._work.context, merge_id),
            lambda _merge: self._tell(self._("Les deux fiches sont à nouveau séparées.")),
            self._work.navigator.failed,
        )

    def _join(self, job: Callable[[], Member]) -> None:
        def done(_member: Member) -> None:
            self._view.member_added()
            self._tell(self._("Membre ajouté au foyer."))

        self._work.lane.submit(job, done, self._work.navigator.failed)

    def _tell(self, text: str) -> None:
        self._work.navigator.saved(text, frozenset(("person", "member", "visit", "request")))

    def _save(self, job: Callable[[], frozenset[str]], text: str) -> None:
        self._work.lane.submit(
            job, lambda changed: self._work.navigator.saved(text, changed), self._refused
        )

    def _refused(self, error: Exception) -> None:
        """Say why nothing was saved, and show the file as it is."""
        self._work.navigator.failed(error)
        self.refresh(WATCHED)

    def _read_field(self, field: TextField, typed: str) -> str | PartialDate | None:
        if field is TextField.BIRTH:
            return self._read_birth(typed)
        if field in FREE_TEXT and looks_like_nir(typed):
            raise HoldsNir
        if field is TextField.NOTE:
            return clean_text(typed, LONGEST_NOTE)
        return clean_line(typed, LONGEST_LINE)

    def _read_birth(self, typed: str) -> PartialDate | None:
        if not typed.strip():
            return None
        today = self._work.context.clock.today()
        birth = PartialDate.parse(typed, today)
        if birth.is_after(today):
            raise FutureBirth
        return birth

    def _read(self, read: Callable[[], PersonFile]) -> None:
        self._work.lane.submit(
            lambda: self._gather(read()), self._show, self._work.navigator.failed
        )

    def _gather(self, file: PersonFile) -> OpenFile:
        context, key = self._work.context, file.person.id
        return OpenFile(
            file=file,
            visits=read_timeline(context, key, Page(size=VISITS_SHOWN)),
            merges=merging.merges_of(context, key),
            handovers=past_handovers(context, file.person),
            openings=people.who_opened(context, key, Page(size=20))
            if self.may(Act.READ_AUDIT)
            else (),
            companions_by_id={each.id: each for each in file.companions},
        )

    def _not_read(self, person_id: PersonId, error: Exception) -> None:
        """Tell a file that left this PC, with another office's or removed, from a failure."""
        if not isinstance(error, NotFound):
            self._work.navigator.failed(error)
        elif self._shown is not None and self._shown.person.id == person_id:
            self._shown = None
            self._view.show_gone()

    def _show(self, shown: OpenFile) -> None:
        self._shown = shown
        self._view.show_file(shown)


def _with(person: Person, field: TextField, value: str | PartialDate | None) -> Person:
    """Give the file with one field changed; raise :class:`NamelessPerson`."""
    change: dict[str, Any] = {field.value: value}
    return replace(person, **change)
