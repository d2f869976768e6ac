"""The page explains each decision in French: article, dates, sum; every reason has its words."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.acknowledgements import (
    Line,
    LineDecision,
    LineState,
    PaperDecision,
    PaperReason,
    electronic_receipt,
)
from mairie_quartier.domain.catalogue import DelayUnit, DemarcheCode
from mairie_quartier.domain.deadlines import Step, StepCode
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.domain.requests import Channel, Outcome, PieceState
from mairie_quartier.domain.rules import RuleBook
from mairie_quartier.i18n import Translator
from mairie_quartier.services import requests, settings, visits
from mairie_quartier.services.visits import Registered
from mairie_quartier.ui.screens.requests.grounds import GroundWords
from mairie_quartier.ui.screens.requests.steps import StepWords
from mairie_quartier.ui.screens.requests.view import RequestScreen
from tests.builders import CITY, intake, need, person_form
from tests.ui.screens.people.stage import Stage, set_stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "desk")


def come(
    stage: Stage,
    code: str,
    *,
    missing: int = 0,
    outcome: Outcome = Outcome.DEPOSITED,
    channel: Channel = Channel.DESK,
) -> Registered:
    asked = need(DemarcheCode(code), outcome=outcome, missing=missing)
    form = replace(intake(stage.desk.context, asked, person=person_form()), channel=channel)
    return visits.register_visit(stage.desk.context, form)


def show(stage: Stage, qtbot: QtBot, registered: Registered) -> RequestScreen:
    screen = RequestScreen(stage.work)
    qtbot.addWidget(screen)
    screen.open(registered.requests[0].id)
    return screen


def test_an_acknowledgement_explains_its_lines_and_its_appeal(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage, "attestation-accueil", missing=1))
    lines = screen.grounds.lines.said()
    appeal = screen.appeal.steps.said()

    assert screen.grounds.kind.text() == "Accusé de réception"
    assert "La commune décide" in screen.grounds.why.text()
    assert "Documents manquants et leur échéance : écrit (R112-5, 3°)" in lines
    assert "Attestation en cas d’accord par silence : sans objet" in lines
    assert "16 juin 2026" in screen.appeal.headline.text()
    assert "16 avril 2026 + 2 mois = 16 juin 2026" in appeal
    assert "par prudence" in appeal
    assert "provisoire" in screen.appeal.moving.text()
    assert "préfet" in screen.appeal.routes.text()


def test_a_delay_franc_is_explained_day_by_day(stage: Stage, qtbot: QtBot) -> None:
    settings.change_city(stage.desk.context, replace(CITY, ccas_delegation=True))
    screen = show(stage, qtbot, come(stage, "aide-financiere-ccas"))
    appeal = screen.appeal.steps.said()

    assert "3 juillet 2026" in screen.appeal.headline.text()
    assert "2 mai 2026 + 2 mois = 2 juillet 2026" in appeal
    assert "2 juillet 2026 + 1 jour = 3 juillet 2026" in appeal
    assert "Code de justice administrative, art. R421-1" in appeal
    assert "L232-4" in appeal
    assert "délégation écrite" in screen.grounds.why.text()
    assert "22 novembre 2026" in screen.dates.checked.text()


def test_another_bodys_file_says_why_there_is_no_acknowledgement(
    stage: Stage, qtbot: QtBot
) -> None:
    screen = show(stage, qtbot, come(stage, "aah", missing=1))

    assert screen.grounds.kind.text() == "Récépissé de dépôt"
    assert "lui seul accuse réception" in screen.grounds.why.text()
    assert "L114-4" in screen.grounds.source.text()
    assert screen.grounds.lines.isHidden()
    assert screen.appeal.isHidden()
    assert "le délai part quand même de ce jour" in screen.dates.steps.said()


def test_an_unknown_regime_says_who_can_tell_and_what_the_paper_leaves_out(
    stage: Stage, qtbot: QtBot
) -> None:
    screen = show(stage, qtbot, come(stage, "inscription-scolaire"))

    assert screen.dates.headline.text().startswith("Pas de date")
    assert "Mairie, service de l’éducation" in screen.dates.who.text()
    assert "L112-6" in screen.grounds.gaps.text.text()
    assert "non vérifié" in screen.grounds.lines.said()
    assert screen.appeal.isHidden()


def test_an_electronic_request_tells_its_working_days(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage, "attestation-accueil", channel=Channel.EMAIL))

    assert "16 mars 2026" in screen.grounds.electronic.text()
    counted = screen.grounds.counting.said()
    assert "2 mars 2026 + 1 jour ouvré = 3 mars 2026" in counted
    assert "2 mars 2026 + 10 jours ouvrés = 16 mars 2026" in counted
    assert "R112-11-2" in counted


def test_information_alone_has_nothing_to_wait_for(stage: Stage, qtbot: QtBot) -> None:
    screen = show(stage, qtbot, come(stage, "cours-francais", outcome=Outcome.INFORMED))

    assert screen.dates.headline.text().startswith("Rien à attendre")
    assert screen.dates.steps.isHidden()
    assert "atteste du passage" in screen.grounds.why.text()


def test_the_explanation_follows_the_pieces(stage: Stage, qtbot: QtBot) -> None:
    registered = come(stage, "aah", missing=1)
    screen = show(stage, qtbot, registered)
    stage.desk.clock.advance(timedelta(days=5))
    file = requests.reread_request(stage.desk.context, registered.requests[0].id)
    (awaited,) = [piece for piece in file.pieces if piece.state is PieceState.MISSING]

    requests.receive_pieces(stage.desk.context, file.request.id, (awaited.id,))
    screen.refresh(frozenset({"piece"}))
    screen.open(file.request.id)

    assert "7 juillet 2026" in screen.dates.headline.text()
    assert "le délai s’arrête 5 jours" in screen.dates.steps.said()
    assert screen.dates.moving.isHidden()


def test_a_page_read_after_another_shows_nothing_of_it(stage: Stage, qtbot: QtBot) -> None:
    full = come(stage, "attestation-accueil", missing=1, channel=Channel.EMAIL)
    bare = come(stage, "cours-francais", outcome=Outcome.INFORMED)
    screen = show(stage, qtbot, full)

    screen.open(bare.requests[0].id)

    assert screen.dates.steps.said() == ""
    assert screen.grounds.lines.said() == ""
    for part in (
        screen.appeal,
        screen.grounds.electronic,
        screen.grounds.gaps,
        screen.dates.moving,
    ):
        assert part.isHidden()


@pytest.mark.parametrize("reason", list(PaperReason))
def test_every_reason_for_a_paper_is_worded(tr: Translator, reason: PaperReason) -> None:
    decision = PaperDecision(PaperKind.DEPOSIT_RECEIPT, reason, "L112-3")

    assert GroundWords(tr).why(decision).sentence.endswith(".")


def test_every_line_and_state_is_worded(tr: Translator) -> None:
    lines = tuple(LineDecision(line, state, "R112-5") for line in Line for state in LineState)

    said = GroundWords(tr).lines(lines)

    assert all(each.name and each.state for each in said)
    assert len({each.name for each in said}) == len(Line)
    assert len({each.state for each in said}) == len(LineState)


@pytest.mark.parametrize("code", [each for each in StepCode if each is not StepCode.UNKNOWN])
def test_every_step_is_worded_with_its_text(tr: Translator, code: StepCode) -> None:
    step = Step(code, "L114-5", date(2026, 3, 1), date(2026, 3, 16), 15, DelayUnit.DAYS)

    (reason,) = StepWords(tr).say((step,))

    assert reason.source == "article L114-5 du CRPA"
    assert reason.sentence.endswith(".")
    assert "{" not in reason.said()


@pytest.mark.parametrize(
    ("start", "word"), [(date(2026, 7, 14), "jour férié"), (date(2026, 8, 1), "fin de semaine")]
)
def test_a_closed_day_says_why_it_is_closed(tr: Translator, start: date, word: str) -> None:
    (reason,) = StepWords(tr).say((Step(StepCode.CLOSED_DAY, "CPC 642", start, start),))

    assert word in reason.sentence


def test_a_month_without_that_day_is_explained(tr: Translator) -> None:
    step = Step(
        StepCode.DELAY, "L231-4", date(2026, 12, 31), date(2027, 2, 28), 2, DelayUnit.MONTHS
    )

    (reason,) = StepWords(tr).say((step,))

    assert reason.sum == "31 décembre 2026 + 2 mois = 28 février 2027"
    assert "n’existe pas" in reason.sentence


def test_an_unchecked_electronic_delay_is_not_asserted(tr: Translator) -> None:
    receipt = electronic_receipt(date(2026, 3, 2), RuleBook())

    assert "n’est pas vérifié" in GroundWords(tr).electronic(receipt)
    assert GroundWords(tr).electronic_steps(receipt) == ()
