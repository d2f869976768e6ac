"""Trap: TLS not verified.  Only the centre is ever spoken to, and what is carried arrives."""

import errno
import gzip
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from mairie_quartier.domain.operations import DeskId
from mairie_quartier.services.sync_faults import (
    BadAddress,
    BadAuthority,
    Distrust,
    Hindrance,
    Unreachable,
    UnreadableAnswer,
    Untrusted,
)
from mairie_quartier.sync import transport
from mairie_quartier.sync.address import checked_address
from mairie_quartier.sync.centre import Got, Sent
from mairie_quartier.sync.transport import HttpsWire
from mairie_quartier.sync.troubles import trouble
from tests.sync.certificates import Authority, new_authority, server_files
from tests.sync.https_server import Heard, packed, serving

HELLO = Sent("/v1/hello")
DESK = DeskId(UUID(int=7))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return new_authority()


@pytest.fixture
def heard(tmp_path: Path, authority: Authority) -> Iterator[Heard]:
    """A server that the city's own authority vouches for."""
    with serving(server_files(tmp_path, authority)) as heard:
        yield heard


@contextmanager
def wire(heard: Heard, ca: str = "") -> Iterator[HttpsWire]:
    found = HttpsWire(f"https://localhost:{heard.port}", ca, answer_timeout_s=20)
    try:
        yield found
    finally:
        found.close()


def test_a_centre_of_the_citys_own_authority_is_trusted(heard: Heard, authority: Authority) -> None:
    heard.answer = b'{"ok":1}'
    with wire(heard, authority.pem) as line:
        assert line.carry(HELLO) == Got(200, b'{"ok":1}')


def test_an_authority_nobody_gave_is_refused_and_hears_nothing(heard: Heard) -> None:
    with wire(heard) as line, pytest.raises(Untrusted) as found:
        line.carry(Sent("/v1/push", b"{}", DESK, "secret"))
    assert found.value.why is Distrust.AUTHORITY
    assert heard.requests == []


def test_another_authority_is_refused(heard: Heard) -> None:
    with wire(heard, new_authority("Autre").pem) as line, pytest.raises(Untrusted):
        line.carry(HELLO)
    assert heard.requests == []


@pytest.mark.parametrize(
    ("host", "days_left", "why"),
    [("other.example.org", 30, Distrust.OTHER_NAME), ("localhost", -2, Distrust.EXPIRED)],
    ids=["host", "expired"],
)
def test_wrong_host_and_expired_are_refused(
    tmp_path: Path, authority: Authority, host: str, days_left: int, why: Distrust
) -> None:
    files = server_files(tmp_path, authority, host=host, days_left=days_left)
    with serving(files) as heard, wire(heard, authority.pem) as line:
        with pytest.raises(Untrusted) as found:
            line.carry(Sent("/v1/push", b"{}", DESK, "secret"))
        assert found.value.why is why
        assert heard.requests == []


def test_a_server_without_tls_is_refused(authority: Authority) -> None:
    with serving(None) as heard, wire(heard, authority.pem) as line, pytest.raises(Untrusted):
        line.carry(Sent("/v1/push", b"{}", DESK, "secret"))


@pytest.mark.parametrize(
    "address",
    [
        "http://centre.example.org",
        "centre.example.org",
        "",
        "https://",
        "ftp://a.example.org",
        "https://agent:secret@centre.example.org",
        "https://a.example.org/?x=1",
        "https://a:b:c",
        "https://a..b",
        "https://[::1",
        f"https://{'a' * 64}.example.org",
    ],
)
def test_only_a_secure_address_is_taken(address: str) -> None:
    with pytest.raises(BadAddress):
        checked_address(address)


@pytest.mark.parametrize(
    "address", ["https://\u200bcentre.example.org", "https://xn--", "https://💥.example.org"]
)
def test_what_is_no_name_of_a_server_is_no_address(address: str) -> None:
    line = None
    with pytest.raises(BadAddress):
        line = HttpsWire(address)
        line.carry(HELLO)
    if line is not None:
        line.close()


def test_an_address_is_put_in_its_usual_form() -> None:
    assert checked_address(" https://Centre.example.org/desks/ ") == (
        "https://centre.example.org/desks"
    )


def test_what_is_no_certificate_is_no_authority() -> None:
    with pytest.raises(BadAuthority):
        HttpsWire("https://centre.example.org", "not a certificate")


def test_the_desk_names_itself_and_packs_what_is_long(heard: Heard, authority: Authority) -> None:
    body = b'{"ops":"' + b"x" * 5_000 + b'"}'
    with wire(heard, authority.pem) as line:
        line.carry(Sent("/v1/push", body, DESK, "secret"))
    ((method, path, headers, got),) = heard.requests
    assert (method, path) == ("POST", "/v1/push")
    assert headers["Authorization"] == "Bearer secret"
    assert headers["X-Desk"] == str(DESK)
    assert headers["Content-Encoding"] == "gzip"
    assert len(got) < len(body) / 10
    assert gzip.decompress(got) == body


def test_a_packed_answer_is_unpacked(heard: Heard, authority: Authority) -> None:
    heard.headers, heard.answer = {"Content-Encoding": "gzip"}, packed(b'{"ok":1}')
    with wire(heard, authority.pem) as line:
        assert line.carry(HELLO).body == b'{"ok":1}'


def test_a_badly_packed_answer_is_said(heard: Heard, authority: Authority) -> None:
    heard.headers, heard.answer = {"Content-Encoding": "gzip"}, b"not packed at all"
    with wire(heard, authority.pem) as line, pytest.raises(UnreadableAnswer):
        line.carry(HELLO)


def test_an_answer_without_end_does_not_fill_the_memory(
    heard: Heard, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LARGEST_ANSWER_BYTES", 10_000)
    heard.headers, heard.answer = {"Content-Encoding": "gzip"}, packed(b"0" * 20_000)
    with wire(heard, authority.pem) as line, pytest.raises(UnreadableAnswer):
        line.carry(HELLO)


def test_one_connection_serves_every_call(heard: Heard, authority: Authority) -> None:
    with wire(heard, authority.pem) as line:
        for _ in range(5):
            line.carry(HELLO)
    assert len(heard.requests) == 5
    assert len(heard.connections) == 1


def test_a_refusal_is_given_with_its_status(heard: Heard, authority: Authority) -> None:
    heard.status, heard.answer = 409, b'{"code":"epoch"}'
    with wire(heard, authority.pem) as line:
        assert line.carry(HELLO) == Got(409, b'{"code":"epoch"}')


def test_a_redirection_is_not_followed(heard: Heard, authority: Authority) -> None:
    heard.status, heard.headers = 302, {"Location": "https://localhost:1/login"}
    with wire(heard, authority.pem) as line:
        assert line.carry(HELLO).status == 302
    assert len(heard.requests) == 1


def test_nobody_there_is_unreachable(authority: Authority) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # ours, and nobody listens
        heard = Heard(port=taken.getsockname()[1])
        with wire(heard, authority.pem) as line, pytest.raises(Unreachable) as found:
            line.carry(HELLO)
    assert found.value.why is Hindrance.REFUSED


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Hindrance.NAME_UNKNOWN),
        (socket.gaierror(socket.EAI_AGAIN, "mute"), Hindrance.NO_NETWORK),
        (OSError(errno.ENETUNREACH, "unreachable"), Hindrance.NO_NETWORK),
        (OSError(errno.EPIPE, "cut"), Hindrance.OTHER),
    ],
)
def test_what_kept_the_line_from_being_made_is_told(cause: OSError, why: Hindrance) -> None:
    error = httpx.ConnectError("no line")
    error.__cause__ = cause
    found = trouble(error)
    assert isinstance(found, Unreachable)
    assert found.why is why


def test_a_centre_that_stays_silent_is_told_from_one_that_is_not_there() -> None:
    found = trouble(httpx.ConnectTimeout("silence"))
    assert isinstance(found, Unreachable)
    assert found.why is Hindrance.SILENT


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (9, Distrust.NOT_YET),
        (-2146762487, Distrust.AUTHORITY),  # Windows gives its codes with a sign
        (0x800B010F, Distrust.OTHER_NAME),
        (-67818, Distrust.EXPIRED),  # macOS
        (1, Distrust.OTHER),
    ],
)
def test_every_systems_reason_for_distrust_is_known(code: int, why: Distrust) -> None:
    refused = ssl.SSLCertVerificationError("refused")
    refused.verify_code = code
    error = httpx.ConnectError("no proof")
    error.__cause__ = refused
    found = trouble(error)
    assert isinstance(found, Untrusted)
    assert found.why is why


def test_an_answer_tells_when_it_was_sent(heard: Heard, authority: Authority) -> None:
    with wire(heard, authority.pem) as line:
        found = line.carry(HELLO).date
    assert found is not None
    assert abs(datetime.now(UTC) - found) < timedelta(hours=1)


def test_the_systems_proxy_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(None, Heard(status=502)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        line = HttpsWire("https://centre.example.org")
        with pytest.raises(Unreachable):
            line.carry(HELLO)
        line.close()
    assert [request[:2] for request in proxy.requests] == [("CONNECT", "centre.example.org:443")]


def test_whom_to_trust_is_read_once_and_again_after_distrust(
    heard: Heard, authority: Authority
) -> None:
    known = transport.trust(authority.pem)
    with wire(heard, authority.pem) as line:
        line.carry(Sent("/v1/hello"))
    assert transport.trust(authority.pem) is known
    with wire(heard) as line, pytest.raises(Untrusted):
        line.carry(Sent("/v1/hello"))
    assert transport.trust(authority.pem) is not known


def test_a_push_is_carried_while_its_sender_does_something_else(
    heard: Heard, authority: Authority
) -> None:
    with wire(heard, authority.pem) as line:
        reply = line.begin(Sent("/v1/push", b"{}"))
        assert reply.wait() == reply.wait()
        reply.drop()
    with wire(heard) as line, pytest.raises(Untrusted):
        line.begin(Sent("/v1/push", b"{}")).wait()
