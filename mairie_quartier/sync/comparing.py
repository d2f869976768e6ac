"""Compare this PC's rows with the centre's when all is quiet; what differs is fetched anew.

Counts and digests are only of revisions, and of a moment: a difference counts when nothing moved
between two looks at the log.
"""

from mairie_quartier.domain.operations import Scope
from mairie_quartier.domain.protocol import HelloAnswer
from mairie_quartier.sync.fetching import Fetching
from mairie_quartier.sync.run import Run

LOOKS = 3


class Comparing:
    """The comparison at the end of one sync."""

    def __init__(self, run: Run, fetching: Fetching, hello: HelloAnswer) -> None:
        self._run = run
        self._fetching = fetching
        self._hello = hello

    def compare_if_due(self) -> None:
        """Compare, if it was not done for a while and nothing waits here."""
        standing = self._run.store.standing()
        last, now = standing.checked_at, self._run.clock.now()
        if standing.waiting or (
            last is not None and last <= now < last + self._run.pace.checks_every
        ):
            return
        differing = self._differing()
        if differing is None:
            return
        if differing:
            self._run.repaired.extend(differing)
            self._run.store.forget_cursors(differing)
            self._fetching.fetch_all()
        self._run.store.take_checked()

    def _differing(self) -> tuple[Scope, ...] | None:
        """Give the scopes that differ; nothing when the centre never kept still."""
        for _ in range(LOOKS):
            self._fetching.read_log()
            heads = self._fetching.heads
            theirs = self._run.centre.checks(self._hello.scopes).tallies
            found = tuple(
                scope
                for scope in sorted(self._hello.scopes)
                if self._run.store.tallies(scope) != theirs.get(scope, {})
            )
            if not found:
                return ()
            self._fetching.read_log()
            if self._fetching.heads == heads:
                return found
        return None
