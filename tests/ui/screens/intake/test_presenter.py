"""The intake presenter over a real encrypted store, without a screen."""

import pytest

from mairie_quartier.domain.intake import PersonForm
from mairie_quartier.domain.people import Literacy
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import drafts
from mairie_quartier.services.listings import Page
from mairie_quartier.services.people import open_person
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.screens.intake.presenter import IntakePresenter
from mairie_quartier.ui.screens.intake.state import Spot
from mairie_quartier.ui.screens.language_card import CardAnswer
from tests.builders import OTHER_BODY_DECIDES
from tests.ui.screens.intake.at_work import (
    AtWork,
    NotingView,
    known_person,
)
from tests.ui.screens.intake.needs import add, refuse


def test_a_new_visit_starts_on_the_person(presenter: IntakePresenter, view: NotingView) -> None:
    assert view.spots[-1] == (Spot.PERSON, None)


def test_an_anonymous_visit_with_one_need_is_registered(
    presenter: IntakePresenter, scene: AtWork, view: NotingView
) -> None:
    add(presenter)
    presenter.register()
    assert presenter.state.result is not None
    assert presenter.state.result.person_id is None
    assert presenter.state.result.papers[0][1].startswith("BAC")
    assert scene.navigator.sayings == [presenter.state.result.title]
    assert view.spots[-1] == (Spot.RESULT, None)


def test_a_visit_without_need_is_not_registered_and_says_what_to_do(
    presenter: IntakePresenter, scene: AtWork, view: NotingView
) -> None:
    presenter.register()
    assert presenter.state.problem is not None
    assert "besoin" in presenter.state.problem.text
    assert view.spots[-1] == (Spot.NEED, None)
    assert scene.navigator.sayings == []


@pytest.mark.parametrize(
    ("outcome", "spot"),
    [(None, Spot.OUTCOME), (Outcome.NOT_HELPED, Spot.REASON), (Outcome.REFERRED, Spot.PARTNER)],
)
def test_an_unfinished_need_is_shown_where_it_lacks(
    presenter: IntakePresenter, view: NotingView, outcome: Outcome | None, spot: Spot
) -> None:
    first = add(presenter, outcome=outcome)
    add(presenter, OTHER_BODY_DECIDES)
    presenter.register()
    assert view.spots[-1] == (spot, first)
    assert presenter.state.opened == first


def test_matches_are_masked_until_the_agent_confirms(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    known_person(scene.desk)
    presenter.who.type_person("traore aminata")
    (match,) = presenter.state.suggestions
    assert match.shown == "Aminata T. · naissance en 1987 · tél. …42"
    assert "exemple" not in str(presenter.state).lower()


@pytest.mark.parametrize(
    "typed", ["trao", "aminata traore", "Traoure", "traore 1987", "0600001242"]
)
def test_a_known_person_is_found_however_typed(
    presenter: IntakePresenter, scene: AtWork, typed: str
) -> None:
    person = known_person(scene.desk)
    presenter.who.type_person(typed)
    assert [each.person_id for each in presenter.state.suggestions] == [person.id]


def test_a_confirmed_file_is_never_asked_again(
    presenter: IntakePresenter, scene: AtWork, view: NotingView
) -> None:
    person = known_person(scene.desk)
    presenter.who.type_person("traore")
    presenter.who.confirm(person.id)
    form = presenter.state.form
    assert form.language == "bam"
    assert form.person is not None
    assert form.person.address == "3 rue de l’Exemple"
    assert presenter.state.file is not None
    assert presenter.state.suggestions == ()
    assert view.spots[-1] == (Spot.NEED, None)


def test_opening_a_file_is_audited_once_it_is_confirmed(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    person = known_person(scene.desk)
    presenter.who.type_person("traore")
    with scene.desk.unit() as unit:
        assert "opened" not in {line.act for line in unit.listings.audit(Page(), person.id)}
    presenter.who.confirm(person.id)
    with scene.desk.unit() as unit:
        assert "opened" in {line.act for line in unit.listings.audit(Page(), person.id)}


def test_a_known_person_keeps_one_file(presenter: IntakePresenter, scene: AtWork) -> None:
    person = known_person(scene.desk)
    presenter.who.confirm(person.id)
    add(presenter)
    presenter.register()
    assert presenter.state.result is not None
    assert presenter.state.result.person_id == person.id
    with scene.desk.unit() as unit:
        assert len(unit.people.matching()) == 1


def test_forgetting_the_person_makes_the_visit_anonymous(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    presenter.who.confirm(known_person(scene.desk).id)
    presenter.who.forget()
    assert presenter.state.form.anonymous
    assert presenter.state.file is None


def test_a_form_is_kept_and_resumed_as_it_was(presenter: IntakePresenter, scene: AtWork) -> None:
    presenter.who.type_person("محمد علي")
    add(presenter, outcome=Outcome.DEPOSITED)
    presenter.keep()
    left = presenter.state.form
    assert "9\u00a0h" in presenter.state.kept or "10\u00a0h" in presenter.state.kept
    presenter.start()
    assert presenter.state.form.needs == ()
    presenter.resume(left.draft_id)
    assert presenter.state.form == left
    assert presenter.state.person_text == "محمد علي"


def test_an_empty_form_leaves_no_draft(presenter: IntakePresenter, scene: AtWork) -> None:
    presenter.keep()
    presenter.start()
    assert drafts.list_drafts(scene.desk.context) == ()


def test_several_drafts_stay_open(presenter: IntakePresenter, scene: AtWork) -> None:
    for name in ("Traoré", "Nguyễn", "O’Brien"):
        presenter.who.type_person(name)
        presenter.start()
    kept = {draft.title for draft in drafts.list_drafts(scene.desk.context)}
    assert kept == {"Traoré", "Nguyễn", "O’Brien"}


def test_registering_drops_the_draft(presenter: IntakePresenter, scene: AtWork) -> None:
    add(presenter)
    presenter.keep()
    presenter.register()
    presenter.keep()
    assert drafts.list_drafts(scene.desk.context) == ()


def test_a_thrown_away_visit_can_be_had_back(presenter: IntakePresenter, scene: AtWork) -> None:
    add(presenter)
    thrown = presenter.state.form
    presenter.discard()
    assert drafts.list_drafts(scene.desk.context) == ()
    assert presenter.state.notice
    assert presenter.sheet.undo()
    assert presenter.state.form == thrown
    assert len(drafts.list_drafts(scene.desk.context)) == 1


def test_a_need_taken_away_comes_back_in_its_place(presenter: IntakePresenter) -> None:
    first = add(presenter)
    add(presenter, OTHER_BODY_DECIDES)
    before = presenter.state.form.needs
    presenter.needs.remove(first)
    assert len(presenter.state.form.needs) == 1
    presenter.sheet.undo()
    assert presenter.state.form.needs == before


def test_an_undone_visit_comes_back_as_a_draft_and_registers_again(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    presenter.who.type_person("Traoré Aminata")
    add(presenter, outcome=Outcome.DEPOSITED)
    presenter.register()
    undo_last(scene.desk.context)
    presenter.restore_last()
    assert presenter.state.person_text == "Traoré Aminata"
    assert len(drafts.list_drafts(scene.desk.context)) == 1
    presenter.register()
    assert presenter.state.result is not None
    assert presenter.state.problem is None


def test_a_full_disk_is_said_and_nothing_typed_is_lost(
    presenter: IntakePresenter, scene: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(presenter)
    form = presenter.state.form
    refuse(monkeypatch, "keep_draft", "sheet")
    refuse(monkeypatch, "register_visit", "presenter")
    presenter.register()
    assert presenter.state.problem is not None
    assert "disque est plein" in presenter.state.problem.text
    assert presenter.state.form == form
    monkeypatch.undo()
    presenter.register()
    assert presenter.state.result is not None


def test_the_language_shown_on_the_card_is_that_of_the_visit(
    presenter: IntakePresenter,
) -> None:
    presenter.take_answer(CardAnswer("prs"))
    assert presenter.state.form.language == "prs"
    assert presenter.state.form.person is None
    presenter.take_answer(CardAnswer(None, cannot_read=True))
    assert presenter.state.form.language == "prs"
    assert presenter.state.form.person == PersonForm(literacy=Literacy.NO)


def test_the_press_is_got_ready_for_the_language_of_the_visit_once(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    presenter.take_answer(CardAnswer("prs"))
    presenter.who.type_person("Farida Nouri")
    add(presenter)
    assert scene.press.languages == ["prs"]


def test_who_cannot_read_is_remembered_once_named(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    presenter.take_answer(CardAnswer("som", cannot_read=True))
    presenter.who.type_person("Abdi Farah")
    add(presenter)
    presenter.register()
    assert presenter.state.result is not None
    person_id = presenter.state.result.person_id
    assert person_id is not None
    person = open_person(scene.work.context, person_id).person
    assert (person.literacy, person.language) == (Literacy.NO, "som")


def test_the_card_after_a_saved_visit_begins_the_next_one(presenter: IntakePresenter) -> None:
    add(presenter)
    presenter.register()
    saved = presenter.state.form
    presenter.take_answer(CardAnswer("ben"))
    assert presenter.state.result is None
    assert presenter.state.form.draft_id != saved.draft_id
    assert presenter.state.form.language == "ben"
