"""Two desks of one office push at once, to two workers: one log, without gap or repeat."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg

from mairie_quartier.central.steward import NewAgent, maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import Operation, OpKind, Scope, Verdict
from mairie_quartier.domain.protocol import PROTOCOL, SCHEMA, PushAnswer, PushRequest
from mairie_quartier.domain.protocol_enrolment import EnrolRequest
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.sync.centre import Centre, Sent
from mairie_quartier.sync.transport import HttpsWire
from tests.central.city import CLOCK, person_fields
from tests.centre_process import LONG_ENOUGH_S, Service, owner_of, plan

OFFICE = "DUO"
BATCHES = 8
SIZE = 5


def enrolled(service: Service, name: str) -> Link:
    """Enrol a PC; give how it speaks to the service."""
    (code,) = plan(service.settings, OFFICE, desks=1)
    wire = HttpsWire(service.url, service.ca)
    told = Centre(wire).enrol(EnrolRequest(code, name))
    wire.close()
    return Link(service.url, told.desk, told.token, service.ca, told.epoch)


def people(scope: Scope, agent: object) -> list[Operation]:
    return [
        Operation(
            *(new_id(), rank, new_id(), scope, "person", new_id(), OpKind.PUT, 0),
            *(person_fields(scope), {}, agent, CLOCK + rank),  # type: ignore[arg-type]  # an id
        )
        for rank in range(1, BATCHES * SIZE + 1)
    ]


def push_together(service: Service) -> None:
    """Push from both, batch by batch at the same moment; check the log they share."""
    links = [enrolled(service, name) for name in ("Guichet 1", "Guichet 2")]
    with psycopg.connect(service.settings.owner_url) as owner, maintaining(owner) as steward:
        office = steward.office(OFFICE)
        agent = steward.add_agent(NewAgent(OFFICE, "duo", "Inès", "Roy", "", ("reception",)))
    scope = Scope(str(office.id))
    sent = {link.desk: people(scope, agent) for link in links}
    together = Barrier(len(links), timeout=LONG_ENOUGH_S)

    def push(link: Link) -> list[Verdict]:
        verdicts: list[Verdict] = []
        for start in range(0, BATCHES * SIZE, SIZE):
            batch = tuple(sent[link.desk][start : start + SIZE])
            # A connection for each batch, so that both workers come to take it.
            wire = HttpsWire(link.url, link.ca)
            together.wait()
            assert link.epoch is not None
            request = PushRequest(link.epoch, PROTOCOL, SCHEMA, batch)
            got = wire.carry(Sent("/v1/push", request.encode(), link.desk, link.token))
            wire.close()
            verdicts += [answer.verdict for answer in PushAnswer.decode(got.body).answers]
        return verdicts

    with ThreadPoolExecutor(len(links)) as threads:
        verdicts = [each for found in threads.map(push, links) for each in found]
    assert set(verdicts) == {Verdict.APPLIED}
    assert len(service.workers()) >= 2
    with owner_of(service.settings) as database:
        log = database.execute(
            "SELECT seq, record_id, desk_id FROM change WHERE scope = %s ORDER BY seq",
            (office.id,),
        ).fetchall()
    assert [seq for seq, _, _ in log] == list(range(1, 2 * BATCHES * SIZE + 1))
    for link in links:
        mine = [key for _, key, desk in log if desk == link.desk]
        assert mine == [operation.record_id for operation in sent[link.desk]]
