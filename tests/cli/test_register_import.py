"""``import passages``: what is said, what is written, what is returned."""

import csv
import io
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mairie_quartier import paths
from mairie_quartier.cli.register_import import DONE, REFUSED, UNUSABLE, add_arguments, run
from mairie_quartier.domain.register_columns import Column
from mairie_quartier.domain.registers import Problem, Reason, Verdict
from mairie_quartier.i18n import Translator
from mairie_quartier.services.register_report import RegisterWords
from tests.builders import Desk, fresh_desk
from tests.registers import GOOD, line, write_csv, write_ods

TR = Translator("fr", folder=paths.translations())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = fresh_desk(tmp_path / "desk")
    yield made
    made.close()


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    text: str


def arguments(*typed: str) -> Namespace:
    parser = ArgumentParser()
    add_arguments(parser, TR)
    return parser.parse_args(typed)


def command(desk: Desk, *typed: str) -> Said:
    out = io.StringIO()
    code = run(arguments(*typed), desk.context, TR, out)
    return Said(code, out.getvalue().replace("\u00a0", " "))


def visits(desk: Desk) -> int:
    with desk.unit() as unit:
        return len(unit.visits.matching())


def test_good_file_is_imported(desk: Desk, tmp_path: Path) -> None:
    said = command(desk, str(write_csv(tmp_path / "r.csv", GOOD, line(day="03/02/2026"))))

    assert said.code == DONE
    assert "Date du passage : colonne « Date »" in said.text
    assert "Acceptée : 2" in said.text
    assert "2 passages repris." in said.text
    assert "Fiches ouvertes : 1 ; fiches déjà connues : 0." in said.text
    assert visits(desk) == 2


def test_workbook_is_imported(desk: Desk, tmp_path: Path) -> None:
    said = command(desk, str(write_ods(tmp_path / "r.ods", GOOD)))

    assert (said.code, visits(desk)) == (DONE, 1)


def test_dry_run_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    said = command(desk, str(write_csv(tmp_path / "r.csv", GOOD)), "--dry-run")

    assert (said.code, visits(desk)) == (DONE, 0)
    assert "repris." not in said.text


def test_refused_line_stops_everything_and_says_how_to_go_on(desk: Desk, tmp_path: Path) -> None:
    said = command(desk, str(write_csv(tmp_path / "r.csv", GOOD, line(day="03/03/2026"))))

    assert (said.code, visits(desk)) == (REFUSED, 0)
    assert "ligne 3, refusée – La date est dans le futur : « 03/03/2026 »" in said.text
    assert "1 ligne est refusée : rien n’a été repris." in said.text
    assert "--accepted-only" in said.text


def test_accepted_only_imports_the_others(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", GOOD, line(day=""))

    said = command(desk, str(path), "--accepted-only")

    assert (said.code, visits(desk)) == (REFUSED, 1)
    assert "1 passage repris." in said.text


def test_columns_are_chosen_by_header(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "r.csv", ("02/02/2026", "rsa", "Sow"), headers=("Quand", "Quoi", "Qui")
    )

    guessed = command(desk, str(path))
    chosen = command(desk, str(path), "--columns", "date=quand, demarche=Quoi,nom=Qui")

    assert guessed.code == UNUSABLE
    assert "Aucune colonne n’est choisie pour « Date du passage »" in guessed.text
    assert (chosen.code, visits(desk)) == (DONE, 1)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("jour=Date", "« jour » n’est pas une colonne connue"),
        ("date=Rien", "Le fichier n’a pas de colonne « Rien »"),
        ("date", "Le fichier n’a pas de colonne «  »"),
        ("date=Date", "Aucune colonne n’est choisie pour « Démarche ou objet »"),
    ],
)
def test_wrong_columns_are_told(desk: Desk, tmp_path: Path, columns: str, sentence: str) -> None:
    said = command(desk, str(write_csv(tmp_path / "r.csv", GOOD)), "--columns", columns)

    assert said.code == UNUSABLE
    assert sentence in said.text


def test_file_that_is_no_register_is_told(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "r.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    assert command(desk, str(tmp_path / "none.csv")) == Said(
        UNUSABLE, "Le fichier est introuvable. Vérifiez son nom.\n"
    )
    assert command(desk, str(tmp_path)).code == UNUSABLE
    assert "n’est pas un tableau" in command(desk, str(picture)).text


def test_report_has_each_problem_and_no_formula(desk: Desk, tmp_path: Path) -> None:
    rows = [line(day="03/03/2026"), line(note="=cmd|' /C calc'!A0"), GOOD, line(phone="-12")]
    report = tmp_path / "rapport.csv"

    command(
        desk,
        str(write_csv(tmp_path / "r.csv", *rows)),
        *("--dry-run", "--report", str(report)),
    )

    with report.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file, delimiter=";"))
    assert written == [
        ["ligne", "verdict", "colonne", "raison", "valeur"],
        ["2", "refusée", "Date", "La date est dans le futur", "03/03/2026"],
        [
            *("3", "corrigée", "Observations", "Formule de tableur neutralisée"),
            "'=cmd|' /C calc'!A0",
        ],
        [
            *("5", "corrigée", "Téléphone", "Ce n’est pas un téléphone, il est laissé de côté"),
            "'-12",
        ],
    ]


def test_report_that_cannot_be_written_does_not_stop_the_import(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", GOOD)

    said = command(desk, str(path), "--report", str(tmp_path / "no" / "where.csv"))

    assert "Le rapport n’a pas pu être écrit" in said.text
    assert visits(desk) == 1


def test_long_list_of_problems_is_cut_short(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", *[line(day="", note=str(n)) for n in range(30)])

    said = command(desk, str(path), "--dry-run")

    assert said.text.count("Il n’y a pas de date") == 20
    assert "et 10 autres lignes" in said.text


def test_there_are_words_for_everything() -> None:
    words = RegisterWords(TR)

    said = [
        *(words.problem(Problem(reason)) for reason in Reason),
        *(words.verdict(verdict) for verdict in Verdict),
        *(words.column(column) for column in Column),
    ]

    assert all(said)
    assert len(set(said)) == len(said)
