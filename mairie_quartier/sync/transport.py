"""HTTPS to the centre: verified, compressed, one connection kept, through the system's proxy.

The PC's own trust decides who may be the centre; a city may add its own authority.  There is no
way to switch verification off, and no plain HTTP.  It must not read what it carries.
Sources: https://truststore.readthedocs.io ; https://www.python-httpx.org/advanced/ssl/ .
"""

import gzip
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache, partial
from typing import Final

import httpx
import truststore

from mairie_quartier import __version__
from mairie_quartier.services.sync_faults import (
    BadAddress,
    BadAuthority,
    UnreadableAnswer,
    Untrusted,
)
from mairie_quartier.sync.address import checked_address
from mairie_quartier.sync.ahead import Ahead
from mairie_quartier.sync.centre import Got, Reply, Sent
from mairie_quartier.sync.troubles import trouble

CONNECT_TIMEOUT_S: Final = 10.0
ANSWER_TIMEOUT_S: Final = 60.0
WORTH_PACKING_BYTES: Final = 1_000
QUICK: Final = 1
"""The level of gzip: a higher one costs the PC more than it saves on the line."""
LARGEST_ANSWER_BYTES: Final = 64 * 1024 * 1024


@lru_cache(maxsize=4)
def trust(ca: str) -> ssl.SSLContext:
    """Give whom to trust: the system's authorities, and the city's own (PEM) if there is one.

    Reading them takes longer than a quiet sync, so they are kept until somebody is not trusted.
    Raises ``BadAuthority``.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca:
        try:
            context.load_verify_locations(cadata=ca)
        except (ssl.SSLError, ValueError) as error:
            raise BadAuthority from error
    return context


class HttpsWire:
    """Carries requests to one address, one at a time.

    Raises ``BadAddress`` and ``BadAuthority`` when it is made.
    """

    def __init__(
        self, url: str, ca: str = "", *, answer_timeout_s: float = ANSWER_TIMEOUT_S
    ) -> None:
        try:
            self._client = httpx.Client(
                base_url=checked_address(url),
                verify=trust(ca),
                timeout=httpx.Timeout(answer_timeout_s, connect=CONNECT_TIMEOUT_S),
                headers={"User-Agent": f"mairie-quartier/{__version__}", "Accept-Encoding": "gzip"},
                limits=httpx.Limits(max_connections=1, keepalive_expiry=60.0),
                follow_redirects=False,
                trust_env=True,
            )
            if not self._client.base_url.host:  # read, since it is only understood then
                raise BadAddress(url)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise BadAddress(url) from error

    def carry(self, sent: Sent) -> Got:
        """Carry one request; give the reply whatever its status.

        Raises:
            Untrusted: whoever answered is not the centre; nothing was sent.
            Unreachable: no reply came; the request may have been decided.
            UnreadableAnswer: the reply is too large or badly packed.
        """
        method = "GET" if sent.body is None else "POST"
        content, headers = _packed(sent)
        try:
            with self._client.stream(
                method, sent.path, content=content, headers=headers
            ) as response:
                return Got(response.status_code, _read(response), _date(response))
        except httpx.DecodingError as error:
            raise UnreadableAnswer(sent.path) from error
        except httpx.HTTPError as error:
            found = trouble(error)
            if isinstance(found, Untrusted):
                trust.cache_clear()  # the PC may have learnt of another authority meanwhile
            raise found from error

    def begin(self, sent: Sent) -> Reply:
        """Begin to carry one request, on a thread of its own."""
        return _Errand(Ahead(partial(self.carry, sent)))

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()


@dataclass(frozen=True, slots=True)
class _Errand:
    """A request under way on its own thread."""

    got: Ahead[Got]

    def wait(self) -> Got:
        """Give the reply; raises what ``carry`` raises."""
        return self.got.result()

    def drop(self) -> None:
        """Let the reply come, whatever it is."""
        self.got.end()


def _packed(sent: Sent) -> tuple[bytes | None, dict[str, str]]:
    headers: dict[str, str] = {}
    if sent.desk is not None:
        headers |= {"Authorization": f"Bearer {sent.token}", "X-Desk": str(sent.desk)}
    if sent.body is None:
        return None, headers
    headers["Content-Type"] = "application/json"
    if len(sent.body) < WORTH_PACKING_BYTES:
        return sent.body, headers
    headers["Content-Encoding"] = "gzip"
    return gzip.compress(sent.body, QUICK, mtime=0), headers


def _read(response: httpx.Response) -> bytes:
    """Read the body unpacked; a small reply must not fill the memory."""
    found = bytearray()
    for part in response.iter_bytes():
        found += part
        if len(found) > LARGEST_ANSWER_BYTES:
            raise UnreadableAnswer("too large")
    return bytes(found)


def _date(response: httpx.Response) -> datetime | None:
    """Give the time that the answer was sent at, if it says one."""
    try:
        found = parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
