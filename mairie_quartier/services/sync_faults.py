"""What can go wrong between this PC and the city's centre: one class per situation.

They live beside the ports because ``ui`` never imports ``sync``; the sentences are in
``ui.error_sentences``.  Nothing here ever means that something recorded on this PC was lost.
"""

from enum import StrEnum

from mairie_quartier.domain.protocol import ProblemCode
from mairie_quartier.domain.synchronising import SyncOutcome
from mairie_quartier.errors import EnvironmentFault, UserMistake


class Hindrance(StrEnum):
    """What keeps an answer from coming."""

    NO_NETWORK = "no_network"
    NAME_UNKNOWN = "name_unknown"
    REFUSED = "refused"
    SILENT = "silent"
    PROXY = "proxy"
    OTHER = "other"


class Distrust(StrEnum):
    """What is wrong with the proof of who answered."""

    AUTHORITY = "authority"
    OTHER_NAME = "other_name"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    OTHER = "other"


class InventedData(UserMistake):
    """This PC holds a demonstration, which must never reach the city's records."""


class SyncFault(EnvironmentFault):
    """A sync ended early; it goes on where it stopped, next time."""

    outcome = SyncOutcome.FAILED


class Unreachable(SyncFault):
    """No answer: no network, no such host, or too slow; ``detail`` is technical."""

    outcome = SyncOutcome.OFFLINE

    def __init__(self, detail: str, why: Hindrance = Hindrance.OTHER) -> None:
        super().__init__(detail)
        self.detail = detail
        self.why = why


class Untrusted(SyncFault):
    """Whoever answered could not prove to be the centre: nothing was sent."""

    outcome = SyncOutcome.UNTRUSTED

    def __init__(self, detail: str, why: Distrust = Distrust.OTHER) -> None:
        super().__init__(detail)
        self.detail = detail
        self.why = why


class UnreadableAnswer(SyncFault):
    """The answer is not what the centre says: often a network's login page."""

    outcome = SyncOutcome.OFFLINE

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class RefusedByCentre(SyncFault):
    """The centre refused the whole request."""

    outcome = SyncOutcome.REFUSED

    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class CentreBusy(SyncFault):
    """The centre asks to come back later."""

    outcome = SyncOutcome.OFFLINE


class DeskRevoked(SyncFault):
    """This PC's access was withdrawn; what it recorded was sent, into quarantine."""

    outcome = SyncOutcome.REVOKED


class ProgramTooOld(SyncFault):
    """The centre no longer speaks with this version of the program."""

    outcome = SyncOutcome.TOO_OLD


class SyncStopped(SyncFault):
    """The store is closing; what was done is kept."""

    outcome = SyncOutcome.STOPPED


class NobodyToJoin(UserMistake):
    """The office has no agent at the centre yet: nobody could enter this PC."""

    def __init__(self, office: str) -> None:
        super().__init__(office)
        self.office = office


class NotOfTheOffice(UserMistake):
    """No active agent of the office has this login at the centre."""

    def __init__(self, login: str) -> None:
        super().__init__(login)
        self.login = login


class NotEnrolled(UserMistake):
    """This PC is not linked to a centre."""


class AlreadyEnrolled(UserMistake):
    """This PC is linked to a centre already."""


class OtherCentre(UserMistake):
    """A centre is at this address, but it does not know this PC: it is not the one it knows."""


class BadAddress(UserMistake):
    """The centre's address is none, or not a secure one (``https``)."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class BadAuthority(UserMistake):
    """The certificate authority given is no certificate in PEM form."""
