"""The need of an interpreter (*besoin d'interprète*): recorded, followed, or unmet with a reason.

A child never interprets; an adult relative is a last resort and needs a reason (DOMAIN.md 3).
Languages are ISO 639-3; French sign language is ``fsl``.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mairie_quartier.domain.identifiers import InterpretingId, OfficeId, PersonId, VisitId
from mairie_quartier.errors import UserMistake


class Way(StrEnum):
    """How the interpreting takes place."""

    TELEPHONE = "telephone"
    VIDEO = "video"
    ON_SITE = "on_site"
    SIGN_LANGUAGE = "sign_language"
    CUED_SPEECH = "cued_speech"
    SPEECH_TO_TEXT = "speech_to_text"
    WRITTEN = "written"
    SIGHT = "sight"


class Interpreter(StrEnum):
    """Who interprets; a minor can be chosen on screen only to be refused."""

    PROFESSIONAL = "professional"
    COLLEAGUE = "colleague"
    ADULT_RELATIVE = "adult_relative"
    MINOR = "minor"


class PreferredSex(StrEnum):
    """The person's wish about the interpreter."""

    NONE = "none"
    WOMAN = "woman"
    MAN = "man"


class Urgency(StrEnum):
    """How soon."""

    NOW = "now"
    WEEK = "week"
    NORMAL = "normal"


class InterpretingState(StrEnum):
    """Where the need stands."""

    NEEDED = "needed"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    UNMET = "unmet"


class UnmetReason(StrEnum):
    """Why nobody interpreted."""

    NO_PROVIDER = "no_provider"
    NOT_AVAILABLE = "not_available"
    TOO_LATE = "too_late"
    COST = "cost"
    REFUSED = "refused"
    OTHER = "other"


class Understanding(StrEnum):
    """Whether understanding was checked by rephrasing."""

    NOT_CHECKED = "not_checked"
    UNDERSTOOD = "understood"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class InterpretingNeed:
    """One need; minutes and cost stay empty until done, there is no default price."""

    id: InterpretingId
    office_id: OfficeId
    visit_id: VisitId
    person_id: PersonId | None
    language: str
    created_at: datetime
    way: Way = Way.TELEPHONE
    urgency: Urgency = Urgency.NORMAL
    interpreter: Interpreter = Interpreter.PROFESSIONAL
    preferred_sex: PreferredSex = PreferredSex.NONE
    relative_reason: str = ""
    state: InterpretingState = InterpretingState.NEEDED
    provider: str = ""
    minutes: int | None = None
    cost_cents: int | None = None
    unmet_reason: UnmetReason | None = None
    understanding: Understanding = Understanding.NOT_CHECKED
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a child, and a relative without a reason."""
        if self.interpreter is Interpreter.MINOR:
            raise MinorInterpreter(self.language)
        if self.interpreter is Interpreter.ADULT_RELATIVE and not self.relative_reason.strip():
            raise RelativeWithoutReason(self.language)


class MinorInterpreter(UserMistake):
    """A child must not interpret."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class RelativeWithoutReason(UserMistake):
    """A relative is a last resort: the reason is missing."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class InterpretingClosed(UserMistake):
    """The need is closed already."""

    def __init__(self, need_id: InterpretingId) -> None:
        super().__init__(need_id)
        self.need_id = need_id


CLOSED = frozenset(
    {
        InterpretingState.DONE,
        InterpretingState.CANCELLED,
        InterpretingState.NO_SHOW,
        InterpretingState.UNMET,
    }
)


def ask_provider(need: InterpretingNeed, *, provider: str) -> InterpretingNeed:
    """Record that a provider was asked; a later state stays as it is."""
    _refuse_closed(need)
    asked = replace(need, provider=provider.strip() or need.provider)
    if need.state is InterpretingState.NEEDED:
        return replace(asked, state=InterpretingState.REQUESTED)
    return asked


def close_met(
    need: InterpretingNeed, *, at: datetime, understanding: Understanding
) -> InterpretingNeed:
    """Record that the interpreting took place."""
    _refuse_closed(need)
    return replace(need, state=InterpretingState.DONE, closed_at=at, understanding=understanding)


def close_unmet(need: InterpretingNeed, *, at: datetime, reason: UnmetReason) -> InterpretingNeed:
    """Record that nobody interpreted, and why."""
    _refuse_closed(need)
    return replace(need, state=InterpretingState.UNMET, closed_at=at, unmet_reason=reason)


def _refuse_closed(need: InterpretingNeed) -> None:
    if need.state in CLOSED:
        raise InterpretingClosed(need.id)
