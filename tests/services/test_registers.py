"""Import a register into a real store: files of every kind, once, all or nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.audit import AuditAct
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.permissions import NotAllowed
from mairie_quartier.domain.register_columns import Column, ColumnMissing, guess_mapping
from mairie_quartier.domain.registers import Reason, Verdict
from mairie_quartier.domain.requests import RequestStatus
from mairie_quartier.errors import DeskError
from mairie_quartier.services import register_faults as faults
from mairie_quartier.services import visits
from mairie_quartier.services.registers import (
    Imported,
    ImportMode,
    ImportPlan,
    import_register,
    plan_import,
)
from mairie_quartier.store import schema
from mairie_quartier.store.registers import read_register
from tests.builders import Desk, fresh_desk, intake, person_form
from tests.registers import GOOD, HEADERS, csv_text, line, write_csv


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = fresh_desk(tmp_path / "desk")
    yield made
    made.close()


def plan(desk: Desk, path: Path) -> ImportPlan:
    register = read_register(path)
    return plan_import(desk.context, register, guess_mapping(register.headers))


def imported(desk: Desk, path: Path) -> Imported:
    return import_register(desk.context, plan(desk, path))


def counts(desk: Desk) -> dict[str, int]:
    with desk.unit() as unit:
        return {
            table.name: int(
                unit._connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()
            )
            for table in schema.metadata.sorted_tables
        }


def test_open_quote_far_below_is_named_with_its_line(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", *[GOOD] * 300)
    with path.open("a") as file:
        file.write('02/02/2026;"Sow\n' + "x;y\n" * 1_000)

    with pytest.raises(faults.QuoteNotClosed) as caught:
        plan(desk, path)

    assert caught.value.line == 302


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=9), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_any_table_is_tried_without_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    made = fresh_desk(tmp_path_factory.mktemp("any"))
    path = tmp_path_factory.mktemp("any") / "r.csv"
    path.write_bytes(csv_text([HEADERS, GOOD, *rows]).encode("utf-8", "replace"))

    try:
        tried = plan(made, path)
        import_register(made.context, tried, ImportMode.ACCEPTED_ONLY)
    except DeskError as error:
        assert isinstance(error, faults.RegisterFault)
    finally:
        made.close()


def test_report_tells_each_line_exactly(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "r.csv",
        GOOD,
        line(day="03/03/2026"),
        line(phone="12"),
        ("", *[""] * 7),
        (*GOOD, "de trop"),
        line(day="05/02/2026", demarche="zzzzqqq", birth="31/02/1980"),
    )

    tried = plan(desk, path)

    assert tried.counts == {
        Verdict.ACCEPTED: 1,
        Verdict.CORRECTED: 1,
        Verdict.REFUSED: 3,
        Verdict.KNOWN: 0,
    }
    assert [
        (each.line, each.verdict, [(p.reason, p.column, p.value) for p in each.problems])
        for each in tried.lines
    ] == [
        (3, Verdict.REFUSED, [(Reason.DATE_IN_FUTURE, Column.DAY, "03/03/2026")]),
        (4, Verdict.CORRECTED, [(Reason.PHONE_UNREADABLE, Column.PHONE, "12")]),
        (6, Verdict.REFUSED, [(Reason.TOO_MANY_CELLS, None, "de trop")]),
        (
            7,
            Verdict.REFUSED,
            [
                (Reason.BIRTH_UNREADABLE, Column.BIRTH, "31/02/1980"),
                (Reason.DEMARCHE_UNKNOWN, Column.DEMARCHE, "zzzzqqq"),
            ],
        ),
    ]


def test_trial_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = counts(desk)

    plan(desk, write_csv(tmp_path / "r.csv", GOOD, line(day="")))

    assert counts(desk) == before


def test_all_or_nothing_leaves_the_store_unchanged(desk: Desk, tmp_path: Path) -> None:
    before = counts(desk)

    with pytest.raises(faults.LinesRefused) as caught:
        imported(desk, write_csv(tmp_path / "r.csv", GOOD, line(day=""), line(demarche="")))

    assert caught.value.refused == 2
    assert counts(desk) == before


def test_import_that_fails_midway_leaves_the_store_unchanged(desk: Desk, tmp_path: Path) -> None:
    before = counts(desk)
    days = [f"{1 + n % 28:02}/{1 + n % 12:02}/2025" for n in range(2_500)]
    tried = plan(desk, write_csv(tmp_path / "r.csv", *[line(day=day) for day in days]))

    def stop(done: int) -> None:
        if done == 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_register(desk.context, tried, progress=stop)

    assert counts(desk) == before


def test_accepted_only_writes_the_others(desk: Desk, tmp_path: Path) -> None:
    tried = plan(desk, write_csv(tmp_path / "r.csv", GOOD, line(day=""), line(phone="12")))

    done = import_register(desk.context, tried, ImportMode.ACCEPTED_ONLY)

    assert done.visits == tried.importable == 2
    assert counts(desk)["request"] == 2


def test_what_is_written_is_what_the_line_says(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", line(note="Dossier relu."))

    done = imported(desk, path)

    with desk.unit() as unit:
        (visit,), (request,), (person,) = (
            unit.visits.matching(),
            unit.requests.matching(),
            unit.people.matching(),
        )
    assert done.changed == {"visit", "request", "person"}
    assert (done.visits, done.new_people, done.known_people) == (1, 1, 0)
    assert visit.opened_on.isoformat() == "2026-02-02"
    assert visit.opened_at < desk.clock.now()
    assert visit.person_id == request.person_id == person.id
    assert (request.demarche, request.note) == ("rsa", "Dossier relu.")
    assert request.status is RequestStatus.CLOSED
    assert request.closed_on == visit.opened_on
    assert (person.family_name, person.birth) == ("Traoré", PartialDate(1987, 4, 12))
    assert person.phone == "06 39 98 12 34"


def test_request_said_to_be_open_stays_open(desk: Desk, tmp_path: Path) -> None:
    headers = ("Date", "Démarche", "Suite donnée", "État")
    path = write_csv(
        tmp_path / "r.csv",
        ("02/02/2026", "aah", "transmis", "en cours"),
        ("02/02/2026", "aah", "transmis", "clos"),
        ("02/02/2026", "aah", "information", "en cours"),
        headers=headers,
    )

    imported(desk, path)

    with desk.unit() as unit:
        found = unit.requests.matching()
    assert sorted(request.status for request in found) == sorted(
        [RequestStatus.AWAITING_DECISION, RequestStatus.CLOSED, RequestStatus.CLOSED]
    )
    assert all(
        (request.closed_on is None) == (request.status is not RequestStatus.CLOSED)
        for request in found
    )


def test_same_file_again_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", GOOD, GOOD, line(day="03/02/2026"))
    first = imported(desk, path)
    before = counts(desk)

    again = plan(desk, path)
    second = import_register(desk.context, again)

    assert (first.visits, second.visits) == (3, 0)
    assert again.counts[Verdict.KNOWN] == 3
    assert {p.reason for each in again.lines for p in each.problems} == {Reason.IMPORTED_BEFORE}
    assert counts(desk) == before


def test_lines_added_since_are_imported_alone(desk: Desk, tmp_path: Path) -> None:
    anonymous = line(family="", first="", birth="", phone="")
    imported(desk, write_csv(tmp_path / "r.csv", GOOD, anonymous))

    grown = write_csv(
        tmp_path / "other.csv",
        anonymous,
        GOOD,
        anonymous,
        encoding="cp1252",
        delimiter="\t",
    )
    done = imported(desk, grown)

    assert done.visits == 1
    assert counts(desk)["visit"] == 3


def test_line_undone_may_be_imported_again(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", GOOD, line(day="03/02/2026"))
    imported(desk, path)

    visits.undo_last(desk.context)

    assert counts(desk)["visit"] == 0
    assert imported(desk, path).visits == 2


def test_people_surely_the_same_have_one_file(desk: Desk, tmp_path: Path) -> None:
    rows = [
        line(),
        line(day="03/02/2026", family="TRAORE", first="aminata", phone=""),  # same birth
        line(day="04/02/2026", birth="", phone="+33639981234"),  # same telephone
        line(day="05/02/2026", birth="1987", phone=""),  # only the year
        line(day="06/02/2026", birth="", phone=""),  # only the names
        line(day="07/02/2026", first="Awa"),  # another first name
        line(day="08/02/2026", first=""),  # no first name
    ]

    done = imported(desk, write_csv(tmp_path / "r.csv", *rows))

    assert done.new_people == 5
    with desk.unit() as unit:
        same = [person for person in unit.people.matching() if person.birth and person.birth.day]
    assert max(person.last_contact_on.isoformat() for person in same) == "2026-02-08"
    aminata = [person for person in same if person.first_names == "Aminata"]
    assert [person.last_contact_on.isoformat() for person in aminata] == ["2026-02-04"]


def test_person_with_a_file_keeps_it(desk: Desk, tmp_path: Path) -> None:
    form = intake(desk.context, person=person_form())  # born 12/04/1987
    known = visits.register_visit(desk.context, form).person
    assert known is not None
    rows = [line(day="01/03/2026", phone=""), line(day="02/02/2026", phone="")]

    done = imported(desk, write_csv(tmp_path / "r.csv", *rows))

    assert (done.new_people, done.known_people) == (0, 1)
    with desk.unit() as unit:
        kept = unit.people.get(known.id)
        seen = unit.visits.matching(person_id=known.id)
    assert kept == known  # last contact was later already
    assert len(seen) == 3


def test_import_is_one_transaction_of_the_journal_and_the_trail(desk: Desk, tmp_path: Path) -> None:
    days = [f"{1 + n % 28:02}/{1 + n // 28 % 12:02}/2024" for n in range(1_500)]
    path = write_csv(
        tmp_path / "r.csv", *[line(day=day, note=str(n)) for n, day in enumerate(days)]
    )
    before = counts(desk)

    imported(desk, path)

    after = counts(desk)
    written = sum(after[t.name] - before[t.name] for t in schema.SYNCED)
    with desk.unit() as unit:
        rows = unit._connection.execute(schema.outbox.select()).mappings().all()[before["outbox"] :]
        acts = unit._connection.execute(schema.audit_entry.select()).mappings().all()
    assert written == 3_001
    assert len({row["txn"] for row in rows}) == 1
    assert [row["hlc"] for row in rows] == sorted({row["hlc"] for row in rows})
    assert AuditAct.IMPORTED in {entry["act"] for entry in acts}


def test_progress_tells_each_thousand(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", *[line(note=str(n)) for n in range(2_100)])
    told: list[int] = []
    register = read_register(path)

    plan_import(desk.context, register, guess_mapping(register.headers), told.append)

    assert told == [1_000, 2_000, 2_100]


def test_file_that_changed_since_the_trial_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", GOOD)
    tried = plan(desk, path)
    write_csv(path, GOOD, GOOD)

    with pytest.raises(faults.RegisterChanged):
        import_register(desk.context, tried)


def test_columns_that_are_needed_must_be_mapped(desk: Desk, tmp_path: Path) -> None:
    register = read_register(write_csv(tmp_path / "r.csv", GOOD))

    with pytest.raises(ColumnMissing) as caught:
        plan_import(desk.context, register, {Column.DAY: 0})

    assert caught.value.column is Column.DEMARCHE


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.REFERENT, Role.ANALYST, Role.DPO])
def test_import_is_not_for_every_role(desk: Desk, tmp_path: Path, role: Role) -> None:
    register = read_register(write_csv(tmp_path / "r.csv", GOOD))

    with pytest.raises(NotAllowed):
        plan_import(desk.as_roles(role), register, guess_mapping(register.headers))
