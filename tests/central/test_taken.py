"""A put or a change of a unique value that another record has: refused, told, and nothing lost.

Logins of agents, names of settings, codes of catalogue entries and offices: the second desk's
goes to quarantine as ``taken``, alone, whatever it was saved with.
"""

from collections.abc import Callable

import pytest

from mairie_quartier.domain.operations import JsonValue, RejectCode, Verdict
from tests.central.city import City, TestDesk, TestOffice


@pytest.fixture
def office(city: City) -> TestOffice:
    return city.office()


def agent(desk: TestDesk, login: str) -> dict[str, JsonValue]:
    return {
        "office_id": str(desk.office.id),
        "login": login,
        "first_name": "Léo",
        "last_name": "Sy",
        "quality": "",
        "roles": ["reception"],
        "active": True,
    }


def setting(_desk: TestDesk, name: str) -> dict[str, JsonValue]:
    return {"name": name, "value": "1"}


def entry(_desk: TestDesk, code: str) -> dict[str, JsonValue]:
    return {"code": code, "body": "{}", "active": True}


def place(_desk: TestDesk, code: str) -> dict[str, JsonValue]:
    return {"code": code, "name": "Mairie de quartier", "active": True}


Make = Callable[[TestDesk, str], dict[str, JsonValue]]

WORDS: list[tuple[str, str, Make, str]] = [
    ("agent", "login", agent, "awa.{}"),
    ("setting", "name", setting, "essai.{}"),
    ("catalogue_entry", "code", entry, "essai-{}"),
    ("office", "code", place, "Z{}Z"),
]


@pytest.mark.parametrize(("word", "unique", "make", "form"), WORDS)
def test_a_put_of_a_taken_value_is_refused_alone(
    office: TestOffice, word: str, unique: str, make: Make, form: str
) -> None:
    one, other = office.desk("Un"), office.desk("Deux")
    taken = form.format("A")
    first = one.put(word, make(one, taken))
    assert one.push(first)[0].verdict is Verdict.APPLIED
    second, beside = other.put(word, make(other, taken)), other.person()
    refused, fine = other.push(second, beside)
    assert (refused.verdict, refused.code) == (Verdict.QUARANTINED, RejectCode.TAKEN)
    assert fine.verdict is Verdict.APPLIED
    assert other.push(second, beside) == (refused, fine)
    known = office.city.owner_rows(f'SELECT id FROM "{word}" WHERE "{unique}" = %s', taken)
    assert known == [(first.record_id,)]


@pytest.mark.parametrize(("word", "unique", "make", "form"), WORDS)
def test_a_change_to_a_taken_value_gives_the_value_back(
    office: TestOffice, word: str, unique: str, make: Make, form: str
) -> None:
    desk = office.desk()
    taken, free = form.format("B"), form.format("C")
    first, second = desk.put(word, make(desk, taken)), desk.put(word, make(desk, free))
    assert {answer.verdict for answer in desk.push(first, second)} == {Verdict.APPLIED}
    patch = desk.patch(word, second.record_id, {unique: taken}, {unique: free}, base=1)
    (answer,) = desk.push(patch)
    assert (answer.verdict, answer.code) == (Verdict.QUARANTINED, RejectCode.TAKEN)
    assert answer.fields == {unique: free}
