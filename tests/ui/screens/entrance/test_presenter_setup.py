"""The first-run assistant, from an empty folder to an open desk."""

from functools import partial
from pathlib import Path

import pytest

from mairie_quartier.services import demonstration, settings
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.services.ports import DoorState
from mairie_quartier.services.sessions import Entrance, log_in
from mairie_quartier.services.settings import read_city
from mairie_quartier.ui.screens.entrance.answers import Answer, Step
from mairie_quartier.ui.screens.entrance.presenter_setup import SetupPresenter
from tests.ui.screens.entrance.way import (
    NEW_PASSWORD,
    NotingSetup,
    answers,
    empty_entrance,
    way_to,
)


@pytest.fixture
def entrance(tmp_path: Path) -> Entrance:
    return empty_entrance(tmp_path / "data")


def assistant(entrance: Entrance) -> tuple[SetupPresenter, NotingSetup]:
    view = NotingSetup()
    return SetupPresenter(way_to(entrance), view), view


def walk(presenter: SetupPresenter, pages: int, **changes: str) -> None:
    presenter.start()
    for _page in range(pages):
        presenter.next(answers(**changes))


def test_nothing_is_written_before_the_last_answer(entrance: Entrance, tmp_path: Path) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, 2)
    assert view.steps == [Step.CITY, Step.OFFICE, Step.AGENT]
    assert not (tmp_path / "data").exists()


def test_last_answer_makes_the_store_and_shows_the_key(entrance: Entrance) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, 3)
    assert view.steps[-1] is Step.KEY
    assert len(view.checks[0].groups) == 8
    assert view.contexts == []
    assert entrance.door.state is DoorState.OPEN


def test_desk_opens_only_when_a_group_of_the_key_is_typed(entrance: Entrance) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, 3)
    check = view.checks[0]
    presenter.finish("AAAAA")
    assert str(check.asked) in view.failure
    assert view.contexts == []
    presenter.finish(f" {check.groups[check.asked - 1].lower()} ")
    assert [context.agent.login for context in view.contexts] == ["awa.diop"]


def test_key_shown_opens_this_store(entrance: Entrance) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, 3)
    entrance.door.leave()
    entrance.door.enter_with_recovery("-".join(view.checks[0].groups))
    assert entrance.door.state is DoorState.OPEN


def test_answers_reach_the_store(entrance: Entrance) -> None:
    presenter, _view = assistant(entrance)
    walk(presenter, 3, letterhead="Ville\n\n Quartiers ", city_phone="05 56 00 00 01")
    entrance.door.leave()
    context = log_in(entrance, "awa.diop", NEW_PASSWORD)
    assert read_city(context).letterhead == ("Ville", "Quartiers", "05 56 00 00 01")
    assert context.office.code == "BAC"
    entrance.door.leave()


@pytest.mark.parametrize(
    ("pages", "changes", "answer"),
    [
        (1, {"city": " "}, Answer.CITY),
        (2, {"office_code": "B2"}, Answer.OFFICE_CODE),
        (2, {"office_code": "ÉTÉ"}, Answer.OFFICE_CODE),
        (2, {"office_name": ""}, Answer.OFFICE_NAME),
        (2, {"office_email": "accueil@"}, Answer.OFFICE_EMAIL),
        (3, {"first_name": ""}, Answer.FIRST_NAME),
        (3, {"login": ""}, Answer.LOGIN),
        (3, {"password": "awa.diop", "again": "awa.diop"}, Answer.PASSWORD),
        (3, {"again": "autre"}, Answer.AGAIN),
    ],
)
def test_page_stays_until_it_is_right(
    entrance: Entrance, pages: int, changes: dict[str, str], answer: Answer
) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, pages, **changes)
    assert set(view.mistakes) == {answer}
    assert presenter.step is (Step.CITY, Step.OFFICE, Step.AGENT)[pages - 1]


def test_back_goes_a_page_back_until_the_store_is_made(entrance: Entrance) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, 2)
    presenter.back()
    presenter.next(answers())
    presenter.next(answers())
    presenter.back()
    assert view.steps[2:] == [Step.AGENT, Step.OFFICE, Step.AGENT, Step.KEY]


def test_failure_keeps_the_answers_and_the_page(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    entrance = empty_entrance(blocked)
    presenter, view = assistant(entrance)
    walk(presenter, 2)
    blocked.mkdir()
    (blocked / "desk.db").write_bytes(b"somebody else's")
    presenter.next(answers())
    assert "Vos réponses sont gardées" in view.failure
    assert presenter.step is Step.AGENT
    (blocked / "desk.db").unlink()
    presenter.next(answers())
    assert view.steps[-1] is Step.KEY


def test_demonstration_opens_at_once_and_says_how_to_come_back(
    entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = demonstration.Scale(people=5, requests=5)
    found = partial(demonstration.found_demonstration, scale=small)
    monkeypatch.setattr(demonstration, "found_demonstration", found)
    presenter, view = assistant(entrance)
    presenter.discover()
    login, password = view.returns[0]
    assert view.progress
    assert view.contexts[0].agent.login == login
    entrance.door.leave()
    assert log_in(entrance, login, password).agent.login == login
    entrance.door.leave()


def test_set_up_that_broke_half_way_can_be_tried_again(
    entrance: Entrance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter, view = assistant(entrance)
    walk(presenter, 2)
    with monkeypatch.context() as patch:
        patch.setattr(settings, "put_city", _full_disk)
        presenter.next(answers())
    assert "disque est plein" in view.failure
    assert entrance.door.state is DoorState.NO_STORE
    assert not (tmp_path / "data" / "vault.json").exists()
    presenter.next(answers())
    assert view.steps[-1] is Step.KEY
    entrance.door.leave()


def _full_disk(*_told: object) -> None:
    raise StoreFull(Path("desk.db"))
