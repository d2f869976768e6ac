"""Judge the lines of a register, one by one, against the catalogue in use."""

import re
from collections.abc import Sequence
from datetime import date

from mairie_quartier.domain.catalogue import Catalogue, DemarcheCode
from mairie_quartier.domain.names import fold
from mairie_quartier.domain.register_cells import LONG, Cells
from mairie_quartier.domain.register_columns import Column, ColumnMapping
from mairie_quartier.domain.register_words import (
    ANONYMOUS,
    read_channel,
    read_language,
    read_outcome,
    read_reason,
    says_open,
)
from mairie_quartier.domain.registers import (
    REFUSING,
    Passage,
    Reason,
    RowResult,
    Verdict,
    Visitor,
)
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome

MOST_DEMARCHES = 8
REMEMBERED = 5_000
_PARTS = re.compile(r"\s*[;+|\n]\s*")


class RowJudge:
    """Judges the lines of one register; ``width`` is the number of its headers."""

    def __init__(
        self, catalogue: Catalogue, mapping: ColumnMapping, *, width: int, today: date
    ) -> None:
        self._catalogue = catalogue
        self._mapping = mapping
        self._width = width
        self._today = today
        self._exact = _labels(catalogue)
        self._guesses: dict[str, DemarcheCode | None] = {}

    def judge(self, row: Sequence[str]) -> RowResult:
        """Give what becomes of a line."""
        cells = Cells(tuple(row), self._mapping, today=self._today)
        cells.spill(self._width)
        passage = self._passage(cells)
        problems = tuple(cells.problems)
        if passage is None or any(each.reason in REFUSING for each in problems):
            return RowResult(Verdict.REFUSED, problems)
        verdict = Verdict.CORRECTED if problems else Verdict.ACCEPTED
        return RowResult(verdict, problems, passage)

    def _passage(self, cells: Cells) -> Passage | None:
        day, opened_time = cells.day(), cells.time()
        channel, visitor, language = _channel(cells), _visitor(cells), _language(cells)
        demarches = self._demarches(cells)
        outcome, reason = _outcome(cells)
        note = cells.text(Column.NOTE, LONG)
        if day is None or not demarches:
            return None
        return Passage(
            opened_on=day,
            demarches=demarches,
            opened_time=opened_time,
            channel=channel,
            visitor=visitor,
            language=language,
            outcome=outcome,
            reason=reason,
            note=note,
            still_open=says_open(cells.text(Column.STATUS)),
        )

    def _demarches(self, cells: Cells) -> tuple[DemarcheCode, ...]:
        typed = cells.text(Column.DEMARCHE, LONG)
        if not typed:
            cells.note(Reason.DEMARCHE_MISSING, Column.DEMARCHE)
            return ()
        whole = self._exact.get(fold(typed))
        parts = [typed] if whole else [part for part in _PARTS.split(typed) if part]
        found: list[DemarcheCode] = []
        for part in parts[:MOST_DEMARCHES]:
            code = self._exact.get(fold(part)) or self._guess(part)
            if code is None:
                cells.note(Reason.DEMARCHE_UNKNOWN, Column.DEMARCHE, part)
                return ()
            if fold(part) not in self._exact:
                cells.note(Reason.DEMARCHE_GUESSED, Column.DEMARCHE, part)
            found.append(code)
        return tuple(dict.fromkeys(found))

    def _guess(self, typed: str) -> DemarcheCode | None:
        """Search the catalogue; registers repeat the same words, so answers are remembered."""
        if typed not in self._guesses:
            if len(self._guesses) >= REMEMBERED:
                self._guesses.clear()
            found = self._catalogue.search(typed, limit=1)
            self._guesses[typed] = found[0].code if found else None
        return self._guesses[typed]


def _labels(catalogue: Catalogue) -> dict[str, DemarcheCode]:
    """Give what names one démarche only."""
    named: dict[str, DemarcheCode] = {}
    shared: set[str] = set()
    for entry in catalogue.all():
        for name in {fold(n) for n in (entry.code, entry.label, entry.plain_label)}:
            named[name] = entry.code
    for entry in catalogue.all():
        for name in {fold(synonym) for synonym in entry.synonyms} - {fold(entry.code)}:
            if named.setdefault(name, entry.code) != entry.code:
                shared.add(name)
    labels = {fold(entry.label) for entry in catalogue.all()}
    codes = {fold(entry.code) for entry in catalogue.all()}
    return {name: code for name, code in named.items() if name not in shared - labels - codes}


def _channel(cells: Cells) -> Channel:
    typed = cells.text(Column.CHANNEL)
    found = read_channel(typed) if typed else Channel.DESK
    if found is None:
        cells.note(Reason.CHANNEL_UNKNOWN, Column.CHANNEL, typed)
    return found or Channel.DESK


def _language(cells: Cells) -> str | None:
    typed = cells.text(Column.LANGUAGE)
    found = read_language(typed) if typed else None
    if typed and found is None:
        cells.note(Reason.LANGUAGE_UNKNOWN, Column.LANGUAGE, typed)
    return found


def _outcome(cells: Cells) -> tuple[Outcome, NotHelpedReason | None]:
    typed = cells.text(Column.OUTCOME)
    outcome = read_outcome(typed) if typed else Outcome.INFORMED
    if outcome is None:
        cells.note(Reason.OUTCOME_UNKNOWN, Column.OUTCOME, typed)
    if outcome is not Outcome.NOT_HELPED:
        return outcome or Outcome.INFORMED, None
    said = cells.text(Column.REASON)
    reason = read_reason(said)
    if reason is None:
        cells.note(Reason.REASON_UNKNOWN, Column.REASON, said)
    return outcome, reason or NotHelpedReason.OTHER


def _visitor(cells: Cells) -> Visitor | None:
    family_name, first_names = _names(cells)
    visitor = Visitor(
        family_name=family_name,
        used_name=cells.text(Column.USED_NAME),
        first_names=first_names,
        birth=cells.birth(),
        phone=cells.phone(),
        email=cells.email(),
        address=cells.text(Column.ADDRESS),
        postcode=cells.postcode(),
        town=cells.text(Column.TOWN),
    )
    if visitor.named:
        return visitor
    if visitor.birth or visitor.phone or visitor.email or visitor.address:
        cells.note(Reason.NAMELESS_DETAILS)
    return None


def _names(cells: Cells) -> tuple[str, str]:
    family, first = cells.text(Column.FAMILY_NAME), cells.text(Column.FIRST_NAMES)
    whole = cells.text(Column.FULL_NAME)
    if not family and not first and whole:
        family, first = _split(whole)
        if family and not first and " " in family:
            cells.note(Reason.NAME_NOT_SPLIT, Column.FULL_NAME, whole)
    names = (family, first)
    return ("", "") if all(fold(name) in {*ANONYMOUS, ""} for name in names) else names


def _split(whole: str) -> tuple[str, str]:
    """Part a whole name where a comma or capitals tell: ``TRAORÉ Aminata``."""
    if "," in whole:
        family, _, first = whole.partition(",")
        return family.strip(), first.strip()
    words = whole.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    others = [word for word in words if word not in capitals]
    if capitals and others:
        return " ".join(capitals), " ".join(others)
    return whole, ""
