"""One field finds a person, a receipt's request or a démarche."""

from mairie_quartier.domain.numbers import parse
from mairie_quartier.services import search, visits
from tests.builders import Desk, intake, need, person_form

US = "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./QWERTYUIOPASDFGHJKLZXCVBNM"
AZERTY = "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!AZERTYUIOPQSDFGHJKLWXCVBN?"
_TYPED = dict(zip(US, AZERTY, strict=True))


def number_of(desk: Desk) -> str:
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(), person=person_form())
    )
    return registered.receipts[0].number


def test_a_number_opens_its_request_alone(desk: Desk) -> None:
    number = number_of(desk)
    found = search.find_anything(desk.context, number)
    assert [request.demarche for request in found.requests] == [need().demarche]
    assert (found.number, found.people, found.demarches) == (number, (), ())
    assert found.receipt_id is not None


def test_a_number_typed_carelessly_opens_it_too(desk: Desk) -> None:
    number = number_of(desk)
    for typed in (number.lower(), number.replace("-", ""), f"  {number.replace('-', ' ')} "):
        assert search.find_anything(desk.context, typed).number == number


def test_a_number_scanned_on_a_french_keyboard_opens_it_too(desk: Desk) -> None:
    number = number_of(desk)
    scanned = "".join(_TYPED.get(char, char) for char in number)
    assert scanned != number
    assert search.find_anything(desk.context, scanned).number == number


def test_a_mistyped_number_opens_nothing(desk: Desk) -> None:
    number = number_of(desk)
    right = parse(number)
    wrong = f"{number[:-1]}{'A' if right.check != 'A' else 'B'}"
    found = search.find_anything(desk.context, wrong)
    assert (found.requests, found.number) == ((), "")


def test_a_right_number_of_another_desk_says_so(desk: Desk) -> None:
    mine = parse(number_of(desk))
    other = type(mine)(mine.office_code, "00" if mine.series != "00" else "01", mine.year, 77)
    found = search.find_anything(desk.context, str(other))
    assert (found.requests, found.number) == ((), str(other))


def test_people_and_demarches_are_found_together(desk: Desk) -> None:
    number_of(desk)
    assert [line.first_names for line in search.find_anything(desk.context, "traore").people]
    assert search.find_anything(desk.context, "rsa").demarches
