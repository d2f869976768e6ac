"""A small HTTPS server in a thread, which answers what it is told and remembers what it got.

Or what a centre behind it answers.
"""

import gzip
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import UUID

from mairie_quartier.domain.operations import DeskId
from mairie_quartier.sync.centre import Sent, Wire


@dataclass
class Heard:
    """What the server got, and what it answers."""

    status: int = 200
    answer: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    port: int = 0
    behind: Wire | None = None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    heard: Heard

    def _reply(self) -> None:
        heard = self.heard
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        heard.connections.add(self.client_address)
        heard.requests.append((self.command, self.path, dict(self.headers), body))
        status, answer = heard.status, heard.answer
        if heard.behind is not None:
            got = heard.behind.carry(self._sent(body))
            status, answer = got.status, got.body
        self.send_response(status)
        for name, value in heard.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _sent(self, body: bytes) -> Sent:
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        desk = self.headers.get("X-Desk")
        token = str(self.headers.get("Authorization") or "").removeprefix("Bearer ")
        return Sent(self.path, body or None, DeskId(UUID(desk)) if desk else None, token)

    do_GET = do_POST = do_CONNECT = _reply  # noqa: N815  the names of the standard library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as inherited
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a handshake that a client refused."""


@contextmanager
def serving(files: tuple[Path, Path] | None, heard: Heard | None = None) -> Iterator[Heard]:
    """Serve on a free port of this machine; without ``files``, plain HTTP."""
    heard = heard or Heard()
    handler = type("Handler", (_Handler,), {"heard": heard})
    server = _Server(("127.0.0.1", 0), handler)
    if files is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    heard.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def packed(data: bytes) -> bytes:
    """Give a body as a server packs it."""
    return gzip.compress(data, mtime=0)
