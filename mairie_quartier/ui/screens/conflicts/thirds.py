"""A third value as an agent gives it: read as its field reads it, in the wire's plain form.

Qt-free.  What the record as a whole refuses (a file without a name…) is refused by the services.
"""

import re
from typing import Final

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.operations import JsonValue
from mairie_quartier.domain.text import clean_line, clean_text
from mairie_quartier.errors import UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.services.ports import Clock
from mairie_quartier.ui.screens.conflicts.kinds import FieldWords, Kind

_HOUR: Final = re.compile(r"([01]?\d|2[0-3])\s*(?:h|:)\s*([0-5]\d)?")
_EUROS: Final = re.compile(r"(\d{1,6})(?:[.,](\d{2}))?\s*€?")
LONGEST_MINUTES: Final = 24 * 60


class EmptyValue(UserMistake):
    """The field cannot be empty."""


class FutureBirth(UserMistake):
    """A birth date that lies after today."""


class HoldsNir(UserMistake):
    """A text that looks like a social-security number: it is not kept."""


class UnclearValue(UserMistake):
    """No day, hour, duration or sum could be read."""


class Thirds:
    """Reads what was typed, and writes a value as it may be typed again."""

    def __init__(self, tr: Translator, clock: Clock) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._clock = clock

    def say(self, error: Exception) -> str:
        """Say what is wrong; empty for what the program words elsewhere."""
        if isinstance(error, EmptyValue):
            return self._("Ce champ ne peut pas rester vide.")
        if isinstance(error, FutureBirth):
            return self._("Cette date est dans le futur\u00a0: vérifiez l’année.")
        if isinstance(error, HoldsNir):
            return self._(
                "Ce texte ressemble à un numéro de sécurité sociale. Il n’est pas enregistré\u00a0:"
                " retirez le numéro."
            )
        if isinstance(error, UnclearValue):
            return self._("Cette valeur n’est pas lisible\u00a0: suivez l’exemple.")
        return ""

    def hint(self, words: FieldWords) -> str:
        """Say how a value is typed."""
        return {
            Kind.BIRTH: self._("Jour/mois/année, ou seulement mois/année, ou l’année."),
            Kind.DAY: self._("Jour/mois/année."),
            Kind.MINUTE_OF_DAY: self._("Par exemple 14 h 30."),
            Kind.MINUTES: self._("En minutes, par exemple 45."),
            Kind.CENTS: self._("En euros, par exemple 32,50."),
        }.get(words.kind, "")

    def read(self, words: FieldWords, typed: str) -> JsonValue:
        """Give the plain value.

        Raises:
            UserMistake: what is wrong with it.
        """
        if not typed.strip():
            if words.compulsory:
                raise EmptyValue
            return "" if words.kind in (Kind.LINE, Kind.NOTE) else None
        if words.options:
            return [typed] if words.kind is Kind.SEVERAL else typed
        if words.kind is Kind.NOTE:
            return clean_text(_guarded(typed), words.limit)
        if words.kind is Kind.LINE:
            return clean_line(_guarded(typed), words.limit)
        return self._measured(words.kind, typed.strip())

    def text(self, words: FieldWords, value: JsonValue) -> str:
        """Write a value as it may be typed again."""
        if value is None:
            return ""
        if words.kind is Kind.BIRTH:
            birth = PartialDate.from_iso(str(value))
            day = (birth.day, birth.month, birth.year)
            return "/".join(f"{part:02}" for part in day if part)
        if words.kind is Kind.DAY:
            return self._tr.short_date(PartialDate.from_iso(str(value)).first_day())
        if words.kind is Kind.MINUTE_OF_DAY:
            hour, minute = divmod(int(str(value)), 60)
            return f"{hour} h {minute:02}"
        if words.kind is Kind.CENTS:
            euros, cents = divmod(int(str(value)), 100)
            return f"{euros},{cents:02}"
        return str(value)

    def _measured(self, kind: Kind, typed: str) -> JsonValue:
        if kind in (Kind.BIRTH, Kind.DAY):
            return self._date(kind, typed)
        if kind is Kind.MINUTES:
            if not typed.isdecimal() or int(typed) > LONGEST_MINUTES:
                raise UnclearValue
            return int(typed)
        found = (_HOUR if kind is Kind.MINUTE_OF_DAY else _EUROS).fullmatch(typed.lower())
        if found is None:
            raise UnclearValue
        units = 60 if kind is Kind.MINUTE_OF_DAY else 100
        return int(found[1]) * units + int(found[2] or 0)

    def _date(self, kind: Kind, typed: str) -> str:
        today = self._clock.today()
        found = PartialDate.parse(typed, today)
        if kind is Kind.BIRTH and found.is_after(today):
            raise FutureBirth
        if kind is Kind.DAY and not found.is_full:
            raise UnclearValue
        return found.iso()


def _guarded(typed: str) -> str:
    if looks_like_nir(typed):
        raise HoldsNir
    return typed
