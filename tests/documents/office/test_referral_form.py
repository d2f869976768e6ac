"""Referral forms: what the partner learns, who carries them, and the slip that comes back."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from mairie_quartier.documents.office.press import OfficePress
from mairie_quartier.documents.visitor import Languages
from mairie_quartier.domain.papers import Discretion, PaperOrder
from mairie_quartier.domain.referral_content import PrintedAgreement, Reach
from mairie_quartier.domain.referrals import Agreement
from mairie_quartier.i18n import Translator
from tests.documents.office.drawing import office_press, read
from tests.domain.office_facts import carried, referral

SLIP = "Réponse du partenaire"


@pytest.fixture(scope="module")
def press() -> OfficePress:
    return office_press()


def test_form_carries_what_a_referral_slip_must(press: OfficePress) -> None:
    text = read(press.draw(referral())).text

    for said in (
        "Fiche d’orientation",
        "Mairie de quartier de Bacalan",
        "Promofemmes Saint-Michel",
        "lundi – jeudi : 9 h – 12 h 30, 14 h – 17 h",
        "1er mars 2026 (CRPA, article L114-3)",
        "réponse souhaitée",
        "Aminata Traoré",
        "bambara",
        "par téléphone",
        "une femme",
        "Accès sans marche",
        "Cours de français",
        "Justificatif d’identité",
        "Attestation de niveau",
        "Accord donné le 2 mars 2026",
        "peut le retirer à tout moment",
        "Un enfant n’interprète jamais",
    ):
        assert said in text


def test_slip_is_whole_at_the_foot_of_the_only_page(press: OfficePress) -> None:
    drawn = press.draw(referral())
    (page,) = read(drawn).pages

    answers = page[page.index(SLIP) :]
    for box in ("Reçu le", "Rendez-vous le", "demande aboutie", "Refusé, parce que", "Répondu par"):
        assert box in answers
    assert "Aminata" not in answers


@pytest.mark.parametrize("lines", [1, 12, 24, 60])
def test_slip_stays_whole_whatever_the_length_of_the_form(press: OfficePress, lines: int) -> None:
    content = referral()
    pieces = tuple(f"Pièce demandée numéro {rank} pour le dossier complet" for rank in range(lines))
    long = replace(content, request=replace(content.request, pieces_missing=pieces))

    drawn = read(press.draw(long))

    last = drawn.pages[-1]
    assert SLIP in last
    assert "Répondu par" in last
    assert all(SLIP not in page for page in drawn.pages[:-1])
    assert all(piece in drawn.text for piece in pieces)


def test_number_is_the_only_thing_in_the_codes(press: OfficePress) -> None:
    content = referral()

    assert content.reference in read(press.draw(content)).text
    assert content.reference.count("-") == 3


def test_without_agreement_the_person_carries_the_form(press: OfficePress) -> None:
    text = read(press.draw(carried())).text

    assert "À remettre par la personne" in text
    assert "Aucun accord n’est enregistré" in text
    assert "Accord donné le 2 mars" not in text
    assert "06 39 98 00 01" not in text


def test_careful_contact_goes_through_the_town_hall(press: OfficePress) -> None:
    content = referral()
    careful = replace(content, person=replace(content.person, reach=Reach.BY_OFFICE))

    text = read(press.draw(careful)).text

    assert "N’appelez pas la personne" in text
    assert "06 39 98 00 01" not in text


def test_withdrawn_agreement_is_no_agreement(press: OfficePress) -> None:
    text = read(press.draw(referral(PrintedAgreement(Agreement.WITHDRAWN)))).text

    assert "Aucun accord n’est enregistré" in text


def test_person_keeps_a_copy_that_tells_how_to_change_ones_mind(press: OfficePress) -> None:
    french = Translator("fr", folder=press.visitor.translations, domain="papers")

    drawn = read(press.referral_copy(referral(), Languages(french)))

    (page,) = drawn.pages
    for said in ("21 rue des Modèles", "changer d’avis à tout moment", referral().sender.phone):
        assert said in page
    assert "ne vaut pas titre de séjour" in page
    assert "vous avez droit" not in page.lower()


def test_copy_goes_on_in_the_visitors_language_on_its_own_page(press: OfficePress) -> None:
    drawn = press.copy(referral(), PaperOrder(language="spa"))

    assert drawn.pages == 2
    assert drawn.translation is not None
    assert drawn.translation.language == "spa"


def test_discreet_copy_tells_neither_why_nor_where_in_words(press: OfficePress) -> None:
    french = Translator("fr", folder=press.visitor.translations, domain="papers")
    discreet = replace(referral(), discretion=Discretion.DISCREET)

    drawn = press.referral_copy(discreet, Languages(french))

    text = read(drawn).text
    for hidden in ("Promofemmes", "français", "Aminata", "Mairie de quartier", "orientation"):
        assert hidden not in text
    assert "21 rue des Modèles" in text


def test_markup_and_long_words_are_only_words(press: OfficePress) -> None:
    content = referral()
    odd = replace(
        content.request, reason="<b>gras</b> &amp; " + "x" * 400, label="Aide & <i>conseil</i>"
    )

    text = read(press.draw(replace(content, request=odd))).text

    assert "<b>gras</b> &amp;" in text
    assert "Aide & <i>conseil</i>" in text
    assert text.replace(" ", "").count("x" * 400) == 1


def test_file_says_its_title_and_language(press: OfficePress) -> None:
    reader = PdfReader(BytesIO(press.draw(referral()).data))

    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Fiche d’orientation F-")
    assert str(reader.root_object["/Lang"]) == "fr"
