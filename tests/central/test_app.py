"""The service over HTTP: its codes and its bounds."""

import gzip
import logging
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from mairie_quartier.central.app import build_app
from mairie_quartier.central.pool import ConnectionPool
from mairie_quartier.central.steward import maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import CITY, Verdict
from mairie_quartier.domain.protocol import (
    MAX_BODY,
    HelloAnswer,
    Problem,
    ProblemCode,
    PushAnswer,
    PushRequest,
)
from mairie_quartier.domain.protocol_enrolment import (
    Enrolled,
    EnrolRequest,
    Renewed,
)
from mairie_quartier.domain.protocol_pull import (
    ChecksAnswer,
    ChecksRequest,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
)
from tests.central.city import City, TestDesk
from tests.central.web import bearer, refused, settings_of, spoken_to


@pytest.fixture(scope="module")
def desk(city: City) -> TestDesk:
    return city.office().desk("Guichet 1")


def test_the_day_of_a_desk(city: City, client: httpx.Client) -> None:
    office = city.office()
    enrolled = Enrolled.decode(
        client.post("/v1/enrol", content=EnrolRequest(office.code(), "Guichet").encode()).content
    )
    assert (enrolled.office.id, enrolled.city) == (office.id, "Ville d’essai")
    assert [agent.record_id for agent in enrolled.agents] == [office.agent]
    desk = TestDesk(office, enrolled.token, enrolled.desk)
    head = bearer(desk)
    hello = HelloAnswer.decode(client.get("/v1/hello", headers=head).content)
    assert (hello.desk, hello.acked_dseq, hello.revoked) == (desk.id, 0, False)
    sent = desk.person()
    push = PushRequest(hello.epoch, 1, 1, (sent,)).encode()
    answer = PushAnswer.decode(client.post("/v1/push", content=push, headers=head).content)
    assert (answer.acked_dseq, answer.answers[0].verdict) == (1, Verdict.APPLIED)
    pull = PullRequest(hello.epoch, {CITY: 0, office.scope: 0}).encode()
    pulled = PullAnswer.decode(client.post("/v1/pull", content=pull, headers=head).content)
    assert sent.record_id in {change.record_id for change in pulled.changes}
    page = SnapshotRequest(hello.epoch, office.scope).encode()
    got = SnapshotAnswer.decode(client.post("/v1/snapshot", content=page, headers=head).content)
    assert got.next is not None
    check = ChecksRequest((office.scope,)).encode()
    told = ChecksAnswer.decode(client.post("/v1/checks", content=check, headers=head).content)
    assert told.tallies[office.scope]["person"].count == 1
    other = Renewed.decode(client.post("/v1/identity", content=b"{}", headers=head).content)
    assert other.desk != desk.id


def test_bodies_are_packed_both_ways(city: City, client: httpx.Client, desk: TestDesk) -> None:
    people = tuple(desk.person() for _ in range(20))
    body = gzip.compress(PushRequest(city.epoch, 1, 1, people).encode())
    head = {**bearer(desk), "content-encoding": "gzip", "accept-encoding": "gzip"}
    answer = client.post("/v1/push", content=body, headers=head)
    assert answer.headers["content-encoding"] == "gzip"
    assert len(PushAnswer.decode(answer.content).answers) == 20


@pytest.mark.parametrize("path", ["hello", "push", "pull", "snapshot", "checks", "identity"])
@pytest.mark.parametrize("head", [{}, {"authorization": "Basic eDp5"}, {"authorization": "Bearer"}])
def test_nothing_without_a_token(client: httpx.Client, path: str, head: dict[str, str]) -> None:
    send = client.get if path == "hello" else client.post
    assert refused(send(f"/v1/{path}", headers=head)) == (401, ProblemCode.TOKEN)


@pytest.mark.parametrize("token", ["guessed", "x" * 5000, "0" * 43, "' OR 1=1 --", "%00"])
def test_a_stolen_or_made_up_token_opens_nothing(client: httpx.Client, token: str) -> None:
    answer = client.get("/v1/hello", headers={"authorization": f"Bearer {token}"})
    assert refused(answer) == (401, ProblemCode.TOKEN)


def test_a_revoked_token_reads_nothing(city: City, client: httpx.Client) -> None:
    office = city.office()
    desk = office.desk()
    with maintaining(city.owner) as steward:
        steward.revoke_desk(str(desk.id))
    request = SnapshotRequest(city.epoch, office.scope).encode()
    answer = client.post("/v1/snapshot", content=request, headers=bearer(desk))
    assert refused(answer) == (403, ProblemCode.REVOKED)


def test_another_office_s_scope_is_refused(
    city: City, client: httpx.Client, desk: TestDesk
) -> None:
    other = city.office()
    secret = other.desk()
    secret.push(secret.person(family_name="Introuvable"))
    for path, message in (
        ("snapshot", SnapshotRequest(city.epoch, other.scope).encode()),
        ("checks", ChecksRequest((other.scope,)).encode()),
    ):
        answer = client.post(f"/v1/{path}", content=message, headers=bearer(desk))
        assert refused(answer) == (403, ProblemCode.FORBIDDEN)
    pull = PullRequest(city.epoch, {other.scope: 0}).encode()
    answer = client.post("/v1/pull", content=pull, headers=bearer(desk))
    assert b"Introuvable" not in answer.content
    assert PullAnswer.decode(answer.content).dropped == (other.scope,)


def test_another_epoch_tells_the_present_one(
    city: City, client: httpx.Client, desk: TestDesk
) -> None:
    push = PushRequest(new_id(), 1, 1, ()).encode()
    answer = client.post("/v1/push", content=push, headers=bearer(desk))
    problem = Problem.decode(answer.content)
    assert (answer.status_code, problem.code, problem.epoch) == (
        409,
        ProblemCode.EPOCH,
        city.epoch,
    )


def test_a_code_serves_once_and_is_never_guessed(city: City, client: httpx.Client) -> None:
    code = city.office().code()
    request = EnrolRequest(code.lower().replace("-", " "), "Guichet").encode()
    assert client.post("/v1/enrol", content=request).status_code == 200
    for again in (request, EnrolRequest("AAAA-BBBB-CCCC", "x").encode()):
        answer = client.post("/v1/enrol", content=again)
        assert refused(answer) == (403, ProblemCode.CODE_UNKNOWN)


BOMB = gzip.compress(b" " * (MAX_BODY + 1))


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        pytest.param(b" " * (MAX_BODY + 1), "", 413, id="too large"),
        pytest.param(BOMB, "gzip", 413, id="small, and too large once unpacked"),
        pytest.param(gzip.compress(BOMB), "gzip", 400, id="packed twice"),
        pytest.param(BOMB[:-20], "gzip", 400, id="a bomb cut short"),
        pytest.param(gzip.compress(b"{}")[:-3], "gzip", 400, id="cut short"),
        pytest.param(b"not gzip", "gzip", 400, id="not gzip"),
        pytest.param(b"{}", "br", 400, id="packed in another way"),
        pytest.param(gzip.compress(b"{}") + b"more", "gzip", 400, id="more after the end"),
    ],
)
def test_bodies_are_bounded(
    client: httpx.Client, desk: TestDesk, body: bytes, encoding: str, status: int
) -> None:
    head = {**bearer(desk), **({"content-encoding": encoding} if encoding else {})}
    answer = client.post("/v1/push", content=body, headers=head)
    assert answer.status_code == status
    assert "value" not in Problem.decode(answer.content).detail


def test_a_body_without_length_is_bounded_too(client: httpx.Client, desk: TestDesk) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 65536 + 2):
            yield b" " * 65536

    try:
        status = client.post("/v1/push", content=endless(), headers=bearer(desk)).status_code
    except (httpx.WriteError, httpx.ReadError):
        status = 413  # the service answered and closed while we were still sending
    assert status == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/push", 405), ("POST", "/v1/hello", 405), ("GET", "/", 404), ("GET", "/x", 404)],
)
def test_a_path_or_a_method_there_is_not(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert refused(answer) == (status, ProblemCode.NOT_FOUND)


def test_health_and_figures(client: httpx.Client, city: City) -> None:
    assert client.get("/health").json() == {"status": "ok", "epoch": str(city.epoch)}
    told = client.get("/metrics").text
    assert "mairie_requests_total" in told
    assert str(city.epoch) not in told


def test_a_database_that_is_away_is_told_as_such(
    city: City, log: tuple[logging.Logger, object]
) -> None:
    away = city.service_url.rpartition("/")[0] + "/not_there"
    given = settings_of(city, service_url=away)
    pool = ConnectionPool(away, 1)
    with spoken_to(build_app(given, pool, log[0])) as client:
        answer = client.get("/v1/hello", headers={"authorization": "Bearer x"})
        assert refused(answer) == (503, ProblemCode.UNAVAILABLE)
        assert int(answer.headers["retry-after"]) > 0
        assert client.get("/health").status_code == 503
    pool.close()


def test_a_connection_that_ended_is_replaced(
    city: City, log: tuple[logging.Logger, object], desk: TestDesk
) -> None:
    pool = ConnectionPool(city.service_url, 1)
    with spoken_to(build_app(settings_of(city), pool, log[0])) as client:
        assert client.get("/v1/hello", headers=bearer(desk)).status_code == 200
        with pool.lent() as database:
            pid = database.info.backend_pid
        with psycopg.connect(city.service_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 20000)", (pid,))
        statuses = [client.get("/v1/hello", headers=bearer(desk)).status_code for _ in range(3)]
        assert statuses[1:] == [200, 200]
    pool.close()


def test_a_desk_that_asks_too_often_is_held_back(
    city: City, log: tuple[logging.Logger, object], desk: TestDesk
) -> None:
    pool = ConnectionPool(city.service_url, 1)
    given = settings_of(city, rate=0.001, burst=2, enrolments_per_hour=1)
    with spoken_to(build_app(given, pool, log[0])) as client:
        answers = [client.get("/v1/hello", headers=bearer(desk)) for _ in range(4)]
        assert refused(answers[-1]) == (429, ProblemCode.SLOW_DOWN)
        assert int(answers[-1].headers["retry-after"]) >= 1
        guesses = [
            client.post("/v1/enrol", content=EnrolRequest(f"GUESS{n}", "x").encode())
            for n in range(2)
        ]
        assert [guess.status_code for guess in guesses] == [403, 429]
    pool.close()
