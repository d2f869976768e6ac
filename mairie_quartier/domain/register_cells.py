"""Read the cells of one line: clean each, note what was wrong with it.

Knows one cell after the other, not what the line means as a whole (``register_rows``).
"""

import re
import unicodedata
from datetime import date, time

from mairie_quartier.domain.dates import ImpossibleDate, PartialDate, UnreadableDate
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.phones import tidy_phone
from mairie_quartier.domain.register_columns import Column, ColumnMapping
from mairie_quartier.domain.register_words import NOTHING
from mairie_quartier.domain.registers import Problem, Reason
from mairie_quartier.domain.text import TooLong, clean_line, clean_text

SHORT, LONG = 200, 4_000
SHOWN = 60
LONGEST_NOTHING = 20
NIR_MARK = "[numéro retiré]"
EARLIEST_VISIT = 1970

_FORMULA = re.compile(r"^(?:[=@]|[+\-](?=\s*[A-Za-z_]+\s*[(|!])|[+\-](?=.*[|!(]))")
_TIME = re.compile(r"(?:^|[T ])\s*([0-9]{1,2})\s*[h:]\s*([0-9]{2})?(?::[0-9]{2}(?:\.[0-9]+)?)?\s*$")
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")
_POSTCODE = re.compile(r"[0-9]{5}")


class Cells:
    """The cells of one line, read one by one; ``problems`` grows as they are."""

    def __init__(self, cells: tuple[str, ...], mapping: ColumnMapping, *, today: date) -> None:
        self._cells = cells
        self._mapping = mapping
        self._today = today
        self.problems: list[Problem] = []

    def note(self, reason: Reason, column: Column | None = None, value: str = "") -> None:
        """Add a problem; what is shown of the value is short and holds no NIR."""
        shown = _without_nir(value[: SHOWN * 4])[:SHOWN]
        self.problems.append(Problem(reason, column, shown))

    def text(self, column: Column, limit: int = SHORT) -> str:
        """Give a cleaned text; empty for what says that there is nothing."""
        raw = self._raw(column)
        if not raw:
            return ""
        tidy = clean_text if column is Column.NOTE else clean_line
        try:
            cleaned = tidy(raw, limit)
        except TooLong:
            self.note(Reason.TEXT_TOO_LONG, column, raw)
            return ""
        if len(cleaned) <= LONGEST_NOTHING and fold(cleaned) in NOTHING:
            return ""
        if _hidden(raw, cleaned):
            self.note(Reason.TEXT_CLEANED, column, cleaned)
        return self._harmless(column, cleaned)

    def day(self) -> date | None:
        """Give the day of the visit, or nothing once the problem is noted."""
        raw = _TIME.sub("", self._raw(Column.DAY)).strip()
        if not raw:
            self.note(Reason.DATE_MISSING, Column.DAY)
            return None
        try:
            found = PartialDate.parse(raw, self._today)
        except (UnreadableDate, ImpossibleDate):
            self.note(Reason.DATE_UNREADABLE, Column.DAY, raw)
            return None
        fault = self._fault_of(found)
        if fault is not None:
            self.note(fault, Column.DAY, raw)
            return None
        return found.first_day()

    def time(self) -> time | None:
        """Give the time of the visit, from its own column or after the day."""
        raw = self._raw(Column.TIME)
        found = _TIME.search(raw or self._raw(Column.DAY))
        if found is not None and int(found[1]) < 24 and int(found[2] or 0) < 60:
            return time(int(found[1]), int(found[2] or 0))
        if raw:
            self.note(Reason.TIME_UNREADABLE, Column.TIME, raw)
        return None

    def birth(self) -> PartialDate | None:
        """Give the birth date, perhaps partial; one in the future refuses the line."""
        raw = self._raw(Column.BIRTH)
        if fold(raw) in NOTHING:
            return None
        try:
            found = PartialDate.parse(raw, self._today)
        except (UnreadableDate, ImpossibleDate):
            self.note(Reason.BIRTH_UNREADABLE, Column.BIRTH, raw)
            return None
        if found.is_after(self._today):
            self.note(Reason.BIRTH_IN_FUTURE, Column.BIRTH, raw)
            return None
        return found

    def phone(self) -> str:
        """Give the telephone as it is written here; left out when it is none."""
        raw = self._raw(Column.PHONE)
        if fold(raw) in NOTHING:
            return ""
        found = tidy_phone(raw[:SHORT])
        if found is None:
            self.note(Reason.PHONE_UNREADABLE, Column.PHONE, raw)
        return found or ""

    def email(self) -> str:
        """Give the e-mail address; left out when it is none."""
        return self._matching(Column.EMAIL, _EMAIL, Reason.EMAIL_UNREADABLE)

    def postcode(self) -> str:
        """Give the postcode; left out when it is none."""
        return self._matching(Column.POSTCODE, _POSTCODE, Reason.POSTCODE_UNREADABLE)

    def spill(self, width: int) -> None:
        """Note cells beyond the header's last column."""
        beyond = [cell for cell in self._cells[width:] if cell.strip()]
        if beyond:
            self.note(Reason.TOO_MANY_CELLS, None, beyond[0])

    def _matching(self, column: Column, form: re.Pattern[str], reason: Reason) -> str:
        found = self.text(column)
        if found and not form.fullmatch(found):
            self.note(reason, column, found)
            return ""
        return found

    def _fault_of(self, day: PartialDate) -> Reason | None:
        if day.is_after(self._today):
            return Reason.DATE_IN_FUTURE
        if not day.is_full:
            return Reason.DATE_INCOMPLETE
        return Reason.DATE_TOO_OLD if day.year < EARLIEST_VISIT else None

    def _raw(self, column: Column) -> str:
        place = self._mapping.get(column)
        if place is None or place >= len(self._cells):
            return ""
        return self._cells[place].strip()

    def _harmless(self, column: Column, text: str) -> str:
        kept = _without_nir(text)
        if kept != text:
            self.note(Reason.NIR_REMOVED, column, kept)
        if _FORMULA.match(kept):
            self.note(Reason.FORMULA_NEUTRALISED, column, kept)
            kept = kept.lstrip("=@+- ")
        return kept


def _hidden(raw: str, cleaned: str) -> bool:
    """Tell whether cleaning took away more than spaces."""
    composed = unicodedata.normalize("NFC", raw)
    return len("".join(composed.split())) != len("".join(cleaned.split()))


def _without_nir(text: str) -> str:
    for span in reversed(looks_like_nir(text)):
        text = f"{text[: span.start]}{NIR_MARK}{text[span.end :]}"
    return text
