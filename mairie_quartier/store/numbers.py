"""Take receipt numbers: from a block the ledger reserved on disk, never twice.

The series of this PC is kept in the store; if the ledger does not vouch for it (restored on
another PC, ledger lost), another series is drawn.  A number taken by a transaction that fails
is skipped, not given again.
"""

from threading import Lock

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.numbers import FIRST_YEAR, LAST_YEAR, ReceiptNumber
from mairie_quartier.store.local_state import LocalState
from mairie_quartier.store.number_ledger import NumberLedger
from mairie_quartier.store.statements import Statements

SERIES = "series"
# Within ``BAC-A7-26-00042-K``, counted from 1.
_SEEN = "SELECT DISTINCT substr(number, 5, 2) FROM receipt"


class NumberSource:
    """The numbers reserved and not yet taken, for as long as the store is open.

    Receipts take numbers on one lane; a new series may come on another.
    """

    def __init__(self, ledger: NumberLedger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._left: dict[tuple[str, int], range] = {}

    def series(self, sql: Statements) -> str:
        """Give the series of this PC, opening another where the ledger does not vouch for it."""
        with self._lock:
            return self._series(sql)

    def take(self, series: str, office: Office, year: int) -> ReceiptNumber:
        """Take the next number; a PC whose clock lost its century still gets a valid year."""
        year = min(max(year, FIRST_YEAR), LAST_YEAR)
        with self._lock:
            left = self._left.get((series, year)) or self._ledger.reserve(series, year)
            self._left[series, year] = left[1:]
        return ReceiptNumber(office.code, series, year, left[0])

    def open_series(self, series: str) -> None:
        """Take up, durably, a series that the centre gave to this PC."""
        with self._lock:
            self._ledger.open_series(series)

    def give_back(self) -> None:
        """Return what was not taken, at closing."""
        for (series, year), left in self._left.items():
            self._ledger.give_back(series, year, left)
        self._left.clear()

    def _series(self, sql: Statements) -> str:
        state = LocalState(sql)
        recorded = state.get(SERIES)
        if recorded is not None and self._ledger.vouches_for(recorded):
            return recorded
        known = frozenset(str(series) for (series,) in sql.rows(_SEEN))
        series = self._ledger.series_to_use(recorded, known)
        state.put(SERIES, series)
        return series


class StoreNumbers:
    """The source, bound to one transaction."""

    def __init__(self, source: NumberSource, sql: Statements) -> None:
        self._source = source
        self._sql = sql
        self._series: str | None = None

    def take(self, office: Office, year: int) -> ReceiptNumber:
        """Take the next number; it is never given again, whatever happens next."""
        if self._series is None:
            self._series = self._source.series(self._sql)
        return self._source.take(self._series, office, year)
