"""The shipped catalogue: complete, sourced, and free of the errors that would embarrass most."""

import re
from datetime import date

import pytest

from mairie_quartier import paths
from mairie_quartier.domain.catalogue import (
    Acknowledgement,
    BodyKind,
    Catalogue,
    Competence,
    CucsDomain,
    Delay,
    DelayUnit,
    Demarche,
    DemarcheCode,
    Family,
    Origin,
    PactAxis,
    PieceRule,
    SilenceRegime,
    Situation,
)
from mairie_quartier.domain.catalogue_source import (
    RULES_FILE,
    THEMATIQUES_FILE,
    parse_files,
    parse_thematiques,
)

FOLDER = paths.resources() / "catalogue"
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.toml")}
CATALOGUE: Catalogue = parse_files(TEXTS)
ENTRIES = CATALOGUE.all()

# CRPA R113-8 and, for school, D131-3-1: nowhere else may a proof of address be demanded.
ADDRESS_MAY_BE_PROVED = {
    "attestation-accueil",
    "carte-grise",
    "carte-identite",
    "certificat-nationalite",
    "inscription-scolaire",
    "liste-electorale",
    "passeport",
    "titre-sejour",
}
DECIDED_BY_COMMUNE = {
    "actes-etat-civil",
    "attestation-accueil",
    "cantine",
    "inscription-scolaire",
    "legalisation-signature",
    "liste-electorale",
    "logement-indigne",
    "periscolaire",
    "permis-construire-retrait",
    "place-creche",
    "recensement-citoyen",
    "registre-canicule",
    "rendez-vous-elu",
    "signalement-cadre-de-vie",
}

NEEDS_OF_THE_DESK = re.findall(
    r"\S+",
    """
    domiciliation rsa prime-activite c2s puma ame aah pch aeeh apa aspa logement-social dalo
    daho titre-sejour inscription-scolaire aide-juridictionnelle surendettement actes-etat-civil
    carte-identite passeport apl hebergement-urgence-115 violences-3919 police-17 urgence-sms-114
    enfance-en-danger-119 fsl cheque-energie cantine aide-alimentaire cours-francais
    aide-numerique pret-velo permis-construire-retrait aide-seniors liste-electorale
    """,
)


def _entry(code: str) -> Demarche:
    return CATALOGUE.get(DemarcheCode(code))


def _months(amount: int) -> Delay:
    return Delay(amount, DelayUnit.MONTHS)


def _texts_of(entry: Demarche) -> str:
    pieces = " ".join(f"{piece.label} {piece.where_to_get}" for piece in entry.pieces)
    routes = " ".join(entry.appeal.routes) if entry.appeal else ""
    return " ".join(
        (entry.label, entry.plain_label, entry.first_deposit, entry.silence.note, pieces, routes)
    )


def test_holds_at_least_forty_eight_demarches_in_one_file_per_family() -> None:
    assert len(ENTRIES) >= 48
    assert set(TEXTS) - {THEMATIQUES_FILE, RULES_FILE} == {f"{family}.toml" for family in Family}
    assert set(CATALOGUE.families()) == set(Family)


@pytest.mark.parametrize("family", Family)
def test_each_file_holds_its_family(family: Family) -> None:
    held = set(re.findall(r'^family = "(\w+)"', TEXTS[f"{family}.toml"], re.MULTILINE))

    assert held == {family.value}


@pytest.mark.parametrize(
    "code",
    NEEDS_OF_THE_DESK,
)
def test_every_need_of_the_desk_is_there(code: str) -> None:
    assert _entry(code).origin is Origin.SHIPPED


def test_sixty_nine_thematiques_and_every_entry_uses_one() -> None:
    valid = parse_thematiques(TEXTS[THEMATIQUES_FILE], THEMATIQUES_FILE)

    assert len(valid) == 69
    assert len({code.split("--")[0] for code in valid}) == 16
    assert {entry.thematique for entry in ENTRIES} <= set(valid)


def test_only_special_texts_make_silence_accept() -> None:
    accepting = {e.code for e in ENTRIES if e.silence.regime is SilenceRegime.ACCEPTANCE}

    assert accepting == {"apa", "c2s"}


@pytest.mark.parametrize("code", ["apa", "c2s"])
def test_acceptance_runs_two_months_from_the_complete_file(code: str) -> None:
    silence = _entry(code).silence

    assert silence.delay == _months(2)
    assert silence.from_complete_file
    assert silence.note


@pytest.mark.parametrize(
    ("code", "months"),
    [("aah", 4), ("pch", 4), ("aeeh", 4), ("dalo", 3), ("aide-financiere-ccas", 2)],
)
def test_rejection_delays_are_those_that_were_read(code: str, months: int) -> None:
    silence = _entry(code).silence

    assert silence.regime is SilenceRegime.REJECTION
    assert silence.delay == _months(months)


def test_residence_permits_differ_so_no_single_delay_is_asserted() -> None:
    silence = _entry("titre-sejour").silence

    assert silence.regime is SilenceRegime.REJECTION
    assert silence.delay is None
    assert "90 ou 60 jours" in silence.note


@pytest.mark.parametrize("code", ["rsa", "prime-activite", "apl", "ame", "puma", "aspa", "daho"])
def test_unverified_regimes_stay_unknown_and_without_delay(code: str) -> None:
    silence = _entry(code).silence

    assert silence.regime is SilenceRegime.UNKNOWN
    assert silence.delay is None


def test_only_known_regimes_have_a_delay_and_each_rule_is_sourced_and_dated() -> None:
    for entry in ENTRIES:
        known = entry.silence.regime in {SilenceRegime.ACCEPTANCE, SilenceRegime.REJECTION}
        assert known or entry.silence.delay is None, entry.code
        sources = [delay.source for delay in entry.delays]
        sources += [piece.source for piece in entry.required_pieces if piece.source]
        sources += [entry.appeal.source] if entry.appeal else []
        if known:
            assert entry.silence.source is not None, entry.code
            sources.append(entry.silence.source)
        assert all(source.reference for source in sources), entry.code
        assert all(source.checked_on >= date(2026, 1, 1) for source in sources), entry.code
        assert all(piece.source for piece in entry.required_pieces), entry.code


def test_the_commune_decides_only_what_it_decides() -> None:
    assert {entry.code for entry in ENTRIES if entry.decided_by_commune} == DECIDED_BY_COMMUNE


@pytest.mark.parametrize("code", ["carte-identite", "passeport"])
def test_identity_papers_are_received_by_the_commune_but_decided_by_the_state(code: str) -> None:
    assert _entry(code).body.kind is BodyKind.PREFECTURE
    assert not _entry(code).acknowledgement_due


@pytest.mark.parametrize("code", ["domiciliation", "aide-financiere-ccas", "aide-seniors"])
def test_the_ccas_is_not_the_commune(code: str) -> None:
    assert _entry(code).competence is Competence.CCAS
    assert not _entry(code).acknowledgement_due


def test_copies_of_civil_status_acts_have_no_acknowledgement() -> None:
    assert not _entry("actes-etat-civil").acknowledgement_due


def test_what_the_commune_decides_with_a_known_rejection_tells_the_ways_of_appeal() -> None:
    deciding = [
        entry
        for entry in ENTRIES
        if entry.competence is not Competence.OTHER
        and entry.silence.regime is SilenceRegime.REJECTION
    ]

    assert {entry.code for entry in deciding} == {"attestation-accueil", "aide-financiere-ccas"}
    assert all(entry.appeal and entry.appeal.delay for entry in deciding)


def test_rsa_is_first_contested_before_the_president_of_the_department() -> None:
    appeal = _entry("rsa").appeal

    assert appeal is not None
    assert appeal.delay == _months(2)
    assert "président du conseil départemental" in appeal.routes[0]


def test_proof_of_address_is_allowed_only_where_the_law_says() -> None:
    allowed = {entry.code for entry in ENTRIES if entry.proof_of_address_allowed}

    assert allowed == ADDRESS_MAY_BE_PROVED


def test_no_proof_of_address_is_required_elsewhere_even_under_another_name() -> None:
    words = re.compile(r"domicile|quittance|adresse", re.IGNORECASE)
    for entry in ENTRIES:
        for piece in entry.required_pieces:
            if piece.proves_address or words.search(piece.label):
                assert entry.code in ADDRESS_MAY_BE_PROVED, entry.code


def test_school_asks_exactly_three_pieces() -> None:
    school = _entry("inscription-scolaire")

    assert [piece.code for piece in school.pieces] == [
        "identite-enfant",
        "identite-responsables",
        "domicile",
    ]
    assert school.required_pieces == school.pieces
    assert all("D131-3-1" in p.source.reference for p in school.pieces if p.source)
    assert "déclaration sur l’honneur" in school.pieces[2].label


@pytest.mark.parametrize("code", ["domiciliation", "domiciliation-renouvellement"])
def test_16029_is_the_request_and_decision_and_16030_the_certificate(code: str) -> None:
    labels = {form.number: form.label for form in _entry(code).forms}

    assert labels["16029*01"].startswith("Demande et décision")
    assert labels["16030*01"].startswith("Attestation")
    assert "16029*01" in _entry(code).required_pieces[0].label


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("rsa", ["15481*01"]),
        ("c2s", ["12504"]),
        ("puma", ["15763*02"]),
        ("ame", ["11573"]),
        ("aah", ["15692*01", "15695*01"]),
        ("logement-social", ["14069"]),
        ("dalo", ["15036*01"]),
        ("daho", ["15037*01"]),
        ("aide-juridictionnelle", ["16146*03"]),
        ("surendettement", ["13594*02"]),
    ],
)
def test_form_numbers_are_checked_and_dated(code: str, numbers: list[str]) -> None:
    forms = _entry(code).forms

    assert [form.number for form in forms] == numbers
    assert all(form.checked_on for form in forms)


@pytest.mark.parametrize("code", ["carte-identite", "passeport", "apl"])
def test_unverified_form_numbers_carry_no_date(code: str) -> None:
    assert all(form.checked_on is None for form in _entry(code).forms)


def test_no_text_promises_a_right_or_asks_for_a_health_or_identity_number() -> None:
    forbidden = re.compile(
        r"(vous )?avez droit|numéro de sécurité sociale|\bNIR\b|religion|diagnostic", re.IGNORECASE
    )

    assert [entry.code for entry in ENTRIES if forbidden.search(_texts_of(entry))] == []


def test_every_entry_can_be_found_read_and_counted() -> None:
    for entry in ENTRIES:
        assert len(entry.synonyms) >= 4, entry.code
        assert entry.plain_label != entry.label, entry.code
        assert not re.search(
            r"\b[A-Z]{3,}\b",
            entry.plain_label.replace("RSA", "")
            .replace("HLM", "")
            .replace("CAF", "")
            .replace("CCAS", ""),
        ), entry.code
        assert entry.cucs_domain in CucsDomain
        assert entry.pact_axis in PactAxis


def test_every_domain_axis_and_situation_is_used() -> None:
    assert {entry.cucs_domain for entry in ENTRIES} == set(CucsDomain)
    assert {entry.pact_axis for entry in ENTRIES} == set(PactAxis)
    assert {situation for entry in ENTRIES for situation in entry.situations} == set(Situation)


def test_every_optional_or_required_piece_says_where_to_get_it() -> None:
    lost = [(e.code, p.code) for e in ENTRIES for p in e.pieces if not p.where_to_get]

    assert lost == []


@pytest.mark.parametrize("family", [Family.EMERGENCY])
def test_emergencies_have_a_number_and_never_a_file(family: Family) -> None:
    for entry in CATALOGUE.in_family(family):
        assert entry.body.phone, entry.code
        assert entry.pieces == ()
        assert entry.silence.regime is SilenceRegime.NOT_APPLICABLE
        assert entry.acknowledgement is Acknowledgement.NOT_A_REQUEST


def test_texts_use_french_typography() -> None:
    for name, text in TEXTS.items():
        strings = " ".join(re.findall(r'"([^"\n]*)"', text))
        assert not re.search(r"\w'\w", strings), name
        assert not re.search(r" [:;?!»]", strings), name


def test_pieces_have_a_rule_that_is_a_choice_of_the_law() -> None:
    rules = {piece.rule for entry in ENTRIES for piece in entry.pieces}

    assert rules == set(PieceRule)
