"""A person is found as an agent types, hears or half remembers the name."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.duplicates import Identity
from mairie_quartier.domain.people import Person
from mairie_quartier.services import people, search, visits
from mairie_quartier.store.people_index import StorePeopleIndex
from tests.builders import Desk, fresh_desk, new_person

PEOPLE = (
    ("Traoré", "Aminata", PartialDate(1987, 4, 12), "06 12 34 56 78"),
    ("N’Diaye", "Mohamed Lamine", PartialDate(1990), ""),
    ("El Khattabi", "Youssef", PartialDate(1975, 11, 3), ""),
    ("Lefèvre-Dœuf", "Anne-Sophie", PartialDate(1968, 2), "+33 5 56 00 11 22"),
    ("Đặng", "Thị Thu Hà", None, ""),
    ("Шевченко", "Олена", PartialDate(1999, 12, 31), ""),
    ("محمود", "فاطمة", None, ""),
    ("Ben Ali", "Fatma", PartialDate(1980, 1, 2), ""),
    ("da Silva Pereira", "João", PartialDate(1955, 6, 9), ""),
)

TOLERATED = {
    "as written": ("Traoré Aminata", "Traoré"),
    "without accents": ("traore", "Traoré"),
    "capitals": ("TRAORE AMINATA", "Traoré"),
    "first name first": ("aminata traore", "Traoré"),
    "half typed": ("tra am", "Traoré"),
    "one letter each": ("t a", "Traoré"),
    "another spelling": ("traorre aminatta", "Traoré"),
    "phone with spaces": ("06 12 34 56 78", "Traoré"),
    "phone without spaces": ("0612345678", "Traoré"),
    "international phone": ("+33612345678", "Traoré"),
    "last four digits": ("5678", "Traoré"),
    "birth date": ("12/04/1987", "Traoré"),
    "birth date with dots": ("12.4.1987", "Traoré"),
    "name and year": ("traore 1987", "Traoré"),
    "apostrophe": ("N'Diaye", "N’Diaye"),
    "apostrophe forgotten": ("ndiaye", "N’Diaye"),
    "apostrophe as a space": ("n diaye", "N’Diaye"),
    "transliteration of Mohamed": ("muhammad ndiaye", "N’Diaye"),
    "short for Mohamed": ("mohd ndiaye", "N’Diaye"),
    "transliteration of Youssef": ("yusuf", "El Khattabi"),
    "particle forgotten": ("khattabi", "El Khattabi"),
    "particle glued": ("elkhattabi", "El Khattabi"),
    "hyphen": ("lefevre-doeuf", "Lefèvre-Dœuf"),
    "hyphen as a space": ("lefevre doeuf anne sophie", "Lefèvre-Dœuf"),
    "second part alone": ("doeuf", "Lefèvre-Dœuf"),
    "Vietnamese without marks": ("dang thi thu ha", "Đặng"),
    "Cyrillic": ("Шевченко", "Шевченко"),
    "Cyrillic in Latin letters": ("shevchenko", "Шевченко"),
    "Cyrillic in French letters": ("chevtchenko olena", "Шевченко"),
    "Arabic": ("محمود", "محمود"),
    "Arabic in Latin letters": ("mahmoud", "محمود"),
    "year of birth": ("lefevre 1968", "Lefèvre-Dœuf"),
    "month of birth": ("02/1968", "Lefèvre-Dœuf"),
    "foreign form of a French phone": ("05 56 00 11 22", "Lefèvre-Dœuf"),
    "phone half typed": ("06 12 34", "Traoré"),
    "name and birth date": ("traore 12/4/1987", "Traoré"),
    "several names, any order": ("joao pereira", "da Silva Pereira"),
    "several names glued": ("dasilva", "da Silva Pereira"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = fresh_desk(tmp_path_factory.mktemp("index"))
    for family, first, birth, phone in PEOPLE:
        person = replace(new_person(desk.context, family, first), birth=birth, phone=phone)
        people.add_person(desk.context, person)
    yield desk
    desk.close()


@pytest.mark.parametrize("name", TOLERATED)
def test_search_tolerates(desk: Desk, name: str) -> None:
    typed, family_name = TOLERATED[name]
    found = search.find_people(desk.context, typed)
    assert family_name in [line.family_name for line in found[:2]]


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "'", '"', "*", "(", "OR", "NOT a", "words:", "^", "-", "\x00", "NEAR(a b)", "🙂"],
)
def test_no_text_breaks_the_search(desk: Desk, typed: str) -> None:
    search.find_people(desk.context, typed)
    people.suggest_duplicates(desk.context, Identity(family_name=typed, first_names=typed))


def test_a_stranger_is_not_found(desk: Desk) -> None:
    assert search.find_people(desk.context, "zbigniew kowalczyk") == ()


def test_the_best_answer_comes_first(desk: Desk) -> None:
    assert search.find_people(desk.context, "ben ali")[0].family_name == "Ben Ali"


DOUBLES = {
    "another spelling": Identity("Traore", "", "Amynata"),
    "swapped names": Identity("Aminata", "", "Traoré"),
    "day and month swapped": Identity("Traoré", "", "Aminata", birth=PartialDate(1987, 12, 4)),
    "unknown day": Identity("Traoré", "", "Aminata", birth=PartialDate(1987)),
    "same phone": Identity("Traoré", "", "A.", phone="+33 6 12 34 56 78"),
}


@pytest.mark.parametrize("name", DOUBLES)
def test_a_possible_double_is_shown_masked(desk: Desk, name: str) -> None:
    (first, *_) = people.suggest_duplicates(desk.context, DOUBLES[name])
    assert first.shown.name == "Aminata T."
    assert first.shown.birth_year == 1987
    assert first.shown.last_digits == "78"
    shown = repr(first)
    assert not [
        secret for secret in ("Traor", "06 12", "1234", "-04-", "12345678") if secret in shown
    ]


def test_another_person_is_no_double(desk: Desk) -> None:
    other = Identity("Traoré", "", "Aminata", birth=PartialDate(1951, 9, 30))
    assert people.suggest_duplicates(desk.context, other) == ()


def test_nothing_typed_suggests_nobody(desk: Desk) -> None:
    assert people.suggest_duplicates(desk.context, Identity()) == ()


def found(desk: Desk, typed: str) -> list[str]:
    return [line.first_names for line in search.find_people(desk.context, typed)]


@pytest.fixture
def kept(desk: Desk) -> Person:
    person = new_person(desk.context, "Ouedraogo", "Salif")
    people.add_person(desk.context, person)
    return person


def test_the_index_follows_a_change_of_name(desk: Desk, kept: Person) -> None:
    people.save_person(desk.context, replace(kept, first_names="Idrissa"))
    assert found(desk, "ouedraogo salif") == []
    assert "Idrissa" in found(desk, "idrissa")
    visits.undo_last(desk.context)
    assert found(desk, "ouedraogo idrissa") == []
    assert "Salif" in found(desk, "ouedraogo salif")


def test_the_index_follows_an_undone_creation(desk: Desk) -> None:
    people.add_person(desk.context, new_person(desk.context, "Kpodar", "Afi"))
    assert found(desk, "kpodar") == ["Afi"]
    visits.undo_last(desk.context)
    assert found(desk, "kpodar") == []


def test_what_was_rolled_back_is_not_found(desk: Desk) -> None:
    with desk.unit() as unit:
        unit.people.add(new_person(desk.context, "Kpogo", "Ama"))
        assert [line.first_names for line in unit.index.search("kpogo")] == ["Ama"]
    assert found(desk, "kpogo") == []


def test_rebuilding_gives_the_same_answers(desk: Desk) -> None:
    before = {typed: found(desk, typed) for typed, _ in TOLERATED.values()}
    with desk.unit() as unit:
        assert isinstance(unit.index, StorePeopleIndex)
        unit.index.rebuild(unit.people.matching())
        unit.commit()
    assert {typed: found(desk, typed) for typed, _ in TOLERATED.values()} == before


@pytest.mark.parametrize("told", [True, False], ids=["with its values", "to be read"])
def test_a_row_written_past_the_domain_is_found_the_same(desk: Desk, told: bool) -> None:
    before = {typed: sorted(found(desk, typed)) for typed, _ in TOLERATED.values()}
    with desk.door.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM person").mappings().all()
    with desk.unit() as unit:
        assert isinstance(unit.index, StorePeopleIndex)
        unit.index.follow({row["id"]: dict(row) if told else None for row in rows})
        unit.commit()
    assert {typed: sorted(found(desk, typed)) for typed, _ in TOLERATED.values()} == before
