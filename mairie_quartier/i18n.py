"""Gettext, plurals, dates and writing direction, for one language at a time.

A :class:`Translator` is built in ``bootstrap`` and handed down by constructor; nothing here
is global.  The source language is French, so a missing catalogue still shows French.
"""

import gettext
from datetime import date, datetime, tzinfo
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

SOURCE_LANGUAGE = "fr"


class Translator:
    """The words, plurals, dates and direction of one language."""

    def __init__(
        self, language: str, *, folder: Path, domain: str = "desk", zone: tzinfo | None = None
    ) -> None:
        self.language = language
        self.zone = zone
        self._locale = Locale.parse(language)
        self._catalogue = gettext.translation(domain, folder, [language], fallback=True)

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
        text = str(format_date(day, format="long", locale=self._locale))
        if self._locale.language == "fr" and day.day == 1:
            return "1er" + text[1:]
        return text

    def weekday_date(self, day: date) -> str:
        """Write a date with its weekday, ``dimanche 22 novembre 2026`` (``dimanche 1er mars``)."""
        text = str(format_date(day, format="full", locale=self._locale))
        if self._locale.language == "fr" and day.day == 1:
            return text.replace(" 1 ", " 1er ", 1)
        return text

    def short_date(self, day: date) -> str:
        """Write a date short, for example ``22/11/2026``."""
        if self._locale.language == "fr":
            return day.strftime("%d/%m/%Y")
        return str(format_date(day, format="short", locale=self._locale))

    def day_month(self, day: date) -> str:
        """Write a day and month, for example ``22 nov.``."""
        return str(format_skeleton("MMMd", day, locale=self._locale))

    def clock_time(self, instant: datetime) -> str:
        """Write the local time of an aware instant, ``10 h 42`` in French."""
        local = instant.astimezone(self.zone)
        if self._locale.language == "fr":
            return f"{local.hour}\u00a0h\u00a0{local.minute:02d}"
        return str(format_skeleton("Hm", local, tzinfo=local.tzinfo, locale=self._locale))

    def number(self, value: int) -> str:
        """Write a whole number with the language's grouping."""
        return str(format_decimal(value, locale=self._locale))
