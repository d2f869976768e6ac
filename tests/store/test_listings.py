"""Lists load by page, give every row once, and read an index whatever the size of the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.intake import InterpretingForm, ReferralForm
from mairie_quartier.domain.interpreting import Urgency
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import desk as desks
from mairie_quartier.services import directory, visits
from mairie_quartier.services.listings import RISK, Page
from mairie_quartier.store.unit import StoreUnit
from tests.builders import Desk, fresh_desk, intake, need, new_partner, person_form

VISITS = 23


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path_factory.mktemp("lists"))
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    for rank in range(VISITS):
        referred = replace(need(outcome=Outcome.REFERRED), referral=ReferralForm(partner.id))
        person = person_form(f"Nom{rank:02}") if rank % 3 else None
        form = intake(desk.context, need(missing=1), referred, person=person)
        urgency = Urgency.NOW if rank % 2 else Urgency.WEEK
        asked = InterpretingForm("bam", urgency=urgency)
        visits.register_visit(desk.context, replace(form, interpreting=asked))
    yield desk
    desk.close()


Read = Callable[[StoreUnit, Desk, Page], Sequence[object]]


BY_KEY: dict[str, tuple[Read, str, int]] = {
    "visits": (
        lambda u, d, p: u.listings.visits_of(d.context.office.id, d.clock.today(), p),
        "id",
        VISITS,
    ),
    "open requests": (
        lambda u, d, p: u.listings.open_requests(d.context.office.id, p),
        "id",
        2 * VISITS,
    ),
    "audit": (lambda u, d, p: u.listings.audit(p), "seq", 0),
}
BY_OFFSET: dict[str, tuple[Read, int]] = {
    "people": (
        lambda u, d, p: u.listings.people(d.context.office.id, p),
        VISITS - (VISITS + 2) // 3,
    ),
    "referrals": (lambda u, d, p: u.listings.referrals(d.context.office.id, p), VISITS),
    "interpreting": (lambda u, d, p: u.listings.interpreting(d.context.office.id, p), VISITS),
    "due": (
        lambda u, d, p: u.listings.due(
            d.context.office.id, d.clock.today() + timedelta(days=365), p
        ),
        3 * VISITS + VISITS // 2,
    ),
}


@pytest.mark.parametrize("size", [1, 5, 50])
@pytest.mark.parametrize("name", BY_KEY)
def test_pages_by_key_give_every_row_once(desk: Desk, name: str, size: int) -> None:
    read, key, count = BY_KEY[name]
    seen: list[object] = []
    after = ""
    with desk.unit() as unit:
        while page := read(unit, desk, Page(after, size)):
            seen += page
            after = str(getattr(page[-1], key))
        whole = read(unit, desk, Page(size=10_000))
    assert seen == list(whole)
    assert len(set(map(repr, seen))) == len(seen)
    assert not count or len(seen) == count


@pytest.mark.parametrize("size", [1, 5, 7, 50])
@pytest.mark.parametrize("name", BY_OFFSET)
def test_pages_by_offset_give_every_row_once(desk: Desk, name: str, size: int) -> None:
    read, count = BY_OFFSET[name]
    seen: list[object] = []
    with desk.unit() as unit:
        while page := read(unit, desk, Page(str(len(seen)), size)):
            seen += page
        whole = read(unit, desk, Page(size=10_000))
    assert seen == list(whole)
    assert len(set(map(repr, seen))) == len(seen) == count


def test_what_is_due_comes_by_risk_then_by_age(desk: Desk) -> None:
    day = desk.clock.today() + timedelta(days=365)
    with desk.unit() as unit:
        lines = unit.listings.due(desk.context.office.id, day, Page(size=1_000))
        count = unit.listings.counters(desk.context.office.id, day).due
    order = [(RISK.index(line.kind), line.due_on) for line in lines]
    assert order == sorted(order)
    assert count == len(lines)


def test_the_counters_are_those_of_the_lists(desk: Desk) -> None:
    overview = desks.look_at_desk(desk.context)
    counters = overview.counters
    assert (counters.visits_today, counters.needs_today) == (VISITS, 2 * VISITS)
    assert (counters.open_referrals, counters.open_interpreting) == (VISITS, VISITS)
    assert counters.due == len(overview.due) == VISITS // 2
    with desk.door.engine.connect() as connection:
        waiting = connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one()
    assert counters.waiting == waiting


def test_no_list_reads_a_whole_table(desk: Desk) -> None:
    plans: list[str] = []
    statements: list[tuple[str, tuple[object, ...]]] = []

    def keep(
        _c: object, _u: object, statement: str, parameters: tuple[object, ...], *_: object
    ) -> None:
        statements.append((statement, parameters))

    engine = desk.door.engine
    event.listen(engine, "before_cursor_execute", keep)
    desks.look_at_desk(desk.context)
    with desk.unit() as unit:
        for read in (*(row[0] for row in BY_KEY.values()), *(row[0] for row in BY_OFFSET.values())):
            read(unit, desk, Page(size=5))
        (person,) = unit.listings.people(desk.context.office.id, Page(size=1))
        assert unit.listings.audit(Page(size=5), person.id)
        assert not unit.listings.was_noted(AuditAct.PRINTED, person.id)
    event.remove(engine, "before_cursor_execute", keep)
    with engine.connect() as connection:
        for statement, parameters in statements:
            if statement.startswith("SELECT"):
                explained = connection.exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", parameters
                )
                plans += [f"{row[-1]} -- {statement}" for row in explained]
    large = ("person", "visit", "request", "piece", "receipt", "outbox", "referral")
    scans = [plan for plan in plans if any(plan.startswith(f"SCAN {name}") for name in large)]
    allowed = ("USING INDEX", "USING COVERING INDEX")
    assert not [plan for plan in scans if not any(each in plan for each in allowed)]
    assert len(plans) > 20
    assert sum("ix_audit_entry_asked" in plan for plan in plans) == 2
