"""The papers' languages: catalogues, translators' answers, reviews, dates in each."""

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from gettext import c2py
from pathlib import Path
from zoneinfo import ZoneInfo

import catalogues
import pytest
from babel import Locale
from catalogue_files import (
    PLURALS,
    Checkout,
    load,
    messages,
    save_compiled,
    sources,
    translated,
)
from translation_faults import faults, header_faults, placeholders

from mairie_quartier.domain.paper_languages import PAPER_LANGUAGES, PaperLanguage
from mairie_quartier.i18n import PaperTranslator, Review, read_review
from tests.catalogue_checkouts import ROOT, bring_up_to_date, make_checkout, translate_all


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)


@pytest.mark.parametrize("each", PAPER_LANGUAGES, ids=lambda each: each.catalogue)
def test_shipped_papers_can_be_printed_whatever_the_count(
    each: PaperLanguage, tmp_path: Path
) -> None:
    catalogue = load(Checkout(ROOT).catalogue(each.catalogue, "papers"), domain="papers")
    save_compiled(tmp_path / each.catalogue / "LC_MESSAGES/papers.po", catalogue)
    tr = PaperTranslator(each.catalogue, locale=each.locale, folder=tmp_path)

    assert list(header_faults(catalogue)) == []
    for message in messages(catalogue).values():
        one, many = sources(message)[0], sources(message)[-1]
        filled = dict.fromkeys(placeholders(one) | placeholders(many), "7")
        forms = [tr.ngettext(one, many, count) for count in range(130)] if one != many else []
        for text in (*forms, tr.gettext(one) if one == many else "7"):
            printed = text.format(**filled)
            assert printed.strip()
            assert not re.search("[{}]", printed)
        assert not translated(message) or list(faults(message)) == []


@cache
def papers_code(checkout: Checkout, text: str) -> None:
    (checkout.package / "documents/receipt.py").write_text(text, encoding="utf-8")


def answer(tmp_path: Path, answers: dict[str, str | list[str]]) -> str:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    return str(path)


DAYS = '_("Bonjour {name}"); _n("{count} jour", "{count} jours", n); _("Adresse\\u00a0: {place}")'


def test_papers_of_the_office_speak_with_the_desk(checkout: Checkout) -> None:
    for name in ("documents/office/day.py", "documents/poster.py"):
        path = checkout.package / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'_("Texte de {path.stem}")', encoding="utf-8")

    desk = set(messages(catalogues.extract(checkout, "desk")))

    assert {"Texte de day", "Texte de poster"} <= desk
    assert set(messages(catalogues.extract(checkout, "papers"))) == {"Récépissé"}


def test_every_language_of_the_papers_gets_a_catalogue_with_its_plurals(checkout: Checkout) -> None:
    bring_up_to_date(checkout)

    made = {path.parts[-3]: load(path, domain="papers") for path in checkout.catalogues("papers")}

    assert set(made) == {each.catalogue for each in PAPER_LANGUAGES} == set(PLURALS)
    for name, catalogue in made.items():
        assert (catalogue.num_plurals, catalogue.plural_expr) == PLURALS[name]
        assert catalogue.review == "to-be-reviewed"


@pytest.mark.parametrize("each", PAPER_LANGUAGES, ids=lambda each: each.catalogue)
def test_plural_rule_parts_numbers_as_the_language_does(each: PaperLanguage) -> None:
    count, rule = PLURALS[each.catalogue]
    place, category = c2py(rule), Locale.parse(each.locale).plural_form

    pairs = {(place(number), category(number)) for number in range(1000)}

    assert {form for form, _ in pairs} == set(range(count))
    assert len(pairs) == count, "one form of gettext for each category of CLDR"


def test_papers_may_lack_messages_but_are_counted(checkout: Checkout) -> None:
    translate_all(checkout)

    assert catalogues.check(checkout) == []
    assert "papers ar: 0/1, to-be-reviewed" in catalogues.completeness(checkout)


def test_translator_is_asked_and_answers(
    checkout: Checkout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers_code(checkout, DAYS)
    assert catalogues.main(["missing", "ru"], checkout) == 0
    asked = json.loads(capsys.readouterr().out)
    answers = answer(
        tmp_path,
        {
            "Bonjour {name}": "Здравствуйте, {name}",
            "{count} jour": ["{count} день", "{count} дня", "{count} дней"],
            "Adresse : {place}": "Адрес: {place}",  # the hard space was lost on the way
        },
    )

    assert catalogues.main(["fill", "ru", answers], checkout) == 0

    assert asked["forms"] == ["for 1, 21", "for 2, 3", "for 0, 5, 11, 100"]
    assert [each["message"] for each in asked["messages"]] == [
        "Bonjour {name}",
        "{count} jour",
        "Adresse\u00a0: {place}",
    ]
    capsys.readouterr()
    assert catalogues.main(["missing", "ru"], checkout) == 0
    assert json.loads(capsys.readouterr().out)["messages"] == []
    russian = PaperTranslator("ru", locale="ru", folder=checkout.i18n)
    assert russian.ngettext("{count} jour", "{count} jours", 3) == "{count} дня"
    assert russian.missing == []


@pytest.mark.parametrize(
    ("french", "given", "refusal"),
    [
        ("Bonjour {name}", "Здравствуйте", "other placeholders"),
        ("Bonjour {name}", "Здравствуйте {name", "other placeholders"),
        ("Bonjour {name}", "Здравствуйте \u202e{name}", "a mark of direction"),
        ("Bonjour {name}", " ", "not translated"),
        ("{count} jour", ["{count} день", "{count} дней"], "2 forms instead of 3"),
        ("{count} jour", ["{count} день", "", "{count} дней"], "not translated"),
        ("Bonsoir", "Добрый вечер", "no such message"),
        ("Bonjour {name}", "Hello {name}", "not in cyrillic letters"),
    ],
)
def test_answer_that_could_not_be_printed_is_refused(
    checkout: Checkout,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    french: str,
    given: str | list[str],
    refusal: str,
) -> None:
    papers_code(checkout, DAYS)

    status = catalogues.main(["fill", "ru", answer(tmp_path, {french: given})], checkout)

    assert status == 1
    assert refusal in capsys.readouterr().err
    assert not checkout.catalogue("ru", "papers").exists()


def test_good_answers_are_kept_beside_a_refused_one(checkout: Checkout, tmp_path: Path) -> None:
    papers_code(checkout, DAYS)
    given: dict[str, str | list[str]] = {"Bonjour {name}": "Привет {name}", "Inconnu": "Неизвестно"}

    assert catalogues.main(["fill", "ru", answer(tmp_path, given)], checkout) == 1
    written = checkout.catalogue("ru", "papers").read_bytes()
    bring_up_to_date(checkout)

    assert checkout.catalogue("ru", "papers").read_bytes() == written
    left = {path.name for path in checkout.catalogue("ru", "papers").parent.iterdir()}
    assert left == {"papers.po", "papers.mo"}


def test_review_outlives_an_update_and_reaches_the_paper(checkout: Checkout) -> None:
    bring_up_to_date(checkout)
    path = checkout.catalogue("fa_AF", "papers")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("to-be-reviewed", "reviewed by Mina R. on 2026-11-20"), encoding="utf-8"
    )

    bring_up_to_date(checkout)
    catalogues.compile_catalogues(checkout)

    dari = PaperTranslator("fa_AF", locale="fa_AF", folder=checkout.i18n)
    assert dari.review == Review("Mina R.", date(2026, 11, 20))
    assert dari.review.done
    assert not PaperTranslator("ar", locale="ar", folder=checkout.i18n).review.done


@pytest.mark.parametrize(
    "header", ["", "to-be-reviewed", "reviewed", "reviewed by A on 2026-13-45"]
)
def test_doubtful_review_is_none(header: str) -> None:
    assert read_review(header) == Review()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("nplurals=6", "nplurals=2", "another plural rule"),
        ("X-Review: to-be-reviewed", "X-Review: done", "a state of review"),
    ],
)
def test_bad_header_is_named(checkout: Checkout, old: str, new: str, fault: str) -> None:
    translate_all(checkout)
    path = checkout.catalogue("ar", "papers")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    assert [problem.text[: len(fault)] for problem in catalogues.check(checkout)] == [fault]


def test_missing_sentence_is_french_and_says_so(tmp_path: Path) -> None:
    wolof = PaperTranslator("wo", locale="wo", folder=tmp_path)
    dari = PaperTranslator("fa_AF", locale="fa_AF", folder=tmp_path)

    assert wolof.gettext("Bonjour {name}") == "[FR] Bonjour {name}"
    assert wolof.ngettext("{count} jour", "{count} jours", 0) == "[FR] {count} jour"
    assert wolof.gettext("Bonjour {name}") == "[FR] Bonjour {name}"
    assert wolof.missing == ["Bonjour {name}", "{count} jour"]
    assert dari.gettext("Bonjour") == "\u2066[FR] Bonjour\u2069"


def test_half_a_plural_is_french_not_half_french(checkout: Checkout) -> None:
    papers_code(checkout, DAYS)
    bring_up_to_date(checkout)
    path = checkout.catalogue("es", "papers")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "{count} día"'), encoding="utf-8")

    found = [problem.text for problem in catalogues.check(checkout) if "es" in problem.path.parts]
    catalogues.compile_catalogues(checkout)

    spanish = PaperTranslator("es", locale="es", folder=checkout.i18n)
    assert found == ["not translated: '{count} jour'"]
    assert spanish.ngettext("{count} jour", "{count} jours", 1) == "[FR] {count} jour"


def test_dari_never_borrows_from_persian(checkout: Checkout, tmp_path: Path) -> None:
    catalogues.main(["fill", "fa", answer(tmp_path, {"Récépissé": "رسید"})], checkout)

    dari = PaperTranslator("fa_AF", locale="fa_AF", folder=checkout.i18n)

    assert PaperTranslator("fa", locale="fa", folder=checkout.i18n).gettext("Récépissé") == "رسید"
    assert dari.gettext("Récépissé") == "\u2066[FR] Récépissé\u2069"


@pytest.mark.parametrize("each", PAPER_LANGUAGES, ids=lambda each: each.catalogue)
def test_dates_are_gregorian_in_the_language_with_latin_digits(
    each: PaperLanguage, tmp_path: Path
) -> None:
    tr = PaperTranslator(
        each.catalogue, locale=each.locale, folder=tmp_path, zone=ZoneInfo("Europe/Paris")
    )
    # The Persian, Ethiopic and Hijri years of these days are others, the French months too.
    days = [date(2026, month, 21) for month in range(1, 13)]
    long, full = [tr.long_date(day) for day in days], [tr.weekday_date(day) for day in days]

    for text in (*long, *full):
        assert "2026" in text
        assert "21" in text
        assert "".join(re.findall(r"\d", text)).isascii()
    assert len(set(long)) == 12
    assert not {"janvier", "février", "août", "décembre"} & set(" ".join(long).split())
    week = [tr.weekday_date(date(2026, 3, day)) for day in range(2, 9)]
    assert len({re.sub(r"\d+", "", text) for text in week}) == 7
    assert tr.short_date(days[2]) == "21/03/2026"
    assert tr.clock_time(datetime(2026, 7, 1, 7, 5, tzinfo=UTC)) == "09:05"
    assert re.sub(r"\D", "", tr.number(12_345)) == "12345"
    assert tr.day_month(days[0])
    assert tr.right_to_left == each.right_to_left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ht", "lendi 2 mas 2026"),
        ("ti", "ሰኑይ፣ 2 መጋቢት 2026 (02/03/2026)"),
        ("am", "ሰኞ 2 ማርች 2026 (02/03/2026)"),
        ("wo", "Altine 2 Mars 2026"),
        ("fa_AF", "دوشنبه 2 مارچ 2026"),
        ("ku", "duşem, 2ê adara 2026an"),
    ],
)
def test_dates_that_need_care(name: str, text: str, tmp_path: Path) -> None:
    assert (
        PaperTranslator(name, locale=name, folder=tmp_path).weekday_date(date(2026, 3, 2)) == text
    )
