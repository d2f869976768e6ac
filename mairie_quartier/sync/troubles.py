"""What kept an answer from coming, told from the error that the system gave.

The codes differ by system: OpenSSL's (Linux), those of Windows and of macOS, as ``truststore``
passes them on.  It must not decide anything but which situation it is.
Sources: openssl/x509_vfy.h ; winerror.h ; Security/SecBase.h ; Windows Sockets error codes.
"""

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Final

import httpx

from mairie_quartier.services.sync_faults import Distrust, Hindrance, Unreachable, Untrusted

DISTRUST: Final = {
    9: Distrust.NOT_YET,
    10: Distrust.EXPIRED,
    18: Distrust.AUTHORITY,
    19: Distrust.AUTHORITY,
    20: Distrust.AUTHORITY,
    21: Distrust.AUTHORITY,
    62: Distrust.OTHER_NAME,
    64: Distrust.OTHER_NAME,
    0x800B0101: Distrust.EXPIRED,
    0x800B0109: Distrust.AUTHORITY,
    0x800B010A: Distrust.AUTHORITY,
    0x800B010F: Distrust.OTHER_NAME,
    -67818: Distrust.EXPIRED,
    -67819: Distrust.NOT_YET,
    -67843: Distrust.AUTHORITY,
    -25318: Distrust.AUTHORITY,
    -67602: Distrust.OTHER_NAME,
}
NO_NETWORK: Final = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, 10050, 10051, 10065}
)
_UNSIGNED: Final = 0xFFFFFFFF


def trouble(error: httpx.HTTPError) -> Unreachable | Untrusted:
    """Tell a failed proof from a failed line, and what is the matter with it."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            # The systems' own proofs (Windows, macOS) raise it without a reason.
            reason = str(getattr(cause, "reason", "") or type(cause).__name__)
            return Untrusted(reason, _distrust(cause))
    return Unreachable(type(error).__name__, _hindrance(error, causes))


def _distrust(error: ssl.SSLError) -> Distrust:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return Distrust.OTHER
    code = int(getattr(error, "verify_code", 0) or 0)
    return DISTRUST.get(code) or DISTRUST.get(code & _UNSIGNED) or Distrust.OTHER


def _hindrance(error: httpx.HTTPError, causes: tuple[BaseException, ...]) -> Hindrance:
    if isinstance(error, httpx.ProxyError):
        return Hindrance.PROXY
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            # The name server itself did not answer: without a network it never does.
            mute = cause.errno == socket.EAI_AGAIN
            return Hindrance.NO_NETWORK if mute else Hindrance.NAME_UNKNOWN
        if isinstance(cause, ConnectionRefusedError):
            return Hindrance.REFUSED
        if isinstance(cause, OSError) and cause.errno in NO_NETWORK:
            return Hindrance.NO_NETWORK
    return Hindrance.SILENT if isinstance(error, httpx.TimeoutException) else Hindrance.OTHER


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
