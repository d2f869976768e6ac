"""What is due: missing pieces, decisions, answers of partners, interpreters waited for.

Each kind has an index that holds only what is open, in the order of its day: a page reads as
many entries as it shows, and a count reads the index alone.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, literal, select

from mairie_quartier.domain.identifiers import OfficeId
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.people import Contact
from mairie_quartier.domain.requests import RequestStatus
from mairie_quartier.services.listings import RISK, DueKind, DueLine, Page
from mairie_quartier.store import schema as s
from mairie_quartier.store.columns import Day, Id

_WHO = (s.person.c.family_name, s.person.c.first_names, s.person.c.phone, s.person.c.contact)


def due_lines(
    connection: Connection, office: OfficeId, day: date, page: Page
) -> tuple[DueLine, ...]:
    """Give what is due by the day, by ``RISK`` then oldest first; the page's key is an offset."""
    skipped, lines = int(page.after or 0), list[DueLine]()
    for kind in RISK:
        wanted = page.size - len(lines)
        if not wanted:
            break
        query = _query(kind, office, day).limit(wanted).offset(skipped)
        found = connection.execute(query).mappings().all()
        lines += [_line(kind, dict(row)) for row in found]
        if found or not skipped:
            skipped = 0
        else:
            skipped -= _count(connection, kind, office, day)
    return tuple(lines)


def count_due(connection: Connection, office: OfficeId, day: date) -> int:
    """Count what is due by the day."""
    return sum(_count(connection, kind, office, day) for kind in DueKind)


def _count(connection: Connection, kind: DueKind, office: OfficeId, day: date) -> int:
    table, conditions = _open(kind, office, day)
    return connection.execute(
        select(func.count()).select_from(table).where(*conditions)
    ).scalar_one()


def _open(
    kind: DueKind, office: OfficeId, day: date
) -> tuple[FromClause, Sequence[ColumnElement[bool]]]:
    """Give the table of a kind and what makes its rows due."""
    r, f, i = s.request.c, s.referral.c, s.interpreting_need.c
    if kind is DueKind.REFERRAL:
        return s.referral, (f.office_id == office, f.closed_at.is_(None), f.due_on <= day)
    if kind is DueKind.INTERPRETER:
        now = i.urgency == Urgency.NOW
        return s.interpreting_need, (i.office_id == office, i.closed_at.is_(None), now)
    here = (r.office_id == office, r.closed_on.is_(None))
    if kind is DueKind.APPOINTMENT:
        return s.request, (*here, r.appointment_on <= day)
    if kind is DueKind.PIECES:
        awaited = r.status != RequestStatus.AWAITING_DECISION
        return s.request, (*here, r.pieces_due_on <= day, awaited)
    return s.request, (*here, r.decision_due_on <= day)


def _query(kind: DueKind, office: OfficeId, day: date) -> Select[*tuple[object, ...]]:
    _, conditions = _open(kind, office, day)
    query, order = _columns(kind, day)
    hours = [s.request.c.appointment_minute] if kind is DueKind.APPOINTMENT else []
    return query.where(*conditions).order_by(order, *hours)


def _columns(
    kind: DueKind, day: date
) -> tuple[Select[*tuple[object, ...]], ColumnElement[date] | ColumnElement[datetime]]:
    """Give what a line shows, and the column of the index it is read by."""
    r, f, i, p = s.request, s.referral, s.interpreting_need, s.person
    if kind is DueKind.INTERPRETER:
        waiting = select(
            literal(day, Day).label("due_on"),
            literal(None, Id).label("request_id"),
            *(i.c.person_id, *_WHO, i.c.language.label("label")),
            i.c.id.label("interpreting_id"),
        )
        return waiting.select_from(i.outerjoin(p, p.c.id == i.c.person_id)), i.c.created_at
    if kind is DueKind.REFERRAL:
        sent = select(
            *(f.c.due_on, f.c.request_id, f.c.person_id, *_WHO, r.c.label),
            f.c.id.label("referral_id"),
        )
        of_request = f.join(r, r.c.id == f.c.request_id)
        return sent.select_from(of_request.outerjoin(p, p.c.id == f.c.person_id)), f.c.due_on
    return _of_request(kind)


def _of_request(kind: DueKind) -> tuple[Select[*tuple[object, ...]], ColumnElement[date]]:
    r, p = s.request, s.person
    due_on = {
        DueKind.APPOINTMENT: r.c.appointment_on,
        DueKind.PIECES: r.c.pieces_due_on,
    }.get(kind, r.c.decision_due_on)
    shown: list[ColumnElement[Any]] = [due_on.label("due_on"), r.c.id.label("request_id")]
    shown += [r.c.person_id, *_WHO, r.c.label]
    if kind is DueKind.APPOINTMENT:
        shown += [r.c.appointment_minute.label("minute"), r.c.appointment_place.label("place")]
    return select(*shown).select_from(r.outerjoin(p, p.c.id == r.c.person_id)), due_on


def _line(kind: DueKind, row: dict[str, Any]) -> DueLine:  # typed by the columns
    if row["contact"] is None:  # nobody: the visit was anonymous
        row |= {"family_name": "", "first_names": "", "phone": "", "contact": Contact.NORMAL}
    return DueLine(kind=kind, **row)
