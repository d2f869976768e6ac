"""Everyday words, beginnings of words and misspellings find the right démarche."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier import paths
from mairie_quartier.domain.catalogue import Catalogue
from mairie_quartier.domain.catalogue_search import SearchIndex, SearchText, fold, meaningful_words
from mairie_quartier.domain.catalogue_source import parse_files


def _shipped() -> Catalogue:
    folder = paths.resources() / "catalogue"
    return parse_files({f.name: f.read_text(encoding="utf-8") for f in folder.glob("*.toml")})


CATALOGUE = _shipped()


def _codes(text: str, limit: int = 8) -> list[str]:
    return [entry.code for entry in CATALOGUE.search(text, limit)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rsa", "rsa"),
        ("RSA", "rsa"),
        ("logement", "logement-social"),
        ("hlm", "logement-social"),
        ("domicilliation", "domiciliation"),
        ("domisiliation", "domiciliation"),
        ("carte didentité", "carte-identite"),
        ("carte d’identité", "carte-identite"),
        ("pasport", "passeport"),
        ("secu", "puma"),
        ("sécu", "puma"),
        ("mutuelle", "c2s"),
        ("elec", "cheque-energie"),
        ("manger", "aide-alimentaire"),
        ("mangé", "aide-alimentaire"),
        ("bébé", "place-creche"),
        ("bebe", "place-creche"),
        ("tittre de sejour", "titre-sejour"),
        ("je veux une adresse", "domiciliation"),
        ("allocasion handicape", "aah"),
        ("prime d'act", "prime-activite"),
        ("inscrire mon enfant à l'école", "inscription-scolaire"),
        ("39 19", "violences-3919"),
        ("16029", "domiciliation"),
        ("voter", "liste-electorale"),
        ("mot de passe", "aide-numerique"),
        ("velo", "pret-velo"),
        ("apprendre le francais", "cours-francais"),
        ("avocat", "aide-juridictionnelle"),
        ("dettes", "surendettement"),
        ("punaises", "logement-indigne"),
    ],
)
def test_what_agents_type_finds_the_right_demarche_first(typed: str, expected: str) -> None:
    assert _codes(typed)[0] == expected


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("caf", {"rsa", "prime-activite", "prestations-familiales", "apl"}),
        ("papiers", {"carte-identite", "passeport", "titre-sejour", "actes-etat-civil"}),
        ("mdph", {"aah", "pch", "aeeh", "carte-mobilite-inclusion"}),
        ("secu", {"puma", "c2s", "carte-vitale"}),
        ("violence", {"violences-3919"}),
    ],
)
def test_a_word_shared_by_several_demarches_finds_them_all(typed: str, among: set[str]) -> None:
    assert among <= set(_codes(typed))


def test_every_listed_word_finds_its_demarche() -> None:
    lost = [
        (entry.code, word)
        for entry in CATALOGUE.all()
        for word in (*entry.synonyms, entry.label, entry.plain_label, entry.code)
        if entry.code not in _codes(word)
    ]

    assert lost == []


def test_a_word_listed_by_one_demarche_only_finds_it_first() -> None:
    owners: dict[str, set[str]] = {}
    for entry in CATALOGUE.all():
        for word in (*entry.synonyms, entry.label, entry.plain_label, entry.code):
            owners.setdefault(" ".join(meaningful_words(word)), set()).add(entry.code)

    wrong = [
        (word, code)
        for word, (code, *others) in owners.items()
        if not others and _codes(word)[0] != code
    ]

    assert wrong == []


def _index(**labels: tuple[str, tuple[str, ...]]) -> SearchIndex:
    return SearchIndex(
        SearchText(code, label, label, synonyms) for code, (label, synonyms) in labels.items()
    )


def test_ranks_exact_synonym_then_its_beginning_then_label_then_mistake() -> None:
    index = _index(
        fuzzy=("Autre chose", ("tolo",)),
        label=("Louer un velo", ()),
        start=("Quelque chose", ("velodrome",)),
        exact=("Rien", ("velo",)),
    )

    assert index.search("velo", 8) == ("exact", "start", "label")
    assert index.search("velp", 8)[0] == "exact"


def test_entries_matching_every_word_come_before_those_matching_one() -> None:
    index = _index(one=("Carte grise", ()), both=("Prêt de la carte de bus", ()))

    assert index.search("bus carte", 8)[0] == "both"


def test_another_number_is_not_a_misspelling() -> None:
    assert "hebergement-urgence-115" not in _codes("1155")
    assert _codes("3929") == []


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "\u0301"])
def test_an_empty_query_finds_nothing(nothing: str) -> None:
    assert CATALOGUE.search(nothing) == ()


def test_gives_no_more_than_the_limit() -> None:
    assert len(CATALOGUE.search("carte", limit=3)) == 3


@given(st.text(max_size=200))
def test_no_text_makes_the_search_fail(text: str) -> None:
    assert len(CATALOGUE.search(text)) <= 8


@given(st.text(alphabet="abcdeéè' -", max_size=30))
def test_accents_and_capitals_change_nothing(text: str) -> None:
    assert CATALOGUE.search(text.upper()) == CATALOGUE.search(fold(text))


def test_a_search_takes_less_than_two_milliseconds() -> None:
    for text in (
        "rsa",
        "domicilliation",
        "carte didentité nationalle",
        "zzzzzzzz",
        "a b c d e f g",
    ):
        runs = []
        for _ in range(20):
            start = time.perf_counter()
            CATALOGUE.search(text)
            runs.append(time.perf_counter() - start)
        assert min(runs) < 0.002, text
