"""The city's papers while they are set: logo, live preview, what is refused and why."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.domain.logos import LARGEST_BYTES, Logo, LogoFault, LogoRefused, read_logo
from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.services.sample_papers import SampleKind
from mairie_quartier.services.settings import change_city_logo, read_city, read_city_logo
from mairie_quartier.ui.screens.administration.city import CitySection
from mairie_quartier.ui.screens.administration.logo_file import load_logo
from mairie_quartier.ui.screens.administration.logo_part import LogoPart
from tests.builders import need
from tests.ui.screens.workplaces import Place, make_place

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60">'
    '<rect width="120" height="60" fill="#1d3557"/></svg>'
)
PICTURE = b"/Subtype /Image"


def png(width: int = 120, height: int = 60, *, noisy: bool = False) -> bytes:
    """A picture; a noisy one cannot be compressed."""
    picture = (
        Image.effect_noise((width, height), 80) if noisy else Image.new("RGB", (width, height))
    )
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def kept_in(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def press() -> DeskPress:
    return DeskPress(OFFICE_ZONE)


@pytest.fixture
def place(tmp_path: Path, press: DeskPress) -> Iterator[Place]:
    made = make_place(tmp_path / "pc")
    made.work = replace(made.work, press=press)
    yield made
    press.wear(None)
    made.desk.close()


def shown(qtbot: QtBot, place: Place) -> CitySection:
    section = CitySection(place.work)
    qtbot.addWidget(section)
    section.resize(1200, 700)
    section.show()
    QApplication.processEvents()
    return section


def test_light_png_is_kept_as_it_is(tmp_path: Path) -> None:
    data = png()

    assert load_logo(kept_in(tmp_path, "logo.png", data)) == Logo(data, 120, 60)


def test_heavy_png_is_made_lighter(tmp_path: Path) -> None:
    data = png(1800, 900, noisy=True)
    assert len(data) > LARGEST_BYTES

    logo = load_logo(kept_in(tmp_path, "logo.png", data))

    assert len(logo.data) <= LARGEST_BYTES
    assert logo.width == 2 * logo.height


def test_svg_is_drawn_once_and_for_all(tmp_path: Path) -> None:
    logo = load_logo(kept_in(tmp_path, "logo.svg", DRAWING.encode()))

    assert logo.data.startswith(b"\x89PNG")
    assert (logo.width, logo.height) == (900, 450)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("texte.png", b"bonjour", LogoFault.NOT_A_PICTURE),
        ("photo.png", b"\xff\xd8\xff\xe0JFIF" + b"0" * 100, LogoFault.NOT_A_PICTURE),
        ("tronque.png", png()[:60], LogoFault.NOT_A_PICTURE),
        ("minuscule.png", png(8, 8), LogoFault.TOO_SMALL),
        ("casse.svg", b"<svg><rect>", LogoFault.NOT_A_PICTURE),
        ("page.svg", b"<html></html>", LogoFault.NOT_A_PICTURE),
        ("latin.svg", "<svg>é</svg>".encode("latin-1"), LogoFault.NOT_A_PICTURE),
        (
            "ailleurs.svg",
            DRAWING.replace("<rect", '<image href="file:///etc/hostname"/><rect').encode(),
            LogoFault.NOT_A_DRAWING,
        ),
        (
            "script.svg",
            DRAWING.replace("<rect", "<script>1</script><rect").encode(),
            LogoFault.NOT_A_DRAWING,
        ),
    ],
)
def test_what_is_no_logo_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, fault: LogoFault
) -> None:
    with pytest.raises(LogoRefused) as refused:
        load_logo(kept_in(tmp_path, name, data))

    assert refused.value.fault is fault


def test_setting_stays_below_200_kb_whatever_the_logo() -> None:
    assert LARGEST_BYTES * 4 / 3 < 200_000
    with pytest.raises(LogoRefused):
        read_logo(png() + b"0" * LARGEST_BYTES)


def test_logo_chosen_is_shown_kept_and_printed(
    place: Place, press: DeskPress, qtbot: QtBot, tmp_path: Path
) -> None:
    section = shown(qtbot, place)
    chosen = kept_in(tmp_path, "logo.svg", DRAWING.encode())
    section.logo.show_logo(load_logo(chosen))

    section.save_button.click()

    kept = read_city_logo(place.desk.context)
    assert kept is not None
    (receipt,) = place.register(need()).receipts
    content = ReceiptContent.from_json(receipt.content)
    press.wear(None)
    assert PICTURE not in press.receipt(content, PaperOrder()).data
    press.wear(kept)
    assert PICTURE in press.receipt(content, PaperOrder()).data


def test_logo_is_no_part_of_what_a_receipt_freezes(place: Place) -> None:
    change_city_logo(place.desk.context, read_logo(png()))

    (receipt,) = place.register(need()).receipts

    assert len(receipt.content) < 10_000


def test_logo_taken_away_is_gone(place: Place, qtbot: QtBot) -> None:
    change_city_logo(place.desk.context, read_logo(png()))
    section = shown(qtbot, place)

    QTest.keyClick(section.logo.remove, Qt.Key.Key_Return)
    section.save_button.click()

    assert read_city_logo(place.desk.context) is None


def test_refused_file_says_why_and_leaves_the_logo(
    place: Place, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = kept_in(tmp_path, "logo.png", b"bonjour")
    part = LogoPart(place.work.tr, ask_path=lambda: str(bad))
    qtbot.addWidget(part)
    part.show_logo(read_logo(png()))

    QTest.keyClick(part.add, Qt.Key.Key_Return)

    assert "ni un PNG ni un SVG" in part.said.text.text()
    assert part.logo == read_logo(png())


def test_preview_shows_the_settings_before_they_are_kept(place: Place, qtbot: QtBot) -> None:
    section = shown(qtbot, place)
    section.city.setText("Ville-Exemple")

    section.preview.wanted.emit()

    assert "Ville-Exemple" in section.preview.page.text_of(0)
    assert read_city(place.desk.context).city == "Bordeaux"


def test_preview_tells_what_the_delegation_of_the_ccas_changes(place: Place, qtbot: QtBot) -> None:
    section = shown(qtbot, place)
    section.preview.kinds.choose(SampleKind.CCAS)
    assert "Accusé de réception" not in section.preview.page.text_of(0)

    section.delegation.setChecked(True)
    section.preview.wanted.emit()

    assert "Accusé de réception" in section.preview.page.text_of(0)


def test_preview_of_an_order_carries_the_billing(place: Place, qtbot: QtBot) -> None:
    section = shown(qtbot, place)
    section.billing.setText("Convention 2026-014")

    section.preview.kinds.choose(SampleKind.ORDER)

    assert "Convention 2026-014" in section.preview.page.text_of(0)


def test_preview_says_which_line_the_law_misses(place: Place, qtbot: QtBot) -> None:
    section = shown(qtbot, place)
    section.appeal_routes.setPlainText("")
    section.office_phone.setText("")

    section.preview.wanted.emit()

    said = section.preview.said.text.text()
    assert "le téléphone" in said
    assert "les voies de recours" in said


def test_preview_prints_the_ways_of_appeal_as_typed(place: Place, qtbot: QtBot) -> None:
    section = shown(qtbot, place)
    section.appeal_routes.setPlainText("Tribunal administratif de Ville-Exemple")

    section.preview.wanted.emit()

    assert "Tribunal administratif de Ville-Exemple" in section.preview.page.text_of(0)


def test_preview_draws_a_moment_after_the_last_key(place: Place, qtbot: QtBot) -> None:
    section = shown(qtbot, place)

    QTest.keyClicks(section.city, " entiere")

    qtbot.waitUntil(lambda: "entiere" in section.preview.page.text_of(0), timeout=30_000)


def test_preview_leaves_the_kept_logo_on_the_papers(
    place: Place, press: DeskPress, qtbot: QtBot
) -> None:
    section = shown(qtbot, place)
    section.logo.show_logo(read_logo(png()))

    section.preview.wanted.emit()

    (receipt,) = place.register(need()).receipts
    content = ReceiptContent.from_json(receipt.content)
    assert PICTURE not in press.receipt(content, PaperOrder()).data
