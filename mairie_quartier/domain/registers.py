"""One line of a register kept elsewhere, judged: accepted, corrected or refused, and why.

Must not read a file, know people already kept, nor write.  What cannot be taken as it stands
is left out and told; only what would make the line false or unlawful refuses it.  Numbers that
look like a NIR are never kept (DOMAIN.md 2).
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from mairie_quartier.domain.catalogue import DemarcheCode
from mairie_quartier.domain.dates import PartialDate
from mairie_quartier.domain.register_columns import Column
from mairie_quartier.domain.requests import Channel, NotHelpedReason, Outcome


class Verdict(StrEnum):
    """What becomes of a line."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REFUSED = "refused"
    KNOWN = "known"


class Reason(StrEnum):
    """Why a line was corrected, refused, or is known already."""

    DATE_MISSING = "date_missing"
    DATE_UNREADABLE = "date_unreadable"
    DATE_INCOMPLETE = "date_incomplete"
    DATE_IN_FUTURE = "date_in_future"
    DATE_TOO_OLD = "date_too_old"
    BIRTH_IN_FUTURE = "birth_in_future"
    DEMARCHE_MISSING = "demarche_missing"
    DEMARCHE_UNKNOWN = "demarche_unknown"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_CELLS = "too_many_cells"
    IMPORTED_BEFORE = "imported_before"
    TIME_UNREADABLE = "time_unreadable"
    CHANNEL_UNKNOWN = "channel_unknown"
    BIRTH_UNREADABLE = "birth_unreadable"
    PHONE_UNREADABLE = "phone_unreadable"
    EMAIL_UNREADABLE = "email_unreadable"
    POSTCODE_UNREADABLE = "postcode_unreadable"
    LANGUAGE_UNKNOWN = "language_unknown"
    DEMARCHE_GUESSED = "demarche_guessed"
    OUTCOME_UNKNOWN = "outcome_unknown"
    REASON_UNKNOWN = "reason_unknown"
    NAME_NOT_SPLIT = "name_not_split"
    NAMELESS_DETAILS = "nameless_details"
    TEXT_CLEANED = "text_cleaned"
    FORMULA_NEUTRALISED = "formula_neutralised"
    NIR_REMOVED = "nir_removed"


REFUSING = frozenset(list(Reason)[: list(Reason).index(Reason.IMPORTED_BEFORE)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a line; ``value`` is what stood there, without what looks like a NIR."""

    reason: Reason
    column: Column | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came, as the register says."""

    family_name: str = ""
    used_name: str = ""
    first_names: str = ""
    birth: PartialDate | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""

    @property
    def named(self) -> bool:
        """Tell whether there is any name."""
        return bool(self.family_name or self.used_name or self.first_names)


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the register, as a visit; nobody's without a visitor."""

    opened_on: date
    demarches: tuple[DemarcheCode, ...]
    opened_time: time | None = None
    channel: Channel = Channel.DESK
    visitor: Visitor | None = None
    language: str | None = None
    outcome: Outcome = Outcome.INFORMED
    reason: NotHelpedReason | None = None
    note: str = ""
    still_open: bool = False


@dataclass(frozen=True, slots=True)
class RowResult:
    """The judgement of one line; there is a passage unless it is refused."""

    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    passage: Passage | None = None
