"""The album of papers: complete, in the languages asked for, with its contact sheets."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.documents.specimens import SPECIMENS
from tests.papers.__main__ import Album, draw_album
from tests.papers.cases import FRENCH, OFFICE, cases, translated

CODES = (FRENCH, "prs", "tam")


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Album:
    return draw_album(tmp_path_factory.mktemp("album"), *CODES)


def test_each_language_has_every_paper_of_the_visitor(album: Album) -> None:
    for code in CODES:
        drawn = {path.stem for path in (album.folder / code).glob("*.pdf")}
        assert set(SPECIMENS) < drawn
        assert "orientation_copie" in drawn


def test_office_papers_are_drawn_once(album: Album) -> None:
    drawn = {path.stem for path in (album.folder / OFFICE).glob("*.pdf")}

    assert {"fiche_orientation", "demande_interprete", "feuille_du_jour"} < drawn
    assert album.files == len(list(cases(*CODES)))


def test_contact_sheets_are_pictures_that_show_something(album: Album) -> None:
    for name in (*CODES, OFFICE):
        sheet = QImage(str(album.folder / "planches" / f"{name}.png"))
        assert sheet.width() > 600
        assert len({sheet.pixel(x, 60) for x in range(0, sheet.width(), 3)}) > 2


def test_every_translated_language_can_be_asked_for() -> None:
    codes = [each.code for each in translated()]

    assert len(set(codes)) == len(codes)
