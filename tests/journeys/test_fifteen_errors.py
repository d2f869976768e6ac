"""The fifteen errors that would be most embarrassing, one test each, through the real program.

Each goes by what an agent would do: a form registered on a real encrypted store, the catalogue
as shipped, the rules, the paper as printed.  Where the program has no such feature yet, the test
says that there is no way to the error, and its docstring says so.  Source: DOMAIN.md 7.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DatabaseError

from mairie_quartier import paths
from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.typography import Style, Typesetter
from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.catalogue import (
    Competence,
    DemarcheCode,
    PieceRule,
    Silence,
    SilenceRegime,
)
from mairie_quartier.domain.catalogue_fields import ProblemKind
from mairie_quartier.domain.catalogue_mapping import demarche_to_mapping
from mairie_quartier.domain.catalogue_source import EntryInvalid, demarche_from_mapping
from mairie_quartier.domain.intake import InterpretingForm, PersonForm, ReferralForm
from mairie_quartier.domain.interpreting import Interpreter, MinorInterpreter
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.domain.people import AccessNeed, Person
from mairie_quartier.domain.permissions import ALLOWED, Act
from mairie_quartier.domain.receipt_content import Mention, PaperKind, ReceiptContent
from mairie_quartier.domain.receipts import compose_receipt, plan_papers
from mairie_quartier.domain.referrals import Agreement, Delivery, NoAgreement
from mairie_quartier.domain.register_columns import Column
from mairie_quartier.domain.requests import Outcome, PieceState
from mairie_quartier.services import directory, requests, settings, visits
from mairie_quartier.services.listings import Page
from mairie_quartier.store import schema
from mairie_quartier.store.local_tables import audit_entry
from tests.builders import (
    CITY,
    COMMUNE_DECIDES,
    Desk,
    demarches,
    fresh_desk,
    intake,
    need,
    new_partner,
    person_form,
)
from tests.domain.paper_facts import SCHOOL, frame
from tests.journeys.error_cases import (
    CHECKED,
    TWO_MONTHS,
    issue,
    kept,
    ours,
    press,
    print_paper,
    printed,
    shipped,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path)
    yield desk
    desk.close()


def test_error_01_an_acknowledgement_with_silence_dates_for_another_bodys_file(desk: Desk) -> None:
    """CRPA L114-4: not one of the shipped démarches that another body decides, by any way in."""
    others = [entry for entry in demarches() if entry.competence is not Competence.COMMUNE]
    assert len(others) > 30
    for outcome in (Outcome.DEPOSITED, Outcome.TRANSMITTED):
        form = intake(desk.context, *(need(entry.code, outcome) for entry in others))
        for receipt in visits.register_visit(desk.context, form).receipts:
            content = ReceiptContent.from_json(receipt.content)
            assert content.kind is not PaperKind.ACKNOWLEDGEMENT
            assert all(item.legal is None for item in content.items)
    registered = visits.register_visit(desk.context, intake(desk.context, need()))
    words = printed(registered.receipts[0])
    assert registered.requests[0].decision_due_on == date(2026, 7, 2)
    assert "2 juillet 2026" not in words
    assert "Accusé de réception" not in words


def test_error_02_acceptance_by_silence_by_default_for_financial_aid(desk: Desk) -> None:
    """CRPA L231-4, 3°: nothing accepts by default, and the catalogue refuses it without a text."""
    assert Silence().regime is SilenceRegime.UNKNOWN
    aid = replace(ours(Silence(SilenceRegime.ACCEPTANCE, TWO_MONTHS, CHECKED)), financial=True)
    with pytest.raises(EntryInvalid) as refusal:
        demarche_from_mapping(demarche_to_mapping(aid))
    assert [each.problem for each in refusal.value.problems] == [
        ProblemKind.ACCEPTANCE_OF_FINANCIAL_AID
    ]
    accepting = [e for e in demarches() if e.silence.regime is SilenceRegime.ACCEPTANCE]
    assert all(entry.silence.note and entry.silence.source for entry in accepting)
    words = printed(issue(desk, replace(ours(Silence()), financial=True)).receipts[0])
    assert "acceptée" not in words
    assert "L232-3" not in words


def test_error_03_an_acknowledgement_without_telephone_appeal_routes_or_l232_3(
    desk: Desk,
) -> None:
    """CRPA R112-5, L112-6: whole, or not issued at all."""
    rejects = Silence(SilenceRegime.REJECTION, TWO_MONTHS, CHECKED)
    accepts = Silence(SilenceRegime.ACCEPTANCE, TWO_MONTHS, CHECKED)
    words = printed(issue(desk, ours(rejects)).receipts[0])
    assert "05 56 00 00 00" in words
    assert "Tribunal administratif, 9 rue Tastet" in words
    assert "L232-3" in printed(issue(desk, ours(accepts)).receipts[0])
    settings.change_city(desk.context, replace(CITY, appeal_routes=()))
    with desk.context.open() as unit:
        office = unit.offices.get(desk.context.office.id)
        unit.offices.save(replace(office, phone=""))
        unit.commit()
    refused = issue(desk, ours(rejects))
    assert refused.receipts == ()
    assert refused.not_issued[0].mentions == (Mention.SERVICE_PHONE, Mention.APPEAL_ROUTES)


def test_error_04_the_rejection_clock_started_at_forwarding(desk: Desk) -> None:
    """CRPA L114-3: it starts when the first administration has the request, here or before."""
    form = intake(desk.context, need(outcome=Outcome.TRANSMITTED, missing=1))
    request = visits.register_visit(desk.context, form).requests[0]
    file = requests.reread_request(desk.context, request.id)
    assert file.ruling is not None
    assert file.ruling.silence is not None
    assert file.ruling.silence.steps[0].start == request.received_on == date(2026, 3, 2)
    elsewhere = replace(SCHOOL, first_received_on=date(2026, 2, 10))
    (paper,) = plan_papers([elsewhere])
    words = print_paper(compose_receipt(paper, frame(), number="BAC-26-1"))
    assert "10 avril 2026" in words
    assert "1er mai 2026" not in words


def test_error_05_the_rejection_clock_restarted_for_missing_pieces(desk: Desk) -> None:
    """CRPA L114-5: four months from 2 March, and the fourteen days it stood still; no more.

    The pieces come on 30 March, after their deadline; started again, the four months would end
    on 30 July.
    """
    request = visits.register_visit(desk.context, intake(desk.context, need(missing=1))).requests[0]
    assert request.pieces_due_on == date(2026, 3, 16)
    assert request.decision_due_on == date(2026, 7, 16)
    desk.clock.advance(timedelta(days=28))
    pieces = requests.reread_request(desk.context, request.id).pieces
    missing = tuple(piece.id for piece in pieces if piece.state is PieceState.MISSING)
    requests.receive_pieces(desk.context, request.id, missing)
    assert kept(desk, request).decision_due_on == date(2026, 7, 16)


def test_error_06_a_proof_of_address_by_default_or_extra_school_pieces(desk: Desk) -> None:
    """CRPA R113-8, Code de l'éducation D131-3-1."""
    school = shipped("inscription-scolaire")
    assert [piece.code for piece in school.pieces] == [
        "identite-enfant",
        "identite-responsables",
        "domicile",
    ]
    for entry in demarches():
        demanded = [p for p in entry.required_pieces if p.proves_address]
        assert not demanded or entry.proof_of_address_allowed, entry.code
    proof = replace(school.pieces[2], rule=PieceRule.REQUIRED, proves_address=True)
    demanding = replace(ours(Silence()), pieces=(proof,))
    with pytest.raises(EntryInvalid) as refusal:
        demarche_from_mapping(demarche_to_mapping(demanding))
    assert [each.problem for each in refusal.value.problems] == [
        ProblemKind.PROOF_OF_ADDRESS_FORBIDDEN
    ]
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(DemarcheCode("cantine")))
    )
    assert registered.requests[0].pieces_due_on is None


def test_error_07_16029_and_16030_swapped(desk: Desk) -> None:
    """CASF L264-1: 16029 is the request and decision, 16030 the certificate handed over."""
    for code in ("domiciliation", "domiciliation-renouvellement"):
        entry = shipped(code)
        labels = {form.number: form.label for form in entry.forms}
        assert labels["16029*01"].startswith("Demande et décision")
        assert labels["16030*01"].startswith("Attestation")
        form = intake(desk.context, need(DemarcheCode(code), missing=1))
        words = printed(visits.register_visit(desk.context, form).receipts[0])
        assert "16029*01" in words
        assert "16030*01" not in words


def test_error_08_a_field_for_the_social_security_number(desk: Desk) -> None:
    """CNIL: no column, no field, no column of a register to import; and a number is noticed."""
    nir = re.compile(r"\bnir\b|social_sec|securite_sociale|insee_num|ssn", re.IGNORECASE)
    names = [column.name for table in schema.metadata.tables.values() for column in table.columns]
    names += [field.name for kind in (Person, PersonForm) for field in fields(kind)]
    names += [column.value for column in Column]
    with desk.door.engine.connect() as connection:
        stored = connection.execute(sql("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for (table,) in stored:
            rows = connection.execute(sql(f"PRAGMA table_xinfo('{table}')"))
            names += [row[1] for row in rows]
    assert len(names) > 200
    assert [name for name in names if nir.search(name)] == []
    assert looks_like_nir("son numéro est le 2 87 04 33 063 012 86")


def test_error_09_a_child_as_interpreter(desk: Desk) -> None:
    """Refused with the whole visit: nothing of it is written."""
    asked = InterpretingForm("prs", interpreter=Interpreter.MINOR)
    form = replace(intake(desk.context, person=person_form()), interpreting=asked)
    with pytest.raises(MinorInterpreter):
        visits.register_visit(desk.context, form)
    with desk.context.open() as unit:
        assert unit.visits.matching() == ()
        assert unit.interpreting.matching() == ()


@pytest.mark.parametrize("agreement", [each for each in Agreement if each is not Agreement.GIVEN])
def test_error_10_a_slip_sent_to_a_partner_without_recorded_agreement(
    desk: Desk, agreement: Agreement
) -> None:
    """Refused with the whole visit; carried by the person the same slip is right."""
    partner = new_partner()
    directory.save_partner(desk.context, partner)
    slip = ReferralForm(partner.id, "colis", agreement, Delivery.DIRECT)
    asked = replace(need(outcome=Outcome.REFERRED), referral=slip)
    with pytest.raises(NoAgreement):
        visits.register_visit(desk.context, intake(desk.context, asked))
    with desk.context.open() as unit:
        assert unit.visits.matching() == ()
        assert unit.referrals.matching() == ()
    carried = replace(asked, referral=replace(slip, delivery=Delivery.BY_PERSON))
    visits.register_visit(desk.context, intake(desk.context, carried))
    with desk.context.open() as unit:
        (referral,) = unit.referrals.matching()
    assert referral.delivery is Delivery.BY_PERSON


def test_error_11_destruction_without_visa(desk: Desk) -> None:
    """There is no destruction yet, hence none without the visa of the archives.

    No act of the table of rights destroys, whoever asks; what was issued and what was traced
    cannot be taken out of the store, not even by SQL.  The other half of the error (*nothing ever
    destroyed*) waits for the retention of a later version: the day of the last contact, from
    which it will count, is kept with each person.
    """
    destroying = re.compile(r"destroy|delete|purge|erase|eliminate")
    assert [act for act in Act if destroying.search(act)] == []
    assert set(ALLOWED) == set(Act)
    person = visits.register_visit(
        desk.context, intake(desk.context, need(), person=person_form())
    ).person
    assert person is not None
    assert person.last_contact_on == desk.clock.today()
    for table in ("receipt", "audit_entry"):
        with desk.door.engine.connect() as connection:
            with pytest.raises(DatabaseError, match="append-only"):
                connection.execute(sql(f"DELETE FROM {table}"))
            assert connection.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one() > 0


def test_error_12_health_nationality_or_religion_in_fields_or_logs_or_a_cell_under_eleven(
    desk: Desk,
) -> None:
    """No such field, no name in the trail; no cell, since no statistics leave the program yet.

    An access need is something to arrange, never a diagnosis.  The analyst's only act is the
    counters of the desk, which hold no attribute of a person.
    """
    sensitive = re.compile(
        r"nationality|citizenship|birth_(country|place)|religion|faith|ethnic|health|diagnos"
        r"|illness|disease|handicap|disab|pregnan",
        re.IGNORECASE,
    )
    names = [column.name for table in schema.metadata.tables.values() for column in table.columns]
    names += [field.name for kind in (Person, PersonForm) for field in fields(kind)]
    names += [word.value for word in (*Column, *AccessNeed)]
    assert [name for name in names if sensitive.search(name)] == []

    asked = need(note="enceinte, sans papiers")
    form = replace(intake(desk.context, asked, person=person_form()), note="Suivie au CMP")
    visits.register_visit(desk.context, form)
    with desk.door.engine.connect() as connection:
        trail = " ".join(str(row) for row in connection.execute(audit_entry.select()))
    assert "CREATED" in trail.upper()
    for word in ("Traoré", "Aminata", "CMP", "enceinte", "06 00 00 12 34"):
        assert word not in trail
    analyst = desk.as_roles(Role.ANALYST)
    assert [act for act in Act if ALLOWED[act] & analyst.agent.roles] == [Act.READ_COUNTERS]


def test_error_13_neighbourhood_names_of_2015_shown_as_current() -> None:
    """No zoning is shipped yet: neither a code nor a name of one is in data, texts or code.

    A zoning will come dated and versioned; until then a code of either generation is an error.
    """
    zoning = re.compile(r"\bQP\d{6}\b|\bQN\d{3}\d\d[NMI]\b|\bQPV\b|quartiers? prioritaires?")
    shown = [
        *(paths.resources() / "catalogue").glob("*.toml"),
        *(paths.resources() / "demonstration").rglob("*.*"),
        *paths.translations().glob("*.pot"),
    ]
    assert len(shown) > 15
    texts = {path: path.read_bytes().decode("utf-8", "ignore") for path in shown}
    assert [path.name for path, words in texts.items() if zoning.search(words)] == []


def test_error_14_a_falc_logo_without_testers_or_arabic_unshaped_or_left_to_right(
    desk: Desk,
) -> None:
    """The simplified page has neither name nor logo of FALC; Arabic joins, from the right."""
    drawings = [path.stem.lower() for path in paths.resources().rglob("*.*")]
    assert [name for name in drawings if "falc" in name or "easy-to-read" in name] == []
    person = person_form("الحسيني", "محمد")
    form = intake(desk.context, need(COMMUNE_DECIDES), person=person)
    content = ReceiptContent.from_json(
        visits.register_visit(desk.context, form).receipts[0].content
    )
    words = print_paper(content)
    assert "FALC" not in words.upper()
    assert "facile à lire" not in words.lower()
    assert "الحسيني" in words
    assert press().receipt(content, PaperOrder()).flaws == ()
    setter = Typesetter(FontShelf(paths.resources() / "fonts"))
    for name in ("ححح", "ښښښ", "ییی"):  # Arabic, Pashto, Dari: three forms of one letter
        (line,) = setter.lines(name, Style(10, 14), 1000)
        assert len({glyph.number for run in line.runs for glyph in run.glyphs}) == 3, name
    (line,) = setter.lines("محمد", Style(10, 14), 1000)
    drawn = "".join(glyph.text for run in line.runs for glyph in run.glyphs)
    assert drawn == "دمحم"  # from the left edge: the last letter first


@pytest.mark.parametrize("kind", PaperKind)
def test_error_15_you_are_entitled_or_a_receipt_like_a_residence_title(kind: PaperKind) -> None:
    """Every kind of receipt, and every sentence that any screen or paper may say."""
    (plan,) = plan_papers([SCHOOL])
    content = compose_receipt(replace(plan, kind=kind), frame(), number="BAC-26-1")
    words = print_paper(content)
    assert "ne vaut pas décision" in words
    assert "ne vaut pas titre de séjour" in words
    entitled = re.compile(r"(vous|tu|elle|il) (avez|as|a) (le )?droit\b", re.IGNORECASE)
    assert not entitled.search(words)
    for template in paths.translations().glob("*.pot"):
        sentences = template.read_text(encoding="utf-8").replace('"\n"', "")
        assert not entitled.search(sentences), template.name


def test_the_trail_of_the_desk_is_read_by_those_who_may(desk: Desk) -> None:
    """The proofs above look at a real trail: it is there, and it is chained."""
    visits.register_visit(desk.context, intake(desk.context, need()))
    with desk.unit() as unit:
        assert unit.listings.audit(Page(size=5))
