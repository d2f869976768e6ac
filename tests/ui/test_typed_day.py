"""The deadline of missing pieces is read as typed, and never lies in the past."""

from datetime import date

import pytest

from mairie_quartier.domain.dates import ImpossibleDate, UnreadableDate
from mairie_quartier.ui.typed_day import read_deadline

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6/12", date(2026, 12, 6)),
        ("6 déc", date(2026, 12, 6)),
        ("6.12.2026", date(2026, 12, 6)),
        ("06/12/26", date(2026, 12, 6)),
        ("15/1", date(2027, 1, 15)),
        ("+10", date(2026, 12, 2)),
        ("22/11", TODAY),
    ],
)
def test_a_deadline_is_the_next_such_day(text: str, meant: date) -> None:
    assert read_deadline(text, TODAY) == meant


@pytest.mark.parametrize("text", ["", "bientôt", "1/1/2020", "12/2026"])
def test_what_is_no_day_to_come_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate):
        read_deadline(text, TODAY)


def test_a_day_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        read_deadline("31/2/2027", TODAY)
