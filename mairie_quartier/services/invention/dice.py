"""Chance that can be repeated: one seed gives the same draws and the same identifiers.

Identifiers are UUID version 7 (RFC 9562) of the *invented* instant, so that lists in order of
creation show the invented order.  Not for secrets.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")
LAST_IN_TICK = 0xFFF


class Dice:
    """Draws; each call moves the series on."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._tick = 0
        self._rank = 0

    def chance(self, percent: float) -> bool:
        """Tell whether something that happens in so many cases of a hundred happens."""
        return self._random.random() * 100 < percent

    def number(self, least: int, most: int) -> int:
        """Give a number between these, both included."""
        return self._random.randint(least, most)

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices."""
        return self._random.choice(choices)

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Give one of the keys, each as often as its weight."""
        return self._random.choices(tuple(weights), tuple(weights.values()))[0]

    def many(self, choices: Sequence[T], weights: Sequence[float], count: int) -> list[T]:
        """Give several of the choices, the same one more than once if it happens."""
        return self._random.choices(choices, weights, k=count) if count > 0 else []

    def shuffle(self, items: list[T]) -> None:
        """Put a list in another order, in place."""
        self._random.shuffle(items)

    def new_id(self, at: datetime) -> UUID:
        """Make an identifier of that instant, greater than those made before for it."""
        tick = int(at.timestamp() * 1000)
        self._rank = self._rank + 1 if tick == self._tick else 0
        self._tick = tick
        tick += self._rank // (LAST_IN_TICK + 1)
        rank = self._rank & LAST_IN_TICK
        low = self._random.getrandbits(62)
        return UUID(int=tick << 80 | 0x7 << 76 | rank << 64 | 0x2 << 62 | low)
