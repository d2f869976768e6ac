"""The bench's stores follow the program's tables."""

from pathlib import Path

from mairie_quartier.services.audit import read_trail
from mairie_quartier.services.desk import look_at_desk, operations_waiting
from mairie_quartier.services.listings import Page
from mairie_quartier.store.integrity import Depth, check_store
from tests.bench.stores import Size, open_store


def test_a_store_of_the_bench_is_one_the_program_works_on(tmp_path: Path) -> None:
    desk = open_store(tmp_path, Size(people=20, requests=60))
    try:
        assert check_store(desk.door.engine, Depth.FULL).sound
        # Every visit is of today: fewer than a day's.
        assert len(look_at_desk(desk.context).visits) == 20
        assert operations_waiting(desk.context) >= 60
        assert len(read_trail(desk.context, Page(size=50))) == 50
    finally:
        desk.close()
