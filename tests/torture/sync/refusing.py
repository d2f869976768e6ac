"""What has an operation refused in the middle of a trial: a desk revoked, an agent gone, a number.

Each is done at the centre as the city's IT does it, or as another PC would.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import psycopg

from mairie_quartier.central import enrolling, pushing, steward
from mairie_quartier.central.epochs import read_epoch
from mairie_quartier.central.settings import CentralSettings
from mairie_quartier.central.steward import NewAgent, maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.numbers import ReceiptNumber
from mairie_quartier.domain.operations import Operation, OpKind, Scope, Verdict
from mairie_quartier.domain.protocol import PushRequest
from mairie_quartier.domain.protocol_enrolment import EnrolRequest
from tests.builders import FakeClock
from tests.centre_process import owner_of, plan

OFFICE = "BAC"
LEAVER = "depart"
"""Who works at several desks, and is dismissed while they work on."""
NUMBERS = 6


def hire(settings: CentralSettings) -> None:
    """Add the agent who will leave."""
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as desk:
        desk.add_agent(NewAgent(OFFICE, LEAVER, "Léo", "Sy", "", ("reception",)))


def dismiss(settings: CentralSettings) -> None:
    """Deactivate that agent: what is recorded in their name from now on is refused."""
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as desk:
        query = "SELECT id, rev FROM agent WHERE login = %s"
        key, rev = owner.execute(query, (LEAVER,)).fetchone() or (UUID(int=0), 0)
        patched = steward._operation("agent", key, OpKind.PATCH, {"active": False})
        desk._carry_out(desk._batch(), [replace(patched, base=rev, replaced={"active": True})])


def revoke(settings: CentralSettings, name: str) -> None:
    """Withdraw a desk's access."""
    with psycopg.connect(settings.owner_url) as owner, maintaining(owner) as desk:
        desk.revoke_desk(name)


def take_numbers(settings: CentralSettings, name: str, *, days: int) -> None:
    """Have another PC issue, in a desk's series, the papers it will issue itself offline."""
    with owner_of(settings) as database:
        (series,) = database.execute(
            "SELECT series FROM desk WHERE name = %s", (name,)
        ).fetchone() or ("",)
        office, agent = database.execute(
            "SELECT o.id, a.id FROM office o JOIN agent a ON a.office_id = o.id"
            " WHERE o.code = %s AND 'administrator' IN (SELECT jsonb_array_elements_text(a.roles))",
            (OFFICE,),
        ).fetchone() or (None, None)
    year = (FakeClock().at + timedelta(days=days)).year
    (code,) = plan(settings, OFFICE, desks=1)
    with psycopg.connect(settings.service_url, autocommit=True) as service:
        enrolled = enrolling.enrol(service, EnrolRequest(code, "Guichet indélicat"))
        epoch = read_epoch(service)
        issued = [
            _receipt(office, agent, str(ReceiptNumber(OFFICE, series, year, rank)), rank)
            for rank in range(1, NUMBERS + 1)
        ]
        request = PushRequest(epoch, 1, 1, tuple(issued))
        answers = pushing.push(service, enrolled.token, request).answer.answers
    assert {answer.verdict for answer in answers} == {Verdict.APPLIED}, answers


def _receipt(office: UUID, agent: UUID, number: str, rank: int) -> Operation:
    fields = {
        "office_id": str(office),
        "number": number,
        "kind": "deposit",
        "visit_id": str(uuid5(office, number)),
        "person_id": None,
        "agent_id": str(agent),
        "issued_at": "2026-03-02T09:00:00+00:00",
        "content": "{}",
    }
    return Operation(
        *(new_id(), rank, new_id(), Scope(str(office)), "receipt", new_id(), OpKind.PUT),
        *(0, fields, {}, agent, (1_790_000_000_000 + rank) << 16),
    )
