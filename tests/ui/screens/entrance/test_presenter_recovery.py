"""A lost password: the printed key, typed by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from mairie_quartier.services.sessions import log_in
from mairie_quartier.ui.screens.entrance.attempts import Phase
from mairie_quartier.ui.screens.entrance.presenter_recovery import (
    RecoveryForm,
    RecoveryPresenter,
)
from tests.builders import LOGIN, Desk
from tests.ui.screens.entrance.way import NEW_PASSWORD, NotingEntry, closed_desk, way_to


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return closed_desk(tmp_path)


def form_for(desk: Desk) -> RecoveryForm:
    return RecoveryForm(tuple(desk.recovery_code.split("-")), LOGIN, NEW_PASSWORD, NEW_PASSWORD)


def recover(desk: Desk, form: RecoveryForm) -> NotingEntry:
    view = NotingEntry()
    RecoveryPresenter(way_to(desk.entrance), view).recover(form)
    return view


def test_key_gives_a_new_password_and_lets_in(desk: Desk) -> None:
    assert recover(desk, form_for(desk)).contexts[0].agent.login == LOGIN
    desk.close()
    assert log_in(desk.entrance, LOGIN, NEW_PASSWORD).agent.login == LOGIN


def test_small_letters_and_look_alikes_are_forgiven(desk: Desk) -> None:
    form = form_for(desk)
    typed = tuple(group.lower().replace("0", "o").replace("1", "l") for group in form.groups)
    assert recover(desk, replace(form, groups=typed)).contexts


def test_mistyped_group_is_named(desk: Desk) -> None:
    form = form_for(desk)
    third = form.groups[2]
    wrong = third[:4] + ("2" if third[4] != "2" else "3")
    groups = (*form.groups[:2], wrong, *form.groups[3:])
    view = recover(desk, replace(form, groups=groups))
    assert view.last.phase is Phase.FAILED
    assert view.last.wrong_group == 3
    assert view.contexts == []


def test_missing_group_is_named_before_any_try(desk: Desk) -> None:
    form = form_for(desk)
    view = recover(desk, replace(form, groups=(*form.groups[:5], "", *form.groups[6:])))
    assert [(state.phase, state.wrong_group) for state in view.states] == [(Phase.INCOMPLETE, 6)]


def test_key_of_another_pc_opens_nothing(desk: Desk, tmp_path: Path) -> None:
    other = closed_desk(tmp_path / "other")
    other.reopen()
    code = other.door.renew_recovery()
    other.close()
    view = recover(desk, replace(form_for(desk), groups=tuple(code.split("-"))))
    assert view.last.phase is Phase.FAILED
    assert view.contexts == []


def test_unknown_login_is_said_to_who_holds_the_key(desk: Desk) -> None:
    view = recover(desk, replace(form_for(desk), login="inconnu"))
    assert "Aucun agent actif" in view.last.words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"login": " "}, "identifiant"),
        ({"password": "court", "again": "court"}, "facile à deviner"),
        ({"again": "Autre-Lampe-2026"}, "différents"),
    ],
)
def test_incomplete_form_is_refused_before_the_key(
    desk: Desk, changes: dict[str, str], words: str
) -> None:
    view = recover(desk, replace(form_for(desk), **changes))  # type: ignore[arg-type]  # by name
    assert view.last.phase is Phase.INCOMPLETE
    assert words in view.last.words
