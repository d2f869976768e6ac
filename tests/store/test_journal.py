"""Every write leaves its operation and its line in the trail, in the same transaction or none."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import RowMapping, text

from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.people import Person
from mairie_quartier.services import drafts, people, visits
from mairie_quartier.services.listings import Page
from mairie_quartier.store.audit_trail import Breach, TrailReport, verify_chain
from mairie_quartier.store.statements import Statements
from mairie_quartier.store.wire import unpacked
from tests.builders import (
    COMMUNE_DECIDES,
    Desk,
    fresh_desk,
    intake,
    need,
    new_person,
    person_form,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    yield desk
    desk.close()


def rows(desk: Desk, query: str) -> list[RowMapping]:
    with desk.door.engine.connect() as connection:
        return list(connection.execute(text(query)).mappings())


def counts(desk: Desk) -> tuple[int, int, int]:
    """People, operations and audit entries."""
    tables = ("person", "outbox", "audit_entry")
    people_, operations, entries = (
        int(rows(desk, f"SELECT count(*) AS n FROM {table}")[0]["n"]) for table in tables
    )
    return people_, operations, entries


def report(desk: Desk) -> TrailReport:
    with desk.door.engine.connect() as connection:
        return verify_chain(connection)


def added(desk: Desk) -> Person:
    person = new_person(desk.context)
    people.add_person(desk.context, person)
    return person


def test_a_new_row_is_one_put_with_all_its_fields(desk: Desk) -> None:
    person = added(desk)
    operation = rows(desk, "SELECT * FROM outbox ORDER BY dseq")[-1]
    fields = json.loads(unpacked(operation["fields"]))
    assert (operation["kind"], operation["word"], operation["base"]) == ("put", "person", 0)
    assert operation["record_id"] == person.id.bytes
    assert operation["scope"] == str(desk.context.office.id)
    assert operation["actor"] == desk.context.agent.id.bytes
    assert fields["family_name"] == "Traoré"
    assert fields["access_needs"] == []
    assert set(fields) == set(Person.__dataclass_fields__) - {"id"}


def test_a_change_is_one_patch_with_what_it_replaced(desk: Desk) -> None:
    person = added(desk)
    people.save_person(desk.context, replace(person, phone="0600000001", note="sourde"))
    operation = rows(desk, "SELECT * FROM outbox ORDER BY dseq")[-1]
    assert operation["kind"] == "patch"
    assert json.loads(unpacked(operation["fields"])) == {"phone": "0600000001", "note": "sourde"}
    assert json.loads(unpacked(operation["replaced"])) == {"phone": "", "note": ""}


def test_a_change_of_nothing_writes_nothing(desk: Desk) -> None:
    person = added(desk)
    before = counts(desk)
    assert people.save_person(desk.context, person) == frozenset()
    assert counts(desk) == before


def test_the_trail_names_the_changed_fields_and_never_their_values(desk: Desk) -> None:
    person = added(desk)
    people.save_person(desk.context, replace(person, phone="0600000001"))
    line = people.who_opened(desk.context, person.id, Page())[0]
    assert (line.act, line.fields, line.agent) == (AuditAct.CHANGED, ("phone",), "Awa Diop")
    assert not rows(desk, "SELECT * FROM audit_entry WHERE fields LIKE '%0600000001%'")


def test_a_visit_is_one_transaction_of_the_outbox_in_the_order_of_its_writing(desk: Desk) -> None:
    visits.register_visit(
        desk.context, intake(desk.context, need(), need(COMMUNE_DECIDES), person=person_form())
    )
    written = rows(desk, "SELECT * FROM outbox WHERE txn = (SELECT max(txn) FROM outbox)")
    words = [operation["word"] for operation in written]
    assert words[:3] == ["person", "visit", "request"]
    assert words.count("receipt") == 2
    assert len({operation["op"] for operation in written}) == len(written)
    clocks = [operation["hlc"] for operation in written]
    assert clocks == sorted(set(clocks))


@pytest.mark.parametrize("act", ["leave", "fail"])
def test_what_is_not_committed_leaves_no_trace(desk: Desk, act: str) -> None:
    before = counts(desk)

    def work() -> None:
        with desk.unit() as unit:
            unit.people.add(new_person(desk.context))
            unit.people.matching()  # the row is written, not kept
            if act == "fail":
                raise KeyboardInterrupt

    if act == "fail":
        with pytest.raises(KeyboardInterrupt):
            work()
    else:
        work()
    assert counts(desk) == before
    assert people.list_people(desk.context, Page()) == ()
    assert report(desk).whole


def test_every_row_written_has_its_operation_and_its_line(desk: Desk) -> None:
    before = counts(desk)
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(), need(missing=1), person=person_form())
    )
    pieces = rows(desk, "SELECT id FROM piece")
    written = 1 + 1 + len(registered.requests) + len(pieces) + len(registered.receipts)
    after = counts(desk)
    assert after == (before[0] + 1, before[1] + written, before[2] + written)


def test_a_draft_is_neither_sent_nor_audited(desk: Desk) -> None:
    before = counts(desk)
    drafts.keep_draft(desk.context, intake(desk.context, person=person_form()))
    assert counts(desk) == before


def test_opening_a_file_is_audited_and_not_sent(desk: Desk) -> None:
    person = added(desk)
    _, operations, entries = counts(desk)
    people.open_person(desk.context, person.id)
    assert counts(desk) == (1, operations, entries + 1)
    assert people.who_opened(desk.context, person.id, Page())[0].act == AuditAct.OPENED


def test_the_logical_clock_never_goes_back(desk: Desk) -> None:
    added(desk)
    desk.clock.advance(timedelta(days=-365))
    added(desk)
    clocks = [row["hlc"] for row in rows(desk, "SELECT hlc FROM outbox ORDER BY dseq")]
    assert clocks == sorted(set(clocks))


def test_one_unit_may_commit_twice(desk: Desk) -> None:
    with desk.unit() as unit:
        unit.people.add(new_person(desk.context, "Un"))
        unit.commit()
        unit.people.add(new_person(desk.context, "Deux"))
        unit.commit()
        unit.people.add(new_person(desk.context, "Trois"))
    assert [row["family_name"] for row in rows(desk, "SELECT * FROM person")] == ["Un", "Deux"]
    assert report(desk).whole


def test_the_trail_of_a_day_is_whole(desk: Desk) -> None:
    person = added(desk)
    people.open_person(desk.context, person.id)
    visits.register_visit(desk.context, intake(desk.context))
    desk.reopen()
    visits.undo_last(desk.context)
    found = report(desk)
    assert found.whole
    assert found.entries == counts(desk)[2]


TAMPERING = {
    "another agent": ("UPDATE audit_entry SET agent_id = x'00' WHERE seq = 3", 3, Breach.ALTERED),
    "another time": ("UPDATE audit_entry SET at = at + 1 WHERE seq = 2", 2, Breach.ALTERED),
    "another act": ("UPDATE audit_entry SET act = 'opened' WHERE seq = 4", 4, Breach.ALTERED),
    "another subject": (
        "UPDATE audit_entry SET subject_id = randomblob(16) WHERE seq = 5",
        5,
        Breach.ALTERED,
    ),
    "another field": ("UPDATE audit_entry SET fields = '[\"x\"]' WHERE seq = 1", 1, Breach.ALTERED),
    "another hash": (
        "UPDATE audit_entry SET hash = randomblob(32) WHERE seq = 1",
        1,
        Breach.ALTERED,
    ),
    "the first removed": ("DELETE FROM audit_entry WHERE seq = 1", 1, Breach.MISSING),
    "one removed": ("DELETE FROM audit_entry WHERE seq = 3", 3, Breach.MISSING),
    "the last removed": ("DELETE FROM audit_entry WHERE seq > 5", 6, Breach.CUT_OFF),
    "all removed": ("DELETE FROM audit_entry", 1, Breach.CUT_OFF),
    "the mark removed": ("DELETE FROM local_state WHERE name = 'audit'", None, Breach.CUT_OFF),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_any_tampering_with_the_trail_is_found(desk: Desk, name: str) -> None:
    added(desk)
    added(desk)
    added(desk)
    statement, at, breach = TAMPERING[name]
    with desk.door.engine.connect() as connection:
        for guard in ("audit_entry_refuses_update", "audit_entry_refuses_delete"):
            connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text(statement))
        connection.commit()
    found = report(desk)
    assert found.breach is breach
    assert found.broken_at == at or at is None


def test_two_entries_exchanged_are_found(desk: Desk) -> None:
    added(desk)
    with desk.door.engine.connect() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        for old, new in ((2, -2), (3, 2), (-2, 3)):
            connection.execute(text(f"UPDATE audit_entry SET seq = {new} WHERE seq = {old}"))
        connection.commit()
    assert report(desk) == TrailReport(1, 2, Breach.ALTERED)


@pytest.mark.parametrize("years", [-60, -1, 120])
def test_the_trail_holds_whatever_the_clock_says(desk: Desk, years: int) -> None:
    desk.clock.advance(timedelta(days=365 * years))
    added(desk)
    assert report(desk).whole


def test_who_waits_for_the_store_does_not_keep_the_one_who_has_it_from_ending(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads write, as the desk and a backup do; the second waits for the first."""
    asked = Event()

    def note() -> frozenset[str]:
        with desk.unit() as unit:
            unit.note(AuditAct.BACKED_UP, "store", None)
            return unit.commit()

    begin = Statements._begin

    def look(sql: Statements) -> None:
        asked.set()
        begin(sql)

    with ThreadPoolExecutor(1) as pool, desk.unit() as first:
        first.agents.matching()
        monkeypatch.setattr(Statements, "_begin", look)
        second = pool.submit(note)
        assert asked.wait(60)
        assert not first.clock_went_back()
        first.commit()
        assert second.result(60) == frozenset()
