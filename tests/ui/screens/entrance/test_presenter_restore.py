"""A backup put back, with a real keeper."""

from pathlib import Path

from mairie_quartier.services.sessions import log_in
from mairie_quartier.ui.screens.entrance.presenter_restore import RestorePresenter
from tests.builders import LOGIN, PASSWORD, fresh_desk
from tests.ui.screens.entrance.way import NotingRestore, keeper_of, way_to


def test_restored_pc_opens_with_the_passwords_of_then(tmp_path: Path) -> None:
    desk, view = fresh_desk(tmp_path), NotingRestore()
    keeper = keeper_of(desk)
    kept = keeper.back_up()
    desk.close()
    desk.door.path.unlink()
    RestorePresenter(way_to(desk.entrance, keeper), keeper, view).restore(kept.path)
    assert "en place" in view.done[0]
    assert view.works[-1] == ""
    assert log_in(desk.entrance, LOGIN, PASSWORD).agent.login == LOGIN


def test_replaced_data_is_said_to_be_kept(tmp_path: Path) -> None:
    desk, view = fresh_desk(tmp_path), NotingRestore()
    keeper = keeper_of(desk)
    kept = keeper.back_up()
    desk.close()
    RestorePresenter(way_to(desk.entrance, keeper), keeper, view).restore(kept.path)
    assert "replaced-" in view.done[0]


def test_damaged_backup_replaces_nothing(tmp_path: Path) -> None:
    desk, view = fresh_desk(tmp_path), NotingRestore()
    keeper = keeper_of(desk)
    desk.close()
    broken = tmp_path / "broken.mqbackup"
    broken.write_bytes(b"not a backup")
    RestorePresenter(way_to(desk.entrance, keeper), keeper, view).restore(broken)
    assert "Rien n’a été remplacé" in view.failures[-1]
    assert view.done == []
    assert log_in(desk.entrance, LOGIN, PASSWORD).agent.login == LOGIN


def test_backups_are_named_by_day_and_time(tmp_path: Path) -> None:
    desk, view = fresh_desk(tmp_path), NotingRestore()
    keeper = keeper_of(desk)
    keeper.back_up()
    presenter = RestorePresenter(way_to(desk.entrance, keeper), keeper, view)
    presenter.load()
    names = [presenter.name_of(each) for each in view.backups]
    assert names == ["Sauvegarde du lundi 2 mars 2026, 10\u00a0h\u00a030"]
