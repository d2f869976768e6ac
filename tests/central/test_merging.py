"""The merge as the database keeps it: conflicts, removals, files handed over."""

import json

import pytest

from mairie_quartier.central import pulling
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.domain.operations import (
    Answer,
    ChangeKind,
    RejectCode,
    Verdict,
)
from mairie_quartier.domain.protocol_pull import (
    ChecksRequest,
)
from tests.central.city import City, TestDesk, TestOffice


@pytest.fixture
def office(city: City) -> TestOffice:
    return city.office()


@pytest.fixture
def desk(office: TestOffice) -> TestDesk:
    return office.desk()


# --- the merge, as the database keeps it


def test_deletion_against_an_edit_is_a_conflict_for_a_person(office: TestOffice) -> None:
    one, other = office.desk("Guichet 1"), office.desk("Guichet 2")
    sent = one.person()
    one.push(sent)
    one.push(one.delete("person", sent.record_id, dict(sent.fields), base=1))
    late = other.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1)
    (answer,) = other.push(late)
    assert (answer.verdict, answer.gone) == (Verdict.CONFLICT, True)
    (conflict,) = [change for change in one.pull() if change.word == "conflict"]
    assert conflict.fields["kept"] == "null"
    other = json.loads(str(conflict.fields["other"]))
    assert other == {**sent.fields, "town": "Lyon"}
    assert conflict.fields["other_place"] == "Guichet 2"
    kinds = [change.kind for change in one.pulled if change.record_id == sent.record_id]
    assert kinds == [ChangeKind.PUT, ChangeKind.DELETE]


def test_an_agent_undoes_a_removal(office: TestOffice) -> None:
    desk = office.desk()
    sent = desk.person()
    removed = desk.delete("person", sent.record_id, dict(sent.fields), base=1)
    back = desk.put("person", sent.fields, record_id=sent.record_id)
    answers = desk.push(sent, removed, back)
    assert [answer.verdict for answer in answers] == [Verdict.APPLIED] * 3
    assert answers[-1].rev == 3
    edit = desk.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=3)
    assert desk.push(edit) == (Answer(edit.op, Verdict.APPLIED, 4),)


def test_a_chain_of_edits_on_a_value_that_lost_is_one_conflict(
    city: City, office: TestOffice
) -> None:
    one, other = office.desk("Guichet 1"), office.desk("Guichet 2")
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    chain = [
        one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1),
        one.patch("person", sent.record_id, {"town": "Metz"}, {"town": "Lyon"}, base=1),
    ]
    answers = one.push(*chain)
    assert [answer.verdict for answer in answers] == [Verdict.CONFLICT] * 2
    third = one.patch("person", sent.record_id, {"town": "Brest"}, {"town": "Metz"}, base=1)
    one.push(third)
    query = "SELECT kept, other, kept_place, other_place FROM conflict WHERE record_id = %s"
    assert city.owner_rows(query, sent.record_id) == [
        ('"Nice"', '"Brest"', "Guichet 2", "Guichet 1")
    ]


def test_a_person_chooses_and_the_conflict_is_closed(city: City, office: TestOffice) -> None:
    one, other = office.desk(), office.desk()
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    one.push(one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1))
    (conflict,) = [change for change in one.pull() if change.word == "conflict"]
    txn = new_id()
    answers = one.push(
        one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": "Nice"}, base=2, txn=txn),
        one.patch(
            "conflict",
            conflict.record_id,
            {"state": "closed", "chosen": '"Lyon"'},
            {"state": "open", "chosen": None},
            base=1,
            txn=txn,
        ),
    )
    assert [answer.verdict for answer in answers] == [Verdict.APPLIED] * 2
    query = "SELECT state, chosen FROM conflict WHERE record_id = %s"
    assert city.owner_rows(query, sent.record_id) == [("closed", '"Lyon"')]


def test_two_choices_at_once_open_the_conflict_again_and_none_about_it(
    city: City, office: TestOffice
) -> None:
    one, other = office.desk("Guichet 1"), office.desk("Guichet 2")
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    one.push(one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1))
    (conflict,) = [change for change in one.pull() if change.word == "conflict"]
    seen = {"state": "open", "chosen": None}
    kept = {"state": "closed", "chosen": '"Nice"'}
    other.push(other.patch("conflict", conflict.record_id, kept, seen, base=1))
    taken = {"state": "closed", "chosen": '"Lyon"'}
    answers = one.push(
        one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": "Nice"}, base=2),
        one.patch("conflict", conflict.record_id, taken, seen, base=1),
    )
    assert [answer.verdict for answer in answers] == [Verdict.APPLIED, Verdict.CONFLICT]
    query = "SELECT state, kept, other, chosen, kept_place FROM conflict"
    assert city.owner_rows(f"{query} WHERE office_id = %s", office.id) == [
        ("open", '"Lyon"', '"Nice"', None, "Guichet 1")
    ]
    last = [change for change in other.pull() if change.word == "conflict"][-1]
    assert (last.kind, last.fields["state"]) == (ChangeKind.PATCH, "open")


def test_a_conflict_is_opened_by_the_centre_only(desk: TestDesk) -> None:
    forged = desk.put("conflict", {"office_id": str(desk.office.id)})
    (answer,) = desk.push(forged)
    assert answer.verdict is Verdict.QUARANTINED


# --- handing over


def test_a_file_handed_over_leaves_one_office_and_arrives_in_the_other(city: City) -> None:
    here, there = city.office(), city.office()
    one, witness, receiver = here.desk(), here.desk(), there.desk()
    sent = one.person()
    move = one.patch(
        "person",
        sent.record_id,
        {"office_id": str(there.id), "note": "déménagé"},
        {"office_id": str(here.id), "note": ""},
    )
    late = one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""})
    answers = one.push(sent, move, late)
    assert [answer.code for answer in answers] == [None, None, RejectCode.SCOPE_DROPPED]
    kinds = [change.kind for change in witness.pull() if change.record_id == sent.record_id]
    assert kinds == [ChangeKind.PUT, ChangeKind.DROP]
    (arrived,) = [change for change in receiver.pull() if change.record_id == sent.record_id]
    assert arrived.kind is ChangeKind.PUT
    assert arrived.fields == {**sent.fields, "office_id": str(there.id), "note": "déménagé"}
    (edit,) = receiver.push(
        receiver.patch("person", sent.record_id, {"town": "Lille"}, {"town": ""}, base=2)
    )
    assert edit.verdict is Verdict.APPLIED
    for desk, count in ((witness, 0), (receiver, 1)):
        scope = desk.office.scope
        told = pulling.checks(city.database, desk.token, ChecksRequest((scope,)))
        people = told.tallies[scope].get("person")
        assert (people.count if people else 0) == count
    back = receiver.patch(
        "person", sent.record_id, {"office_id": str(here.id)}, {"office_id": str(there.id)}, base=3
    )
    assert receiver.push(back)[0].verdict is Verdict.APPLIED
    last = [change for change in witness.pull() if change.record_id == sent.record_id][-1]
    assert (last.kind, last.fields["town"]) == (ChangeKind.PUT, "Lille")
    assert (
        one.push(one.patch("person", sent.record_id, {"email": "a"}, {"email": ""}, base=4))[
            0
        ].verdict
        is Verdict.APPLIED
    )


def test_a_conflict_never_slips_into_the_city_s_scope(city: City, office: TestOffice) -> None:
    one, other = office.desk(), office.desk()
    sent = one.person()
    one.push(sent)
    other.push(other.patch("person", sent.record_id, {"town": "Nice"}, {"town": ""}, base=1))
    one.push(one.patch("person", sent.record_id, {"town": "Lyon"}, {"town": ""}, base=1))
    (conflict,) = [change for change in one.pull() if change.word == "conflict"]
    seen = {"office_id": str(office.id)}
    (answer,) = one.push(one.patch("conflict", conflict.record_id, {"office_id": None}, seen))
    assert answer.code is RejectCode.FORBIDDEN
    there = city.office()
    move = one.patch("conflict", conflict.record_id, {"office_id": str(there.id)}, seen, base=1)
    assert one.push(move)[0].verdict is Verdict.APPLIED
    arrived = [change for change in there.desk().pull() if change.word == "conflict"]
    assert [change.kind for change in arrived] == [ChangeKind.PUT]


def test_a_file_is_handed_over_to_an_office_that_exists_only(desk: TestDesk) -> None:
    sent = desk.person()
    move = desk.patch(
        "person",
        sent.record_id,
        {"office_id": str(new_id())},
        {"office_id": str(desk.office.id)},
    )
    answers = desk.push(sent, move)
    assert [answer.code for answer in answers] == [None, RejectCode.BAD_VALUE]


def test_a_file_is_handed_over_by_who_may(city: City, desk: TestDesk) -> None:
    there = city.office()
    clerk = city.agent(desk.office, "reception")
    sent = desk.person()
    move = desk.patch(
        "person",
        sent.record_id,
        {"office_id": str(there.id)},
        {"office_id": str(desk.office.id)},
        actor=clerk,
    )
    answers = desk.push(sent, move)
    assert [answer.code for answer in answers] == [None, RejectCode.FORBIDDEN]
