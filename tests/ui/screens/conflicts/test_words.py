"""Every field that is synchronised has its words, and every value is said in plain French."""

from dataclasses import fields
from uuid import UUID

import pytest

from mairie_quartier.domain.agents import Agent, Office, Role
from mairie_quartier.domain.conflicts import ConflictId
from mairie_quartier.domain.dates import UnreadableDate
from mairie_quartier.domain.interpreting import InterpretingNeed
from mairie_quartier.domain.operations import WHOLE, JsonValue
from mairie_quartier.domain.papers import IssuedReceipt, Voiding
from mairie_quartier.domain.people import Member, Merge, Person
from mairie_quartier.domain.referrals import Partner, Referral
from mairie_quartier.domain.requests import Piece, Request, Visit
from mairie_quartier.domain.text import TooLong
from mairie_quartier.errors import UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.paths import translations
from mairie_quartier.services.conflicts import Choice, ConflictLine, Side
from mairie_quartier.services.ports import LocalEntry, Setting
from mairie_quartier.store.schema import SYNCED
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.screens.conflicts.field_names import FieldNames
from mairie_quartier.ui.screens.conflicts.kinds import Kind
from mairie_quartier.ui.screens.conflicts.thirds import (
    EmptyValue,
    FutureBirth,
    HoldsNir,
    Thirds,
    UnclearValue,
)
from mairie_quartier.ui.screens.conflicts.words import ConflictWords
from tests.builders import ZONE, FakeClock
from tests.ui.screens.workplaces import plain

KEY = UUID(int=7)
ENTITIES: dict[str, type] = {
    "office": Office, "agent": Agent, "person": Person, "member": Member, "merge": Merge,
    "visit": Visit, "request": Request, "piece": Piece, "receipt": IssuedReceipt,
    "voiding": Voiding, "partner": Partner, "referral": Referral,
    "interpreting": InterpretingNeed, "catalogue_entry": LocalEntry, "setting": Setting,
}  # fmt: skip


@pytest.fixture
def tr() -> Translator:
    return Translator("fr", folder=translations(), zone=ZONE)


@pytest.fixture
def words(tr: Translator) -> ConflictWords:
    return ConflictWords(tr, Labels(tr))


def line(field: str, kept: JsonValue, other: JsonValue, word: str = "person") -> ConflictLine:
    first, second = Side(kept, "", "", None), Side(other, "", "", None)
    return ConflictLine(ConflictId(KEY), word, KEY, field, "Aminata Traoré", first, second)


def said(words: ConflictWords, field: str, value: JsonValue, word: str = "person") -> str:
    shown = line(field, value, None, word)
    return plain(words.values.value(shown, shown.kept))


def test_every_synchronised_field_has_its_words(tr: Translator) -> None:
    names = FieldNames(tr, Labels(tr))
    lacking = [
        (table.name, column.name)
        for table in SYNCED
        if table.name != "conflict"
        for column in table.columns
        if column.name not in ("id", "rev") and not names.knows(table.name, column.name)
    ]
    assert lacking == []


def test_no_word_is_forgotten_here() -> None:
    assert {table.name for table in SYNCED} - {"conflict"} == ENTITIES.keys()
    assert all(fields(each) for each in ENTITIES.values())


@pytest.mark.parametrize(
    ("word", "field", "value", "expected"),
    [
        ("person", "phone", "05 56 00 12 34", "05 56 00 12 34"),
        ("person", "phone", "", "Rien de noté"),
        ("person", "birth", "1987-04-12", "12 avril 1987"),
        ("person", "birth", "1987-04", "04/1987"),
        ("person", "birth", "1987", "1987"),
        ("person", "housing", "no_stable_home", "Sans domicile stable"),
        ("person", "language", "bam", "bambara"),
        ("person", "access_needs", ["seated", "quiet_place"], "Pouvoir s’asseoir, Endroit calme"),
        ("person", "household_id", str(KEY), "Une fiche qui n’est pas sur ce poste"),
        ("request", "decision_due_on", "2026-07-16", "16 juillet 2026"),
        ("request", "appointment_minute", 870, "14 h 30"),
        ("request", "reason", None, "Rien de noté"),
        ("request", "status", "closed", "Terminée"),
        ("referral", "state", "done", "Aboutie"),
        ("referral", "closed_at", "2026-03-02T09:30:00+00:00", "2 mars 2026 à 10 h 30"),
        ("piece", "state", "missing", "Manquante"),
        ("interpreting", "minutes", 45, "45 minutes"),
        ("interpreting", "cost_cents", 3250, "32,50 €"),
        ("partner", "active", False, "Non"),
        ("partner", "languages", ["bam", "fra"], "bambara, français"),
        ("agent", "roles", ["manager"], "Responsable"),
        ("person", "birth", "n’importe quoi", "n’importe quoi"),
        ("person", "from_a_newer_program", {"a": 1}, '{"a": 1}'),
    ],
)
def test_values_are_said_as_on_their_page(
    words: ConflictWords, word: str, field: str, value: JsonValue, expected: str
) -> None:
    assert said(words, field, value, word) == expected


def test_names_of_every_script_are_isolated(words: ConflictWords) -> None:
    shown = line("other_script_name", "أميناتا", "آمنة")
    assert words.values.value(shown, shown.other) == "\u2068آمنة\u2069"
    assert words.row(shown).title == "\u2068Aminata Traoré\u2069"


def test_a_long_note_is_cut_in_the_list_and_whole_beside_it(words: ConflictWords) -> None:
    note = "mot " * 500
    shown = line("note", "", note.strip())
    assert len(words.row(shown).caption) < 200
    assert words.row(shown).caption.endswith("…\u2069")
    assert plain(words.detail(shown).other.value) == note.strip()


def test_a_deletion_against_an_edit_tells_who_was_deleted(words: ConflictWords) -> None:
    shown = line(WHOLE, None, {"family_name": "Bensaïd", "birth": "1990-05", "note": ""})
    detail = words.detail(shown)
    assert detail.whole
    assert detail.kept.value == "Supprimée"
    other = plain(detail.other.value).splitlines()
    assert other == ["Modifiée", "Nom de famille : Bensaïd", "Naissance : 05/1990"]


def test_before_several_are_settled_it_is_said_what_will_happen(words: ConflictWords) -> None:
    taken = words.bulk(Choice.OTHER, 3, 2)
    assert "3 lignes" in taken.title
    assert "remplacent" in taken.consequence
    assert "2 lignes restent" in taken.consequence
    assert "restent comme elles sont" in words.bulk(Choice.KEPT, 2, 0).consequence


def test_who_can_choose_is_told_to_who_cannot(words: ConflictWords) -> None:
    shown = ConflictLine(
        ConflictId(KEY), "person", KEY, "phone", "", Side("1", "", "", None),
        Side("2", "", "", None), settled_by=frozenset({Role.RECEPTION, Role.MANAGER}),
        choosable=False,
    )  # fmt: skip
    assert "Agent d’accueil, Responsable" in words.detail(shown).refusal


@pytest.mark.parametrize(
    ("word", "field", "typed", "plainly"),
    [
        ("person", "phone", " 06  00 ", "06 00"),
        ("person", "phone", "", ""),
        ("person", "birth", "12/4/1987", "1987-04-12"),
        ("person", "birth", "", None),
        ("person", "note", "a\r\nb", "a\nb"),
        ("person", "housing", "domiciled", "domiciled"),
        ("person", "language", "", None),
        ("person", "access_needs", "seated", ["seated"]),
        ("request", "appointment_minute", "14 h 30", 870),
        ("request", "appointment_minute", "9h", 540),
        ("interpreting", "minutes", "45", 45),
        ("interpreting", "cost_cents", "32,5", UnclearValue),
        ("interpreting", "cost_cents", "32,50", 3250),
        ("person", "birth", "12/4/2087", FutureBirth),
        ("person", "birth", "demain", UnreadableDate),
        ("request", "received_on", "", EmptyValue),
        ("request", "received_on", "4/2026", UnclearValue),
        ("interpreting", "minutes", "5000", UnclearValue),
        ("person", "note", "n° 187053306312341", HoldsNir),
        ("person", "town", "x" * 201, TooLong),
    ],
)
def test_a_third_value_is_read_as_its_field_is(
    tr: Translator, word: str, field: str, typed: str, plainly: JsonValue | type[UserMistake]
) -> None:
    thirds, names = Thirds(tr, FakeClock()), FieldNames(tr, Labels(tr))
    if isinstance(plainly, type):
        with pytest.raises(plainly):
            thirds.read(names.of(word, field), typed)
        return
    assert thirds.read(names.of(word, field), typed) == plainly


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("person", "birth", "1987-04-12"),
        ("person", "birth", "1987-04"),
        ("person", "phone", "06"),
        ("request", "received_on", "2026-03-02"),
        ("request", "appointment_minute", 545),
        ("interpreting", "cost_cents", 3205),
    ],
)
def test_what_an_entry_begins_with_is_read_back_as_the_same_value(
    tr: Translator, word: str, field: str, value: JsonValue
) -> None:
    thirds, names = Thirds(tr, FakeClock()), FieldNames(tr, Labels(tr))
    words = names.of(word, field)
    assert thirds.read(words, thirds.text(words, value)) == value


def test_every_kind_that_can_be_typed_says_what_is_wrong(tr: Translator) -> None:
    thirds = Thirds(tr, FakeClock())
    faults = (EmptyValue(), FutureBirth(), HoldsNir(), UnclearValue())
    assert all(thirds.say(each).endswith(".") for each in faults)
    assert thirds.say(TooLong(1, 2)) == ""
    assert Kind.RAW not in {
        FieldNames(tr, Labels(tr)).of("person", each).kind for each in ("phone", "note")
    }
