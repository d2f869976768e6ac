"""The HTTP service: paths, refusals, and the way of a request through limits to the database.

Stateless: whatever matters is in PostgreSQL.  A refusal is a code and a path, never a value; what
came in can at worst be refused, it cannot make the service fail.
"""

import hashlib
import json
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from mairie_quartier.central import enrolling, plain_push, pulling, pushing
from mairie_quartier.central.bodies import pack, receive, unpack
from mairie_quartier.central.epochs import read_epoch
from mairie_quartier.central.figures import Figures
from mairie_quartier.central.limits import RateLimit
from mairie_quartier.central.plain_puts import read_plain
from mairie_quartier.central.pool import ConnectionPool, DatabaseUnavailable
from mairie_quartier.central.refusals import Refusal, refusal_of
from mairie_quartier.central.settings import CentralSettings
from mairie_quartier.central.speaker import Database, UnknownToken
from mairie_quartier.domain.operations import Verdict
from mairie_quartier.domain.protocol import Problem, ProblemCode, PushRequest
from mairie_quartier.domain.protocol_enrolment import EnrolRequest
from mairie_quartier.domain.protocol_pull import ChecksRequest, PullRequest, SnapshotRequest
from mairie_quartier.errors import EnvironmentFault, UserMistake

JSON: Final = {"content-type": "application/json", "cache-control": "no-store"}
HOUR_S: Final = 3600
LONGEST_TOKEN: Final = 200
REFUSALS_AT_ONCE: Final = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: its token and its message, unpacked."""

    token: str
    message: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What is answered, and the facts worth a line in the log."""

    message: bytes
    facts: dict[str, object]


Work = Callable[[Database, Asked], Told]


class Service:
    """Answers the requests of one worker."""

    def __init__(
        self, settings: CentralSettings, pool: ConnectionPool, log: logging.Logger
    ) -> None:
        self._pool = pool
        self._log = log
        self._figures = Figures()
        self._threads = CapacityLimiter(settings.connections)
        self._desks = RateLimit(settings.rate, settings.burst, time.monotonic)
        self._refusals = RateLimit(1, REFUSALS_AT_ONCE, time.monotonic)
        enrolments = settings.enrolments_per_hour
        self._strangers = RateLimit(enrolments / HOUR_S, enrolments, time.monotonic)

    def routes(self) -> list[Route]:
        """Give the paths of the protocol."""
        return [
            Route("/v1/hello", self._known(_hello), methods=["GET"]),
            Route("/v1/push", self._known(self._push), methods=["POST"]),
            Route("/v1/pull", self._known(_pull), methods=["POST"]),
            Route("/v1/snapshot", self._known(_snapshot), methods=["POST"]),
            Route("/v1/checks", self._known(_checks), methods=["POST"]),
            Route("/v1/identity", self._known(_identity), methods=["POST"]),
            Route("/v1/enrol", self._answering(_enrol, self._stranger), methods=["POST"]),
            Route("/health", self._health, methods=["GET"]),
            Route("/metrics", self._metrics, methods=["GET"]),
        ]

    def _known(self, work: Work) -> Callable[[Request], Awaitable[Response]]:
        return self._answering(work, self._desk)

    def _answering(
        self, work: Work, admit: Callable[[Request], str]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            started = time.monotonic()
            facts: dict[str, object] = {}
            try:
                token = admit(request)
                body = await receive(request) if request.method == "POST" else b""
                encoding = request.headers.get("content-encoding", "")
                accepted = request.headers.get("accept-encoding", "")

                def do() -> tuple[bytes, dict[str, str], dict[str, object]]:
                    asked = Asked(token, unpack(body, encoding))
                    with self._pool.lent() as database:
                        told = work(database, asked)
                    return *pack(told.message, accepted), told.facts

                message, headers, facts = await run_sync(do, limiter=self._threads)
                response = Response(message, 200, {**JSON, **headers})
            except (UserMistake, EnvironmentFault, TimeoutError, ClientDisconnect) as error:
                response = self._refused(request, error)
            self._note(request, response, time.monotonic() - started, facts)
            return response

        return answer

    def _desk(self, request: Request) -> str:
        """Give the request's token, once it may ask now."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
            raise UnknownToken
        key = hashlib.sha256(token.encode("utf-8", "replace")).digest()[:8]
        self._hold_back(self._desks.wait_s(key))
        return token

    def _stranger(self, request: Request) -> str:
        """Let somebody without a token ask, slowly: it could be guessing codes."""
        self._hold_back(self._strangers.wait_s(_address(request)))
        return ""

    @staticmethod
    def _hold_back(wait_s: float) -> None:
        if wait_s > 0:
            raise Refusal(429, Problem(ProblemCode.SLOW_DOWN), retry_s=ceil(wait_s))

    def _refused(self, request: Request, error: Exception) -> Response:
        refusal = refusal_of(error)
        if refusal.status in (401, 403):
            wait_s = self._refusals.wait_s(_address(request))
            if wait_s > 0:
                refusal = Refusal(429, Problem(ProblemCode.SLOW_DOWN), retry_s=ceil(wait_s))
        headers = {"retry-after": str(refusal.retry_s)} if refusal.retry_s else {}
        return Response(refusal.problem.encode(), refusal.status, {**JSON, **headers})

    def _push(self, database: Database, asked: Asked) -> Told:
        puts = read_plain(asked.message)
        taken = plain_push.take(database, asked.token, puts) if puts else None
        if taken is not None:
            verdicts = Counter({Verdict.APPLIED.value: taken.count})
            self._figures.operations(verdicts)
            return Told(taken.message, {"operations": taken.count, **verdicts})
        request = PushRequest.decode(asked.message)
        pushed = pushing.push(database, asked.token, request)
        verdicts = Counter(answer.verdict.value for answer in pushed.answer.answers)
        if pushed.repeated:
            verdicts["duplicate"] += pushed.repeated
        self._figures.operations(verdicts)
        return Told(pushed.answer.encode(), {"operations": len(request.ops), **verdicts})

    async def _health(self, request: Request) -> Response:
        def look() -> str:
            with self._pool.lent() as database:
                return str(read_epoch(database))

        try:
            epoch = await run_sync(look, limiter=self._threads)
        except DatabaseUnavailable as error:
            return self._refused(request, error)
        return Response(json.dumps({"status": "ok", "epoch": epoch}), 200, JSON)

    async def _metrics(self, _request: Request) -> Response:
        return Response(self._figures.written(), 200, media_type="text/plain; version=0.0.4")

    def _note(
        self, request: Request, response: Response, seconds: float, facts: dict[str, object]
    ) -> None:
        path = request.url.path
        self._figures.request(path, response.status_code, seconds)
        told = {"path": path, "status": response.status_code, "ms": round(seconds * 1000, 1)}
        self._log.info("request", extra={"facts": {**told, **facts}})

    async def failed(self, request: Request, error: Exception) -> Response:
        """Answer when we are at fault; the log says where, never with what."""
        self._log.error("failed", exc_info=error, extra={"facts": {"path": request.url.path}})
        return Response(Problem(ProblemCode.UNAVAILABLE).encode(), 500, JSON)

    async def unknown(self, _request: Request, error: Exception) -> Response:
        """Answer for a path or a method that there is not."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        return Response(Problem(ProblemCode.NOT_FOUND).encode(), status, JSON)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _hello(database: Database, asked: Asked) -> Told:
    return Told(pulling.hello(database, asked.token).encode(), {})


def _pull(database: Database, asked: Asked) -> Told:
    request = PullRequest.decode(asked.message)
    return Told(pulling.pull(database, asked.token, request), {})


def _snapshot(database: Database, asked: Asked) -> Told:
    request = SnapshotRequest.decode(asked.message)
    return Told(pulling.snapshot(database, asked.token, request), {})


def _checks(database: Database, asked: Asked) -> Told:
    request = ChecksRequest.decode(asked.message)
    return Told(pulling.checks(database, asked.token, request).encode(), {})


def _identity(database: Database, asked: Asked) -> Told:
    return Told(enrolling.renew(database, asked.token).encode(), {})


def _enrol(database: Database, asked: Asked) -> Told:
    request = EnrolRequest.decode(asked.message)
    return Told(enrolling.enrol(database, request).encode(), {})


def build_app(settings: CentralSettings, pool: ConnectionPool, log: logging.Logger) -> Starlette:
    """Build the application of one worker; the pool is the caller's to close."""
    service = Service(settings, pool, log)
    return Starlette(
        routes=service.routes(),
        exception_handlers={Exception: service.failed, HTTPException: service.unknown},
    )
