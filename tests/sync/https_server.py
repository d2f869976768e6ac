"""A small HTTPS server in a thread, which answers what it is told and remembers what it got."""

import gzip
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Heard:
    """What the server got, and what it answers."""

    status: int = 200
    answer: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    port: int = 0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    heard: Heard

    def _reply(self) -> None:
        heard = self.heard
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        heard.connections.add(self.client_address)
        heard.requests.append((self.command, self.path, dict(self.headers), body))
        self.send_response(heard.status)
        for name, value in heard.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(heard.answer)))
        self.end_headers()
        self.wfile.write(heard.answer)

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
