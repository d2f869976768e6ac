"""A paper is numbered when it is whole, printed from what was frozen, voided but never edited."""

from dataclasses import replace

import pytest

from mairie_quartier.domain.catalogue import Competence
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.domain.papers import AlreadyVoided, VoidReason
from mairie_quartier.domain.receipt_content import PaperKind, ReceiptContent
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import people, receipts, settings, visits
from mairie_quartier.services.listings import Page
from tests.builders import (
    CITY,
    COMMUNE_DECIDES,
    Desk,
    demarches,
    intake,
    need,
    person_form,
)


def test_only_what_the_commune_decides_is_acknowledged(desk: Desk) -> None:
    for demarche in demarches():
        registered = visits.register_visit(desk.context, intake(desk.context, need(demarche.code)))
        kinds = {paper.kind for paper in registered.receipts}
        if demarche.competence is not Competence.COMMUNE:
            assert PaperKind.ACKNOWLEDGEMENT not in kinds, demarche.code


def test_a_transmitted_file_gives_a_notice_of_transmission(desk: Desk) -> None:
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(outcome=Outcome.TRANSMITTED))
    )
    assert [paper.kind for paper in registered.receipts] == [PaperKind.TRANSMISSION_NOTICE]


def test_an_acknowledgement_without_the_lines_of_law_is_not_issued(desk: Desk) -> None:
    settings.change_city(desk.context, replace(CITY, appeal_routes=()))
    registered = visits.register_visit(desk.context, intake(desk.context, need(COMMUNE_DECIDES)))
    lacking = [each.label for each in registered.not_issued]
    issued = [paper.kind for paper in registered.receipts]
    assert (len(lacking), PaperKind.ACKNOWLEDGEMENT in issued) == (1, False) or not lacking


def test_the_ccas_acknowledges_only_by_written_delegation(desk: Desk) -> None:
    ccas = next(each.code for each in demarches() if each.competence is Competence.CCAS)
    before = visits.register_visit(desk.context, intake(desk.context, need(ccas)))
    settings.change_city(desk.context, replace(CITY, ccas_delegation=True))
    after = visits.register_visit(desk.context, intake(desk.context, need(ccas)))
    assert PaperKind.ACKNOWLEDGEMENT not in {paper.kind for paper in before.receipts}
    assert PaperKind.ACKNOWLEDGEMENT in {paper.kind for paper in after.receipts}


def test_the_plan_of_a_form_is_what_is_issued_and_takes_no_number(desk: Desk) -> None:
    form = intake(desk.context, need(), need(COMMUNE_DECIDES), need(outcome=Outcome.TRANSMITTED))
    plan = [paper.kind for paper in receipts.plan_for_form(desk.context, form)]
    registered = visits.register_visit(desk.context, form)
    assert sorted(paper.kind for paper in registered.receipts) == sorted(plan)
    assert registered.receipts[0].number.startswith("BAC-")
    assert "-00001-" in min(paper.number for paper in registered.receipts)


def test_an_unfinished_form_has_a_plan_of_what_is_finished(desk: Desk) -> None:
    form: IntakeForm = replace(intake(desk.context), needs=(need(outcome=None),))
    assert receipts.plan_for_form(desk.context, form) == ()


def test_a_paper_says_what_was_true_when_it_was_issued(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context, person=person_form()))
    paper, person = registered.receipts[0], registered.person
    assert person is not None
    people.save_person(desk.context, replace(person, family_name="Autre"))
    settings.change_city(desk.context, replace(CITY, city="Pessac"))
    printed = receipts.read_paper(desk.context, paper.id)
    assert printed.content == ReceiptContent.from_json(paper.content)
    assert (printed.content.person, printed.content.letterhead.city) == (
        "Aminata Traoré",
        "Bordeaux",
    )
    assert printed.content.number == paper.number


def test_a_paper_is_voided_once(desk: Desk) -> None:
    paper = visits.register_visit(desk.context, intake(desk.context)).receipts[0]
    receipts.void_receipt(desk.context, paper.id, VoidReason.MISTAKE)
    with pytest.raises(AlreadyVoided):
        receipts.void_receipt(desk.context, paper.id, VoidReason.MISTAKE)
    voiding = receipts.read_paper(desk.context, paper.id).voiding
    assert voiding is not None
    assert voiding.reason is VoidReason.MISTAKE


def test_a_correction_voids_and_issues_another_from_the_records_of_now(desk: Desk) -> None:
    registered = visits.register_visit(desk.context, intake(desk.context, person=person_form()))
    person, old = registered.person, registered.receipts[0]
    assert person is not None
    people.save_person(desk.context, replace(person, family_name="Touré"))
    new = receipts.correct_receipt(desk.context, old.id)
    assert new.number != old.number
    assert receipts.read_paper(desk.context, new.id).content.person == "Aminata Touré"
    voiding = receipts.read_paper(desk.context, old.id).voiding
    assert voiding is not None
    assert (voiding.reason, voiding.replaced_by) == (VoidReason.CORRECTED, new.id)
    with pytest.raises(AlreadyVoided):
        receipts.correct_receipt(desk.context, old.id)


def test_a_refused_correction_takes_nothing_back(desk: Desk) -> None:
    paper = visits.register_visit(desk.context, intake(desk.context)).receipts[0]
    receipts.void_receipt(desk.context, paper.id, VoidReason.MISTAKE)
    with pytest.raises(AlreadyVoided):
        receipts.correct_receipt(desk.context, paper.id)
    with desk.unit() as unit:
        assert unit.receipts.matching() == (paper,)


def test_looking_at_a_paper_is_audited(desk: Desk) -> None:
    paper = visits.register_visit(desk.context, intake(desk.context)).receipts[0]
    receipts.read_paper(desk.context, paper.id)
    with desk.unit() as unit:
        line = unit.listings.audit(Page(size=1))[0]
    assert (line.subject, line.subject_id) == ("receipt", str(paper.id))
