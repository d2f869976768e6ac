"""The visitor's papers: French first, then their language; discreet ones; hostile words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from mairie_quartier import paths
from mairie_quartier.documents.brief import simplified
from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.press import PaperPress, Pdf
from mairie_quartier.documents.receipt import receipt_ideas
from mairie_quartier.documents.sections import Sections
from mairie_quartier.documents.sheet import GEOMETRIES
from mairie_quartier.documents.typography import PaperFault, Typesetter
from mairie_quartier.documents.visitor import Languages
from mairie_quartier.domain.papers import Discretion, PageSize, PaperOrder
from mairie_quartier.domain.receipt_content import PaperKind
from mairie_quartier.i18n import PaperTranslator
from mairie_quartier.services.ports import Flaw
from tests.documents.specimens import (
    DISCREET,
    FRENCH,
    HEAD,
    INCOMPLETE,
    MISSING,
    NUMBER,
    REMINDER,
    SEVERAL,
    SPECIMENS,
    VOIDED,
    languages,
    new_press,
)
from tests.domain.paper_facts import INFORMED, SCHOOL, acknowledgement, content

HOSTILE = (
    "<b>Gras</b> &amp; Fils",
    "Aminata \u202eéroarT\u202c",
    "A\u0301minata\u0300 Trao\u0302re\u0301",
    "Ami\u200bna\u200dta\ufeff",
    "Ami\x00na\x07ta\x1b[31m",
    "👩‍👩‍👧 Traoré",
    "محمد الحسيني",
    "שלום כהן",
)


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return new_press()


class Untranslated(PaperTranslator):
    """A language whose catalogue is still empty."""

    def __init__(self, locale: str) -> None:
        super().__init__("none", locale=locale, folder=paths.translations())


def pages_of(pdf: Pdf) -> list[str]:
    pages = PdfReader(BytesIO(pdf.data)).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]


def words_of(pdf: Pdf) -> str:
    return " ".join(pages_of(pdf))


@pytest.mark.parametrize("name", [name for name in SPECIMENS if "a5" not in name])
def test_french_is_whole_and_first_and_the_translation_says_what_it_is_worth(
    press: PaperPress, name: str
) -> None:
    pages = pages_of(SPECIMENS[name](press, languages("spa")))
    start = next(rank for rank, page in enumerate(pages) if "Traduction pour information" in page)
    french = " ".join(pages[:start])

    assert "Traduction" not in french
    assert "Version simplifiée" not in french
    assert "Seul le papier complet en français fait foi." in pages[start]
    assert "traducteur" in pages[start]
    assert start >= 1


def test_translation_follows_the_language_of_the_visitor(press: PaperPress) -> None:
    pdf = press.receipt(INCOMPLETE, languages("spa"))

    pages = pages_of(pdf)
    assert "Acuse de recibo" in pages[1]
    assert "15 de marzo de 2026" in " ".join(pages[1:])
    assert "Inscription à la cantine" in pages[1]


def test_simplified_page_is_in_the_language_of_the_visitor_alone(press: PaperPress) -> None:
    alone = words_of(press.receipt(INCOMPLETE, languages()))
    both = words_of(press.receipt(INCOMPLETE, languages("spa")))

    assert "Version simplifiée" in alone
    assert "Version simplifiée" not in both
    assert "Pas de réponse ce jour-là" not in both


@pytest.mark.parametrize("locale", ["es", "fa_AF"])
def test_sentence_without_translation_is_in_french_and_marked(
    press: PaperPress, locale: str
) -> None:
    visitor = Untranslated(locale)

    pages = pages_of(press.receipt(INCOMPLETE, Languages(FRENCH, visitor)))

    assert "[FR]" not in pages[0]
    assert "La mairie a reçu votre demande." in pages[1]
    assert all("[FR]" in page for page in pages[1:])
    assert "Les phrases marquées" in pages[-1]
    assert visitor.missing


def test_translation_without_gaps_has_no_mark(press: PaperPress) -> None:
    whole = languages("spa")

    text = words_of(press.receipt(INCOMPLETE, whole))

    assert whole.visitor is not None
    assert ("[FR]" in text) == bool(whole.visitor.missing)


@pytest.mark.parametrize("name", [name for name in SPECIMENS if "discret" in name])
def test_discreet_paper_names_nothing(press: PaperPress, name: str) -> None:
    pdf = SPECIMENS[name](press, languages("spa"))
    reader = PdfReader(BytesIO(pdf.data))
    said = words_of(pdf) + " ".join(map(str, (reader.metadata or {}).values()))
    outline = " ".join(str(each.get("/Title")) for each in flat(reader.outline))

    for secret in ("Traoré", "antine", "RSA", "Caisse", "Mairie de quartier", "vaccins", "Diop"):
        assert secret not in said + outline
    assert NUMBER in said


def flat(outline: Iterable[object]) -> list[dict[str, object]]:
    """Give the entries of an outline, whatever their depth."""
    found: list[dict[str, object]] = []
    for each in outline:
        if isinstance(each, list):
            found += flat(each)
        elif isinstance(each, dict):
            found.append(each)
    return found


def test_discreet_paper_keeps_days_and_telephone(press: PaperPress) -> None:
    text = words_of(press.receipt(INCOMPLETE, FRENCH, DISCREET))

    assert "dimanche 15 mars 2026" in text
    assert "vendredi 15 mai 2026" in text
    assert "05 00 00 00 12" in text


def test_ordinary_paper_describes_itself(press: PaperPress) -> None:
    reader = PdfReader(BytesIO(press.missing_list(MISSING, FRENCH).data))

    assert reader.metadata is not None
    assert reader.metadata.title == f"Documents à apporter {NUMBER}"
    assert reader.metadata.author == "Ville de Bordeaux"
    assert str(reader.root_object["/Lang"]).startswith("fr")


def test_nothing_of_the_simplified_page_is_under_fourteen_points() -> None:
    geometry = GEOMETRIES[PageSize.A4]
    sections = Sections(Typesetter(FontShelf(paths.resources() / "fonts")), geometry, FRENCH)

    blocks = list(simplified(sections, receipt_ideas(SEVERAL, FRENCH), number=NUMBER))

    sizes = {words.size for block in blocks for row in block.rows for words in row.words}
    assert min(sizes) >= 14


@pytest.mark.parametrize("code", [None, "prs"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_is_whole_or_told_of_and_never_markup(
    press: PaperPress, name: str, code: str | None
) -> None:
    head = replace(HEAD, person=name)
    drawn = [press.receipt(acknowledgement(person=name), languages(code))]
    if code is None:
        drawn.append(press.missing_list(replace(MISSING, head=head), FRENCH))
        drawn.append(press.appointment(replace(REMINDER, head=head), FRENCH))
        drawn.append(press.voiding_notice(replace(VOIDED, head=head), FRENCH))

    for pdf in drawn:
        text = words_of(pdf)
        told = {warning.fault for warning in pdf.warnings}
        left_out = {PaperFault.LETTER_REPLACED, PaperFault.INVISIBLE_REMOVED} & told
        assert left_out or seen(name) <= set(text)
        assert "\u202e" not in text
        assert "\x07" not in text
    assert "Gras" not in name or "<b>Gras</b> &amp; Fils" in words_of(drawn[0])


def seen(name: str) -> set[str]:
    """Give the letters of a name that have a shape."""
    return {letter for letter in name if letter.isascii() and letter.isprintable()} - {" "}


@pytest.mark.parametrize("size", PageSize)
def test_forty_needs_are_all_printed_in_both_languages(press: PaperPress, size: PageSize) -> None:
    needs = [replace(INFORMED, label=f"Besoin {rank:02}") for rank in range(40)]
    paper = content(PaperKind.VISIT_CERTIFICATE, *needs)

    pages = pages_of(press.receipt(paper, languages("spa"), PaperOrder(size=size)))

    start = next(rank for rank, page in enumerate(pages) if "Traduction pour" in page)
    for half in (pages[:start], pages[start:]):
        text = " ".join(half)
        assert all(f"Besoin {rank:02}" in text for rank in range(40))


def test_three_hundred_letters_of_a_name_are_printed(press: PaperPress) -> None:
    name = "Rakotomalala" * 25

    text = words_of(press.appointment(replace(REMINDER, head=replace(HEAD, person=name)), FRENCH))

    assert name in text.replace(" ", "").replace("\n", "")


def test_reminder_without_hour_gives_the_day_alone(press: PaperPress) -> None:
    text = words_of(press.appointment(replace(REMINDER, at=None), FRENCH))

    assert "jeudi 12 mars 2026" in text
    assert "jeudi 12 mars 2026 à" not in text


def test_optional_document_has_no_deadline(press: PaperPress) -> None:
    (item,) = MISSING.items
    only = replace(MISSING, items=(replace(item, pieces=item.pieces[1:]),))

    text = words_of(press.missing_list(only, FRENCH))

    assert "Photo d’identité (facultatif)" in text
    assert "au plus tard" not in text


def test_void_paper_without_another_says_so(press: PaperPress) -> None:
    text = words_of(press.voiding_notice(replace(VOIDED, replaced_by=""), FRENCH))

    assert "Aucun papier ne le remplace." in text
    assert NUMBER in text


def test_acknowledgement_in_two_languages_is_three_pages(press: PaperPress) -> None:
    assert press.receipt(acknowledgement(SCHOOL), languages("spa")).pages == 3


def test_discretion_is_not_asked_for_by_default() -> None:
    assert PaperOrder().discretion is Discretion.OPEN


def test_every_fault_of_a_paper_can_be_told_to_the_agent() -> None:
    assert {fault.value for fault in PaperFault} == {flaw.value for flaw in Flaw}
