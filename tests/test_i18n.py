"""Texts of the desk and their catalogues: extracted, translated, written as French is."""

import ast
import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import catalogues
import pytest
from babel.messages.catalog import Message
from catalogue_files import (
    DOMAINS,
    Checkout,
    messages,
)
from translation_faults import faults

from mairie_quartier.i18n import Translator
from tests.catalogue_checkouts import (
    ROOT,
    SOURCE,
    bring_up_to_date,
    make_checkout,
    translate_all,
)

CODE = sorted((ROOT / "mairie_quartier").rglob("*.py"))
TEXT_CALLS = {"_", "_n", "gettext", "ngettext"}


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)


def test_methods_and_plurals_are_extracted_into_their_domain(checkout: Checkout) -> None:
    desk = messages(catalogues.extract(checkout, "desk"))
    papers = messages(catalogues.extract(checkout, "papers"))

    assert set(desk) == {"Nouveau passage", ("{count} passage", "{count} passages")}
    assert set(papers) == {"Récépissé"}
    assert desk["Nouveau passage"].auto_comments == ["Translators: the button of the desk"]


def test_new_message_is_stale_until_extracted_then_untranslated(checkout: Checkout) -> None:
    before = [str(problem) for problem in catalogues.check(checkout)]
    bring_up_to_date(checkout)
    after = [problem.text for problem in catalogues.check(checkout)]

    assert any("desk.pot: missing" in line for line in before)
    assert any("en/LC_MESSAGES/desk.po: missing" in line for line in before)
    assert any("papers.pot: missing" in line for line in before)
    assert sorted(after) == [
        "not translated: 'Nouveau passage'",
        "not translated: '{count} passage'",
    ]


def test_translated_catalogue_passes_and_is_not_rewritten(checkout: Checkout) -> None:
    translate_all(checkout)
    written = {path: path.read_bytes() for path in checkout.i18n.rglob("*.po*")}

    bring_up_to_date(checkout)

    assert catalogues.check(checkout) == []
    assert written == {path: path.read_bytes() for path in checkout.i18n.rglob("*.po*")}


def test_message_gone_from_the_code_is_stale(checkout: Checkout) -> None:
    translate_all(checkout)
    code = checkout.package / "ui.py"
    code.write_text(SOURCE.replace("Nouveau", "Prochain"), encoding="utf-8")

    found = [problem.text for problem in catalogues.check(checkout)]

    assert found.count("not in the code any more: 'Nouveau passage'") == 2
    assert found.count("missing (make i18n): 'Prochain passage'") == 2


def test_compiled_catalogue_speaks_english(checkout: Checkout) -> None:
    translate_all(checkout)
    catalogues.compile_catalogues(checkout)

    english = Translator("en", folder=checkout.i18n)

    assert english.gettext("Nouveau passage") == "New visit"
    assert english.ngettext("{count} passage", "{count} passages", 0) == "{count} visits"
    assert english.gettext("Jamais traduit") == "Jamais traduit"


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Bonjour {name}", "Hello {nom}"), "other placeholders"),
        (Message("Bonjour {name}", "Hello"), "other placeholders"),
        (Message(("Un passage", "{n} passages"), ("One visit", "Visits")), "other placeholders"),
        (Message("Bonjour", ""), "not translated"),
        (Message(("Un passage", "{n} passages"), ("One visit", "")), "not translated"),
        (Message("Bonjour", "Hello", flags=["fuzzy"]), "fuzzy"),
    ],
)
def test_bad_translation_is_named(message: Message, fault: str) -> None:
    assert [text.split(":")[0].startswith(fault) for text in faults(message)] == [True]


def test_singular_may_leave_the_count_out() -> None:
    message = Message(("Un passage", "{n} passages"), ("One visit", "{n} visits"))

    assert list(faults(message)) == []


def text_calls(path: Path) -> list[tuple[str, ast.Call]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls]
    return [(name, call) for name, call in named if name in TEXT_CALLS]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_are_whole_literals(path: Path) -> None:
    if path.name == "i18n.py":
        return
    for name, call in text_calls(path):
        texts = call.args[: 2 if name in {"_n", "ngettext"} else 1]
        assert texts, f"{path}:{call.lineno}"
        for text in texts:
            literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
            assert literal, f"{path}:{call.lineno}: Babel cannot extract this text"


@cache
def source_texts() -> list[str]:
    found: list[str] = []
    for domain in DOMAINS:
        for key in messages(catalogues.extract(Checkout(ROOT), domain)):
            found += [key] if isinstance(key, str) else key
    return found


TYPOGRAPHY = {
    "a plain space before : ; ? ! or »": re.compile(r" [:;?!»]"),
    "no space before ; ? ! or »": re.compile(r"[^\W_][;?!»]"),
    "a plain space after «": re.compile("«[^\u00a0\u202f]"),
    "straight quotes": re.compile('"'),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
    "a placeholder without name": re.compile(r"\{\d*\}|%[sd]"),
}


@pytest.mark.parametrize("rule", TYPOGRAPHY)
def test_source_texts_follow_french_typography(rule: str) -> None:
    assert [text for text in source_texts() if TYPOGRAPHY[rule].search(text)] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Quel nom ?", "a plain space before : ; ? ! or »"),
        ("Quel nom?", "no space before ; ? ! or »"),
        ("« Oui\u00a0»", "a plain space after «"),
        ("Bonjour {}", "a placeholder without name"),
    ],
)
def test_typography_rules_catch_what_they_say(text: str, rule: str) -> None:
    assert TYPOGRAPHY[rule].search(text)
    assert not any(
        pattern.search("«\u00a0Quel nom\u202f?\u00a0»") for pattern in TYPOGRAPHY.values()
    )


def test_french_needs_no_catalogue_and_counts_zero_as_one(tmp_path: Path) -> None:
    french = Translator("fr", folder=tmp_path)

    forms = [french.ngettext("{count} passage", "{count} passages", n) for n in (0, 1, 2)]

    assert forms == ["{count} passage", "{count} passage", "{count} passages"]


def test_dates_and_times_are_written_as_in_french(tmp_path: Path) -> None:
    french = Translator("fr", folder=tmp_path, zone=ZoneInfo("Europe/Paris"))

    assert french.long_date(date(2026, 11, 1)) == "1er novembre 2026"
    assert french.long_date(date(2026, 11, 11)) == "11 novembre 2026"
    assert french.weekday_date(date(2026, 11, 22)) == "dimanche 22 novembre 2026"
    assert french.short_date(date(2026, 3, 2)) == "02/03/2026"
    assert french.clock_time(datetime(2026, 7, 1, 8, 5, tzinfo=UTC)) == "10\u00a0h\u00a005"
    assert french.number(200_000) == "200\u202f000"


def test_direction_follows_the_language(tmp_path: Path) -> None:
    directions = {
        code: Translator(code, folder=tmp_path).right_to_left for code in ("fr", "ar", "ps", "en")
    }

    assert directions == {"fr": False, "ar": True, "ps": True, "en": False}
