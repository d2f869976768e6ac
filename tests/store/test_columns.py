"""Values come back as they went in, in SQLite, and stay ordered there."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Dialect, Integer, MetaData, Table, create_engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeDecorator

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.errors import ProgramBug
from mairie_quartier.services.faults import UnknownStoredValue
from mairie_quartier.store.columns import (
    Choice,
    ChoiceSet,
    Day,
    Id,
    Instant,
    Json,
    NaiveInstant,
    Partial,
    Words,
)
from mairie_quartier.store.schema import visit
from mairie_quartier.store.statements import text_of


class Way(StrEnum):
    PHONE = "phone"
    ON_SITE = "on_site"


class Colour(StrEnum):
    PHONE = "phone"


metadata = MetaData()
sample = Table(
    "sample",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Id),
    Column("day", Day),
    Column("at", Instant),
    Column("born", Partial),
    Column("way", Choice(Way)),
    Column("ways", ChoiceSet(Way)),
    Column("words", Words),
    Column("json", Json),
)

VALUES: dict[str, object] = {
    "id": UUID("01890000-0000-7000-8000-00000000002a"),
    "day": date(2026, 3, 1),
    "at": datetime(2026, 3, 1, 10, 42, 7, 123457, tzinfo=UTC),
    "born": PartialDate(1990, 5),
    "way": Way.ON_SITE,
    "ways": frozenset({Way.PHONE, Way.ON_SITE}),
    "words": ("Ñuñez", "d’Arc", "محمد"),
    "json": {"b": [1, None, True], "a": "é"},
}
SQLITE: Dialect = sqlite.dialect()
POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # theirs is untyped


def stored(kind: TypeDecorator[Any], value: object) -> object:
    return kind.process_bind_param(value, SQLITE)


@pytest.mark.parametrize("values", [VALUES, dict.fromkeys(VALUES)])
def test_every_value_comes_back_as_it_went_in(values: dict[str, object]) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sample.insert(), {"n": 1, **values})
        row = connection.execute(select(sample)).one()
    engine.dispose()
    assert row._asdict() == {"n": 1, **values}


def test_rows_are_ordered_and_compared_by_instant() -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    paris = timezone(timedelta(hours=2))
    early, late = datetime(1969, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, 1, 30, tzinfo=paris)
    with engine.begin() as connection:
        connection.execute(sample.insert(), [{"n": 1, "at": late}, {"n": 2, "at": early}])
        before = select(sample.c.n).where(sample.c.at < datetime(2026, 6, 30, 23, 31, tzinfo=UTC))
        assert connection.scalars(before.order_by(sample.c.at)).all() == [2, 1]
    engine.dispose()


def test_the_two_instants_that_an_hour_of_october_names_alike_stay_two() -> None:
    paris = ZoneInfo("Europe/Paris")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=paris, fold=fold) for fold in (0, 1))
    assert first == second  # as Python compares within one zone: no cache may go by that
    bind = text_of(visit).bind
    assert (bind("opened_at", second), bind("opened_at", first)) == (
        bind("opened_at", second.astimezone(UTC)),
        bind("opened_at", first.astimezone(UTC)),
    )


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        stored(Instant(), datetime(2026, 3, 1))  # noqa: DTZ001


def test_an_instant_is_refused_where_a_day_is_stored() -> None:
    with pytest.raises(ProgramBug):
        stored(Day(), datetime(2026, 3, 1, tzinfo=UTC))


def test_a_lone_word_is_not_cut_into_letters() -> None:
    with pytest.raises(ProgramBug):
        stored(Words(), "abc")


def test_a_word_of_another_enumeration_is_refused() -> None:
    with pytest.raises(ProgramBug):
        stored(Choice(Way), Colour.PHONE)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Choice(Way), "pigeon"), (ChoiceSet(Way), '["pigeon"]'), (ChoiceSet(Way), '"phone"')],
)
def test_an_unknown_stored_word_is_told(kind: TypeDecorator[Any], text: str) -> None:
    with pytest.raises(UnknownStoredValue) as told:
        kind.process_result_value(text, SQLITE)
    assert "pigeon" in told.value.value or told.value.kind == "array"


def test_equal_sets_are_equal_texts() -> None:
    one = stored(ChoiceSet(Way), frozenset({Way.PHONE, Way.ON_SITE}))
    assert one == '["on_site","phone"]'


def test_postgresql_gets_its_native_types() -> None:
    table = str(CreateTable(sample).compile(dialect=POSTGRESQL))
    for words in ("id UUID", "day DATE", "at TIMESTAMP WITH TIME ZONE", "json JSONB", "ways JSONB"):
        assert words in table


@pytest.mark.parametrize("name", ["id", "day", "at", "json"])
def test_postgresql_drivers_get_and_give_the_values_themselves(name: str) -> None:
    kind, value = sample.c[name].type, VALUES[name]
    assert isinstance(kind, TypeDecorator)
    assert kind.process_bind_param(value, POSTGRESQL) == value
    assert kind.process_result_value(value, POSTGRESQL) == value


def test_a_fault_in_a_value_stops_the_statement() -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection, pytest.raises(StatementError) as told:
        connection.execute(sample.insert(), {"n": 1, "way": "pigeon"})
    engine.dispose()
    assert isinstance(told.value.__cause__, UnknownStoredValue)


@pytest.mark.parametrize(("name", "array"), [("ways", ["on_site", "phone"]), ("words", None)])
def test_several_words_are_an_array_in_postgresql(name: str, array: list[str] | None) -> None:
    kind, value = sample.c[name].type, VALUES[name]
    assert isinstance(kind, TypeDecorator)
    given = kind.process_bind_param(value, POSTGRESQL)
    assert given == (array or list(VALUES["words"]))  # type: ignore[call-overload]  # words
    assert kind.process_result_value(given, POSTGRESQL) == value
