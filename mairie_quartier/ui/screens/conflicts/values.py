"""The values of a conflict in words: dates in full, choices by their labels, names isolated.

Qt-free.  A value that a newer program wrote in a form unknown here is shown as it came.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.languages import language
from mairie_quartier.domain.operations import JsonValue
from mairie_quartier.errors import UserMistake
from mairie_quartier.i18n import Translator
from mairie_quartier.services.conflicts import ConflictLine, Side
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.phrases import isolate
from mairie_quartier.ui.screens.conflicts.field_names import FieldNames
from mairie_quartier.ui.screens.conflicts.kinds import FieldWords, Kind

TOLD_OF_WHOLE: Final = (
    *("family_name", "first_names", "birth", "phone", "address", "town", "label", "state"),
    *("kinship", "name", "outcome", "note"),
)
"""What is told of a whole record where one side deleted it: who and what it was."""
SHORT: Final = 120


class ValueWords:
    """Says values."""

    def __init__(self, tr: Translator, labels: Labels) -> None:
        self._tr = tr
        self._ = tr.gettext
        self._n = tr.ngettext
        self.names = FieldNames(tr, labels)
        self._say: dict[Kind, Callable[[JsonValue], str]] = {
            Kind.BIRTH: self._birth,
            Kind.DAY: self._day,
            Kind.MOMENT: self._moment,
            Kind.FLAG: self._flag,
            Kind.LANGUAGE: self._language,
            Kind.LANGUAGES: self._languages,
            Kind.WORDS: self._words,
            Kind.MINUTE_OF_DAY: self._minute_of_day,
            Kind.MINUTES: self._minutes,
            Kind.CENTS: self._cents,
        }

    def value(self, line: ConflictLine, side: Side) -> str:
        """Say a value whole."""
        words = self.names.of(line.word, line.field)
        if words.kind is Kind.WHOLE:
            return self._whole(line.word, side.value)
        return (side.named and isolate(side.named)) or self.plain(words, side.value)

    def short(self, line: ConflictLine, side: Side) -> str:
        """Say a value on one line, as far as it fits."""
        text = " ".join(self.value(line, side).split())
        return text if len(text) <= SHORT else isolate(text[:SHORT].strip("\u2068\u2069") + "…")

    def plain(self, words: FieldWords, value: JsonValue) -> str:
        """Say a field's value."""
        if value is None or value in ("", []):
            return self._("Rien de noté")
        if words.kind is Kind.LINKED:
            return self._("Une fiche qui n’est pas sur ce poste")
        if words.kind in (Kind.CHOICE, Kind.SEVERAL):
            return self._options(words, value)
        try:
            return self._say.get(words.kind, _as_it_came)(value)
        except (ValueError, TypeError, KeyError, UserMistake):
            return _as_it_came(value)

    def _whole(self, word: str, value: JsonValue) -> str:
        if not isinstance(value, dict):
            return self._("Supprimée")
        told = [name for name in TOLD_OF_WHOLE if value.get(name)]
        told = told or [name for name in value if value[name] and self.names.knows(word, name)]
        lines = [
            self._("{field}\u00a0: {value}").format(
                field=self.names.of(word, name).label,
                value=self.plain(self.names.of(word, name), value[name]),
            )
            for name in told
        ]
        return "\n".join([self._("Modifiée"), *lines])

    def _options(self, words: FieldWords, value: JsonValue) -> str:
        known = dict(words.options)
        found = value if isinstance(value, list) else [value]
        return ", ".join(known.get(str(each), str(each)) for each in found)

    def _birth(self, value: JsonValue) -> str:
        birth = PartialDate.from_iso(str(value))
        if birth.is_full:
            return self._tr.long_date(birth.first_day())
        if birth.month is None:
            return str(birth.year)
        return f"{birth.month:02}/{birth.year}"

    def _day(self, value: JsonValue) -> str:
        return self._tr.long_date(date.fromisoformat(str(value)))

    def _moment(self, value: JsonValue) -> str:
        return self.moment(datetime.fromisoformat(str(value)))

    def moment(self, at: datetime) -> str:
        """Say a day and an hour."""
        day = self._tr.long_date(at.astimezone(self._tr.zone).date())
        return self._("{day} à {time}").format(day=day, time=self._tr.clock_time(at))

    def _flag(self, value: JsonValue) -> str:
        return self._("Oui") if value else self._("Non")

    def _language(self, value: JsonValue) -> str:
        return language(str(value)).french

    def _languages(self, value: JsonValue) -> str:
        return ", ".join(self._language(each) for each in _items(value))

    def _words(self, value: JsonValue) -> str:
        return ", ".join(str(each).replace("-", " ") for each in _items(value))

    def _minute_of_day(self, value: JsonValue) -> str:
        hour, minute = divmod(int(str(value)), 60)
        return f"{hour} h {minute:02}"

    def _minutes(self, value: JsonValue) -> str:
        count = int(str(value))
        return self._n("{count} minute", "{count} minutes", count).format(count=count)

    def _cents(self, value: JsonValue) -> str:
        euros, cents = divmod(int(str(value)), 100)
        return f"{self._tr.number(euros)},{cents:02}\u00a0€"


def _items(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


def _as_it_came(value: JsonValue) -> str:
    if isinstance(value, str):
        return "\n".join(isolate(each) for each in value.splitlines())
    return json.dumps(value, ensure_ascii=False)
