"""How a PC becomes a desk: with a code, with its own office, with a series of its own."""

from datetime import timedelta
from uuid import UUID

import httpx

from mairie_quartier.central.steward import maintaining
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import JsonValue, Operation, Verdict
from mairie_quartier.domain.protocol import (
    ProblemCode,
)
from mairie_quartier.domain.protocol_enrolment import (
    Enrolled,
    EnrolRequest,
    OfficeCard,
)
from mairie_quartier.domain.quick_reading import SnapshotRow
from tests.central.city import City, TestDesk, TestOffice
from tests.central.web import refused

# --- enrolment of a PC that was set up alone


def alone(city: City) -> tuple[EnrolRequest, UUID, UUID]:
    city.offices += 1
    office, agent = new_id(), new_id()
    row: dict[str, JsonValue] = {
        "office_id": str(office),
        "login": f"seul.{agent}",
        "first_name": "Zoé",
        "last_name": "Petit",
        "quality": "",
        "roles": ["administrator", "manager", "reception"],
        "active": True,
        "printed_name": "",
    }
    card = OfficeCard(
        office, f"Z{chr(65 + city.offices % 26)}{chr(65 + city.offices // 26)}", "Seule"
    )
    return EnrolRequest("", "Guichet", card, (SnapshotRow("agent", agent, 0, row),)), office, agent


def plan(city: City, code: str) -> str:
    with maintaining(city.owner) as steward:
        steward.add_office(code, "Prévue")
        return steward.plan_enrolment(code, timedelta(hours=1))


def test_a_pc_set_up_alone_keeps_its_office_and_its_agents(
    city: City, client: httpx.Client
) -> None:
    request, office, agent = alone(city)
    code = plan(city, "QQA")
    body = EnrolRequest(code, "Guichet", request.office, request.agents).encode()
    enrolled = Enrolled.decode(client.post("/v1/enrol", content=body).content)
    assert enrolled.office == request.office
    assert [each.record_id for each in enrolled.agents] == [agent]
    offices = city.owner_rows("SELECT 1 FROM office WHERE code = 'QQA'")
    assert offices == []
    desk = TestDesk(TestOffice(city, enrolled.office, agent), enrolled.token, enrolled.desk)
    first: Operation = desk.person()
    (answer,) = desk.push(first)
    assert answer.verdict is Verdict.APPLIED
    assert office == enrolled.office.id


def test_a_second_code_of_the_planned_office_serves_the_one_in_its_place(
    city: City, client: httpx.Client
) -> None:
    request, office, _agent = alone(city)
    code = plan(city, "QQB")
    with maintaining(city.owner) as steward:
        second = steward.plan_enrolment("QQB", timedelta(hours=1))
    for each in (code, second):
        body = EnrolRequest(each, "Guichet", request.office, request.agents).encode()
        enrolled = Enrolled.decode(client.post("/v1/enrol", content=body).content)
        assert enrolled.office.id == office


def test_a_pc_of_another_office_is_refused_where_others_work(
    city: City, client: httpx.Client
) -> None:
    busy = city.office()
    busy.desk()
    request, _office, _agent = alone(city)
    code = busy.code()
    body = EnrolRequest(code, "Guichet", request.office, request.agents).encode()
    answer = client.post("/v1/enrol", content=body)
    assert refused(answer) == (409, ProblemCode.OFFICE_DIFFERS)
    # Nothing was changed: the code still serves.
    assert client.post("/v1/enrol", content=EnrolRequest(code, "x").encode()).status_code == 200


def test_series_are_given_to_one_desk_of_an_office(city: City, client: httpx.Client) -> None:
    office = city.office()
    series = set()
    for n in range(5):
        body = EnrolRequest(office.code(), f"Guichet {n}").encode()
        series.add(Enrolled.decode(client.post("/v1/enrol", content=body).content).series)
    assert len(series) == 5
