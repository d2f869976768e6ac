"""A bad line to the centre: it drops requests or replies, delivers twice, late, or half.

It ends TLS with the service's own certificate, so that it can deliver a request twice; what it
does to each request comes from a seed.
"""

import http.client
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

from tests.centre_process import LONG_ENOUGH_S, Service

FATES = ("request", "reply", "twice", "late", "half")
LATE_S = 0.05
PASSED_ON = ("Authorization", "X-Desk", "Content-Type", "Content-Encoding", "Accept-Encoding")


class BadLine(ThreadingHTTPServer):
    """Carries requests to the service while ``failing`` says how often it fails."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, service: Service, chance: Random) -> None:
        super().__init__(("127.0.0.1", 0), _Carrier)
        self._trust = ssl.create_default_context(cadata=service.ca)
        self._shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._shown.load_cert_chain(service.settings.certificate, service.settings.key)
        self._service = service
        self._chance = chance
        self._lock = threading.Lock()
        self.failing = 0.0
        self.fates: Counter[str] = Counter()

    @property
    def url(self) -> str:
        """Give the address desks are told."""
        return f"https://localhost:{self.server_address[1]}"

    def get_request(self) -> tuple[socket.socket, object]:
        """Accept; the proof follows in the connection's own thread."""
        plain, address = super().get_request()
        shown = self._shown.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        return shown, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A desk that was killed is no news."""

    def fate(self) -> str:
        """Draw what happens to the next request."""
        with self._lock:
            failing = self._chance.random() < self.failing
            found = self._chance.choice(FATES) if failing else "ok"
            self.fates[found] += 1
            return found

    def carry(self, method: str, path: str, headers: dict[str, str], body: bytes) -> "Reply":
        """Carry one request to the service."""
        line = http.client.HTTPSConnection(
            "localhost", self._service.port, context=self._trust, timeout=LONG_ENOUGH_S
        )
        try:
            line.request(method, path, body or None, headers)
            got = line.getresponse()
            return Reply(got.status, got.getheader("content-encoding"), got.read())
        finally:
            line.close()


class Reply:
    """What the service answered."""

    def __init__(self, status: int, encoding: str | None, body: bytes) -> None:
        self.status = status
        self.encoding = encoding
        self.body = body


class _Carrier(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: BadLine

    def do_GET(self) -> None:
        self._carry()

    def do_POST(self) -> None:
        self._carry()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def _carry(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        fate = self.server.fate()
        self.close_connection = fate in ("request", "reply", "half")
        if fate == "request":
            return
        if fate == "late":
            threading.Event().wait(LATE_S)
        try:
            reply = self.server.carry(self.command, self.path, headers, body)
            if fate == "twice":
                reply = self.server.carry(self.command, self.path, headers, body)
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            return
        if fate != "reply":
            self._answer(reply, len(reply.body) // 2 if fate == "half" else len(reply.body))

    def _answer(self, reply: Reply, length: int) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply.body)))
        if reply.encoding:
            self.send_header("Content-Encoding", reply.encoding)
        self.end_headers()
        self.wfile.write(reply.body[:length])


@contextmanager
def bad_line(service: Service, chance: Random) -> Iterator[BadLine]:
    """Carry requests until the end."""
    with BadLine(service, chance) as line:
        thread = threading.Thread(target=line.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield line
        finally:
            with suppress(OSError):
                line.shutdown()
            thread.join()
