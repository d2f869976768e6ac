"""Whatever is thrown at the service, it answers by a code, and logs no value."""

import io
import json
import logging
from collections.abc import Callable

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mairie_quartier.central.app import build_app
from mairie_quartier.central.pool import ConnectionPool
from mairie_quartier.domain.operations import JsonValue, Verdict
from mairie_quartier.domain.protocol import (
    Problem,
    ProblemCode,
    PushAnswer,
    PushRequest,
)
from tests.central.city import City, TestDesk
from tests.central.web import bearer, refused, settings_of, spoken_to

POSTS = ("push", "pull", "snapshot", "checks", "identity", "enrol")
LOOSE = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def desk(city: City) -> TestDesk:
    return city.office().desk("Guichet 1")


# --- whatever comes in


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
SOUND = (200, 400, 403, 409, 413)


@LOOSE
@given(
    path=st.sampled_from(POSTS),
    body=st.binary(max_size=60) | json_values.map(lambda v: json.dumps(v).encode()),
)
def test_any_body_is_answered_by_a_code(
    client: httpx.Client, desk: TestDesk, path: str, body: bytes
) -> None:
    if path == "identity":
        return  # takes no message
    answer = client.post(f"/v1/{path}", content=body, headers=bearer(desk))
    assert answer.status_code in (400, 403)
    Problem.decode(answer.content)


def of_operation(desk: TestDesk) -> list[JsonValue]:
    sent = desk.person()
    whole = json.loads(PushRequest(desk.city.epoch, 1, 1, (sent,)).encode())
    items: list[JsonValue] = whole["ops"][0]
    return items


@LOOSE
@given(place=st.integers(0, 11), value=json_values)
def test_any_value_in_an_operation_is_decided(
    client: httpx.Client, desk: TestDesk, place: int, value: JsonValue
) -> None:
    bad, good = of_operation(desk), of_operation(desk)
    bad[place] = value
    envelope = {"epoch": str(desk.city.epoch), "protocol": 1, "schema": 1, "ops": [bad, good]}
    body = json.dumps(envelope).encode()
    answer = client.post("/v1/push", content=body, headers=bearer(desk))
    if answer.status_code != 200:
        assert refused(answer)[0] in (400, 409)
        return
    answers = PushAnswer.decode(answer.content).answers
    assert answers[1].verdict is Verdict.APPLIED
    again = client.post("/v1/push", content=body, headers=bearer(desk))
    assert PushAnswer.decode(again.content).answers[1] == answers[1]


@LOOSE
@given(data=st.data())
def test_any_value_in_a_field_is_decided(
    client: httpx.Client, desk: TestDesk, data: st.DataObject
) -> None:
    sent = desk.person()
    names = st.sampled_from(sorted(sent.fields)) | st.text(max_size=70)
    changed = data.draw(st.dictionaries(names, json_values, min_size=1, max_size=3))
    bad = desk.person(**changed)
    edit = desk.patch("person", sent.record_id, changed, dict.fromkeys(changed), base=1)
    request = PushRequest(desk.city.epoch, 1, 1, (sent, bad, edit)).encode()
    answer = client.post("/v1/push", content=request, headers=bearer(desk))
    assert answer.status_code == 200
    answers = PushAnswer.decode(answer.content).answers
    assert answers[0].verdict is Verdict.APPLIED
    assert len(answers) == 3
    desk.pull()


@LOOSE
@given(
    path=st.sampled_from(["pull", "snapshot", "checks"]),
    name=st.sampled_from(["epoch", "cursors", "limit", "scope", "word", "after", "scopes"]),
    value=json_values,
)
def test_any_value_in_a_request_is_answered(
    client: httpx.Client, desk: TestDesk, path: str, name: str, value: JsonValue
) -> None:
    whole: dict[str, JsonValue] = {
        "epoch": str(desk.city.epoch),
        "cursors": {"city": 0, "nowhere": 2**62},
        "limit": 2,
        "scope": "city",
        "word": "office",
        "after": None,
        "scopes": ["city"],
    }
    body = json.dumps({**whole, name: value}).encode()
    answer = client.post(f"/v1/{path}", content=body, headers=bearer(desk))
    assert answer.status_code in SOUND


def test_what_a_person_said_is_in_no_log(
    client: httpx.Client, desk: TestDesk, log: tuple[logging.Logger, io.StringIO]
) -> None:
    named = desk.person(family_name="Inoubliable")
    wrong = desk.person(family_name="Inoubliable", birth="Inoubliable")
    request = PushRequest(desk.city.epoch, 1, 1, (named, wrong)).encode()
    client.post("/v1/push", content=request, headers=bearer(desk))
    client.post("/v1/push", content=b'{"epoch":"Inoubliable"}', headers=bearer(desk))
    written = log[1].getvalue()
    assert '"quarantined": 1' in written
    assert "Inoubliable" not in written
    assert desk.token not in written
    for line in written.splitlines():
        assert json.loads(line)["path"].startswith(("/v1/", "/health", "/metrics"))


def test_our_own_fault_is_logged_without_its_values(
    city: City, log: tuple[logging.Logger, io.StringIO]
) -> None:
    class BrokenPool(ConnectionPool):
        def lent(self) -> Callable[[], None]:  # type: ignore[override]  # broken on purpose
            raise KeyError("Inoubliable")

    pool = BrokenPool(city.service_url, 1)
    app = build_app(settings_of(city), pool, log[0])
    with spoken_to(app) as client:
        answer = client.get("/v1/hello", headers={"authorization": "Bearer x"})
    assert refused(answer) == (500, ProblemCode.UNAVAILABLE)
    line = json.loads(log[1].getvalue().splitlines()[-1])
    assert (line["event"], line["error"]) == ("failed", "KeyError")
    assert "Inoubliable" not in json.dumps(line)
    pool.close()
