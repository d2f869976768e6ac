"""The centre as the desk speaks with it: one method per call, typed both ways.

Over any ``Wire``: HTTPS in life (``transport``), a function call in tests; the messages and their
JSON are the same.  It must not retry anything: ``engine`` and ``schedule`` decide that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Final, Protocol, TypeVar, runtime_checkable

from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.operations import DeskId, Scope
from mairie_quartier.domain.protocol import (
    HelloAnswer,
    Problem,
    ProblemCode,
)
from mairie_quartier.domain.protocol_enrolment import Enrolled, EnrolRequest, Renewed
from mairie_quartier.domain.protocol_pull import (
    ChecksAnswer,
    ChecksRequest,
    PullAnswer,
    PullRequest,
    SnapshotAnswer,
    SnapshotRequest,
)
from mairie_quartier.domain.synchronising import Link
from mairie_quartier.services.sync_faults import (
    CentreBusy,
    DeskRevoked,
    RefusedByCentre,
    UnreadableAnswer,
)

T = TypeVar("T")

LATER: Final = frozenset({ProblemCode.SLOW_DOWN, ProblemCode.UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: ``body`` is JSON, or nothing for a GET."""

    path: str
    body: bytes | None = None
    desk: DeskId | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class Got:
    """One reply; ``date`` is when it was sent, by the clock of who answered."""

    status: int
    body: bytes
    date: datetime | None = field(default=None, compare=False)


class Wire(Protocol):
    """Carries one request and its reply.

    Raises ``Unreachable`` when no reply came, ``Untrusted`` when nothing was sent.
    """

    def carry(self, sent: Sent) -> Got:
        """Carry the request; give the reply whatever its status."""
        ...

    def close(self) -> None:
        """Let connections go."""
        ...


class Reply(Protocol):
    """A reply that may still be on its way."""

    def wait(self) -> Got:
        """Give it; raises what ``carry`` raises."""
        ...

    def drop(self) -> None:
        """Let it come, whatever it is, and forget it."""
        ...


@runtime_checkable
class BusyWire(Wire, Protocol):
    """A wire that carries a request while its caller does something else."""

    def begin(self, sent: Sent) -> Reply:
        """Begin to carry the request; only one may be under way."""
        ...


@dataclass(frozen=True, slots=True)
class LateReply:
    """The reply of a wire that carries nothing until it is waited for."""

    wire: Wire
    sent: Sent

    def wait(self) -> Got:
        """Carry the request now."""
        return self.wire.carry(self.sent)

    def drop(self) -> None:
        """Nothing was sent."""


class Centre:
    """The calls of one desk, or of a PC that is about to be one (without ``link``)."""

    def __init__(self, wire: Wire, link: Link | None = None) -> None:
        self._wire = wire
        self._link = link

    def greet(self) -> datetime | None:
        """Make sure that a centre is there, as nobody in particular; give its time, if it says it.

        Raises what any call raises; a centre that wants a token is one.
        """
        got = self._wire.carry(Sent("/v1/hello"))
        problem = self._problem("/v1/hello", got)
        if problem.code in LATER:
            raise CentreBusy("/v1/hello")
        if problem.code is not ProblemCode.TOKEN:
            raise RefusedByCentre(problem.code, problem.detail)
        return got.date

    def hello(self) -> HelloAnswer:
        """Ask how the centre stands, and where it is with this desk."""
        return self._call("/v1/hello", None, HelloAnswer.decode)

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Become a desk of the city with a one-time code."""
        return self._call("/v1/enrol", request.encode(), Enrolled.decode)

    def renew(self) -> Renewed:
        """Ask for a new identity."""
        return self._call("/v1/identity", b"{}", Renewed.decode)

    def begin_push(self, message: bytes) -> Reply:
        """Begin to send operations (``protocol.push_message``)."""
        sent = self._sent("/v1/push", message)
        wire = self._wire
        return wire.begin(sent) if isinstance(wire, BusyWire) else LateReply(wire, sent)

    def pushed(self, reply: Reply, decode: Callable[[bytes], T]) -> T:
        """Wait for the reply to a push, and read it."""
        return self._read("/v1/push", reply.wait(), decode)

    def pull(self, request: PullRequest) -> PullAnswer:
        """Ask what changed."""
        return self._call("/v1/pull", request.encode(), PullAnswer.decode)

    def snapshot(self, request: SnapshotRequest) -> SnapshotAnswer:
        """Ask for a page of whole rows."""
        return self._call("/v1/snapshot", request.encode(), SnapshotAnswer.decode)

    def checks(self, scopes: Sequence[Scope]) -> ChecksAnswer:
        """Ask for counts and digests."""
        return self._call("/v1/checks", ChecksRequest(tuple(scopes)).encode(), ChecksAnswer.decode)

    def close(self) -> None:
        """Let connections go."""
        self._wire.close()

    def _sent(self, path: str, body: bytes | None) -> Sent:
        link = self._link
        return Sent(path, body, link.desk, link.token) if link else Sent(path, body)

    def _call(self, path: str, body: bytes | None, decode: Callable[[bytes], T]) -> T:
        return self._read(path, self._wire.carry(self._sent(path, body)), decode)

    def _read(self, path: str, got: Got, decode: Callable[[bytes], T]) -> T:
        if got.status == HTTPStatus.OK:
            try:
                return decode(got.body)
            except MalformedMessage as error:
                raise UnreadableAnswer(f"{path}: {got.status}, {error.path}") from error
        problem = self._problem(path, got)
        if problem.code in LATER:
            raise CentreBusy(path)
        if problem.code is ProblemCode.REVOKED:
            raise DeskRevoked
        raise RefusedByCentre(problem.code, problem.detail)

    @staticmethod
    def _problem(path: str, got: Got) -> Problem:
        try:
            return Problem.decode(got.body)
        except MalformedMessage as error:
            raise UnreadableAnswer(f"{path}: {got.status}, {error.path}") from error
