"""The intake presenter over a real encrypted store, without a screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.identifiers import RequestId
from mairie_quartier.domain.interpreting import Interpreter
from mairie_quartier.domain.referrals import Agreement, Delivery
from mairie_quartier.domain.requests import NotHelpedReason, Outcome, PieceState
from mairie_quartier.services import drafts
from mairie_quartier.services.faults import StoreFull
from mairie_quartier.services.listings import Page
from mairie_quartier.services.visits import undo_last
from mairie_quartier.ui.screens.intake.presenter import IntakePresenter
from mairie_quartier.ui.screens.intake.state import AfterSaving, FieldName, Spot
from tests.builders import COMMUNE_DECIDES, OTHER_BODY_DECIDES
from tests.ui.screens.intake.at_work import (
    AtWork,
    NotingView,
    at_work,
    known_partner,
    known_person,
)

RSA = DemarcheCode("rsa")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[AtWork]:
    scene = at_work(tmp_path / "desk")
    yield scene
    scene.desk.close()


@pytest.fixture
def view() -> NotingView:
    return NotingView()


@pytest.fixture
def presenter(scene: AtWork, view: NotingView) -> IntakePresenter:
    presenter = IntakePresenter(scene.work, view)
    presenter.start()
    return presenter


def add(
    presenter: IntakePresenter, code: DemarcheCode = RSA, outcome: Outcome | None = Outcome.INFORMED
) -> RequestId:
    presenter.needs.add(code)
    need_id = presenter.state.form.needs[-1].id
    if outcome is not None:
        presenter.needs.set_outcome(need_id, outcome)
    return need_id


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


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, module: str) -> None:
    def full(*_: object) -> None:
        raise StoreFull(Path("desk.db"))

    monkeypatch.setattr(f"mairie_quartier.ui.screens.intake.{module}.{name}", full)


def test_a_missing_required_piece_gets_the_citys_deadline(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    need_id = add(presenter, OTHER_BODY_DECIDES, Outcome.DEPOSITED)
    demarche = scene.desk.context.catalogue().get(OTHER_BODY_DECIDES)
    code = demarche.required_pieces[0].code
    presenter.needs.set_piece(need_id, code, PieceState.MISSING)
    (need,) = presenter.state.form.needs
    assert need.pieces_due_on is not None
    assert (need.pieces_due_on - scene.desk.clock.today()).days == 14
    presenter.needs.set_piece(need_id, code, PieceState.RECEIVED)
    assert presenter.state.form.needs[0].pieces_due_on is None


def test_a_missing_optional_piece_has_no_deadline(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    need_id = add(presenter, DemarcheCode("prime-activite"), Outcome.DEPOSITED)
    presenter.needs.set_all_pieces(need_id, PieceState.MISSING)
    assert presenter.state.form.needs[0].pieces_due_on is None


def test_a_deadline_that_cannot_be_read_is_said_under_its_field(
    presenter: IntakePresenter,
) -> None:
    need_id = add(presenter, OTHER_BODY_DECIDES, Outcome.DEPOSITED)
    presenter.needs.set_deadline(need_id, "bientôt")
    assert "6/12" in presenter.state.mistake(FieldName.DUE)
    presenter.needs.set_deadline(need_id, "+20")
    assert presenter.state.mistake(FieldName.DUE) == ""


def test_a_minor_never_interprets(presenter: IntakePresenter) -> None:
    presenter.who.set_language("bam")
    presenter.who.ask_interpreter()
    asked = presenter.state.form.interpreting
    assert asked is not None
    presenter.who.change_interpreting(replace(asked, interpreter=Interpreter.MINOR))
    assert presenter.state.form.interpreting == asked
    assert "enfant" in presenter.state.mistake(FieldName.INTERPRETER)


def test_a_relative_without_reason_stops_the_registration(
    presenter: IntakePresenter, view: NotingView
) -> None:
    presenter.who.set_language("bam")
    presenter.who.ask_interpreter()
    asked = presenter.state.form.interpreting
    assert asked is not None
    presenter.who.change_interpreting(replace(asked, interpreter=Interpreter.ADULT_RELATIVE))
    add(presenter)
    presenter.register()
    assert presenter.state.problem is not None
    assert view.spots[-1] == (Spot.INTERPRETING, None)


def test_a_referral_goes_by_the_person_without_agreement(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    partner = known_partner(scene.desk)
    presenter.sheet.read_surroundings()
    need_id = add(presenter, DemarcheCode("cours-francais"), Outcome.REFERRED)
    assert presenter.needs.find_partners("promo") == (partner,)
    presenter.needs.set_partner(need_id, partner.id)
    referral = presenter.state.form.needs[0].referral
    assert referral is not None
    presenter.needs.change_referral(need_id, replace(referral, delivery=Delivery.DIRECT))
    kept = presenter.state.form.needs[0].referral
    assert kept is not None
    assert kept.delivery is Delivery.BY_PERSON
    assert "accord" in presenter.state.mistake(FieldName.DELIVERY)
    given = replace(kept, agreement=Agreement.GIVEN, delivery=Delivery.DIRECT)
    presenter.needs.change_referral(need_id, given)
    assert presenter.state.form.needs[0].referral == given
    presenter.register()
    assert presenter.state.result is not None


def test_a_reason_is_dropped_with_its_outcome(presenter: IntakePresenter, scene: AtWork) -> None:
    need_id = add(presenter, outcome=Outcome.NOT_HELPED)
    presenter.needs.set_reason(need_id, NotHelpedReason.NO_PLACE)
    presenter.needs.set_outcome(need_id, Outcome.INFORMED)
    presenter.register()
    with scene.desk.unit() as unit:
        (request,) = unit.requests.matching()
    assert request.reason is None


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.who.type_person("x" * 10_000),
        lambda p: p.needs.set_note(p.state.form.needs[0].id, "x" * 10_000),
    ],
)
def test_ten_thousand_characters_are_refused_clearly(
    presenter: IntakePresenter, change: Callable[[IntakePresenter], None]
) -> None:
    add(presenter)
    change(presenter)
    presenter.register()
    assert presenter.state.result is None
    assert presenter.state.problem is not None
    assert "trop long" in presenter.state.problem.text


def test_forty_needs_are_registered_together(presenter: IntakePresenter, scene: AtWork) -> None:
    codes = [demarche.code for demarche in scene.desk.context.catalogue().all()][:40]
    for code in codes:
        add(presenter, code)
    presenter.register()
    with scene.desk.unit() as unit:
        assert len(unit.requests.matching()) == 40


def test_printing_registers_and_shows_the_papers(presenter: IntakePresenter, scene: AtWork) -> None:
    add(presenter, COMMUNE_DECIDES, Outcome.DEPOSITED)
    presenter.register(AfterSaving.PREVIEW)
    assert presenter.state.result is not None
    assert scene.navigator.previews == [presenter.state.result.receipt_ids]


def test_the_side_panel_says_which_paper_and_why_no_date(presenter: IntakePresenter) -> None:
    add(presenter, RSA, Outcome.DEPOSITED)
    (paper,) = presenter.state.papers
    assert paper.title == "Récépissé de dépôt"
    assert "Caisse" in paper.needs[0].body
    assert "Aucune date" in paper.needs[0].dates[0]


def test_a_date_is_explained_with_its_article(presenter: IntakePresenter) -> None:
    add(presenter, DemarcheCode("dalo"), Outcome.DEPOSITED)
    sentence = presenter.state.papers[0].needs[0].dates[0]
    assert "Sans réponse le 2 juin 2026, la demande est refusée" in sentence
    assert "3 mois" in sentence
    assert "L114-3" in sentence


def test_a_birth_date_that_cannot_be_read_is_said_and_kept(presenter: IntakePresenter) -> None:
    presenter.who.type_person("Traoré")
    presenter.who.set_birth("31/2/1987")
    assert presenter.state.mistake(FieldName.BIRTH)
    assert presenter.state.form.person is not None
    assert presenter.state.form.person.birth_typed == "31/2/1987"
    presenter.who.set_birth("1987")
    assert not presenter.state.mistake(FieldName.BIRTH)


def test_household_members_are_kept_with_the_person(
    presenter: IntakePresenter, scene: AtWork
) -> None:
    presenter.who.type_person("Traoré Aminata")
    presenter.who.add_member()
    presenter.who.change_member(0, lambda member: replace(member, first_names="Moussa"))
    presenter.who.set_member_birth(0, "2015")
    add(presenter)
    presenter.register()
    with scene.desk.unit() as unit:
        (member,) = unit.members.matching()
    assert (member.first_names, member.birth and member.birth.year) == ("Moussa", 2015)
