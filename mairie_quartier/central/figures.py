"""What the service counts, for Prometheus: no name, no identifier of a person nor of a desk.

With several workers the counts are added up from files that they share.
"""

import os
from collections.abc import Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Figures:
    """The counters of one worker."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "mairie_requests",
            "Requests by path and status.",
            ("path", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "mairie_request_seconds",
            "Time to answer.",
            ("path",),
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._operations = Counter(
            "mairie_operations",
            "Operations decided, by verdict.",
            ("verdict",),
            registry=self._registry,
        )

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def operations(self, verdicts: Mapping[str, int]) -> None:
        """Count what was decided."""
        for verdict, count in verdicts.items():
            self._operations.labels(verdict).inc(count)

    def written(self) -> bytes:
        """Write the figures of all workers as Prometheus reads them."""
        if not os.environ.get(SHARED):
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # theirs is untyped
        return generate_latest(registry)
