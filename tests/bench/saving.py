"""Saving a visit with three needs, against a bare commit of the same bytes.

A new person and three files deposited with all their pieces: three requests, three numbered
papers, audit, outbox, search index, and the draft gone, in one transaction.  Bare is the driver
alone on an encrypted store of the same settings: one commit of one row that holds as many bytes
as all the columns of all the rows the visit wrote, in one table without an index.
Python collects its garbage between the rounds' end and the next measure, as the program does
between two keystrokes (``ui.collector``).
"""

import gc
import random
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.intake import IntakeForm
from mairie_quartier.services import drafts, visits
from mairie_quartier.store.engine import create_store
from mairie_quartier.store.keys import StoreKey
from tests.bench.figures import Figure, interleaved, middle
from tests.bench.names import names
from tests.builders import (
    COMMUNE_DECIDES,
    OTHER_BODY_DECIDES,
    Desk,
    intake,
    need,
    person_form,
)

WRITTEN = ("person", "visit", "request", "piece", "receipt", "outbox", "audit_entry")
ORDER = {"outbox": "dseq", "audit_entry": "seq"}  # the others by their identifier
LIMIT = 8.0


def measure_saving(desk: Desk, folder: Path, rounds: int) -> Figure:
    """Register visits and commit their bytes bare, in turn."""
    forms = [_typed(desk, *name) for name in islice(names(random.Random(1)), rounds + 10)]
    counts = _counts(desk)
    for form in forms[:10]:
        visits.register_visit(desk.context, form)
    sizes = _row_sizes(desk, {name: count // 10 for name, count in _grown(desk, counts).items()})
    bare = _BareStore(folder / "bare.db", sum(sizes))
    ours = [partial(visits.register_visit, desk.context, form) for form in forms[10:]]
    gc.collect()
    gc.disable()
    times = interleaved(ours, [bare.commit] * rounds)
    gc.enable()
    bare.close()
    note = f"{sum(sizes)} bytes, {len(sizes)} rows of ours"
    ours_ms, bare_ms = map(middle, times)
    return Figure("save a visit with three needs", ours_ms, bare_ms, "ms", LIMIT, note=note)


def _typed(desk: Desk, family: str, first: str) -> IntakeForm:
    needs = (need(COMMUNE_DECIDES), need(OTHER_BODY_DECIDES), need(DemarcheCode("rsa")))
    form = intake(desk.context, *needs, person=person_form(family, first))
    drafts.keep_draft(desk.context, form)
    return form


def _counts(desk: Desk) -> dict[str, int]:
    with desk.door.engine.connect() as connection:
        run = connection.exec_driver_sql
        return {name: run(f"SELECT count(*) FROM {name}").scalar_one() for name in WRITTEN}


def _grown(desk: Desk, before: dict[str, int]) -> dict[str, int]:
    return {name: count - before[name] for name, count in _counts(desk).items()}


def _row_sizes(desk: Desk, counts: dict[str, int]) -> list[int]:
    """Give the bytes of each row of the last visit, all its columns together."""
    sizes: list[int] = []
    with desk.door.engine.connect() as connection:
        for name, count in counts.items():
            columns = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
            width = " + ".join(f"coalesce(length(CAST({row[1]} AS BLOB)), 0)" for row in columns)
            last = f"{ORDER.get(name, 'id')} DESC LIMIT {count}"
            found = connection.exec_driver_sql(f"SELECT {width} FROM {name} ORDER BY {last}")
            sizes += [int(size) for size in found.scalars()]
    return sizes


class _BareStore:
    """An encrypted store with one table and no index; the driver alone."""

    def __init__(self, path: Path, size: int) -> None:
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
        self._engine = create_store(path, StoreKey.draw())
        self._raw = self._engine.raw_connection()
        self._cursor: Any = self._raw.cursor()
        self._cursor.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB)")
        self._row = (random.Random(1).randbytes(size),)

    def commit(self) -> None:
        """Write the row and commit."""
        self._cursor.execute("BEGIN IMMEDIATE")
        self._cursor.execute("INSERT INTO bare (body) VALUES (?)", self._row)
        self._cursor.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        with suppress(Exception):
            self._raw.close()
        self._engine.dispose()
