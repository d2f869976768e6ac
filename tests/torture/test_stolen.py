"""A copied store shows nothing without its key, and a restored one gives no number twice."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3

from mairie_quartier.services import agents, backups, sessions, visits
from mairie_quartier.services.faults import WrongPassword
from mairie_quartier.services.ports import DoorState
from mairie_quartier.store.keeping import StoreKeeper
from tests.builders import LOGIN, PASSWORD, Desk, fresh_desk, intake, need, new_agent, person_form

SECRETS = ("Zanzibari", "Quetzalcoatl", "0698765432", "rue du Secret")
STRONG = "Nouveau-Cheval-34!"
LONG_LOGIN = "hortense.de.la-villette"
# Only long words are looked for: three letters come up in random bytes sooner or later.
READABLE = (*SECRETS, LONG_LOGIN, "Bacalan", "CREATE TABLE", "family_name")


def written(desk: Desk) -> None:
    """Fill a store with what must not be readable."""
    person = replace(
        person_form("Zanzibari", "Quetzalcoatl"), phone="06 98 76 54 32", address="3 rue du Secret"
    )
    for _ in range(5):
        form = intake(desk.context, need(note="rue du Secret"), person=person)
        visits.register_visit(desk.context, form)


def test_no_file_of_the_folder_shows_a_name(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    written(desk)
    agents.add_agent(desk.context, desk.door, new_agent(desk.context, LONG_LOGIN), STRONG)
    open_files = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert {"desk.db", "desk.db-wal", "vault.json"} <= set(open_files)
    desk.close()
    closed_files = {f"closed {path.name}": path.read_bytes() for path in desk.folder.iterdir()}
    for name, content in {**open_files, **closed_files}.items():
        assert not content.startswith(b"SQLite format"), name
        for encoding in ("utf-8", "utf-16-le"):
            assert not [word for word in READABLE if word.encode(encoding) in content], name


@pytest.mark.parametrize("key", ["", "x", PASSWORD])
def test_the_file_does_not_open_without_its_key(tmp_path: Path, key: str) -> None:
    desk = fresh_desk(tmp_path / "desk")
    written(desk)
    desk.close()
    connection = sqlcipher3.connect(str(desk.folder / "desk.db"))
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key:
        connection.execute(f"PRAGMA key = '{key}'")
    with pytest.raises(sqlcipher3.DatabaseError):
        connection.execute("SELECT count(*) FROM person").fetchone()
    connection.close()


@pytest.mark.parametrize("wrong", ["", PASSWORD.lower(), f"{PASSWORD} ", PASSWORD[:-1]])
def test_a_wrong_password_opens_nothing(tmp_path: Path, wrong: str) -> None:
    desk = fresh_desk(tmp_path / "desk")
    desk.close()
    with pytest.raises(WrongPassword):
        sessions.log_in(desk.entrance, LOGIN, wrong)
    assert desk.door.state is DoorState.CLOSED


def test_a_restored_backup_gives_no_number_twice(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path / "desk")
    keeper = StoreKeeper(desk.door, tmp_path / "backups", keep_days=30, clock=desk.clock)
    written(desk)
    kept = backups.back_up(desk.context, keeper)
    desk.clock.advance(timedelta(hours=1))
    before = _issue(desk, 20)
    backups.restore_backup(desk.context, keeper, kept.path)
    desk.reopen()
    after = _issue(desk, 40)
    desk.close()
    assert not set(before) & set(after)
    assert len(set(after)) == 40


def _issue(desk: Desk, times: int) -> list[str]:
    return [
        visits.register_visit(desk.context, intake(desk.context)).receipts[0].number
        for _ in range(times)
    ]
