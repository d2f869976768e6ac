"""Which papers a visit gives, and what each of them says."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.agents import Agent, Role
from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    Competence,
    PieceRule,
    SilenceRegime,
)
from mairie_quartier.domain.deadlines import StepCode
from mairie_quartier.domain.frozen_json import UnreadableContent, write_json
from mairie_quartier.domain.identifiers import AgentId, OfficeId, PersonId
from mairie_quartier.domain.people import Person
from mairie_quartier.domain.receipt_content import (
    ContentFromLaterVersion,
    DeadlineForOptionalPiece,
    Letterhead,
    Mention,
    MissingPiece,
    PaperKind,
    ReceiptContent,
    ServiceCard,
)
from mairie_quartier.domain.receipts import (
    CcasDelegation,
    IncompleteAcknowledgement,
    NameChoice,
    NeedFacts,
    PieceFacts,
    PlannedPaper,
    compose_receipt,
    plan_papers,
    printed_agent,
    printed_name,
)
from mairie_quartier.domain.requests import Channel, Outcome
from tests.domain.paper_facts import (
    ACCEPTS,
    BOOK,
    DOMICILE,
    INFORMED,
    LETTERHEAD,
    OFFICE,
    PHOTO,
    RSA,
    SCHOOL,
    VACCINES,
    acknowledgement,
    content,
    frame,
    transmitted,
)

NEEDS = st.builds(
    replace,
    st.sampled_from([SCHOOL, RSA, DOMICILE, INFORMED]),
    outcome=st.sampled_from(list(Outcome)),
    acknowledgement=st.sampled_from(list(Acknowledgement)),
    competence=st.sampled_from(list(Competence)),
)


def kinds(*needs: NeedFacts, delegation: CcasDelegation = CcasDelegation.NONE) -> list[PaperKind]:
    return [paper.kind for paper in plan_papers(needs, delegation=delegation)]


def test_a_request_the_commune_decides_is_acknowledged() -> None:
    assert kinds(SCHOOL) == [PaperKind.ACKNOWLEDGEMENT]


def test_each_request_of_the_commune_has_its_own_acknowledgement() -> None:
    assert kinds(SCHOOL, SCHOOL) == [PaperKind.ACKNOWLEDGEMENT] * 2


def test_a_request_sent_on_within_the_commune_is_acknowledged() -> None:
    assert kinds(transmitted(SCHOOL)) == [PaperKind.ACKNOWLEDGEMENT]


def test_another_bodys_file_is_never_acknowledged() -> None:
    """DOMAIN.md 7, error 1; CRPA L114-4."""
    assert kinds(RSA) == [PaperKind.DEPOSIT_RECEIPT]
    assert kinds(transmitted(RSA)) == [PaperKind.TRANSMISSION_NOTICE]


def test_the_ccas_is_acknowledged_for_only_with_a_written_delegation() -> None:
    assert kinds(DOMICILE) == [PaperKind.DEPOSIT_RECEIPT]
    assert kinds(DOMICILE, delegation=CcasDelegation.WRITTEN) == [PaperKind.ACKNOWLEDGEMENT]


@pytest.mark.parametrize(
    "exception",
    [Acknowledgement.NOT_DUE_CONDITIONS_ONLY, Acknowledgement.NOT_DUE_FAVOURABLE_SOON],
)
def test_exceptions_of_r112_4_get_a_deposit_receipt(exception: Acknowledgement) -> None:
    assert kinds(replace(SCHOOL, acknowledgement=exception)) == [PaperKind.DEPOSIT_RECEIPT]


def test_an_unchecked_rule_falls_back_on_the_general_duty_to_acknowledge() -> None:
    """CRPA L112-3: every request is acknowledged, but for the exceptions."""
    unchecked = replace(SCHOOL, acknowledgement=Acknowledgement.UNKNOWN)
    assert kinds(unchecked) == [PaperKind.ACKNOWLEDGEMENT]


def test_information_alone_gives_a_certificate_of_visit() -> None:
    assert kinds(INFORMED, INFORMED) == [PaperKind.VISIT_CERTIFICATE]


def test_a_visit_with_everything_gives_acknowledgement_notice_then_the_rest() -> None:
    papers = plan_papers([INFORMED, transmitted(RSA), RSA, SCHOOL])
    assert [(paper.kind, len(paper.needs)) for paper in papers] == [
        (PaperKind.ACKNOWLEDGEMENT, 1),
        (PaperKind.TRANSMISSION_NOTICE, 1),
        (PaperKind.DEPOSIT_RECEIPT, 2),
    ]


def test_a_visit_without_needs_gives_no_paper() -> None:
    assert plan_papers([]) == ()


@given(st.lists(NEEDS, max_size=8), st.sampled_from(list(CcasDelegation)))
def test_every_need_is_on_one_paper_and_only_ours_are_acknowledged(
    needs: list[NeedFacts], delegation: CcasDelegation
) -> None:
    papers = plan_papers(needs, delegation=delegation)
    printed = [id(need) for paper in papers for need in paper.needs]
    assert sorted(printed) == sorted(id(need) for need in needs)
    acknowledged = [
        need for paper in papers if paper.kind is PaperKind.ACKNOWLEDGEMENT for need in paper.needs
    ]
    ours = {Competence.COMMUNE}
    if delegation is CcasDelegation.WRITTEN:
        ours.add(Competence.CCAS)
    assert {need.competence for need in acknowledged} <= ours


@given(NEEDS)
def test_only_an_acknowledgement_carries_a_date_of_silence(need: NeedFacts) -> None:
    (paper,) = plan_papers([need])
    (item,) = compose_receipt(paper, frame(), number="X").items
    assert (item.legal is not None) == (paper.kind is PaperKind.ACKNOWLEDGEMENT)


def test_an_acknowledgement_says_all_that_r112_5_asks_when_silence_rejects() -> None:
    """DOMAIN.md 7, error 3."""
    legal = acknowledgement().items[0].legal
    assert legal is not None
    assert legal.received_on == date(2026, 3, 1)
    assert (legal.silence.on, legal.silence.regime) == (date(2026, 5, 1), SilenceRegime.REJECTION)
    assert legal.service.phone == "05 00 00 00 04"
    assert legal.names_appeals
    assert legal.appeal_routes == LETTERHEAD.appeal_routes
    assert not legal.offers_attestation


def test_an_acknowledgement_offers_the_attestation_when_silence_accepts() -> None:
    """DOMAIN.md 7, error 3; CRPA L232-3."""
    legal = acknowledgement(replace(SCHOOL, silence=ACCEPTS)).items[0].legal
    assert legal is not None
    assert legal.offers_attestation
    assert legal.appeal_routes == ()


def test_the_office_stands_in_for_the_lines_a_service_left_empty() -> None:
    legal = acknowledgement(replace(SCHOOL, body=ServiceCard("État civil"))).items[0].legal
    assert legal is not None
    assert legal.service == ServiceCard("État civil", OFFICE.address, OFFICE.phone, OFFICE.email)


def test_an_acknowledgement_without_telephone_or_appeals_is_refused() -> None:
    """DOMAIN.md 7, error 3: L112-6, its time limits could not be held against the person."""
    bare = replace(frame(), place=ServiceCard("Mairie"), letterhead=Letterhead("Ville"))
    need = replace(SCHOOL, body=ServiceCard("Éducation", "4 rue de l’École"))
    with pytest.raises(IncompleteAcknowledgement) as refusal:
        compose_receipt(PlannedPaper(PaperKind.ACKNOWLEDGEMENT, (need,)), bare, number="X")
    assert refusal.value.mentions == (Mention.SERVICE_PHONE, Mention.APPEAL_ROUTES)


def test_no_regime_is_assumed_for_a_demarche_nobody_checked() -> None:
    """DOMAIN.md 7, error 2."""
    need = NeedFacts("Aide", "Aide", Competence.COMMUNE, Outcome.DEPOSITED, date(2026, 3, 1))
    legal = acknowledgement(need).items[0].legal
    assert legal is not None
    assert (legal.silence.on, legal.silence.regime) == (None, SilenceRegime.UNKNOWN)
    assert not legal.offers_attestation


def test_the_clock_counts_from_the_administration_that_had_it_first() -> None:
    """DOMAIN.md 7, error 4."""
    need = replace(SCHOOL, first_received_on=date(2026, 2, 10))
    item = acknowledgement(need).items[0]
    assert item.legal is not None
    assert item.legal.silence.on == date(2026, 4, 10)
    assert item.first_received_on == date(2026, 2, 10)


def test_missing_pieces_suspend_the_clock_and_do_not_restart_it() -> None:
    """DOMAIN.md 7, error 5."""
    need = replace(SCHOOL, pieces=(BOOK, VACCINES), pieces_due_on=date(2026, 3, 16))
    legal = acknowledgement(need).items[0].legal
    assert legal is not None
    assert legal.silence.on == date(2026, 5, 16)
    assert legal.silence.provisional
    assert legal.silence.has(StepCode.SUSPENDED)


@pytest.mark.parametrize("piece", [PHOTO, replace(VACCINES, indispensable=False)])
def test_a_piece_that_is_not_indispensable_suspends_nothing(piece: PieceFacts) -> None:
    need = replace(SCHOOL, pieces=(piece,), pieces_due_on=date(2026, 3, 16))
    legal = acknowledgement(need).items[0].legal
    assert legal is not None
    assert legal.silence.on == date(2026, 5, 1)


def test_only_required_pieces_have_a_deadline() -> None:
    need = replace(SCHOOL, pieces=(BOOK, VACCINES, PHOTO), pieces_due_on=date(2026, 3, 16))
    item = acknowledgement(need).items[0]
    assert item.pieces_received == ("Livret de famille",)
    assert [piece.due_on for piece in item.pieces_missing] == [date(2026, 3, 16), None]
    with pytest.raises(DeadlineForOptionalPiece):
        MissingPiece("Photo", PieceRule.OPTIONAL, date(2026, 3, 16))


@pytest.mark.parametrize(
    ("channel", "electronic"),
    [(Channel.DESK, False), (Channel.EMAIL, True), (Channel.ONLINE, True), (Channel.LETTER, False)],
)
def test_electronic_requests_are_told_apart(channel: Channel, electronic: bool) -> None:
    assert content(PaperKind.VISIT_CERTIFICATE, INFORMED, channel=channel).electronic is electronic


def test_the_paper_keeps_to_the_family_name_unless_asked() -> None:
    """CRPA L111-3."""
    person = Person(
        id=PersonId(uuid4()),
        office_id=OfficeId(uuid4()),
        created_at=datetime.fromisoformat("2026-03-01T09:42:00+00:00"),
        last_contact_on=date(2026, 3, 1),
        family_name="Traoré",
        used_name="Le Gall",
        first_names="Aminata",
    )
    assert printed_name(person) == "Aminata Traoré"
    assert printed_name(person, NameChoice.USED_NAME) == "Aminata Le Gall"
    other = replace(person, family_name="", used_name="", first_names="", other_script_name="Амін")
    assert printed_name(other) == "Амін"


def test_an_agent_may_be_printed_without_a_name() -> None:
    """CRPA L111-2."""
    roles = frozenset({Role.RECEPTION})
    ids = (AgentId(uuid4()), OfficeId(uuid4()))
    agent = Agent(*ids, "awa", "Awa", "Diop", "agent d’accueil", roles)
    assert printed_agent(agent).name == "Awa Diop"
    assert printed_agent(replace(agent, printed_name="Agent 4127")).name == "Agent 4127"


@given(
    st.text(max_size=30),
    st.sampled_from([*PaperKind]),
    st.lists(NEEDS, max_size=3),
    st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 -- made aware below
)
def test_content_comes_back_from_json_unchanged(
    text: str, kind: PaperKind, needs: list[NeedFacts], issued_at: datetime
) -> None:
    shared = replace(
        frame(), person=text, issued_at=issued_at.replace(tzinfo=frame().issued_at.tzinfo)
    )
    paper = compose_receipt(PlannedPaper(kind, tuple(needs)), shared, number=text)
    assert ReceiptContent.from_json(paper.to_json()) == paper
    assert paper.to_json() == write_json(paper)


def test_content_of_a_later_program_is_not_guessed() -> None:
    later = replace(acknowledgement(), version=2)
    with pytest.raises(ContentFromLaterVersion):
        ReceiptContent.from_json(later.to_json())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"number": 3}', write_json(OFFICE)])
def test_damaged_content_is_refused(text: str) -> None:
    with pytest.raises(UnreadableContent):
        ReceiptContent.from_json(text)
