"""The tour leaves pictures that show something, papers that say what is due, and honest counts."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from mairie_quartier.bootstrap import build_parts, translator
from mairie_quartier.ui.tour import run_tour
from tests.journeys.pc import settings_of

PICTURES = [
    "bienvenue",
    "rejoindre-la-ville",
    "installation-commune",
    "installation-bureau",
    "installation-agent",
    "cle-de-secours",
    "accueil-vide",
    "verrouillage",
    "passage-vide",
    "passage-anonyme-enregistre",
    "passage-personne",
    "passage-fiche-et-foyer",
    "passage-interprete",
    "passage-suggestions",
    "passage-piece-manquante",
    "passage-trois-besoins",
    "papiers",
    "passage-nomme-enregistre",
    "passage-meme-personne",
    "passage-personne-connue",
    "recepisse",
    "accueil",
    "personnes",
    "orientations",
    "interpretes",
    "annuaire",
    "administration",
    "administration-1",
    "administration-2",
    "administration-3",
    "administration-4",
    "administration-5",
    "administration-6",
    "synchronisation",
    "relier-le-poste",
    "recherche",
    "fiche",
    "demande",
    "raccourcis",
    "masque",
]
LEAST_COLOURS = 20
NO_DECISION = "Ce papier ne vaut pas décision. Il ne vaut pas titre de séjour."


class Step(NamedTuple):
    """One line of ``tour.json``."""

    name: str
    keystrokes: int
    characters: int
    milliseconds: int


@pytest.fixture(scope="module")
def out(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour")
    assert run_tour(folder, build_parts, translator(settings_of(folder))) == 0
    return folder


@pytest.fixture(scope="module")
def papers(out: Path) -> dict[str, str]:
    """The text of each paper, by its kind; the last of a kind."""
    return {
        path.stem.split("-")[1]: "\n".join(page.extract_text() for page in PdfReader(path).pages)
        for path in sorted((out / "papers").glob("*.pdf"))
    }


@pytest.fixture(scope="module")
def steps(out: Path) -> dict[str, Step]:
    told = [Step(**each) for each in json.loads((out / "tour.json").read_text("utf-8"))]
    return {each.name: each for each in told}


def test_every_page_has_its_picture_in_order(out: Path) -> None:
    found = sorted(path.stem for path in (out / "screens").iterdir())
    assert [name.split("-", 1)[1] for name in found] == PICTURES


def test_no_picture_is_blank_and_none_is_the_one_before(out: Path) -> None:
    before = b""
    for path in sorted((out / "screens").iterdir()):
        with Image.open(path) as picture:
            assert picture.size == (1366, 768), path
            small = picture.convert("RGB").reduce(4)
            colours, data = small.getcolors(1 << 18), small.tobytes()
        assert colours is not None
        assert len(colours) >= LEAST_COLOURS, path
        assert data != before, path
        before = data


def test_the_common_visits_keep_within_their_keys(steps: dict[str, Step]) -> None:
    assert steps["passage anonyme, un besoin"].keystrokes <= 10
    assert steps["personne connue, un besoin, récépissé"].keystrokes <= 25
    assert all(step.milliseconds > 0 for step in steps.values())


def test_each_paper_says_its_number_the_office_and_that_it_decides_nothing(out: Path) -> None:
    found = sorted((out / "papers").glob("*.pdf"))
    assert len(found) == 4
    for path in found:
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
        number = path.stem.split("-", 2)[2]
        assert f"N° {number}" in text
        assert "Mairie de quartier de Bacalan" in text
        assert NO_DECISION in text


def test_a_deposit_tells_the_missing_piece_and_keeps_the_first_reception(
    papers: dict[str, str],
) -> None:
    text = papers["deposit_receipt"]
    assert "Récépissé de dépôt" in text
    assert "Aminata Traoré" in text
    assert "Formulaire 16029*01" in text
    assert "L114-3" in text


def test_a_transmission_names_the_body_it_went_to(papers: dict[str, str]) -> None:
    text = papers["transmission_notice"]
    assert "Avis de transmission" in text
    assert "Caisse d’allocations familiales" in text
    assert "L114-2" in text


def test_an_acknowledgement_never_comes_out_where_the_commune_does_not_decide(
    papers: dict[str, str],
) -> None:
    assert set(papers) == {"visit_certificate", "transmission_notice", "deposit_receipt"}
    assert not any("Accusé de réception" in text for text in papers.values())
