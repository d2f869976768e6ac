"""Needs, pieces, referrals and the person in the intake presenter, over a real store."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.interpreting import Interpreter
from mairie_quartier.domain.referrals import Agreement, Delivery
from mairie_quartier.domain.requests import NotHelpedReason, Outcome, PieceState
from mairie_quartier.ui.screens.intake.presenter import IntakePresenter
from mairie_quartier.ui.screens.intake.state import AfterSaving, FieldName, Spot
from tests.builders import COMMUNE_DECIDES, OTHER_BODY_DECIDES
from tests.ui.screens.intake.at_work import (
    AtWork,
    NotingView,
    known_partner,
)
from tests.ui.screens.intake.needs import RSA, add


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
