"""Gettext, plurals, dates and writing direction, for one language at a time.

Babel is imported at the first date: the login window shows none, and must not wait for it.

A :class:`Translator` is built in ``bootstrap`` and handed down by constructor; nothing here
is global.  The source language is French, so a missing catalogue still shows French: silently
on the screen of the agent, marked by a :class:`PaperTranslator` on the paper of a visitor.

Digits are Latin everywhere: what a visitor compares with the French beside it, dials, types or
reads on a French bus or form is written so (CLDR would give others in Dari, Pashto, Persian and
Bengali).  Dates are Gregorian everywhere.  Source: CLDR through Babel, but where said.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from pathlib import Path

    from babel import Locale

SOURCE_LANGUAGE = "fr"


class Translator:
    """The words, plurals, dates and direction of one language."""

    def __init__(
        self, language: str, *, folder: Path, domain: str = "desk", zone: tzinfo | None = None
    ) -> None:
        self.language = language
        self.zone = zone
        self._catalogue = self._open(folder, domain)

    def _open(self, folder: Path, domain: str) -> gettext.NullTranslations:
        return gettext.translation(domain, folder, [self.language], fallback=True)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.language)

    @property
    def right_to_left(self) -> bool:
        """Tell whether the language is written from right to left."""
        return self._locale.text_direction == "rtl"

    def gettext(self, message: str) -> str:
        """Give the message in this language, or in French where no translation exists."""
        return self._catalogue.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Give the form of the message that agrees with the count (French counts 0 as one)."""
        translated = self._catalogue.ngettext(one, many, count)
        if translated in (one, many) and self.language == SOURCE_LANGUAGE:
            return one if abs(count) < 2 else many
        return translated

    def long_date(self, day: date) -> str:
        """Write a date out, for example ``22 novembre 2026`` (``1er`` is written in French)."""
        from babel.dates import format_date

        text = str(format_date(day, format="long", locale=self._locale))
        if self._locale.language == "fr" and day.day == 1:
            return "1er" + text[1:]
        return text

    def weekday_date(self, day: date) -> str:
        """Write a date with its weekday, ``dimanche 22 novembre 2026`` (``dimanche 1er mars``)."""
        from babel.dates import format_date

        text = str(format_date(day, format="full", locale=self._locale))
        if self._locale.language == "fr" and day.day == 1:
            return text.replace(" 1 ", " 1er ", 1)
        return text

    def weekday_name(self, weekday: int) -> str:
        """Name a day of the week by itself, Monday being 0."""
        from babel.dates import get_day_names

        names = get_day_names("wide", context="stand-alone", locale=self._locale)
        return str(names[weekday])

    def short_date(self, day: date) -> str:
        """Write a date short, for example ``22/11/2026``."""
        if self._locale.language == "fr":
            return day.strftime("%d/%m/%Y")
        from babel.dates import format_date

        return str(format_date(day, format="short", locale=self._locale))

    def day_month(self, day: date) -> str:
        """Write a day and month, for example ``22 nov.``."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMd", day, locale=self._locale))

    def clock_time(self, instant: datetime) -> str:
        """Write the local time of an aware instant, ``10 h 42`` in French."""
        local = instant.astimezone(self.zone)
        if self._locale.language == "fr":
            return f"{local.hour}\u00a0h\u00a0{local.minute:02d}"
        from babel.dates import format_skeleton

        return str(format_skeleton("Hm", local, tzinfo=local.tzinfo, locale=self._locale))

    def number(self, value: int) -> str:
        """Write a whole number with the language's grouping."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self._locale))


FRENCH_MARK = "[FR]"
# Bidi isolates: the text keeps its own direction and leaves its neighbours theirs.
_LEFT_TO_RIGHT, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"
_REVIEWED = re.compile(r"reviewed by (?P<by>.+) on (?P<on>\d{4}-\d\d-\d\d)")

# CLDR gives French words for Haitian Creole.  Source: usage of the Haitian State's calendars.
_HAITIAN_MONTHS = [
    "janvye",
    "fevriye",
    "mas",
    "avril",
    "me",
    "jen",
    "jiyè",
    "out",
    "septanm",
    "oktòb",
    "novanm",
    "desanm",
]
_HAITIAN_DAYS = ["lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch"]
# Month names that also name the months of the Ethiopic calendar, or years counted otherwise:
# the date in figures is added, so that it is read as Gregorian.
_OTHER_CALENDAR = frozenset({"am", "ti"})


@dataclass(frozen=True, slots=True)
class Review:
    """Whether a translator has read a catalogue: ``by`` and ``on`` are given together or not."""

    by: str | None = None
    on: date | None = None

    @property
    def done(self) -> bool:
        """Tell whether a translator has."""
        return self.on is not None


def read_review(header: str) -> Review:
    """Read ``X-Review``: ``reviewed by NAME on YYYY-MM-DD``; anything else is not reviewed."""
    found = _REVIEWED.fullmatch(header.strip())
    if found is None:
        return Review()
    try:
        return Review(found["by"], date.fromisoformat(found["on"]))
    except ValueError:
        return Review()


class PaperTranslator(Translator):
    """The words of a visitor's paper in one language; what is not translated is marked.

    A missing sentence is given in French behind ``FRENCH_MARK`` and noted in :attr:`missing`,
    in the order met.
    """

    def __init__(
        self, catalogue: str, *, locale: str, folder: Path, zone: tzinfo | None = None
    ) -> None:
        """Open ``i18n/<catalogue>/LC_MESSAGES/papers.mo``; dates are those of ``locale``."""
        self.missing: list[str] = []
        self._locale_name = locale
        super().__init__(catalogue, folder=folder, domain="papers", zone=zone)
        self.review = read_review(self._catalogue.info().get("x-review", ""))

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self._locale_name)

    def _open(self, folder: Path, domain: str) -> gettext.NullTranslations:
        # Not by gettext.translation, which takes Persian for a missing Dari.
        path = folder / self.language / "LC_MESSAGES" / f"{domain}.mo"
        fallback = _MarkedFrench(self)
        if not path.exists():
            return fallback
        with path.open("rb") as stream:
            found = gettext.GNUTranslations(stream)
        found.add_fallback(fallback)
        return found

    def note_missing(self, message: str) -> str:
        """Note a message without translation; give it in French, marked."""
        if message not in self.missing:
            self.missing.append(message)
        marked = f"{FRENCH_MARK} {message}"
        return f"{_LEFT_TO_RIGHT}{marked}{_END}" if self.right_to_left else marked

    def isolate(self, text: str) -> str:
        """Give a name, number or address that keeps its own direction within a sentence."""
        return f"{_FIRST_STRONG}{text}{_END}" if text else ""

    def long_date(self, day: date) -> str:
        """Write a Gregorian date out in the language's own convention, Latin digits."""
        if self._locale.language == "ht":
            return f"{day.day} {_HAITIAN_MONTHS[day.month - 1]} {day.year}"
        return self._with_figures(super().long_date(day), day)

    def weekday_date(self, day: date) -> str:
        """Write a Gregorian date with its weekday."""
        if self._locale.language == "ht":
            return f"{_HAITIAN_DAYS[day.weekday()]} {self.long_date(day)}"
        if self._locale.language == "wo":
            return self._wolof_weekday_date(day)
        return self._with_figures(super().weekday_date(day), day)

    def weekday_name(self, weekday: int) -> str:
        """Name a day of the week by itself, Monday being 0."""
        if self._locale.language == "ht":
            return _HAITIAN_DAYS[weekday]
        return super().weekday_name(weekday)

    def _wolof_weekday_date(self, day: date) -> str:
        """Write the month whole, which CLDR shortens in Wolof."""
        from babel.dates import format_date

        return str(format_date(day, format="EEEE d MMMM y", locale=self._locale))

    def short_date(self, day: date) -> str:
        """Write a date in figures, day first as on the French papers beside it."""
        return day.strftime("%d/%m/%Y")

    def day_month(self, day: date) -> str:
        """Write a day and month."""
        if self._locale.language == "ht":
            return f"{day.day} {_HAITIAN_MONTHS[day.month - 1]}"
        return super().day_month(day)

    def clock_time(self, instant: datetime) -> str:
        """Write the local time of an aware instant over 24 hours, ``09:05``."""
        return f"{instant.astimezone(self.zone):%H:%M}"

    def _with_figures(self, words: str, day: date) -> str:
        other = self._locale.language in _OTHER_CALENDAR
        return f"{words} ({self.short_date(day)})" if other else words


class _MarkedFrench(gettext.NullTranslations):
    """Where a lookup ends when the catalogue has no translation."""

    def __init__(self, papers: PaperTranslator) -> None:
        super().__init__()
        self._papers = papers

    def gettext(self, message: str) -> str:
        return self._papers.note_missing(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self._papers.note_missing(one if abs(count) < 2 else many)
