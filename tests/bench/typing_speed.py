"""A keystroke in search or duplicates, against one bare FTS5 query on the same store."""

import random
from collections.abc import Callable
from typing import Any

from mairie_quartier.domain.duplicates import Identity
from mairie_quartier.domain.names import whole_words
from mairie_quartier.services import people, search
from tests.bench.figures import Figure, interleaved, p99
from tests.bench.names import names
from tests.builders import Desk

LIMIT = 5.0
MILLISECONDS = 16.0
_BARE = "SELECT rowid FROM person_index WHERE person_index MATCH ? ORDER BY rowid DESC LIMIT 60"

Keystroke = tuple[str, str]
"""Family name and first names as far as typed."""


def measure_typing(desk: Desk, persons: int) -> list[Figure]:
    """Type the names of some people letter by letter."""
    keys = [stroke for typed in _people(persons) for stroke in _strokes(*typed)]
    raw = desk.door.engine.raw_connection()
    cursor: Any = raw.cursor()
    bare = [_bare(cursor, *stroke) for stroke in keys]
    figures = [
        _figure("a keystroke in search", [_search(desk, *stroke) for stroke in keys], bare),
        _figure("a keystroke in duplicates", [_double(desk, *stroke) for stroke in keys], bare),
    ]
    raw.close()
    return figures


def _figure(
    name: str, ours: list[Callable[[], object]], bare: list[Callable[[], object]]
) -> Figure:
    for work in (*ours[:30], *bare[:30]):
        work()
    times = interleaved(ours, bare)
    note = f"99th percentile of {len(ours)} keystrokes"
    ours_ms, bare_ms = map(p99, times)
    return Figure(name, ours_ms, bare_ms, "ms", LIMIT, MILLISECONDS, note=note)


def _people(count: int) -> list[tuple[str, str]]:
    source = names(random.Random(500_000))  # half of these live in the store, by chance
    return [next(source) for _ in range(count)]


def _strokes(family: str, first: str) -> list[Keystroke]:
    typed = [(family[:end], "") for end in range(1, len(family) + 1)]
    return typed + [(family, first[:end]) for end in range(1, len(first) + 1)]


def _search(desk: Desk, family: str, first: str) -> Callable[[], object]:
    text = f"{family} {first}".strip()
    return lambda: search.find_people(desk.context, text)


def _double(desk: Desk, family: str, first: str) -> Callable[[], object]:
    typed = Identity(family_name=family, first_names=first)
    return lambda: people.suggest_duplicates(desk.context, typed)


def _bare(cursor: Any, family: str, first: str) -> Callable[[], object]:
    words = whole_words(f"{family} {first}")
    query = " AND ".join(f'words : "{word}" *' for word in words)
    return lambda: cursor.execute(_BARE, (query,)).fetchall()
