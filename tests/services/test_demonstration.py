"""The demonstration: what a guest finds, repeatable, lawful, and nobody's real data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.catalogue import Competence
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.numbers import parse
from mairie_quartier.domain.passwords import grade_password
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.receipt_content import PaperKind, ReceiptContent
from mairie_quartier.domain.referrals import Agreement, Delivery
from mairie_quartier.domain.requests import RequestStatus
from mairie_quartier.services import desk, drafts, sessions, visits
from mairie_quartier.services.context import Context
from mairie_quartier.services.demonstration import (
    Scale,
    demonstration_login,
    found_demonstration,
)
from mairie_quartier.services.faults import StoreExists
from mairie_quartier.services.invention.dice import Dice
from mairie_quartier.services.ports import NothingToUndo
from mairie_quartier.store import schema
from mairie_quartier.store.unit import StoreUnit
from tests.builders import FakeClock, entrance_by, open_door, shipped_catalogue

SMALL = Scale(people=250, requests=1_200)
NOW = datetime(2026, 11, 20, 15, 10, tzinfo=UTC)
FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")
PHONE = re.compile(r"\b0[1-9](?:[ .]?[0-9]{2}){4}\b")


@dataclass(frozen=True, slots=True)
class Demonstration:
    context: Context
    entrance: sessions.Entrance
    told: list[tuple[int, int]]


def found(folder: Path, scale: Scale = SMALL, at: datetime = NOW) -> Demonstration:
    clock = FakeClock(at)
    entrance = entrance_by(open_door(folder, clock), clock)
    told: list[tuple[int, int]] = []
    context = found_demonstration(
        entrance, lambda done, total: told.append((done, total)), scale=scale
    )
    return Demonstration(context, entrance, told)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    made = found(tmp_path_factory.mktemp("demonstration"))
    yield made
    made.entrance.door.leave()


def counts(context: Context) -> dict[str, int]:
    with context.open() as unit:
        assert isinstance(unit, StoreUnit)
        rows = {
            table.name: unit._connection.execute(text(f"SELECT count(*) FROM {table.name}"))
            for table in schema.metadata.sorted_tables
        }
        return {name: int(row.scalar_one()) for name, row in rows.items()}


def every_text(context: Context) -> Iterator[str]:
    with context.open() as unit:
        assert isinstance(unit, StoreUnit)
        for table in schema.SYNCED:
            for row in unit._connection.execute(table.select()):
                yield from (value for value in row if isinstance(value, str))


def test_counts_are_those_asked_for(demonstration: Demonstration) -> None:
    found = counts(demonstration.context)

    assert (found["office"], found["agent"], found["partner"]) == (8, 7, 12)
    assert (found["person"], found["request"]) == (SMALL.people, SMALL.requests)
    assert 0.7 * SMALL.requests < found["visit"] < 0.8 * SMALL.requests
    assert found["member"] > SMALL.people // 4
    assert found["piece"] > 200
    assert found["interpreting"] > 20
    assert found["referral"] > 50
    assert found["draft"] == 3


def test_every_record_passes_the_checks_of_the_domain(demonstration: Demonstration) -> None:
    with demonstration.context.open() as unit:
        people = unit.people.matching()
        requests = unit.requests.matching()
        referrals = unit.referrals.matching()
        receipts = unit.receipts.matching()
        needs = unit.interpreting.matching()

    today = demonstration.context.clock.today()
    assert all(person.last_contact_on <= today for person in people)
    assert all(person.birth is None or not person.birth.is_after(today) for person in people)
    assert {request.demarche for request in requests} <= {e.code for e in shipped_catalogue().all()}
    for request in requests:
        closed = request.status is RequestStatus.CLOSED
        assert closed == (request.closed_on is not None)
        assert request.received_on <= (request.closed_on or today) <= today
    assert all(
        referral.agreement is Agreement.GIVEN
        for referral in referrals
        if referral.delivery is Delivery.DIRECT
    )
    assert {need.language for need in needs if need.person_id} > {"arq", "ary"}
    assert len({receipt.number for receipt in receipts}) == len(receipts)


def test_papers_are_those_the_law_allows(demonstration: Demonstration) -> None:
    with demonstration.context.open() as unit:
        receipts = unit.receipts.matching()

    for receipt in receipts:
        content = ReceiptContent.from_json(receipt.content)
        assert content.number == receipt.number == str(parse(receipt.number))
        assert content.place.phone
        acknowledges = content.kind is PaperKind.ACKNOWLEDGEMENT
        assert acknowledges == any(item.legal for item in content.items)
        if acknowledges:
            assert {item.competence for item in content.items} == {Competence.COMMUNE}
    assert {receipt.kind for receipt in receipts} == {kind.value for kind in PaperKind}


def test_only_telephone_numbers_of_fiction(demonstration: Demonstration) -> None:
    numbers = {
        re.sub(r"\D", "", number)
        for line in every_text(demonstration.context)
        for number in PHONE.findall(line)
    }

    assert len(numbers) > 100
    assert {number for number in numbers if not number.startswith(FICTION)} == set()


def test_nothing_looks_like_a_social_security_number(demonstration: Demonstration) -> None:
    suspicious = [line for line in every_text(demonstration.context) if looks_like_nir(line)]

    assert suspicious == []


def test_names_of_many_cultures(demonstration: Demonstration) -> None:
    with demonstration.context.open() as unit:
        people = unit.people.matching()

    assert any(not person.family_name for person in people)
    assert any(person.used_name for person in people)
    assert any(len(person.family_name.split()) > 1 for person in people)
    assert any("’" in person.family_name for person in people)
    assert any(person.other_script_name for person in people)
    assert any(person.birth and not person.birth.is_full for person in people)
    assert len({person.language for person in people}) > 15


def test_members_of_a_household_are_found_from_each_file(demonstration: Demonstration) -> None:
    with demonstration.context.open() as unit:
        people: dict[object, Person] = {person.id: person for person in unit.people.matching()}
        members = unit.members.matching()

    linked = [member for member in members if member.person_id is not None]
    assert linked
    assert all(people[member.person_id].household_id == member.household_id for member in linked)


def test_every_role_is_there_and_may_log_in(demonstration: Demonstration) -> None:
    with demonstration.context.open() as unit:
        agents = unit.agents.matching()

    alone = {role for agent in agents if len(agent.roles) == 1 for role in agent.roles}
    login, password = demonstration_login()
    assert alone == set(Role)
    assert demonstration.context.agent.login == login
    names = [word for a in agents for word in (a.login, a.first_name, a.last_name)]
    assert grade_password(password, names).lacks == ()


def test_desk_is_alive(demonstration: Demonstration) -> None:
    overview = desk.look_at_desk(demonstration.context)

    assert len(overview.visits) == overview.counters.visits_today == 14
    assert overview.counters.due >= 1
    assert overview.counters.open_referrals > 0
    assert overview.counters.open_interpreting > 0
    assert not overview.clock_doubtful
    assert overview.drafts[0].title == "Olena Kovalenko"


def test_drafts_can_be_resumed(demonstration: Demonstration) -> None:
    lines = drafts.list_drafts(demonstration.context)

    forms = [drafts.resume_draft(demonstration.context, line.id) for line in lines]

    assert [form.anonymous for form in forms] == [False, False, True]


def test_undo_never_undoes_the_demonstration(demonstration: Demonstration) -> None:
    with pytest.raises(NothingToUndo):
        visits.undo_last(demonstration.context)


def test_everything_is_in_the_journal_and_the_trail(demonstration: Demonstration) -> None:
    found = counts(demonstration.context)

    records = sum(found[table.name] for table in schema.SYNCED)
    assert found["outbox"] == records
    assert found["audit_entry"] == records + 1  # the guest logged in
    with demonstration.context.open() as unit:
        assert isinstance(unit, StoreUnit)
        acts = unit._connection.execute(schema.audit_entry.select()).mappings().all()
    assert acts[-1]["act"] is AuditAct.LOGGED_IN


def test_progress_ends_at_the_total(demonstration: Demonstration) -> None:
    done = [done for done, _ in demonstration.told]

    assert done == sorted(done)
    assert demonstration.told[-1][0] == demonstration.told[-1][1]


def test_second_foundation_touches_nothing(tmp_path: Path) -> None:
    made = found(tmp_path, Scale(people=3, requests=5))
    made.entrance.door.leave()

    with pytest.raises(StoreExists):
        found_demonstration(made.entrance)

    again = sessions.log_in(made.entrance, *demonstration_login())
    assert counts(again)["person"] == 3
    made.entrance.door.leave()


def test_same_seed_and_day_give_the_same_records(tmp_path: Path) -> None:
    scale = Scale(people=40, requests=120)

    first, second = found(tmp_path / "one", scale), found(tmp_path / "two", scale)

    assert recorded(first) == recorded(second)
    first.entrance.door.leave()
    second.entrance.door.leave()


def recorded(made: Demonstration) -> list[object]:
    with made.context.open() as unit:
        return [
            records.matching()
            for records in (
                *(unit.offices, unit.agents, unit.partners, unit.people, unit.members),
                *(unit.visits, unit.requests, unit.pieces, unit.referrals, unit.interpreting),
            )
        ]


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 22, 9, 0, tzinfo=UTC),  # a Sunday
        datetime(2027, 1, 1, 0, 20, tzinfo=UTC),  # a holiday, soon after midnight
        datetime(2028, 2, 29, 22, 58, tzinfo=UTC),  # just before midnight in Paris
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # the hour that comes twice
    ],
)
def test_desk_is_alive_whatever_the_day(tmp_path: Path, at: datetime) -> None:
    made = found(tmp_path, Scale(people=100, requests=300), at)

    overview = desk.look_at_desk(made.context)

    assert len(overview.visits) == 14
    assert all(line.opened_at <= at for line in overview.visits)
    made.entrance.door.leave()


@pytest.mark.parametrize("scale", [Scale(0, 0), Scale(1, 1), Scale(30, 5), Scale(0, 10)])
def test_any_scale_is_kept(tmp_path: Path, scale: Scale) -> None:
    made = found(tmp_path, scale)

    kept = counts(made.context)

    assert (kept["person"], kept["request"]) == (
        scale.people if scale.requests else 0,
        scale.requests,
    )
    made.entrance.door.leave()


def test_identifiers_are_in_order_of_their_instants() -> None:
    dice = Dice(1)
    instants = [NOW + timedelta(milliseconds=n // 5) for n in range(50)]

    made = [dice.new_id(at) for at in instants]

    assert made == sorted(made)
    assert len(set(made)) == 50
    assert {each.version for each in made} == {7}
