"""How often one desk may ask: a bucket of tokens each, refilled steadily.

Kept by each worker for itself and forgotten at a restart: it guards the service, it counts
nothing that matters.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

MOST_KEPT: Final = 20_000


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


class RateLimit:
    """Allows ``burst`` requests at once, then ``rate`` a second, for each key.

    ``clock`` gives seconds that never go back.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def wait_s(self, key: Hashable) -> float:
        """Take a token; give 0, or how many seconds to wait if there is none."""
        now = self._clock()
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, now)
        bucket.level = min(self._burst, bucket.level + (now - bucket.at) * self._rate)
        bucket.at = now
        self._buckets[key] = bucket
        while len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        if bucket.level < 1:
            return (1 - bucket.level) / self._rate
        bucket.level -= 1
        return 0.0
