"""A person's timeline: a page of visits, then all that came of each, in one query per word.

Papers are found by their visit, not by their person: a merge moves visits, never papers.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, select

from mairie_quartier.domain.identifiers import PersonId
from mairie_quartier.services.listings import (
    Page,
    PastInterpreting,
    PastPaper,
    PastReferral,
    PastRequest,
    PastVisit,
)
from mairie_quartier.store import schema as s

T = TypeVar("T")
Rows = Select[*tuple[object, ...]]


def read_timeline(connection: Connection, person: PersonId, page: Page) -> tuple[PastVisit, ...]:
    """Give the visits of a person, latest first; the key is the visit's id."""
    visits = connection.execute(_visits(person, page)).mappings().all()
    keys = [row["id"] for row in visits]

    def grouped(query: Rows, build: Callable[[RowMapping], T]) -> dict[UUID, tuple[T, ...]]:
        return _grouped(connection.execute(query).mappings().all(), build)

    requests = grouped(_requests(keys), lambda row: PastRequest(**_fields(row)))
    papers = grouped(_papers(keys), _paper)
    referrals = grouped(_referrals(keys), lambda row: PastReferral(**_fields(row)))
    needs = grouped(_interpreting(keys), lambda row: PastInterpreting(**_fields(row)))
    return tuple(
        PastVisit(
            id=row["id"],
            opened_at=row["opened_at"],
            channel=row["channel"],
            agent=" ".join(part for part in (row["first_name"], row["last_name"]) if part),
            note=row["note"],
            requests=requests.get(row["id"], ()),
            papers=papers.get(row["id"], ()),
            referrals=referrals.get(row["id"], ()),
            interpreting=needs.get(row["id"], ()),
        )
        for row in visits
    )


def _visits(person: PersonId, page: Page) -> Rows:
    v, a = s.visit, s.agent
    query = (
        select(v.c.id, v.c.opened_at, v.c.channel, v.c.note, a.c.first_name, a.c.last_name)
        .select_from(v.outerjoin(a, a.c.id == v.c.agent_id))
        .where(v.c.person_id == person)
        .order_by(v.c.id.desc())
        .limit(page.size)
    )
    return query.where(v.c.id < UUID(page.after)) if page.after else query


def _requests(visits: Sequence[UUID]) -> Rows:
    r = s.request
    return (
        select(r.c.visit_id, r.c.id, r.c.label, r.c.outcome, r.c.status)
        .where(r.c.visit_id.in_(visits))
        .order_by(r.c.id)
    )


def _papers(visits: Sequence[UUID]) -> Rows:
    p, v = s.receipt, s.voiding
    return (
        select(p.c.visit_id, p.c.id, p.c.number, p.c.kind, p.c.issued_at, v.c.id.label("voiding"))
        .select_from(p.outerjoin(v, v.c.id == p.c.id))
        .where(p.c.visit_id.in_(visits))
        .order_by(p.c.id)
    )


def _referrals(visits: Sequence[UUID]) -> Rows:
    f, r, p = s.referral, s.request, s.partner
    return (
        select(r.c.visit_id, f.c.request_id, p.c.name.label("partner"), f.c.state)
        .select_from(f.join(r, r.c.id == f.c.request_id).join(p, p.c.id == f.c.partner_id))
        .where(r.c.visit_id.in_(visits))
        .order_by(f.c.id)
    )


def _interpreting(visits: Sequence[UUID]) -> Rows:
    i = s.interpreting_need
    return (
        select(i.c.visit_id, i.c.language, i.c.way, i.c.state)
        .where(i.c.visit_id.in_(visits))
        .order_by(i.c.id)
    )


def _paper(row: RowMapping) -> PastPaper:
    fields = _fields(row)
    return PastPaper(voided=fields.pop("voiding") is not None, **fields)


def _grouped(
    rows: Sequence[RowMapping], build: Callable[[RowMapping], T]
) -> dict[UUID, tuple[T, ...]]:
    found: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[row["visit_id"]].append(build(row))
    return {key: tuple(each) for key, each in found.items()}


def _fields(row: RowMapping) -> dict[str, Any]:  # a row's values have no static type
    return {name: value for name, value in row.items() if name != "visit_id"}
