"""Become a desk of the city: greet its centre, link a PC set up alone, have an empty PC join.

A desk recognises its centre at another address here too, before it is kept (``services``).

Every call is on the caller's thread.  A code that was taken serves no more, whatever becomes of
this PC then.  It must not open a store: an empty PC has none until ``take_place``.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.identifiers import AgentId
from mairie_quartier.domain.operations import CITY, Fields
from mairie_quartier.domain.protocol import HelloAnswer, ProblemCode
from mairie_quartier.domain.protocol_enrolment import Enrolled, EnrolRequest, OfficeCard
from mairie_quartier.domain.protocol_pull import Place, SnapshotRequest
from mairie_quartier.domain.quick_reading import SnapshotRow
from mairie_quartier.domain.synchronising import (
    CentreAddress,
    EnrolForm,
    Founding,
    Greeting,
    Invitation,
    Invited,
    Link,
    Recognised,
)
from mairie_quartier.services.ports import Clock
from mairie_quartier.services.sync_faults import (
    AlreadyEnrolled,
    DeskRevoked,
    NotEnrolled,
    OtherCentre,
    RefusedByCentre,
    SyncFault,
)
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.address import checked_address
from mairie_quartier.sync.centre import Centre, Wire

MakeWire = Callable[[str, str], Wire]
"""Makes the wire to an address, with the city's own authority (PEM, or empty)."""

FIRST_WORDS: Final = ("office", "agent", "setting")
"""What a desk cannot do without: who works here, and what its papers say."""


class Enrolment:
    """Speaks with a centre that does not know this PC yet, or not at this address."""

    def __init__(self, store: Callable[[], SyncStore], make_wire: MakeWire, clock: Clock) -> None:
        self._store = store
        self._make_wire = make_wire
        self._clock = clock

    def greet(self, url: str, ca: str) -> Greeting:
        """Make sure that a centre is at this address, and compare the clocks."""
        with self._speaking(checked_address(url), ca) as centre:
            return Greeting(self._ahead_of(centre))

    def recognise(self, place: CentreAddress) -> Recognised:
        """Make sure that the centre at this address is the one that knows this desk.

        The token is shown only to what proved its name and answered as a centre does.  Its epoch
        may be another, after a restore: the next sync sees that, since the old one is kept.
        """
        link = self._store().standing().link
        if link is None:
            raise NotEnrolled
        url = checked_address(place.url)
        with self._speaking(url, place.ca) as centre:
            ahead = self._ahead_of(centre)
        with self._speaking(url, place.ca, link) as centre:
            known = _hello(centre)
        if known.desk != link.desk:
            raise OtherCentre
        if known.revoked:
            raise DeskRevoked
        return Recognised(url, link.city, ahead)

    def enrol(self, form: EnrolForm, founding: Founding) -> str:
        """Make this PC a desk of the city; give the city's name."""
        if self._store().standing().link is not None:
            raise AlreadyEnrolled
        enrolled, link = self._enrolled(form, _bringing(form, founding))
        if enrolled.office.id != founding.office_id:
            raise RefusedByCentre(ProblemCode.OFFICE_DIFFERS)
        self._store().enrol(link, enrolled.series, founding.actor)
        return enrolled.city

    def ask_to_join(self, form: EnrolForm) -> Invitation:
        """Have the centre take an empty PC in."""
        enrolled, link = self._enrolled(form, EnrolRequest(form.code, form.desk_name))
        office = (SnapshotRow("office", enrolled.office.id, 0, _card(enrolled.office)),)
        rows = (*office, *enrolled.agents)
        invitation = Invitation(link, enrolled.series, enrolled.office, (), rows)
        try:
            return self.look_again(invitation)
        except SyncFault:
            # The code has served: what the centre answered to it is enough to begin with.
            return replace(invitation, agents=_invited(rows, enrolled.office.id))

    def look_again(self, invitation: Invitation) -> Invitation:
        """Ask anew what an empty PC needs: an agent may have been added meanwhile."""
        link = invitation.link
        with self._speaking(link.url, link.ca, link) as centre:
            rows = [row for word in FIRST_WORDS for row in _whole(centre, link, word)]
        office = invitation.office.id
        kept = tuple(row for row in rows if row.word != "agent" or _is_of(row, office))
        return replace(invitation, agents=_invited(kept, office), rows=kept or invitation.rows)

    def take_place(self, invitation: Invitation, actor: AgentId) -> None:
        """Keep in the store just founded that it is this desk's, with what it begins with."""
        self._store().enrol(invitation.link, invitation.series, actor, rows=invitation.rows)

    def _enrolled(self, form: EnrolForm, request: EnrolRequest) -> tuple[Enrolled, Link]:
        url = checked_address(form.url)
        with self._speaking(url, form.ca) as centre:
            found = centre.enrol(request)
        return found, Link(url, found.desk, found.token, form.ca, found.epoch, found.city)

    def _ahead_of(self, centre: Centre) -> timedelta | None:
        told = centre.greet()
        return self._clock.now() - told if told else None

    @contextmanager
    def _speaking(self, url: str, ca: str, link: Link | None = None) -> Iterator[Centre]:
        centre = Centre(self._make_wire(url, ca), link)
        try:
            yield centre
        finally:
            centre.close()


def _hello(centre: Centre) -> HelloAnswer:
    try:
        return centre.hello()
    except RefusedByCentre as refused:
        if refused.code is ProblemCode.TOKEN:
            raise OtherCentre from refused
        raise


def _bringing(form: EnrolForm, founding: Founding) -> EnrolRequest:
    office = OfficeCard(founding.office_id, founding.office_code, founding.office_name)
    agents = tuple(SnapshotRow("agent", key, 0, fields) for key, fields in founding.agents)
    return EnrolRequest(form.code, form.desk_name, office, agents)


def _card(office: OfficeCard) -> Fields:
    return {"code": office.code, "name": office.name, "active": True}


def _whole(centre: Centre, link: Link, word: str) -> Iterable[SnapshotRow]:
    """Give every row of a word that the city shares."""
    if link.epoch is None:
        return
    place: Place | None = Place(word, None)
    while place is not None and place.word == word:
        page = centre.snapshot(SnapshotRequest(link.epoch, CITY, place))
        yield from (row for row in page.rows if row.word == word)
        place = page.next


def _is_of(row: SnapshotRow, office: UUID) -> bool:
    return row.fields.get("office_id") == str(office)


def _invited(rows: Iterable[SnapshotRow], office: UUID) -> tuple[Invited, ...]:
    """Give the active agents of the office, by name."""
    found = [
        _agent(row)
        for row in rows
        if row.word == "agent" and _is_of(row, office) and row.fields.get("active") is not False
    ]
    return tuple(sorted(found, key=lambda agent: (agent.last_name, agent.first_name)))


def _agent(row: SnapshotRow) -> Invited:
    roles = row.fields.get("roles")
    return Invited(
        id=AgentId(row.record_id),
        login=str(row.fields.get("login") or ""),
        first_name=str(row.fields.get("first_name") or ""),
        last_name=str(row.fields.get("last_name") or ""),
        administers=isinstance(roles, list) and Role.ADMINISTRATOR in roles,
    )
