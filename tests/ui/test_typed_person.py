"""What an agent types in the person field is read as names, a birth date, a telephone."""

from datetime import date

import pytest

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.ui.typed_person import TypedPerson, read_typed_person

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "family", "first"),
    [
        ("traore aminata", "Traore", "Aminata"),
        ("Aminata TRAORÉ", "TRAORÉ", "Aminata"),
        ("de la cruz maría josé", "de la Cruz", "María José"),
        ("ben ali mohamed", "ben Ali", "Mohamed"),
        ("N’Diaye Fatou", "N’Diaye", "Fatou"),
        ("n'diaye fatou", "N'Diaye", "Fatou"),
        ("Le Goff-Kerguelen, Anne Marie", "Le Goff-Kerguelen", "Anne Marie"),
        ("Đặng Thị Hồng", "Đặng", "Thị Hồng"),
        ("Zita", "Zita", ""),
        ("", "", ""),
    ],
)
def test_names_are_parted_as_the_desk_writes_them(text: str, family: str, first: str) -> None:
    typed = read_typed_person(text, TODAY)
    assert (typed.family_name, typed.first_names) == (family, first)


@pytest.mark.parametrize("text", ["محمد علي", "Олена Шевченко", "გიორგი", "ሰላም"])
def test_other_scripts_are_kept_apart_and_untouched(text: str) -> None:
    assert read_typed_person(text, TODAY) == TypedPerson(other_script_name=text)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("Traoré Aminata 12/04/1987", PartialDate(1987, 4, 12)),
        ("Traoré Aminata 04/1987", PartialDate(1987, 4)),
        ("Traoré Aminata 1987", PartialDate(1987)),
        ("Traoré Aminata 12041987", PartialDate(1987, 4, 12)),
    ],
)
def test_a_birth_date_is_taken_out_of_the_names(text: str, birth: PartialDate) -> None:
    typed = read_typed_person(text, TODAY)
    assert (typed.family_name, typed.first_names, typed.birth) == ("Traoré", "Aminata", birth)


def test_a_date_to_come_is_no_birth() -> None:
    assert read_typed_person("Traoré 01/01/2030", TODAY).birth is None


def test_a_telephone_is_taken_out_of_the_names() -> None:
    typed = read_typed_person("Traoré 06 00 00 12 42", TODAY)
    assert (typed.family_name, typed.phone) == ("Traoré", "06 00 00 12 42")


def test_a_social_security_number_is_kept_nowhere() -> None:
    typed = read_typed_person("Traoré Aminata 2 87 04 33 063 123", TODAY)
    assert typed == TypedPerson("Traoré", "Aminata")
