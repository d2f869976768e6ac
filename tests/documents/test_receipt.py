"""Receipts as they come out: what they say, in which order, and what hostile words do to them."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mairie_quartier import paths
from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.domain.catalogue import Silence
from mairie_quartier.domain.papers import CopyKind, PageSize, PaperOrder
from mairie_quartier.domain.receipt_content import PaperKind, ReceiptContent
from mairie_quartier.domain.requests import Channel, Outcome
from mairie_quartier.i18n import Translator
from tests.domain.paper_facts import (
    ACCEPTS,
    DOMICILE,
    INFORMED,
    RSA,
    SCHOOL,
    VACCINES,
    acknowledgement,
    content,
    transmitted,
)

FRENCH = Translator("fr", folder=paths.translations())


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return PaperPress(paths.resources() / "fonts")


def words_of(pdf: Pdf) -> str:
    """Give the extracted text, every kind of blank as one space."""
    pages = PdfReader(BytesIO(pdf.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_acknowledgement_carries_every_line_of_r112_5(press: PaperPress) -> None:
    text = words_of(press.receipt(acknowledgement(), FRENCH))

    assert in_order(
        text,
        "Accusé de réception",
        "BAC2-26-000042-K",
        "ne vaut pas décision",
        "Aminata Traoré",
        "1er mars 2026",
        "Inscription à la cantine",
        "Direction de l’éducation",
        "05 00 00 00 04",
    )
    assert "1er mai 2026" in text
    assert "tribunal administratif" in text
    assert "vous avez droit" not in text.lower()


def test_silence_that_accepts_offers_the_attestation_of_l232_3(press: PaperPress) -> None:
    text = words_of(press.receipt(acknowledgement(replace(SCHOOL, silence=ACCEPTS)), FRENCH))

    assert "L232-3" in text
    assert "tribunal administratif" not in text


def test_paper_for_another_body_has_no_date_of_silence(press: PaperPress) -> None:
    notice = content(PaperKind.TRANSMISSION_NOTICE, transmitted(RSA))

    text = words_of(press.receipt(notice, FRENCH))

    assert "Avis de transmission" in text
    assert "Caisse d’allocations familiales" in text
    assert "Accusé de réception" not in text
    assert "1er mai 2026" not in text


def test_missing_piece_tells_its_deadline_and_where_to_get_it(press: PaperPress) -> None:
    due = replace(SCHOOL, pieces=(VACCINES,), pieces_due_on=SCHOOL.received_on.replace(day=15))

    text = words_of(press.receipt(acknowledgement(due), FRENCH))

    assert in_order(text, "Carnet de santé (vaccins)", "15 mars 2026")
    assert "chez votre médecin" in text


@pytest.mark.parametrize(
    ("copy", "mark"), [(CopyKind.DUPLICATE, "DUPLICATA"), (CopyKind.VOIDED, "ANNULÉ")]
)
def test_copies_say_what_they_are(press: PaperPress, copy: CopyKind, mark: str) -> None:
    original = words_of(press.receipt(acknowledgement(), FRENCH))
    marked = words_of(press.receipt(acknowledgement(), FRENCH, PaperOrder(copy=copy)))

    assert mark in marked.upper()
    assert mark not in original.upper()


def test_same_content_gives_the_same_bytes(press: PaperPress) -> None:
    first = press.receipt(acknowledgement(), FRENCH)
    again = PaperPress(paths.resources() / "fonts").receipt(acknowledgement(), FRENCH)

    assert first.data == again.data


def test_reading_back_the_frozen_content_draws_the_same_paper(press: PaperPress) -> None:
    frozen = ReceiptContent.from_json(acknowledgement().to_json())

    assert press.receipt(frozen, FRENCH).data == press.receipt(acknowledgement(), FRENCH).data


def test_pdf_says_its_title_language_and_has_bookmarks(press: PaperPress) -> None:
    reader = PdfReader(BytesIO(press.receipt(acknowledgement(), FRENCH).data))

    assert reader.metadata is not None
    assert "BAC2-26-000042-K" in str(reader.metadata.title)
    assert str(reader.root_object["/Lang"]).lower().startswith("fr")
    assert len(reader.outline) >= 1


def test_every_need_of_forty_is_on_the_paper(press: PaperPress) -> None:
    needs = [replace(INFORMED, label=f"Besoin numéro {rank:02}") for rank in range(40)]

    pdf = press.receipt(content(PaperKind.VISIT_CERTIFICATE, *needs), FRENCH)

    text = words_of(pdf)
    assert pdf.pages > 1
    assert all(f"Besoin numéro {rank:02}" in text for rank in range(40))


@pytest.mark.parametrize(
    "name",
    ["<b>Gras</b> &amp; Fils", "D’Angelo-Müller Ñandú", "Nguyễn Thị Ánh", "Тарас Шевченко"],
)
def test_names_print_as_they_are(press: PaperPress, name: str) -> None:
    pdf = press.receipt(acknowledgement(person=name), FRENCH)

    assert name in words_of(pdf)
    assert pdf.warnings == ()


def test_name_of_three_hundred_letters_is_whole(press: PaperPress) -> None:
    name = " ".join(f"Prénom{rank:02}" for rank in range(34))

    text = words_of(press.receipt(acknowledgement(person=name), FRENCH))

    assert all(f"Prénom{rank:02}" in text for rank in range(34))


def test_letters_no_font_holds_are_told(press: PaperPress) -> None:
    pdf = press.receipt(acknowledgement(person="Aminata 🙂"), FRENCH)

    assert pdf.warnings != ()
    assert "Aminata" in words_of(pdf)


def test_override_of_direction_in_a_name_is_taken_out_and_told(press: PaperPress) -> None:
    pdf = press.receipt(acknowledgement(person="Aminata \u202eéroarT"), FRENCH)

    assert "\u202e" not in words_of(pdf)
    assert pdf.warnings != ()


@pytest.mark.parametrize("size", PageSize)
def test_paper_has_the_sheet_asked_for(press: PaperPress, size: PageSize) -> None:
    page = PdfReader(
        BytesIO(press.receipt(acknowledgement(), FRENCH, PaperOrder(size=size)).data)
    ).pages[0]

    width_mm = float(page.mediabox.width) / 72 * 25.4
    assert round(width_mm) == {PageSize.A4: 210, PageSize.A5: 148}[size]


def test_deposit_receipt_names_each_body(press: PaperPress) -> None:
    text = words_of(press.receipt(content(PaperKind.DEPOSIT_RECEIPT, RSA, DOMICILE), FRENCH))

    assert in_order(text, "Récépissé de dépôt", "Revenu de solidarité active", "Domiciliation")
    assert "CCAS de Bordeaux" in text
    assert "ne vaut pas titre de séjour" in text


def test_need_that_could_not_be_met_says_so(press: PaperPress) -> None:
    informed = content(PaperKind.VISIT_CERTIFICATE, replace(INFORMED, outcome=Outcome.HELPED))

    assert "Cours de français" in words_of(
        press.receipt(informed, FRENCH, PaperOrder(size=PageSize.A5))
    )


def test_press_without_its_fonts_says_so_at_once(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        PaperPress(tmp_path)


def test_acknowledgement_is_one_page_and_its_simplified_part(press: PaperPress) -> None:
    pdf = press.receipt(acknowledgement(), FRENCH)

    first, last = (page.extract_text() for page in PdfReader(BytesIO(pdf.data)).pages)
    assert "Réponse de la mairie" in first
    assert "Version simplifiée" in last
    assert "page 2 sur 2" in last


def test_suspended_clock_shows_its_arithmetic(press: PaperPress) -> None:
    """DOMAIN.md 7, error 5: two months and fifteen days, not two months from the deadline."""
    need = replace(SCHOOL, pieces=(VACCINES,), pieces_due_on=SCHOOL.received_on.replace(day=16))

    text = words_of(press.receipt(acknowledgement(need), FRENCH))

    assert in_order(text, "16 mai 2026", "2 mois à partir du 1er mars 2026", "soit 15 jours")


def test_acceptance_that_awaits_pieces_prints_no_date(press: PaperPress) -> None:
    due = SCHOOL.received_on.replace(day=16)
    need = replace(SCHOOL, silence=ACCEPTS, pieces=(VACCINES,), pieces_due_on=due)

    text = words_of(press.receipt(acknowledgement(need), FRENCH))

    assert "Le délai de 2 mois commence le jour où la mairie les a tous reçus" in text
    assert "mai 2026" not in text


def test_unchecked_regime_prints_no_date_and_says_who_can_tell(press: PaperPress) -> None:
    """DOMAIN.md 7, error 2."""
    text = words_of(press.receipt(acknowledgement(replace(SCHOOL, silence=Silence())), FRENCH))

    assert "n’est pas indiqué sur ce papier" in text
    assert "mai 2026" not in text
    assert "acceptée" not in text


@pytest.mark.parametrize("kind", PaperKind)
def test_no_paper_promises_a_right_or_looks_like_a_title(
    press: PaperPress, kind: PaperKind
) -> None:
    """DOMAIN.md 7, error 15."""
    text = words_of(press.receipt(content(kind, SCHOOL), FRENCH))

    assert "Il ne vaut pas titre de séjour." in text
    assert "droit à" not in text.lower()


def test_a_duplicate_is_the_original_but_for_its_mark(press: PaperPress) -> None:
    original = words_of(press.receipt(acknowledgement(), FRENCH))
    duplicate = words_of(
        press.receipt(acknowledgement(), FRENCH, PaperOrder(copy=CopyKind.DUPLICATE))
    )

    assert duplicate.replace("DUPLICATA ", "").replace(" DUPLICATA", "") == original


def test_every_page_of_a_voided_paper_says_so(press: PaperPress) -> None:
    pdf = press.receipt(acknowledgement(), FRENCH, PaperOrder(copy=CopyKind.VOIDED))

    assert all("ANNULÉ" in page.extract_text() for page in PdfReader(BytesIO(pdf.data)).pages)


@pytest.mark.parametrize("copy", list(CopyKind))
@pytest.mark.parametrize("size", list(PageSize))
def test_every_page_of_a_stamped_press_says_why(copy: CopyKind, size: PageSize) -> None:
    press = PaperPress(paths.resources() / "fonts")
    order = PaperOrder(copy=copy, size=size)
    before = press.receipt(acknowledgement(), FRENCH, order)

    press.stamp("SANS VALEUR")
    stamped = PdfReader(BytesIO(press.receipt(acknowledgement(), FRENCH, order).data)).pages

    assert len(stamped) == before.pages > 1
    assert all("SANS VALEUR" in page.extract_text() for page in stamped)
    assert "SANS VALEUR" not in words_of(before)
    press.stamp("")
    assert press.receipt(acknowledgement(), FRENCH, order).data == before.data


def test_electronic_request_names_its_articles(press: PaperPress) -> None:
    paper = content(PaperKind.VISIT_CERTIFICATE, INFORMED, channel=Channel.EMAIL)

    assert "L112-11" in words_of(press.receipt(paper, FRENCH))


def test_anonymous_visit_prints_no_name(press: PaperPress) -> None:
    text = words_of(press.receipt(acknowledgement(person=None), FRENCH))

    assert "passage anonyme" in text
