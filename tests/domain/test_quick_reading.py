"""Pages of the log and of rows are read strictly."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mairie_quartier.domain.json_reading import LARGEST, MalformedMessage
from mairie_quartier.domain.protocol_pull import PullAnswer, SnapshotAnswer
from mairie_quartier.domain.quick_reading import MAX_CHANGES, MAX_ROWS, MAX_SCOPES

SECRET = "SECRÈTE"
ID = "0190e6f0-0000-7000-8000-000000000001"
AT = "2026-11-23T09:00:00.123456+01:00"


def line(**changed: object) -> list[object]:
    fields = {
        "scope": "city", "seq": 1, "word": "partner", "record_id": ID, "kind": "put", "rev": 1,
        "fields": {"name": "Écrivain public"}, "actor": None, "hlc": -5, "desk": ID, "at": AT,
    }  # fmt: skip
    return list((fields | changed).values())


def pulled(*lines: object, **changed: object) -> bytes:
    page = {"changes": lines, "heads": {"city": 3}, "dropped": ["gone"], "more": False}
    return json.dumps(page | changed).encode()


def rows(*lines: object, **changed: object) -> bytes:
    return json.dumps({"rows": lines, "next": None, "head": 0} | changed).encode()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"scope": "a" * 201}, "[0][0]"),
        ({"seq": 0}, "[0][1]"),
        ({"seq": True}, "[0][1]"),
        ({"seq": 1.5}, "[0][1]"),
        ({"seq": LARGEST + 1}, "[0][1]"),
        ({"word": 4}, "[0][2]"),
        ({"record_id": SECRET}, "[0][3]"),
        ({"record_id": None}, "[0][3]"),
        ({"kind": SECRET}, "[0][4]"),
        ({"rev": -1}, "[0][5]"),
        ({"rev": "1"}, "[0][5]"),
        ({"fields": []}, "[0][6]"),
        ({"fields": None}, "[0][6]"),
        ({"actor": SECRET}, "[0][7]"),
        ({"hlc": -LARGEST - 1}, "[0][8]"),
        ({"desk": 7}, "[0][9]"),
        ({"at": "2026-11-23T09:00:00"}, "[0][10]"),
        ({"at": SECRET}, "[0][10]"),
        ({"at": None}, "[0][10]"),
        ({"word": "per\0son"}, ""),
    ],
)
def test_a_change_out_of_its_form_is_refused_by_its_place(
    changed: dict[str, object], place: str
) -> None:
    with pytest.raises(MalformedMessage) as refused:
        PullAnswer.decode(pulled(line(), line(**changed)))
    assert refused.value.path == f"changes{place.replace('[0]', '[1]', 1)}"
    assert SECRET not in str(refused.value)


def test_a_change_of_another_length_is_refused() -> None:
    for items in ([], line()[:-1], [*line(), 1]):
        with pytest.raises(MalformedMessage):
            PullAnswer.decode(pulled(items))


@pytest.mark.parametrize(
    "changed",
    [
        {"heads": {"city": -1}},
        {"heads": {str(n): 1 for n in range(MAX_SCOPES + 1)}},
        {"heads": {"a\0b": 1}},
        {"dropped": ["x"] * (MAX_SCOPES + 1)},
        {"dropped": ["a\0b"]},
        {"dropped": "city"},
        {"more": 1},
        {"changes": None},
    ],
)
def test_an_envelope_out_of_bounds_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(MalformedMessage):
        PullAnswer.decode(pulled(**changed))


@pytest.mark.parametrize(
    ("read", "most", "page", "item"),
    [
        (PullAnswer.decode, MAX_CHANGES, pulled, line()),
        (SnapshotAnswer.decode, MAX_ROWS, rows, ["visit", ID, 1, {}]),
    ],
)
def test_a_page_holds_so_many_lines_and_no_more(
    read: Callable[[bytes], Any], most: int, page: Callable[..., bytes], item: object
) -> None:
    read(page(*[item] * most))
    with pytest.raises(MalformedMessage):
        read(page(*[item] * (most + 1)))


@pytest.mark.parametrize(
    "item",
    [
        ["visit", ID, 1],
        ["visit", ID, 1, {}, 2],
        ["visit", ID, -1, {}],
        ["visit", SECRET, 1, {}],
        ["vi\0sit", ID, 1, {}],
        [None, ID, 1, {}],
        {"word": "visit"},
    ],
)
def test_a_row_out_of_its_form_is_refused(item: object) -> None:
    with pytest.raises(MalformedMessage) as refused:
        SnapshotAnswer.decode(rows(item))
    assert refused.value.path.startswith("rows")
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"rows":[],"head":NaN}', b'\xff{"rows":[]}', b"[" * 100_000]
)
def test_what_is_no_page_is_refused(data: bytes) -> None:
    for read in (PullAnswer.decode, SnapshotAnswer.decode):
        with pytest.raises(MalformedMessage):
            read(data)


def test_an_instant_is_read_whatever_its_zone() -> None:
    (change,) = PullAnswer.decode(pulled(line())).changes
    assert change.at.isoformat() == AT
    assert change.at.utcoffset() is not None


def test_fields_are_left_as_they_are() -> None:
    odd = {"a": [1, {"b": None}], "c": 10**30, "d": 1.5, "é": "\u0000\u202e", "e": ""}
    (change,) = PullAnswer.decode(pulled(line(fields=odd))).changes
    assert change.fields == odd
