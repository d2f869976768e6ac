"""The list queries: indexed, by page, never a whole file.

Every query starts from an index that holds only what the list shows (open matters, one day),
so that its cost does not grow with the store.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    Table,
    case,
    func,
    select,
    text,
)

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.identifiers import (
    InterpretingId,
    OfficeId,
    PersonId,
    ReferralId,
)
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.people import Contact
from mairie_quartier.services.listings import (
    AuditLine,
    Counters,
    DueLine,
    InterpretingLine,
    Page,
    PastVisit,
    PersonLine,
    ReferralLine,
    RequestLine,
    VisitLine,
)
from mairie_quartier.store import schema as s
from mairie_quartier.store.due import count_due, due_lines
from mairie_quartier.store.local_tables import ABOUT_A_PERSON, AFTERWARDS
from mairie_quartier.store.outbox import Outbox
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.sync_state import SyncState
from mairie_quartier.store.timeline import read_timeline

NAMES = (s.person.c.family_name, s.person.c.first_names)
REQUEST_COLUMNS = (
    s.request.c.id,
    s.request.c.visit_id,
    s.request.c.person_id,
    s.request.c.demarche,
    s.request.c.label,
    s.request.c.outcome,
    s.request.c.status,
    s.request.c.received_on,
    s.request.c.pieces_due_on,
    s.request.c.decision_due_on,
    *NAMES,
)
PERSON_COLUMNS = tuple(s.person.c[name] for name in PersonLine.__dataclass_fields__)


class StoreListings:
    """Gives the read models from one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def visits_of(self, office: OfficeId, day: date, page: Page) -> tuple[VisitLine, ...]:
        """Give the visits of a day, latest first; the key is the visit's id."""
        v = s.visit
        query = (
            select(v.c.id, v.c.opened_at, v.c.channel, v.c.person_id, *NAMES, s.person.c.contact)
            .select_from(v.outerjoin(s.person, s.person.c.id == v.c.person_id))
            .where(v.c.office_id == office, v.c.opened_on == day)
            .order_by(v.c.id.desc())
        )
        if page.after:
            query = query.where(v.c.id < UUID(page.after))
        rows = self._rows(query.limit(page.size))
        keys = [row["id"] for row in rows]
        needs = self._texts(s.request, s.request.c.label, keys)
        receipts = self._texts(s.receipt, s.receipt.c.number, keys)
        return tuple(
            VisitLine(
                **_named(row), needs=tuple(needs[row["id"]]), receipts=tuple(receipts[row["id"]])
            )
            for row in rows
        )

    def requests_of_person(self, person: PersonId, page: Page) -> tuple[RequestLine, ...]:
        """Give a person's requests, open ones first, then latest first; the key is an offset."""
        r = s.request
        query = (
            _requests()
            .where(r.c.person_id == person)
            .order_by(r.c.closed_on.is_not(None), r.c.id.desc())
        )
        return tuple(RequestLine(**_named(row)) for row in self._page(query, page))

    def timeline(self, person: PersonId, page: Page) -> tuple[PastVisit, ...]:
        """Give a person's visits, latest first; the key is the visit's id."""
        return read_timeline(self._connection, person, page)

    def open_requests(self, office: OfficeId, page: Page) -> tuple[RequestLine, ...]:
        """Give the office's open requests, latest first; the key is the request's id."""
        r = s.request
        query = (
            _requests()
            .where(r.c.office_id == office, r.c.closed_on.is_(None))
            .order_by(r.c.id.desc())
        )
        if page.after:
            query = query.where(r.c.id < UUID(page.after))
        return tuple(RequestLine(**_named(row)) for row in self._rows(query.limit(page.size)))

    def people(self, office: OfficeId, page: Page) -> tuple[PersonLine, ...]:
        """Give people by last contact, latest first; the key is an offset."""
        p = s.person
        query = (
            select(*PERSON_COLUMNS)
            .where(p.c.office_id == office, p.c.merged_into.is_(None))
            .order_by(p.c.last_contact_on.desc(), p.c.id.desc())
        )
        return tuple(PersonLine(**row) for row in self._page(query, page))

    def due(self, office: OfficeId, day: date, page: Page) -> tuple[DueLine, ...]:
        """Give what is due by the day, by ``RISK`` then oldest first; the key is an offset."""
        return due_lines(self._connection, office, day, page)

    def referrals(self, office: OfficeId, page: Page) -> tuple[ReferralLine, ...]:
        """Give open referrals, earliest answer date first; the key is an offset."""
        f = s.referral
        query = (
            select(
                *(f.c[n] for n in ("id", "request_id", "person_id", "reason", "sent_at")),
                *(f.c[n] for n in ("due_on", "agreement", "state")),
                s.partner.c.name.label("partner"),
                s.partner.c.phone.label("partner_phone"),
                s.request.c.label,
                *NAMES,
            )
            .select_from(
                f.join(s.partner, s.partner.c.id == f.c.partner_id)
                .join(s.request, s.request.c.id == f.c.request_id)
                .outerjoin(s.person, s.person.c.id == f.c.person_id)
            )
            .where(f.c.office_id == office, f.c.closed_at.is_(None))
            .order_by(f.c.due_on, f.c.id)
        )
        return tuple(ReferralLine(**_named(row)) for row in self._page(query, page))

    def interpreting(self, office: OfficeId, page: Page) -> tuple[InterpretingLine, ...]:
        """Give open interpreting needs, most urgent first; the key is an offset."""
        i = s.interpreting_need
        rank = case({Urgency.NOW.value: 0, Urgency.WEEK.value: 1}, value=i.c.urgency, else_=2)
        query = (
            select(
                *(i.c[n] for n in ("id", "visit_id", "person_id", "language", "way")),
                *(i.c[n] for n in ("urgency", "state", "created_at")),
                *NAMES,
            )
            .select_from(i.outerjoin(s.person, s.person.c.id == i.c.person_id))
            .where(i.c.office_id == office, i.c.closed_at.is_(None))
            .order_by(rank, i.c.created_at, i.c.id)
        )
        return tuple(InterpretingLine(**_named(row)) for row in self._page(query, page))

    def referrals_made(self, earliest: UUID, latest: UUID) -> tuple[ReferralId, ...]:
        """Give the referrals whose identifiers lie between these, both included."""
        return tuple(ReferralId(key) for key in self._made(s.referral, earliest, latest))

    def interpreting_made(self, earliest: UUID, latest: UUID) -> tuple[InterpretingId, ...]:
        """Give the interpreting needs whose identifiers lie between these, both included."""
        found = self._made(s.interpreting_need, earliest, latest)
        return tuple(InterpretingId(key) for key in found)

    def counters(self, office: OfficeId, day: date) -> Counters:
        """Count what the desk shows; each count reads one partial index."""
        v, r = s.visit, s.request
        today = select(v.c.id).where(v.c.office_id == office, v.c.opened_on == day).subquery()
        return Counters(
            visits_today=self._count(select(func.count()).select_from(today)),
            needs_today=self._count(
                select(func.count()).select_from(r.join(today, r.c.visit_id == today.c.id))
            ),
            drafts=self._count(select(func.count()).select_from(s.draft)),
            due=count_due(self._connection, office, day),
            open_referrals=self._count(_open_count(s.referral, office)),
            open_interpreting=self._count(_open_count(s.interpreting_need, office)),
            waiting=self.waiting(),
        )

    def waiting(self) -> int:
        """Count the operations not yet decided at the centre; nothing is read but their ends."""
        sql = Statements(self._connection)
        return Outbox(sql).count(SyncState(sql).acked())

    def audit(self, page: Page, subject_id: PersonId | None = None) -> tuple[AuditLine, ...]:
        """Give the audit trail, latest first; the key is the line's ``seq``."""
        e, a = s.audit_entry, s.agent
        query = (
            select(
                e.c.seq, e.c.at, e.c.act, e.c.subject, e.c.subject_id, e.c.fields,
                a.c.first_name, a.c.last_name,
            )
            .select_from(e.outerjoin(a, a.c.id == e.c.agent_id))
            .order_by(e.c.seq.desc())
            .limit(page.size)
        )  # fmt: skip
        if page.after:
            query = query.where(e.c.seq < int(page.after))
        if subject_id is not None:
            query = query.where(e.c.subject_id == subject_id, text(ABOUT_A_PERSON))
        return tuple(_audit_line(row) for row in self._rows(query))

    def was_noted(self, act: AuditAct, subject_id: UUID) -> bool:
        """Tell whether the trail holds this act, any but ``CREATED``, on this subject."""
        e = s.audit_entry
        query = (
            select(e.c.seq)
            .where(e.c.subject_id == subject_id, e.c.act == act, text(AFTERWARDS))
            .limit(1)
        )
        return self._connection.execute(query).scalar() is not None

    def _rows(self, query: Select[*tuple[object, ...]]) -> Sequence[RowMapping]:
        return self._connection.execute(query).mappings().all()

    def _page(self, query: Select[*tuple[object, ...]], page: Page) -> Sequence[RowMapping]:
        return self._rows(query.limit(page.size).offset(int(page.after or 0)))

    def _count(self, query: Select[int]) -> int:
        return self._connection.execute(query).scalar_one()

    def _texts(self, table: Table, column: object, visits: list[UUID]) -> dict[UUID, list[str]]:
        found: dict[UUID, list[str]] = defaultdict(list)
        name = getattr(column, "name", "")
        query = (
            select(table.c.visit_id, table.c[name])
            .where(table.c.visit_id.in_(visits))
            .order_by(table.c.id)
        )
        for visit_id, value in self._connection.execute(query):
            found[visit_id].append(value)
        return found

    def _made(self, table: Table, earliest: UUID, latest: UUID) -> list[UUID]:
        query = select(table.c.id).where(table.c.id.between(earliest, latest))
        return [row[0] for row in self._connection.execute(query.order_by(table.c.id))]


def _named(row: RowMapping) -> dict[str, Any]:  # a row's values have no static type
    """Replace the names and telephone of nobody (anonymous) by empty text."""
    fields = dict(row)
    for name in ("family_name", "first_names", "phone"):
        if name in fields and fields[name] is None:
            fields[name] = ""
    if "contact" in fields and fields["contact"] is None:
        fields["contact"] = Contact.NORMAL
    return fields


def _requests() -> Select[*tuple[object, ...]]:
    r = s.request
    return select(*REQUEST_COLUMNS).select_from(
        r.outerjoin(s.person, s.person.c.id == r.c.person_id)
    )


def _open_count(table: Table, office: OfficeId) -> Select[int]:
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.office_id == office, table.c.closed_at.is_(None))
    )


def _audit_line(row: RowMapping) -> AuditLine:
    name = " ".join(part for part in (row["first_name"], row["last_name"]) if part)
    return AuditLine(
        seq=row["seq"],
        at=row["at"],
        agent=name,
        act=row["act"],
        subject=row["subject"],
        subject_id=str(row["subject_id"] or ""),
        fields=row["fields"],
    )
