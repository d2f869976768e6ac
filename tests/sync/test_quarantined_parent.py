"""A row whose parent the centre refused goes to the others all the same, and alarms nobody."""

from pathlib import Path

from sqlalchemy import text

from mairie_quartier.services import visits
from mairie_quartier.store.keeping import StoreKeeper
from tests.builders import fresh_desk, intake, need, person_form
from tests.sync.desks import LinkedDesk
from tests.sync.memory_centre import MemoryCentre


def keeper(desk: LinkedDesk, folder: Path) -> StoreKeeper:
    return StoreKeeper(desk.desk.door, folder, keep_days=7, clock=desk.desk.clock)


def test_a_visit_whose_person_was_refused_is_no_damage(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre, tmp_path: Path
) -> None:
    context = here.desk.context
    visits.register_visit(context, intake(context, need(), person=person_form()))
    with here.desk.unit() as unit:
        centre.refuses = {person.id for person in unit.people.matching()}
    here.sync()
    there.sync()
    with there.desk.unit() as unit:
        assert unit.visits.matching()
        assert not unit.people.matching()
    assert keeper(there, tmp_path / "kept").check()


def test_a_lonely_pc_with_a_lost_parent_is_damaged(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "alone")
    context = desk.context
    visits.register_visit(context, intake(context, need(), person=person_form()))
    with desk.door.engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        connection.execute(text("DELETE FROM person"))
        connection.commit()
        cursor.execute("PRAGMA foreign_keys = ON")
    kept = StoreKeeper(desk.door, tmp_path / "kept", keep_days=7, clock=desk.clock)
    assert not kept.check()
    desk.close()
