"""Two desks and a centre: what one records arrives at the other, whatever is cut in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mairie_quartier.domain.synchronising import SyncOutcome
from mairie_quartier.services import people, visits
from mairie_quartier.services.desk import operations_waiting
from mairie_quartier.services.listings import Page
from tests.builders import intake, need, person_form
from tests.sync.desks import LinkedDesk
from tests.sync.memory_centre import MemoryCentre
from tests.sync.work import add, edit, person_at, remove, same


def test_a_visit_recorded_here_arrives_there_whole(here: LinkedDesk, there: LinkedDesk) -> None:
    context = here.desk.context
    visits.register_visit(context, intake(context, need(), need(missing=1), person=person_form()))
    there.sync()
    first = here.sync()
    assert first.outcome is SyncOutcome.DONE
    assert operations_waiting(context) == 0
    second = there.sync()
    assert {"person", "visit", "request", "receipt"} <= second.changed
    assert same(here, there)
    found = people.list_people(there.desk.context, Page())
    assert [line.family_name for line in found] == ["Traoré"]


def test_what_arrived_is_found_by_search(here: LinkedDesk, there: LinkedDesk) -> None:
    add(here, "Zimmermann")
    here.sync()
    there.sync()
    with there.desk.unit() as unit:
        assert [line.family_name for line in unit.index.search("zimmer")] == ["Zimmermann"]


def test_nothing_to_do_is_one_call(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    here.pace = replace(here.pace, checks_every=timedelta(hours=1))
    add(here)
    here.sync()
    here.sync()
    centre.calls.clear()
    here.sync()
    assert centre.calls == ["/v1/hello"]


def test_different_fields_are_merged(here: LinkedDesk, there: LinkedDesk) -> None:
    key = add(here).id
    here.sync()
    there.sync()
    edit(here, key, phone="0600000001")
    edit(there, key, note="sourde")
    here.sync()
    there.sync()
    here.sync()
    assert same(here, there)
    found = person_at(here, key)
    assert found is not None
    assert (found.phone, found.note) == ("0600000001", "sourde")


def test_the_same_field_is_a_conflict_with_both_values(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.sync()
    there.sync()
    edit(here, key, phone="0600000001")
    edit(there, key, phone="0600000002")
    edit(there, key, phone="0600000003")
    here.sync()
    report = there.sync()
    assert report.totals.conflicts == 2
    here.sync()
    assert same(here, there)
    (conflict,) = centre.conflicts()
    assert (conflict.kept, conflict.other) == ('"0600000001"', '"0600000003"')
    found = person_at(there, key)
    assert found is not None
    assert found.phone == "0600000001"


def test_deleted_here_edited_there_is_a_conflict_never_a_revival(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.sync()
    there.sync()
    remove(here, key)
    edit(there, key, phone="0600000002")
    here.sync()
    there.sync()
    here.sync()
    assert same(here, there)
    assert person_at(there, key) is None
    (conflict,) = centre.conflicts()
    assert (conflict.field, conflict.kept) == ("", "null")


def test_edited_there_deleted_here_keeps_the_record(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre
) -> None:
    key = add(here).id
    here.sync()
    there.sync()
    edit(there, key, phone="0600000002")
    there.sync()
    remove(here, key)
    here.sync()
    there.sync()
    assert same(here, there)
    found = person_at(here, key)
    assert found is not None
    assert found.phone == "0600000002"
    with here.desk.unit() as unit:
        assert [line.id for line in unit.index.search("traore")] == [key]


@pytest.mark.parametrize("fate", ["request", "reply", "twice"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_batch_cut_in_the_middle_is_carried_on(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre, fate: str, at: int
) -> None:
    add(here, "Un")
    key = add(here, "Deux").id
    edit(here, key, phone="0600000001")
    edit(here, key, phone="0600000002")
    here.cable.plan = ["ok"] * at + [fate]
    here.sync()
    here.sync()
    there.sync()
    assert same(here, there)
    assert not centre.conflicts()
    assert operations_waiting(here.desk.context) == 0
