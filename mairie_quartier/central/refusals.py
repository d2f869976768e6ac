"""Which status and code answer which fault."""

from collections.abc import Mapping
from typing import Final

from mairie_quartier.central.bodies import BodyTooLarge
from mairie_quartier.central.enrolling import OfficeDiffers, UnknownCode
from mairie_quartier.central.judging import Reject
from mairie_quartier.central.pool import DatabaseUnavailable
from mairie_quartier.central.pulling import ForeignScope
from mairie_quartier.central.pushing import ClonedDesk, OtherEpoch
from mairie_quartier.central.speaker import RevokedDesk, UnknownToken
from mairie_quartier.domain.json_reading import MalformedMessage
from mairie_quartier.domain.protocol import Problem, ProblemCode
from mairie_quartier.errors import UserMistake

LATER_S: Final = 10

FAULTS: Final[Mapping[type[Exception], tuple[int, ProblemCode]]] = {
    MalformedMessage: (400, ProblemCode.MALFORMED),
    TimeoutError: (400, ProblemCode.MALFORMED),
    UnknownToken: (401, ProblemCode.TOKEN),
    RevokedDesk: (403, ProblemCode.REVOKED),
    ForeignScope: (403, ProblemCode.FORBIDDEN),
    Reject: (400, ProblemCode.MALFORMED),
    UnknownCode: (403, ProblemCode.CODE_UNKNOWN),
    OfficeDiffers: (409, ProblemCode.OFFICE_DIFFERS),
    ClonedDesk: (409, ProblemCode.CLONED),
    BodyTooLarge: (413, ProblemCode.TOO_LARGE),
    DatabaseUnavailable: (503, ProblemCode.UNAVAILABLE),
}


class Refusal(UserMistake):
    """A refusal ready to be answered; ``retry_s`` is how long to wait, 0 if it is no use."""

    def __init__(self, status: int, problem: Problem, *, retry_s: int = 0) -> None:
        super().__init__(status, problem.code)
        self.status = status
        self.problem = problem
        self.retry_s = retry_s


def refusal_of(error: Exception) -> Refusal:
    """Give the refusal of a fault; what is not in the table is not to be told."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, OtherEpoch):
        told = Problem(ProblemCode.EPOCH, epoch=error.epoch, acked_dseq=error.acked_dseq)
        return Refusal(409, told)
    status, code = FAULTS.get(type(error), (400, ProblemCode.MALFORMED))
    detail = error.path if isinstance(error, MalformedMessage) else ""
    retry_s = LATER_S if code is ProblemCode.UNAVAILABLE else 0
    return Refusal(status, Problem(code, detail), retry_s=retry_s)
