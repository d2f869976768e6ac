"""The desk closes itself off: cover, lock, inactivity, wrong passwords, roles, a newer store."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mairie_quartier.services.demonstration import demonstration_login
from mairie_quartier.services.sessions import Entrance
from mairie_quartier.store.door import StoreDoor
from tests.journeys.pc import Pc, at_work, settings_of

SECRET = demonstration_login()[1]


def screens(pc: Pc) -> list[str]:
    """Give the names in the left-hand list."""
    nav = pc.shown(QWidget, "nav")[0]
    return [button.text() for button in nav.findChildren(QPushButton)]


def test_the_cover_hides_everything_and_gives_the_focus_back(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F12")
    assert pc.shown(QWidget, "cover")
    picture = pc.program.window.grab().toImage()
    for key in ("F2", "Ctrl+K", "Ctrl+1", "Tab", "Return", "F1", "Ctrl+Z"):
        pc.press(key)
    pc.write("abc")
    assert pc.program.window.grab().toImage() == picture
    pc.press("F12")
    assert pc.focus_name == "person"
    assert pc.text_in("person") == "Traoré Aminata"


def test_a_lock_under_the_cover_leaves_the_cover_the_keys(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("F12")
    session = pc.program.session
    assert session is not None
    session.lock_wanted.emit()
    pc.typist.settle()
    pc.write(SECRET)
    pc.press("Return")
    assert pc.focus_name == "cover"
    pc.write("xyz")
    pc.press("F12")
    assert pc.focus_name == "person"
    assert pc.text_in("person") == "Traoré Aminata"


def test_the_lock_closes_the_store_and_another_agent_gets_a_desk_of_their_own(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    pc.press("Ctrl+L")
    assert not pc.is_open
    pc.press("Alt+A")
    pc.log_in("accueil")
    assert pc.context.agent.login == "accueil"
    assert "Aminata" not in pc.words
    pc.press("F2")
    assert pc.text_in("person") == ""
    pc.press("Ctrl+L", "Alt+A")
    pc.log_in()
    assert pc.context.agent.login == demonstration_login()[0]
    assert pc.draft().person is not None


def test_nobody_at_the_keyboard_locks_the_desk_and_keeps_the_draft(pc: Pc) -> None:
    pc.press("F2")
    pc.write("Traoré Aminata")
    session = pc.program.session
    assert session is not None
    timers = [each for each in session.findChildren(QTimer) if each.isActive()]
    usual = settings_of(pc.settings.data).lock_after_min * 60_000
    idle = [each for each in timers if each.interval() == usual]
    assert len(idle) == 1
    idle[0].start(1)
    pc.typist.wait_until(lambda: not pc.is_open, "lock")
    idle[0].setInterval(usual)
    pc.typist.settle()
    assert pc.shown(QWidget, "unlock")
    pc.write(SECRET)
    pc.press("Return")
    assert pc.text_in("person") == "Traoré Aminata"


def test_a_key_starts_the_count_to_the_lock_again(pc: Pc) -> None:
    session = pc.program.session
    assert session is not None
    idle = next(each for each in session.findChildren(QTimer) if each.isActive())
    idle.stop()
    pc.write("a")
    assert idle.isActive()


def test_a_wrong_password_never_opens_and_makes_wait_over_a_restart(closed_pc: Pc) -> None:
    pc = closed_pc
    login = demonstration_login()[0]
    pc.log_in(login, "faux")
    while pc.shown(QWidget, "enter")[0].isEnabled():
        pc.write("faux")
        pc.press("Return")
        assert not pc.is_open
    wait_longest(pc.settings.data / "vault.attempts")
    pc.restart()
    pc.log_in(login, SECRET)
    assert not pc.is_open
    assert not pc.shown(QWidget, "enter")[0].isEnabled()


def wait_longest(attempts: Path) -> None:
    """Make the wait that is owed outlast the slowest test: many more guesses were counted."""
    counts = json.loads(attempts.read_bytes())
    assert counts
    for count in counts.values():
        count["failures"] += 100
    attempts.write_text(json.dumps(counts), encoding="utf-8")


ROLES = {
    "accueil": ["Accueil", "Personnes", "Orientations", "Interprètes", "Annuaire", "Synchro"],
    "analyste": ["Accueil"],
    "dpo": ["Accueil", "Personnes", "Administration"],
    "administratrice": ["Accueil", "Annuaire", "Administration", "Synchro"],
}


@pytest.mark.parametrize("login", ROLES)
def test_an_agent_sees_the_screens_of_their_roles(closed_pc: Pc, login: str) -> None:
    closed_pc.log_in(login)
    assert screens(closed_pc) == ROLES[login]


@pytest.mark.parametrize("login", ["analyste", "dpo", "administratrice"])
def test_who_may_not_record_visits_cannot_by_any_key(closed_pc: Pc, login: str) -> None:
    pc = closed_pc
    pc.log_in(login)
    pc.press("F2")
    assert pc.shown(QWidget, "visitTitle") == []
    assert pc.shown(QWidget, "person") == []
    pc.press("Ctrl+K")
    pc.write("rsa")
    pc.press("Return", "Ctrl+Return")
    assert pc.shown(QWidget, "visitTitle") == []


def test_an_analyst_finds_nobody(closed_pc: Pc) -> None:
    pc = closed_pc
    pc.log_in("dpo")
    with pc.context.open() as unit:
        name = unit.people.matching()[0].family_name
    pc.restart()
    pc.log_in("analyste")
    pc.press("Ctrl+K")
    pc.write(name)
    assert name not in " ".join(
        line.spoken for rows in pc.lists("findRows") for line in rows.lines()
    )


def test_a_store_of_a_later_version_is_refused_with_a_sentence(
    appearance: QApplication, tmp_path: Path
) -> None:
    folder = at_work(tmp_path / "desk")
    make_newer(folder)
    pc = Pc(appearance, settings_of(folder))
    pc.log_in()
    assert not pc.is_open
    said = pc.words
    pc.end()
    assert "version plus récente" in said


def make_newer(folder: Path) -> None:
    """Mark the store as a program to come would."""
    from mairie_quartier.bootstrap import build_parts

    parts = build_parts(settings_of(folder))
    entrance: Entrance = parts.entrance
    entrance.door.enter(*demonstration_login())
    door = entrance.door.real  # type: ignore[attr-defined]
    assert isinstance(door, StoreDoor)
    with door.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'zzzz'")
    door.leave()
