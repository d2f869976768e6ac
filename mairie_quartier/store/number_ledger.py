"""How far this PC has gone in its receipt numbers, written down before a number is used.

The ledger lies beside the store and outside its backups: restoring an older store does not
make it forget. Numbers are reserved by blocks, on the disk first, so that a power cut can skip
numbers but never give one twice. A ledger that is lost, damaged, or that came from another PC
vouches for nothing: a new series is drawn, and the old one is never continued.
It must not format numbers (``domain.numbers``) nor hold anything about a person.
"""

import hashlib
import json
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Final

from mairie_quartier.domain.numbers import SERIES_ALPHABET
from mairie_quartier.errors import EnvironmentFault
from mairie_quartier.store.atomic_files import replace_file
from mairie_quartier.store.disk_faults import translated_disk_errors

LEDGER_NAME: Final = "numbers.json"
FORMAT: Final = 1
BLOCK = 16
SERIES_CHARS = 2


class SeriesNotOurs(EnvironmentFault):
    """This PC cannot vouch for the series: a number of it might have been given already."""

    def __init__(self, series: str) -> None:
        super().__init__(series)
        self.series = series


class NoSeriesLeft(EnvironmentFault):
    """All 1,024 series are taken."""


def draw_series(known: Collection[str]) -> str:
    """Draw a series that is none of the known ones. Raises ``NoSeriesLeft``."""
    every = (a + b for a in SERIES_ALPHABET for b in SERIES_ALPHABET)
    free = [series for series in every if series not in known]
    if not free:
        raise NoSeriesLeft
    return secrets.choice(free)


class NumberLedger:
    """The highest number reserved, by series and year.

    ``machine`` tells PCs apart: a ledger copied with its store to another PC is not ours.
    One object at a time per file (``StoreLock`` sees to it), used from one thread.
    """

    def __init__(self, path: Path, *, machine: str = "") -> None:
        self.path = path
        self._machine = hashlib.sha256(f"numbers {machine}".encode()).hexdigest()[:16]
        self._marks = self._read()

    def vouches_for(self, series: str) -> bool:
        """Tell whether this PC knows how far the series has gone."""
        return series in self._marks

    def open_series(self, series: str) -> None:
        """Take up a series that the centre gave to this PC and to no other."""
        if not self.vouches_for(series):
            self._write({**self._marks, series: {}})

    def series_to_use(self, recorded: str | None, known: Collection[str]) -> str:
        """Give the store's recorded series if we vouch for it, else open a new one.

        ``known`` are all series seen in the store, so that none of them is drawn again.
        """
        if recorded is not None and self.vouches_for(recorded):
            return recorded
        series = draw_series({*known, *self._marks, *([recorded] if recorded else [])})
        self._write({**self._marks, series: {}})
        return series

    def reserve(self, series: str, year: int, at_least: int = 1) -> range:
        """Reserve the next block of numbers, durably, before any of them is used.

        The block starts at ``at_least`` (the store's next number) or after what was reserved
        before, whichever is higher. Raises ``SeriesNotOurs``, ``StoreFull``, ``StoreReadOnly``.
        """
        start = max(at_least, self._mark(series, year) + 1)
        block = range(start, start + BLOCK)
        self._set(series, year, block[-1])
        return block

    def give_back(self, series: str, year: int, unused: range) -> None:
        """Take back the unused end of the last block, at closing, to leave no gap.

        Ignored when another block was reserved since.
        """
        if unused and self._mark(series, year) == unused[-1]:
            self._set(series, year, unused[0] - 1)

    def _mark(self, series: str, year: int) -> int:
        if not self.vouches_for(series):
            raise SeriesNotOurs(series)
        return self._marks[series].get(str(year), 0)

    def _set(self, series: str, year: int, mark: int) -> None:
        self._write({**self._marks, series: {**self._marks[series], str(year): mark}})

    def _write(self, marks: dict[str, dict[str, int]]) -> None:
        body = {"format": FORMAT, "machine": self._machine, "marks": marks}
        with translated_disk_errors(self.path):
            replace_file(self.path, json.dumps({**body, "sum": _sum(body)}, indent=1).encode())
        self._marks = marks

    def _read(self) -> dict[str, dict[str, int]]:
        """Read the marks; none when the file vouches for nothing."""
        try:
            with translated_disk_errors(self.path):
                content = json.loads(self.path.read_bytes())
            told = content.pop("sum")
            ours = content["format"] == FORMAT and content["machine"] == self._machine
            if not ours or told != _sum(content):
                return {}
            marks: dict[str, dict[str, int]] = content["marks"]
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        return marks


def _sum(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
