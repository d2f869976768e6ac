"""While one batch travels the next is made ready; never does one overtake another."""

from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from mairie_quartier.domain.synchronising import SyncOutcome
from mairie_quartier.store.outgoing import Outgoing
from mairie_quartier.store.sync_store import SyncStore
from mairie_quartier.sync.centre import Centre, Got, Reply, Sent, Wire
from mairie_quartier.sync.engine import SyncEngine
from mairie_quartier.sync.run import Unwatched, Watch
from tests.sync.desks import SMALL, Cut, LinkedDesk
from tests.sync.memory_centre import MemoryCentre
from tests.sync.work import add, same

BATCH = SMALL.ops_a_push
PEOPLE = BATCH * 3 + 1


@dataclass
class Post:
    """A wire that answers a push only when it is waited for, and notes what happens when."""

    centre: Wire
    events: list[str] = field(default_factory=list)
    cut_at: int = 0
    pushes: int = 0

    def carry(self, sent: Sent) -> Got:
        return self.centre.carry(sent)

    def close(self) -> None:
        """Nothing is open."""

    def begin(self, sent: Sent) -> Reply:
        assert self.events[-1:] != ["begun"], "the one before is not answered yet"
        self.pushes += 1
        self.events.append("begun")
        return Letter(self, sent, lost=self.pushes == self.cut_at)


@dataclass
class Letter:
    """A push that was decided at once, in another thread, and whose reply may be lost."""

    post: Post
    sent: Sent
    lost: bool
    found: list[Got] = field(default_factory=list)
    come: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        Thread(target=self._run).start()

    def _run(self) -> None:
        self.found.append(self.post.centre.carry(self.sent))
        self.come.set()

    def wait(self) -> Got:
        self.drop()
        if self.lost:
            raise Cut
        return self.found[0]

    def drop(self) -> None:
        self.come.wait()
        self.post.events.append("answered")


class Full(Exception):
    """The disk took nothing."""


class StopOnceSent(Unwatched):
    """Ends the sync as soon as a batch is under way."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def stopping(self) -> bool:
        return self._post.pushes > 0


def engine(desk: LinkedDesk, post: Post, watch: Watch | None = None) -> SyncEngine:
    return SyncEngine(
        desk.store,
        lambda link: Centre(post, link),
        clock=desk.desk.clock,
        pace=SMALL,
        watch=watch or Unwatched(),
    )


@pytest.fixture
def post(centre: MemoryCentre) -> Post:
    return Post(centre)


@pytest.fixture
def waiting(here: LinkedDesk) -> int:
    """Record many people; give how many operations wait."""
    for number in range(PEOPLE):
        add(here, f"Personne {number}")
    return here.store.standing().waiting


def test_every_batch_is_answered_before_the_next_is_sent(
    here: LinkedDesk, there: LinkedDesk, centre: MemoryCentre, post: Post, waiting: int
) -> None:
    report = engine(here, post).run_once()
    there.sync()
    assert (report.outcome, report.totals.sent) == (SyncOutcome.DONE, waiting)
    assert post.events == ["begun", "answered"] * post.pushes
    assert post.pushes == -(-waiting // BATCH)
    assert len(centre.board.ops) == waiting
    assert here.store.standing().waiting == 0
    assert same(here, there)


def test_a_lost_reply_takes_nothing_with_it_that_was_answered(
    here: LinkedDesk, centre: MemoryCentre, post: Post, waiting: int
) -> None:
    post.cut_at = 2
    report = engine(here, post).run_once()
    assert report.outcome is Cut().outcome
    assert report.totals.sent == BATCH
    assert here.store.standing().waiting == waiting - BATCH
    assert post.pushes == 2  # the third was made ready, and thrown away
    assert here.sync().totals.sent == waiting - BATCH
    assert len(centre.board.ops) == waiting


def test_answers_that_cannot_be_kept_are_asked_for_again(
    here: LinkedDesk,
    centre: MemoryCentre,
    post: Post,
    waiting: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_store: SyncStore, _sent: Outgoing, _revisions: list[int]) -> None:
        raise Full

    with monkeypatch.context() as patch, pytest.raises(Full):
        patch.setattr(SyncStore, "take_revisions", refuse)
        engine(here, post).run_once()
    assert post.events == ["begun", "answered", "begun", "answered"]  # it was waited for
    assert len(centre.board.ops) == 2 * BATCH
    assert here.store.standing().waiting == waiting
    assert here.sync().totals.sent == waiting
    assert len(centre.board.ops) == waiting


def test_what_was_sent_is_kept_when_the_agent_stops_the_sync(
    here: LinkedDesk, post: Post, waiting: int
) -> None:
    report = engine(here, post, StopOnceSent(post)).run_once()
    assert report.outcome is SyncOutcome.STOPPED
    assert report.totals.sent == BATCH
    assert here.store.standing().waiting == waiting - BATCH
