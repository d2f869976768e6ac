"""Lines of a register: accepted, corrected, refused and why."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.phones import tidy_phone
from mairie_quartier.domain.register_columns import (
    Column,
    ColumnMissing,
    DuplicateHeader,
    UnknownHeader,
    check_mapping,
    guess_mapping,
    map_headers,
)
from mairie_quartier.domain.register_rows import RowJudge
from mairie_quartier.domain.register_words import read_language
from mairie_quartier.domain.registers import Passage, Reason, RowResult, Verdict, Visitor
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome
from tests.builders import shipped_catalogue

TODAY = date(2026, 3, 2)
NIR = "2 87 04 33 063 123 72"  # invented; the key is checked below
EVERY = {column: place for place, column in enumerate(Column)}


def judge(**cells: str) -> RowResult:
    """Judge a line whose cells are named by column; day and démarche are good unless told."""
    said = {Column.DAY.value: "02/02/2026", Column.DEMARCHE.value: "rsa", **cells}
    row = [said.get(column.value, "") for column in Column]
    judge = RowJudge(shipped_catalogue(), EVERY, width=len(row), today=TODAY)
    return judge.judge(row)


def passage(**cells: str) -> Passage:
    found = judge(**cells).passage
    assert found is not None
    return found


def visitor(**cells: str) -> Visitor:
    found = passage(**{"nom": "Traoré", **cells}).visitor
    assert found is not None
    return found


def reasons(result: RowResult) -> list[Reason]:
    return [problem.reason for problem in result.problems]


def test_good_line_is_accepted() -> None:
    result = judge(
        heure="14h30",
        canal="Téléphone",
        nom="de La Tour",
        prenoms="Élise Marie",
        naissance="12/04/1987",
        telephone="0639981234",
        courriel="elise@courriel.example",
        code_postal="33800",
        langue="dari",
        suite="Orientée",
        note="Revient lundi.\nAvec les originaux.",
    )

    assert result == RowResult(
        Verdict.ACCEPTED,
        (),
        Passage(
            opened_on=date(2026, 2, 2),
            opened_time=time(14, 30),
            demarches=(shipped_catalogue().search("rsa")[0].code,),
            channel=Channel.TELEPHONE,
            visitor=Visitor(
                family_name="de La Tour",
                first_names="Élise Marie",
                birth=PartialDate(1987, 4, 12),
                phone="06 39 98 12 34",
                email="elise@courriel.example",
                postcode="33800",
            ),
            language="prs",
            outcome=Outcome.REFERRED,
            note="Revient lundi.\nAvec les originaux.",
        ),
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date": ""}, Reason.DATE_MISSING),
        ({"date": "hier"}, Reason.DATE_UNREADABLE),
        ({"date": "31/02/2026"}, Reason.DATE_UNREADABLE),
        ({"date": "02/2026"}, Reason.DATE_INCOMPLETE),
        ({"date": "03/03/2026"}, Reason.DATE_IN_FUTURE),
        ({"date": "2041-01-01"}, Reason.DATE_IN_FUTURE),
        ({"date": "01/01/1900"}, Reason.DATE_TOO_OLD),
        ({"nom": "Sow", "naissance": "04/2027"}, Reason.BIRTH_IN_FUTURE),
        ({"demarche": ""}, Reason.DEMARCHE_MISSING),
        ({"demarche": "néant"}, Reason.DEMARCHE_MISSING),
        ({"demarche": "zzzzqqq"}, Reason.DEMARCHE_UNKNOWN),
        ({"note": "x" * 4_001}, Reason.TEXT_TOO_LONG),
        ({"nom": "x" * 201}, Reason.TEXT_TOO_LONG),
    ],
)
def test_line_is_refused(cells: dict[str, str], reason: Reason) -> None:
    result = judge(**cells)

    assert result.verdict is Verdict.REFUSED
    assert reasons(result) == [reason]
    assert result.passage is None


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"heure": "midi"}, Reason.TIME_UNREADABLE),
        ({"heure": "25:00"}, Reason.TIME_UNREADABLE),
        ({"canal": "pigeon"}, Reason.CHANNEL_UNKNOWN),
        ({"nom": "Sow", "naissance": "vers le printemps"}, Reason.BIRTH_UNREADABLE),
        ({"nom": "Sow", "telephone": "12"}, Reason.PHONE_UNREADABLE),
        ({"nom": "Sow", "courriel": "pas de mail"}, Reason.EMAIL_UNREADABLE),
        ({"nom": "Sow", "code_postal": "3380"}, Reason.POSTCODE_UNREADABLE),
        ({"langue": "klingon"}, Reason.LANGUAGE_UNKNOWN),
        ({"suite": "on verra"}, Reason.OUTCOME_UNKNOWN),
        ({"suite": "non abouti", "motif": ""}, Reason.REASON_UNKNOWN),
        ({"demarche": "domicilation"}, Reason.DEMARCHE_GUESSED),
        ({"nom_complet": "aminata traoré"}, Reason.NAME_NOT_SPLIT),
        ({"telephone": "06 39 98 12 34"}, Reason.NAMELESS_DETAILS),
        ({"nom": "Ali\u202egnp"}, Reason.TEXT_CLEANED),
        ({"note": "=cmd|' /C calc'!A0"}, Reason.FORMULA_NEUTRALISED),
        ({"nom": "@SUM(A1)"}, Reason.FORMULA_NEUTRALISED),
        ({"note": f"n° {NIR}"}, Reason.NIR_REMOVED),
        ({"nom": "Sow", "prenoms": NIR}, Reason.NIR_REMOVED),
    ],
)
def test_line_is_corrected(cells: dict[str, str], reason: Reason) -> None:
    result = judge(**cells)

    assert reasons(result) == [reason]
    assert result.verdict is Verdict.CORRECTED
    assert result.passage is not None


def test_line_with_more_cells_than_headers_is_refused() -> None:
    judge = RowJudge(shipped_catalogue(), {Column.DAY: 0, Column.DEMARCHE: 1}, width=2, today=TODAY)

    assert reasons(judge.judge(("02/02/2026", "rsa", "x"))) == [Reason.TOO_MANY_CELLS]
    assert judge.judge(("02/02/2026", "rsa", "", " ")).verdict is Verdict.ACCEPTED
    assert reasons(judge.judge(("02/02/2026",))) == [Reason.DEMARCHE_MISSING]


def test_nir_is_neither_kept_nor_shown() -> None:
    assert looks_like_nir(NIR)

    result = judge(nom="Sow", note=f"sécu {NIR}", telephone=NIR, demarche=f"rsa {NIR}")

    assert not looks_like_nir(repr(result))
    assert "[numéro retiré]" in passage(note=f"sécu {NIR}").note


def test_formula_loses_what_makes_it_one() -> None:
    assert passage(note="=cmd|' /C calc'!A0").note == "cmd|' /C calc'!A0"
    assert passage(note="- vu lundi").note == "- vu lundi"
    assert visitor(telephone="+33 6 39 98 12 34").phone == "06 39 98 12 34"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("02/02/2026", date(2026, 2, 2)),
        ("2.2.26", date(2026, 2, 2)),
        ("2026-02-02", date(2026, 2, 2)),
        ("2026-02-02 09:15", date(2026, 2, 2)),
        ("2026-02-02T09:15:00", date(2026, 2, 2)),
        ("2 février 2026", date(2026, 2, 2)),
        ("1er mars 2026", date(2026, 3, 1)),
        ("02/03/2026", TODAY),
    ],
)
def test_dates_as_people_write_them(typed: str, day: date) -> None:
    assert passage(date=typed).opened_on == day


@pytest.mark.parametrize(
    ("date_cell", "time_cell", "expected"),
    [
        ("2026-02-02 09:15", "", time(9, 15)),
        ("02/02/2026", "9h", time(9)),
        ("02/02/2026", "9 h 05", time(9, 5)),
        ("02/02/2026", "09:15:30", time(9, 15)),
        ("02/02/2026", "", None),
    ],
)
def test_times_as_people_write_them(date_cell: str, time_cell: str, expected: time | None) -> None:
    assert passage(date=date_cell, heure=time_cell).opened_time == expected


@pytest.mark.parametrize(
    ("whole", "names"),
    [
        ("TRAORÉ Aminata", ("TRAORÉ", "Aminata")),
        ("Aminata DE LA TOUR", ("DE LA TOUR", "Aminata")),
        ("Traoré, Aminata", ("Traoré", "Aminata")),
        ("Zabihullah", ("Zabihullah", "")),
    ],
)
def test_whole_names_are_parted(whole: str, names: tuple[str, str]) -> None:
    found = passage(nom_complet=whole).visitor

    assert found is not None
    assert (found.family_name, found.first_names) == names


@pytest.mark.parametrize("nobody", ["", "anonyme", "X", "-", "NR", "inconnu"])
def test_nobody_is_anonymous(nobody: str) -> None:
    result = judge(nom=nobody, prenoms="")

    assert result.verdict is Verdict.ACCEPTED
    assert result.passage is not None
    assert result.passage.visitor is None


def test_partial_birth_is_kept() -> None:
    assert visitor(naissance="1987").birth == PartialDate(1987)
    assert visitor(naissance="04/1987").birth == PartialDate(1987, 4)


def test_several_demarches_in_one_cell() -> None:
    codes = passage(demarche="rsa ; logement-social+rsa").demarches

    assert codes == ("rsa", "logement-social")


def test_not_helped_keeps_its_reason() -> None:
    found = passage(suite="Non abouti", motif="dossier incomplet")

    assert (found.outcome, found.reason) == (
        Outcome.NOT_HELPED,
        NotHelpedReason.MISSING_PIECES,
    )


def test_every_label_of_the_catalogue_finds_its_demarche() -> None:
    catalogue = shipped_catalogue()

    found = {
        entry.code: judge(demarche=name)
        for entry in catalogue.all()
        for name in (entry.label, str(entry.code))
    }

    for code, result in found.items():
        assert result.passage is not None
        assert result.passage.demarches == (code,)


def test_headers_are_guessed() -> None:
    headers = (
        "N°", "Date de passage", "NOM", "Prénom(s)", "Né(e) le", "Tél.", "Objet de la demande",
        "Suite donnée", "Motif", "Observations",
    )  # fmt: skip

    assert guess_mapping(headers) == {
        Column.DAY: 1,
        Column.FAMILY_NAME: 2,
        Column.FIRST_NAMES: 3,
        Column.BIRTH: 4,
        Column.PHONE: 5,
        Column.DEMARCHE: 6,
        Column.OUTCOME: 7,
        Column.REASON: 8,
        Column.NOTE: 9,
    }


def test_motif_alone_is_what_they_came_for() -> None:
    assert guess_mapping(("Date", "Motif")) == {Column.DAY: 0, Column.DEMARCHE: 1}


def test_headers_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(DuplicateHeader) as caught:
        guess_mapping(("Date", "Nom", "nom"))
    with pytest.raises(DuplicateHeader):
        map_headers(("Date", "Nom", "NOM"), {Column.FAMILY_NAME: "nom"})

    assert (caught.value.header, caught.value.places) == ("Nom", (1, 2))


def test_headers_nobody_wants_may_repeat() -> None:
    assert guess_mapping(("Date", "Motif", "truc", "truc")) == {Column.DAY: 0, Column.DEMARCHE: 1}


def test_chosen_headers_must_exist_and_suffice() -> None:
    with pytest.raises(UnknownHeader) as caught:
        map_headers(("Jour", "Quoi"), {Column.DAY: "Date"})
    with pytest.raises(ColumnMissing) as missing:
        check_mapping(map_headers(("Jour", "Quoi"), {Column.DAY: "JOUR"}))

    assert caught.value.headers == ("Jour", "Quoi")
    assert missing.value.column is Column.DEMARCHE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("arabe", "ara"), ("Dari", "prs"), ("dar", "prs"), ("français", "fra"), ("LSF", "fsl"),
        ("peul", "ful"), ("bam", "bam"), ("українська", "ukr"), ("langue inconnue", None),
    ],
)  # fmt: skip
def test_languages_by_any_of_their_names(typed: str, code: str | None) -> None:
    assert read_language(typed) == code


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0639981234", "06 39 98 12 34"),
        ("639981234", "06 39 98 12 34"),
        ("06.39.98.12.34", "06 39 98 12 34"),
        ("0033 6 39 98 12 34", "06 39 98 12 34"),
        ("+213 551 23 45 67", "+213 551 23 45 67"),
        ("06 39 98 12", None),
        ("", None),
        ("=1+1", None),
    ],
)
def test_phones_are_written_one_way(typed: str, shown: str | None) -> None:
    assert tidy_phone(typed) == shown


@given(st.lists(st.text(max_size=40), max_size=len(Column) + 2))
def test_no_line_breaks_the_judge(cells: list[str]) -> None:
    judge = RowJudge(shipped_catalogue(), EVERY, width=len(Column), today=TODAY)

    result = judge.judge(cells)

    assert (result.passage is None) == (result.verdict is Verdict.REFUSED)
