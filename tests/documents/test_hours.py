"""Opening hours on papers: names of days and figures, in each language's own way."""

import pytest

from mairie_quartier import paths
from mairie_quartier.documents.words import PaperWords
from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, PaperLanguage
from mairie_quartier.i18n import PaperTranslator, Translator

WEEK = "Mo-Th 09:00-12:30,14:00-17:00; Fr 09:00-12:00"
FRENCH = PaperWords(Translator("fr", folder=paths.translations(), domain="papers"))


def words(language: PaperLanguage) -> PaperWords:
    folder = paths.translations()
    return PaperWords(PaperTranslator(language.catalogue, locale=language.locale, folder=folder))


def test_french_hours_are_read_aloud_as_they_stand() -> None:
    written = FRENCH.hours(WEEK).replace("\u00a0", " ")

    assert written == "lundi – jeudi : 9 h – 12 h 30, 14 h – 17 h\nvendredi : 9 h – 12 h"


@pytest.mark.parametrize("text", ["", "sur rendez-vous", "de 9 h à 17 h"])
def test_what_is_not_understood_stays_as_noted(text: str) -> None:
    assert FRENCH.hours(text) == text


def test_closed_days_are_left_out() -> None:
    assert "samedi" not in FRENCH.hours(WEEK)


@pytest.mark.parametrize("language", PAPER_LANGUAGES, ids=lambda each: each.catalogue)
def test_every_language_names_the_days_and_keeps_the_figures(language: PaperLanguage) -> None:
    first, second = words(language).hours(WEEK).splitlines()

    assert "Mo" not in first.split()
    assert "12:30" in first
    assert "12:00" in second
    assert language.catalogue == "fr" or "lundi" not in first
